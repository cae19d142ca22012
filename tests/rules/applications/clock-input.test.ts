import { describe, expect, it } from 'vitest';
import { computeClock } from '@/lib/applications/rules/clock/compute-clock';
import { whyRefused } from '@/lib/applications/rules/clock/why-refused';
import { readClockInput } from '@/lib/applications/schema/clock-input';
import type { ClockEvent } from '@/lib/applications/types/clock';
import { CALENDAR, clockCase, consulted, on } from '../../support/clock-cases';

const RECEIVED = on('03-02', 'received');
const SENT = on('03-09', 'consultation_sent', { id: 'a', to: 'third_party' });

/** What is said of a case as read from a file: the sentence, or null where its dates could be computed. */
function said(value: unknown): string | null {
  const input = readClockInput(value, '2026-03-25');
  const clock = input.ok ? computeClock(CALENDAR, input.value) : input;
  if (clock.ok) return null;
  expect(clock.refusals.map(({ code }) => code)).toEqual(['malformed_clock_input']);
  const message = clock.refusals[0]?.message ?? '';
  expect(message).toMatch(/^[^。]+。$/);
  return message;
}
const saidOf = (events: unknown, more: object = {}) => said({ receivedVia: 'internet', events, ...more });

describe('读入一件申请的事件', () => {
  it('没有写计算日的，按今天', () => {
    expect(readClockInput({ receivedVia: 'fax', events: [RECEIVED] }, '2026-03-25')).toEqual({
      ok: true,
      value: { receivedVia: 'fax', asOf: '2026-03-25', events: [RECEIVED] },
    });
    expect(saidOf([on('03-26', 'received')])).toContain('晚于计算日');
    expect(saidOf([on('03-26', 'received')], { asOf: '2026-03-26' })).toBeNull();
  });

  it('可以不写的也可以写 null', () => {
    expect(saidOf([RECEIVED, on('03-05', 'supplement_notice', { served: null, dueDate: null })])).toBeNull();
  });

  it.each<[string, unknown, string]>([
    ['不是对象', [], '应为一件申请的事件'],
    ['什么也没有', null, '应为一件申请的事件'],
    ['没有渠道', { events: [RECEIVED] }, 'receivedVia：提交渠道应为'],
    ['不认识的渠道', { receivedVia: 'email', events: [RECEIVED] }, 'receivedVia：提交渠道应为'],
    ['不可能的计算日', { receivedVia: 'fax', asOf: '2026-02-30', events: [RECEIVED] }, 'asOf：没有这个日期'],
    ['事件不是列表', { receivedVia: 'fax', events: {} }, 'events：应为事件的列表'],
    ['没有事件', { receivedVia: 'fax', events: [] }, '没有一个事件'],
  ])('%s', (_, value, sentence) => {
    expect(said(value)).toContain(sentence);
  });

  it.each<[string, unknown[], string]>([
    ['不认识的事件', [{ type: 'toString', date: '2026-03-02' }], '第1个事件 type：没有这种事件'],
    ['没有日期', [{ type: 'received' }], '第1个事件 date：缺少日期'],
    ['不可能的日期', [on('02-30', 'received')], '第1个事件 date：没有这个日期'],
    ['写法不同的日期', [{ type: 'received', date: '2026-3-2' }], '没有这个日期'],
    ['太远的年份', [on('9999-12-30', 'received')], '没有这个日期'],
    ['不认识的征求对象', [RECEIVED, { ...SENT, to: 'court' }], '第2个事件 to：征求对象应为'],
    ['没有编号', [RECEIVED, { ...SENT, id: ' ' }], '第2个事件 id：缺少编号'],
    ['延期不是整数', [RECEIVED, on('03-10', 'extension', { workingDays: 1.5 })], '应为不小于1的整数'],
    ['延期为零', [RECEIVED, on('03-10', 'extension', { workingDays: 0 })], '应为不小于1的整数'],
    ['延期是文字', [RECEIVED, on('03-10', 'extension', { workingDays: '5' })], '应为不小于1的整数'],
    ['延迟没有日期', [RECEIVED, on('03-10', 'deferral')], '第2个事件 until：缺少日期'],
    ['不认识的结案情形', [RECEIVED, on('03-10', 'closed', { outcome: 'public' })], '结案情形应为'],
    ['没有结案情形', [RECEIVED, on('03-10', 'closed')], '结案情形应为'],
  ])('[SET-O10] %s', (_, events, sentence) => {
    expect(saidOf(events)).toContain(sentence);
  });

  it.each<[string, ClockEvent[], string]>([
    ['次序颠倒', [on('03-03', 'submitted'), RECEIVED], '早于它前面的事件'],
    ['收到两次', [RECEIVED, on('03-03', 'received')], '“收到申请”只能有一次'],
    ['收到以前就延期', [on('03-01', 'extension', { workingDays: 5 }), RECEIVED], '在“收到申请”之前'],
    ['收到以后又提交', [RECEIVED, on('03-03', 'submitted')], '应在“收到申请”之前'],
    ['不是平信却登记到达', [on('03-01', 'arrived'), RECEIVED], '只有平信'],
    ['晚于计算日', [RECEIVED, on('03-26', 'replied')], '晚于计算日'],
    ['同一编号发出两次', [RECEIVED, SENT, SENT], '已经发出过'],
    [
      '送达两次',
      [RECEIVED, ...consulted('a', '03-09', '03-10'), on('03-11', 'consultation_served', { id: 'a' })],
      '已经登记过送达',
    ],
    [
      '答复两次',
      [
        RECEIVED,
        ...consulted('a', '03-09', '03-10', '03-11'),
        on('03-12', 'consultation_answered', { id: 'a' }),
      ],
      '已经登记过意见',
    ],
    ['没有发出就送达', [RECEIVED, on('03-11', 'consultation_served', { id: 'b' })], '没有发出过'],
    ['没有发出就答复', [RECEIVED, SENT, on('03-11', 'consultation_answered', { id: 'b' })], '没有发出过'],
    [
      '答复以后才送达',
      [
        RECEIVED,
        SENT,
        on('03-11', 'consultation_answered', { id: 'a' }),
        on('03-12', 'consultation_served', { id: 'a' }),
      ],
      '送达应在收到意见之前',
    ],
    ['第三方自定日期', [RECEIVED, { ...SENT, dueDate: '2026-03-20' } as ClockEvent], '只有征求其他机关意见'],
    ['送达早于告知', [RECEIVED, on('03-10', 'supplement_notice', { served: '2026-03-09' })], '早于事件本身'],
    ['截止早于告知', [RECEIVED, on('03-10', 'supplement_notice', { dueDate: '2026-03-09' })], '早于事件本身'],
    ['送达晚于计算日', [RECEIVED, on('03-10', 'fee_notice', { served: '2026-03-26' })], '送达日晚于计算日'],
  ])('[SET-O1][SET-O10] %s', (_, events, sentence) => {
    expect(saidOf(events)).toContain(sentence);
  });
});

