import type { CivilDate } from '@/lib/platform/dates';
import type { ItemContent } from '../../types';

/** 有效性 as far as the text itself says. */
export const VALIDITIES = ['pending', 'in_force', 'expired'] as const;
export type Validity = (typeof VALIDITIES)[number];
export const VALIDITY_NAMES: Record<Validity, string> = {
  pending: '尚未施行',
  in_force: '有效',
  expired: '失效',
};

/**
 * Whether a document is in force on a day; null for texts that do not lapse. From 00:00 of the day after its last day
 * a document reads 失效.
 *
 * @param today civil date in Asia/Shanghai
 * @rule PF-24
 */
export function validityOn(
  content: Pick<ItemContent, 'is_normative' | 'effective_from' | 'expires_at'>,
  today: CivilDate,
): Validity | null {
  if (!content.is_normative && content.expires_at === null) return null;
  if (content.expires_at !== null && content.expires_at < today) return 'expired';
  if (content.effective_from !== null && content.effective_from > today) return 'pending';
  return 'in_force';
}

const UNITS = ['B', 'KB', 'MB', 'GB'];

/** The size of a file as people read it: `12 KB`, `1.5 MB`. */
export function formatSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  const rounded = size < 10 && unit > 1 ? Math.round(size * 10) / 10 : Math.round(size);
  return `${rounded} ${UNITS[unit]}`;
}

/** The ending of a file name in capitals, as a reader knows kinds of files; 文件 where there is none. */
export function fileEnding(name: string): string {
  return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toUpperCase() ?? '文件';
}

/** Page numbers to show: first, last and those around the current one; null stands for a gap. */
export function pageNumbers(page: number, pages: number): (number | null)[] {
  const shown = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const numbers = [...new Set(shown)].sort((a, b) => a - b);
  return numbers.flatMap((n, at) => {
    const before = numbers[at - 1];
    if (before === undefined || n - before === 1) return [n];
    return n - before === 2 ? [n - 1, n] : [null, n];
  });
}
