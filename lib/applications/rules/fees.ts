import type { CivilDate } from '@/lib/platform/dates';
import { moneyText } from './money-text';

/** 按件计收 or 按量计收: for one application one of them, never both. */
export const FEE_SCALES = ['by_item', 'by_volume'] as const;
export type FeeScale = (typeof FEE_SCALES)[number];
export const FEE_SCALE_NAMES: Record<FeeScale, string> = { by_item: '按件计收', by_volume: '按量计收' };

/** What a charge rests on, as the notice L10 and the screen cite it. */
export const FEE_BASIS =
  '《中华人民共和国政府信息公开条例》第四十二条、《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）';

/** Amounts are whole 分. */
const YUAN = 100;
const FREE_ITEMS = 10;
const FLAT_ITEMS = 30;
const ITEMS_PER_TIER = 10;
const ITEM_STEP = 100 * YUAN;

/** Pages of one price: more than `over` up to `until`, each at `price`. */
type PageTier = { readonly over: number; readonly until: number; readonly price: number };
const PAGE_TIERS: readonly PageTier[] = [
  { over: 30, until: 100, price: 10 * YUAN },
  { over: 100, until: 200, price: 20 * YUAN },
  { over: 200, until: Number.POSITIVE_INFINITY, price: 40 * YUAN },
];

/** Beyond this many pages or applications the number is a slip of the pen; the sums stay far below 2^53. */
export const MOST_COUNTED = 1_000_000;

function isCount(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least && value <= MOST_COUNTED;
}

/**
 * 分 for the n-th application of the same applicant in a calendar month: its own price, whatever the others were charged
 * by. Throws where `nth` is no whole number from 1.
 *
 * @law 条例42
 * @rule FEE-2
 */
export function itemPrice(nth: number): number {
  if (!isCount(nth, 1)) throw new RangeError(`not a number of applications: ${nth}`);
  if (nth <= FREE_ITEMS) return 0;
  if (nth <= FLAT_ITEMS) return ITEM_STEP;
  return ITEM_STEP * (Math.floor((nth - FLAT_ITEMS - 1) / ITEMS_PER_TIER) + 2);
}

/** 分 for all applications of a month together, had each been charged by item: the table of the measures. */
export function itemPriceSum(count: number): number {
  let sum = 0;
  for (let nth = 1; nth <= count; nth += 1) sum += itemPrice(nth);
  return sum;
}

/**
 * 分 for the pages of one application; they are not added up over applications. Throws where `pages` is no whole number
 * from 0.
 *
 * @law 条例42
 */
export function volumePrice(pages: number): number {
  if (!isCount(pages, 0)) throw new RangeError(`not a number of pages: ${pages}`);
  return PAGE_TIERS.reduce((sum, tier) => sum + tier.price * pagesIn(tier, pages), 0);
}

function pagesIn({ over, until }: PageTier, pages: number): number {
  return Math.max(0, Math.min(pages, until) - over);
}

/** Sheets as they are counted: A4 and smaller one page a side, A3 two; electronic data by its print view. @rule SET-F5 */
export function pagesOf(sheets: { readonly a4Sides: number; readonly a3Sides: number }): number {
  return sheets.a4Sides + 2 * sheets.a3Sides;
}

/** One scale as the screen shows it beside the other. */
export type FeeChoice = {
  readonly scale: FeeScale;
  /** 分; null where this scale can't be computed. */
  readonly amountFen: number | null;
  /** Whether a notice of this amount can be sent; a charge of nothing is no charge. */
  readonly isPossible: boolean;
  /** Why not, in words; empty where it can. */
  readonly whyNot: string;
  /** 计算过程, one line each. */
  readonly steps: readonly string[];
};
export type FeeOffer = {
  /** The n-th of the month. */
  readonly nth: number;
  readonly pages: number | null;
  readonly byItem: FeeChoice;
  readonly byVolume: FeeChoice;
};

/**
 * Both amounts of an application beside each other, which may be charged, and how each is computed. `pages` is null
 * where no pages are delivered, e.g. where the reply only tells the way to what is public already.
 *
 * @rule FEE-4 @rule SET-F5
 */
export function feeOffer(nth: number, pages: number | null): FeeOffer {
  return { nth, pages, byItem: byItem(nth), byVolume: byVolume(pages) };
}

function byItem(nth: number): FeeChoice {
  const amountFen = itemPrice(nth);
  return {
    scale: 'by_item',
    amountFen,
    isPossible: amountFen > 0,
    whyNot: amountFen > 0 ? '' : `当月第 ${nth} 件，${FREE_ITEMS} 件以内不收费。`,
    steps: itemSteps(nth, amountFen),
  };
}

