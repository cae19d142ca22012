import { describe, expect, it } from 'vitest';
import { computeClock } from '@/lib/applications/rules/clock/compute-clock';
import { CALENDAR, clockCase, clockOf, consulted, on, rulesOf } from '../../support/clock-cases';

const RECEIVED = on('03-02', 'received');
const base = (state: ReturnType<typeof clockOf>) => ({
  status: state.status,
  replyDue: state.replyDue,
  provisional: state.provisional,
});

describe('答复期限', () => {
  it.each([
    ['V1', '2026-03-02', '2026-03-30'],
    ['V2', '2026-02-13', '2026-03-19'],
    ['V4', '2026-09-28', '2026-10-30'],
    ['V5', '2026-09-24', '2026-10-29'],
    ['V7', '2026-03-01', '2026-03-27'],
    ['V7 补班', '2026-02-28', '2026-03-27'],
    ['V8', '2025-12-10', '2026-01-08'],
    ['V9', '2026-09-01', '2026-09-29'],
    ['EMS 签收', '2026-03-03', '2026-03-31'],
    ['平信确认', '2026-03-05', '2026-04-02'],
  ])('[条例33][REG-33-1] %s：%s 收到，%s 答复期满', (_, received, due) => {
    expect(base(clockOf([on(received, 'received')]))).toEqual({
      status: 'running',
      replyDue: due,
      provisional: false,
    });
  });

  it.each([
    ['V3', '2026-02-13', '2026-03-02'],
    ['V6', '2026-04-27', '2026-05-09'],
  ])('[REG-30-2] %s：%s 收到，补正告知最迟 %s', (_, received, due) => {
    expect(clockOf([on(received, 'received')]).supplementNoticeDue).toBe(due);
  });

  it('[CAL-6] V10：第三方 2026-03-11 收到征求意见书，4月1日届满', () => {
    expect(clockOf([RECEIVED, ...consulted('a', '03-09', '03-11')]).consultationDue).toEqual({
      a: '2026-04-01',
    });
  });

  it('[条例31] 收到以前没有期限；网上提交日不起算，确认日才起算', () => {
    expect(clockOf([on('02-28', 'submitted')], '03-20')).toMatchObject({
      status: 'awaiting_confirmation',
      replyDue: null,
      supplementNoticeDue: null,
      proof: [],
      overdueDays: 0,
      provisional: false,
    });
    expect(clockOf([on('02-28', 'submitted'), on('03-01', 'received')]).replyDue).toBe('2026-03-27');
  });

  it('[条例31][SET-O13] 平信到达后没有当日确认的，从次日起提示', () => {
    const flags = (asOf: string, ...events: Parameters<typeof clockCase>[0]) => {
      const result = computeClock(
        CALENDAR,
        clockCase([on('03-03', 'arrived'), ...events], asOf, 'plain_mail'),
      );
      return result.ok ? result.value.flags : null;
    };
    expect(flags('03-03')).toEqual([]);
    expect(flags('03-04')).toEqual(['late_confirmation']);
    expect(flags('03-20', on('03-03', 'received'))).toEqual([]);
    expect(flags('03-20', on('03-05', 'received'))).toEqual(['late_confirmation']);
  });

  it('[SET-R8] 逾期按自然日从期满次日起算：周五期满，周六就是一天', () => {
    const at = (asOf: string) => clockOf([on('03-06', 'received')], asOf);
    expect(base(at('04-03')).replyDue).toBe('2026-04-03');
    expect([at('04-03').overdueDays, at('04-03').status]).toEqual([0, 'running']);
    expect([at('04-04').overdueDays, at('04-04').status]).toEqual([1, 'overdue']);
    expect([at('04-07').overdueDays, at('04-07').flags]).toEqual([4, []]);
    const late = clockOf([on('03-06', 'received'), on('04-06', 'replied')], '05-20');
    expect([late.overdueDays, late.status, late.flags]).toEqual([3, 'replied', ['late_reply']]);
    const inTime = clockOf([on('03-06', 'received'), on('04-03', 'replied')], '05-20');
    expect([inTime.overdueDays, inTime.flags, inTime.replyDue]).toEqual([0, [], '2026-04-03']);
  });

  it('[SET-R10][SET-O15][CAL-5] 日历没有覆盖到的日子，期限是暂定的；覆盖以内不是', () => {
    expect(base(clockOf([on('11-26', 'received')]))).toMatchObject({
      replyDue: '2026-12-24',
      provisional: false,
    });
    expect(base(clockOf([on('11-27', 'received')]))).toMatchObject({
      replyDue: '2026-12-25',
      provisional: true,
    });
    expect(clockOf([on('2016-05-03', 'received')]).provisional).toBe(true);
  });
});

