import { unzipSync } from 'fflate';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleCase } from '@/lib/applications/commands/bundle-case';
import { addCaseFile } from '@/lib/applications/commands/case-files';
import { endConsultation, recordConsultationService } from '@/lib/applications/commands/consultations';
import {
  acceptAssignment,
  addNote,
  assignCase,
  checkApplication,
  declineAssignment,
  liftRestriction,
  registerCase,
  restrictCase,
  transferPetition,
} from '@/lib/applications/commands/handle-case';
import { mergeCase, splitCase, unmergeCase } from '@/lib/applications/commands/relate-cases';
import { receiveSupplement, recordSupplement } from '@/lib/applications/commands/supplement';
import { withdrawApplication } from '@/lib/applications/commands/withdraw-application';
import { refreshDeadlines } from '@/lib/applications/jobs/refresh-deadlines';
import { findCaseView, findVisibleCase } from '@/lib/applications/queries/case-view';
import { previewStep } from '@/lib/applications/queries/preview-dates';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { staffDatabase } from '@/lib/platform/database';
import { recordCaseRead } from '@/lib/reads/commands/record-read';
import { type CaseCast, caseInHand, goWithoutLetters, makeCaseCast, reload } from '../../support/cases';
import { actByLetter, consulting, receivedCase } from '../../support/doors/case-cases';
import {
  codesOf,
  makeOrgan,
  openTestOffice,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';
import { PIXEL } from '../../support/pictures';

/* What handlers do with a case, by the rules it rests on; the clock is moved to the day of each act. */

const story = vi.hoisted(() => ({ now: new Date('2026-03-02T09:00:00+08:00') }));
vi.mock('@/lib/platform/clock', async (original) => ({
  ...(await original<typeof import('@/lib/platform/clock')>()),
  currentTime: () => story.now,
  isClockMoved: () => true,
}));

let office: TestOffice;
let staff: pg.Client;
let superuser: pg.Client;
let organ: TestOrgan;
let cast: CaseCast;
beforeAll(async () => {
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  superuser = await office.connect('superuser');
  await goWithoutLetters(superuser);
  organ = await makeOrgan(staff);
  cast = await makeCaseCast(staff, organ);
});
afterAll(() => office.close());

const on = (date: string) => {
  story.now = new Date(`${date}T09:00:00+08:00`);
};
const viewOf = async (caseId: string) => {
  const view = await findCaseView(cast.handler, caseId);
  if (view === null) throw new Error('out of sight');
  return view;
};
const dueOf = async (caseId: string) => (await viewOf(caseId)).clock.replyDue;
/** An application received on a Monday, in hand. */
async function inHand(date = '2026-03-02') {
  on(date);
  return caseInHand(cast.handler, { on: date });
}

describe('期限的每一天', () => {
  it('[REG-33-1] 收到2026年3月2日，3月30日到期；今天和期满日各标一次，每个计入的日子有序号', async () => {
    const { id } = await inHand();
    const { strip, clock } = await viewOf(id);
    expect(clock.replyDue).toBe('2026-03-30');
    const days = strip.segments.at(-1)?.days ?? [];
    expect(days.filter(({ n }) => n !== null).map(({ n }) => n)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 1),
    );
    expect(days.filter(({ isDue }) => isDue).map(({ date }) => date)).toEqual(['2026-03-30']);
    expect(days.filter(({ isToday }) => isToday).map(({ date }) => date)).toEqual(['2026-03-02']);
  });

  it('[REG-33-3] 征求第三方意见：事先看得到、事后就是那个日期，办理记录写明期限怎样变', async () => {
    const { id: caseId } = await inHand();
    on('2026-03-09');
    const consultationId = await consulting(cast.handler, await reload(caseId), '2026-03-09');
    on('2026-03-24');
    const served = { caseId, consultationId, onDate: '2026-03-11', proof: '邮政回执' };
    unwrap(await recordConsultationService(cast.handler, served));
    const answer = { caseId, consultationId, onDate: '2026-03-24', assessment: '' };
    expect(
      codesOf(await endConsultation(cast.handler, { ...answer, opinion: 'refuse_with_reason', reason: '' })),
    ).toEqual(['reason_missing']);
    const step = { step: 'end_consultation' as const, caseId, consultationId, date: '2026-03-24' };
    const preview = unwrap(await previewStep(cast.handler, step));
    expect(preview).toMatchObject({ dueAfter: '2026-04-15', provisional: false });
    unwrap(await endConsultation(cast.handler, { ...answer, opinion: 'consent', reason: '' }));
    const view = await viewOf(caseId);
    expect(view.clock.replyDue).toBe('2026-04-15');
    expect(view.timeline[0]).toMatchObject({
      name: '收到意见：收到第三方意见',
      article: '《条例》第三十二条',
    });
    expect(view.timeline[0]?.effect).toContain('2026年4月15日');
    expect(view.strip.segments[0]?.days.filter(({ kind }) => kind === 'paused').length).toBeGreaterThan(10);
  });

  it('[REG-30-4] [SET-R13] 补正：没有材料不能收到；邮寄的按签收之日，期限重新计算20个工作日', async () => {
    const loaded = await inHand('2026-04-27');
    const { id: caseId } = loaded;
    on('2026-05-06');
    await actByLetter(cast.handler, loaded, 'request_supplement', {
      type: 'supplement_notice',
      date: '2026-05-06',
    });
    expect(await dueOf(caseId)).toBeNull();
    on('2026-05-21');
    const evidence = { signedOn: '2026-05-20', trackingNo: 'EA000000000CN' };
    const received = { caseId, channel: 'signed_mail' as const, evidence };
    expect(codesOf(await receiveSupplement(cast.handler, received))).toEqual(['supplement_text_missing']);
    const text = { title: '', docNo: '', description: '要2025年度的' };
    const brought = { caseId, channel: 'signed_mail' as const, onDate: '2026-05-20', fileIds: [] };
    expect(
      codesOf(await recordSupplement(cast.handler, { ...brought, text: { ...text, description: ' ' } })),
    ).toEqual(['supplement_text_missing']);
    unwrap(await recordSupplement(cast.handler, { ...brought, text }));
    expect(
      unwrap(await previewStep(cast.handler, { step: 'receive_supplement', ...received })),
    ).toMatchObject({
      dueBefore: null,
      dueAfter: '2026-06-17',
    });
    unwrap(await receiveSupplement(cast.handler, received));
    expect(await dueOf(caseId)).toBe('2026-06-17');
    expect((await reload(caseId)).state).toBe('in_hand');
  });

  it('不许的步骤写明为什么：期限过了不能再告知补正、不能延期', async () => {
    const { id } = await inHand();
    on('2026-04-01');
    const { offers, clock } = await viewOf(id);
    expect(clock.overdueDays).toBe(2);
    const reasonOf = (action: string) =>
      offers.find((one) => one.action === action)?.reasons[0]?.message ?? '';
    for (const action of ['request_supplement', 'extend', 'consult'])
      expect(reasonOf(action), action).not.toBe('');
    expect(offers.find(({ action }) => action === 'decide')).toMatchObject({ isAllowed: true });
    for (const { isAllowed, reasons } of offers) expect(reasons.length > 0).toBe(!isAllowed);
  });
});

