import { NextRequest } from 'next/server';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { servePublic } from '@/app/(public)/_pages/serve';
import { DELETE, OPTIONS, PATCH, POST, PUT } from '@/app/(public)/[[...path]]/route';
import { zeroTables } from '@/lib/annual-report/rules/cells';
import { bodyFromText } from '@/lib/disclosure/body/rules';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import type { ContentAttachment } from '@/lib/disclosure/types';
import { CHUNK_BYTES } from '@/lib/platform/files';
import {
  approveItem,
  bringFile,
  draftItem,
  edit,
  makeOrgan,
  openTestOffice,
  passSteps,
  publish,
  publishNew,
  save,
  schedule,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

const HOST = 'first.example.invalid';
const OTHER_HOST = 'second.example.invalid';
/** A word that stands in texts the public must not see, and nowhere else. */
const CANARY = '金丝雀';

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let other: TestOrgan;
let reportColumn: string;

/** Asks as a reader does. */
function ask(path: string, init: { host?: string; method?: string; headers?: Record<string, string> } = {}) {
  const { host = HOST, method = 'GET', headers = {} } = init;
  return servePublic(new NextRequest(`http://127.0.0.1${path}`, { method, headers: { host, ...headers } }));
}

async function html(path: string, host = HOST): Promise<string> {
  const response = await ask(path, { host });
  expect(response.status).toBe(200);
  return response.text();
}

async function statusOf(path: string, host = HOST): Promise<number> {
  return (await ask(path, { host })).status;
}

function makeColumn(organId: string, slug: string, layout = 'list'): Promise<string> {
  return staff
    .query(
      `INSERT INTO office.site_column (organ_id, slug, name, column_type, description, keywords, layout, position)
       VALUES ($1, $2, $2, '', '', '', $3, 9) RETURNING id`,
      [organId, slug, layout],
    )
    .then(({ rows }) => String(rows[0]?.id));
}

/** Drafts an item with files, takes it through every step and publishes it. */
async function publishWithFiles(files: { name: string; bytes: Uint8Array<ArrayBuffer> }[]): Promise<string> {
  const itemId = await draftItem(organ, { content: { title: '带附件的通知' } });
  const attachments: ContentAttachment[] = [];
  for (const file of files) {
    attachments.push(await bringFile(organ.cast.author, { ...file, itemId, inline: false }));
  }
  await save(organ, itemId, { attachments });
  await submit(organ, itemId);
  await passSteps(organ, itemId);
  await publish(organ, itemId);
  return itemId;
}

async function setVisibility(itemId: string, kind: 'hide' | 'withdraw_item' | 'restore'): Promise<void> {
  unwrap(await changeVisibility(organ.cast.l3, kind, { ...(await seen(itemId)), reason: '试验' }));
}

function reportContent(year: number) {
  const section = bodyFromText('本年度情况如下。');
  return {
    kind: 'annual_report' as const,
    title: `${year}年政府信息公开工作年度报告`,
    columns: [reportColumn],
    report: {
      year,
      tables: zeroTables(),
      sections: { section_1: section, section_5: section, section_6: section },
    },
  };
}

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  other = await makeOrgan(staff);
  await staff.query('UPDATE office.organ SET site_host = $2 WHERE id = $1', [organ.id, HOST]);
  await staff.query('UPDATE office.organ SET site_host = $2 WHERE id = $1', [other.id, OTHER_HOST]);
  reportColumn = await makeColumn(organ.id, 'annual-reports');
  await makeColumn(organ.id, 'guide');
  await makeColumn(organ.id, 'apply', 'entry');
  await makeColumn(organ.id, 'unknown-entry', 'entry');
});

afterAll(() => office.close());

/** Every address of the site that can be asked for without knowing an item. */
const OPEN_PATHS = [
  '/',
  '/columns/news',
  '/columns/notices',
  '/disclosure',
  '/disclosure/guide',
  '/disclosure/rules',
  '/disclosure/statutory',
  ...Array.from({ length: 15 }, (_, at) => `/disclosure/statutory/${at + 1}`),
  '/disclosure/annual-reports',
  '/disclosure/apply',
  '/search',
  '/site-map',
  '/accessibility',
  '/feeds/news.xml',
  '/feeds/disclosure.xml',
  '/sitemap.xml',
  '/robots.txt',
];