describe('征求意见：暂停', () => {
  const ANSWERED = [RECEIVED, ...consulted('a', '03-09', '03-11', '03-24')];
  const SILENT = [RECEIVED, ...consulted('a', '03-09', '03-11')];

  it('[REG-33-3][SET-R3] 3月9日发出、3月24日收到意见：排除11个工作日，期满4月15日', () => {
    expect(base(clockOf(ANSWERED, '03-25'))).toEqual({
      status: 'running',
      replyDue: '2026-04-15',
      provisional: false,
    });
  });

  it('[SET-R3] 发出当日照计，次日起暂停，收到意见当日恢复', () => {
    const day = (date: string) =>
      clockOf(
        ANSWERED.filter((event) => event.date <= `2026-${date}`),
        date,
      ).status;
    expect(['03-09', '03-10', '03-23', '03-24'].map(day)).toEqual(['running', 'paused', 'paused', 'running']);
    const { proof } = clockOf(ANSWERED, '03-25');
    const row = (date: string) => proof.find((one) => one.date === `2026-${date}`);
    expect(row('03-09')).toMatchObject({ counted: true, n: 5, why: '工作日', law: '条例33-2' });
    expect(row('03-10')).toMatchObject({ counted: false, why: expect.stringContaining('第三方') });
    expect(row('03-24')).toMatchObject({ counted: false, law: '条例33-3' });
    expect(row('03-25')).toMatchObject({ counted: true, n: 6 });
  });

  it('[SET-R2] 第三方不答复：到它自己的期限4月1日为止，排除17个工作日，期满4月23日', () => {
    expect(base(clockOf(SILENT, '03-25'))).toEqual({
      status: 'paused',
      replyDue: '2026-04-23',
      provisional: true,
    });
    expect(base(clockOf(SILENT, '04-02'))).toEqual({
      status: 'running',
      replyDue: '2026-04-23',
      provisional: false,
    });
    expect(clockOf([...SILENT, on('04-20', 'consultation_answered', { id: 'a' })]).replyDue).toBe(
      '2026-04-23',
    );
  });

  it('[SET-O2] 期限最后一天仍在等待：暂停、暂定；在这一天答复的，期限按这一天确定', () => {
    expect(base(clockOf(SILENT, '04-01'))).toMatchObject({ status: 'paused', provisional: true });
    expect(base(clockOf([...SILENT, on('03-25', 'replied')], '06-01'))).toEqual({
      status: 'replied',
      replyDue: '2026-04-23',
      provisional: true,
    });
    const unserved = [RECEIVED, ...consulted('a', '03-09')];
    const fixed = clockOf([...unserved, on('03-25', 'replied')], '06-01');
    expect([fixed.replyDue, fixed.consultationDue]).toEqual([
      clockOf(unserved, '03-25').replyDue,
      { a: '2026-04-16' },
    ]);
  });

  it('[SET-R1] 还没有送达的，按计算当日送达预计', () => {
    const state = clockOf([RECEIVED, ...consulted('a', '03-09')], '03-11');
    expect([state.consultationDue, base(state)]).toEqual([
      { a: '2026-04-01' },
      { status: 'paused', replyDue: '2026-04-23', provisional: true },
    ]);
  });

  it('没有登记送达也可以登记意见；它自己的期限从未起算', () => {
    const state = clockOf([RECEIVED, ...consulted('a', '03-09', undefined, '03-24')]);
    expect([state.replyDue, state.provisional, state.consultationDue]).toEqual([
      '2026-04-15',
      false,
      { a: null },
    ]);
  });

  it('[REG-33-3] 几家同时征求的，按各段的并集排除', () => {
    const both = [
      RECEIVED,
      on('03-09', 'consultation_sent', { id: 'a', to: 'third_party' }),
      on('03-12', 'consultation_sent', { id: 'b', to: 'joint_maker' }),
      on('03-18', 'consultation_answered', { id: 'a' }),
      on('03-24', 'consultation_answered', { id: 'b' }),
    ];
    expect(clockOf(both).replyDue).toBe('2026-04-15');
  });

  it('[SET-O1][SET-R14] 其他机关可以有自己的答复日期，没有的也是送达后15个工作日', () => {
    const own = clockOf([
      RECEIVED,
      on('03-09', 'consultation_sent', { id: 'a', to: 'organ', dueDate: '2026-03-13' }),
    ]);
    expect([own.consultationDue, own.replyDue]).toEqual([{ a: '2026-03-13' }, '2026-04-03']);
    const usual = clockOf([RECEIVED, ...consulted('a', '03-09', '03-11', undefined, 'organ')]);
    expect(usual.consultationDue).toEqual({ a: '2026-04-01' });
  });

  it('[SET-R4] 期满当日发出的仍然暂停，证明不在期满日停下', () => {
    const state = clockOf([RECEIVED, ...consulted('a', '03-30', undefined, '04-02')], '04-02');
    expect([state.replyDue, state.refused]).toEqual(['2026-04-02', []]);
    expect(state.proof.filter((day) => day.counted).at(-1)).toMatchObject({ date: '2026-03-30', n: 20 });
    expect(state.proof.at(-1)).toMatchObject({ date: '2026-04-02', counted: false });
  });

  it('[SET-R4][REG-33-3] 期满以后发出的记录在案，不排除任何一天', () => {
    const state = clockOf([RECEIVED, ...consulted('a', '03-31', '04-01', '04-10')], '04-13');
    expect([state.replyDue, rulesOf(state), state.consultationDue, state.status]).toEqual([
      '2026-03-30',
      ['1 REG-33-3'],
      {},
      'overdue',
    ]);
  });

  it('[SET-R6] 暂停期间不算逾期：机关的答复日期落在休息日也一样', () => {
    const events = [
      RECEIVED,
      on('03-30', 'consultation_sent', { id: 'a', to: 'organ', dueDate: '2026-04-05' }),
    ];
    expect(clockOf(events, '04-05')).toMatchObject({
      status: 'paused',
      replyDue: '2026-04-03',
      overdueDays: 0,
    });
    expect(rulesOf(clockOf([...events, on('04-05', 'extension', { workingDays: 5 })]))).toEqual([]);
    expect(clockOf(events, '04-06').status).toBe('overdue');
  });
});

