import { describe, expect, it } from 'vitest';
import { type ClockedEvent, clockEventsOf } from '@/lib/applications/rules/clock-events';

function event(seq: number, onDate: string, changes: Partial<ClockedEvent> = {}): ClockedEvent {
  return { seq, action: 'x', onDate, clock: null, detail: {}, correctsSeq: null, ...changes };
}
const clocked = (seq: number, date: string, type: string, more: object = {}) =>
  event(seq, date, { clock: { type, date, ...more } });

describe('从登记的事件到期限的计算', () => {
  it('按法定日期排列，后补记的早日期也在原位', () => {
    const events = [
      clocked(1, '2026-03-01', 'submitted'),
      clocked(2, '2026-03-02', 'received'),
      clocked(3, '2026-03-20', 'extension', { workingDays: 5 }),
      clocked(4, '2026-03-09', 'consultation_sent', { id: 'a', to: 'third_party' }),
    ];
    expect(clockEventsOf(events).map(({ type }) => type)).toEqual([
      'submitted',
      'received',
      'consultation_sent',
      'extension',
    ]);
  });

  it('[REG-31-5] 更正收到日期：按更正后的日期计算，最后一次更正为准', () => {
    const events = [
      clocked(1, '2026-03-01', 'submitted'),
      clocked(2, '2026-03-05', 'received'),
      event(3, '2026-03-04', { action: 'correct_receipt_date', correctsSeq: 2 }),
      event(4, '2026-03-03', { action: 'correct_receipt_date', correctsSeq: 2 }),
    ];
    expect(clockEventsOf(events).find(({ type }) => type === 'received')?.date).toBe('2026-03-03');
  });

  it('[SET-R12] 告知书后来送达：送达日期并入告知，不移动告知的日期', () => {
    const events = [
      clocked(1, '2026-03-02', 'received'),
      clocked(2, '2026-03-05', 'supplement_notice'),
      event(3, '2026-03-08', { action: 'record_letter_service', detail: { servesSeq: 2 } }),
    ];
    expect(clockEventsOf(events)[1]).toEqual({
      type: 'supplement_notice',
      date: '2026-03-05',
      served: '2026-03-08',
    });
  });

  it('没有计时意义的事件不参与计算', () => {
    expect(clockEventsOf([event(1, '2026-03-02'), event(2, '2026-03-03')])).toEqual([]);
  });
});
