import { describe, expect, it } from 'vitest';
import { DEFAULT_CLOCK_SETTINGS } from '@/lib/applications/rules/clock/periods';
import type { ClockState } from '@/lib/applications/types/clock';
import { clockOf, consulted, on, rulesOf } from '../../support/clock-cases';

const RECEIVED = on('03-02', 'received');
const CASE = [on('04-27', 'received'), on('05-06', 'supplement_notice'), on('05-20', 'supplement_received')];
const dates = ({ replyDue, supplementNoticeDue, supplementDue, paymentDue, riskDate }: ClockState) => ({
  replyDue,
  supplementNoticeDue,
  supplementDue,
  paymentDue,
  riskDate,
});

describe('补正：等待，重新起算', () => {
  it('[条例30][REG-30-4] 4月27日收到，5月6日告知，5月20日收到补正，6月17日答复期满', () => {
    expect(clockOf(CASE.slice(0, 1)).supplementNoticeDue).toBe('2026-05-09');
    const state = clockOf(CASE);
    expect([state.status, dates(state)]).toEqual([
      'running',
      {
        replyDue: '2026-06-17',
        supplementNoticeDue: null,
        supplementDue: null,
        paymentDue: null,
        riskDate: null,
      },
    ]);
  });

  it('[SET-R7][SET-O11] 等待补正期间没有答复期限，不会逾期', () => {
    const state = clockOf(CASE.slice(0, 2), '2026-12-01');
    expect(state).toMatchObject({
      status: 'awaiting_supplement',
      replyDue: null,
      overdueDays: 0,
      provisional: false,
      proof: [],
      flags: [],
    });
  });

  it('[REG-30-3][SET-R12] 申请人的期间从送达起15个工作日，也可以另定日期', () => {
    const due = (more: object) =>
      clockOf([on('04-27', 'received'), on('05-06', 'supplement_notice', { ...more })], '05-20')
        .supplementDue;
    expect(due({})).toBe('2026-05-26');
    expect(due({ served: '2026-05-11' })).toBe('2026-06-01');
    expect(due({ dueDate: '2026-05-30' })).toBe('2026-05-30');
    const settings = { ...DEFAULT_CLOCK_SETTINGS, supplementWorkingDays: 10 };
    expect(clockOf(CASE.slice(0, 2), '05-06', settings).supplementDue).toBe('2026-05-19');
  });

  it('[REG-30-7][SET-O6] 第七个工作日以后的告知有效，但提示，并保留告知当日的期限作为风险日期', () => {
    const notice = (date: string) => clockOf([on('04-27', 'received'), on(date, 'supplement_notice')]);
    expect([notice('05-09').flags, notice('05-09').riskDate]).toEqual([[], null]);
    expect([notice('05-10').flags, notice('05-10').riskDate]).toEqual([
      ['late_supplement_notice'],
      '2026-05-27',
    ]);
    const restarted = clockOf([
      on('04-27', 'received'),
      on('05-11', 'supplement_notice'),
      on('05-20', 'supplement_received'),
    ]);
    expect([restarted.replyDue, restarted.riskDate]).toEqual(['2026-06-17', '2026-05-27']);
  });

  it('[REG-30-7][SET-R7] 答复期满以后不能再告知补正；不被允许的告知不留提示', () => {
    const notice = (date: string) => clockOf([on('04-27', 'received'), on(date, 'supplement_notice')]);
    expect(rulesOf(notice('05-27'))).toEqual([]);
    const late = notice('05-28');
    expect([rulesOf(late), late.replyDue, late.flags, late.status]).toEqual([
      ['1 REG-30-7'],
      '2026-05-27',
      [],
      'overdue',
    ]);
  });

  it('[REG-30-5][SET-R9][SET-O5] 第二次补正须经批准，七个工作日从收到补正起算', () => {
    const again = (date: string, more: object) =>
      clockOf([...CASE, on(date, 'supplement_notice', { ...more })]);
    expect(rulesOf(again('05-21', {}))).toEqual(['3 REG-30-5']);
    expect(rulesOf(again('05-21', { approvedBy: ' ' }))).toEqual(['3 REG-30-5']);
    const twice = { ...DEFAULT_CLOCK_SETTINGS, supplementRounds: 2 };
    expect(rulesOf(clockOf([...CASE, on('05-21', 'supplement_notice')], '05-21', twice))).toEqual([]);
    const approved = again('05-29', { approvedBy: '王主任' });
    expect([rulesOf(approved), approved.supplementNoticeDue, approved.flags]).toEqual([[], '2026-05-29', []]);
    const late = again('06-01', { approvedBy: '王主任' });
    expect([late.flags, late.riskDate]).toEqual([['late_supplement_notice'], '2026-06-17']);
    const third = clockOf([
      ...CASE,
      on('06-01', 'supplement_notice', { approvedBy: '王主任' }),
      on('06-08', 'supplement_received'),
    ]);
    expect([third.replyDue, third.riskDate, third.supplementNoticeDue]).toEqual([
      '2026-07-07',
      '2026-06-17',
      null,
    ]);
  });

  it('[REG-30-4] 没有告知就没有补正可收', () => {
    const state = clockOf([on('04-27', 'received'), on('05-06', 'supplement_received')]);
    expect([rulesOf(state), state.replyDue]).toEqual([['1 REG-30-4'], '2026-05-27']);
  });

  it('[SET-O3][SET-R13] 过了补正期限、还没有结案的，收到的补正仍然有效', () => {
    const state = clockOf([...CASE.slice(0, 2), on('06-08', 'supplement_received')]);
    expect([rulesOf(state), state.replyDue]).toEqual([[], '2026-07-07']);
  });

  it('[REG-30-6][SET-O9] 补正期限最后一天还不能结案，次日可以', () => {
    const close = (date: string) =>
      clockOf([...CASE.slice(0, 2), on(date, 'closed', { outcome: 'other.supplement_overdue' })]);
    expect([rulesOf(close('05-26')), close('05-26').status]).toEqual([['2 REG-30-6'], 'awaiting_supplement']);
    expect([rulesOf(close('05-27')), close('05-27').status, close('05-27').supplementDue]).toEqual([
      [],
      'closed',
      null,
    ]);
    expect(
      rulesOf(clockOf([RECEIVED, on('06-01', 'closed', { outcome: 'other.supplement_overdue' })])),
    ).toEqual(['1 REG-30-6']);
  });

  it('[SET-O4] 等待申请人期间不能延期、征求意见、再告知、收费、延迟、答复；已发出的征求意见照收', () => {
    const state = clockOf(
      [
        RECEIVED,
        ...consulted('a', '03-03', '03-04'),
        on('03-05', 'supplement_notice'),
        on('03-06', 'extension', { workingDays: 5 }),
        on('03-06', 'consultation_sent', { id: 'b', to: 'organ' }),
        on('03-06', 'supplement_notice', { approvedBy: '王主任' }),
        on('03-06', 'fee_notice'),
        on('03-06', 'deferral', { until: '2026-06-30' }),
        on('03-06', 'replied'),
        on('03-09', 'consultation_answered', { id: 'a' }),
        on('03-10', 'supplement_received'),
      ],
      '03-11',
    );
    expect(rulesOf(state)).toEqual([
      '4 REG-33-2',
      '5 REG-33-3',
      '6 REG-30-5',
      '7 FEE-5',
      '8 Art. 35',
      '9 REG-33-5',
    ]);
    expect([state.replyDue, state.provisional]).toEqual(['2026-04-08', false]);
  });

  it('[SET-R5] 重新起算以后只排除以后的暂停；以前的延期失效，但计入20个', () => {
    const state = clockOf(
      [
        RECEIVED,
        ...consulted('a', '03-04', '03-05'),
        on('03-05', 'extension', { workingDays: 15 }),
        on('03-06', 'supplement_notice'),
        on('03-16', 'supplement_received'),
        on('03-26', 'consultation_answered', { id: 'a' }),
        on('03-27', 'extension', { workingDays: 6 }),
        on('03-27', 'extension', { workingDays: 5 }),
      ],
      '03-30',
    );
    // 3月16日起20个工作日，加排除的8个（3月17日至26日），加延期5个，共33个：4月30日是第32个，五一以后是5月6日。
    expect([state.replyDue, rulesOf(state)]).toEqual(['2026-05-06', ['7 REG-33-2']]);
    expect(state.proof[0]).toMatchObject({ date: '2026-03-17', counted: false });
  });
});

