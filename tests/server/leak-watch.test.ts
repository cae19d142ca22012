import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standaloneDir } from '../../scripts/lib/build.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { stopProcess } from '../../scripts/lib/processes.mjs';
import { ask } from '../support/ask';
import { makeOrgan, openTestOffice, publishNew, type TestOffice, type TestOrgan } from '../support/factories';
import { TEST_KEYS } from '../support/keys';

/*
 * The leak watch as an operator runs it, against the built server: the office, its actions and scripts are Next's own
 * here, and `npx gongkai leak-watch` says by its exit status whether anything leaked.
 */

const root = path.resolve(import.meta.dirname, '..', '..');
let office: TestOffice;
let owner: pg.Client;
let organ: TestOrgan;
let server: ChildProcess;
let environment: NodeJS.ProcessEnv;

type Finished = { status: number | null; stdout: string; stderr: string };
type Outcome = {
  result: string;
  asked: number;
  findings: { kind: string; address: string; detail: string }[];
};

function gongkai(args: string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['bin/gongkai.mjs', ...args], { cwd: root, env: environment });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (output.stdout += chunk));
    child.stderr.on('data', (chunk) => (output.stderr += chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, ...output }));
  });
}

async function watch(): Promise<{ status: number | null; outcome: Outcome }> {
  const { status, stdout, stderr } = await gongkai(['leak-watch', '--json']);
  const [outcome] = JSON.parse(stdout || 'null') ?? [];
  if (!outcome) throw new Error(`no outcome: ${stderr}`);
  return { status, outcome };
}

beforeAll(async () => {
  if (!fs.existsSync(path.join(standaloneDir(root), 'server.js'))) {
    throw new Error('还没有构建，请先运行：npm run build (run npm run build first)');
  }
  office = await openTestOffice();
  owner = await office.connect('owner');
  organ = await makeOrgan(await office.connect('staff'));
  await owner.query('UPDATE office.organ SET is_default_site = true WHERE id = $1', [organ.id]);
  await publishNew(organ, { content: { title: '已经公开的消息' } });
  const port = await freePort();
  environment = {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    NODE_ENV: 'production',
    GONGKAI_MODE: 'trial',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL_STAFF: office.database.staffUrl,
    DATABASE_URL_PUBLIC: office.database.publicUrl,
    NEXTAUTH_SECRET: 'k3Vt0pZ8wQm4Ry7uLs2Xd9Hb6Nf1Jc5E',
    NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    ...TEST_KEYS,
    HOSTNAME: '127.0.0.1',
    PORT: String(port),
    GONGKAI_BASE_URL: `http://127.0.0.1:${port}`,
  };
  server = spawn(process.execPath, ['server.js'], {
    cwd: standaloneDir(root),
    env: environment,
    stdio: 'ignore',
  });
  for (const until = Date.now() + 60_000; Date.now() < until; await delay(100)) {
    const answer = await ask(`http://127.0.0.1:${port}/api/health`).catch(() => null);
    if (answer?.status === 200) return;
  }
  throw new Error('the server did not come up');
});
afterAll(async () => {
  if (server?.pid) await stopProcess(server.pid, { signals: [['SIGTERM', 8_000]] });
  await office?.close();
});

describe('在构建好的网站上检测', () => {
  it('没有漏洞：退出码 0；页面、附件、检索、接口、未登录的办公地址都问过', async () => {
    const { status, outcome } = await watch();
    expect(outcome.findings).toEqual([]);
    expect([status, outcome.result]).toEqual([0, 'clean']);
    expect(outcome.asked).toBeGreaterThan(400);
  }, 180_000);

  it('属主误把草稿放进公开的视图：退出码 1，说出在哪里', async () => {
    const { rows } = await owner.query<{ definition: string }>(
      `SELECT rtrim(pg_get_viewdef('published.gone'::regclass), ';') AS definition`,
    );
    const definition = rows[0]?.definition ?? '';
    const columns = await owner.query<{ name: string; type: string }>(
      `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
       WHERE attrelid = 'published.gone'::regclass AND attnum > 0 ORDER BY attnum`,
    );
    const more = columns.rows.map(({ name, type }) =>
      name === 'id' ? 'i.id' : name === 'organ_id' ? 'i.organ_id' : `NULL::${type}`,
    );
    const view = 'CREATE OR REPLACE VIEW published.gone WITH (security_barrier) AS';
    await owner.query(
      `${view} SELECT * FROM (${definition}) v UNION ALL SELECT ${more.join(', ')} FROM office.item i
       WHERE NOT EXISTS (SELECT 1 FROM office.live_item l WHERE l.item_id = i.id)`,
    );
    try {
      const { status, outcome } = await watch();
      expect([status, outcome.result]).toEqual([1, 'leak']);
      expect(outcome.findings).toContainEqual(
        expect.objectContaining({ address: 'GET /items/‹item_id›', detail: expect.stringContaining('410') }),
      );
    } finally {
      await owner.query(`${view} ${definition}`);
    }
  }, 180_000);

  it('网站没有应答：退出码 1，不算通过', async () => {
    const { status, outcome } = await (async () => {
      const before = environment;
      environment = { ...environment, GONGKAI_BASE_URL: 'http://127.0.0.1:9' };
      const told = await watch();
      environment = before;
      return told;
    })();
    expect([status, outcome.result]).toEqual([1, 'failed']);
  }, 60_000);
});