describe('[TR-1] what is not approved is nowhere', () => {
  it('a draft, a text under review, an approved and a planned one, and a correction in hand leave no trace', async () => {
    const secret = { title: `${CANARY}标题`, doc_no: CANARY, body: bodyFromText(`${CANARY}正文`) };
    const draft = await draftItem(organ, { content: secret });
    const review = await draftItem(organ, { content: secret });
    await submit(organ, review);
    const approved = await approveItem(organ, { content: secret });
    const planned = await approveItem(organ, { content: secret });
    await schedule(organ, planned, new Date(Date.now() + 86_400_000));
    const corrected = await publishNew(organ, { content: { title: '更正前的标题' } });
    await edit(organ, corrected);
    await save(organ, corrected, secret);
    for (const id of [draft, review, approved, planned]) {
      expect(await statusOf(`/items/${id}`)).toBe(404);
      expect(await statusOf(`/items/${id}/files/a.pdf`)).toBe(404);
    }
    expect(await html(`/items/${corrected}`)).not.toContain(CANARY);
    const word = encodeURIComponent(CANARY);
    for (const path of [...OPEN_PATHS, ...OPEN_PATHS.map((path) => `/elder${path === '/' ? '' : path}`)]) {
      const response = await ask(path);
      expect([200, 308], path).toContain(response.status);
      const text = await response.text();
      expect(text, path).not.toContain(CANARY);
      for (const id of [draft, review, approved, planned]) expect(text, path).not.toContain(id);
    }
    expect(await html(`/search?q=${word}`)).toContain('没有找到');

    // The same look finds the word once it is public: so it would have been found.
    await publish(organ, approved);
    const found = await Promise.all(
      ['/', '/columns/news', '/feeds/news.xml', `/search?q=${word}`].map((path) => html(path)),
    );
    expect(found.every((text) => text.replace(/<\/?mark>/g, '').includes(`${CANARY}标题`))).toBe(true);
    await setVisibility(approved, 'hide');
    for (const path of OPEN_PATHS) expect(await (await ask(path)).text(), path).not.toContain(CANARY);
  });

  it('what never existed and what is not public get the same bytes', async () => {
    const draft = await draftItem(organ);
    const answers = await Promise.all(
      [`/items/${draft}`, '/items/0000000000', '/nowhere/at/all', `/items/${draft}/files/a.pdf`].map((path) =>
        ask(path),
      ),
    );
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(texts).size).toBe(1);
    expect(answers.map((answer) => [answer.status, answer.headers.get('cache-control')])).toEqual(
      answers.map(() => [404, 'no-store']),
    );
  });
});

describe('a publication', () => {
  it('is at its address, in its lists, on the home page and in the feed at once', async () => {
    const id = await publishNew(organ, { content: { title: '刚刚发布的消息' } });
    expect(await html(`/items/${id}`)).toContain('刚刚发布的消息');
    for (const path of ['/', '/columns/news', '/feeds/news.xml', '/elder/columns/news']) {
      expect(await html(path), path).toContain('刚刚发布的消息');
    }
    expect(await html('/sitemap.xml')).toContain(`https://${HOST}/items/${id}</loc>`);
  });

  it('[TR-14] hidden or withdrawn answers 410 and is in no list; restored, it is back at the same address', async () => {
    const id = await publishNew(organ, { content: { title: '将要撤回的消息' } });
    const places = ['/', '/columns/news', '/feeds/news.xml', '/sitemap.xml', '/search?q=%E6%92%A4%E5%9B%9E'];
    await setVisibility(id, 'hide');
    const hidden = await ask(`/items/${id}`);
    expect(hidden.status).toBe(410);
    expect(hidden.headers.get('cache-control')).toBe('no-store');
    expect(await hidden.text()).not.toContain('将要撤回的消息');
    expect(await statusOf(`/items/${id}/files/a.pdf`)).toBe(410);
    for (const path of places) {
      const text = await html(path);
      expect(text, path).not.toContain('将要撤回的消息');
      expect(text, path).not.toContain(id);
    }
    await setVisibility(id, 'restore');
    expect(await statusOf(`/items/${id}`)).toBe(200);
    await setVisibility(id, 'hide');
    await setVisibility(id, 'withdraw_item');
    expect(await statusOf(`/items/${id}`)).toBe(410);
  });

  it('[TR-12] a correction replaces the text under the same address and says so', async () => {
    const id = await publishNew(organ, { content: { title: '有误的标题' } });
    const before = (await ask(`/items/${id}`)).headers.get('etag') ?? '';
    await edit(organ, id);
    await save(organ, id, { title: '改正的标题' });
    await submit(organ, id);
    await passSteps(organ, id);
    expect(await html(`/items/${id}`)).toContain('有误的标题');
    await publish(organ, id);
    const text = await html(`/items/${id}`);
    expect(text).toContain('改正的标题');
    expect(text).toContain('更正于');
    expect(text).not.toContain('有误的标题');
    expect((await ask(`/items/${id}`, { headers: { 'if-none-match': before } })).status).toBe(200);
  });

  it('[PF-10] an annual report is listed by year and shown under it', async () => {
    await publishNew(organ, { content: reportContent(2022) });
    const id = await publishNew(organ, { content: reportContent(2023) });
    const list = await html('/disclosure/annual-reports');
    expect(list.indexOf('2023年政府信息公开')).toBeLessThan(list.indexOf('2022年政府信息公开'));
    expect(await html('/disclosure/annual-reports/2023')).toContain('三、收到和处理政府信息公开申请情况');
    expect(await html(`/items/${id}`)).toBe(await html('/disclosure/annual-reports/2023'));
    expect(await statusOf('/disclosure/annual-reports/2021')).toBe(404);
    await setVisibility(id, 'hide');
    expect(await statusOf('/disclosure/annual-reports/2023')).toBe(410);
    await setVisibility(id, 'restore');
    expect(await statusOf('/disclosure/annual-reports/2023')).toBe(200);
    expect(await statusOf('/disclosure/annual-reports/2023x')).toBe(404);
  });
});