describe('收费：等待，缴费后重新起算', () => {
  const NOTIFIED = [RECEIVED, on('03-16', 'fee_notice')];

  it('[FEE-7] 3月16日收到通知，4月14日是缴费最后一日', () => {
    const state = clockOf(NOTIFIED, '03-20');
    expect([state.status, dates(state)]).toMatchObject([
      'awaiting_payment',
      { replyDue: null, paymentDue: '2026-04-14' },
    ]);
    const served = clockOf([RECEIVED, on('03-12', 'fee_notice', { served: '2026-03-16' })], '03-20');
    expect(served.paymentDue).toBe('2026-04-14');
    const settings = { ...DEFAULT_CLOCK_SETTINGS, payWorkingDays: 10 };
    expect(clockOf(NOTIFIED, '03-20', settings).paymentDue).toBe('2026-03-30');
  });

  it.each([
    ['2026-04-01', '2026-04-30'],
    ['2026-04-13', '2026-05-13'],
  ])('[FEE-6] %s 缴费，从次日起重新计算，%s 期满', (paid, due) => {
    const state = clockOf([...NOTIFIED, on(paid, 'fee_paid')]);
    expect([state.replyDue, state.status, state.paymentDue]).toEqual([due, 'running', null]);
  });

  it('[FEE-12] 过了缴费期限、还没有结案的，缴费仍然有效', () => {
    expect(clockOf([...NOTIFIED, on('04-15', 'fee_paid')]).replyDue).toBe('2026-05-15');
  });

  it('[FEE-8][SET-O9] 缴费期限最后一天还不能结案，次日可以', () => {
    const close = (date: string) =>
      clockOf([...NOTIFIED, on(date, 'closed', { outcome: 'other.fee_unpaid' })]);
    expect(rulesOf(close('04-14'))).toEqual(['2 FEE-8']);
    expect([rulesOf(close('04-15')), close('04-15').status]).toEqual([[], 'closed']);
    expect(rulesOf(clockOf([RECEIVED, on('03-20', 'closed', { outcome: 'other.fee_unpaid' })]))).toEqual([
      '1 FEE-8',
    ]);
  });

  it('[FEE-5][SET-F4] 收费通知最迟在期满当日发出', () => {
    expect(rulesOf(clockOf([RECEIVED, on('03-30', 'fee_notice')]))).toEqual([]);
    expect(rulesOf(clockOf([RECEIVED, on('03-31', 'fee_notice')]))).toEqual(['1 FEE-5']);
  });

  it('[SET-O7][SET-F3] 取消收费的，从通知次日到取消当日不计，其余继续', () => {
    const state = clockOf([...NOTIFIED, on('03-20', 'fee_cancelled')]);
    expect([state.replyDue, state.status, state.paymentDue]).toEqual(['2026-04-03', 'running', null]);
    expect(state.proof.find(({ date }) => date === '2026-03-17')).toMatchObject({
      counted: false,
      why: expect.stringContaining('收费通知'),
    });
    const onDueDay = clockOf([RECEIVED, on('03-30', 'fee_notice'), on('04-02', 'fee_cancelled')]);
    expect([onDueDay.replyDue, onDueDay.status]).toEqual(['2026-04-02', 'running']);
  });

  it('[SET-O7][FEE-14] 新通知代替旧通知，缴费期限从新通知起算，等待从第一份起', () => {
    const replaced = [...NOTIFIED, on('03-18', 'fee_notice')];
    expect(clockOf(replaced).paymentDue).toBe('2026-04-16');
    expect(clockOf([...replaced, on('03-20', 'fee_cancelled')]).replyDue).toBe('2026-04-03');
  });

  it('[FEE-6] 没有待缴的通知，不能登记缴费或者取消', () => {
    expect(rulesOf(clockOf([RECEIVED, on('03-20', 'fee_paid'), on('03-20', 'fee_cancelled')]))).toEqual([
      '1 FEE-6',
      '2 FEE-6',
    ]);
  });

  it('[SET-O4] 等待缴费期间不能告知补正、延期、征求意见、延迟、答复', () => {
    const state = clockOf([
      ...NOTIFIED,
      on('03-17', 'supplement_notice'),
      on('03-17', 'extension', { workingDays: 1 }),
      on('03-17', 'consultation_sent', { id: 'a', to: 'organ' }),
      on('03-17', 'deferral', { until: '2026-06-30' }),
      on('03-17', 'replied'),
    ]);
    expect(rulesOf(state)).toEqual(['2 REG-30-5', '3 REG-33-2', '4 REG-33-3', '5 Art. 35', '6 REG-33-5']);
  });

  it('[SET-O5] 缴费后重新起算，风险日期不再有意义', () => {
    const state = clockOf([
      on('04-27', 'received'),
      on('05-11', 'supplement_notice'),
      on('05-20', 'supplement_received'),
      on('05-21', 'fee_notice'),
      on('05-25', 'fee_paid'),
    ]);
    expect([state.riskDate, state.flags]).toEqual([null, ['late_supplement_notice']]);
  });
});
