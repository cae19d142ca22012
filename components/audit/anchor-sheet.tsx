import Link from 'next/link';
import { PrintButton } from '@/components/ui/print-button';
import type { AuditEntry } from '@/lib/audit/rules/audit-entry';
import { formatMinute } from '@/lib/platform/dates';
import { hourOf } from './audit-words';

/** Sixty-four signs in groups of eight: a person can compare them. */
function grouped(hash: string): string {
  return hash.replace(/(.{8})(?=.)/g, '$1 ');
}

/** The end of the log on one sheet, to be signed and kept where nobody who can reach the database reaches. */
export function AnchorSheet({
  organName,
  chain,
  end,
  verified,
  by,
  at,
}: {
  organName: string;
  chain: string;
  end: { readonly seq: number; readonly hash: string };
  verified: AuditEntry | null;
  by: string;
  at: Date;
}) {
  const isWhole = (verified?.detail as { whole?: boolean } | null)?.whole;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-4 print:hidden">
        <Link prefetch={false} className="text-brand" href="/office/audit">
          返回日志
        </Link>
        <PrintButton />
      </div>
      <article className="max-w-3xl border border-line bg-paper p-6 print:border-0 print:p-0">
        <h1 className="mb-5 text-center font-serif text-2xl font-bold">日志存证</h1>
        <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[8em_1fr] [&_dt]:text-ink-soft print:[&_dt]:text-ink">
          <dt>机关</dt>
          <dd>{organName}</dd>
          <dt>打印时间</dt>
          <dd>{formatMinute(at)}（北京时间）</dd>
          <dt>日志行数</dt>
          <dd className="tabular-nums">{end.seq}</dd>
          <dt>末行校验值</dt>
          <dd className="font-mono wrap-anywhere">{grouped(end.hash)}</dd>
          <dt>日志编号</dt>
          <dd className="font-mono text-sm wrap-anywhere">{chain}</dd>
          <dt>最近核验</dt>
          <dd>
            {verified === null
              ? '没有核验过'
              : `${hourOf(verified)}，${isWhole ? '完整' : '不完整'}（${verified.personName}）`}
          </dd>
          <dt>打印人</dt>
          <dd>{by}</dd>
        </dl>
        <p className="mt-5 leading-7">
          日志每一行都含有前一行的校验值。以后第 {end.seq} 行的校验值若与本页不同，或者日志不足 {end.seq}{' '}
          行，说明日志在本页打印之后被改写或截断。请签名后另行保管，不要交给能接触数据库的人。
        </p>
        <p className="mt-10 flex flex-wrap justify-between gap-6">
          <span>审计员签名：＿＿＿＿＿＿＿＿</span>
          <span>日期：＿＿＿＿＿＿＿＿</span>
        </p>
      </article>
    </>
  );
}
