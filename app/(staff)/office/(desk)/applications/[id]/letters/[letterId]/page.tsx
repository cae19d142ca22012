import { notFound } from 'next/navigation';
import { CaseTrail } from '@/components/applications/decision/case-trail';
import { LetterScreen } from '@/components/letters/letter-screen';
import { findLetterPage } from '@/lib/applications/letters/queries/letter-page';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { recordCaseRead } from '@/lib/reads/commands/record-read';

export const metadata = { title: '文书' };

type Props = { params: Promise<{ id: string; letterId: string }> };

export default async function LetterPage({ params }: Props) {
  const { actor } = await getPageSignedIn();
  const { id, letterId } = await params;
  const page = await findLetterPage(actor, id, letterId);
  if (page === null) notFound();
  await recordCaseRead(actor, { id, organId: actor.organId }, 'case_letter');
  return (
    <>
      <CaseTrail caseId={id} no={page.caseNo} />
      <LetterScreen page={page} />
    </>
  );
}