function itemSteps(nth: number, amountFen: number): string[] {
  const first = `本件是同一申请人当月第 ${nth} 件申请。`;
  if (nth <= FREE_ITEMS) return [first, `第 1 至 ${FREE_ITEMS} 件：不收费。`];
  if (nth <= FLAT_ITEMS) {
    return [first, `第 ${FREE_ITEMS + 1} 至 ${FLAT_ITEMS} 件：每件 ${moneyText(ITEM_STEP)}。`, is(amountFen)];
  }
  const tier = Math.floor((nth - FLAT_ITEMS - 1) / ITEMS_PER_TIER);
  const from = FLAT_ITEMS + 1 + tier * ITEMS_PER_TIER;
  return [
    first,
    `第 31 件起以 ${ITEMS_PER_TIER} 件为一档，每增加一档每件提高 ${moneyText(ITEM_STEP)}：第 ${from} 至 ${from + ITEMS_PER_TIER - 1} 件每件 ${moneyText(amountFen)}。`,
    is(amountFen),
  ];
}

const is = (amountFen: number) => `本件按件计收 ${moneyText(amountFen)}。`;

function byVolume(pages: number | null): FeeChoice {
  if (pages === null) {
    return {
      scale: 'by_volume',
      amountFen: null,
      isPossible: false,
      whyNot: '这件申请不提供页数（例如只告知获取方式、途径），不能按量计收。',
      steps: [],
    };
  }
  const amountFen = volumePrice(pages);
  return {
    scale: 'by_volume',
    amountFen,
    isPossible: amountFen > 0,
    whyNot: amountFen > 0 ? '' : `共 ${pages} 页，30 页以内不收费。`,
    steps: volumeSteps(pages, amountFen),
  };
}

function volumeSteps(pages: number, amountFen: number): string[] {
  const used = PAGE_TIERS.filter((tier) => pagesIn(tier, pages) > 0);
  const lines = used.map((tier) => {
    const count = pagesIn(tier, pages);
    const to = Math.min(pages, tier.until);
    return `第 ${tier.over + 1} 至 ${to} 页：${count} 页 × ${moneyText(tier.price)} = ${moneyText(count * tier.price)}。`;
  });
  const sum = used.length > 1 ? [`合计 ${moneyText(amountFen)}。`] : [];
  return [
    `本件共 ${pages} 页（A4 及以下单面为 1 页，A3 单面为 2 页）。`,
    '第 1 至 30 页：不收费。',
    ...lines,
    ...sum,
  ];
}

/** How an amount is computed, as the notice says it within a sentence. */
export function calculationWords({ steps }: Pick<FeeChoice, 'steps'>): string {
  return steps.map((step) => step.replace(/。$/, '')).join('；');
}

/** The choice of a scale in an offer. */
export function chosenFee(offer: FeeOffer, scale: FeeScale): FeeChoice {
  return scale === 'by_item' ? offer.byItem : offer.byVolume;
}

/** A case as it takes a number of the month. */
export type FeeUnit = {
  readonly id: string;
  /** 收到申请之日 of the first receipt. */
  readonly receivedOn: CivilDate;
  /** Time of registration, an ISO instant. */
  readonly registeredAt: string;
  /** The case it is answered together with. */
  readonly mergedIntoId: string | null;
};

/**
 * The number of a case among those of the same applicant in the month of its first receipt, and how many there are.
 * Each registered application and each part of a split one takes a number, merged ones one together; withdrawn and
 * abandoned ones keep theirs. In order of receipt, then registration. Null where the case is not among them.
 *
 * @rule FEE-1 @rule FEE-3 @rule SET-F1 @rule SET-F2
 */
export function numberInMonth(
  units: readonly FeeUnit[],
  id: string,
): { readonly nth: number; readonly count: number; readonly month: string } | null {
  const one = units.find((unit) => unit.id === id);
  const head = units.find((unit) => unit.id === one?.mergedIntoId) ?? one;
  if (head === undefined) return null;
  const month = monthOf(head.receivedOn);
  const present = new Set(units.map((unit) => unit.id));
  const numbered = units
    .filter((unit) => unit.mergedIntoId === null || !present.has(unit.mergedIntoId))
    .filter((unit) => monthOf(unit.receivedOn) === month)
    .toSorted(
      (a, b) =>
        compare(a.receivedOn, b.receivedOn) || compare(a.registeredAt, b.registeredAt) || compare(a.id, b.id),
    );
  const at = numbered.findIndex((unit) => unit.id === head.id);
  return { nth: at + 1, count: numbered.length, month };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `YYYY-MM`: the calendar month of a date. */
export function monthOf(date: CivilDate): string {
  return date.slice(0, 7);
}

/** Whether a new amount may follow what was notified before: never more than the least of them. @rule FEE-14 */
export function mayFollow(amountFen: number, notified: readonly number[]): boolean {
  return notified.every((before) => amountFen <= before);
}
