import { AuditLog } from '@/components/audit/audit-log';
import { NoRightPage } from '@/components/office/no-right-page';
import { whyNotAudit } from '@/lib/audit/policy';
import { findLastAct, searchAudit } from '@/lib/audit/queries/search-audit';
import { readAuditQuery } from '@/lib/audit/rules/audit-query';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';

export const metadata = { title: '日志' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const refusals = whyNotAudit(actor);
  if (refusals.length > 0) return <NoRightPage title="日志" refusals={refusals} />;
  const query = readAuditQuery(await searchParams);
  const [page, verified, anchored] = await Promise.all([
    searchAudit(actor, query),
    findLastAct(actor, 'verify_audit'),
    findLastAct(actor, 'anchor_audit'),
  ]);
  return <AuditLog page={page} query={query} verified={verified} anchored={anchored} now={currentTime()} />;
}
