import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typescriptArguments } from '../../scripts/lib/typescript.mjs';
import {
  approveItem,
  makeOrgan,
  openTestOffice,
  publishNew,
  schedule,
  type TestOffice,
  type TestOrgan,
} from '../support/factories';

const root = path.resolve(import.meta.dirname, '../..');
const fixture = (name: string) => path.join(root, 'tests/fixtures/annual-reports', `${name}.json`);
let folder: string;
let office: TestOffice;
let superuser: pg.Client;
let organ: TestOrgan;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-cli-'));
  office = await openTestOffice();
  superuser = await office.connect('superuser');
  organ = await makeOrgan(await office.connect('staff'));
  environment = {
    ...process.env,
    GONGKAI_MODE: 'trial',
    GONGKAI_DATA_DIR: folder,
    DATABASE_URL_OWNER: office.database.ownerUrl,
  };
});
afterAll(async () => {
  await office.close();
  fs.rmSync(folder, { recursive: true });
});

type Ended = { status: number | null; stdout: string; stderr: string };

function run(args: string[], env: NodeJS.ProcessEnv, input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'pipe' });
    const ended: Ended = { status: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (ended.stdout += chunk));
    child.stderr.on('data', (chunk) => (ended.stderr += chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ ...ended, status }));
    child.stdin.end(input);
  });
}

const gongkai = (args: string[], env = environment, input?: string) =>
  run(['bin/gongkai.mjs', ...args], env, input);

/** Nothing of a database, and a place without a trial. */
function bare(): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { NODE_ENV: 'test', PATH, HOME, GONGKAI_DATA_DIR: path.join(folder, 'none') };
}

