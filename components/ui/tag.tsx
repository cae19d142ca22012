import type { ReactNode } from 'react';

const LOOKS = {
  plain: 'bg-brand-wash text-brand-deep',
  ok: 'bg-ok-wash text-ok',
  warn: 'bg-warn-wash text-warn',
  late: 'bg-seal-wash text-seal',
  quiet: 'bg-ground text-ink-soft border border-line',
} as const;
export type TagLook = keyof typeof LOOKS;

/** A state as a word; colour only repeats what the word says. */
export function Tag({ look = 'plain', children }: { look?: TagLook; children: ReactNode }) {
  return (
    <span
      className={`inline-block rounded px-2 py-0.5 text-[0.8125rem] leading-normal whitespace-nowrap ${LOOKS[look]}`}
    >
      {children}
    </span>
  );
}
