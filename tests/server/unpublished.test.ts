import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { openVisitor, type Visitor } from '@/lib/leak-watch/jobs/visitor';
import { compareAnswers } from '@/lib/leak-watch/rules/compare-answers';
import { linksIn } from '@/lib/leak-watch/rules/links';
import { plainSurfaces } from '@/lib/leak-watch/rules/surfaces/plain';
import { twinSurfaces } from '@/lib/leak-watch/rules/surfaces/twin';
import type { Answer, Question } from '@/lib/leak-watch/types';
import {
  CANARY,
  freshWords,
  NEVER_PUBLIC,
  type Planted,
  PUBLIC_WORD,
  plantCanaries,
  uploadAs,
} from '../support/canaries';
import {
  draftItem,
  makeOrgan,
  openTestOffice,
  passSteps,
  publish,
  save,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../support/factories';
import { openNginx, type RunningNginx } from '../support/nginx';
import { builtActions, openProduction, type Production } from '../support/production';

/*
 * G1: nothing unpublished is ever public. The built server is asked, without a session, at every place there is, while
 * canaries stand in every state of an item and in everything an office writes around it.
 */

const HOST = 'www.example.org';
/** For hundreds of requests on a busy machine, milliseconds. */
const LONG = 180_000;
let office: TestOffice;
let organ: TestOrgan;
let planted: Planted;
let app: Production;
let nginx: RunningNginx;
let visitor: Visitor;
let cached: Visitor;

beforeAll(async () => {
  office = await openTestOffice();
  organ = await makeOrgan(await office.connect('staff'));
  planted = await plantCanaries(organ);
  app = await openProduction(office.database);
  nginx = await openNginx(app.url.replace('http://', ''));
  visitor = openVisitor(app.url, HOST);
  cached = openVisitor(nginx.site, HOST);
}, 300_000);
afterAll(async () => {
  visitor?.close();
  cached?.close();
  await nginx?.stop();
  await app?.stop();
  await office?.close();
});

const site = () => ({
  columns: [
    { slug: 'news', layout: 'list' as const },
    { slug: 'notices', layout: 'list' as const },
    { slug: 'disclosure', layout: 'group' as const },
  ],
});

/** Every form in which a word could come out; written for this test, not taken from the leak watch. */
function formsOf(word: string): string[] {
  const bytes = Buffer.from(word, 'utf8');
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first letters hold what stands before; the last one what comes after.
    return text.slice(shift === 0 ? 0 : shift + 1, -1);
  });
  const units = Array.from({ length: word.length }, (_, at) => word.charCodeAt(at));
  return [
    word,
    encodeURIComponent(word),
    bytes.toString('hex'),
    units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join(''),
    units.map((unit) => `&#${unit};`).join(''),
    units.map((unit) => `&#x${unit.toString(16)};`).join(''),
    bytes.toString('latin1'),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ].map((form) => form.toLowerCase());
}

/** The secrets that stand in an answer, whatever the visitor wrote in the question. */
function leaksIn(answer: Answer, question: Question): string[] {
  const headers = answer.headers.map(([name, value]) => `${name}: ${value}`).join('\n');
  const body = Buffer.from(answer.body);
  const text = `${headers}\n${body.toString('utf8')}\n${body.toString('latin1')}`.toLowerCase();
  const asked = `${question.path} ${decodeURIComponent(question.path.replace(/%(?![0-9a-f]{2})/gi, '%25'))}`;
  return planted.secrets
    .filter((secret) => !asked.includes(secret))
    .filter((secret) => formsOf(secret).some((form) => text.includes(form)));
}

const get = (path: string, headers?: Record<string, string>): Question => ({
  method: 'GET',
  path,
  ...(headers ? { headers } : {}),
});
async function inPool<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...list];
  const worker = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}
const textOf = (answer: Answer) => new TextDecoder().decode(answer.body);