describe('延长答复期限', () => {
  it('[REG-33-2] 普通件延长20个工作日：3月30日延至4月28日', () => {
    const state = clockOf([RECEIVED, on('03-30', 'extension', { workingDays: 20 })]);
    expect([state.replyDue, state.proof.filter((day) => day.counted).at(-1)?.n]).toEqual(['2026-04-28', 40]);
  });

  it('[REG-33-2] 期满当日发出通知有效，次日就不行', () => {
    const day = (date: string) => clockOf([RECEIVED, on(date, 'extension', { workingDays: 5 })]);
    expect([day('03-30').replyDue, rulesOf(day('03-30'))]).toEqual(['2026-04-07', []]);
    expect([day('03-31').replyDue, rulesOf(day('03-31'))]).toEqual(['2026-03-30', ['1 REG-33-2']]);
  });

  it('[REG-33-2] 几次合计不超过20，超过的整次不算', () => {
    const state = clockOf([
      RECEIVED,
      on('03-10', 'extension', { workingDays: 12 }),
      on('03-11', 'extension', { workingDays: 9 }),
      on('03-12', 'extension', { workingDays: 8 }),
    ]);
    expect([state.replyDue, rulesOf(state)]).toEqual(['2026-04-28', ['2 REG-33-2']]);
  });

  it('[SET-R6] 原期满以后、顺延以后的期满以前，延期仍然及时', () => {
    const state = clockOf([
      RECEIVED,
      ...consulted('a', '03-09', '03-11', '03-24'),
      on('04-15', 'extension', { workingDays: 1 }),
    ]);
    expect([state.replyDue, state.refused]).toEqual(['2026-04-16', []]);
  });
});