describe('organs', () => {
  it('do not see each other: items, files, columns, searches, what is gone', async () => {
    const id = await publishNew(other, { content: { title: '别的机关的消息' } });
    const gone = await publishNew(other, { content: { title: '别的机关撤下的消息' } });
    unwrap(await changeVisibility(other.cast.l3, 'hide', { ...(await seen(gone)), reason: '试验' }));
    expect(await statusOf(`/items/${id}`, OTHER_HOST)).toBe(200);
    expect(await statusOf(`/items/${gone}`, OTHER_HOST)).toBe(410);
    expect(await statusOf(`/items/${id}`)).toBe(404);
    expect(await statusOf(`/items/${gone}`)).toBe(404);
    for (const path of [...OPEN_PATHS, `/search?q=${encodeURIComponent('别的机关')}`]) {
      expect(await html(path), path).not.toContain('别的机关的消息');
    }
    expect(await html(`/search?q=${encodeURIComponent('别的机关')}`)).toContain('没有找到');
    expect(await html('/columns/news', OTHER_HOST)).toContain('别的机关的消息');
  });

  it('an unknown host is answered by the default site', async () => {
    expect(await html('/', 'nobody.example.invalid')).toContain(organ.name);
  });
});

describe('lists', () => {
  it('hold 20 a page, newest first, and end where they end', async () => {
    const column = await makeColumn(organ.id, 'many');
    for (let number = 1; number <= 21; number += 1) {
      await publishNew(organ, { content: { title: `第${number}条消息。甲`, columns: [column] } });
    }
    const titles = (text: string) =>
      [...text.matchAll(/>第(\d+)条消息。甲</g)].map((match) => Number(match[1]));
    expect(titles(await html('/columns/many'))).toEqual(Array.from({ length: 20 }, (_, at) => 21 - at));
    expect(titles(await html('/columns/many?page=2'))).toEqual([1]);
    for (const page of ['3', '0', '-1', 'x', '1.5', '999999']) {
      expect(await statusOf(`/columns/many?page=${page}`), page).toBe(404);
    }
  }, 120_000);

  it('columns of the disclosure platform lead to their own address; an entry without a page has none', async () => {
    const answer = await ask('/columns/guide');
    expect([answer.status, answer.headers.get('location')]).toEqual([308, '/disclosure/guide']);
    expect((await ask('/elder/columns/apply')).headers.get('location')).toBe('/elder/disclosure/apply');
    expect(await statusOf('/columns/unknown-entry')).toBe(404);
    expect(await statusOf('/columns/nowhere')).toBe(404);
  });
});

describe('[REG-20-1] numbers of Art. 20 that do not apply', () => {
  const decide = (organId: string, items: unknown, from: string) =>
    staff.query(
      `INSERT INTO office.organ_setting (organ_id, key, value, effective_from)
       VALUES ($1, 'statutory_not_applicable', $2, $3)`,
      [organId, JSON.stringify(items), from],
    );

  it('are those the organ has decided on, from the day of the decision, and nothing else says so', async () => {
    const sentence = async (host: string) =>
      (await html('/disclosure/statutory', host)).split('本机关无此类信息');
    expect(await sentence(HOST)).toHaveLength(1);
    await decide(organ.id, ['art20.14'], '2024-01-01');
    await decide(organ.id, ['art20.1', 'art20.2', 'art20.3'], '2999-01-01');
    const [before, after] = await sentence(HOST);
    expect(before).toContain('（十四）');
    expect(after).toContain('（十五）');
    expect(await sentence(HOST)).toHaveLength(2);
    expect(await sentence(OTHER_HOST)).toHaveLength(1);
    await decide(organ.id, [], '2024-02-01');
    expect(await sentence(HOST)).toHaveLength(1);
  });
});

