import type { ClockDayKind, ClockStripDay } from '@/lib/applications/types/clock-strip';

/** How a kind of day is drawn: a ground with a pattern of its own, and one sign, so that colour is never all. */
export type DayLook = { readonly ground: string; readonly sign: string };

const HATCH = 'bg-[repeating-linear-gradient(135deg,var(--color-line)_0_2px,var(--color-ground)_2px_8px)]';
const STRIPES = 'bg-[repeating-linear-gradient(90deg,#e9cf9f_0_2px,var(--color-warn-wash)_2px_7px)]';
const DOTS = 'bg-[radial-gradient(#e0b979_1.2px,var(--color-warn-wash)_1.3px)] bg-[length:7px_7px]';
const CROSS =
  'bg-[repeating-linear-gradient(45deg,#efc9c9_0_1px,transparent_1px_7px),repeating-linear-gradient(135deg,#efc9c9_0_1px,var(--color-seal-wash)_1px_7px)]';

export const DAY_LOOKS: Readonly<Record<ClockDayKind, DayLook>> = {
  start: { ground: 'bg-brand-wash', sign: '起' },
  counted: { ground: 'bg-paper', sign: '' },
  deferred: { ground: 'bg-brand-wash', sign: '延' },
  rest: { ground: HATCH, sign: '休' },
  paused: { ground: STRIPES, sign: '停' },
  held: { ground: DOTS, sign: '等' },
  overdue: { ground: CROSS, sign: '逾' },
};

/** The number of a counted day, or the sign of what it is instead. */
export function signOf(day: Pick<ClockStripDay, 'kind' | 'n'>): string {
  return day.n === null ? DAY_LOOKS[day.kind].sign : String(day.n);
}
