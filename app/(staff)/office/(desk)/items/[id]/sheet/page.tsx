import Link from 'next/link';
import { notFound } from 'next/navigation';
import { ApprovalSheet } from '@/components/disclosure/approval-form/sheet';
import { buttonClass } from '@/components/ui/button';
import { RefusalList } from '@/components/ui/notice';
import { PrintButton } from '@/components/ui/print-button';
import { getApprovalForm } from '@/lib/disclosure/approval-form/queries/get-approval-form';
import { findItem } from '@/lib/disclosure/queries/load-item';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { withBasePath } from '@/lib/platform/base-path';
import { recordRead } from '@/lib/reads/commands/record-read';

export const metadata = { title: '信息发布审批表' };

type Param = string | string[] | undefined;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ version?: Param }> };

export default async function SheetPage({ params, searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const { id } = await params;
  const version = Number((await searchParams).version);
  const item = await findItem(actor, id);
  if (item === null || !Number.isInteger(version)) notFound();
  await recordRead(actor, item, { surface: 'sheet', version });
  const found = await getApprovalForm(actor, id, version);
  return (
    <div className="mx-auto max-w-4xl">
      <div className="mb-3 flex flex-wrap items-center gap-3 print:hidden">
        <Link prefetch={false} href={`/office/items/${id}`} className="text-brand">
          返回这条信息
        </Link>
        {found.ok ? (
          <>
            <PrintButton />
            <a
              href={withBasePath(`/office/items/${id}/sheet/docx?version=${version}`)}
              className={buttonClass('quiet')}
            >
              下载 Word
            </a>
            <Link
              prefetch={false}
              className={buttonClass('quiet')}
              href={`/office/sheet-check?number=${found.value.facts.number}&code=${found.value.facts.checkCode}`}
            >
              与公开内容核对
            </Link>
          </>
        ) : null}
      </div>
      {found.ok ? (
        <ApprovalSheet form={found.value.form} />
      ) : (
        <RefusalList refusals={found.refusals} title="这张审批表还不能打印：" />
      )}
    </div>
  );
}
