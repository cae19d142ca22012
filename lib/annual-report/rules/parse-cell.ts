import { AMOUNT_DECIMALS, MAX_FIGURE } from '@/lib/annual-report/rules/check-tables';
import type { Cell, CellKind } from '@/lib/annual-report/types';

/** Why a typed text is no figure. */
export const CELL_REFUSALS = [
  'placeholder_mark',
  'negative',
  'thousands_separator',
  'inner_space',
  'unit',
  'fraction',
  'too_many_decimals',
  'too_large',
  'not_a_number',
] as const;
export type CellRefusal = (typeof CELL_REFUSALS)[number];

export type ParsedCell = { ok: true; value: Cell } | { ok: false; refusal: CellRefusal; text: string };

/** Full-width characters (NFKC), marks that only look like others, and invisible characters. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u2212\u2010-\u2013]/g, '-')
    .trim();
}

/**
 * The figure a person typed or pasted into a cell. Full-width digits, spaces around, leading zeros and a
 * leading + are understood; an empty text is a blank cell. Nothing is guessed: "/" or "无" is not taken
 * for 0, "1,234" not for 1234.
 *
 * @returns the figure, or the refusal: `placeholder_mark` (/, —, 无), `negative`, `thousands_separator`,
 * `inner_space`, `unit` (件, 万元 …), `fraction` (in a count), `too_many_decimals` (amount, more than 6),
 * `too_large` (over 999999999), `not_a_number`.
 * @rule W2-2 @rule A3-4
 */
export function parseCell(typed: string, kind: CellKind): ParsedCell {
  const text = normalise(typed);
  const refuse = (refusal: CellRefusal): ParsedCell => ({ ok: false, refusal, text: typed.trim() });
  if (text === '') return { ok: true, value: null };
  if (/^([/\\—―-]+|无|暂无|没有)$/.test(text)) return refuse('placeholder_mark');
  if (/^-\s*\d/.test(text)) return refuse('negative');
  if (/^\+?\d{1,3}([,，、']\d{3})+(\.\d+)?$/.test(text)) return refuse('thousands_separator');
  if (/^[\d.]+(\s+[\d.]+)+$/.test(text)) return refuse('inner_space');
  if (/^[\d.]+\s*(件|个|项|次|条|人|份|例|宗|起|元|万|万元|%)+$/.test(text)) return refuse('unit');
  const match = /^\+?(\d*)(?:\.(\d*))?$/.exec(text);
  if (match === null) return refuse('not_a_number');
  const [, whole = '', decimals] = match;
  if (whole === '' && (decimals ?? '') === '') return refuse('not_a_number');
  if (decimals !== undefined && kind === 'count') return refuse('fraction');
  if (decimals !== undefined && decimals.replace(/0+$/, '').length > AMOUNT_DECIMALS) {
    return refuse('too_many_decimals');
  }
  const value = Number(`${whole === '' ? '0' : whole}.${decimals ?? ''}0`);
  if (value > MAX_FIGURE) return refuse('too_large');
  return { ok: true, value };
}

/**
 * The figure a cell holds while this text stands in it: what it says, and where it is no figure, what stood there
 * before anyone typed. A slip of the hand neither takes a figure away nor leaves half of one.
 */
export function figureAfter(typed: string, kind: CellKind, before: Cell): Cell {
  const parsed = parseCell(typed, kind);
  return parsed.ok ? parsed.value : before;
}
