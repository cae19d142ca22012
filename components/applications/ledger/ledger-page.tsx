import { Button } from '@/components/ui/button';
import { Pagination } from '@/components/ui/pagination';
import {
  LEDGER_COUNTED,
  LEDGER_PAGE_ROWS,
  type LedgerQuery,
  ledgerHref,
  ledgerParams,
} from '@/lib/applications/rules/ledger-query';
import type { LedgerRow } from '@/lib/applications/types/ledger';
import { withBasePath } from '@/lib/platform/base-path';
import { LedgerFilters } from './ledger-filters';
import { LedgerRows } from './ledger-rows';

/** The ledger of an organ, or of one handler: filters, rows, pages, and the register as a file. */
export function LedgerPage({
  rows,
  total,
  isMore,
  query,
  handlers,
  years,
}: {
  rows: readonly LedgerRow[];
  total: number;
  isMore: boolean;
  query: LedgerQuery;
  handlers: readonly { readonly id: string; readonly name: string }[];
  years: readonly number[];
}) {
  const narrowed = Object.keys(query.filter).some((key) => key !== 'mine');
  return (
    <>
      <LedgerFilters query={query} handlers={handlers} years={years} />
      <div className="mt-4 mb-2 flex flex-wrap items-center justify-between gap-2">
        <p className="text-ink-soft" role="status">
          {isMore ? `超过 ${LEDGER_COUNTED} 件，请缩小筛选范围。` : `共 ${total} 件。`}
          {query.sort === 'due' && query.filter.group === undefined ? '只列还没有答复的，期限近的在前。' : ''}
        </p>
        {total > 0 ? <RegisterForm query={query} /> : null}
      </div>
      {rows.length === 0 ? (
        <p className="border border-line bg-paper p-6 text-ink-soft">
          {total > 0 ? '没有这一页，请从下面的页码选择。' : emptyWords(query, narrowed)}
        </p>
      ) : (
        <LedgerRows rows={rows} />
      )}
      <Pagination
        page={query.page}
        pages={Math.ceil(total / LEDGER_PAGE_ROWS)}
        href={(page) => ledgerHref(query, { page })}
      />
    </>
  );
}

function emptyWords({ filter }: LedgerQuery, narrowed: boolean): string {
  if (narrowed) return '没有符合条件的申请，请放宽筛选条件。';
  return filter.mine ? '现在没有等您办理的申请。' : '还没有收到申请。';
}

/** The register as a file, of what is found. A form, for taking it is logged. */
function RegisterForm({ query }: { query: LedgerQuery }) {
  return (
    <form
      method="post"
      action={withBasePath('/office/applications/export')}
      aria-label="导出台账"
      className="flex flex-wrap items-center gap-2"
    >
      {Object.entries(ledgerParams({ ...query, page: 1 })).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" look="quiet" name="format" value="xlsx">
        导出 Excel
      </Button>
      <Button type="submit" look="quiet" name="format" value="csv">
        导出 CSV
      </Button>
    </form>
  );
}
