import { cleanText } from '@/lib/platform/text';
import {
  DRAFT_STATES,
  type DraftState,
  ITEM_KINDS,
  type ItemKind,
  PUBLIC_STATES,
  type PublicState,
} from '../types';

/** Rows on one page of a list. */
export const LIST_PAGE_ROWS = 20;

/** What a list of items can be narrowed by; absent = not narrowed. */
export type ItemFilter = {
  readonly q?: string;
  readonly kind?: ItemKind;
  readonly draftState?: DraftState;
  readonly publicState?: PublicState;
  readonly columnId?: string;
  /** Only what the person wrote in. */
  readonly mine?: boolean;
};
export type ItemSort = 'saved' | 'published';
export type ItemQuery = { readonly filter: ItemFilter; readonly sort: ItemSort; readonly page: number };

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

function one<T extends string>(
  value: string | readonly string[] | undefined,
  known: readonly T[],
): T | undefined {
  return known.find((candidate) => candidate === value);
}

/** Reads the filters of a list from its address; what is not known is left out rather than refused. */
export function readItemQuery(params: Params): ItemQuery {
  const { q, column } = params;
  const words = typeof q === 'string' ? cleanText(q).trim().slice(0, 100) : '';
  const page = Number(params.page);
  const kind = one(params.kind, ITEM_KINDS);
  const draftState = one(params.draft, DRAFT_STATES);
  const publicState = one(params.public, PUBLIC_STATES);
  return {
    filter: {
      ...(words === '' ? {} : { q: words }),
      ...(kind ? { kind } : {}),
      ...(draftState ? { draftState } : {}),
      ...(publicState ? { publicState } : {}),
      ...(typeof column === 'string' && /^[0-9a-f-]{36}$/.test(column) ? { columnId: column } : {}),
      ...(params.mine === '1' ? { mine: true } : {}),
    },
    sort: params.sort === 'published' ? 'published' : 'saved',
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  };
}

/** The address of the same list with some things changed; changing a filter goes back to the first page. */
export function itemListHref(query: ItemQuery, change: Partial<ItemQuery> = {}): string {
  const { filter, sort, page } = { ...query, ...change };
  const params = new URLSearchParams();
  if (filter.q) params.set('q', filter.q);
  if (filter.kind) params.set('kind', filter.kind);
  if (filter.draftState) params.set('draft', filter.draftState);
  if (filter.publicState) params.set('public', filter.publicState);
  if (filter.columnId) params.set('column', filter.columnId);
  if (filter.mine) params.set('mine', '1');
  if (sort === 'published') params.set('sort', sort);
  if (page > 1) params.set('page', String(page));
  const text = params.toString();
  return text === '' ? '/office/items' : `/office/items?${text}`;
}
