import { describe, expect, it } from 'vitest';
import { submittedMail } from '@/lib/applications/messages/applicant-mail';
import { BLANK_FORM, BLANK_NOTES } from '@/lib/applications/rules/intake/blank-form';
import {
  actForApplicant,
  dueWords,
  expectedOf,
  stateForApplicant,
} from '@/lib/applications/rules/intake/own-case-words';
import { ownClock } from '@/lib/applications/rules/intake/own-clock';
import { CASE_STATES, CASE_TRANSITIONS } from '@/lib/applications/transitions';
import { FILE_SLOTS, INTAKE_FIELDS, type IntakeTerms, type OwnCase } from '@/lib/applications/types/intake';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';

const TERMS: IntakeTerms = { autoOnSubmit: false, contactWorkingDays: 1, contactHint: '' };

type Clocked = OwnCase['clockEvents'][number];
const clocked = (
  seq: number,
  clock: { type: string; date: string },
  more: Partial<Clocked> = {},
): Clocked => ({
  seq,
  action: 'x',
  onDate: clock.date,
  clock,
  correctsSeq: null,
  servesSeq: null,
  ...more,
});
const ownCase = (clockEvents: readonly Clocked[]) => ({
  channel: 'internet' as const,
  clockSettings: {},
  clockEvents,
});
const view = (changes: Partial<OwnCase>) => ({
  state: 'in_hand',
  isWithdrawn: false,
  repliedOn: null,
  mayConfirm: false,
  maySupplement: false,
  events: [],
  ...changes,
});

describe('申请人看到的期限与办公端的一样', () => {
  const received = [
    clocked(1, { type: 'submitted', date: '2026-02-28' }),
    clocked(2, { type: 'received', date: '2026-03-01' }),
  ];

  it('[REG-31-1] 网上2026-02-28提交、3月1日确认的，3月27日前答复', () => {
    const own = ownClock(packagedCalendar(), ownCase(received), '2026-03-10');
    expect(own?.clock.replyDue).toBe('2026-03-27');
    expect(own?.strip.segments.at(-1)?.days.filter(({ n }) => n !== null)).toHaveLength(20);
    expect(dueWords(own?.clock ?? null, own?.strip.daysLeft ?? null)).toBe(
      '我们应当在2026年3月27日（含当日）前答复，还有13个工作日。',
    );
  });

  it('[SET-R12] 补正告知书后来才送达的，补正期限从送达起算；更正了收到日期的，按更正后的', () => {
    const notice = clocked(3, { type: 'supplement_notice', date: '2026-03-04' });
    const served = {
      ...clocked(4, { type: 'x', date: '2026-03-06' }),
      action: 'record_letter_service',
      clock: null,
    };
    const own = ownClock(
      packagedCalendar(),
      ownCase([...received, notice, { ...served, servesSeq: 3 }]),
      '2026-03-10',
    );
    expect(own?.clock.supplementDue).toBe('2026-03-27');
    const corrected = {
      ...clocked(3, { type: 'x', date: '2026-03-02' }),
      action: 'correct_receipt_date',
      clock: null,
      correctsSeq: 2,
    };
    expect(
      ownClock(packagedCalendar(), ownCase([...received, corrected]), '2026-03-10')?.clock.replyDue,
    ).toBe('2026-03-30');
  });

  it('还没有确认的，没有期限', () => {
    const own = ownClock(packagedCalendar(), ownCase(received.slice(0, 1)), '2026-03-10');
    expect(own?.clock.status).toBe('awaiting_confirmation');
    expect(own?.strip.segments).toEqual([]);
    expect(dueWords(own?.clock ?? null, null)).toBeNull();
  });

  it('[SET-R8] 逾期的写明超过几天，告诉他可以投诉、举报', () => {
    const own = ownClock(packagedCalendar(), ownCase(received), '2026-03-28');
    expect(dueWords(own?.clock ?? null, own?.strip.daysLeft ?? null)).toContain('已超过1天');
  });

  it('最后一天写“今天是最后一天”', () => {
    const own = ownClock(packagedCalendar(), ownCase(received), '2026-03-27');
    expect(dueWords(own?.clock ?? null, own?.strip.daysLeft ?? null)).toContain('今天是最后一天');
  });
});

