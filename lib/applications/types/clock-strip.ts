import type { CivilDate } from '@/lib/platform/dates';
import type { ClockEventType, ClockStatus } from './clock';

/** What a screen draws a day as; never by colour alone, so each has its word (`CLOCK_DAY_NAMES`). */
export const CLOCK_DAY_KINDS = ['start', 'counted', 'deferred', 'rest', 'paused', 'held', 'overdue'] as const;
export type ClockDayKind = (typeof CLOCK_DAY_KINDS)[number];

/** An event of the case under the day it belongs to. */
export type ClockStripStep = {
  readonly type: ClockEventType;
  /** In words, e.g. `征求第三方意见`. */
  readonly name: string;
  /** In words, e.g. `《条例》第三十二条`; null where no article asks for it. */
  readonly article: string | null;
  /** Recorded, but without effect, as the law does not allow it. */
  readonly isRefused: boolean;
};

export type ClockStripDay = {
  readonly date: CivilDate;
  readonly kind: ClockDayKind;
  /** Number of the counted day; null for others. */
  readonly n: number | null;
  readonly isWorking: boolean;
  /** In words: the holiday, the make-up day, the pause, what is awaited. */
  readonly why: string;
  readonly article: string | null;
  /** The notice of the State Council that makes it a day off or a working day. */
  readonly source: string | null;
  /** Whether a notice speaks of this day; otherwise it is a guess. */
  readonly isCovered: boolean;
  readonly isToday: boolean;
  readonly isDue: boolean;
  /** After the day asked for, or after the end of the case. */
  readonly isToCome: boolean;
  readonly steps: readonly ClockStripStep[];
};

/** From one full period to the next: each begins with receipt, a corrected application, or a payment. */
export type ClockStripSegment = {
  readonly from: CivilDate;
  readonly begunBy: string;
  readonly article: string;
  /** Given up for the next full period. */
  readonly isOver: boolean;
  readonly days: readonly ClockStripDay[];
};

/** All that is drawn of a case: every day from receipt on. */
export type ClockStrip = {
  readonly asOf: CivilDate;
  readonly status: ClockStatus;
  readonly replyDue: CivilDate | null;
  readonly provisional: boolean;
  /** Counted days left after the day asked for, the due date included; null where no date runs. */
  readonly daysLeft: number | null;
  /** Events before receipt, with their dates. */
  readonly beforeReceipt: readonly (ClockStripStep & { readonly date: CivilDate })[];
  readonly segments: readonly ClockStripSegment[];
};