describe('search', () => {
  it('[PF-6] [PF-15] [条例24] finds words across bold text, in 文号 and in a report, and takes signs of LIKE as they are', async () => {
    await publishNew(organ, {
      content: {
        title: '普通标题',
        doc_no: '北工信〔2024〕77号',
        body: {
          type: 'doc',
          content: [
            {
              type: 'paragraph',
              content: [
                { type: 'text', text: '申报截止' },
                { type: 'text', marks: [{ type: 'bold' }], text: '三月二十日' },
                { type: 'text', text: '，增长50%以上。' },
              ],
            },
          ],
        },
      },
    });
    const find = (query: string) => html(`/search?q=${encodeURIComponent(query)}`);
    expect(await find('截止三月')).toContain('普通标题');
    expect(await find('〔2024〕77号')).toContain('普通标题');
    expect(await find('50%以上')).toContain('普通标题');
    expect(await find('5_%上')).toContain('没有找到');
    expect(await find('普通 截止')).toContain('找到 1 条');
    expect(await find('普通 无此词')).toContain('没有找到');
    expect(await find('paragraph')).toContain('没有找到');
    expect(await statusOf('/search?q=%E6%99%AE&page=2')).toBe(404);
  });

  const titles = (text: string) =>
    [...text.matchAll(/<h2 class="font-semibold"><a [^>]*>(.*?)<\/a>/g)].map((match) =>
      match[1]?.replace(/<\/?mark>/g, ''),
    );
  const found = async (query: string, host = HOST) =>
    titles(await html(`/search?q=${encodeURIComponent(query)}`, host));

  it('[PF-15] finds a report whatever it is called, and a 文号 in whatever brackets', async () => {
    await publishNew(organ, {
      content: { ...reportContent(2021), title: '2021 年政府信息公开工作 年度报告' },
    });
    const report = '2021 年政府信息公开工作 年度报告';
    for (const query of [
      '年报 2021',
      '2021年报',
      '2021年政府信息公开工作年度报告',
      '２０２１ 政府信息公开年报',
    ]) {
      expect(await found(query), query).toEqual([report]);
    }
    expect(await found('政府信息公开年报')).toContain(report);
    await publishNew(organ, { content: { title: '带文号的文件', doc_no: '北工信〔2024〕12号' } });
    for (const query of [
      '北工信〔2024〕12号',
      '北工信[2024]12号',
      '北工信（2024）12号',
      '北工信【2024】12号',
      '北工信202412号',
      '北工信 2024 12号',
    ]) {
      expect(await found(query), query).toEqual(['带文号的文件']);
    }
  });

  it('[PF-15] takes a question apart only where nothing holds it as it was written', async () => {
    await publishNew(organ, {
      content: { title: '支持办法', body: bodyFromText('本办法的措施：鼓励企业技术升级，实施智能化改造。') },
    });
    const text = await html(`/search?q=${encodeURIComponent('技术改造措施')}`);
    expect(titles(text)).toEqual(['支持办法']);
    expect(text).toContain('没有与“技术改造措施”完全相同的');
    await publishNew(organ, { content: { title: '技术改造措施一览' } });
    const exact = await html(`/search?q=${encodeURIComponent('技术改造措施')}`);
    expect(titles(exact)).toEqual(['技术改造措施一览']);
    expect(exact).not.toContain('完全相同');
  });

  it('[PF-15] puts the title first, then 文号, then keywords and columns, then the text; newest first in each', async () => {
    const word = '琉璃瓦';
    const column = await makeColumn(organ.id, 'tiles');
    await staff.query('UPDATE office.site_column SET name = $2 WHERE id = $1', [column, `${word}专栏`]);
    await publishNew(organ, { content: { title: '标题里有琉璃瓦' } });
    await publishNew(organ, { content: { title: '文号里', doc_no: `${word}〔2024〕1号` } });
    await publishNew(organ, { content: { title: '关键词里', keywords: [word] } });
    await publishNew(organ, { content: { title: '栏目名里', columns: [column] } });
    await publishNew(organ, { content: { title: '正文里', body: bodyFromText(`说到${word}。`) } });
    await publishNew(organ, { content: { title: '后来的琉璃瓦' } });
    await publishNew(other, { content: { title: '别的机关的琉璃瓦' } });
    expect(await found(word)).toEqual([
      '后来的琉璃瓦',
      '标题里有琉璃瓦',
      '文号里',
      '栏目名里',
      '关键词里',
      '正文里',
    ]);
    expect(await found(word, OTHER_HOST)).toEqual(['别的机关的琉璃瓦']);
    // A word in the title and another in the text is a hit of the text.
    expect(await found(`${word} 说到`)).toEqual(['正文里']);
  });

  it('[PF-15] is not misled by signs of LIKE, patterns or quotes', async () => {
    for (const query of ["'; DROP TABLE office.item; --", '%%%%', '\\', '.*', '[[:alpha:]]', '__号', '$1']) {
      expect(await found(query), query).toEqual([]);
    }
  });
});

