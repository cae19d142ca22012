import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_STATES } from '@/lib/applications/transitions';
import { OUTCOMES } from '@/lib/applications/types/outcomes';
import { listOpenRounds } from '@/lib/approvals/queries';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { bodyText } from '@/lib/disclosure/body/rules';
import type { ItemContent } from '@/lib/disclosure/types';
import { signIn } from '@/lib/organs/commands/sign-in';
import { atTime } from '@/lib/platform/clock';
import { closeDatabases } from '@/lib/platform/database';
import type { DemoAccount } from '@/prisma/seed/demo/accounts';
import { loadDemo } from '@/prisma/seed/demo/load';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { unwrap } from '../support/factories';
import { TEST_KEYS } from '../support/keys';

const NOW = new Date('2026-03-10T02:00:00Z');
let folder: string;
let accounts: string;
let database: TestDatabase;
let staff: pg.Client;

/** Points the commands of this process at a database and loads the demo into it. */
async function load(into: TestDatabase, mode = 'trial', now = NOW) {
  process.env.DATABASE_URL_STAFF = into.staffUrl;
  process.env.DATABASE_URL_PUBLIC = into.publicUrl;
  process.env.NEXTAUTH_SECRET = 'a secret of the tests, 32 characters long';
  Object.assign(process.env, TEST_KEYS);
  await closeDatabases();
  return atTime(now, () => loadDemo({ ownerUrl: into.ownerUrl, mode, accountsFile: accounts }));
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'gongkai-demo-'));
  accounts = path.join(folder, 'demo-accounts.json');
  database = await createTestDatabase();
  expect((await load(database)).outcome).toBe('loaded');
  staff = new pg.Client({ connectionString: database.staffUrl });
  await staff.connect();
}, 180_000);
afterAll(async () => {
  await staff.end();
  await closeDatabases();
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await staff.query(sql, values)).rows as T[];
}

const organOf = async (name: string) =>
  (await rows<{ id: string }>('SELECT id FROM office.organ WHERE short_name = $1', [name]))[0]?.id ?? '';

const readAccounts = () => JSON.parse(readFileSync(accounts, 'utf8')) as DemoAccount[];

