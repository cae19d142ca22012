import { notFound } from 'next/navigation';
import { CalendarPage } from '@/components/settings/calendar/calendar-page';
import { currentCalendar, listCalendarVersions } from '@/lib/calendar/queries';
import { namesOf } from '@/lib/organs/queries';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { mayLoadCalendar, maySeePage } from '@/lib/settings/policy';

export const metadata = { title: '工作日历' };

export default async function CalendarSettingsPage() {
  const { actor } = await getPageSignedIn();
  if (!maySeePage(actor, 'calendar')) notFound();
  const [calendar, versions] = await Promise.all([currentCalendar(), listCalendarVersions()]);
  const loaders = versions.flatMap(({ loadedBy }) => (loadedBy === null ? [] : [loadedBy]));
  return (
    <CalendarPage
      calendar={calendar}
      versions={versions}
      names={await namesOf(loaders)}
      mayLoad={mayLoadCalendar(actor)}
      today={civilDate(currentTime())}
    />
  );
}
