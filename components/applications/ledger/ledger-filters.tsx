import Link from 'next/link';
import { Button, buttonClass } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { OUTCOME_NAMES } from '@/lib/applications/messages/knowledge';
import {
  LEDGER_SORT_NAMES,
  LEDGER_SORTS,
  type LedgerQuery,
  ledgerHref,
} from '@/lib/applications/rules/ledger-query';
import { LIGHT_NAMES, LIGHTS } from '@/lib/applications/rules/light';
import { INTAKE_CHANNEL_NAMES, INTAKE_CHANNELS } from '@/lib/applications/types/case';
import { STATE_GROUP_NAMES, STATE_GROUPS } from '@/lib/applications/types/ledger';
import { OUTCOMES } from '@/lib/applications/types/outcomes';
import { withBasePath } from '@/lib/platform/base-path';

const ANY = ['', '全部'] as const;

function namesOf<T extends string>(keys: readonly T[], names: Record<T, string>) {
  return [ANY, ...keys.map((key) => [key, names[key]] as const)];
}

/** What the ledger can be narrowed by; works without scripts. On a phone it is folded. */
export function LedgerFilters({
  query,
  handlers,
  years,
}: {
  query: LedgerQuery;
  handlers: readonly { readonly id: string; readonly name: string }[];
  years: readonly number[];
}) {
  const { filter } = query;
  const narrowed = Object.keys(filter).some((key) => key !== 'mine');
  return (
    <>
      {/* The form follows this element, so that no script is needed. */}
      <details open={narrowed} className="peer border border-line bg-paper px-4 md:hidden">
        <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-brand">
          筛选{narrowed ? '（已设条件）' : ''}
        </summary>
      </details>
      <form
        method="get"
        action={withBasePath('/office/applications')}
        aria-label="筛选"
        className="hidden gap-x-4 border border-t-0 border-line bg-paper px-4 pb-3 peer-open:grid md:grid md:grid-cols-3 md:border-t xl:grid-cols-4 xl:items-end"
      >
        {filter.mine ? <input type="hidden" name="mine" value="1" /> : null}
        <TextField
          id="q"
          name="q"
          type="search"
          label="编号、申请人、内容"
          maxLength={100}
          defaultValue={filter.q ?? ''}
        />
        <SelectField
          id="group"
          name="group"
          label="办理阶段"
          defaultValue={filter.group ?? ''}
          options={namesOf(STATE_GROUPS, STATE_GROUP_NAMES)}
        />
        <SelectField
          id="light"
          name="light"
          label="期限"
          defaultValue={filter.light ?? ''}
          options={namesOf(LIGHTS, LIGHT_NAMES)}
        />
        {filter.mine ? null : (
          <SelectField
            id="handler"
            name="handler"
            label="承办人"
            defaultValue={filter.handler ?? ''}
            options={[ANY, ['none', '还没有承办人'], ...handlers.map(({ id, name }) => [id, name] as const)]}
          />
        )}
        <SelectField
          id="outcome"
          name="outcome"
          label="处理结果"
          defaultValue={filter.outcome ?? ''}
          options={namesOf(OUTCOMES, OUTCOME_NAMES)}
        />
        <SelectField
          id="channel"
          name="channel"
          label="提交渠道"
          defaultValue={filter.channel ?? ''}
          options={namesOf(INTAKE_CHANNELS, INTAKE_CHANNEL_NAMES)}
        />
        <SelectField
          id="year"
          name="year"
          label="收到年份"
          defaultValue={filter.year === undefined ? '' : String(filter.year)}
          options={[ANY, ...years.map((year) => [String(year), `${year}年`] as const)]}
        />
        <SelectField
          id="sort"
          name="sort"
          label="排序"
          defaultValue={query.sort}
          options={LEDGER_SORTS.map((sort) => [sort, LEDGER_SORT_NAMES[sort]] as const)}
        />
        <p className="my-3 flex gap-2">
          <Button type="submit">筛选</Button>
          {narrowed ? (
            <Link
              prefetch={false}
              className={buttonClass('quiet')}
              href={ledgerHref({ filter: filter.mine ? { mine: true } : {}, sort: query.sort, page: 1 })}
            >
              清除
            </Link>
          ) : null}
        </p>
      </form>
    </>
  );
}