describe('分派和限制查看', () => {
  it('分派给谁由谁接受或者写明理由退回', async () => {
    const { id: caseId } = await inHand();
    const to = cast.handlerB.personId;
    expect(
      codesOf(await assignCase(cast.head, { caseId, handlerId: cast.legal.personId, reason: '' })),
    ).toEqual(['handler_not_holder']);
    unwrap(await assignCase(cast.head, { caseId, handlerId: to, reason: '熟悉业务' }));
    expect(codesOf(await acceptAssignment(cast.handler, { caseId }))).toEqual(['not_assigned_to_you']);
    unwrap(await declineAssignment(cast.handlerB, { caseId, reason: '与申请人有利害关系' }));
    expect((await reload(caseId)).handlerId).toBeNull();
    unwrap(await assignCase(cast.head, { caseId, handlerId: to, reason: '' }));
    unwrap(await acceptAssignment(cast.handlerB, { caseId }));
    expect(await reload(caseId)).toMatchObject({ handlerId: to, handlerAccepted: true });
  });

  it('限制查看的申请，对没有指定的人和不存在的一样；取消后又看得到', async () => {
    const { id: caseId } = await inHand();
    const named = { caseId, personIds: [cast.head.personId], reason: '涉及隐私' };
    expect(codesOf(await restrictCase(cast.handler, { ...named, personIds: [] }))).toEqual([
      'restricted_names_missing',
    ]);
    const other = await makeOrgan(staff);
    expect(
      codesOf(await restrictCase(cast.handler, { ...named, personIds: [other.cast.head.personId] })),
    ).toEqual(['named_other_organ']);
    unwrap(await restrictCase(cast.handler, named));
    expect(await findVisibleCase(cast.head, caseId)).not.toBeNull();
    for (const stranger of [cast.legal, cast.handlerB, cast.leader, other.cast.officeHead]) {
      expect(await findVisibleCase(stranger, caseId)).toBeNull();
    }
    expect(codesOf(await addNote(cast.handlerB, { caseId, note: '看看' }))).toEqual(['not_found']);
    const step = { step: 'correct_receipt_date' as const, caseId, date: '2026-03-02' };
    expect(codesOf(await previewStep(cast.legal, step))).toEqual(['not_found']);
    unwrap(await liftRestriction(cast.head, { caseId, reason: '不再需要' }));
    expect(await findVisibleCase(cast.legal, caseId)).not.toBeNull();
  });
});

