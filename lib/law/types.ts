/**
 * What becomes of an article or rule in this program: `implemented` = at least one function carries its tag and at
 * least one test proves it; `later` = belongs to a later part; `not_software` = people do it, no program can.
 */
export const LAW_STATUSES = ['implemented', 'later', 'not_software'] as const;
export type LawStatus = (typeof LAW_STATUSES)[number];

/** An article, a paragraph of one (`条例17-3` = 第十七条第三款), or a rule of the house (`TR-3`). */
export type LawEntry = {
  readonly id: string;
  /** A few Chinese words that say what it asks. */
  readonly title: string;
  readonly status: LawStatus;
  /** Why not now, or what of it is still to come. */
  readonly note?: string;
};

/** A text that entries come from. */
export type LawSource = {
  readonly title: string;
  /** An official page, or null where none is known. */
  readonly url: string | null;
  readonly entries: readonly LawEntry[];
};
