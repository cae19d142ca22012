import Link from 'next/link';
import { Button, buttonClass } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { Pagination } from '@/components/ui/pagination';
import { Tag } from '@/components/ui/tag';
import { CLASS_NAMES } from '@/lib/approvals/types';
import type { ColumnRow } from '@/lib/disclosure/queries/list-columns';
import type { ItemRow } from '@/lib/disclosure/queries/list-items';
import { type ItemQuery, itemListHref, LIST_PAGE_ROWS } from '@/lib/disclosure/rules/item-query';
import {
  DRAFT_STATE_NAMES,
  DRAFT_STATES,
  ITEM_KINDS,
  KIND_NAMES,
  PUBLIC_STATE_NAMES,
  PUBLIC_STATES,
} from '@/lib/disclosure/types';
import { withBasePath } from '@/lib/platform/base-path';
import { formatMinute } from '@/lib/platform/dates';
import { ItemStatusLine } from './item-status';

/** The items a person may see, with filters; works without scripts. */
export function ItemTable({
  rows,
  total,
  query,
  columns,
}: {
  rows: readonly ItemRow[];
  total: number;
  query: ItemQuery;
  columns: readonly ColumnRow[];
}) {
  const narrowed = Object.keys(query.filter).some((key) => key !== 'mine');
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h1 className="mb-3 text-xl font-semibold">{query.filter.mine ? '我的稿件' : '全部信息'}</h1>
        <Link prefetch={false} href="/office/sheet-check" className="inline-flex min-h-11 items-center">
          审批表核对
        </Link>
      </div>
      <ItemFilters query={query} columns={columns} narrowed={narrowed} />
      <div className="mt-4 mb-2 flex flex-wrap items-baseline justify-between gap-2">
        <p className="text-ink-soft" role="status">
          共 {total} 条
        </p>
        <p className="text-sm">
          排序：
          <SortLink query={query} sort="saved" text="最近修改" />
          {' · '}
          <SortLink query={query} sort="published" text="最近公开" />
        </p>
      </div>
      {rows.length === 0 ? (
        <p className="border border-line bg-paper p-6 text-ink-soft">
          {total > 0
            ? '没有这一页，请从下面的页码选择。'
            : narrowed
              ? '没有符合条件的信息，请放宽筛选条件。'
              : '这里还没有信息。'}
        </p>
      ) : (
        <ul className="divide-y divide-line border border-line bg-paper">
          {rows.map((row) => (
            <li key={row.id} className="px-4 py-3">
              <Link
                prefetch={false}
                href={`/office/items/${row.id}`}
                className="text-[1.0625rem] font-semibold text-brand no-underline hover:underline"
              >
                {row.title}
              </Link>
              <p className="my-1 flex flex-wrap gap-x-4 text-sm text-ink-soft">
                <span>{KIND_NAMES[row.kind]}</span>
                <span>{CLASS_NAMES[row.contentClass]}</span>
                <span>拟稿：{row.writer}</span>
                <span>修改：{formatMinute(row.savedAt)}</span>
                {row.firstPublishedAt ? <span>首次公开：{formatMinute(row.firstPublishedAt)}</span> : null}
              </p>
              <ItemStatusLine status={row} detail={row.progress} />
              {row.planFailed ? (
                <p className="mt-1">
                  <Tag look="late">定时发布没有成功</Tag>
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <Pagination
        page={query.page}
        pages={Math.ceil(total / LIST_PAGE_ROWS)}
        href={(page) => itemListHref(query, { page })}
      />
    </>
  );
}

function SortLink({ query, sort, text }: { query: ItemQuery; sort: ItemQuery['sort']; text: string }) {
  if (query.sort === sort) return <strong aria-current="true">{text}</strong>;
  return (
    <Link prefetch={false} className="text-brand" href={itemListHref(query, { sort, page: 1 })}>
      {text}
    </Link>
  );
}

function ItemFilters({
  query,
  columns,
  narrowed,
}: {
  query: ItemQuery;
  columns: readonly ColumnRow[];
  narrowed: boolean;
}) {
  const { filter } = query;
  return (
    <>
      {/* On a phone the filters are folded; the form follows this element, so that no script is needed. */}
      <details open={narrowed} className="peer border border-line bg-paper px-4 sm:hidden">
        <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-brand">
          筛选{narrowed ? '（已设条件）' : ''}
        </summary>
      </details>
      <form
        method="get"
        action={withBasePath('/office/items')}
        aria-label="筛选"
        className="hidden gap-x-4 border border-t-0 border-line bg-paper px-4 pb-3 peer-open:grid sm:grid sm:grid-cols-2 sm:border-t lg:grid-cols-[2fr_1fr_1fr_1fr_1.5fr_auto] lg:items-end"
      >
        {filter.mine ? <input type="hidden" name="mine" value="1" /> : null}
        {query.sort === 'published' ? <input type="hidden" name="sort" value="published" /> : null}
        <TextField id="q" name="q" type="search" label="标题、文号、索引号" defaultValue={filter.q ?? ''} />
        <SelectField
          id="kind"
          name="kind"
          label="信息类别"
          defaultValue={filter.kind ?? ''}
          options={[['', '全部'], ...ITEM_KINDS.map((kind) => [kind, KIND_NAMES[kind]] as const)]}
        />
        <SelectField
          id="draft"
          name="draft"
          label="稿件状态"
          defaultValue={filter.draftState ?? ''}
          options={[['', '全部'], ...DRAFT_STATES.map((state) => [state, DRAFT_STATE_NAMES[state]] as const)]}
        />
        <SelectField
          id="public"
          name="public"
          label="公开状态"
          defaultValue={filter.publicState ?? ''}
          options={[
            ['', '全部'],
            ...PUBLIC_STATES.map((state) => [state, PUBLIC_STATE_NAMES[state]] as const),
          ]}
        />
        <SelectField
          id="column"
          name="column"
          label="栏目"
          defaultValue={filter.columnId ?? ''}
          options={[
            ['', '全部'],
            ...columns
              .filter((column) => column.layout === 'list')
              .map((column) => [column.id, column.path] as const),
          ]}
        />
        <p className="my-3 flex gap-2">
          <Button type="submit">筛选</Button>
          {narrowed ? (
            <Link
              prefetch={false}
              className={buttonClass('quiet')}
              href={itemListHref({ filter: filter.mine ? { mine: true } : {}, sort: query.sort, page: 1 })}
            >
              清除
            </Link>
          ) : null}
        </p>
      </form>
    </>
  );
}