describe('登记、审核和移送', () => {
  it('[REG-45] 按顺序办：没有收到的不能登记，没有登记的不能审核；编号登记时才有', async () => {
    on('2026-03-02');
    const loaded = await receivedCase(cast.handler, 31);
    const check = { caseId: loaded.id, complete: true, clear: true, ours: true, note: '' };
    expect(codesOf(await checkApplication(cast.handler, { ...check, seenSeq: loaded.seq }))).toEqual([
      'not_in_this_state',
    ]);
    expect(loaded.applicationNo).toBeNull();
    const { seq } = unwrap(await registerCase(cast.handler, { caseId: loaded.id, seenSeq: loaded.seq }));
    expect((await reload(loaded.id)).applicationNo).toMatch(/^SQ2026-\d{4}$/);
    expect(codesOf(await checkApplication(cast.handler, { ...check, seenSeq: loaded.seq }))).toEqual([
      'stale_case',
    ]);
    unwrap(await checkApplication(cast.handler, { ...check, seenSeq: seq }));
    expect((await reload(loaded.id)).state).toBe('in_hand');
  });

  it('[条例39-1] 信访事项另行移送，信息公开的期限不变', async () => {
    const { id: caseId } = await inHand();
    const before = await dueOf(caseId);
    const transfer = { caseId, to: '信访局', matter: '反映施工噪声' };
    expect(codesOf(await transferPetition(cast.handler, { ...transfer, onDate: '2026-03-03' }))).toEqual([
      'future_date',
    ]);
    unwrap(await transferPetition(cast.handler, { ...transfer, onDate: '2026-03-02' }));
    expect([await dueOf(caseId), (await reload(caseId)).state]).toEqual([before, 'in_hand']);
  });
});

