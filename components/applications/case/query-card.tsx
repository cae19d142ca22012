import Link from 'next/link';
import { PrintButton } from '@/components/ui/print-button';

type Props = {
  caseId: string;
  card: { number: string; queryCode: string; address: string; organName: string; phone: string };
};

/** 查询卡: goes to the applicant with the receipt, since the code stands in no letter that is kept. */
export function QueryCardSheet({ caseId, card }: Props) {
  return (
    <article className="mx-auto max-w-xl bg-paper p-4 print:p-0">
      <div className="mb-3 flex flex-wrap items-center gap-3 print:hidden">
        <Link prefetch={false} href={`/office/applications/${caseId}`} className="text-brand">
          返回这件申请
        </Link>
        <PrintButton />
      </div>
      <div className="border-2 border-line p-6">
        <h1 className="text-center font-serif text-xl font-bold">政府信息公开申请查询卡</h1>
        <dl className="mt-4 grid gap-3 text-lg">
          <div className="flex flex-wrap gap-x-4">
            <dt className="text-muted">编号</dt>
            <dd className="font-mono font-semibold">{card.number}</dd>
          </div>
          <div className="flex flex-wrap gap-x-4">
            <dt className="text-muted">查询码</dt>
            <dd className="font-mono text-2xl font-bold tracking-wider">{card.queryCode}</dd>
          </div>
        </dl>
        <p className="mt-4">
          打开 <span className="break-all">{card.address}</span>
          ，输入编号和查询码，可以查看办理进度和期限、下载文书、提交补正材料。
        </p>
        <p className="mt-2">请妥善保管，不要告诉他人：知道这两项的人都能看到您的申请。</p>
        <p className="mt-4 text-right">
          {card.organName}　联系电话：{card.phone}
        </p>
      </div>
    </article>
  );
}
