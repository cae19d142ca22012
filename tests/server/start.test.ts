import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseStartArguments } from '../../scripts/lib/arguments.mjs';
import { Children } from '../../scripts/lib/children.mjs';
import { trialEnvironment } from '../../scripts/lib/environment.mjs';
import { kindOfDirectory } from '../../scripts/lib/files.mjs';
import { nodeVersionRefusal } from '../../scripts/lib/node-version.cjs';
import { recoverPostgres, startCluster } from '../../scripts/lib/postgres.mjs';
import { isAlive } from '../../scripts/lib/processes.mjs';
import { explain, isDiskFull, StepFailure } from '../../scripts/lib/refusal.mjs';
import { removeCluster } from '../../scripts/lib/test-cluster.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-start-'));
  fs.chmodSync(folder, 0o711);
});

afterEach(async () => {
  await removeCluster(folder);
});

/** Runs the real entry without a terminal and returns what it said. */
function start(...args: string[]) {
  const { npm_lifecycle_event: _, ...env } = process.env;
  const run = spawnSync(process.execPath, ['scripts/start.cjs', ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    input: '',
    // A check that lets through what it should refuse would start a server and never come back.
    timeout: 20_000,
  });
  return { status: run.status, stderr: run.stderr.trim(), stdout: run.stdout };
}

/** Listens on a port of its own; spawnSync blocks this process, so another one has to hold it. */
async function holdPort(): Promise<{ port: number; release: () => void }> {
  const script =
    "const s=require('net').createServer().listen(0,'127.0.0.1',()=>console.log(s.address().port))";
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (chunk) => resolve(Number(String(chunk).trim()))),
  );
  return { port, release: () => child.kill() };
}

describe('启动前的检查，各用一句话说清', () => {
  it.each(['v18.20.4', 'v20.18.3', 'v12.22.1', 'v0.10.48'])('Node %s 太旧，说明需要的版本', (version) => {
    expect(nodeVersionRefusal(version)).toContain(`需要 Node.js 20.19 或更高版本，现在是 ${version}`);
  });

  it.each(['v20.19.0', 'v20.20.2', 'v22.0.0', 'v24.1.0'])('Node %s 可以使用', (version) => {
    expect(nodeVersionRefusal(version)).toBeNull();
  });

  it('端口被占用时写出端口号和 --port', async () => {
    const { port, release } = await holdPort();
    try {
      const { status, stderr } = start('--port', String(port), '--data', path.join(folder, 'data'));
      expect(stderr).toContain(`端口 ${port} 已被别的程序占用；请用 --port 换一个`);
      expect(stderr.split('\n')).toHaveLength(1);
      expect(status).toBe(1);
    } finally {
      release();
    }
  });

  it('不认识的选项不会被当作没写', () => {
    const { status, stderr } = start('--prot', '3001');
    expect(stderr).toContain('不认识“--prot”');
    expect(stderr.split('\n')).toHaveLength(1);
    expect(status).toBe(1);
  });

  it.each(['', '0', '65536', '80a', '-1'])('端口“%s”不是端口', (port) => {
    expect(() => parseStartArguments(['--port', port], { root, env: {} })).toThrow('1 到 65535');
  });

  it('npm 自己收走的选项（没有写 --）也算数', () => {
    const env = {
      npm_lifecycle_event: 'start',
      npm_config_port: 'true',
      npm_config_data: 'true',
      npm_config_demo: '',
    };
    const options = parseStartArguments(['4000', '/srv/gongkai'], { root, env });
    expect(options).toMatchObject({ port: 4000, dataDir: '/srv/gongkai', demo: false, reset: false });
  });

  it('数据目录不能是程序目录，也不能是装着别的文件的目录', () => {
    expect(() => parseStartArguments(['--data', root], { root, env: {} })).toThrow('不能是程序所在的目录');
    fs.writeFileSync(path.join(folder, 'photo.jpg'), '');
    expect(start('--data', folder).stderr).toContain('不是公开的数据目录');
    expect(fs.readdirSync(folder)).toEqual(['photo.jpg']);
  });

  it('没有终端又没有 --yes 时，--reset 什么也不删', () => {
    fs.writeFileSync(path.join(folder, 'secrets.json'), '{}');
    const { status, stderr } = start('--reset', '--data', folder);
    expect(stderr).toContain('请再加 --yes');
    expect(status).toBe(1);
    expect(fs.readFileSync(path.join(folder, 'secrets.json'), 'utf8')).toBe('{}');
  });

  it('就算加了 --yes，--reset 也不删别人的目录', () => {
    fs.writeFileSync(path.join(folder, 'photo.jpg'), '');
    const { status, stderr } = start('--reset', '--yes', '--data', folder);
    expect(stderr).toContain('没有删除任何内容');
    expect(status).toBe(1);
    expect(fs.readdirSync(folder)).toEqual(['photo.jpg']);
    expect(kindOfDirectory(folder)).toBe('foreign');
  });

  it('磁盘满了用一句话说，失败的步骤给出记录的最后几行', () => {
    const failure = new StepFailure({
      step: '安装依赖',
      reason: '退出码 1',
      tail: ['npm error code ENOSPC'],
    });
    expect(isDiskFull(failure)).toBe(true);
    expect(explain(failure)).toContain('磁盘空间已用完（安装依赖）');
    const other = new StepFailure({
      step: '载入演示数据',
      reason: '退出码 1',
      tail: ['boom'],
      logFile: '/x/demo.log',
    });
    expect(isDiskFull(other)).toBe(false);
    expect(explain(other)).toBe(
      '「载入演示数据」没有完成：退出码 1\n最后几行记录：\n  | boom\n完整记录：/x/demo.log',
    );
  });
});