describe('拆分、合并、撤回', () => {
  it('[SET-F2] 拆分出的申请保留收到之日和已经发生的暂停，另有编号，办理记录接得上', async () => {
    const loaded = await inHand();
    on('2026-03-09');
    const consultationId = await consulting(cast.handler, loaded, '2026-03-09');
    on('2026-03-24');
    unwrap(
      await endConsultation(cast.handler, {
        caseId: loaded.id,
        consultationId,
        onDate: '2026-03-24',
        opinion: 'consent',
        reason: '',
        assessment: '',
      }),
    );
    const parent = await reload(loaded.id);
    const part = { title: '外资项目名单', docNo: '', description: '' };
    const split = { caseId: parent.id, parts: [part], reason: '一事一申请' };
    expect(codesOf(await splitCase(cast.handler, { ...split, seenSeq: loaded.seq }))).toEqual(['stale_case']);
    const { parts } = unwrap(await splitCase(cast.handler, { ...split, seenSeq: parent.seq }));
    const child = await viewOf(parts[0]?.caseId ?? '');
    expect(child.facts.receiptDate).toBe('2026-03-02');
    expect(child.clock.replyDue).toBe(await dueOf(parent.id));
    expect(child.facts.applicationNo).not.toBe(parent.applicationNo);
    expect(child.parent?.id).toBe(parent.id);
    expect(child.timeline.filter(({ isInherited }) => isInherited).length).toBeGreaterThan(0);
  });

  it('合并只看证件号码：同一申请人的才能合并，可以取消', async () => {
    on('2026-03-02');
    const register = async (serial: number) => {
      const loaded = await receivedCase(cast.handler, serial);
      return unwrap(await registerCase(cast.handler, { caseId: loaded.id, seenSeq: loaded.seq })).caseId;
    };
    const [one, two, stranger] = [await register(41), await register(41), await register(42)];
    const reason = '同一事项';
    expect(codesOf(await mergeCase(cast.handler, { caseId: one, intoId: stranger, reason }))).toEqual([
      'merge_other_applicant',
    ]);
    unwrap(await mergeCase(cast.handler, { caseId: one, intoId: two, reason }));
    expect((await viewOf(one)).mergedInto?.id).toBe(two);
    expect((await viewOf(two)).merged.map(({ id }) => id)).toEqual([one]);
    expect((await viewOf(two)).sameApplicant.map(({ id }) => id)).toEqual([one]);
    unwrap(await unmergeCase(cast.handler, { caseId: one, reason: '分开答复' }));
    expect((await viewOf(one)).mergedInto).toBeNull();
  });

  it('[SET-A1] 撤回：日期不早于提交、不晚于今天；等待确认书，期限照常显示到出具为止', async () => {
    const { id: caseId } = await inHand();
    const withdraw = { caseId, how: '书面', words: '' };
    expect(codesOf(await withdrawApplication(cast.handler, { ...withdraw, onDate: '2026-03-01' }))).toEqual([
      'date_before_submission',
    ]);
    expect(codesOf(await withdrawApplication(cast.handler, { ...withdraw, onDate: '2026-03-03' }))).toEqual([
      'future_date',
    ]);
    unwrap(await withdrawApplication(cast.handler, { ...withdraw, onDate: '2026-03-02' }));
    expect(await reload(caseId)).toMatchObject({
      state: 'deciding',
      outcome: 'other.misc',
      subOutcome: 'withdrawn',
    });
    expect(codesOf(await withdrawApplication(cast.handler, { ...withdraw, onDate: '2026-03-02' }))).toEqual([
      'not_in_this_state',
    ]);
  });
});