describe('为什么不能办', () => {
  const why = (events: ClockEvent[], event: ClockEvent, asOf = '2026-12-01') =>
    whyRefused(CALENDAR, clockCase(events, asOf), event);

  it('允许的，没有理由', () => {
    expect(why([RECEIVED], on('03-30', 'extension', { workingDays: 20 }))).toEqual([]);
  });

  it.each<[string, ClockEvent[], ClockEvent, string, string]>([
    [
      'extension_beyond_sum',
      [RECEIVED, on('03-10', 'extension', { workingDays: 12 })],
      on('03-11', 'extension', { workingDays: 9 }),
      'REG-33-2',
      '已用12个，最多还能延长8个。（《条例》第三十三条第二款）',
    ],
    [
      'is_past_due',
      [RECEIVED],
      on('03-31', 'extension', { workingDays: 1 }),
      'REG-33-2',
      '延长答复期限应在答复期限2026年3月30日（含当日）之前',
    ],
    [
      'is_past_due',
      [RECEIVED],
      on('03-31', 'consultation_sent', { id: 'a', to: 'organ' }),
      'REG-33-3',
      '第三十三条第三款',
    ],
    ['is_past_due', [RECEIVED], on('03-31', 'supplement_notice'), 'REG-30-7', '《条例》第三十条'],
    ['is_past_due', [RECEIVED], on('03-31', 'fee_notice'), 'FEE-5', '信息处理费管理办法'],
    [
      'deferral_not_later',
      [RECEIVED],
      on('03-20', 'deferral', { until: '2026-03-30' }),
      'SET-O8',
      '应晚于现在的答复期限2026年3月30日',
    ],
    [
      'applicant_is_awaited',
      [RECEIVED, on('03-05', 'supplement_notice')],
      on('03-06', 'replied'),
      'REG-33-5',
      '正在等待申请人补正（截止2026年3月26日）',
    ],
    [
      'applicant_is_awaited',
      [RECEIVED, on('03-16', 'fee_notice')],
      on('03-17', 'extension', { workingDays: 1 }),
      'REG-33-2',
      '正在等待申请人缴费（截止2026年4月14日）',
    ],
    [
      'round_needs_approval',
      [RECEIVED, on('03-05', 'supplement_notice'), on('03-09', 'supplement_received')],
      on('03-10', 'supplement_notice'),
      'REG-30-5',
      '先由政府信息公开工作机构负责人批准',
    ],
    [
      'no_supplement_is_awaited',
      [RECEIVED],
      on('03-05', 'supplement_received'),
      'REG-30-4',
      '没有待补正的告知',
    ],
    ['no_payment_is_awaited', [RECEIVED], on('03-05', 'fee_paid'), 'FEE-6', '没有待缴费的收费通知'],
    [
      'supplement_period_runs',
      [RECEIVED, on('03-05', 'supplement_notice')],
      on('03-26', 'closed', { outcome: 'other.supplement_overdue' }),
      'REG-30-6',
      '补正期限到2026年3月26日',
    ],
    [
      'payment_period_runs',
      [RECEIVED, on('03-16', 'fee_notice')],
      on('04-14', 'closed', { outcome: 'other.fee_unpaid' }),
      'FEE-8',
      '缴费期限到2026年4月14日',
    ],
    [
      'case_has_ended',
      [RECEIVED, on('03-20', 'replied')],
      on('03-21', 'extension', { workingDays: 1 }),
      'REG-33-5',
      '本件已于2026年3月20日答复',
    ],
    [
      'case_has_ended',
      [RECEIVED, on('03-20', 'closed', { outcome: 'other.misc' })],
      on('03-21', 'replied'),
      'REG-33-5',
      '本件已于2026年3月20日结案',
    ],
  ])('%s：说明怎么办，写明条款', (code, events, event, law, sentence) => {
    const [refusal, ...others] = why(events, event);
    expect([refusal?.code, refusal?.law, others]).toEqual([code, law, []]);
    expect(refusal?.message).toContain(sentence);
  });

  it('补登在中间的事，不能使后面已登记的事失去依据', () => {
    const events = [RECEIVED, on('03-20', 'extension', { workingDays: 5 })];
    expect(why(events, on('03-19', 'supplement_notice'))).toMatchObject([
      { code: 'later_event_refused', message: expect.stringContaining('2026年3月20日的延长答复期限') },
    ]);
    expect(why(events, on('03-19', 'consultation_sent', { id: 'a', to: 'organ' }))).toEqual([]);
  });

  it('不成一件申请的，说明哪里不对', () => {
    expect(why([RECEIVED], on('03-03', 'received'))).toMatchObject([{ code: 'malformed_clock_input' }]);
    expect(why([RECEIVED], on('04-01', 'replied'), '2026-03-31')).toMatchObject([
      { code: 'malformed_clock_input', message: expect.stringContaining('晚于计算日') },
    ]);
  });
});