describe('同一个数据目录', () => {
  it('正在运行时，第二次启动用一句话拒绝；第一个被强行结束后可以启动', async () => {
    const lock = path.join(root, 'scripts/lib/lock.mjs');
    const { npm_lifecycle_event: _, ...env } = process.env;
    const script = `import(${JSON.stringify(lock)}).then(async (m) => { await m.lockDataDirectory(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1000) })`;
    const first = spawn(process.execPath, ['-e', script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => first.stdout.once('data', resolve));
    const { status, stderr } = start('--data', folder);
    expect(stderr).toContain(`已经有一个公开在运行（进程 ${first.pid}）`);
    expect(stderr.split('\n')).toHaveLength(1);
    expect(status).toBe(1);

    const exited = new Promise((resolve) => first.once('exit', resolve));
    first.kill('SIGKILL');
    await exited;
    const { lockDataDirectory } = await import('../../scripts/lib/lock.mjs');
    const unlock = await lockDataDirectory(folder);
    unlock();
    expect(fs.existsSync(path.join(folder, 'start.lock'))).toBe(false);
  });
});

describe('被 kill -9 之后', () => {
  const cluster = () => ({
    pgDir: path.join(folder, 'pg'),
    logDir: path.join(folder, 'logs'),
    password: 'secret-of-this-test',
    isDurable: false,
  });

  it('停掉遗留的 PostgreSQL，接着用原来的数据，已提交的一行不少', async () => {
    const script = `
      import { startCluster } from ${JSON.stringify(path.join(root, 'scripts/lib/postgres.mjs'))};
      const cluster = await startCluster(${JSON.stringify(cluster())});
      const client = await cluster.connect();
      await client.query('CREATE TABLE kept (n int)');
      await client.query('INSERT INTO kept VALUES (1), (2), (3)');
      process.kill(process.pid, 'SIGKILL');`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(run.signal, run.stderr).toBe('SIGKILL');
    const orphan = Number(fs.readFileSync(path.join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
    expect(isAlive(orphan)).toBe(true);

    const next = await startCluster(cluster());
    try {
      expect(isAlive(orphan)).toBe(false);
      const client = await next.connect();
      const { rows } = await client.query('SELECT count(*)::int AS n FROM kept');
      await client.end();
      expect(rows).toEqual([{ n: 3 }]);
    } finally {
      await next.stop();
    }
    expect(fs.existsSync(path.join(folder, 'pg', 'postmaster.pid'))).toBe(false);
  });

  it('锁文件里的进程号已属于别的程序时，不碰那个程序，照样启动', async () => {
    const first = await startCluster(cluster());
    await first.stop();
    // PostgreSQL only minds a process of its own user.
    const { uid, gid } = fs.statSync(path.join(folder, 'pg'));
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
      cwd: '/',
      ...(process.getuid?.() === 0 ? { uid, gid } : {}),
    });
    fs.writeFileSync(
      path.join(folder, 'pg', 'postmaster.pid'),
      `${stranger.pid}\n${path.join(folder, 'pg')}\n`,
    );
    try {
      const next = await startCluster(cluster());
      await next.stop();
      expect(isAlive(stranger.pid ?? 0)).toBe(true);
    } finally {
      stranger.kill('SIGKILL');
    }
  });

  it('PostgreSQL 没有在运行时，没有什么可恢复', async () => {
    expect(await recoverPostgres(path.join(folder, 'pg'))).toBe(false);
  });

  it('只停掉记录在案的那个进程，不停进程号相同的另一个', async () => {
    const orphan = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
      detached: true,
    });
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const { identify } = await import('../../scripts/lib/processes.mjs');
    const record = [
      { name: 'server', ...identify(orphan.pid ?? 0) },
      { name: 'worker', pid: stranger.pid, mark: 'another start time' },
    ];
    fs.writeFileSync(path.join(folder, 'children.json'), JSON.stringify(record));
    try {
      const children = new Children({ stateDir: folder, logDir: folder });
      expect(await children.recover()).toEqual(['server']);
      expect(isAlive(orphan.pid ?? 0)).toBe(false);
      expect(isAlive(stranger.pid ?? 0)).toBe(true);
    } finally {
      stranger.kill('SIGKILL');
    }
  });
});

