import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BYTES_PER_WORD, makeWords } from '@/lib/leak-watch/rules/canary';
import { compareAnswers } from '@/lib/leak-watch/rules/compare-answers';
import { base64FormsOf, maskWords, wordSearch, wordsIn } from '@/lib/leak-watch/rules/find-words';
import { actionIdsIn, linksIn } from '@/lib/leak-watch/rules/links';
import { isNightlyDue } from '@/lib/leak-watch/rules/nightly';
import { plainSurfaces } from '@/lib/leak-watch/rules/surfaces/plain';
import { twinSurfaces } from '@/lib/leak-watch/rules/surfaces/twin';
import { type Answer, CANARY_PLACES, type CanaryWords } from '@/lib/leak-watch/types';
import { readText } from '../../architecture/paths';

const newWords = () => makeWords(randomBytes(CANARY_PLACES.length * BYTES_PER_WORD));
const words = newWords();
const twin = newWords();
const search = wordSearch(words);
const answer = (body: string | Uint8Array, changes: Partial<Answer> = {}): Answer => ({
  status: 200,
  headers: [['content-type', 'text/html']],
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  ...changes,
});

describe('检测稿件的词', () => {
  it('每处的词长短相同而内容不同，猜不出', () => {
    for (const place of CANARY_PLACES) {
      expect([...words[place]]).toHaveLength([...twin[place]].length);
      expect(encodeURIComponent(words[place])).toHaveLength(encodeURIComponent(twin[place]).length);
      expect(words[place]).not.toBe(twin[place]);
    }
    expect(new Set(Object.values(words)).size).toBe(CANARY_PLACES.length);
    expect(() => makeWords(new Uint8Array(10))).toThrow();
  });
});

describe('在回答里找词', () => {
  const { title, title_chinese: chinese, file_text: text, item_id: id } = words;
  const escaped = Array.from(chinese, (c) => `\\u${c.charCodeAt(0).toString(16)}`).join('');
  const entities = Array.from(chinese, (c) => `&#x${c.codePointAt(0)?.toString(16).toUpperCase()};`).join('');
  it.each([
    ['原样', `<p>${title}</p>`, 'title'],
    ['大写', title.toUpperCase(), 'title'],
    ['汉字', chinese, 'title_chinese'],
    ['地址里的编码', encodeURIComponent(chinese).toLowerCase(), 'title_chinese'],
    ['脚本里的转义', escaped, 'title_chinese'],
    ['网页实体', entities, 'title_chinese'],
    ['编号', `/items/${id}`, 'item_id'],
    ...[0, 1, 2].map((before) => [
      `内嵌数据，错开 ${before} 字节`,
      Buffer.from(`${'x'.repeat(before)}${text}后面`).toString('base64'),
      'file_text',
    ]),
  ])('%s，找得到', (_, body, place) => {
    expect(wordsIn(answer(body ?? ''), search)).toEqual([place]);
  });

  it('响应头里的也找得到；别的词不会认错', () => {
    expect(wordsIn(answer('', { headers: [['location', `/office?from=${id}`]] }), search)).toEqual([
      'item_id',
    ]);
    expect(wordsIn(answer(Object.values(twin).join(' ')), search)).toEqual([]);
    expect(base64FormsOf(title)).toHaveLength(3);
  });

  it('记下来的地址和说明里没有词，只有在哪里', () => {
    const masked = maskWords(`/items/${id}/files/${words.file_name}?q=${encodeURIComponent(chinese)}`, words);
    expect(masked).toBe('/items/‹item_id›/files/‹file_name›?q=‹title_chinese›');
    expect(wordsIn(answer(masked), search)).toEqual([]);
  });
});