describe('[G1] 没有公开的，哪里也看不到', () => {
  it('搜寻的办法本身找得到公开的词，也认得每一种写法', async () => {
    const home = await visitor.ask(get('/columns/news'));
    expect(textOf(home)).toContain(PUBLIC_WORD);
    for (const form of formsOf(CANARY)) {
      const body = new TextEncoder().encode(`前面 ${form} 后面`);
      expect(leaksIn({ status: 200, headers: [], body }, get('/')), form).toEqual([CANARY]);
    }
    const shifted = Buffer.from(`xy${CANARY}z`).toString('base64');
    expect(leaksIn({ status: 200, headers: [['x', shifted]], body: new Uint8Array() }, get('/'))).toEqual([
      CANARY,
    ]);
  });

  it(
    '每一个公众能问的地方：页面、列表、订阅、网站地图、接口、RSC、分段、条件、别的方法',
    async () => {
      const questions = plainSurfaces(site()).map(({ question }) => question);
      expect(questions.length).toBeGreaterThan(200);
      const found: string[] = [];
      await inPool(questions, async (question) => {
        const answer = await visitor.ask(question);
        // A fault would hide what a page says. An unknown method is 501.
        if (question.method !== 'PROPFIND') expect(answer.status, question.path).toBeLessThan(500);
        for (const secret of leaksIn(answer, question))
          found.push(`${question.method} ${question.path}: ${secret}`);
      });
      expect(found).toEqual([]);
    },
    LONG,
  );

  it(
    '沿着公开页面的每一个链接走到底，连脚本和图片',
    async () => {
      const seen = new Set([
        '/',
        '/sitemap.xml',
        '/site-map',
        '/office/sign-in',
        `/items/${planted.replaced}`,
      ]);
      const found: string[] = [];
      for (let next = [...seen]; next.length > 0; ) {
        const links = new Set<string>();
        await inPool(next, async (path) => {
          const answer = await visitor.ask(get(path));
          for (const secret of leaksIn(answer, get(path))) found.push(`${path}: ${secret}`);
          for (const link of linksIn(textOf(answer), { basePath: '', host: HOST })) links.add(link);
        });
        next = [...links].filter((link) => !seen.has(link));
        for (const link of next) seen.add(link);
      }
      expect(found).toEqual([]);
      expect(seen.size).toBeGreaterThan(60);
    },
    LONG,
  );

  it.each(NEVER_PUBLIC)(
    '%s 的信息，问到它的答复与从未有过的一字不差',
    async (state) => {
      const words = planted.never[state];
      const twin = freshWords();
      const surfaces = twinSurfaces(
        builtActions()
          .map(({ id }) => id)
          .slice(0, 5),
      );
      expect(surfaces.length).toBeGreaterThan(100);
      const found: string[] = [];
      await inPool(surfaces, async (surface) => {
        const [mine, other] = [surface.question(words), surface.question(twin)];
        const [answer, reference] = [await visitor.ask(mine), await visitor.ask(other)];
        const differences = compareAnswers(
          { question: mine, answer, words },
          { question: other, answer: reference, words: twin },
        );
        expect(answer.status, `${mine.method} ${mine.path}`).toBeLessThan(500);
        for (const one of [...differences, ...leaksIn(answer, mine)])
          found.push(`${mine.method} ${mine.path}: ${one}`);
      });
      expect(found).toEqual([]);
    },
    LONG,
  );

  it('隐藏和撤回的只答已撤下：没有标题、理由、附件，附件按名称、按校验值都取不到', async () => {
    const { replaced: _, ...rest } = planted;
    for (const itemId of [planted.hidden, planted.withdrawn]) {
      const page = await visitor.ask(get(`/items/${itemId}`));
      expect(page.status).toBe(410);
      expect(leaksIn(page, get(`/items/${itemId}`))).toEqual([]);
    }
    expect(rest.secrets.length).toBeGreaterThan(20);
    const { rows } = await (await office.connect('staff')).query<{
      item_id: string;
      name: string;
      sha256: string;
    }>('SELECT item_id, name, sha256 FROM office.upload WHERE item_id = ANY ($1)', [
      [planted.hidden, planted.withdrawn],
    ]);
    expect(rows.length).toBeGreaterThanOrEqual(4);
    for (const { item_id, name, sha256 } of rows) {
      for (const path of [
        `/items/${item_id}/files/${name}`,
        `/items/${item_id}/files/${sha256}`,
        `/office/items/${item_id}/files/${sha256}`,
        `/_next/image?url=${encodeURIComponent(`/items/${item_id}/files/${name}`)}&w=640&q=75`,
      ]) {
        const ways: Record<string, string>[] = [
          {},
          { range: 'bytes=0-9' },
          { 'if-none-match': `"${sha256}"` },
        ];
        for (const headers of ways) {
          const question = get(path, headers);
          const answer = await visitor.ask(question);
          expect([401, 404, 410], `${path} ${answer.status}`).toContain(answer.status);
          expect(leaksIn(answer, question)).toEqual([]);
        }
      }
    }
  });

  it('审核中的更正：公开的仍是原来的，新的标题、附件、栏目都看不到', async () => {
    const page = await visitor.ask(get(`/items/${planted.corrected}`));
    expect(textOf(page)).toContain(`${PUBLIC_WORD}更正中`);
    expect(leaksIn(page, get(`/items/${planted.corrected}`))).toEqual([]);
    expect(textOf(await visitor.ask(get('/columns/notices')))).not.toContain(planted.corrected);
    expect(textOf(await visitor.ask(get('/feeds/notices.xml')))).not.toContain(planted.corrected);
    const file = await visitor.ask(get(`/items/${planted.corrected}/files/${planted.newFile}`));
    const never = `${'2'.repeat(20)}.txt`;
    const unknown = await visitor.ask(get(`/items/${planted.corrected}/files/${never}`));
    expect([file.status, textOf(file)]).toEqual([
      unknown.status,
      textOf(unknown).replaceAll(never, planted.newFile),
    ]);
  });

  it('件数和页数不因没有公开的而变：搜公开的词恰好是公开的几条', async () => {
    const found = textOf(await visitor.ask(get(`/search?q=${encodeURIComponent(PUBLIC_WORD)}`)));
    const ids = new Set([...found.matchAll(/\/items\/([0-9a-z]{10})/g)].map(([, id]) => id));
    expect([...ids].sort()).toEqual([planted.corrected, planted.replaced].sort());
    const [, count] = /(\d+)\s*条/.exec(found.replace(/<[^>]+>/g, '')) ?? [];
    expect(count).toBe('2');
    const map = textOf(await visitor.ask(get('/sitemap.xml')));
    const listed = [...map.matchAll(/\/items\/([0-9a-z]{10})/g)].map(([, id]) => id);
    expect([...new Set(listed)].sort()).toEqual([planted.corrected, planted.replaced].sort());
  });
});

