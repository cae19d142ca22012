import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addCaseFile, openCaseIdentity, openFileOfCase } from '@/lib/applications/commands/case-files';
import {
  confirmReceipt,
  correctReceiptDate,
  giveUpConfirmation,
  logContact,
} from '@/lib/applications/commands/confirm-receipt';
import { registerCase } from '@/lib/applications/commands/handle-case';
import { takeInApplication } from '@/lib/applications/commands/take-in-application';
import { findCaseView } from '@/lib/applications/queries/case-view';
import { findKnownApplicant } from '@/lib/applications/queries/known-applicant';
import { previewReceipt, previewStep } from '@/lib/applications/queries/preview-dates';
import { type TakeInInput, takeInSchema } from '@/lib/applications/schema/office';
import type { IntakeChannel } from '@/lib/applications/types/case';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { inputRefusals } from '@/lib/platform/action';
import { staffDatabase } from '@/lib/platform/database';
import { type CaseCast, evidenceFor, makeCaseCast, reload } from '../../support/cases';
import { takeInForm } from '../../support/doors/case-cases';
import { codesOf, makeOrgan, openTestOffice, type TestOffice, unwrap } from '../../support/factories';
import { PIXEL } from '../../support/pictures';

/* Intake by staff: every channel with its evidence, and what can't be right. The day is 2026-03-10, a Tuesday. */

vi.mock('@/lib/platform/clock', async (original) => ({
  ...(await original<typeof import('@/lib/platform/clock')>()),
  currentTime: () => new Date('2026-03-10T09:00:00+08:00'),
  isClockMoved: () => true,
}));

let office: TestOffice;
let staff: pg.Client;
let cast: CaseCast;
beforeAll(async () => {
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  cast = await makeCaseCast(staff, await makeOrgan(staff));
});
afterAll(() => office.close());

async function takeIn(more: Partial<TakeInInput> = {}) {
  return reload(unwrap(await takeInApplication(cast.handler, takeInForm(more))).caseId);
}
const dueOf = async (caseId: string) => (await findCaseView(cast.handler, caseId))?.clock.replyDue;

