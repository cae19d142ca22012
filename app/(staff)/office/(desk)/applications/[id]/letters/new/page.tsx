import { notFound } from 'next/navigation';
import { CaseTrail } from '@/components/applications/decision/case-trail';
import { ProcedureLetterForm } from '@/components/applications/procedure/procedure-form';
import { RefusalList } from '@/components/ui/notice';
import { findProcedureForm } from '@/lib/applications/letters/queries/procedure-form';
import { LETTER_CODES } from '@/lib/letters/types/letters';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { recordCaseRead } from '@/lib/reads/commands/record-read';

export const metadata = { title: '起草文书' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ code?: string | string[] }> };

export default async function NewLetterPage({ params, searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const { id } = await params;
  const { code: asked } = await searchParams;
  const code = LETTER_CODES.find((one) => one === asked);
  const form = code === undefined ? null : await findProcedureForm(actor, id, code);
  if (form === null) notFound();
  await recordCaseRead(actor, { id, organId: actor.organId }, 'case_letter');
  return (
    <>
      <CaseTrail caseId={id} no={form.no} />
      <h1 className="mb-4 text-2xl font-semibold">起草《{form.name}》</h1>
      {form.whyNot.length > 0 ? (
        <RefusalList refusals={form.whyNot} title="现在不能办这一步：" />
      ) : (
        <ProcedureLetterForm form={form} />
      )}
    </>
  );
}
