import type { CivilDate } from '@/lib/platform/dates';

/** What a notice makes of a day: 放假 or 调休补班. */
export const CALENDAR_DAY_KINDS = ['holiday', 'makeup_workday'] as const;
export type CalendarDayKind = (typeof CALENDAR_DAY_KINDS)[number];

/** A day that a notice names. */
export type CalendarDay = {
  readonly date: CivilDate;
  readonly kind: CalendarDayKind;
  /** What the day belongs to, e.g. `春节`. */
  readonly name: string;
  /** Number of the notice that says so, e.g. `国办发明电〔2025〕7号`. */
  readonly source: string;
};

/** A notice of the State Council about the days off of a year, or one that amends it. */
export type HolidayNotice = {
  readonly year: number;
  /** Its number, e.g. `国办发明电〔2025〕7号`. */
  readonly number: string;
  readonly title: string;
  readonly issuedOn: CivilDate;
  /** Days named by it; weekends may be among the holidays. */
  readonly days: readonly Omit<CalendarDay, 'source'>[];
};

/**
 * The working-day calendar made of the notices loaded so far: one unbroken range of days is known for certain. Outside
 * of it Monday to Friday count as working days, 1 January off, and every answer is provisional.
 */
export type Calendar = {
  /** Version under which it is stored; null for one put together in memory. A stored due date names it. */
  readonly version: number | null;
  readonly coversFrom: CivilDate;
  /** 24 December of the last year with a notice. */
  readonly coversTo: CivilDate;
  readonly notices: readonly Omit<HolidayNotice, 'days'>[];
  readonly days: ReadonlyMap<CivilDate, CalendarDay>;
};

/** One civil day as the calendar sees it. */
export type DayStatus = {
  readonly date: CivilDate;
  readonly isWorking: boolean;
  /** Whether the loaded notices speak of this day; without that the answer is a guess. */
  readonly isCovered: boolean;
  /** In words for a proof: `工作日`, `周休息日`, `春节放假`, `春节调休上班`. */
  readonly why: string;
  /** The notice that says so; null for an ordinary day. */
  readonly source: string | null;
};

/** One row of the proof of a deadline: a civil day after the start, counted or not. `n` only on counted days. */
export type ProofDay = DayStatus & { readonly counted: boolean; readonly n?: number };

/** A date computed with a calendar. */
export type Deadline = {
  /** The last day; all of it is available. */
  readonly date: CivilDate;
  /** Whether a day that was looked at lies outside what the notices cover: recompute once the notice is loaded. */
  readonly provisional: boolean;
  /** Every civil day from the day after the start to `date`. */
  readonly proof: readonly ProofDay[];
};

/** Why a notice is not taken; the sentences are in messages. */
export const NOTICE_REFUSALS = [
  'notice_year_apart',
  'notice_without_days',
  'notice_day_twice',
  'notice_day_elsewhere',
  'notice_day_changes_nothing',
  'notice_loaded_already',
] as const;
export type NoticeRefusal = (typeof NOTICE_REFUSALS)[number];
