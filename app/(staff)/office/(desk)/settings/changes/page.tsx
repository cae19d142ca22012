import { notFound } from 'next/navigation';
import { ChangesPage } from '@/components/settings/change-list';
import { routeSettingsOf } from '@/lib/approvals/queries';
import { listColumns } from '@/lib/disclosure/queries/list-columns';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { maySeePage } from '@/lib/settings/policy';
import { listChanges } from '@/lib/settings/queries/list-changes';
import { findLosses } from '@/lib/settings/queries/staffing';

export const metadata = { title: '变更' };

type Props = { searchParams: Promise<{ page?: string | string[] }> };

export default async function ChangesSettingsPage({ searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  if (!maySeePage(actor, 'changes')) notFound();
  const page = Number((await searchParams).page ?? 1);
  const columns = await listColumns(actor.organId);
  const changes = await listChanges(actor, Number.isInteger(page) ? page : 1);
  return (
    <ChangesPage
      changes={changes}
      losses={await findLosses(actor, changes.open)}
      settings={await routeSettingsOf(actor.organId)}
      columns={new Map(columns.map(({ id, path }) => [id, path]))}
    />
  );
}
