import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GET as exportHealth } from '@/app/(staff)/office/(desk)/health/csv/route';
import { recordOpening } from '@/lib/approvals/commands/record-opening';
import { type Actor, ROLES, type Role } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { findGateReport } from '@/lib/statistics/queries';
import { defaultPeriod } from '@/lib/statistics/rules/period';
import {
  decide,
  draftItem,
  edit,
  getRound,
  makeOrgan,
  makePerson,
  openTestOffice,
  publishNew,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../support/factories';

/* How the gate does: for who answers for it, of their own organ only; page and export alike. */

const READERS: readonly Role[] = ['head_of_organ', 'disclosure_leader', 'office_head', 'reviewer_l3'];

const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  await makeOrgan(staff);
  await publishNew(organ);
  const itemId = await draftItem(organ);
  await submit(organ, itemId);
  await recordOpening(organ.cast.l1, (await getRound(itemId)).id);
  unwrap(await decide(organ, itemId));
  await edit(organ, itemId);
});
afterAll(() => office.close());

const period = () => defaultPeriod(civilDate(currentTime()));
async function signIn(person: Actor): Promise<void> {
  browser.sessionId = `session of ${person.personId}`;
  const { rows } = await staff.query<{ id: string }>(
    `INSERT INTO office.account (person_id, login, password_hash, must_change_password)
     VALUES ($1, $2, 'unusable', false) RETURNING id`,
    [person.personId, person.personId],
  );
  await staff.query(
    'INSERT INTO office.session (id, account_id, created_at, last_seen_at) VALUES ($1, $2, now(), now())',
    [sha256Hex(browser.sessionId), rows[0]?.id],
  );
}
const get = (query = '') => exportHealth(new Request(`http://127.0.0.1/office/health/csv${query}`));

describe('审核质量', () => {
  it.each(ROLES)('%s：只有对审核负责的人看得到', async (role) => {
    const person = await makePerson(staff, organ, `试 ${role}`, [role]);
    const report = await findGateReport(person, period());
    expect(report !== null).toBe(READERS.includes(role));
    await signIn(person);
    expect((await get()).status).toBe(READERS.includes(role) ? 200 : 404);
  });

  it('没有登录：什么也看不到', async () => {
    browser.sessionId = null;
    const answer = await get();
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe('请先登录。');
  });

  it('数字来自真实的记录：意见、用时、被修改作废的一轮', async () => {
    const report = await findGateReport(organ.cast.head, period());
    expect(report?.published).toBe(1);
    expect(report?.health.submitted).toBe(2);
    expect(report?.health.ended).toEqual({ returned: 0, edited: 1, published: 1, cancelled: 0 });
    const first = report?.health.steps.find(({ key }) => key === 'l1');
    expect(first).toMatchObject({ decisions: 2, timed: 1, timedPasses: 1, quickPasses: 1, returned: 0 });
    expect(report?.health.total.decisions).toBe(5);
    expect(report?.errors.items).toBe(0);
  });
});

describe('GET /office/health/csv', () => {
  it('表格，不留在缓存里；看不懂的时段说明原因', async () => {
    await signIn(await makePerson(staff, organ, '导出的人', ['office_head']));
    const answer = await get();
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="gate-health-[\d-]+\.csv"$/,
    );
    expect(await answer.text()).toContain('初审 · 一校,2,');
    const bad = await get('?from=2026-02-30&to=2026-03-01');
    expect(bad.status).toBe(400);
    expect(await bad.text()).toContain('请填写存在的日期');
  });

  it('页面和表格一样，别的机关的审核不算在内', async () => {
    const other = await makeOrgan(staff);
    const report = await findGateReport(other.cast.head, period());
    expect(report?.health).toMatchObject({ submitted: 0, steps: [] });
    expect(report?.published).toBe(0);
  });
});