describe('files', () => {
  const bytes = new Uint8Array(CHUNK_BYTES + 1000).map((_, at) => (at % 90) + 32);
  const name = '申报表 2026（样表）.txt';
  let path: string;
  let itemId: string;

  beforeAll(async () => {
    itemId = await publishWithFiles([{ name, bytes }]);
    path = `/items/${itemId}/files/${encodeURIComponent(name)}`;
  });

  it('[PF-6] [条例24] are linked from the page and come whole, by name', async () => {
    expect(await html(`/items/${itemId}`)).toContain(`href="${path}"`);
    const response = await ask(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    expect(await statusOf(`/items/${itemId}/files/other.txt`)).toBe(404);
  });

  it('come in parts, across the rows they are stored in', async () => {
    const from = CHUNK_BYTES - 5;
    const part = await ask(path, { headers: { range: `bytes=${from}-${from + 9}` } });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes ${from}-${from + 9}/${bytes.length}`,
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(Buffer.from(bytes.slice(from, from + 10)))).toBe(
      true,
    );
    const beyond = await ask(path, { headers: { range: `bytes=${bytes.length}-` } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
    const stale = await ask(path, { headers: { range: 'bytes=0-9', 'if-range': '"other"' } });
    expect(stale.status).toBe(200);
  });

  it('are not sent again, and HEAD has no body', async () => {
    const head = await ask(path, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(bytes.length),
      '',
    ]);
    const again = await ask(path, { headers: { 'if-none-match': head.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('have one edition', async () => {
    const answer = await ask(`/elder${path}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([308, path]);
  });

  it('are gone with their item', async () => {
    await setVisibility(itemId, 'hide');
    expect(await statusOf(path)).toBe(410);
    await setVisibility(itemId, 'restore');
    expect(await statusOf(path)).toBe(200);
  });
});

describe('requests', () => {
  it('other than GET and HEAD are not allowed, save posting to the addresses of applications', async () => {
    for (const method of [PUT, PATCH, DELETE, OPTIONS]) expect(method().status).toBe(405);
    const post = (path: string) =>
      POST(new NextRequest(`http://127.0.0.1${path}`, { method: 'POST', headers: { host: HOST } }));
    for (const path of [
      '/',
      '/search',
      '/disclosure/apply',
      '/disclosure/apply/done',
      '/apply/status/case',
    ]) {
      expect((await post(path)).status, path).toBe(405);
    }
    expect((await post('/apply/status')).status).toBe(403);
  });

  it('that are malformed have no page', async () => {
    for (const path of [
      '/items/%E0%A4%A',
      '/items/ABCDEFGHIJ',
      '/items/short',
      '/columns/',
      '/elder/office',
      '/disclosure/statutory/16',
      '/disclosure/statutory/01',
    ]) {
      expect(await statusOf(path), path).toBe(404);
    }
  });

  it('a HEAD has the status and tag of its GET', async () => {
    const [get, head] = await Promise.all([ask('/columns/news'), ask('/columns/news', { method: 'HEAD' })]);
    expect(head.status).toBe(200);
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
    expect(await head.text()).toBe('');
  });

  it('under a prefix get links under the prefix', async () => {
    // As in a build with GONGKAI_BASE_PATH: Next takes the prefix off the path and the configuration keeps it.
    vi.stubEnv('NEXT_PUBLIC_BASE_PATH', '/gk');
    const request = new NextRequest(`http://127.0.0.1/columns/news`, { headers: { host: HOST } });
    const text = await (await servePublic(request)).text();
    vi.unstubAllEnvs();
    const links = [...text.matchAll(/ (?:href|action)="(\/[^"]*)"/g)].map((match) => match[1]);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !link?.startsWith('/gk'))).toEqual([]);
  });
});
