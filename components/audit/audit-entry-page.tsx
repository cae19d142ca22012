import Link from 'next/link';
import { Card } from '@/components/ui/card';
import type { ToldEntry } from '@/lib/audit/queries/search-audit';
import { actName, subjectName } from '@/lib/audit/rules/act-names';
import { auditHref } from '@/lib/audit/rules/audit-query';
import { detailRows } from '@/lib/audit/rules/detail-rows';
import { hourOf, whatOf } from './audit-words';

const ROWS =
  'grid gap-x-4 sm:grid-cols-[minmax(7em,max-content)_1fr] gap-y-1.5 [&_dt]:text-ink-soft [&_dd]:min-w-0 [&_dd]:wrap-anywhere max-sm:[&_dd]:mb-2';

/** One row of the log in plain words: who did what to what, when and from where, what was recorded, and its hashes. */
export function AuditEntryPage({ told: { entry, title } }: { told: ToldEntry }) {
  const details = detailRows(entry.detail);
  return (
    <>
      <p className="text-sm">
        <Link prefetch={false} className="text-brand" href="/office/audit">
          日志
        </Link>
        　›　第 {entry.seq} 行
      </p>
      <h1 className="mt-1 mb-4 text-xl font-semibold">
        {entry.personName}
        {whatOf(entry, title)}
      </h1>
      <Card title="谁、什么时候、做了什么">
        <dl className={ROWS}>
          <dt>时间</dt>
          <dd>{hourOf(entry)}（北京时间）</dd>
          <dt>人员</dt>
          <dd>
            {entry.personName}
            {entry.personId ? (
              <span className="block text-sm text-ink-soft">编号 {entry.personId}</span>
            ) : null}
          </dd>
          <dt>来源地址</dt>
          <dd>{entry.clientAddress ?? '没有记录（命令行、后台任务，或前面没有本系统的代理）'}</dd>
          <dt>操作</dt>
          <dd>{actName(entry.action)}</dd>
          <dt>对象</dt>
          <dd>
            {subjectName(entry.subjectType, entry.subjectId, title)}
            {title === null ? null : (
              <span className="block text-sm text-ink-soft">编号 {entry.subjectId}</span>
            )}
            <Link
              prefetch={false}
              className="block text-brand"
              href={auditHref({ filter: { subject: entry.subjectId } })}
            >
              看它的全部日志
            </Link>
          </dd>
        </dl>
      </Card>
      <Card title="记下的内容">
        {details.length === 0 ? (
          <p className="text-ink-soft">这种操作没有更多内容。</p>
        ) : (
          <dl className={ROWS}>
            {details.map(({ label, value }) => (
              <div key={label} className="contents">
                <dt>{label}</dt>
                <dd className="whitespace-pre-line">{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </Card>
      <Card title="校验值">
        <p className="mb-2 text-ink-soft">
          每一行都记着前一行的校验值。任何一行被改动、删去或插入，后面就对不上。
        </p>
        <dl className={ROWS}>
          <dt>这一行</dt>
          <dd className="font-mono text-sm">{entry.hash}</dd>
          <dt>前一行</dt>
          <dd className="font-mono text-sm">
            {entry.previous ?? '（第一行，前面没有）'}
            {entry.seq > 1 ? (
              <Link
                prefetch={false}
                className="block font-sans text-brand"
                href={`/office/audit/${entry.seq - 1}`}
              >
                看前一行
              </Link>
            ) : null}
          </dd>
        </dl>
      </Card>
    </>
  );
}
