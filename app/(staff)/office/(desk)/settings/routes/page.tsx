import { notFound } from 'next/navigation';
import { RouteSettingsPage } from '@/components/settings/route-settings';
import { routeSettingsOf } from '@/lib/approvals/queries';
import { listColumns } from '@/lib/disclosure/queries/list-columns';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { maySeePage } from '@/lib/settings/policy';
import { listSettings } from '@/lib/settings/queries/list-settings';
import { findArrangement } from '@/lib/settings/queries/staffing';
import { whyNotPropose } from '@/lib/settings/rules/second-person';
import { LETTER_KEYS, ROUTE_KEYS } from '@/lib/settings/types';

export const metadata = { title: '审批流程' };

export default async function RoutesPage() {
  const { actor } = await getPageSignedIn();
  if (!maySeePage(actor, 'routes')) notFound();
  const columns = await listColumns(actor.organId);
  return (
    <RouteSettingsPage
      arrangement={await findArrangement(actor)}
      settings={await routeSettingsOf(actor.organId)}
      rows={await listSettings(actor, [...ROUTE_KEYS, ...LETTER_KEYS])}
      columns={columns.filter(({ layout }) => layout === 'list').map(({ id, path }) => ({ id, path }))}
      whyNotPropose={whyNotPropose(actor, { kind: 'setting', target: ROUTE_KEYS[0] })}
      today={civilDate(currentTime())}
    />
  );
}
