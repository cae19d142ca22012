import { cleanText } from '@/lib/platform/text';
import { INTAKE_CHANNELS, type IntakeChannel } from '../types/case';
import { STATE_GROUPS, type StateGroup } from '../types/ledger';
import { LIGHTS, type Light } from './light';

/** Rows on one page of the ledger. */
export const LEDGER_PAGE_ROWS = 20;
/** Hits are counted up to here; what lies beyond is found by narrowing. */
export const LEDGER_COUNTED = 10_000;

/** What the ledger can be narrowed by; absent = not narrowed. */
export type LedgerFilter = {
  /** Number, name or words of what was asked for. */
  readonly q?: string;
  readonly group?: StateGroup;
  readonly light?: Light;
  /** Id of the handler; `none` for cases nobody has. */
  readonly handler?: string;
  readonly outcome?: string;
  readonly channel?: IntakeChannel;
  /** Year of receipt. */
  readonly year?: number;
  /** Only the cases of the person who looks. */
  readonly mine?: boolean;
};
export const LEDGER_SORTS = ['number', 'due', 'receipt'] as const;
export type LedgerSort = (typeof LEDGER_SORTS)[number];
export const LEDGER_SORT_NAMES: Record<LedgerSort, string> = {
  number: '最新编号',
  due: '答复期限',
  receipt: '收到日期',
};
export type LedgerQuery = {
  readonly filter: LedgerFilter;
  readonly sort: LedgerSort;
  readonly page: number;
};

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

function one<T extends string>(value: Params[string], known: readonly T[]): T | undefined {
  return known.find((candidate) => candidate === value);
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Reads the filters of the ledger from its address; what is not known is left out rather than refused. */
export function readLedgerQuery(params: Params): LedgerQuery {
  const { q, handler, outcome } = params;
  const words = typeof q === 'string' ? cleanText(q).trim().slice(0, 100) : '';
  const page = Number(params.page);
  const year = Number(params.year);
  const group = one(params.group, STATE_GROUPS);
  const light = one(params.light, LIGHTS);
  const channel = one(params.channel, INTAKE_CHANNELS);
  return {
    filter: {
      ...(words === '' ? {} : { q: words }),
      ...(group ? { group } : {}),
      ...(light ? { light } : {}),
      ...(typeof handler === 'string' && (handler === 'none' || UUID.test(handler)) ? { handler } : {}),
      ...(typeof outcome === 'string' && /^[a-z_]+(\.[a-z_]+)?$/.test(outcome) ? { outcome } : {}),
      ...(channel ? { channel } : {}),
      ...(Number.isInteger(year) && year >= 2000 && year <= 2999 ? { year } : {}),
      ...(params.mine === '1' ? { mine: true } : {}),
    },
    sort: one(params.sort, LEDGER_SORTS) ?? (params.mine === '1' ? 'due' : 'number'),
    page: Number.isInteger(page) && page >= 1 && page <= LEDGER_COUNTED / LEDGER_PAGE_ROWS ? page : 1,
  };
}

/** The fields of a query as an address or a form carries them; what stands for itself is left out. */
export function ledgerParams({ filter, sort, page }: LedgerQuery): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [key, value] of Object.entries(filter)) {
    if (key !== 'mine' && value !== undefined) params[key] = String(value);
  }
  if (filter.mine) params.mine = '1';
  if (sort !== (filter.mine ? 'due' : 'number')) params.sort = sort;
  if (page > 1) params.page = String(page);
  return params;
}

/** The address of the same ledger with some things changed. */
export function ledgerHref(query: LedgerQuery, change: Partial<LedgerQuery> = {}): string {
  const text = new URLSearchParams(ledgerParams({ ...query, ...change })).toString();
  return text === '' ? '/office/applications' : `/office/applications?${text}`;
}

/**
 * Whether a filter asks for something that is not told of a restricted case: then such cases are left out, for being
 * found by a name would tell the name.
 */
export function asksForHidden({ q, handler, outcome, channel, mine, year }: LedgerFilter): boolean {
  const isNumber = q === undefined || caseNumberIn(q) !== null;
  return !isNumber || [handler, outcome, channel, mine, year].some((value) => value !== undefined);
}

/** A number of a case, or its beginning, as people type it: `SQ2026-0012`, `tj2026-3`, `2026-0012`; null for other words. */
export function caseNumberIn(text: string): string | null {
  const typed = text.normalize('NFKC').trim().toUpperCase();
  return /^(?:SQ|TJ)?20\d{2}(?:-\d*)?$/.test(typed) || /^(?:SQ|TJ)$/.test(typed) ? typed : null;
}