describe('npx gongkai', () => {
  it('--help 用中文列出命令', async () => {
    const { status, stdout } = await gongkai(['--help'], bare());
    expect([status, stdout.includes('用法：npx gongkai')]).toEqual([0, true]);
  });

  it.each([
    [['nonsense'], '没有命令“nonsense”'],
    [[], '请写明命令'],
    [['toString'], '没有命令“toString”'],
    [['report', 'check'], '缺少参数：FILE.json'],
    [['report', 'check', 'x.json', '--what'], '选项 --what'],
    [['report', 'check', '/nowhere.json', '--json'], '文件不存在'],
    [['report', 'import', '/nowhere.txt'], '文件不存在'],
    [
      ['report', 'import', 'tests/fixtures/annual-reports/050.txt', '--json'],
      '缺少：表三“6.属于四类过程性信息”以后',
    ],
    [['report', 'import', 'tests/fixtures/annual-reports/000.txt', '--year', '2022'], '这是2023年度的报告'],
    [['user', 'add', '--login', 'x'], '缺少选项'],
  ])('%j：一句话，退出码 2，标准输出为空', async (args, sentence) => {
    const { status, stdout, stderr } = await gongkai(args, bare());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('report check 不需要数据库；--json 时标准输出只有 JSON', async () => {
    const faulty = JSON.parse(fs.readFileSync(fixture('002'), 'utf8')).arithmetic_errors;
    const wrong = await gongkai(['report', 'check', fixture('002'), '--json'], bare());
    expect([wrong.status, JSON.parse(wrong.stdout)]).toEqual([1, { violations: faulty }]);
    const right = await gongkai(
      ['report', 'check', '-', '--json'],
      bare(),
      fs.readFileSync(fixture('000'), 'utf8'),
    );
    expect([right.status, right.stdout]).toEqual([0, '{"violations":[]}\n']);
    const spoiled = path.join(folder, 'spoiled.json');
    fs.writeFileSync(spoiled, '{');
    expect((await gongkai(['report', 'check', spoiled], bare())).status).toBe(2);
  });

  it('report import 从标准输入读任何一种文件，打印交换格式；check 接着核对', async () => {
    const text = fs.readFileSync(fixture('002').replace('.json', '.txt'), 'utf8');
    const read = await gongkai(['report', 'import', '-', '--json'], bare(), text);
    expect([read.status, read.stderr]).toEqual([0, '']);
    const report = JSON.parse(read.stdout);
    expect(report).toMatchObject({
      year: 2020,
      format: '2019',
      questions: expect.any(Array),
      notes: expect.any(String),
    });
    const checked = await gongkai(['report', 'check', '-', '--json'], bare(), read.stdout);
    const { arithmetic_errors } = JSON.parse(fs.readFileSync(fixture('002'), 'utf8'));
    expect([checked.status, JSON.parse(checked.stdout).violations]).toEqual([1, arithmetic_errors]);
  });

  it('report export 写出 Word，再读进来是同一份；不写格式、写两种格式都不写', async () => {
    const out = path.join(folder, 'report.docx');
    const source = fixture('048');
    expect((await gongkai(['report', 'export', source, '--docx', out], bare())).status).toBe(0);
    const again = await gongkai(['report', 'import', out, '--json'], bare());
    expect(JSON.parse(again.stdout).table3).toEqual(JSON.parse(fs.readFileSync(source, 'utf8')).table3);
    for (const flags of [[], ['--docx', '--xlsx']]) {
      const refused = await gongkai(
        ['report', 'export', source, path.join(folder, 'none'), ...flags],
        bare(),
      );
      expect([refused.status, refused.stderr.trim()]).toEqual([
        2,
        '请写明一种格式：--docx、--xlsx 或 --json。',
      ]);
    }
    expect(fs.existsSync(path.join(folder, 'none'))).toBe(false);
    const json = await gongkai(['report', 'export', source, '-', '--json'], bare());
    expect(JSON.parse(json.stdout)).toMatchObject({ year: 2023, format: 'mixed' });
  });

  it('organ add、user add：建立机关和第一个管理员，口令只显示一次', async () => {
    const file = path.join(folder, 'organ.json');
    const example = JSON.parse(fs.readFileSync('docs/organ.example.json', 'utf8'));
    fs.writeFileSync(file, JSON.stringify({ ...example, is_default_site: false }));
    const added = await gongkai(['organ', 'add', file, '--json']);
    expect([added.status, Object.keys(JSON.parse(added.stdout))]).toEqual([0, ['organ']]);
    const add = ['user', 'add', '--organ', '某区工信局', '--name', '某管', '--post', '系统管理员'];
    const user = await gongkai([...add, '--login', 'admin1', '--roles', 'system_admin']);
    expect(user.status).toBe(0);
    expect(user.stdout).toMatch(/^([a-z]{6}-){3}\d{3}\n$/);
    const twice = await gongkai([...add, '--login', 'admin1', '--roles', 'system_admin']);
    expect([twice.status, twice.stderr.includes('已被使用')]).toEqual([1, true]);
    const two = await gongkai([...add, '--login', 'admin2', '--roles', 'system_admin,author']);
    expect([two.status, two.stderr.includes('三个不同的人')]).toEqual([1, true]);
    expect((await gongkai([...add, '--login', 'admin3', '--roles', 'boss'])).status).toBe(2);
  }, 90_000);

  it('calendar show、calendar load：载入样例是新的一版，再载入就拒绝', async () => {
    const shown = await gongkai(['calendar', 'show', '--json']);
    expect([shown.status, JSON.parse(shown.stdout)]).toMatchObject([
      0,
      { version: 2, coversFrom: '2019-01-01', coversTo: '2026-12-24' },
    ]);
    const load = ['calendar', 'load', 'docs/holiday-notice.example.json', '--json'];
    const preview = await gongkai([...load, '--preview']);
    const nothing = { coversTo: '2027-12-24', cases: 0 };
    expect([preview.status, JSON.parse(preview.stdout)]).toEqual([0, { ...nothing, moved: [] }]);
    const loaded = await gongkai(load);
    expect([loaded.status, JSON.parse(loaded.stdout)]).toEqual([
      0,
      { ...nothing, version: 3, moved: 0, alerts: 0 },
    ]);
    const again = await gongkai(load);
    expect([again.status, again.stdout, again.stderr.includes('已经载入过')]).toEqual([1, '', true]);
    const spoiled = await gongkai(['calendar', 'load', '-'], environment, '{"year": 2028}');
    expect([spoiled.status, spoiled.stdout]).toEqual([2, '']);
  }, 60_000);

  it('user email 设置邮箱；jobs mail 说明有没有配置邮件、有没有发不出去的', async () => {
    const add = [
      'user',
      'add',
      '--organ',
      organ.name,
      '--name',
      '某人',
      '--post',
      '科员',
      '--roles',
      'author',
    ];
    expect((await gongkai([...add, '--login', 'mailer'])).status).toBe(0);
    const email = (...args: string[]) => gongkai(['user', 'email', '--login', 'mailer', ...args]);
    expect((await email('--address', 'a@example.gov.cn')).status).toBe(0);
    const contact = () =>
      superuser.query(
        `SELECT p.email, p.wants_email FROM office.person p JOIN office.account a ON a.person_id = p.id WHERE a.login = 'mailer'`,
      );
    expect((await contact()).rows).toEqual([{ email: 'a@example.gov.cn', wants_email: true }]);
    expect((await email('--address', 'a@example.gov.cn', '--off')).status).toBe(0);
    expect((await contact()).rows).toEqual([{ email: 'a@example.gov.cn', wants_email: false }]);
    expect((await email('--address', 'nobody')).status).toBe(2);
    expect((await email()).status).toBe(0);
    expect((await contact()).rows).toEqual([{ email: null, wants_email: true }]);
    const jobs = await gongkai(['jobs', 'mail', '--json']);
    expect([jobs.status, JSON.parse(jobs.stdout).counts.given_up]).toEqual([0, 0]);
    expect(jobs.stderr).toContain('没有配置邮件');
  }, 90_000);

  it('demo load 不装入正式数据库', async () => {
    const { status, stderr } = await gongkai(['demo', 'load']);
    expect([status, stderr.includes('正式环境的数据库')]).toEqual([1, true]);
    expect(fs.existsSync(path.join(folder, 'demo-accounts.json'))).toBe(false);
  });

  it('audit anchor、audit verify：完整为 0，被改为 1，存证文件不对为 2', async () => {
    await publishNew(organ);
    const anchors = path.join(folder, 'heads.jsonl');
    expect((await gongkai(['audit', 'anchor', anchors])).status).toBe(0);
    const whole = await gongkai(['audit', 'verify', '--json', '--anchor', anchors]);
    expect([whole.status, JSON.parse(whole.stdout).whole]).toEqual([0, true]);

    await superuser.query('SET session_replication_role = replica');
    await superuser.query(`UPDATE office.publication SET published_at = published_at - interval '1 day'`);
    await superuser.query('SET session_replication_role = DEFAULT');
    const broken = await gongkai(['audit', 'verify', '--json']);
    expect([broken.status, JSON.parse(broken.stdout)]).toMatchObject([
      1,
      { whole: false, findings: [{ code: 'record_changed', record: { type: 'publication' } }] },
    ]);
    const told = await gongkai(['audit', 'verify']);
    expect(told.stdout).toContain('记录被改动过');

    fs.writeFileSync(anchors, 'nonsense\n');
    expect((await gongkai(['audit', 'verify', '--anchor', anchors])).status).toBe(2);
  }, 90_000);
});

describe('后台任务', () => {
  it('--once：发布到点的信息，写下日志末尾，每件事一行', async () => {
    const itemId = await approveItem(organ);
    const soon = new Date(Date.now() + 1_500);
    await schedule(organ, itemId, soon);
    const { DATABASE_URL_OWNER: _, ...env } = environment;
    const args = typescriptArguments('worker/main.ts');
    const isDue = new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, soon.getTime() - Date.now()) + 50),
    );
    await isDue;
    const { status, stdout } = await run([...args, '--once'], env as NodeJS.ProcessEnv);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(events).toContainEqual(expect.objectContaining({ event: 'plan_published', item: itemId }));
    expect(events).toContainEqual(expect.objectContaining({ event: 'audit_anchored' }));
    expect(fs.readFileSync(path.join(folder, 'audit-heads.jsonl'), 'utf8')).toContain(organ.id);
  }, 60_000);

  it('SIGTERM 让它干净地结束', async () => {
    const { DATABASE_URL_OWNER: _, ...env } = environment;
    const child = spawn(process.execPath, typescriptArguments('worker/main.ts'), {
      cwd: root,
      env: env as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    const ended = new Promise((resolve) => child.once('close', (...how) => resolve(how)));
    child.stdout.on('data', (chunk) => {
      const wasStarted = output.includes('audit_anchored');
      output += chunk;
      if (!wasStarted && output.includes('audit_anchored')) child.kill('SIGTERM');
    });
    expect(await ended).toEqual([0, null]);
    expect(output).toContain('worker_stopped');
  }, 60_000);
});