describe('每种渠道的收到之日', () => {
  it.each<[string, IntakeChannel, TakeInInput['evidence'], string, string]>([
    ['[REG-31-1] 当面提交', 'in_person', { submittedOn: '2026-03-02' }, '2026-03-02', '2026-03-30'],
    [
      '[REG-29-1] 口头申请，代填并宣读确认',
      'oral',
      { submittedOn: '2026-03-02', filledBy: '孙示', readBack: '宣读后申请人按印' },
      '2026-03-02',
      '2026-03-30',
    ],
    [
      '挂号信、EMS 以签收之日',
      'signed_mail',
      { signedOn: '2026-03-03', trackingNo: 'EA000000000CN' },
      '2026-03-03',
      '2026-03-31',
    ],
    [
      '平信以确认之日',
      'plain_mail',
      { arrivedOn: '2026-03-03', confirmedOn: '2026-03-05', confirmedHow: '电话确认' },
      '2026-03-05',
      '2026-04-02',
    ],
    [
      '互联网以双方确认之日，周日也算',
      'internet',
      { submittedOn: '2026-02-28', confirmedOn: '2026-03-01', confirmedHow: '回复邮件' },
      '2026-03-01',
      '2026-03-27',
    ],
    [
      '传真以双方确认之日',
      'fax',
      { arrivedOn: '2026-03-03', confirmedOn: '2026-03-04', confirmedHow: '电话确认' },
      '2026-03-04',
      '2026-04-01',
    ],
  ])('%s', async (_title, channel, evidence, date, due) => {
    const preview = unwrap(await previewReceipt(cast.handler, { channel, evidence }));
    expect(preview).toMatchObject({ status: 'received', date, replyDue: due });
    const loaded = await takeIn({ channel, evidence });
    expect([loaded.state, loaded.receiptDate]).toEqual(['received', date]);
    expect(await dueOf(loaded.id)).toBe(due);
  });

  it('平信晚确认的，标出“确认迟延”', async () => {
    const evidence = { arrivedOn: '2026-03-03', confirmedOn: '2026-03-05', confirmedHow: '电话确认' };
    expect(unwrap(await previewReceipt(cast.handler, { channel: 'plain_mail', evidence }))).toMatchObject({
      isLateConfirmation: true,
    });
    const loaded = await takeIn({ channel: 'plain_mail', evidence });
    expect((await findCaseView(cast.handler, loaded.id))?.clock.flags).toEqual(['late_confirmation']);
  });

  it.each(['plain_mail', 'fax', 'internet'] as const)(
    '[REG-31-1] %s 还没有确认：待确认收到，期限不起算，确认后才起算',
    async (channel) => {
      const evidence = channel === 'internet' ? { submittedOn: '2026-03-09' } : { arrivedOn: '2026-03-09' };
      const loaded = await takeIn({ channel, evidence });
      expect([loaded.state, loaded.receiptDate, await dueOf(loaded.id)]).toEqual(['submitted', null, null]);
      const confirmed = { ...evidence, confirmedOn: '2026-03-10', confirmedHow: '电话确认' };
      const step = { step: 'confirm' as const, caseId: loaded.id, evidence: confirmed };
      expect(unwrap(await previewStep(cast.handler, step))).toMatchObject({
        on: '2026-03-10',
        dueBefore: null,
        dueAfter: '2026-04-08',
      });
      unwrap(await confirmReceipt(cast.handler, { caseId: loaded.id, evidence: confirmed }));
      expect(await dueOf(loaded.id)).toBe('2026-04-08');
    },
  );

  it.each<[string, IntakeChannel, TakeInInput['evidence'], string]>([
    [
      '[REG-29-1] 口头没有写宣读确认',
      'oral',
      { submittedOn: '2026-03-02', filledBy: '孙示' },
      'readback_missing',
    ],
    ['EMS 没有邮件号码', 'signed_mail', { signedOn: '2026-03-03' }, 'mail_tracking_missing'],
    ['平信没有送到日期', 'plain_mail', {}, 'arrival_missing'],
    ['传真没有收到日期', 'fax', {}, 'arrival_missing'],
    ['将来的日期', 'in_person', { submittedOn: '2026-03-11' }, 'future_date'],
    [
      '确认早于送到',
      'plain_mail',
      { arrivedOn: '2026-03-05', confirmedOn: '2026-03-04', confirmedHow: '电话' },
      'confirmation_before_arrival',
    ],
    ['没有写怎样确认', 'fax', { arrivedOn: '2026-03-05', confirmedOn: '2026-03-05' }, 'confirmation_missing'],
  ])('%s：一句话说明，什么也不记录', async (_title, channel, evidence, code) => {
    const before = await staffDatabase().application.count();
    expect(codesOf(await takeInApplication(cast.handler, takeInForm({ channel, evidence })))).toEqual([code]);
    expect(codesOf(await previewReceipt(cast.handler, { channel, evidence }))).toEqual([code]);
    expect(await staffDatabase().application.count()).toBe(before);
  });
});

