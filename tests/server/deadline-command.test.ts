import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongkai-deadline-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** Runs `gongkai deadline` with nothing of a database. */
function deadline(
  args: string[],
  input = '',
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const { PATH, HOME } = process.env;
  const env = {
    NODE_ENV: 'test',
    PATH,
    HOME,
    GONGKAI_MODE: 'trial',
    GONGKAI_NOW: '2026-03-25T09:00:00+08:00',
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['bin/gongkai.mjs', 'deadline', ...args], {
      cwd: root,
      env: env as NodeJS.ProcessEnv,
      stdio: 'pipe',
    });
    const ended = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (ended.stdout += chunk));
    child.stderr.on('data', (chunk) => (ended.stderr += chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ ...ended, status }));
    child.stdin.end(input);
  });
}

function file(name: string, value: unknown): string {
  const full = path.join(folder, name);
  fs.writeFileSync(full, typeof value === 'string' ? value : JSON.stringify(value));
  return full;
}

const CASE = {
  receivedVia: 'internet',
  asOf: '2026-03-25',
  events: [
    { type: 'submitted', date: '2026-03-01' },
    { type: 'received', date: '2026-03-02' },
    { type: 'consultation_sent', id: 'a', to: 'third_party', date: '2026-03-09' },
    { type: 'consultation_served', id: 'a', date: '2026-03-11' },
    { type: 'consultation_answered', id: 'a', date: '2026-03-24' },
  ],
};
const LATE = { receivedVia: 'fax', events: [{ type: 'received', date: '2026-12-01' }] };

describe('gongkai deadline', () => {
  it('一件：标准输出只有 JSON，键名和次序如约定，证明每行四个键', async () => {
    const { status, stdout, stderr } = await deadline([file('a.json', CASE), '--json']);
    const { proof, ...dates } = JSON.parse(stdout);
    expect([status, stderr]).toEqual([0, '']);
    expect(dates).toEqual({
      replyDue: '2026-04-15',
      supplementNoticeDue: '2026-03-11',
      consultationDue: { a: '2026-04-01' },
      supplementDue: null,
      paymentDue: null,
      provisional: false,
      status: 'running',
      overdueDays: 0,
      flags: [],
      riskDate: null,
      refused: [],
    });
    expect(proof[0]).toEqual({ date: '2026-03-03', counted: true, n: 1, why: '工作日' });
    expect([proof.length, proof.at(-1)]).toEqual([
      44,
      { date: '2026-04-15', counted: true, n: 20, why: '工作日' },
    ]);
    expect(proof.find((day: { date: string }) => day.date === '2026-04-06')).toEqual({
      date: '2026-04-06',
      counted: false,
      why: '清明节放假',
    });
  });

  it('没有写计算日的，按程序的时钟；标准输入写 -', async () => {
    const input = JSON.stringify({ receivedVia: 'fax', events: [{ type: 'received', date: '2026-02-02' }] });
    const { status, stdout } = await deadline(['-', '--json'], input);
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      { replyDue: '2026-03-06', status: 'overdue', overdueDays: 19 },
    ]);
  });

  it('几件：按次序给出一个数组；有读不了的，那一处是错误，其余照答，退出码 2', async () => {
    const ok = file('ok.json', CASE);
    const files = [ok, file('bad.json', '{'), file('late.json', LATE), path.join(folder, 'none.json'), ok];
    const { status, stdout } = await deadline([...files, '--json']);
    const answers = JSON.parse(stdout);
    expect([status, answers.map((one: { replyDue?: string }) => one.replyDue)]).toEqual([
      2,
      ['2026-04-15', undefined, undefined, undefined, '2026-04-15'],
    ]);
    expect(answers.slice(1, 4).map((one: object) => Object.keys(one))).toEqual([
      ['error'],
      ['error'],
      ['error'],
    ]);
    expect(answers[2].error).toContain('晚于计算日');
    const both = await deadline([ok, ok, '--json']);
    expect([both.status, JSON.parse(both.stdout).length]).toEqual([0, 2]);
  });

  it.each([
    ['不是 JSON', '{'],
    ['不认识的事件', { receivedVia: 'fax', events: [{ type: 'x', date: '2026-03-02' }] }],
    ['晚于计算日', LATE],
    ['空', ''],
  ])('一件而且%s：标准错误一句话，标准输出为空，退出码 2', async (_, value) => {
    const { status, stdout, stderr } = await deadline([file('one.json', value), '--json']);
    expect([status, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
    expect(stderr.trim()).toMatch(/^[^。]+。$/);
  });

  it('没有文件、多写一个 -：用法错误', async () => {
    expect((await deadline(['--json'])).stderr).toContain('缺少参数：FILE.json');
    expect((await deadline(['-', '-'])).stderr).toContain('只能写一次');
  });

  it('[CAL-5] --calendar：载入下一年的通知以后，暂定的日期变为确定', async () => {
    const one = file('dec.json', {
      receivedVia: 'fax',
      asOf: '2026-12-01',
      events: [{ type: 'received', date: '2026-12-01' }],
    });
    const before = JSON.parse((await deadline([one, '--json'])).stdout);
    expect([before.replyDue, before.provisional]).toEqual(['2026-12-29', true]);
    const notice = 'docs/holiday-notice.example.json';
    const after = JSON.parse((await deadline([one, '--json', '--calendar', notice])).stdout);
    expect([after.replyDue, after.provisional]).toEqual(['2026-12-29', false]);
    const calendar = file('calendar.json', {
      coversFrom: '2026-01-01',
      coversTo: '2026-12-31',
      notices: [],
      days: [{ date: '2026-12-02', kind: 'holiday', name: '试验', source: '试验通知' }],
    });
    const own = JSON.parse((await deadline([one, '--json', '--calendar', calendar])).stdout);
    expect([own.replyDue, own.proof[0].why]).toEqual(['2026-12-30', '试验放假']);
    const spoiled = await deadline([one, '--calendar', file('spoiled.json', [])]);
    expect([spoiled.status, spoiled.stdout]).toEqual([2, '']);
  });

  it('不加 --json：给人看的一行', async () => {
    const { stdout } = await deadline([file('a.json', CASE)]);
    expect(stdout).toContain('期限计算中，答复期限 2026年4月15日（含当日）');
  });
});