describe('延迟答复', () => {
  const DEFERRED = [RECEIVED, on('03-30', 'deferral', { until: '2026-06-30' })];

  it('[条例35][SET-O8] 期满当日或者以前告知有效，日期就是告知的日期，不再暂定', () => {
    const state = clockOf(DEFERRED, '05-06');
    expect(base(state)).toEqual({ status: 'running', replyDue: '2026-06-30', provisional: false });
    expect(state.proof.at(-1)?.date).toBe('2026-06-30');
    expect(state.proof.find(({ date }) => date === '2026-03-31')).toMatchObject({ law: '条例35' });
    expect(rulesOf(clockOf([RECEIVED, on('03-31', 'deferral', { until: '2026-06-30' })]))).toEqual([
      '1 Art. 35',
    ]);
    expect(rulesOf(clockOf([RECEIVED, on('03-20', 'deferral', { until: '2026-03-30' })]))).toEqual([
      '1 Art. 35',
    ]);
    expect(clockOf([RECEIVED, on('03-20', 'deferral', { until: '2027-03-31' })]).provisional).toBe(false);
  });

  it('[SET-O8] 以后的征求意见和延期不再加天数；重新起算后失效', () => {
    const more = [
      ...DEFERRED,
      on('04-01', 'extension', { workingDays: 5 }),
      ...consulted('a', '06-29', '06-29'),
    ];
    expect(clockOf(more, '06-30')).toMatchObject({
      status: 'paused',
      replyDue: '2026-06-30',
      provisional: false,
      refused: [],
    });
    expect(clockOf(more, '07-01')).toMatchObject({ status: 'overdue', overdueDays: 1 });
    const restarted = clockOf([
      ...DEFERRED,
      on('05-06', 'fee_notice'),
      on('05-11', 'fee_paid'),
      on('05-12', 'extension', { workingDays: 20 }),
    ]);
    expect([restarted.replyDue, rulesOf(restarted)]).toEqual(['2026-07-07', []]);
  });
});

describe('答复和结案', () => {
  it('[REG-33-5] 答复以后的事都不再改变日期', () => {
    const state = clockOf(
      [
        RECEIVED,
        ...consulted('a', '03-09', '03-11'),
        on('03-20', 'replied'),
        on('03-24', 'consultation_answered', { id: 'a' }),
        on('03-25', 'extension', { workingDays: 3 }),
        on('03-26', 'replied'),
      ],
      '04-20',
    );
    expect(rulesOf(state)).toEqual(['4 REG-33-5', '5 REG-33-5', '6 REG-33-5']);
    expect([state.replyDue, state.status, state.provisional]).toEqual(['2026-04-23', 'replied', true]);
  });

  it('[SET-O9] 结案算到结案当日；以后的事不算', () => {
    const state = clockOf(
      [RECEIVED, on('04-02', 'closed', { outcome: 'other.misc' }), on('04-03', 'replied')],
      '05-06',
    );
    expect([state.status, state.overdueDays, rulesOf(state)]).toEqual(['closed', 3, ['2 REG-33-5']]);
  });
});
