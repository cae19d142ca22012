import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/ports.mjs';
import { type Cluster, startCluster } from '../../scripts/lib/postgres.mjs';
import { stopProcess } from '../../scripts/lib/processes.mjs';
import { removeCluster, temporaryFolder } from '../../scripts/lib/test-cluster.mjs';
import { ask } from '../support/ask';
import { interpolate, layOutImage, readDockerfile, readServices, root } from '../support/containers';
import { createTestDatabase } from '../support/database';
import { TEST_KEYS } from '../support/keys';
import { openNginx, type RunningNginx } from '../support/nginx';

/**
 * What the containers run, without an engine: the files of the image, the commands and the environment of
 * docker-compose.yml, a database set up by docker/init-database.sql, and nginx in front.
 */

/** As `.env` would have them. */
const VARIABLES = {
  GONGKAI_SUPERUSER_PASSWORD: 'c0ffd29e7b1a4835d6ee',
  GONGKAI_OWNER_PASSWORD: '5ce8810b7f2d94a36e1f',
  GONGKAI_STAFF_PASSWORD: 'f3b1c07e5d9a4286b0e7',
  GONGKAI_PUBLIC_PASSWORD: '90ad5be2c4f71836d2c5',
  NEXTAUTH_SECRET: 'k3Vt0pZ8wQm4Ry7uLs2Xd9Hb6Nf1Jc5E',
  NEXTAUTH_URL: 'https://www.example.org',
  ...TEST_KEYS,
};
const image = readDockerfile();
const services = readServices();

let folder: string;
let imageFolder: string;
let cluster: Cluster;
let nginx: RunningNginx;
let server: ChildProcess;
let port: number;

type Finished = { status: number | null; stdout: string; stderr: string };

