import { notFound } from 'next/navigation';
import { AuditEntryPage } from '@/components/audit/audit-entry-page';
import { findAuditEntry } from '@/lib/audit/queries/search-audit';
import { getPageSignedIn } from '@/lib/organs/staff-gate';

export const metadata = { title: '日志的一行' };

type Props = { params: Promise<{ seq: string }> };

export default async function EntryPage({ params }: Props) {
  const { actor } = await getPageSignedIn();
  const { seq } = await params;
  const told = /^[1-9]\d{0,8}$/.test(seq) ? await findAuditEntry(actor, Number(seq)) : null;
  if (told === null) notFound();
  return <AuditEntryPage told={told} />;
}
