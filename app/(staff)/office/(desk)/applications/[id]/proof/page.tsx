import { notFound } from 'next/navigation';
import { DeadlineProof } from '@/components/applications/case/deadline-proof';
import { findCaseView } from '@/lib/applications/queries/case-view';
import { getOrgan } from '@/lib/organs/queries';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { recordCaseRead } from '@/lib/reads/commands/record-read';

export const metadata = { title: '为什么是这一天' };

type Props = { params: Promise<{ id: string }> };

export default async function ProofPage({ params }: Props) {
  const { actor } = await getPageSignedIn();
  const view = await findCaseView(actor, (await params).id);
  if (view === null) notFound();
  await recordCaseRead(actor, view.facts, 'case_proof');
  const organ = await getOrgan(actor.organId);
  return <DeadlineProof view={view} organName={organ.name} />;
}
