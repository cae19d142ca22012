import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { NextRequest } from 'next/server';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '@/app/(public)/[[...path]]/route';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { listItems } from '@/lib/disclosure/queries/list-items';
import { listTasks } from '@/lib/disclosure/queries/list-tasks';
import { findItem } from '@/lib/disclosure/queries/load-item';
import { requestLeakWatch, startLeakWatch } from '@/lib/leak-watch/commands';
import { runDueWatches, runWatch, type WatchOutcome } from '@/lib/leak-watch/jobs/run-watch';
import { findLeakWatchRun, listLeakWatchRuns } from '@/lib/leak-watch/queries';
import { listColleagues } from '@/lib/organs/queries';
import { leakWatcherId } from '@/lib/organs/rules/leak-watcher';
import { type Actor, ROLES } from '@/lib/organs/types';
import {
  codesOf,
  draftItem,
  getItem,
  makeOrgan,
  makePerson,
  openTestOffice,
  publishNew,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

/*
 * The whole watch over HTTP on the real public routes, with a database whose owner is made to leak: each hole is a view
 * changed in the way a careless migration would change it, and the watch must see it.
 */

const HOST = 'watched.example.invalid';
let office: TestOffice;
let owner: pg.Client;
let organ: TestOrgan;
let admin: Actor;
let server: http.Server;
let baseUrl: string;
/** What the server of a test does to an answer before it goes out. */
let spoil: (
  request: http.IncomingMessage,
  answer: { status: number; headers: Headers; body: Buffer },
) => void;

const METHODS: Record<string, (request: NextRequest) => Response | Promise<Response>> = {
  GET,
  HEAD,
  POST: (request) => POST(request),
  PUT: () => PUT(),
  PATCH: () => PATCH(),
  DELETE: () => DELETE(),
  OPTIONS: () => OPTIONS(),
};

async function serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  const method = request.method ?? 'GET';
  request.resume();
  // An office without a session, as Next would answer.
  const isOffice = /^\/+(?:office|api|_next)\b/.test(request.url ?? '');
  const answer = isOffice
    ? new Response('请先登录。', { status: 401 })
    : await (METHODS[method] ?? (() => new Response(null, { status: 405 })))(
        new NextRequest(`http://${HOST}${request.url}`, { method, headers }),
      );
  const made = {
    status: answer.status,
    headers: answer.headers,
    body: Buffer.from(await answer.arrayBuffer()),
  };
  await spoil(request, made);
  response.writeHead(made.status, Object.fromEntries(made.headers));
  response.end(method === 'HEAD' ? undefined : made.body);
}

beforeAll(async () => {
  office = await openTestOffice();
  owner = await office.connect('owner');
  const staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  await staff.query('UPDATE office.organ SET site_host = $2 WHERE id = $1', [organ.id, HOST]);
  admin = await makePerson(staff, organ, '系统管理员', ['system_admin']);
  await publishNew(organ, { content: { title: '已经公开的消息' } });
  spoil = () => {};
  server = http.createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await office.close();
});

async function watch(): Promise<WatchOutcome> {
  const { runId } = unwrap(await startLeakWatch(admin));
  const outcome = await runWatch(runId, organ.id, baseUrl);
  if (outcome === null) throw new Error('somebody else took the run');
  return outcome;
}

/**
 * With a view as a careless migration would leave it: what it shows, and beside it rows `from` elsewhere. Columns that
 * are not named are null there.
 */
