import Link from 'next/link';
import { notFound } from 'next/navigation';
import { LetterPaper } from '@/components/letters/letter-paper';
import { Notice } from '@/components/ui/notice';
import { PrintButton } from '@/components/ui/print-button';
import { findLetterPage } from '@/lib/applications/letters/queries/letter-page';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { recordCaseRead } from '@/lib/reads/commands/record-read';

export const metadata = { title: '打印文书' };

type Props = { params: Promise<{ id: string; letterId: string }> };

export default async function PrintLetterPage({ params }: Props) {
  const { actor } = await getPageSignedIn();
  const { id, letterId } = await params;
  const page = await findLetterPage(actor, id, letterId);
  if (page === null || page.view.document === null) notFound();
  await recordCaseRead(actor, { id, organId: actor.organId }, 'case_letter');
  const { number, sealedOn, document } = page.view;
  return (
    <div className="mx-auto max-w-[50rem]">
      <div className="mb-3 flex flex-wrap items-center gap-3 print:hidden">
        <Link prefetch={false} href={`/office/applications/${id}/letters/${letterId}`} className="text-brand">
          返回这份文书
        </Link>
        <PrintButton />
      </div>
      {number === null ? (
        <div className="print:hidden">
          <Notice look="warn">还没有编号盖章，不能发出；打印出来只供核对。</Notice>
        </div>
      ) : null}
      <LetterPaper
        document={document}
        seal={number !== null && sealedOn !== null ? { number, date: sealedOn } : null}
      />
    </div>
  );
}
