import type { ComparedVersion } from '@/lib/disclosure/queries/find-comparison';
import { VERSION_FATE_NAMES } from '@/lib/disclosure/what-changed/messages';
import { formatMinute } from '@/lib/platform/dates';

/** `第 3 稿`, or `当前稿件`. */
export function versionName({ key }: Pick<ComparedVersion, 'key'>): string {
  return key === 'draft' ? '当前稿件' : `第 ${key} 稿`;
}

/** What became of a version, in words; of the working copy that it was not submitted as it is. */
export function fateName({ key, fate }: Pick<ComparedVersion, 'key' | 'fate'>): string {
  if (key === 'draft') return '未提交';
  return fate === null ? '' : VERSION_FATE_NAMES[fate];
}

/** A version in one line, for a picker: number, time, who wrote it, what became of it. */
export function versionLine(version: ComparedVersion): string {
  return [versionName(version), formatMinute(version.at), version.authors, fateName(version)]
    .filter(Boolean)
    .join(' · ');
}