describe('表单', () => {
  it('点两次只有一件申请', async () => {
    const form = takeInForm({ submissionKey: randomUUID() });
    const twice = await Promise.all([
      takeInApplication(cast.handler, form),
      takeInApplication(cast.handler, form),
    ]);
    const ids = [...twice, await takeInApplication(cast.handler, form)].map((one) => unwrap(one).caseId);
    expect(new Set(ids).size).toBe(1);
    expect(await staffDatabase().application.count({ where: { submissionKey: form.submissionKey } })).toBe(1);
  });

  it('[REG-30-1] [条例29-2] 证件号码抄错一位：指出是谁的号码；没有号码的照收，告知补正', async () => {
    const wrong = `${inventedIdNumber(1).slice(0, 17)}${inventedIdNumber(1).endsWith('1') ? '2' : '1'}`;
    const refused = await takeInApplication(
      cast.handler,
      takeInForm({ hasAgent: true, agentName: '王代理', agentIdNumber: wrong }),
    );
    expect(refused.ok ? [] : refused.refusals.map(({ code, field }) => [code, field])).toEqual([
      ['id_card_check', 'agentIdNumber'],
    ]);
    const loaded = await takeIn({ idNumber: '', phone: '', address: '', deliveryMethod: 'mail' });
    const missing = (await findCaseView(cast.handler, loaded.id))?.missing.map(({ code }) => code);
    expect(missing).toEqual(['identity', 'identity_proof', 'contact', 'address']);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['没有姓名', { name: ' ' }, 'name'],
    ['什么也没有申请', { title: '', docNo: '', description: '' }, 'title'],
    ['名称里有改变书写方向的字符', { title: '名单\u202e录目' }, 'title'],
    ['不存在的日期', { evidence: { submittedOn: '2026-02-30' } }, 'evidence.submittedOn'],
    ['没有选申请人类型', { applicantType: '' }, 'applicantType'],
    ['有代理人没有写姓名', { hasAgent: true }, 'agentName'],
    ['电话打不通', { phone: '12' }, 'phone'],
  ])('%s：指出是哪一栏', (_title, more, field) => {
    const parsed = takeInSchema.safeParse({ ...takeInForm(), ...more });
    expect(parsed.success ? [] : inputRefusals(parsed.error).map((one) => one.field)).toEqual([field]);
    if (!parsed.success)
      for (const { message } of parsed.error.issues) expect(message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('生僻字姓名和一万字的描述一字不差', async () => {
    const description = '㐂𠮷'.repeat(5_000);
    const parsed = takeInSchema.parse({ ...takeInForm(), name: '龚㐂𠮷', description });
    const loaded = await takeIn(parsed);
    expect(loaded.parties[0]?.name).toBe('龚㐂𠮷');
    expect(loaded.texts[0]?.description).toBe(description);
  });

  it('[条例36-6] 同一证件号码的申请在录入时就看得到，号码只显示头尾', async () => {
    const idNumber = inventedIdNumber(321);
    const first = await takeIn({ idNumber, title: '路灯改造合同' });
    const known = unwrap(
      await findKnownApplicant(cast.handler, { idKind: 'resident_id_card', idNumber: ` ${idNumber} ` }),
    );
    expect(known.hint).toBe(`${idNumber.slice(0, 4)}**********${idNumber.slice(-4)}`);
    expect(known.cases.map(({ id, request }) => [id, request])).toEqual([[first.id, '路灯改造合同']]);
    expect(JSON.stringify(known)).not.toContain(idNumber);
  });
});

describe('确认不了和更正', () => {
  it('[REG-31-2] 联系不上：记过联系才能停止；恢复联系之日才是收到之日', async () => {
    const { id: caseId } = await takeIn({ channel: 'internet', evidence: { submittedOn: '2026-03-02' } });
    const giveUp = { caseId, reason: '多次联系不上' };
    expect(codesOf(await giveUpConfirmation(cast.head, giveUp))).toEqual(['contact_evidence_missing']);
    const attempt = { caseId, onDate: '2026-03-03', how: '电话', result: '空号', reached: false };
    unwrap(await logContact(cast.handler, attempt));
    expect(codesOf(await giveUpConfirmation(cast.handler, giveUp))).toEqual(['role_missing']);
    unwrap(await giveUpConfirmation(cast.head, giveUp));
    expect((await reload(caseId)).state).toBe('unconfirmed');
    unwrap(await confirmReceipt(cast.handler, { caseId, evidence: evidenceFor('internet', '2026-03-10') }));
    expect([(await reload(caseId)).receiptDate, await dueOf(caseId)]).toEqual(['2026-03-10', '2026-04-08']);
  });

  it('[REG-31-5] 更正收到日期：负责人写明理由，原来的日期留着，期限随之改变，事先看得到', async () => {
    const loaded = await takeIn({ evidence: { submittedOn: '2026-03-02' } });
    const { id: caseId, seq: seenSeq } = loaded;
    const step = { step: 'correct_receipt_date' as const, caseId, date: '2026-03-03' };
    expect(unwrap(await previewStep(cast.head, step))).toMatchObject({
      dueBefore: '2026-03-30',
      dueAfter: '2026-03-31',
    });
    const input = { caseId, seenSeq, date: '2026-03-03', reason: '核对登记簿' };
    expect(codesOf(await correctReceiptDate(cast.handler, input))).toEqual(['role_missing']);
    expect(codesOf(await correctReceiptDate(cast.head, { ...input, date: '2026-03-01' }))).toEqual([
      'date_before_submission',
    ]);
    expect(codesOf(await correctReceiptDate(cast.head, { ...input, date: '2026-03-11' }))).toEqual([
      'future_date',
    ]);
    unwrap(await correctReceiptDate(cast.head, input));
    expect(codesOf(await correctReceiptDate(cast.head, input))).toEqual(['stale_case']);
    const view = await findCaseView(cast.head, caseId);
    expect(view?.clock.replyDue).toBe('2026-03-31');
    expect(view?.timeline.map(({ action, onDate, correctedTo }) => [action, onDate, correctedTo])).toEqual([
      ['correct_receipt_date', '2026-03-03', null],
      ['confirm', '2026-03-02', '2026-03-03'],
      ['submit', '2026-03-02', null],
    ]);
    expect(view?.timeline[0]?.effect).toBe('答复期限由2026年3月30日改为2026年3月31日');
  });

  it('登记以后还没有收到之日的事不可能发生：没有确认的不能登记', async () => {
    const loaded = await takeIn({ channel: 'fax', evidence: { arrivedOn: '2026-03-10' } });
    expect(codesOf(await registerCase(cast.handler, { caseId: loaded.id, seenSeq: loaded.seq }))).toEqual([
      'not_in_this_state',
    ]);
  });
});

describe('材料和证件', () => {
  it('材料加密保存；身份证明写明理由才打开，每次都记入日志；别的申请的文件像不存在一样', async () => {
    const { id: caseId } = await takeIn({ idNumber: inventedIdNumber(5) });
    const other = await takeIn();
    const file = { caseId, kind: 'identity_proof' as const, name: '身份证.png', bytes: PIXEL };
    const { fileId } = unwrap(await addCaseFile(cast.handler, file));
    const { rows } = await staff.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM office.application_file_chunk c
       WHERE c.file_id = $1 AND position($2::bytea IN c.cipher) > 0`,
      [fileId, Buffer.from(PIXEL.slice(0, 16))],
    );
    expect(rows[0]?.n).toBe(0);
    const open = (id: string, reason: string) => openFileOfCase(cast.handler, { caseId: id, fileId, reason });
    expect(codesOf(await open(caseId, ' '))).toEqual(['reason_missing']);
    expect(codesOf(await open(other.id, '核对身份'))).toEqual(['not_found']);
    expect(unwrap(await open(caseId, '核对身份')).bytes).toEqual(PIXEL);
    const number = await openCaseIdentity(cast.handler, {
      applicationId: caseId,
      party: 'applicant',
      reason: '制作答复书',
    });
    expect(unwrap(number).idNumber).toBe(inventedIdNumber(5));
    const views = await staffDatabase().personalDataView.findMany({ where: { applicationId: caseId } });
    expect(views.map(({ reason }) => reason).sort()).toEqual(['制作答复书', '核对身份']);
  });

  it('证件号码不在办理记录、日志、页面里', async () => {
    const idNumber = inventedIdNumber(6);
    const { id: caseId } = await takeIn({ idNumber });
    const { rows } = await staff.query<{ text: string }>(
      `SELECT (SELECT coalesce(json_agg(e)::text, '') FROM office.application_event e)
         || (SELECT coalesce(string_agg(entry, ''), '') FROM office.audit_entry) AS text`,
    );
    expect(rows[0]?.text).not.toContain(idNumber);
    expect(JSON.stringify(await findCaseView(cast.handler, caseId))).not.toContain(idNumber);
  });

  it('空文件、不接受的类型：指出文件名，申请还在', async () => {
    const { id: caseId } = await takeIn();
    const add = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
      addCaseFile(cast.handler, { caseId, kind: 'request', name, bytes });
    for (const refused of [
      await add('空.pdf', new Uint8Array()),
      await add('程序.exe', new Uint8Array([77, 90, 0, 1])),
    ]) {
      expect(refused.ok ? '' : refused.refusals[0]?.message).toMatch(/“(空\.pdf|程序\.exe)”/);
    }
    expect((await reload(caseId)).state).toBe('received');
  });
});
