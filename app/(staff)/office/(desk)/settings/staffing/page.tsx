import { notFound } from 'next/navigation';
import { StaffingPage } from '@/components/settings/staffing-page';
import { listColumns } from '@/lib/disclosure/queries/list-columns';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate, isCivilDate } from '@/lib/platform/dates';
import { checkStaffing } from '@/lib/settings/queries/staffing';

export const metadata = { title: '人员配备检查' };

type Props = { searchParams: Promise<{ day?: string | string[] }> };

export default async function StaffingSettingsPage({ searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const today = civilDate(currentTime());
  const asked = (await searchParams).day;
  const day = typeof asked === 'string' && isCivilDate(asked) ? asked : today;
  const columns = await listColumns(actor.organId);
  const listed = columns.filter(({ layout }) => layout === 'list').map(({ id, path }) => ({ id, path }));
  const check = await checkStaffing(actor, day, listed);
  if (check === null) notFound();
  return <StaffingPage check={check} day={day} today={today} />;
}
