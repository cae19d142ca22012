import Link from 'next/link';
import type { ReactNode } from 'react';
import { Tag } from '@/components/ui/tag';
import { SETTING_HINTS } from '@/lib/settings/messages';
import type { SettingRow } from '@/lib/settings/queries/list-settings';
import { valueInWords } from '@/lib/settings/rules/values';
import { SETTING_NAMES } from '@/lib/settings/types';

/** Who is behind the value in force, and since when. */
export function settingOrigin({ since, proposedBy, confirmedBy }: SettingRow): string {
  if (since === null) return '系统默认值';
  if (proposedBy === null) return `自 ${since} 起；由系统运维人员设置`;
  return `自 ${since} 起；${proposedBy}提出，${confirmedBy ?? ''}确认`;
}

/** A setting as it stands, what is to come, and the form that asks for another value. */
export function SettingCard({
  setting,
  shown,
  children,
}: {
  setting: SettingRow;
  /** The value of a setting that is no single word. */
  shown?: ReactNode;
  /** The form, for whom it may be. */
  children?: ReactNode;
}) {
  const { key, value, coming, open } = setting;
  return (
    <li className="border-t border-line py-3 first:border-t-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold">{SETTING_NAMES[key]}</h3>
        {shown === undefined ? <span className="font-semibold">{valueInWords(key, value)}</span> : null}
      </div>
      <p className="text-sm text-ink-soft">{SETTING_HINTS[key]}</p>
      {shown}
      <p className="mt-1 text-sm text-ink-soft">{settingOrigin(setting)}</p>
      {coming.map((one) => (
        <p key={one.from} className="mt-1 text-sm">
          <Tag look="plain">已确认</Tag> {one.from} 起改为{valueInWords(key, one.value) ?? '新的内容'}
        </p>
      ))}
      {open.map((one) => (
        <p key={one.id} className="mt-1 text-sm">
          <Tag look="warn">待确认</Tag> {one.proposedBy}提出了变更，
          <Link prefetch={false} href={`/office/settings/changes#change-${one.id}`}>
            查看
          </Link>
        </p>
      ))}
      {children}
    </li>
  );
}
