import type { Question } from '../../types';

/** A plain request for a page. */
export function get(path: string, headers?: Readonly<Record<string, string>>): Question {
  return { method: 'GET', path, ...(headers ? { headers } : {}) };
}

/** Ways of asking for a page beside opening it. */
export const WAYS: readonly { readonly name: string; readonly ask: (path: string) => Question }[] = [
  { name: '', ask: (path) => get(path) },
  { name: '（HEAD）', ask: (path) => ({ method: 'HEAD', path }) },
  {
    name: '（RSC）',
    ask: (path) => get(withQuery(path, '_rsc=1a2b3'), { rsc: '1', accept: 'text/x-component' }),
  },
  { name: '（分段）', ask: (path) => get(path, { range: 'bytes=0-199' }) },
  { name: '（条件）', ask: (path) => get(path, { 'if-none-match': '"x"', 'if-modified-since': OLD }) },
];
const OLD = 'Sat, 01 Jan 2000 00:00:00 GMT';

/** A path with one more part of its query. */
export function withQuery(path: string, query: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}