it('问了这么多，服务器没有一次出错', () => {
  expect(app.log()).not.toMatch(/fault/);
});

describe('[G1] 撤下以后，旧的缓存也给不出来', () => {
  it('刚才还看得到的页面、附件、列表、检索、订阅：应用立刻没有，nginx 五秒以后也没有', async () => {
    const word = `将要撤下${'朱鹮'}`;
    const itemId = await draftItem(organ, { content: { title: word } });
    const bytes = new TextEncoder().encode(`附件${word}`);
    const name = '将要撤下.txt';
    await save(organ, itemId, { attachments: [await uploadAs(organ, itemId, name, bytes)] });
    await submit(organ, itemId);
    await passSteps(organ, itemId);
    await publish(organ, itemId);

    const own = [`/items/${itemId}`, `/items/${itemId}/files/${encodeURIComponent(name)}`];
    const lists = [
      '/',
      '/columns/news',
      '/feeds/news.xml',
      '/sitemap.xml',
      `/search?q=${encodeURIComponent('朱鹮')}`,
    ];
    const shows = (answer: Answer) => textOf(answer).includes(word) || textOf(answer).includes(itemId);
    const before = new Map<string, Answer>();
    for (const path of [...own, ...lists]) {
      const answer = await visitor.ask(get(path));
      expect([answer.status, shows(answer)], path).toEqual([200, true]);
      before.set(path, answer);
      expect((await cached.ask(get(path))).status).toBe(200);
    }

    const { draftRevision: _, ...form } = await seen(itemId);
    unwrap(await changeVisibility(organ.cast.l1, 'hide', { ...form, reason: '有误' }));

    const header = (path: string, name: string) =>
      before.get(path)?.headers.find(([one]) => one === name)?.[1] ?? '"none"';
    for (const path of own) {
      const ways: Question[] = [
        get(path),
        { method: 'HEAD', path },
        get(path, { range: 'bytes=0-3' }),
        get(path, { 'if-none-match': header(path, 'etag') }),
        get(path, { 'if-none-match': '*' }),
        get(path, { 'if-range': header(path, 'etag'), range: 'bytes=0-3' }),
        get(path, { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' }),
        get(`${path}?_rsc=1a2b3`, { rsc: '1' }),
      ];
      for (const question of ways) {
        const answer = await visitor.ask(question);
        // A request of the office's scripts is first led to its own address.
        const gone = question.headers?.rsc ? [307, 410] : [410];
        expect(gone, `${question.method} ${path} ${JSON.stringify(question.headers)}`).toContain(
          answer.status,
        );
        expect(textOf(answer)).not.toContain(word);
      }
    }
    for (const path of lists) {
      const answer = await visitor.ask(get(path, { 'if-none-match': header(path, 'etag') }));
      expect([answer.status, shows(answer)], path).toEqual([200, false]);
    }
    // The cache of the installation keeps an answer for five seconds, and then asks again.
    const gone = async () => {
      const answers = await Promise.all([...own, ...lists].map((path) => cached.ask(get(path))));
      return answers.some(shows);
    };
    await expect.poll(gone, { timeout: 12_000, interval: 500 }).toBe(false);
    for (const path of own) expect((await cached.ask(get(path))).status).toBe(410);
  }, 60_000);
});
