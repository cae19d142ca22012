import { notFound } from 'next/navigation';
import { LeavePage } from '@/components/settings/leave-page';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { maySeeAllLeaves, maySeePage } from '@/lib/settings/policy';
import { findLeaves, listChoices } from '@/lib/settings/queries/list-arrangements';

export const metadata = { title: '请假' };

export default async function LeaveSettingsPage() {
  const { actor } = await getPageSignedIn();
  if (!maySeePage(actor, 'leave')) notFound();
  const mayEnter = actor.roles.includes('office_head');
  return (
    <LeavePage
      lines={await findLeaves(actor)}
      people={mayEnter ? await listChoices(actor) : []}
      seesAll={maySeeAllLeaves(actor)}
      mayEnter={mayEnter}
      today={civilDate(currentTime())}
    />
  );
}
