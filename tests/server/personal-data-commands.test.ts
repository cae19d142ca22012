import { spawn } from 'node:child_process';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeIdentity } from '@/lib/personal-data/commands/store-identity';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { inTransaction } from '@/lib/platform/database';
import { archiveOn, fileCase } from '../db/personal-data/scene';
import { makeOrgan, openTestOffice, type TestOffice, type TestOrgan, unwrap } from '../support/factories';
import { TEST_KEYS } from '../support/keys';

const root = path.resolve(import.meta.dirname, '../..');
const NEWER = `2:${Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 53 + 7) % 256)).toString('base64')}`;
const NUMBER = inventedIdNumber(42);

let office: TestOffice;
let staff: pg.Client;
let owner: pg.Client;
let organ: TestOrgan;

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  owner = await office.connect('owner');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

type Ended = { status: number | null; stdout: string; stderr: string };

function gongkai(args: string[], changes: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, GONGKAI_MODE: 'trial', ...changes };
    const child = spawn(process.execPath, ['bin/gongkai.mjs', ...args], { cwd: root, env, stdio: 'pipe' });
    const ended: Ended = { status: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (ended.stdout += chunk));
    child.stderr.on('data', (chunk) => (ended.stderr += chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ ...ended, status }));
  });
}

async function planted(): Promise<string> {
  const applicationId = await fileCase(staff, organ);
  const input = { applicationId, party: 'applicant', idKind: 'resident_id_card', idNumber: NUMBER } as const;
  unwrap(await inTransaction((tx) => storeIdentity(tx, input)));
  return applicationId;
}

describe('gongkai keys rotate', () => {
  it('换到新密钥之下，报告件数；没有旧密钥时说有几项打不开，以 1 退出', async () => {
    await planted();
    const without = await gongkai(['keys', 'rotate', '--json'], { GONGKAI_DATA_KEYS: NEWER });
    expect(without.status).toBe(1);
    expect(JSON.parse(without.stdout)).toMatchObject({
      keyNo: 2,
      renewed: { identity: 0 },
      failed: { identity: 1 },
    });
    const both = { GONGKAI_DATA_KEYS: `${NEWER},${TEST_KEYS.GONGKAI_DATA_KEYS}` };
    const done = await gongkai(['keys', 'rotate'], both);
    expect(done.status).toBe(0);
    expect(done.stdout).toContain('证件号码\t更换 1\t打不开 0');
    expect(done.stderr).toContain('全部在密钥 2 之下');
    expect((await gongkai(['keys', 'rotate', '--json'], { GONGKAI_DATA_KEYS: NEWER })).status).toBe(0);
    expect(done.stdout + done.stderr + without.stdout + without.stderr).not.toContain(NUMBER.slice(0, 10));
  });

  it('没有密钥、没有这个子命令，各说一句话', async () => {
    const none = await gongkai(['keys', 'rotate'], { GONGKAI_DATA_KEYS: '' });
    expect(none).toMatchObject({ status: 2, stdout: '' });
    expect(none.stderr).toContain('GONGKAI_DATA_KEYS');
    expect(await gongkai(['keys', 'show'])).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('gongkai retention', () => {
  it('预告不改动数据；执行之后再预告，就没有了', async () => {
    const id = await planted();
    await archiveOn(owner, id, '2000-06-01');
    const preview = await gongkai(['retention', '--preview', '--json']);
    expect(preview.status).toBe(0);
    expect(JSON.parse(preview.stdout)).toMatchObject([
      { applicationId: id, termEnds: '2010-12-31', isOver: true, identities: 1, files: 0, parties: 1 },
    ]);
    const again = await gongkai(['retention', '--preview']);
    expect(again.stdout).toContain('归档期到 2010-12-31（已满）');
    const done = await gongkai(['retention', '--json']);
    expect(JSON.parse(done.stdout)).toMatchObject({ cases: 1, things: 2 });
    expect(JSON.parse((await gongkai(['retention', '--preview', '--json'])).stdout)).toEqual([]);
    const { rows } = await staff.query('SELECT DISTINCT erased_by FROM office.personal_data_erasure');
    expect(rows).toEqual([{ erased_by: expect.stringContaining('命令行') }]);
  });

  it('写错的日期说一句话', async () => {
    const wrong = await gongkai(['retention', '--preview', '--until', '2026-02-30']);
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain('2026-12-31');
  });
});
