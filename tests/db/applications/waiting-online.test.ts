import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawApplication } from '@/lib/applications/commands/withdraw-application';
import { remindCases } from '@/lib/applications/jobs/remind-cases';
import { newDraft, saveDraft } from '@/lib/applications/public-queries/intake-drafts';
import { actOnOwnCase, findOwnCase, sendOwnSupplement } from '@/lib/applications/public-queries/own-case';
import { listWatch } from '@/lib/applications/queries/list-watch';
import { previewStep } from '@/lib/applications/queries/preview-dates';
import { stateForApplicant } from '@/lib/applications/rules/intake/own-case-words';
import { currentCalendar } from '@/lib/calendar/queries';
import { addDays } from '@/lib/calendar/rules/civil-dates';
import { isWorkingDay } from '@/lib/calendar/rules/working-days';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { type CaseCast, caseInHand, fileCase, goWithoutLetters, makeCaseCast } from '../../support/cases';
import {
  codesOf,
  makeOrgan,
  openTestOffice,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';
import { applyOnline } from '../../support/intake';
import { draft } from '../../support/letter-acts';

/* What an applicant does online reaches the people of the office. */

let office: TestOffice;
let superuser: pg.Client;
let staff: pg.Client;
let isWorking: boolean;
const today = civilDate(currentTime());

beforeAll(async () => {
  office = await openTestOffice();
  superuser = await office.connect('superuser');
  staff = await office.connect('staff');
  await goWithoutLetters(superuser);
  isWorking = isWorkingDay(await currentCalendar(), today);
});
afterAll(() => office.close());

async function setting(): Promise<{ organ: TestOrgan; cast: CaseCast }> {
  const organ = await makeOrgan(staff);
  return { organ, cast: await makeCaseCast(staff, organ) };
}

type Online = Awaited<ReturnType<typeof applyOnline>>;

/** An act of the office, written as its commands write it. */
async function officeAct(
  cast: CaseCast,
  id: string,
  action: string,
  to: string,
  clock: string | null = null,
): Promise<void> {
  await staff.query(
    `INSERT INTO office.application_event (application_id, seq, action, from_state, to_state, on_date, at, actor_kind, person_id,
       person_name, clock, detail)
     VALUES ($1, 0, $2, '', $3, office.today(), now(), 'staff', $4, '', $5, '{}')`,
    [
      id,
      action,
      to,
      cast.handler.personId,
      clock === null ? null : JSON.stringify({ type: clock, date: today }),
    ],
  );
}

/** Submitted online, confirmed by both sides. */
async function received(organ: TestOrgan, cast: CaseCast): Promise<Online> {
  const online = await applyOnline(organ.id);
  await officeAct(cast, online.id, 'log_contact', 'submitted');
  expect(await actOnOwnCase(organ.id, online.key, null, 'confirm')).toBe('confirmed');
  return online;
}

async function awaitingSupplement(organ: TestOrgan, cast: CaseCast): Promise<Online> {
  const online = await received(organ, cast);
  await officeAct(cast, online.id, 'register', 'registered');
  await officeAct(cast, online.id, 'check_application', 'in_hand');
  await officeAct(cast, online.id, 'request_supplement', 'awaiting_supplement', 'supplement_notice');
  return online;
}

async function send({ id, key }: Online, organ: TestOrgan): Promise<void> {
  const sent = newDraft(id);
  const form = randomUUID();
  await saveDraft(organ.id, form, sent, null);
  const text = { title: '', docNo: '', description: '是2025年的年度报告' };
  expect(await sendOwnSupplement(organ.id, key, null, { key: form, draft: sent, text })).toBe('sent');
}

async function told(organ: TestOrgan): Promise<string[]> {
  const { rows } = await superuser.query<{ name: string; kind: string }>(
    `SELECT p.name, n.kind FROM office.notice n JOIN office.person p ON p.id = n.person_id
     WHERE n.kind LIKE 'case%' AND n.organ_id = $1 ORDER BY n.kind, p.name`,
    [organ.id],
  );
  return rows.map(({ name, kind }) => `${kind} ${name}`);
}

/** Those of a working day; on a day off nobody is told. */
const onWorkingDays = (lines: readonly string[]) => (isWorking ? lines : []);

async function unconfirmed(cast: CaseCast): Promise<string[]> {
  const group = (await listWatch(cast.head)).find(({ kind }) => kind === 'supplement_unconfirmed');
  expect(group?.total).toBe(group?.entries.length);
  return group?.entries.map(({ row }) => row.id) ?? [];
}

describe('网上补正', () => {
  it('[REG-30-4] 申请人提交之后列入关注，确认收到之后不再列；又一次告知补正以前的不算', async () => {
    const { organ, cast } = await setting();
    const online = await awaitingSupplement(organ, cast);
    expect(await unconfirmed(cast)).toEqual([]);
    await send(online, organ);
    await send(online, organ);
    expect(await unconfirmed(cast)).toEqual([online.id]);
    await officeAct(cast, online.id, 'receive_supplement', 'in_hand', 'supplement_received');
    expect(await unconfirmed(cast)).toEqual([]);
    await officeAct(cast, online.id, 'request_supplement', 'awaiting_supplement', 'supplement_notice');
    expect(await unconfirmed(cast)).toEqual([]);
  });

  it('工作人员自己录入的补正不列：他正在办', async () => {
    const { organ, cast } = await setting();
    const { id } = await awaitingSupplement(organ, cast);
    await officeAct(cast, id, 'send_supplement', 'awaiting_supplement');
    expect(await unconfirmed(cast)).toEqual([]);
  });

  it('每次提交告诉承办人和负责人一次；确认收到以后不再告诉', async () => {
    const { organ, cast } = await setting();
    const online = await awaitingSupplement(organ, cast);
    await superuser.query('SET session_replication_role = replica');
    await superuser.query('UPDATE office.application SET handler_id = $2 WHERE id = $1', [
      online.id,
      cast.handlerB.personId,
    ]);
    await superuser.query('SET session_replication_role = origin');
    await remindCases();
    expect(await told(organ)).toEqual([]);
    await send(online, organ);
    await remindCases();
    const once = ['handlerB', 'head', 'headB', 'officeHead'].map((name) => `case_supplement_sent ${name}`);
    expect(await told(organ)).toEqual(onWorkingDays(once));
    expect(await remindCases()).toBe(0);
    await send(online, organ);
    await remindCases();
    expect(await told(organ)).toEqual(onWorkingDays([...once, ...once].sort()));
    await send(online, organ);
    await officeAct(cast, online.id, 'receive_supplement', 'in_hand', 'supplement_received');
    await remindCases();
    expect(await told(organ)).toHaveLength(isWorking ? 8 : 0);
  });

  it('申请人的页面写明等本机关确认收到，办理经过里有提交补正材料', async () => {
    const { organ, cast } = await setting();
    const online = await awaitingSupplement(organ, cast);
    await send(online, organ);
    const view = await findOwnCase(organ.id, online.key, null, false);
    expect(view?.maySupplement).toBe(true);
    expect(view?.events.at(-1)?.action).toBe('send_supplement');
    expect(view && stateForApplicant(view)).toBe('补正材料已提交，等待本机关确认收到');
  });
});

describe('网上提交和撤回', () => {
  it('[REG-31-1] 没有人打开过的新申请，告诉能接的人和负责人一次；打开过的不告诉', async () => {
    const { organ, cast } = await setting();
    const opened = await applyOnline(organ.id);
    await officeAct(cast, opened.id, 'log_contact', 'submitted');
    await fileCase(cast.handler, { channel: 'internet' });
    await remindCases();
    expect(await told(organ)).toEqual([]);
    await applyOnline(organ.id);
    await remindCases();
    expect(await told(organ)).toEqual(
      onWorkingDays(
        ['handler', 'handlerB', 'head', 'headB', 'officeHead'].map((name) => `case_submitted ${name}`),
      ),
    );
    expect(await remindCases()).toBe(0);
  });

  it('[SET-A1] 申请人在网上撤回的，告诉承办人和负责人', async () => {
    const { organ, cast } = await setting();
    const online = await received(organ, cast);
    await officeAct(cast, online.id, 'register', 'registered');
    expect(await actOnOwnCase(organ.id, online.key, null, 'withdraw')).toBe('withdrawn');
    await remindCases();
    const lines = await told(organ);
    expect(lines).toEqual(onWorkingDays(lines.filter((line) => line.startsWith('case_withdrawn '))));
    for (const name of onWorkingDays(['handler', 'head', 'headB', 'officeHead'])) {
      expect(lines).toContain(`case_withdrawn ${name}`);
    }
    expect(await remindCases()).toBe(0);
  });

  it('撤回确认书（L13）已经起草的，不再告诉；工作人员登记的撤回也不告诉', async () => {
    const { organ, cast } = await setting();
    const online = await received(organ, cast);
    await officeAct(cast, online.id, 'register', 'registered');
    expect(await actOnOwnCase(organ.id, online.key, null, 'withdraw')).toBe('withdrawn');
    await draft(cast.handler, online.id, 'L13');
    const { id } = await caseInHand(cast.handler);
    const withdrawal = { caseId: id, onDate: today, how: '书面', words: '' };
    unwrap(await withdrawApplication(cast.handler, withdrawal));
    expect(await remindCases()).toBe(0);
    expect(await told(organ)).toEqual([]);
  });
});

it('确认收到的日期早于提交的，预览只说这一句', async () => {
  const { cast } = await setting();
  const { id } = await fileCase(cast.handler, { channel: 'internet' });
  const preview = (confirmedOn: string) =>
    previewStep(cast.handler, {
      step: 'confirm',
      caseId: id,
      evidence: { confirmedOn, confirmedHow: '电话' },
    });
  expect(codesOf(await preview(addDays(today, -1)))).toEqual(['date_before_submission']);
  expect(unwrap(await preview(today)).on).toBe(today);
});
