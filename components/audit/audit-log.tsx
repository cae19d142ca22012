import Link from 'next/link';
import { Button, buttonClass } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import type { AuditPage } from '@/lib/audit/queries/search-audit';
import { ACT_CHOICES } from '@/lib/audit/rules/act-names';
import type { AuditEntry } from '@/lib/audit/rules/audit-entry';
import { type AuditQuery, auditHref } from '@/lib/audit/rules/audit-query';
import { withBasePath } from '@/lib/platform/base-path';
import { AuditState } from './audit-state';
import { hourOf, whatOf } from './audit-words';

/** The log of an organ: its state, a search, and the rows found; the search works without scripts. */
export function AuditLog({
  page,
  query,
  verified,
  anchored,
  now,
}: {
  page: AuditPage;
  query: AuditQuery;
  verified: AuditEntry | null;
  anchored: AuditEntry | null;
  now: Date;
}) {
  const isNarrowed = Object.keys(query.filter).length > 0;
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold">日志</h1>
      <AuditState verified={verified} anchored={anchored} now={now} />
      <AuditSearch query={query} isNarrowed={isNarrowed} />
      <div className="mt-4 mb-2 flex flex-wrap items-center justify-between gap-2">
        <p className="text-ink-soft" role="status">
          {page.isMore ? `超过 ${page.total} 行` : `共 ${page.total} 行`}
        </p>
        <ExportForms query={query} />
      </div>
      {page.rows.length === 0 ? (
        <p className="border border-line bg-paper p-6 text-ink-soft">没有符合条件的行，请放宽条件。</p>
      ) : (
        <ol className="divide-y divide-line border border-line bg-paper">
          {page.rows.map(({ entry, title }) => (
            <li key={entry.seq} className="grid gap-x-4 px-4 py-2.5 sm:grid-cols-[9.5rem_1fr_auto]">
              <span className="text-ink-soft tabular-nums">{hourOf(entry)}</span>
              <span className="min-w-0 wrap-anywhere">
                <strong className="font-semibold">{entry.personName || '（无姓名）'}</strong>　
                {whatOf(entry, title)}
              </span>
              <span className="flex flex-wrap items-baseline gap-x-3 text-sm text-ink-soft">
                {entry.clientAddress ?? ''}
                <Link
                  prefetch={false}
                  className="text-brand"
                  href={`/office/audit/${entry.seq}`}
                  aria-label={`第 ${entry.seq} 行的详情`}
                >
                  第 {entry.seq} 行
                </Link>
              </span>
            </li>
          ))}
        </ol>
      )}
      <nav aria-label="翻页" className="mt-4 flex flex-wrap gap-3">
        {query.after === null ? null : (
          <Link prefetch={false} className={buttonClass('quiet')} href={auditHref({ ...query, after: null })}>
            回到第一页
          </Link>
        )}
        {page.next === null ? null : (
          <Link
            prefetch={false}
            className={buttonClass('quiet')}
            href={auditHref({ ...query, after: page.next })}
          >
            {query.sort === 'oldest' ? '更晚的' : '更早的'}
          </Link>
        )}
      </nav>
    </>
  );
}

function AuditSearch({ query, isNarrowed }: { query: AuditQuery; isNarrowed: boolean }) {
  const { filter } = query;
  return (
    <form
      method="get"
      action={withBasePath('/office/audit')}
      aria-label="查找"
      className="grid gap-x-4 border border-line bg-paper px-4 pb-3 sm:grid-cols-2 lg:grid-cols-4"
    >
      <TextField id="person" name="person" label="人员" defaultValue={filter.person ?? ''} />
      <SelectField
        id="action"
        name="action"
        label="操作"
        defaultValue={filter.action ?? ''}
        options={[['', '全部'], ...ACT_CHOICES]}
      />
      <TextField id="subject" name="subject" label="信息的标题或编号" defaultValue={filter.subject ?? ''} />
      <TextField id="address" name="address" label="来源地址" defaultValue={filter.address ?? ''} />
      <TextField id="from" name="from" type="date" label="从哪天" defaultValue={filter.from ?? ''} />
      <TextField id="to" name="to" type="date" label="到哪天" defaultValue={filter.to ?? ''} />
      <SelectField
        id="sort"
        name="sort"
        label="排序"
        defaultValue={query.sort}
        options={[
          ['newest', '最新的在前'],
          ['oldest', '最早的在前'],
        ]}
      />
      <p className="my-3 flex items-end gap-2">
        <Button type="submit">查找</Button>
        {isNarrowed ? (
          <Link prefetch={false} className={buttonClass('quiet')} href="/office/audit">
            清除
          </Link>
        ) : null}
      </p>
    </form>
  );
}

/** Two forms that hand out what was found; a form, since an export is an act and is logged. */
function ExportForms({ query }: { query: AuditQuery }) {
  return (
    <div className="flex flex-wrap gap-2">
      {(
        [
          ['csv', '导出表格（CSV）'],
          ['jsonl', '导出原文（JSON 行，含校验值）'],
        ] as const
      ).map(([format, text]) => (
        <form key={format} method="post" action={withBasePath('/office/audit/export')}>
          <input type="hidden" name="format" value={format} />
          {Object.entries(query.filter).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button type="submit" look="quiet">
            {text}
          </Button>
        </form>
      ))}
    </div>
  );
}
