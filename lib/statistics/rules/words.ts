import type { ErrorsAfterPublication } from '@/lib/disclosure/after-publication/queries/errors-after-publication';

/** `12.5%` of a share of 1; null of none. */
export function percentOf(share: number | null): string | null {
  if (share === null) return null;
  const percent = share * 100;
  return `${Number.isInteger(percent) ? percent : percent.toFixed(1)}%`;
}

/** Seconds as minutes with one decimal. */
export function minutesOf(seconds: number): string {
  return (seconds / 60).toFixed(1);
}

/** A length of time in words: `45 秒`, `12 分钟`, `3.5 小时`, `2.1 天`. */
export function durationWords(seconds: number): string {
  const round = (value: number) => String(Math.round(value * 10) / 10);
  if (seconds < 60) return `${Math.round(seconds)} 秒`;
  if (seconds < 3600) return `${round(seconds / 60)} 分钟`;
  return seconds < 48 * 3600 ? `${round(seconds / 3600)} 小时` : `${round(seconds / 86_400)} 天`;
}

/** What came to light after publication, each kind with its number. */
export function errorRows(
  errors: ErrorsAfterPublication,
): readonly (readonly [name: string, count: number])[] {
  return [
    ['发布后发现错误的信息', errors.items],
    ['发布后核查发现的问题', errors.problems],
    ['文字更正', errors.typos],
    ['内容更正', errors.factualCorrections],
    ['因错误隐藏', errors.hiddenForError],
    ['因疑似泄密隐藏', errors.hiddenForLeak],
  ];
}
