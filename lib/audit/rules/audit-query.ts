import { isCivilDate } from '@/lib/platform/dates';
import { ACT_PHRASES } from './act-names';

/** Rows on one page of the log. */
export const AUDIT_PAGE_ROWS = 50;

/** What the log is searched by; absent = not narrowed. Dates are civil dates of Asia/Shanghai, both inclusive. */
export type AuditFilter = {
  readonly person?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly address?: string;
  readonly from?: string;
  readonly to?: string;
};

/** A page of the log: from which row on, and in which direction. Newest first unless `oldest`. */
export type AuditQuery = {
  readonly filter: AuditFilter;
  readonly sort: 'newest' | 'oldest';
  /** Rows that come after this one in the present order; null = the first page. */
  readonly after: number | null;
};

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

function line(value: Params[string]): string {
  // A control sign is never part of a name, an address or a title.
  return typeof value === 'string'
    ? value
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 100)
    : '';
}

/** Reads a search from its address or form; what is not known is left out rather than refused. */
export function readAuditQuery(params: Params): AuditQuery {
  const action = line(params.action);
  const filter: Record<string, string> = {};
  for (const key of ['person', 'subject', 'address'] as const) {
    const value = line(params[key]);
    if (value !== '') filter[key] = value;
  }
  if (Object.hasOwn(ACT_PHRASES, action)) filter.action = action;
  for (const key of ['from', 'to'] as const) {
    const value = line(params[key]);
    if (isCivilDate(value)) filter[key] = value;
  }
  const after = Number(line(params.after) || Number.NaN);
  return {
    filter,
    sort: params.sort === 'oldest' ? 'oldest' : 'newest',
    after: Number.isInteger(after) && after > 0 && after < 2 ** 31 ? after : null,
  };
}

/** The address of a search of the log. */
export function auditHref(query: Partial<AuditQuery>): string {
  const params = new URLSearchParams(query.filter);
  if (query.sort === 'oldest') params.set('sort', 'oldest');
  if (query.after) params.set('after', String(query.after));
  const text = params.toString();
  return text === '' ? '/office/audit' : `/office/audit?${text}`;
}
