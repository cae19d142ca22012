import { ELDER_PATH } from '@/lib/disclosure/public-site/rules/addresses';
import type { CanaryWords, Question, TwinSurface } from '../../types';
import { CANARY_TITLE } from '../canary';
import { get, WAYS, withQuery } from './questions';

const TEXT_HEADERS = { 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' };

/**
 * The places whose address, query or body names the canary. `actions` are ids of server actions that an anonymous
 * visitor can learn from the scripts of the site.
 */
export function twinSurfaces(actions: readonly string[] = []): TwinSurface[] {
  return [...itemAddresses(), ...fileAddresses(), ...searches(), ...officeAddresses(actions), ...guesses()];
}

/** One surface that names the canary in several ways. */
function each(group: string, make: (words: CanaryWords) => readonly Question[]): TwinSurface[] {
  const count = make(PLACEHOLDERS).length;
  return Array.from({ length: count }, (_, at) => ({
    group,
    question: (words) => {
      const question = make(words)[at];
      if (question === undefined) throw new Error('a surface gives as many questions for any words');
      return question;
    },
  }));
}

/** Only to count questions: none depends on the words themselves. */
const PLACEHOLDERS: CanaryWords = {
  title: 't',
  title_chinese: '字',
  summary: 's',
  body: 'b',
  keyword: 'k',
  doc_no: 'd',
  source: 'o',
  file_name: 'f.txt',
  file_text: 'x',
  image_name: 'i.png',
  image_text: 'p',
  item_id: 'i',
  file_hash: 'h',
  image_hash: 'g',
};

/** Every letter as its code: another spelling of the same address. */
function spelledOut(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(
    '',
  );
}

function itemAddresses(): TwinSurface[] {
  return each('信息地址', ({ item_id }) => {
    const path = `/items/${item_id}`;
    const cookie = '__prerender_bypass=x; __next_preview_data=x; next-auth.session-token=x';
    return [
      ...WAYS.map((way) => way.ask(path)),
      get(`${ELDER_PATH}${path}`),
      get(`${path}/`),
      get(`/${path}`),
      get(`/items//${item_id}`),
      get(`/items/./${item_id}`),
      get(`/items/${spelledOut(item_id)}`),
      get(`/items/${item_id.toUpperCase()}`),
      get(`/items/${item_id}%20`),
      get(`/items/${item_id}%00`),
      get(`/items%2F${item_id}`),
      ...['.json', '.rsc', '.txt', '.html', '.md', '.xml', '.segments/_tree.segment.rsc'].map((end) =>
        get(`${path}${end}`),
      ),
      ...['version=1', 'draft=1', 'preview=1', 'draft', 'id=1', 'page=2', 'print=1', 'amp=1'].map((query) =>
        get(`${path}?${query}`),
      ),
      get(path, { cookie }),
      get(path, { 'next-router-state-tree': '%5B%22%22%5D', rsc: '1', 'next-router-prefetch': '1' }),
      get(path, { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' }),
      get(path, { 'x-forwarded-host': 'other.example.invalid', 'x-original-url': `/office${path}` }),
      get(path, { accept: 'application/json' }),
      get(path, { 'if-none-match': '*' }),
      get(path, { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' }),
      ...['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => ({ method, path })),
    ];
  });
}

function fileAddresses(): TwinSurface[] {
  return each('附件地址', (words) => {
    const { item_id, file_name, image_name, file_hash, image_hash } = words;
    const file = `/items/${item_id}/files/${file_name}`;
    const image = `/items/${item_id}/files/${image_name}`;
    const office = `/office/items/${item_id}/files`;
    return [
      get(file),
      get(image),
      get(`${ELDER_PATH}${file}`),
      get(`/items/${item_id}/files`),
      get(`/items/${item_id}/files/`),
      get(`/items/${item_id}/files/${file_hash}`),
      get(`/items/${item_id}/files/${spelledOut(file_name)}`),
      get(`/items/${item_id}/files/1`),
      { method: 'HEAD', path: file },
      { method: 'HEAD', path: image },
      get(file, { range: 'bytes=0-0' }),
      get(file, { range: 'bytes=999999-' }),
      get(file, { 'if-none-match': `"${file_hash}"` }),
      get(image, { 'if-none-match': `"${image_hash}"` }),
      get(file, { 'if-none-match': '*' }),
      get(file, { range: 'bytes=0-9', 'if-range': `"${file_hash}"` }),
      get(file, { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' }),
      get(`/_next/image?url=${encodeURIComponent(image)}&w=640&q=75`),
      get(`/_next/image?url=${encodeURIComponent(`${office}/${image_hash}`)}&w=640&q=75`),
      get(`${office}/${file_hash}`),
      get(`${office}/${image_hash}`),
      { method: 'HEAD', path: `${office}/${file_hash}` },
      get(`${office}/${file_hash}`, { range: 'bytes=0-9' }),
      get(`${office}/${file_hash}`, { cookie: 'next-auth.session-token=x' }),
      { method: 'POST', path: office },
      { method: 'POST', path: office, headers: { 'sec-fetch-site': 'same-origin' }, body: 'x' },
      get(`/files/${file_hash}`),
      get(`/api/files/${file_hash}`),
      get(`/apply/status/letters/${item_id}`),
      get(`/apply/status/letters/${file_hash}/${image_hash}`),
    ];
  });
}

function searches(): TwinSurface[] {
  return each('按稿件里的词检索', (words) => {
    const terms = [
      words.title,
      words.title_chinese,
      words.title_chinese.slice(0, 4),
      words.summary,
      words.body,
      words.keyword,
      words.doc_no,
      words.source,
      words.file_name,
      words.file_text,
      words.image_name,
      words.image_text,
      words.item_id,
      words.file_hash,
    ];
    const all = terms.map((term) => `/search?q=${encodeURIComponent(term)}`);
    return [
      ...all.map((path) => get(path)),
      ...all.slice(0, 2).flatMap((path) => [get(`${ELDER_PATH}${path}`), get(`${path}&page=2`)]),
      get(`/search?q=${encodeURIComponent(`${CANARY_TITLE} ${words.title}`)}`),
      get(withQuery(all[0] ?? '', '_rsc=1a2b3'), { rsc: '1' }),
      { method: 'HEAD', path: all[0] ?? '' },
    ];
  });
}

function officeAddresses(actions: readonly string[]): TwinSurface[] {
  const ids = ['0'.repeat(42), 'x', ...actions];
  return each('办公地址（未登录）', ({ item_id }) => {
    const path = `/office/items/${item_id}`;
    const pages = [
      '',
      '/edit',
      '/review',
      '/preview',
      '/preview?version=1',
      '/preview?draft=1',
      '/compare',
      '/sheet',
    ];
    const input = JSON.stringify([{ itemId: item_id, itemRevision: 0, draftRevision: 1, revision: 1 }]);
    return [
      ...pages.flatMap((page) => [
        get(`${path}${page}`),
        get(withQuery(`${path}${page}`, '_rsc=1a2b3'), { rsc: '1', accept: 'text/x-component' }),
        get(`${path}${page}`, { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' }),
      ]),
      ...ids.map((id) => ({
        method: 'POST',
        path,
        headers: { ...TEXT_HEADERS, 'next-action': id },
        body: input,
      })),
      {
        method: 'POST',
        path: '/office/sign-in',
        headers: { ...TEXT_HEADERS, 'next-action': 'x' },
        body: input,
      },
      get(`/office/sign-in?from=${encodeURIComponent(path)}`),
    ];
  });
}

function guesses(): TwinSurface[] {
  return each('猜测的接口', ({ item_id, title }) =>
    [
      `/api/public/v1/items/${item_id}`,
      `/api/public/v1/items/${item_id}/files`,
      `/api/public/v1/search?q=${title}`,
      `/api/items/${item_id}`,
      `/api/preview?id=${item_id}`,
      `/api/draft?id=${item_id}`,
      `/_next/data/x/items/${item_id}.json`,
      `/columns/${item_id}`,
      `/feeds/${item_id}.xml`,
      `/disclosure/annual-reports/${item_id}`,
      `/${item_id}`,
      `/api/auth/callback/credentials?callbackUrl=${encodeURIComponent(`/office/items/${item_id}`)}`,
    ].map((path) => get(path)),
  );
}
