import { columnPath, ELDER_PATH } from '@/lib/disclosure/public-site/rules/addresses';
import type { Surface, WatchedSite } from '../../types';
import { CANARY_TITLE } from '../canary';
import { get, WAYS, withQuery } from './questions';

/*
 * With twin.ts every place of the site that the public can ask: the one list of the leak watch. A new public address
 * belongs here or there; tests/rules/leak-watch compares both with the address table of the public site.
 */

/** Pages every site has. */
const PAGES = [
  '/',
  '/disclosure',
  '/disclosure/guide',
  '/disclosure/rules',
  '/disclosure/statutory',
  ...Array.from({ length: 15 }, (_, at) => `/disclosure/statutory/${at + 1}`),
  '/disclosure/annual-reports',
  '/disclosure/apply',
  '/disclosure/apply/form',
  '/disclosure/apply/form/details',
  '/disclosure/apply/form/check',
  '/disclosure/apply/done',
  '/apply/status',
  '/apply/status/case',
  '/apply/status/withdraw',
  '/apply/status/supplement',
  '/search',
  '/site-map',
  '/accessibility',
] as const;

/**
 * The places whose address does not name the canary: none of its words may stand in any answer. Pages are asked in both
 * editions, lists on their second page too.
 */
export function plainSurfaces(site: Pick<WatchedSite, 'columns'>): Surface[] {
  const columns = site.columns.flatMap((column) => columnPath(column) ?? []);
  const pages = [...new Set([...PAGES, ...columns])];
  const groups: Surface[] = [];
  for (const path of pages) {
    for (const way of WAYS) groups.push({ group: `页面${way.name}`, question: way.ask(path) });
    groups.push({ group: '长者模式', question: get(path === '/' ? ELDER_PATH : `${ELDER_PATH}${path}`) });
  }
  for (const path of columns) groups.push({ group: '第二页', question: get(`${path}?page=2`) });
  for (const { slug } of site.columns) {
    groups.push({ group: '栏目地址', question: get(`/columns/${slug}`) });
    groups.push({ group: '订阅', question: get(`/feeds/${slug}.xml`) });
    groups.push({ group: '订阅', question: { method: 'HEAD', path: `/feeds/${slug}.xml` } });
  }
  for (const words of [CANARY_TITLE, '泄漏检测', '稿件', CANARY_TITLE.slice(0, 2)]) {
    const path = `/search?q=${encodeURIComponent(words)}`;
    groups.push({ group: '检索', question: get(path) }, { group: '检索', question: get(`${path}&page=2`) });
  }
  return [...groups, ...machinePlaces(), ...officeDoors(), ...otherMethods()];
}

function machinePlaces(): Surface[] {
  const paths = [
    '/sitemap.xml',
    '/robots.txt',
    '/assets/site.css',
    '/icon.svg',
    '/api/public/v1',
    '/api/public/v1/items',
    '/api/public/v1/columns',
    '/api/public/v1/search?q=%E7%A8%BF%E4%BB%B6',
    '/api/health',
    '/api/auth/session',
    '/api/auth/providers',
    '/disclosure/apply/blank.docx',
    '/apply/status/case.zip',
    '/apply/status/confirm',
    '/apply/status/leave',
    '/no-such-page',
    '/columns/no-such-column',
    '/.well-known/security.txt',
    '/_next/data/x/index.json',
  ];
  return paths.map((path) => ({ group: '机器读取和不存在的地址', question: get(path) }));
}

/** Office pages without a session: each leads to signing in, whatever lies behind. */
function officeDoors(): Surface[] {
  const paths = [
    '/office',
    '/office/items',
    '/office/items?mine=1',
    '/office/items/new',
    '/office/account',
    '/office/admin',
    '/office/audit',
    '/office/sign-in',
  ];
  return paths.flatMap((path) => [
    { group: '办公页面（未登录）', question: get(path) },
    { group: '办公页面（未登录）', question: get(withQuery(path, '_rsc=1a2b3'), { rsc: '1' }) },
    {
      group: '办公页面（未登录）',
      question: get(path, { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' }),
    },
  ]);
}

function otherMethods(): Surface[] {
  return ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'].flatMap((method) =>
    ['/', '/search', '/sitemap.xml', '/disclosure/apply', '/apply/status'].map((path) => ({
      group: '其他方法',
      question: { method, path },
    })),
  );
}