describe('演示数据', () => {
  it('每一种稿件状态和公开状态都有', async () => {
    const counts = await rows<{ draft: string; public: string; n: number }>(
      `SELECT draft_state AS draft, coalesce(public_state, 'unpublished') AS public, count(*)::int AS n
       FROM office.item LEFT JOIN office.live_item ON item_id = id
       WHERE item.organ_id = $1 GROUP BY 1, 2`,
      [await organOf('北关区工信局')],
    );
    const of = (draft: string, state: string) =>
      counts.find((row) => row.draft === draft && row.public === state)?.n ?? 0;
    expect(of('none', 'published')).toBeGreaterThanOrEqual(12);
    expect(of('none', 'hidden')).toBe(1);
    expect(of('none', 'withdrawn')).toBe(1);
    expect(of('draft', 'published')).toBe(1);
    for (const state of ['returned', 'secrecy_referred', 'approved', 'scheduled', 'cancelled']) {
      expect([state, of(state, 'unpublished')]).toEqual([state, 1]);
    }
    expect(of('draft', 'unpublished')).toBeGreaterThanOrEqual(4);
  });

  it('申请：每种状态、每一行结果都有，有一件逾期、一件征求两方意见、一件延期', async () => {
    const organ = await organOf('北关区工信局');
    const states = await rows<{ state: string; n: number }>(
      'SELECT state, count(*)::int AS n FROM office.application WHERE organ_id = $1 GROUP BY 1',
      [organ],
    );
    for (const state of CASE_STATES) expect(states.map((row) => row.state)).toContain(state);
    const outcomes = await rows<{ outcome: string }>(
      'SELECT DISTINCT outcome FROM office.application WHERE organ_id = $1 AND replied_on IS NOT NULL',
      [organ],
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([...OUTCOMES].sort());
    const [clocks] = await rows<{ late: number; consulted: number; extended: number; provisional: number }>(
      `SELECT count(*) FILTER (WHERE reply_due < $2 AND a.replied_on IS NULL)::int AS late,
         count(*) FILTER (WHERE d.provisional)::int AS provisional,
         count(*) FILTER (WHERE (SELECT count(*) FROM office.consultation c WHERE c.application_id = a.id) = 2)::int AS consulted,
         count(*) FILTER (WHERE EXISTS (SELECT FROM office.application_event e WHERE e.application_id = a.id
           AND e.action = 'extend'))::int AS extended
       FROM office.application a JOIN office.application_deadline d ON d.application_id = a.id WHERE organ_id = $1`,
      [organ, NOW],
    );
    expect(clocks?.late).toBeGreaterThanOrEqual(1);
    expect(clocks?.provisional).toBeGreaterThanOrEqual(1);
    expect(clocks?.consulted).toBe(1);
    expect(clocks?.extended).toBe(2);
  });

  it('通知都已读过，只有最近两周的还有未读', async () => {
    const [row] = await rows<{ unread: number; old: number; read: number }>(
      `SELECT count(*) FILTER (WHERE read_at IS NULL)::int AS unread, count(read_at)::int AS read,
         count(*) FILTER (WHERE read_at IS NULL AND created_at < $1)::int AS old FROM office.notice`,
      [new Date(NOW.getTime() - 14 * 86_400_000)],
    );
    expect(row).toMatchObject({ old: 0 });
    expect(row?.unread).toBeGreaterThan(5);
    expect(row?.read).toBeGreaterThan(20);
  });

  it('每一个审核环节都有一条正待办理', async () => {
    const rounds = await listOpenRounds(await organOf('北关区工信局'));
    const waiting = rounds.flatMap((round) => openSteps(round.facts).map(({ role }) => role));
    expect(new Set(waiting)).toEqual(
      new Set([
        'reviewer_l1',
        'reviewer_l2',
        'secrecy_officer',
        'reviewer_l3',
        'disclosure_leader',
        'head_of_organ',
      ]),
    );
  });

  it('十二种信息类别、三个内容等级都有公开的信息', async () => {
    const kinds = await rows<{ kind: string; content_class: string }>(
      `SELECT DISTINCT i.kind, i.content_class FROM office.item i JOIN office.live_item l ON l.item_id = i.id
       WHERE l.public_state = 'published' AND i.organ_id = $1`,
      [await organOf('北关区工信局')],
    );
    expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(12);
    expect(new Set(kinds.map((row) => row.content_class))).toEqual(new Set(['a', 'b', 'c']));
  });

  it('一条更正过，一件规范性文件与解读互相链接，一件今天起失效', async () => {
    expect(await rows(`SELECT publications FROM office.live_item WHERE publications > 1`)).toEqual([
      { publications: 2 },
    ]);
    const documents = await rows<{ id: string; content: ItemContent }>(
      `SELECT l.item_id AS id, v.canonical::jsonb AS content
       FROM office.live_item l JOIN office.version v ON v.id = l.version_id`,
    );
    const normative = documents.filter(({ content }) => content.is_normative);
    const interpretation = documents.find(({ content }) => /若干措施》政策解读$/.test(content.title));
    expect(normative).toHaveLength(1);
    expect(JSON.stringify(normative[0]?.content.body)).toContain(`/items/${interpretation?.id}`);
    expect(JSON.stringify(interpretation?.content.body)).toContain(`/items/${normative[0]?.id}`);
    expect(documents.filter(({ content }) => content.expires_at === '2026-03-09')).toHaveLength(1);
    const everything = JSON.stringify(documents);
    for (const kind of ['table', 'bulletList', 'image']) expect(everything).toContain(`"type":"${kind}"`);
    expect(documents.some(({ content }) => content.attachments.some(({ inline }) => !inline))).toBe(true);
    // 来源 is a publisher's name, never the address a text came from; only a 转载 names one, of a site that is none.
    const reprinted = [...everything.matchAll(/"source_url":"([^"]*)"/g)].map(([, url]) => url);
    expect(reprinted).toEqual(['https://news.example.invalid/2019-12/10/content-60.html']);
    expect(everything.replaceAll(String(reprinted[0]), '')).not.toMatch(/https?:\/\/|www\./);
  });

  it('2023年度报告以自己的文字和三张表在2024年1月公开', async () => {
    const [report] = await rows<{ content: ItemContent; first_published_at: Date }>(
      `SELECT v.canonical::jsonb AS content, l.first_published_at
       FROM office.live_item l JOIN office.version v ON v.id = l.version_id WHERE l.report_year = 2023`,
    );
    expect(report?.first_published_at.toISOString().slice(0, 7)).toBe('2024-01');
    const sections = report?.content.report?.sections;
    if (!sections) throw new Error('no report');
    expect(bodyText(sections.section_1)).toMatch(/^（一）主动公开方面。[\s\S]*（五）监督保障方面。/);
    expect(bodyText(sections.section_1)).toContain('浏览量达 7680 人次');
    expect(bodyText(sections.section_5)).toMatch(/^2023年，我局通过不断努力/);
    expect(bodyText(sections.section_6)).toBe('本年度，本机关未收取信息公开处理费。');
  });

  it('所有办理都在此刻之前，日志完整', async () => {
    const [late] = await rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM office.audit_entry WHERE (entry::jsonb ->> 'at')::timestamptz > $1`,
      [NOW],
    );
    expect(late?.n).toBe(0);
    const { findings, records } = await verifyAudit();
    expect(findings).toEqual([]);
    expect(records.publication).toBeGreaterThan(20);
  });

  it('日志按时间先后写成', async () => {
    const chains = await rows<{ at: string; chain: string }>(
      `SELECT chain, entry::jsonb ->> 'at' AS at FROM office.audit_entry ORDER BY chain, seq`,
    );
    const sorted = [...chains].sort((a, b) => a.chain.localeCompare(b.chain) || a.at.localeCompare(b.at));
    expect(chains.map(({ at }) => at)).toEqual(sorted.map(({ at }) => at));
  });

  it('账号文件只有本人可读，一个口令，人人能登录', async () => {
    expect(statSync(accounts).mode & 0o777).toBe(0o600);
    const list = readAccounts();
    expect(list.map(({ login }) => login)).toEqual(
      expect.arrayContaining('li wang zhao qian sun zhou wu zheng feng chen chu wei sys sec aud'.split(' ')),
    );
    expect(new Set(list.map(({ password }) => password)).size).toBe(1);
    expect(list[0]?.password.length).toBeGreaterThanOrEqual(12);
    for (const { login, password, name } of list.slice(0, 2)) {
      expect(unwrap(await signIn({ login, password, clientAddress: null })).name).toBe(name);
    }
  });

  it('再装一次：说已装入，什么也不改', async () => {
    const before = await rows('SELECT chain, seq, hash FROM office.audit_head ORDER BY chain');
    const file = readFileSync(accounts, 'utf8');
    expect(await load(database)).toEqual({ outcome: 'already_loaded' });
    expect(await rows('SELECT chain, seq, hash FROM office.audit_head ORDER BY chain')).toEqual(before);
    expect(readFileSync(accounts, 'utf8')).toBe(file);
  });
});

describe('拒绝装入演示数据', () => {
  async function refusal(prepare: string[], mode?: string, now?: Date) {
    const other = await createTestDatabase();
    const owner = new pg.Client({ connectionString: other.ownerUrl });
    await owner.connect();
    try {
      for (const sql of prepare) await owner.query(sql);
      const result = await load(other, mode, now);
      const { rows: organs } = await owner.query(
        `SELECT name FROM office.organ WHERE credit_code LIKE '114105%'`,
      );
      expect(organs).toEqual([]);
      return result.outcome === 'refused' ? result.reason : result.outcome;
    } finally {
      await owner.end();
      await closeDatabases();
      await other.drop();
    }
  }

  it('正式环境', async () => {
    expect(await refusal([], 'production')).toContain('试用环境');
  });

  it('标为正式的数据库', async () => {
    const mark = `INSERT INTO office.installation (id, mode) VALUES (1, 'production')`;
    expect(await refusal([mark])).toContain('正式环境的数据库');
  });

  it('时钟早于演示数据里的事', async () => {
    expect(await refusal([], 'trial', new Date('2025-12-31T15:00:00Z'))).toContain('GONGKAI_NOW');
  });

  it('已经有机关的数据库', async () => {
    const organ = `INSERT INTO office.organ (name, short_name, document_prefix, credit_code, site_id_code, address,
      postcode, phone, fax, email, office_hours, reconsideration_organ, court)
      VALUES ('某局', '某局', '某', '91350100M000100Y43', '1234567890', '', '', '', '', '', '', '', '')`;
    expect(await refusal([organ])).toContain('已经有机关');
  });
});

describe('中途断掉的演示数据', () => {
  it('下次清空重来，不留半套', async () => {
    const other = await createTestDatabase();
    const owner = new pg.Client({ connectionString: other.ownerUrl });
    await owner.connect();
    await owner.query(`INSERT INTO office.installation (id, mode) VALUES (1, 'demo')`);
    await owner.query(`INSERT INTO office.organ (name, short_name, document_prefix, credit_code, site_id_code, address,
      postcode, phone, fax, email, office_hours, reconsideration_organ, court)
      VALUES ('半套', '半套', '半', '114105030000000000', '1234567890', '', '', '', '', '', '', '', '')`);
    try {
      expect((await load(other)).outcome).toBe('loaded');
      const { rows: organs } = await owner.query(
        'SELECT short_name FROM office.organ ORDER BY created_at, id',
      );
      expect(organs.map((row) => row.short_name)).toEqual(['北关区政府办', '北关区工信局', '北关区示例局']);
    } finally {
      await owner.end();
      await closeDatabases();
      await other.drop();
    }
  }, 180_000);
});
