import { describe, expect, it } from 'vitest';
import { clockStrip } from '@/lib/applications/rules/clock/clock-strip';
import type { ClockEvent } from '@/lib/applications/types/clock';
import type { ClockStrip } from '@/lib/applications/types/clock-strip';
import { addDays } from '@/lib/calendar/rules/civil-dates';
import { CALENDAR, clockCase, clockOf, consulted, on } from '../../support/clock-cases';

function stripOf(events: readonly ClockEvent[], asOf?: string): ClockStrip {
  const strip = clockStrip(CALENDAR, clockCase(events, asOf));
  if (!strip.ok) throw new Error('refused');
  return strip.value;
}
const dayOf = (strip: ClockStrip, date: string) =>
  strip.segments.flatMap(({ days }) => days).find((day) => day.date === `2026-${date}`);

const PAUSED = [
  on('03-01', 'submitted'),
  on('03-02', 'received'),
  ...consulted('a', '03-09', '03-11', '03-24'),
  on('03-31', 'extension', { workingDays: 2 }),
];

describe('逐日的期限条', () => {
  it('从收到之日画到期满，计入的日子与证明一致', () => {
    const strip = stripOf(PAUSED, '03-31');
    const [segment] = strip.segments;
    const { proof, replyDue } = clockOf(PAUSED, '03-31');
    expect([strip.segments.length, segment?.from, segment?.isOver]).toEqual([1, '2026-03-02', false]);
    expect(segment?.days[0]).toMatchObject({ kind: 'start', n: null, article: '《条例》第三十一条' });
    expect(segment?.days.slice(1).map(({ date, n }) => [date, n])).toEqual(
      proof.map((day) => [day.date, day.n ?? null]),
    );
    expect(segment?.days.filter(({ isDue }) => isDue).map(({ date }) => date)).toEqual([replyDue]);
    expect(strip.daysLeft).toBe(12);
    expect(segment?.days.filter((day) => day.n !== null && day.isToCome)).toHaveLength(12);
  });

  it('每个步骤在它那一天，写明条款；收到以前的单列', () => {
    const strip = stripOf(PAUSED, '03-31');
    expect(strip.beforeReceipt).toMatchObject([{ date: '2026-03-01', name: '提交申请' }]);
    expect(dayOf(strip, '03-09')).toMatchObject({
      kind: 'counted',
      steps: [{ name: '征求第三方意见', article: '《条例》第三十二条', isRefused: false }],
    });
    expect(dayOf(strip, '03-10')).toMatchObject({ kind: 'paused', article: '《条例》第三十三条第三款' });
    expect(dayOf(strip, '03-14')).toMatchObject({ kind: 'paused', why: '周休息日' });
    expect(dayOf(strip, '03-24')).toMatchObject({ kind: 'paused', steps: [{ name: '收到第三方意见' }] });
    expect(dayOf(strip, '03-28')).toMatchObject({ kind: 'rest', n: null });
    expect(dayOf(strip, '03-31')).toMatchObject({
      isToday: true,
      steps: [{ name: '延长答复期限2个工作日' }],
    });
    expect(dayOf(strip, '04-04')).toMatchObject({ why: '清明节放假', source: '国办发明电〔2025〕7号' });
  });

  it('没有效力的事也画出来，注明不产生效力', () => {
    const strip = stripOf([on('03-02', 'received'), on('04-01', 'extension', { workingDays: 2 })], '04-02');
    expect(dayOf(strip, '04-01')).toMatchObject({ kind: 'overdue', n: null, steps: [{ isRefused: true }] });
    expect([strip.status, strip.daysLeft]).toEqual(['overdue', 0]);
  });

  it('补正前后是两段：前一段到收到补正为止，等待的日子另画', () => {
    const strip = stripOf([
      on('04-27', 'received'),
      on('05-06', 'supplement_notice'),
      on('05-20', 'supplement_received'),
    ]);
    expect(strip.segments.map(({ from, isOver, begunBy }) => [from, isOver, begunBy])).toEqual([
      ['2026-04-27', true, '收到申请'],
      ['2026-05-20', false, '收到补正材料，期限重新计算'],
    ]);
    const [first, second] = strip.segments;
    expect(first?.days.find(({ date }) => date === '2026-05-06')).toMatchObject({ kind: 'counted', n: 4 });
    expect(first?.days.filter(({ kind }) => kind === 'held').map(({ date }) => date)).toEqual(
      Array.from({ length: 13 }, (_, at) => addDays('2026-05-07', at)),
    );
    expect(second?.days.at(-1)).toMatchObject({ date: '2026-06-17', n: 20, isDue: true });
    const dates = strip.segments.flatMap(({ days }) => days.map(({ date }) => date));
    expect(dates).toEqual(dates.map((_, at) => addDays('2026-04-27', at)));
  });

  it('同一天告知又收到补正的，这一天只画一次，步骤都在', () => {
    const strip = stripOf([
      on('04-27', 'received'),
      on('04-27', 'supplement_notice'),
      on('04-27', 'supplement_received'),
    ]);
    expect(strip.segments.map(({ from }) => from)).toEqual(['2026-04-27']);
    expect(dayOf(strip, '04-27')?.steps.map(({ type }) => type)).toEqual([
      'received',
      'supplement_notice',
      'supplement_received',
    ]);
  });

  it('正在等待的，画到申请人的截止日；没有剩余天数可说', () => {
    const strip = stripOf([on('03-02', 'received'), on('03-16', 'fee_notice')], '03-20');
    expect([strip.daysLeft, strip.replyDue, strip.segments[0]?.days.at(-1)?.date]).toEqual([
      null,
      null,
      '2026-04-14',
    ]);
    expect(dayOf(strip, '03-17')).toMatchObject({ kind: 'held', why: '等待申请人缴费，期限不计' });
  });

  it('还没有收到的，没有日子可画；延迟答复的日子另有名称', () => {
    expect(stripOf([on('03-01', 'submitted')], '03-05').segments).toEqual([]);
    const strip = stripOf([on('03-02', 'received'), on('03-30', 'deferral', { until: '2026-05-29' })]);
    expect([dayOf(strip, '03-30')?.kind, dayOf(strip, '03-31')?.kind, dayOf(strip, '05-29')?.isDue]).toEqual([
      'counted',
      'deferred',
      true,
    ]);
  });

  it('不成一件申请的，拒绝', () => {
    expect(clockStrip(CALENDAR, clockCase([])).ok).toBe(false);
  });
});
