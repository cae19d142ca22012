/** Which two texts of an item are compared, and how they are shown: all of it stands in the address. */
export type CompareQuery = {
  /** `draft`, `public` or the number of a version; absent: what suggests itself. */
  readonly from?: string;
  readonly to?: string;
  readonly view: 'side' | 'inline';
  /** Whether what did not change is listed too. */
  readonly showsAll: boolean;
  /** Page of a large comparison, from 1. */
  readonly part: number;
};

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads the choices of a comparison from its address; an unknown way of showing is left out rather than refused. */
export function readCompareQuery(params: Params): CompareQuery {
  const part = Number(params.part);
  const key = (value: Params[string]) => (typeof value === 'string' && value !== '' ? value : undefined);
  const [from, to] = [key(params.from), key(params.to)];
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    view: params.view === 'inline' ? 'inline' : 'side',
    showsAll: params.all === '1',
    part: Number.isInteger(part) && part >= 1 && part <= 100_000 ? part : 1,
  };
}

/** The address of a comparison. What is as usual is left out. */
export function compareHref(itemId: string, query: Partial<CompareQuery> = {}): string {
  const { from, to, view, showsAll, part } = query;
  const words = new URLSearchParams({
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(view === 'inline' ? { view } : {}),
    ...(showsAll ? { all: '1' } : {}),
    ...(part !== undefined && part > 1 ? { part: String(part) } : {}),
  }).toString();
  return `/office/items/${itemId}/compare${words === '' ? '' : `?${words}`}`;
}
