import { notFound } from 'next/navigation';
import { LedgerFrame } from '@/components/applications/ledger/ledger-frame';
import { ProposalsPage } from '@/components/applications/ledger/proposals-page';
import { mayReadLedger } from '@/lib/applications/queries/list-cases';
import { listProposals, listWriters } from '@/lib/applications/queries/list-proposals';
import { countWatch } from '@/lib/applications/queries/list-watch';
import { getPageSignedIn } from '@/lib/organs/staff-gate';

export const metadata = { title: '主动公开建议' };

export default async function PublicationProposalsPage() {
  const { actor } = await getPageSignedIn();
  if (!mayReadLedger(actor)) notFound();
  const mayDecide = actor.roles.includes('office_head');
  const [proposals, writers, watched] = await Promise.all([
    listProposals(actor),
    mayDecide ? listWriters(actor.organId) : [],
    countWatch(actor),
  ]);
  return (
    <LedgerFrame tab="proposals" watched={watched} mayFile={actor.roles.includes('case_handler')}>
      <ProposalsPage proposals={proposals} mayDecide={mayDecide} writers={writers} />
    </LedgerFrame>
  );
}