describe('案卷、阅读和日志', () => {
  it('[LT-7] 整个案卷是一个压缩包：文字、事件、每一份材料；没有证件号码；每份材料的打开都有理由', async () => {
    on('2026-03-02');
    const { id: caseId } = await receivedCase(cast.handler, 77);
    unwrap(
      await addCaseFile(cast.handler, {
        caseId,
        kind: 'identity_proof',
        name: '身份证 正面.png',
        bytes: PIXEL,
      }),
    );
    expect(codesOf(await bundleCase(cast.handler, { caseId, reason: ' ' }))).toEqual(['reason_missing']);
    expect(codesOf(await bundleCase(cast.secrecy, { caseId, reason: '看看' }))).toEqual(['role_missing']);
    const bundle = unwrap(await bundleCase(cast.handler, { caseId, reason: '移送法院' }));
    const entries = unzipSync(bundle.bytes);
    const names = Object.keys(entries);
    expect(names).toHaveLength(3);
    expect(names).toEqual(expect.arrayContaining(['案卷.txt', 'events.json']));
    const paper = names.find((name) => name.startsWith('材料/01_身份证明_')) ?? '';
    expect(entries[paper]).toEqual(PIXEL);
    const text = new TextDecoder().decode(entries['案卷.txt']);
    expect(text).toContain('答复期限：2026-03-30');
    expect(text).not.toContain(inventedIdNumber(77));
    const views = await staffDatabase().personalDataView.findMany({ where: { applicationId: caseId } });
    expect(views.map(({ reason }) => reason)).toEqual(['移送法院']);
  });

  it('打开申请记入日志，五分钟内一次', async () => {
    const loaded = await inHand();
    for (let n = 0; n < 2; n += 1) await recordCaseRead(cast.legal, loaded, 'case');
    const { rows } = await staff.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM office.audit_entry
       WHERE entry::jsonb ->> 'action' = 'read' AND entry::jsonb ->> 'subject_id' = $1`,
      [loaded.id],
    );
    expect(rows[0]?.n).toBe(1);
  });

  it('核验日志：每一步办理都对得上；改过的记录看得出来', async () => {
    const { id: caseId } = await inHand();
    const whole = await verifyAudit();
    expect(whole.findings).toEqual([]);
    expect(whole.records.case_event).toBe(await staffDatabase().applicationEvent.count());
    await superuser.query('SET session_replication_role = replica');
    const change = `UPDATE office.application_event SET on_date = on_date + $2::int,
      clock = jsonb_set(clock, '{date}', to_jsonb((on_date + $2::int)::text))
      WHERE application_id = $1 AND action = 'confirm'`;
    await superuser.query(change, [caseId, -1]);
    const codes = (await verifyAudit()).findings.map(({ code, record }) => [code, record?.type]);
    expect(codes).toEqual([['record_changed', 'case_event']]);
    await superuser.query(change, [caseId, 1]);
    await superuser.query(
      `INSERT INTO office.application_event (application_id, seq, action, from_state, to_state, on_date, at, actor_kind, person_id, person_name)
       VALUES ($1, 99, 'add_note', 'in_hand', 'in_hand', '2026-03-02', now(), 'staff', $2, '某人')`,
      [caseId, cast.handler.personId],
    );
    const added = (await verifyAudit()).findings.map(({ code }) => code);
    await superuser.query('DELETE FROM office.application_event WHERE application_id = $1 AND seq = 99', [
      caseId,
    ]);
    expect(added).toEqual(['record_without_audit']);
  });

  it('申请人在网上办理以后，台账的日期由后台补算', async () => {
    const { id: caseId } = await inHand();
    await superuser.query(
      'UPDATE office.application_deadline SET event_seq = 0, reply_due = NULL WHERE application_id = $1',
      [caseId],
    );
    expect(await refreshDeadlines()).toBe(1);
    const row = await staffDatabase().applicationDeadline.findUniqueOrThrow({
      where: { applicationId: caseId },
    });
    expect(row.replyDue?.toISOString().slice(0, 10)).toBe('2026-03-30');
    expect(await refreshDeadlines()).toBe(0);
  });

  it('[SET-R1] 征求意见书还没有送达的，预计的期限每天往后，台账每天补算一次', async () => {
    const { id: caseId } = await inHand();
    on('2026-03-09');
    await consulting(cast.handler, await reload(caseId), '2026-03-09');
    const stored = async () =>
      (
        await staffDatabase().applicationDeadline.findUniqueOrThrow({ where: { applicationId: caseId } })
      ).replyDue
        ?.toISOString()
        .slice(0, 10);
    expect(await stored()).toBe(await dueOf(caseId));
    on('2026-03-11');
    const due = await dueOf(caseId);
    expect(await stored()).not.toBe(due);
    await refreshDeadlines();
    expect(await stored()).toBe(due);
    expect(await refreshDeadlines()).toBe(0);
  });
});
