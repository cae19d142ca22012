import { notFound } from 'next/navigation';
import { CaseTrail } from '@/components/applications/decision/case-trail';
import { DecisionScreen } from '@/components/applications/decision/decision-screen';
import { EndingScreen } from '@/components/applications/decision/endings';
import { RefusalList } from '@/components/ui/notice';
import { findDecisionForm, findEndingForm } from '@/lib/applications/letters/queries/decision-form';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { recordCaseRead } from '@/lib/reads/commands/record-read';

export const metadata = { title: '作出处理决定' };

type Props = { params: Promise<{ id: string }> };

export default async function DecidePage({ params }: Props) {
  const { actor } = await getPageSignedIn();
  const { id } = await params;
  const form = await findDecisionForm(actor, id);
  if (form === null) notFound();
  await recordCaseRead(actor, { id, organId: actor.organId }, 'case_decide');
  const ending = await findEndingForm(actor, id);
  return (
    <>
      <CaseTrail caseId={id} no={form.no} />
      <h1 className="mb-4 text-2xl font-semibold">作出处理决定</h1>
      {ending !== null ? (
        <EndingScreen caseId={id} seenSeq={form.seenSeq} ending={ending} />
      ) : form.whyNot.length > 0 ? (
        <RefusalList refusals={form.whyNot} title="现在不能作出决定：" />
      ) : (
        <DecisionScreen form={form} />
      )}
    </>
  );
}