async function withLeakingView(
  name: string,
  columns: Record<string, string>,
  from: string,
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await owner.query<{ definition: string }>(
    `SELECT rtrim(pg_get_viewdef(('published.' || $1)::regclass), ';') AS definition`,
    [name],
  );
  const definition = rows[0]?.definition ?? '';
  const { rows: list } = await owner.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = ('published.' || $1)::regclass AND attnum > 0 ORDER BY attnum`,
    [name],
  );
  const more = list.map((column) => `(${columns[column.name] ?? 'NULL'})::${column.type}`).join(', ');
  const view = `CREATE OR REPLACE VIEW published.${name} WITH (security_barrier) AS`;
  await owner.query(`${view} SELECT * FROM (${definition}) v UNION ALL SELECT ${more} FROM ${from}`);
  try {
    await work();
  } finally {
    await owner.query(`${view} ${definition}`);
  }
}

describe('没有漏洞的网站', () => {
  it('问遍公众能问的地方，没有发现泄漏；结果和问过什么都留下', async () => {
    const outcome = await watch();
    expect(outcome.findings).toEqual([]);
    expect(outcome.result).toBe('clean');
    const run = await findLeakWatchRun(admin, outcome.runId);
    expect(run).toMatchObject({ result: 'clean', requestedName: '系统管理员', findings: [] });
    expect(run?.asked).toBeGreaterThan(300);
    const groups = new Set(run?.surfaces.map(({ group }) => group));
    for (const group of ['页面', '信息地址', '附件地址', '按稿件里的词检索', '订阅', '沿链接浏览']) {
      expect(groups, group).toContain(group);
    }
  });

  it('检测稿件用完即作废，列表、待办、人员名单里都没有，谁也打不开', async () => {
    const { rows } = await owner.query<{ item_id: string }>('SELECT item_id FROM office.leak_watch_run');
    const itemId = rows[0]?.item_id ?? '';
    const canary = await getItem(itemId);
    expect(canary).toMatchObject({ draftState: 'cancelled', createdBy: leakWatcherId(organ.id), live: null });
    expect(canary.draft.content.title).toContain('泄漏检测稿件');
    for (const actor of Object.values(organ.cast)) {
      expect(await findItem(actor, itemId), actor.name).toBeNull();
      const { rows: listed } = await listItems(actor, {}, { number: 1, sort: 'saved' });
      expect(listed.map(({ id }) => id)).not.toContain(itemId);
      expect(JSON.stringify(await listTasks(actor))).not.toContain(itemId);
    }
    expect((await listColleagues(organ.id)).map(({ name }) => name)).not.toContain('系统（泄漏检测）');
  });

  it('日志里有开始、埋入、作废、结束，核验日志时与记录一致', async () => {
    const { rows } = await owner.query<{ action: string }>(
      `SELECT entry::jsonb ->> 'action' AS action FROM office.audit_entry WHERE chain = $1 ORDER BY seq DESC LIMIT 4`,
      [organ.id],
    );
    expect(rows.map(({ action }) => action).reverse()).toEqual([
      'start_leak_watch',
      'plant_canary',
      'remove_canary',
      'finish_leak_watch',
    ]);
    const { findings, records } = await verifyAudit();
    expect(findings).toEqual([]);
    expect(records.leak_watch_run).toBe(1);
  });
});

describe('人为弄出的漏洞，每一个都被发现', () => {
  const DRAFTS = 'office.item i JOIN office.draft d ON d.item_id = i.id';
  const UNPUBLISHED = 'NOT EXISTS (SELECT 1 FROM office.live_item l WHERE l.item_id = i.id)';

  it('信息的视图带进了草稿', async () => {
    const columns = {
      id: 'i.id',
      organ_id: 'i.organ_id',
      index_no: `'x'`,
      kind: 'i.kind',
      title: `d.content ->> 'title'`,
      content: 'd.content',
      public_state: `'published'`,
      first_published_at: 'd.saved_at',
      last_published_at: 'd.saved_at',
      publications: '1',
    };
    await withLeakingView('item', columns, `${DRAFTS} WHERE ${UNPUBLISHED}`, async () => {
      const { result, findings } = await watch();
      expect(result).toBe('leak');
      const differs = findings.filter(({ kind }) => kind === 'answer_differs').map(({ address }) => address);
      expect(differs).toContain('GET /items/‹item_id›');
      const found = findings.filter(({ kind }) => kind === 'word_found').flatMap(({ places }) => places);
      expect(found).toEqual(expect.arrayContaining(['title']));
    });
  });

  it('栏目列表的视图带进了草稿：首页、栏目、订阅里都有', async () => {
    const columns = {
      item_id: 'i.id',
      column_id: 'c.id',
      organ_id: 'i.organ_id',
      first_published_at: 'd.saved_at',
      kind: 'i.kind',
      title: `d.content ->> 'title'`,
    };
    const from = `${DRAFTS} CROSS JOIN LATERAL jsonb_array_elements_text(d.content -> 'columns') c(id) WHERE ${UNPUBLISHED}`;
    await withLeakingView('item_column', columns, from, async () => {
      const { findings } = await watch();
      const found = findings.filter(({ kind }) => kind === 'word_found').map(({ address }) => address);
      expect(found).toEqual(expect.arrayContaining(['GET /', 'GET /columns/news']));
    });
  });

  it('撤回名单的视图带进了草稿：不存在的答 404，草稿答 410', async () => {
    const columns = { id: 'i.id', organ_id: 'i.organ_id' };
    await withLeakingView('gone', columns, `office.item i WHERE ${UNPUBLISHED}`, async () => {
      const { findings } = await watch();
      const [first] = findings.filter(({ address }) => address === 'GET /items/‹item_id›');
      expect(first).toMatchObject({ kind: 'answer_differs', detail: expect.stringContaining('410') });
    });
  });

  it('响应头、脚本数据、内嵌的附件、只给草稿的响应头、件数：五处小漏洞，逐处发现', async () => {
    const reader = await office.connect('owner');
    // What a leaking page would take from the tables while the canary stands there.
    const canary = { id: '', title: '', file: '', drafts: 0 };
    const look = async () => {
      const { rows } = await reader.query<{ id: string; title: string; bytes: Buffer; drafts: number }>(
        `SELECT i.id, d.content ->> 'title' AS title, c.bytes, (SELECT count(*)::int FROM office.draft) AS drafts
         FROM office.item i JOIN office.draft d ON d.item_id = i.id
         JOIN office.upload u ON u.item_id = i.id JOIN office.file_chunk c ON c.sha256 = u.sha256
         WHERE i.draft_state = 'draft' AND i.created_by = $1 AND u.name LIKE '%.txt'`,
        [leakWatcherId(organ.id)],
      );
      const [row] = rows;
      if (row) {
        const file = Buffer.from(row.bytes).toString('base64');
        Object.assign(canary, { id: row.id, title: row.title, file, drafts: row.drafts });
      }
    };
    let looking: Promise<void> = Promise.resolve();
    const append = (answer: { body: Buffer }, text: string) => {
      answer.body = Buffer.concat([answer.body, Buffer.from(text)]);
    };
    const escaped = (text: string) =>
      Array.from(text, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    spoil = async (request, answer) => {
      // One look after the other: requests come four at a time.
      looking = looking.then(() => (canary.id === '' ? look() : undefined));
      await looking;
      switch (request.url) {
        case '/':
          answer.headers.set('x-latest', encodeURIComponent(canary.title));
          break;
        case '/accessibility':
          append(answer, `<!-- ${escaped(canary.title)} -->`);
          break;
        case '/site-map':
          append(answer, canary.file);
          break;
        case '/disclosure/statutory':
          append(answer, `<p>共 ${canary.drafts} 条</p>`);
          break;
        case `/items/${canary.id}`:
          answer.headers.set('x-item', '1');
          break;
      }
    };
    const { result, findings } = await watch();
    spoil = () => {};
    expect(result).toBe('leak');
    const seen = (address: string) => findings.filter((finding) => finding.address === address);
    expect(seen('GET /')[0]).toMatchObject({ places: expect.arrayContaining(['title', 'title_chinese']) });
    expect(seen('GET /accessibility')[0]?.places).toContain('title_chinese');
    expect(seen('GET /site-map')[0]?.places).toEqual(['file_text']);
    expect(seen('GET /disclosure/statutory')[0]).toMatchObject({ kind: 'answer_differs', places: [] });
    expect(seen('GET /items/‹item_id›')[0]?.detail).toContain('x-item');
  });
});

describe('没有做成的检测不算通过', () => {
  it('网站打不开', async () => {
    const { runId } = unwrap(await startLeakWatch(admin));
    const outcome = await runWatch(runId, organ.id, 'http://127.0.0.1:9');
    expect(outcome).toMatchObject({ result: 'failed', findings: [{ kind: 'not_served' }] });
  });

  it('有的页面出错', async () => {
    spoil = (request, answer) => {
      if (request.url === '/sitemap.xml') answer.status = 500;
    };
    const outcome = await watch();
    spoil = () => {};
    expect(outcome.result).toBe('failed');
    expect(outcome.findings.map(({ kind }) => kind)).toContain('fault');
  });
});

describe('谁能开始，什么时候开始', () => {
  it('只有系统管理员和安全管理员能开始、能看结果', async () => {
    const staff = await office.connect('staff');
    for (const role of ROLES) {
      const person = await makePerson(staff, organ, `试 ${role}`, [role]);
      const isWatcher = role === 'system_admin' || role === 'security_admin';
      const started = await startLeakWatch(person);
      expect(codesOf(started), role).toEqual(isWatcher ? [] : ['role_missing_watch']);
      if (started.ok) await runWatch(started.value.runId, organ.id, 'http://127.0.0.1:9');
      expect((await listLeakWatchRuns(person)).length > 0, role).toBe(isWatcher);
    }
  });

  it('正在进行时不能再开始；同一次只由一个后台任务做', async () => {
    const { runId } = unwrap(await startLeakWatch(admin));
    expect(codesOf(await startLeakWatch(admin))).toEqual(['watch_is_running']);
    const both = await Promise.all([runWatch(runId, organ.id, baseUrl), runWatch(runId, organ.id, baseUrl)]);
    expect(both.filter((outcome) => outcome !== null)).toHaveLength(1);
  });

  it('没有网站的机关没有可检测的', async () => {
    const staff = await office.connect('staff');
    const other = await makeOrgan(staff);
    const started = await requestLeakWatch(other.id, { personId: null, name: '命令行', clientAddress: null });
    expect(codesOf(started)).toEqual(['organ_without_site']);
  });

  it('检测期间别人照常发布，不算泄漏', async () => {
    const { runId } = unwrap(await startLeakWatch(admin));
    const [outcome] = await Promise.all([
      runWatch(runId, organ.id, baseUrl),
      publishNew(organ, { content: { title: '检测期间发布的消息' } }),
      draftItem(organ),
    ]);
    expect(outcome?.findings).toEqual([]);
  });

  it('后台任务接着做等着的检测', async () => {
    const { runId } = unwrap(await startLeakWatch(admin));
    const outcomes = await runDueWatches(baseUrl);
    expect(outcomes.map((outcome) => outcome.runId)).toContain(runId);
  });
});
