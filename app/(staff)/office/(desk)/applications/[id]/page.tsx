import { notFound } from 'next/navigation';
import { AddFileButton } from '@/components/applications/case/add-file';
import { CasePage } from '@/components/applications/case/case-page';
import { findCaseView, findVisibleCase } from '@/lib/applications/queries/case-view';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { recordCaseRead } from '@/lib/reads/commands/record-read';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props) {
  const { actor } = await getPageSignedIn();
  const loaded = await findVisibleCase(actor, (await params).id);
  return { title: loaded === null ? '没有找到' : (loaded.applicationNo ?? loaded.submissionNo) };
}

export default async function Page({ params }: Props) {
  const { actor } = await getPageSignedIn();
  const { id } = await params;
  const view = await findCaseView(actor, id);
  if (view === null) notFound();
  await recordCaseRead(actor, view.facts, 'case');
  const mayAdd = view.offers.some(({ action, isAllowed }) => action === 'add_file' && isAllowed);
  return <CasePage view={view} addFile={mayAdd ? <AddFileButton caseId={id} /> : null} />;
}