describe('与从未有过的稿件对照', () => {
  const ask = (
    path: (w: CanaryWords) => string,
    body: (w: CanaryWords) => string,
    changes: Partial<Answer> = {},
  ) =>
    compareAnswers(
      { question: { method: 'GET', path: path(words) }, words, answer: answer(body(words), changes) },
      { question: { method: 'GET', path: path(twin) }, words: twin, answer: answer(body(twin)) },
    );
  const item = (w: CanaryWords) => `/items/${w.item_id}`;

  it('只有词不同，算一样；检索页重复问的话也一样', () => {
    expect(ask(item, (w) => `没有 ${w.item_id}`)).toEqual([]);
    const part = (w: CanaryWords) => `/search?q=${encodeURIComponent(w.title_chinese.slice(0, 4))}`;
    expect(ask(part, (w) => `没有找到“${w.title_chinese.slice(0, 4)}”`)).toEqual([]);
  });

  it('状态码、响应头、正文，差一点都说出来', () => {
    const same = () => '没有';
    expect(ask(item, same, { status: 410 }).join()).toContain('410');
    expect(ask(item, same, { headers: [['content-type', 'text/plain']] }).join()).toContain('text/plain');
    expect(
      ask(item, same, {
        headers: [
          ['content-type', 'text/html'],
          ['x-a', '1'],
        ],
      }).join(),
    ).toContain('x-a');
    expect(ask(item, (w) => (w === words ? '没有 ' : '没有')).join()).toContain('正文不同');
  });

  it('时间和每页不同的随机数不算', () => {
    const withNonce = (nonce: string, at: string): Partial<Answer> => ({
      headers: [
        ['content-security-policy', `script-src 'nonce-${nonce}'`],
        ['date', at],
      ],
    });
    const question = { method: 'GET', path: '/x' };
    const one = { question, words, answer: answer('<script nonce="abc">', withNonce('abc', '1')) };
    const two = { question, words: twin, answer: answer('<script nonce="xyz">', withNonce('xyz', '2')) };
    expect(compareAnswers(one, two)).toEqual([]);
  });
});

describe('公众能问的地方', () => {
  const site = {
    columns: [
      { slug: 'news', layout: 'list' },
      { slug: 'annual-reports', layout: 'list' },
      { slug: 'topics', layout: 'group' },
    ] as const,
  };
  const asked = [
    ...plainSurfaces(site).map(({ question }) => question.path),
    ...twinSurfaces().map(({ question }) => question(words).path),
  ];

  it('公众网站地址表里的每一种都问到', () => {
    const table = readText('app/(public)/_pages/addresses.ts');
    const patterns = [...table.matchAll(/^ {2}'(\/[^']*)':/gm)].map(([, pattern]) => pattern ?? '');
    expect(patterns.length).toBeGreaterThan(15);
    const missing = patterns.filter((pattern) => {
      const shape = new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/?]+')}(?:\\?.*)?$`);
      return !asked.some((path) => shape.test(path));
    });
    expect(missing).toEqual([]);
  });

  it('每个带词的地方，问检测稿件和问从未有过的，只差那些词', () => {
    for (const { question } of twinSurfaces(['a'.repeat(42)])) {
      const [mine, other] = [question(words), question(twin)];
      expect(JSON.stringify(mine)).not.toBe(JSON.stringify(other));
      expect(JSON.stringify(mine)).toHaveLength(JSON.stringify(other).length);
      expect(mine.method).toBe(other.method);
    }
  });

  it('不带词的地方，没有一处问的话里带着词', () => {
    const text = JSON.stringify(plainSurfaces(site));
    for (const word of Object.values(words)) expect(text).not.toContain(word);
  });

  it('页面、订阅、网站地图里的链接都跟着走，别的网站不去', () => {
    const text = `<a href="/items/a?x=1&amp;y=2#z">甲</a> <a href="https://other.cn/b">乙</a>
      <a href="//other.cn/c">丙</a> <a href="mailto:x@y">丁</a> <loc>https://own.cn/p/items/d</loc>`;
    expect(linksIn(text, { basePath: '', host: 'own.cn' })).toEqual(['/items/a?x=1&y=2', '/p/items/d']);
    expect(linksIn(text, { basePath: '/p', host: 'own.cn' })).toEqual(['/items/d']);
    expect(actionIdsIn(`x("${'4'.repeat(42)}",a,'${'4'.repeat(42)}')`)).toEqual(['4'.repeat(42)]);
  });
});

describe('每晚一次', () => {
  const at = (text: string) => new Date(`${text}+08:00`);
  it.each([
    ['02:29', null, false],
    ['02:30', null, true],
    ['05:59', null, true],
    ['06:00', null, false],
    ['03:00', '2026-03-10T02:30', false],
    ['03:00', '2026-03-10T02:29', true],
    ['03:00', '2026-03-09T03:00', true],
  ])('%s，上次 %s：%s', (now, last, expected) => {
    expect(isNightlyDue(at(`2026-03-10T${now}`), last === null ? null : at(last))).toBe(expected);
  });
});
