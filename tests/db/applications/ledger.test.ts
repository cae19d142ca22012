import { strFromU8, unzipSync } from 'fflate';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginRegister } from '@/lib/applications/commands/begin-register';
import { logContact } from '@/lib/applications/commands/confirm-receipt';
import { acceptAssignment, assignCase } from '@/lib/applications/commands/handle-case';
import { remindCases } from '@/lib/applications/jobs/remind-cases';
import { canSeeCase } from '@/lib/applications/policy';
import { applicationStatistics, yearsOfCases } from '@/lib/applications/queries/application-statistics';
import { caseNumbersOf, listCases, listHandlers } from '@/lib/applications/queries/list-cases';
import { listWatch } from '@/lib/applications/queries/list-watch';
import { readRegister } from '@/lib/applications/queries/read-register';
import { readLedgerQuery } from '@/lib/applications/rules/ledger-query';
import { type RegisterFormat, registerWriter } from '@/lib/applications/rules/register-file';
import type { WatchKind } from '@/lib/applications/types/watch';
import { addDays } from '@/lib/calendar/rules/civil-dates';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { type CaseCast, fileCase, makeCaseCast } from '../../support/cases';
import {
  codesOf,
  makeOrgan,
  openTestOffice,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';
import { caseOf, submissionOf } from '../../support/numbered-cases';

let office: TestOffice;
let superuser: pg.Client;
let staff: pg.Client;
const today = civilDate(currentTime());
const year = Number(today.slice(0, 4));
let serial = 0;

beforeAll(async () => {
  office = await openTestOffice();
  superuser = await office.connect('superuser');
  staff = await office.connect('staff');
});
afterAll(() => office.close());

/** An organ of its own for each test: lists hold what the test made and nothing else. */
async function setting(): Promise<{ organ: TestOrgan; cast: CaseCast }> {
  const organ = await makeOrgan(staff);
  return { organ, cast: await makeCaseCast(staff, organ) };
}
async function make(actor: Actor, input: Parameters<typeof caseOf>[2] = {}): Promise<string> {
  serial += 1;
  return (await caseOf(actor, serial, input)).id;
}
/** Puts facts into a case as acts of other parts would. */
async function force(table: string, id: string, set: string): Promise<void> {
  const key = table === 'application' ? 'id' : 'application_id';
  await superuser.query('SET session_replication_role = replica');
  await superuser.query(`UPDATE office.${table} SET ${set} WHERE ${key} = $1`, [id]);
  await superuser.query('SET session_replication_role = origin');
}
const ids = async (actor: Actor, params: Record<string, string> = {}) =>
  (await listCases(actor, readLedgerQuery(params))).rows.map(({ id }) => id);

describe('台账', () => {
  it('最新的在前，写明编号、申请人、内容、期限；证件号码只有掩码', async () => {
    const { cast } = await setting();
    const first = await make(cast.handler, { title: '老旧小区改造计划', name: '欧阳娜娜' });
    const second = await make(cast.handler, { title: '公交线路调整方案', name: '李四' });
    const { rows, total, isMore } = await listCases(cast.legal, readLedgerQuery({}));
    expect(rows.map(({ id }) => id)).toEqual([second, first]);
    expect({ total, isMore }).toEqual({ total: 2, isMore: false });
    expect(rows[1]).toMatchObject({
      applicationNo: `SQ${year}-0001`,
      state: 'in_hand',
      light: 'green',
      overdueDays: 0,
      body: { applicantName: '欧阳娜娜', request: '老旧小区改造计划', handlerName: 'handler' },
    });
    expect(rows[1]?.daysLeft).toBe(20);
    expect(rows[1]?.body?.idHint).toMatch(/^4105\*+\d{3}[\dX]$/);
    expect(JSON.stringify(rows)).not.toMatch(/\d{17}[\dX]/);
  });

  it('按编号、姓名、内容找，别的机关的找不到', async () => {
    const { cast } = await setting();
    const other = (await setting()).cast;
    const bus = await make(cast.handler, { title: '公交线路调整方案', name: '欧阳娜娜' });
    const tree = await make(cast.handler, { title: '行道树修剪合同', name: '李四' });
    await make(other.handler, { title: '公交线路调整方案' });
    expect(await ids(cast.handler, { q: '线路调整' })).toEqual([bus]);
    expect(await ids(cast.handler, { q: '欧阳' })).toEqual([bus]);
    expect(await ids(cast.handler, { q: `SQ${year}-0002` })).toEqual([tree]);
    expect(await ids(cast.handler, { q: `tj${year}-` })).toEqual([tree, bus]);
    expect(await ids(cast.handler, { q: '，' })).toEqual([]);
    expect(await ids(cast.handler, { q: `' & | !` })).toEqual([]);
  });

  it('按阶段、承办人、渠道、结果、年份筛', async () => {
    const { cast } = await setting();
    const fax = await make(cast.handler, { channel: 'fax' });
    const own = await make(cast.handlerB);
    serial += 1;
    const waiting = (await submissionOf(cast.handler, serial)).id;
    const done = await make(cast.handler);
    await force('application', done, `state = 'replied', outcome = 'partial', replied_on = '${today}'`);
    expect(await ids(cast.handler, { channel: 'fax' })).toEqual([fax]);
    expect(await ids(cast.head, { handler: cast.handlerB.personId })).toEqual([own]);
    expect(await ids(cast.head, { handler: 'none' })).toEqual([waiting]);
    expect(await ids(cast.handlerB, { mine: '1' })).toEqual([own]);
    expect(await ids(cast.head, { group: 'unconfirmed' })).toEqual([waiting]);
    expect(await ids(cast.head, { group: 'open' })).toEqual([own, fax]);
    expect(await ids(cast.head, { group: 'closed' })).toEqual([done]);
    expect(await ids(cast.head, { outcome: 'partial' })).toEqual([done]);
    expect(await ids(cast.head, { year: String(year) })).toEqual([done, own, fax]);
    expect(await ids(cast.head, { year: String(year - 1) })).toEqual([]);
    expect((await listHandlers(cast.head)).map(({ name }) => name)).toEqual(['handler', 'handlerB']);
  });

  it('[REG-33-6] 灯按期限算，按期限排序时最急的在前，答复了的不在内', async () => {
    const { cast } = await setting();
    const made: Record<string, string> = {};
    for (const [light, due] of Object.entries({
      green: addDays(today, 30),
      yellow: addDays(today, 6),
      orange: today,
      red: addDays(today, -3),
    })) {
      made[light] = await make(cast.handler);
      await force('application_deadline', made[light], `reply_due = '${due}'`);
    }
    const replied = await make(cast.handler);
    await force('application', replied, `state = 'replied', outcome = 'public', replied_on = '${today}'`);
    await force('application_deadline', replied, `reply_due = '${addDays(today, -1)}'`);
    for (const light of ['red', 'orange', 'yellow', 'green']) {
      expect(await ids(cast.handler, { light })).toEqual([made[light]]);
    }
    const due = await listCases(cast.handler, readLedgerQuery({ sort: 'due' }));
    expect(due.rows.map(({ light }) => light)).toEqual(['red', 'orange', 'yellow', 'green']);
    expect(due.rows[0]).toMatchObject({ overdueDays: 3, daysLeft: null });
    const all = await listCases(cast.handler, readLedgerQuery({}));
    expect(all.rows[0]).toMatchObject({ id: replied, light: null, overdueDays: 1 });
  });

  it('限制查看的：别人只见编号、状态、期限一行，也不能靠筛选猜出内容', async () => {
    const { cast, organ } = await setting();
    const id = await make(cast.handlerB, { title: '举报线索处理情况', name: '慕容复' });
    await force('application', id, 'is_restricted = true');
    const { rows } = await listCases(cast.handler, readLedgerQuery({}));
    expect(rows[0]).toMatchObject({ id, applicationNo: `SQ${year}-0001`, state: 'in_hand', body: null });
    expect(JSON.stringify(rows)).not.toMatch(/慕容|举报|handlerB/);
    for (const params of [
      { q: '慕容复' },
      { q: '举报线索' },
      { handler: cast.handlerB.personId },
      { channel: 'in_person' },
      { year: String(year) },
    ] as Record<string, string>[]) {
      expect(await ids(cast.head, params)).toEqual([]);
      expect(await ids(cast.handlerB, params)).toEqual([id]);
    }
    expect(await ids(cast.head, { q: `SQ${year}` })).toEqual([id]);
    await staff.query(
      `INSERT INTO office.application_access (application_id, person_id, granted_by, granted_at) VALUES ($1, $2, $3, now())`,
      [id, cast.legal.personId, cast.handlerB.personId],
    );
    const facts = {
      organId: organ.id,
      isRestricted: true,
      handlerId: cast.handlerB.personId,
      named: [cast.legal.personId],
    };
    for (const actor of Object.values(cast)) {
      const [row] = (await listCases(actor, readLedgerQuery({}))).rows;
      expect(row?.body !== null, actor.name).toBe(canSeeCase(actor, facts));
    }
  });

  it('没有这类职责的人什么也看不到', async () => {
    const { cast, organ } = await setting();
    const id = await make(cast.handler);
    const { author } = organ.cast;
    expect(await listCases(author, readLedgerQuery({}))).toEqual({ rows: [], total: 0, isMore: false });
    expect(await listWatch(author)).toEqual([]);
    expect(await applicationStatistics(author, year)).toBeNull();
    expect(await yearsOfCases(author)).toEqual([]);
    expect(await listHandlers(author)).toEqual([]);
    expect(await caseNumbersOf(author, [id])).toEqual(new Map());
    expect(await caseNumbersOf(cast.head, [id])).toEqual(new Map([[id, `SQ${year}-0001`]]));
    expect(codesOf(await beginRegister(author, { format: 'csv', filter: {} }))).toEqual(['ledger_not_yours']);
    for await (const batch of readRegister(author, {})) expect(batch).toEqual([]);
  });

  it('分页不重不漏', async () => {
    const { cast } = await setting();
    const made: string[] = [];
    for (let at = 0; at < 23; at += 1) made.unshift((await fileCase(cast.handler)).id);
    const first = await listCases(cast.handler, readLedgerQuery({}));
    const second = await listCases(cast.handler, readLedgerQuery({ page: '2' }));
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(made);
    expect(second.total).toBe(23);
  });
});

describe('关注清单', () => {
  const counts = async (actor: Actor) =>
    Object.fromEntries((await listWatch(actor)).map(({ kind, total }) => [kind, total])) as Record<
      WatchKind,
      number
    >;
  const NONE = {
    unopened: 0,
    unconfirmed: 0,
    unaccepted: 0,
    unsent: 0,
    returned: 0,
    supplement_unconfirmed: 0,
    supplement_overdue: 0,
    payment_overdue: 0,
  };

  it('办得好的机关，每一项都是零', async () => {
    const { cast } = await setting();
    await make(cast.handler);
    serial += 1;
    await submissionOf(cast.handler, serial);
    expect(await counts(cast.head)).toEqual(NONE);
  });

  it('网上提交没有人打开过的；联系过一次就不再列', async () => {
    const { cast } = await setting();
    const { id } = await fileCase(cast.handler, { channel: 'internet' });
    await force('application_event', id, `actor_kind = 'applicant', person_id = NULL`);
    expect(await counts(cast.head)).toEqual({ ...NONE, unopened: 1 });
    unwrap(
      await logContact(cast.handler, {
        caseId: id,
        onDate: today,
        how: '电话',
        result: '无人接听',
        reached: false,
      }),
    );
    expect(await counts(cast.head)).toEqual(NONE);
  });

  it('[REG-31-1] 过了联系期限还没有确认的', async () => {
    const { cast } = await setting();
    const { id } = await fileCase(cast.handler, { channel: 'internet' });
    await force('application', id, `submitted_at = now() - interval '20 days'`);
    expect(await counts(cast.head)).toEqual({ ...NONE, unconfirmed: 1 });
    const [group] = (await listWatch(cast.head)).filter(({ total }) => total > 0);
    expect(group?.entries[0]).toMatchObject({ since: addDays(today, -20), row: { id } });
  });

  it('分派了没有人接受的；接受了就不再列', async () => {
    const { cast } = await setting();
    const id = await make(cast.handler);
    unwrap(await assignCase(cast.head, { caseId: id, handlerId: cast.handlerB.personId, reason: '分工' }));
    expect(await counts(cast.head)).toEqual({ ...NONE, unaccepted: 1 });
    unwrap(await acceptAssignment(cast.handlerB, { caseId: id }));
    expect(await counts(cast.head)).toEqual(NONE);
  });

  it('[REG-30-6] [FEE-8] 补正、缴费逾期没有办结的；最后一天不算逾期', async () => {
    const { cast } = await setting();
    const supplement = await make(cast.handler);
    const payment = await make(cast.handler);
    await force('application', supplement, `state = 'awaiting_supplement'`);
    await force('application', payment, `state = 'awaiting_payment'`);
    await force('application_deadline', supplement, `supplement_due = '${today}'`);
    await force('application_deadline', payment, `payment_due = '${today}'`);
    expect(await counts(cast.head)).toEqual(NONE);
    await force('application_deadline', supplement, `supplement_due = '${addDays(today, -1)}'`);
    await force('application_deadline', payment, `payment_due = '${addDays(today, -1)}'`);
    expect(await counts(cast.head)).toEqual({ ...NONE, supplement_overdue: 1, payment_overdue: 1 });
  });
});

describe('提醒', () => {
  const told = async (organId: string) =>
    (
      await superuser.query<{ name: string; kind: string; application_id: string }>(
        `SELECT p.name, n.kind, n.application_id FROM office.notice n JOIN office.person p ON p.id = n.person_id
         WHERE n.kind LIKE 'case%' AND n.organ_id = $1 ORDER BY n.kind, p.name`,
        [organId],
      )
    ).rows.map(({ name, kind }) => `${kind} ${name}`);

  it('[REG-33-6] 黄、橙、红各提醒承办人一次，红的还有负责人；分派第二天没有接受的告诉负责人', async () => {
    const { cast, organ } = await setting();
    const id = await make(cast.handler);
    const working = await superuser.query<{ n: number }>(
      `SELECT extract(isodow FROM office.today())::int AS n`,
    );
    const isDayOff = (working.rows[0]?.n ?? 1) > 5;
    await force('application_deadline', id, `reply_due = '${today}'`);
    await remindCases();
    if (isDayOff) return expect(await told(organ.id)).toEqual([]);
    expect(await told(organ.id)).toEqual(['case_due_urgent handler']);
    expect(await remindCases()).toBe(0);
    await force('application_deadline', id, `reply_due = '${addDays(today, -1)}'`);
    await remindCases();
    expect(await told(organ.id)).toEqual([
      'case_due_urgent handler',
      'case_overdue handler',
      'case_overdue head',
      'case_overdue headB',
      'case_overdue officeHead',
    ]);
    unwrap(await assignCase(cast.head, { caseId: id, handlerId: cast.handlerB.personId, reason: '分工' }));
    await force(
      'application_event',
      id,
      `on_date = CASE action WHEN 'assign' THEN on_date - 3 ELSE on_date END`,
    );
    await remindCases();
    expect(await told(organ.id)).toEqual([
      'case_due_urgent handler',
      'case_not_accepted head',
      'case_not_accepted headB',
      'case_not_accepted officeHead',
      'case_overdue handler',
      'case_overdue head',
      'case_overdue headB',
      'case_overdue officeHead',
    ]);
    expect(await remindCases()).toBe(0);
  });
});

describe('登记台账导出', () => {
  async function file(format: RegisterFormat, actor: Actor): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    const writer = registerWriter(format, (bytes) => void parts.push(bytes));
    for await (const batch of readRegister(actor, {})) writer.rows(batch);
    writer.end();
    return new Uint8Array(Buffer.concat(parts));
  }

  it('Excel 和 CSV 都不含证件号码，也没有公式；限制查看的只有编号、状态、期限', async () => {
    const { cast } = await setting();
    await make(cast.handler, { title: '=cmd|"/c calc"!A1', name: '@SUM(A1)' });
    const hidden = await make(cast.handlerB, { title: '举报线索', name: '慕容复' });
    await force('application', hidden, 'is_restricted = true');
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file('csv', cast.handler));
    expect(csv.startsWith('\uFEFF申请编号,')).toBe(true);
    expect(csv).toContain(`"'=cmd|""/c calc""!A1"`);
    expect(csv).toContain(`'@SUM(A1)`);
    const sheet = strFromU8(
      unzipSync(await file('xlsx', cast.handler))['xl/worksheets/sheet1.xml'] ?? new Uint8Array(),
    );
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('<c r="G3" s="2" t="inlineStr"><is><t>=cmd|&quot;/c calc&quot;!A1</t></is></c>');
    for (const text of [csv, sheet]) {
      expect(text).not.toMatch(/\d{17}[\dX]|4105\*|慕容|举报|0372-0000000/);
      expect(text).toContain('限制查看');
    }
  });

  it('谁导出记在日志里，找的什么词不记', async () => {
    const { cast } = await setting();
    unwrap(await beginRegister(cast.handler, { format: 'xlsx', filter: { q: '张三', year: 2026 } }));
    const { rows } = await superuser.query<{ entry: string }>(
      `SELECT entry FROM office.audit_entry WHERE chain = $1 AND entry::jsonb ->> 'action' = 'export_register'`,
      [cast.handler.organId],
    );
    expect(JSON.parse(rows[0]?.entry ?? '{}').detail).toEqual({
      format: 'xlsx',
      filter: { year: 2026, searched: true },
    });
    expect(rows[0]?.entry).not.toContain('张三');
  });
});