describe('交给各进程的环境', () => {
  it('服务和后台任务得不到数据库属主的地址，也得不到别处的数据库设置', () => {
    const secrets = {
      superuser: 'a',
      owner: 'b',
      staff: 'c',
      public: 'd',
      nextAuth: 'e',
      dataKeys: 'f',
      lookupKey: 'g',
    };
    const env = {
      PATH: '/bin',
      DATABASE_URL_OWNER: 'postgresql://elsewhere',
      PGHOST: 'elsewhere',
      GONGKAI_NOW: 'x',
      GONGKAI_DATA_KEYS: 'elsewhere',
    };
    const { common, withOwner } = trialEnvironment({ dataDir: '/d', secrets, databasePort: 1, port: 2, env });
    expect(Object.keys(common).sort()).toEqual(
      [
        ...[
          'DATABASE_URL_PUBLIC',
          'DATABASE_URL_STAFF',
          'GONGKAI_BASE_URL',
          'GONGKAI_DATA_DIR',
          'GONGKAI_DATA_KEYS',
          'GONGKAI_DEMO_ACCOUNTS',
          'GONGKAI_LOOKUP_KEY',
          'GONGKAI_MODE',
        ],
        ...[
          'GONGKAI_NOW',
          'HOSTNAME',
          'NEXTAUTH_SECRET',
          'NEXTAUTH_URL',
          'NEXT_TELEMETRY_DISABLED',
          'NODE_ENV',
        ],
        ...['PATH', 'PORT'],
      ].sort(),
    );
    expect(common.GONGKAI_DATA_KEYS).toBe('f');
    expect(withOwner.DATABASE_URL_OWNER).toBe('postgresql://gongkai_owner:b@127.0.0.1:1/gongkai');
  });
});

describe('数据库角色', () => {
  it('除三个角色外，谁也连不上数据库；只有属主能在里面建模式', async () => {
    const { createTestDatabase } = await import('../support/database');
    const { default: pg } = await import('pg');
    const database = await createTestDatabase();
    const query = async (url: string, sql: string) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        return await client.query(sql);
      } finally {
        await client.end();
      }
    };
    try {
      await query(database.superuserUrl, "CREATE ROLE outsider LOGIN PASSWORD 'x'");
      const outsider = new URL(database.publicUrl);
      outsider.username = 'outsider';
      outsider.password = 'x';
      await expect(query(outsider.href, 'SELECT 1')).rejects.toThrow(/permission denied for database/);
      for (const url of [database.staffUrl, database.publicUrl]) {
        await expect(query(url, 'CREATE SCHEMA mine')).rejects.toThrow(/permission denied/);
        await expect(query(url, 'CREATE TEMP TABLE mine (n int)')).rejects.toThrow(/permission denied/);
        await expect(query(url, 'CREATE TABLE public.mine (n int)')).rejects.toThrow(/permission denied/);
        const other = new URL(url);
        other.pathname = '/postgres';
        await expect(query(other.href, 'SELECT 1')).rejects.toThrow(/permission denied for database/);
      }
      await expect(query(database.ownerUrl, 'CREATE SCHEMA mine')).resolves.toBeDefined();
      const usage = "SELECT has_schema_privilege('gongkai_public', 'public', 'USAGE') AS may";
      expect((await query(database.ownerUrl, usage)).rows).toEqual([{ may: false }]);
    } finally {
      await query(database.superuserUrl, 'DROP ROLE IF EXISTS outsider');
      await database.drop();
    }
  });
});