/** The environment a container of this service has, on the ports of this machine. */
function environmentOf(service: string, changes: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(services.get(service)?.environment ?? {}).map(([name, value]) => {
    const filled = interpolate(value, VARIABLES).replace('@db:5432/', `@127.0.0.1:${cluster.port}/`);
    return [name, filled.replace(/^\/(tmp|var\/lib\/gongkai)\//, `${folder}/`)];
  });
  return {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    ...image.environment,
    ...Object.fromEntries(own),
    HOSTNAME: '127.0.0.1',
    NODE_ENV: 'production',
    ...changes,
  };
}

function launch(command: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const [program = '', ...args] = command;
  // The same Node that runs the tests.
  return spawn(program === 'node' ? process.execPath : program, args, {
    cwd: imageFolder,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

function run(command: string[], env: NodeJS.ProcessEnv, input = ''): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = launch(command, env);
    const output = { stdout: '', stderr: '' };
    child.stdout?.on('data', (chunk) => (output.stdout += chunk));
    child.stderr?.on('data', (chunk) => (output.stderr += chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, ...output }));
    child.stdin?.end(input);
  });
}

const gongkai = (args: string[], env: NodeJS.ProcessEnv, input?: string) =>
  run(['node', 'bin/gongkai.mjs', ...args], env, input);

/** Runs docker/init-database.sql as psql would, on its own connection to each database. */
async function initialiseDatabase(): Promise<void> {
  const values: Record<string, string> = {
    owner_password: VARIABLES.GONGKAI_OWNER_PASSWORD,
    staff_password: VARIABLES.GONGKAI_STAFF_PASSWORD,
    public_password: VARIABLES.GONGKAI_PUBLIC_PASSWORD,
  };
  const text = fs
    .readFileSync(path.join(root, 'docker', 'init-database.sql'), 'utf8')
    .replace(/^--.*$/gm, '');
  const [main = '', inside = ''] = text.split('\\connect gongkai');
  for (const [database, script] of [
    ['postgres', main],
    ['gongkai', inside],
  ] as const) {
    const client = await cluster.connect(database);
    for (const statement of script.split(';').filter((one) => one.trim() !== '')) {
      await client.query(
        statement.replace(/:'(\w+)'/g, (_, name: string) => client.escapeLiteral(values[name] ?? '')),
      );
    }
    await client.end();
  }
}

async function untilHealthy(url: string): Promise<void> {
  let last = '';
  for (const until = Date.now() + 60_000; Date.now() < until; await delay(50)) {
    const answer = await ask(url).catch((error) => ({ status: 0, body: String(error) }));
    if (answer.status === 200) return;
    last = `${answer.status} ${answer.body}`;
  }
  throw new Error(`not healthy: ${last}`);
}

beforeAll(async () => {
  if (!fs.existsSync(path.join(root, '.next', 'standalone', 'server.js'))) {
    throw new Error('还没有构建，请先运行：npm run build (run npm run build first)');
  }
  folder = await temporaryFolder('gongkai-production-');
  imageFolder = path.join(folder, 'app');
  layOutImage(image, imageFolder);
  cluster = await startCluster({
    pgDir: path.join(folder, 'pg'),
    logDir: path.join(folder, 'logs'),
    password: VARIABLES.GONGKAI_SUPERUSER_PASSWORD,
    isDurable: false,
  });
  await initialiseDatabase();
  const migrated = await run(services.get('migrate')?.command ?? [], environmentOf('migrate'));
  if (migrated.status !== 0) throw new Error(`migrate: ${migrated.stderr}`);
  port = await freePort();
  server = launch(image.command, environmentOf('app', { PORT: String(port) }));
  server.stdout?.resume();
  server.stderr?.pipe(process.stderr);
  await untilHealthy(`http://127.0.0.1:${port}/api/health`);
  nginx = await openNginx(`127.0.0.1:${port}`);
});

afterAll(async () => {
  await nginx?.stop();
  if (server?.pid) await stopProcess(server.pid, { signals: [['SIGTERM', 8_000]] });
  await cluster?.stop();
  if (folder) await removeCluster(folder);
});

describe('数据库', () => {
  it('三个角色按约定建立：谁也不是超级用户，别人连不上，公众角色只看得到已发布的内容', async () => {
    const client = await cluster.connect('gongkai');
    const roles = await client.query(
      `SELECT rolname, rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS mighty
       FROM pg_roles WHERE rolname LIKE 'gongkai%' ORDER BY rolname`,
    );
    const owner = await client.query(
      "SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = 'gongkai'",
    );
    const open = await client.query(
      "SELECT has_database_privilege('public', datname, 'CONNECT') AS open FROM pg_database WHERE datallowconn",
    );
    await client.end();
    expect(roles.rows).toEqual(
      ['gongkai_owner', 'gongkai_public', 'gongkai_staff'].map((rolname) => ({ rolname, mighty: false })),
    );
    expect(owner.rows).toEqual([{ owner: 'gongkai_owner' }]);
    expect(new Set(open.rows.map((row) => row.open))).toEqual(new Set([false]));
    const reader = new pg.Client({ connectionString: environmentOf('app').DATABASE_URL_PUBLIC });
    await reader.connect();
    await expect(reader.query('SELECT 1 FROM office.item')).rejects.toThrow(/permission denied/);
    await expect(reader.query('SELECT 1 FROM published.item')).resolves.toMatchObject({ rowCount: 0 });
    await reader.end();
  });

  it('再次更新结构没有可做的事；数据库已标明是正式的，装不进演示数据', async () => {
    const again = await run(services.get('migrate')?.command ?? [], environmentOf('migrate'));
    expect(again).toMatchObject({ status: 0, stderr: expect.stringContaining('数据库结构已是最新') });
    const client = await cluster.connect('gongkai');
    const { rows } = await client.query('SELECT mode FROM office.installation');
    await client.end();
    expect(rows).toEqual([{ mode: 'production' }]);
    const demo = await gongkai(['demo', 'load'], environmentOf('migrate'));
    expect(demo.status).not.toBe(0);
  });

  it('属主口令过弱或与别的相同，结构更新拒绝并点名', async () => {
    const url = environmentOf('migrate').DATABASE_URL_STAFF ?? '';
    const same = await gongkai(['migrate'], environmentOf('migrate', { DATABASE_URL_OWNER: url }));
    expect(same.status).toBe(2);
    expect(same.stderr).toContain('DATABASE_URL_OWNER、DATABASE_URL_STAFF');
  });
});

describe('第一次安装', () => {
  it('还没有机关时，公众看到一句说明而不是错误', async () => {
    const home = await ask(`${nginx.site}/`);
    expect(home.status).toBe(404);
    expect(home.body.toString()).toContain('这个网站还没有开通');
  });

  it('按文档的命令添加机关和第一位管理员，首页随即打开，日志核验完整', async () => {
    const organ = fs.readFileSync(path.join(root, 'docs', 'organ.example.json'), 'utf8');
    const env = environmentOf('app');
    const added = await gongkai(['organ', 'add', '-'], env, organ);
    expect(added).toMatchObject({ status: 0 });
    const { name } = JSON.parse(organ);
    const admin = [
      '--login',
      'zhangsan',
      '--name',
      '张三',
      '--post',
      '办公室主任',
      '--roles',
      'system_admin',
    ];
    const user = await gongkai(['user', 'add', '--organ', name, ...admin], env);
    expect(user.status).toBe(0);
    expect(user.stdout.trim()).toMatch(/^\S{12,}$/);
    const home = await ask(`${nginx.site}/`);
    expect(home.status).toBe(200);
    expect(home.body.toString()).toContain(name);
    const verified = await gongkai(['audit', 'verify'], env);
    expect(verified).toMatchObject({ status: 0, stdout: expect.stringContaining('日志完整') });
  });
});

describe('经过 nginx 的网站', () => {
  it('健康检查通过，不进缓存', async () => {
    const { status, headers } = await ask(`${nginx.site}/api/health`);
    expect([status, headers['cache-control'], headers['x-cache']]).toEqual([200, 'no-store', undefined]);
  });

  it('首页压缩一次存一份，安全头齐全、各一次', async () => {
    const asked = { headers: { 'Accept-Encoding': 'gzip', Host: 'www.example.org' } };
    let page = await ask(`${nginx.site}/`, asked);
    // The first may close a slice of the cache's time; the next two are in one.
    for (let time = 0; time < 3 && page.headers['x-cache'] !== 'HIT'; time += 1) {
      page = await ask(`${nginx.site}/`, asked);
    }
    expect(page.headers).toMatchObject({
      'x-cache': 'HIT',
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=0, s-maxage=5',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=15768000',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(gunzipSync(page.body).toString()).toContain('</html>');
    expect(page.names.filter((name, at) => page.names.indexOf(name) !== at)).toEqual([]);
    expect(page.headers).not.toHaveProperty('x-powered-by');
  });

  it('找不到的地址答 404，仍是完整的网页', async () => {
    const missing = await ask(`${nginx.site}/no-such-page`);
    expect(missing.status).toBe(404);
    expect(missing.body.toString()).toContain('<main');
  });

  it('样式按内容指纹长存', async () => {
    const home = (await ask(`${nginx.site}/`)).body.toString();
    const [, address = ''] = /href="(\/assets\/site\.css\?v=[0-9a-f]+)"/.exec(home) ?? [];
    const style = await ask(nginx.site + address, { headers: { 'Accept-Encoding': 'gzip' } });
    expect([style.status, style.headers['content-encoding']]).toEqual([200, 'gzip']);
    expect(style.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('办公页面不进任何缓存，没有登录就转去登录', async () => {
    for (const address of ['/office', '/office/sign-in']) {
      const { status, headers } = await ask(nginx.site + address);
      expect(headers['cache-control']).toContain('no-store');
      expect(headers['x-cache']).toBeUndefined();
      expect(status).toBe(address === '/office' ? 307 : 200);
    }
  });

  it('登录记录里是真实的来源地址，不是客户端自称的', async () => {
    const csrf = await ask(`${nginx.site}/api/auth/csrf`);
    const { csrfToken } = JSON.parse(csrf.body.toString());
    const cookies = (csrf.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
    const form = new URLSearchParams({ csrfToken, login: 'zhangsan', password: 'not it', json: 'true' });
    await ask(`${nginx.site}/api/auth/callback/credentials`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Cookie: cookies,
        'X-Real-IP': '8.8.8.8',
        'X-Forwarded-For': '8.8.8.8',
      },
      body: form.toString(),
    });
    const client = await cluster.connect('gongkai');
    const { rows } = await client.query('SELECT login, client_address FROM office.sign_in_attempt');
    await client.end();
    expect(rows).toEqual([{ login: 'zhangsan', client_address: '127.0.0.1' }]);
  });
});

describe('后台任务', () => {
  it('一轮做完退出；留下链尾存证和健康检查要看的记号', async () => {
    const env = environmentOf('worker');
    const round = await run([...(services.get('worker')?.command ?? []), '--once'], env);
    expect(round).toMatchObject({ status: 0, stderr: '' });
    expect(fs.existsSync(env.GONGKAI_HEARTBEAT ?? '')).toBe(true);
    const anchors = fs
      .readFileSync(env.GONGKAI_AUDIT_ANCHOR ?? '', 'utf8')
      .trim()
      .split('\n');
    expect(anchors.length).toBeGreaterThan(0);
    const verified = await gongkai(['audit', 'verify', '--anchor', env.GONGKAI_AUDIT_ANCHOR ?? ''], env);
    expect(verified.status).toBe(0);
  });
});

describe('不该启动的就不启动，只说一句话', () => {
  const cases: [string, Record<string, string | undefined>, string][] = [
    ['没有会话密钥', { NEXTAUTH_SECRET: undefined }, 'NEXTAUTH_SECRET'],
    ['会话密钥是示例', { NEXTAUTH_SECRET: 'please-change-me-to-something-long-0' }, 'NEXTAUTH_SECRET'],
    ['没有个人信息的密钥', { GONGKAI_DATA_KEYS: undefined }, 'GONGKAI_DATA_KEYS'],
    ['没有比对证件号码的密钥', { GONGKAI_LOOKUP_KEY: '' }, 'GONGKAI_LOOKUP_KEY'],
    ['没有公众角色的地址', { DATABASE_URL_PUBLIC: '' }, 'DATABASE_URL_PUBLIC'],
    ['办公角色的口令过短', { DATABASE_URL_STAFF: 'postgresql://gongkai_staff:short@127.0.0.1/x' }, 'STAFF'],
    ['公开访问地址不是 https', { NEXTAUTH_URL: 'http://www.example.org' }, 'NEXTAUTH_URL'],
    ['拿到了属主的地址', { DATABASE_URL_OWNER: 'postgresql://x' }, 'DATABASE_URL_OWNER'],
  ];

  it.each(cases)('%s', async (_, changes, word) => {
    const ended = await run(
      image.command,
      environmentOf('app', { PORT: String(await freePort()), ...changes }),
    );
    expect(ended.status).toBe(1);
    expect(ended.stderr.trim().split('\n')).toEqual([expect.stringContaining(word)]);
  });

  it('网站和后台任务都不用演示数据库', async () => {
    const demo = await createTestDatabase();
    try {
      const owner = new pg.Client({ connectionString: demo.ownerUrl });
      await owner.connect();
      await owner.query("INSERT INTO office.installation (id, mode) VALUES (1, 'demo')");
      await owner.end();
      const urls = { DATABASE_URL_STAFF: demo.staffUrl, DATABASE_URL_PUBLIC: demo.publicUrl };
      for (const [command, env] of [
        [image.command, environmentOf('app', { PORT: String(await freePort()), ...urls })],
        [services.get('worker')?.command ?? [], environmentOf('worker', urls)],
      ] as const) {
        const ended = await run(command, env);
        expect(ended.status).toBe(1);
        expect(ended.stderr.trim().split('\n')).toEqual([expect.stringContaining('这是演示数据库')]);
      }
    } finally {
      await demo.drop();
    }
  });
});