describe('一年的统计', () => {
  it('按月、渠道、结果、逾期，各是一条查询；更正和重作的不算', async () => {
    const { cast } = await setting();
    const set = async (input: Parameters<typeof make>[1], facts: string, due: string) => {
      const id = await make(cast.handler, input);
      await force('application', id, facts);
      await force('application_deadline', id, `reply_due = '${due}'`);
    };
    const done = (on: string, received: string, outcome = 'public') =>
      `state = 'replied', receipt_date = '${received}', replied_on = '${on}', outcome = '${outcome}'`;
    await set({}, done('2024-03-29', '2024-03-01'), '2024-03-29');
    await set({ channel: 'fax' }, done('2024-04-05', '2024-03-04', 'partial'), '2024-04-01');
    await set({}, done('2024-01-05', '2023-12-20'), '2024-01-17');
    await set({}, `${done('2024-05-01', '2024-04-01')}, kind = 'record_correction'`, '2024-04-02');
    await set({}, `receipt_date = '2024-12-30'`, '2025-02-05');
    const statistics = await applicationStatistics(cast.head, 2024);
    expect(statistics?.months.filter(({ received, replied }) => received + replied > 0)).toEqual([
      { month: 1, received: 0, replied: 1 },
      { month: 3, received: 2, replied: 1 },
      { month: 4, received: 0, replied: 1 },
      { month: 12, received: 1, replied: 0 },
    ]);
    expect(statistics?.channels).toEqual([
      { channel: 'in_person', count: 2 },
      { channel: 'fax', count: 1 },
    ]);
    expect(statistics?.outcomes).toEqual([
      { outcome: 'public', count: 2 },
      { outcome: 'partial', count: 1 },
    ]);
    expect(statistics?.lateness).toEqual({
      inTime: 2,
      late: 1,
      lateDays: 4,
      worstDays: 4,
      openLate: 1,
      open: 1,
    });
    expect(await yearsOfCases(cast.head)).toEqual([2024, 2023]);
  });
});