describe('要申请人做什么', () => {
  it('机关联系过的，请他确认；没有联系过的，写明几个工作日内联系', () => {
    expect(expectedOf(view({ state: 'submitted', mayConfirm: true }), null, TERMS).act).toBe('confirm');
    const waiting = expectedOf(view({ state: 'submitted' }), null, { ...TERMS, contactWorkingDays: 2 });
    expect(waiting).toMatchObject({ act: 'none', until: null });
    expect(waiting.sentence).toContain('2个工作日');
  });

  it('等待补正、缴费的，写明最后一天', () => {
    const clock = { supplementDue: '2026-03-27', paymentDue: '2026-04-14' };
    expect(
      expectedOf(view({ state: 'awaiting_supplement', maySupplement: true }), clock, TERMS),
    ).toMatchObject({
      act: 'supplement',
      until: '2026-03-27',
    });
    expect(expectedOf(view({ state: 'awaiting_payment' }), clock, TERMS)).toMatchObject({
      act: 'pay',
      until: '2026-04-14',
    });
  });

  it('[REG-30-4] 补正材料提交之后写明等机关确认收到，还可以再提交；又一次告知补正的，重新等他补正', () => {
    const waiting = { state: 'awaiting_supplement', maySupplement: true };
    const clock = { supplementDue: '2026-03-27', paymentDue: null };
    const event = (seq: number, action: string) => ({ seq, action, onDate: `2026-03-0${seq}` });
    const asked = view({ ...waiting, events: [event(5, 'request_supplement')] });
    expect(stateForApplicant(asked)).toBe('等待您补正');
    expect(expectedOf(asked, clock, TERMS).act).toBe('supplement');
    const sent = view({ ...asked, events: [...asked.events, event(6, 'send_supplement')] });
    expect(stateForApplicant(sent)).toBe('补正材料已提交，等待本机关确认收到');
    const told = expectedOf(sent, clock, TERMS);
    expect(told).toMatchObject({ act: 'supplement_sent', until: '2026-03-27' });
    expect(told.sentence).toContain('补正材料已提交（2026年3月6日），等待本机关确认收到');
    expect(told.sentence).toContain('可以再提交');
    const again = view({
      ...sent,
      events: [...sent.events, event(7, 'receive_supplement'), event(8, 'request_supplement')],
    });
    expect(stateForApplicant(again)).toBe('等待您补正');
    expect(expectedOf(again, clock, TERMS).act).toBe('supplement');
  });

  it('[条例35] 要求说明理由的请他说明；收到之后不再要', () => {
    const asked = { seq: 5, action: 'ask_reasons', onDate: '2026-03-05' };
    const given = { seq: 6, action: 'record_reasons', onDate: '2026-03-06' };
    expect(expectedOf(view({ events: [asked] }), null, TERMS).act).toBe('reasons');
    expect(expectedOf(view({ events: [asked, given] }), null, TERMS).act).toBe('none');
  });

  it('每一种状态都有一句话，不用办公的说法', () => {
    for (const state of CASE_STATES) {
      const words = stateForApplicant(view({ state }));
      expect(words, state).not.toMatch(/审批|盖章|归档|[a-z_]/);
      expect(expectedOf(view({ state }), null, TERMS).sentence, state).not.toBe('');
    }
  });

  it('每一种办理都有中文名', () => {
    for (const { action } of CASE_TRANSITIONS) expect(actForApplicant(action)).not.toMatch(/[a-z]/);
  });
});

describe('空白申请表', () => {
  const onPaper = BLANK_FORM.flatMap(({ rows }) => rows.flatMap(({ fields }) => fields));

  it('[条例29] 与网上的表单要素相同，一个不多，一个不少', () => {
    expect([...onPaper].sort()).toEqual([...INTAKE_FIELDS, ...FILE_SLOTS].sort());
  });

  it('[REG-27-1] 没有“用途”，并且写明不需要说明用途', () => {
    const words = JSON.stringify(BLANK_FORM);
    expect(words).not.toContain('用途');
    expect(BLANK_NOTES.join()).toContain('不需要说明用途');
  });
});

describe('发给申请人的邮件', () => {
  it('只有编号、查询码、地址和电话', () => {
    const mail = submittedMail({
      organName: '某局',
      phone: '0372-0000000',
      submissionNo: 'TJ2026-0001',
      queryCode: 'ABCDE-23456',
      statusAddress: 'https://www.example.org/apply/status',
    });
    expect(mail.subject).toBe('某局：政府信息公开申请已提交（TJ2026-0001）');
    for (const word of [
      'TJ2026-0001',
      'ABCDE-23456',
      'https://www.example.org/apply/status',
      '0372-0000000',
    ]) {
      expect(mail.text).toContain(word);
    }
  });
});
