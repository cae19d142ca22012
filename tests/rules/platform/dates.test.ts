import { describe, expect, it } from 'vitest';
import { civilDate, formatDate, formatMinute, isCivilDate, shanghaiInstant } from '@/lib/platform/dates';

describe('dates', () => {
  it.each([
    ['2026-03-02T15:59:59.999Z', '2026-03-02', '2026-03-02 23:59'],
    ['2026-03-02T16:00:00.000Z', '2026-03-03', '2026-03-03 00:00'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01', '2026-01-01 00:00'],
    ['2024-02-28T16:00:00.000Z', '2024-02-29', '2024-02-29 00:00'],
  ])('[CAL-9] %s is %s in China', (instant, date, minute) => {
    expect(civilDate(new Date(instant))).toBe(date);
    expect(formatMinute(new Date(instant))).toBe(minute);
  });

  it('[CAL-9] a day in China begins eight hours before the same day in UTC', () => {
    expect(shanghaiInstant('2026-03-02').toISOString()).toBe('2026-03-01T16:00:00.000Z');
    expect(shanghaiInstant('2026-03-02', '14:05').toISOString()).toBe('2026-03-02T06:05:00.000Z');
  });

  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-3-1', false],
    ['', false],
  ])('%j exists: %s', (text, exists) => {
    expect(isCivilDate(text)).toBe(exists);
  });

  it('are written without leading zeros in text', () => {
    expect(formatDate('2026-03-02')).toBe('2026年3月2日');
    expect(formatDate('2026年')).toBe('2026年');
  });
});
