import { MAX_FIGURE } from '@/lib/annual-report/rules/check-tables';
import type { Cell } from '@/lib/annual-report/types';
import { normalise } from './source';
import type { FigureToken } from './stream';

/**
 * What the cells of a row say. `known`: each cell by itself; null is a blank one. `readings`: digits that ran together,
 * with all ways of dividing them; none where they are too few or make no sense.
 */
export type RowFigures =
  | { readonly kind: 'known'; readonly cells: readonly Cell[]; readonly remarks: readonly string[] }
  | { readonly kind: 'readings'; readonly readings: readonly (readonly Cell[])[]; readonly raw: string };

/** What a cell is: a count, an amount of money, or a difference that may be negative (本年增/减). */
export type FigureKind = 'count' | 'amount' | 'delta';

/** Digits of one figure at most, as MAX_FIGURE has them. */
const MOST_DIGITS = String(MAX_FIGURE).length;
/** Characters of one figure at most: sign, digits, point, decimals. */
const LONGEST_FIGURE = 2 * MOST_DIGITS + 2;
/** Ways of dividing that are looked at; with more the row is asked without them. */
const MOST_READINGS = 100_000;

const NONE_MARK = /^(?:\/|\\|-|—|—{2}|―|―{2}|--)$/;

/** A figure of one cell, with a remark where it is not what stands there letter by letter. */
export type CellReading =
  | { readonly ok: true; readonly value: Cell; readonly remark?: string }
  | { readonly ok: false };

/**
 * What the text of one cell says. A blank is null; “/”, “-”, “—” and 无 are 0; “+2” is 2; thousands separators, full
 * width and a unit behind a count are understood. Negative numbers and fractions are read as they stand. Zeros in front
 * and figures beyond nine digits are not: there digits ran together, or it is a slip.
 */
export function readCellText(text: string, kind: FigureKind): CellReading {
  const plain = normalise(text).replace(/\s+/g, '');
  if (plain === '') return { ok: true, value: null };
  if (NONE_MARK.test(plain) || plain === '无') {
    return { ok: true, value: 0, remark: `“${text.trim()}”读作 0` };
  }
  if (/\d\s+\d/.test(normalise(text))) return { ok: false };
  const unit = kind === 'amount' ? /万元$/ : /(?:件|个|项|次|起|条|份|人)$/;
  const bare = plain.replace(unit, '');
  const isGrouped = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare);
  const digits = isGrouped ? bare.replaceAll(',', '') : bare;
  const match = /^([+-]?)(0|[1-9]\d*)(?:\.(\d+))?$/.exec(digits);
  if (match === null) return { ok: false };
  const [, sign = '', whole = '', decimals = ''] = match;
  if (whole.length > MOST_DIGITS || decimals.length > MOST_DIGITS) return { ok: false };
  const value = Number(`${sign}${whole}.${decimals}0`);
  const changed = isGrouped || bare !== plain || sign === '+';
  return {
    ok: true,
    value: value === 0 ? 0 : value,
    ...(changed ? { remark: `“${text.trim()}”读作 ${value}` } : {}),
  };
}

/** Whether a token is certainly several figures: zeros in front, or more digits than a table of this kind counts. */
export function isRunTogether(token: string): boolean {
  return /^0\d/.test(token) || /\d{7}/.test(token);
}

/** What is known of a row beside its tokens. */
export type RowContext = {
  /** Digits ran together somewhere in this table: only then a token may be several figures. */
  readonly isGlued: boolean;
  /** Whether a reading fits the sums of the form; where there is none, nothing tells. */
  readonly fits: ((cells: readonly Cell[]) => boolean) | null;
};

/**
 * The figures of a row of which only the order is known. A gap always divides two cells; where digits ran together, a
 * token may be several. With some cells apart and fewer tokens than cells, blanks may have got lost as well: there a
 * reading must fit the sums.
 *
 * @param kinds what each cell is, one for each
 */
export function readTokens(
  tokens: readonly string[],
  kinds: readonly FigureKind[],
  { isGlued, fits }: RowContext,
): RowFigures {
  const raw = tokens.join(' ');
  const asked = (readings: readonly (readonly Cell[])[]): RowFigures => ({ kind: 'readings', readings, raw });
  const length = tokens.reduce((sum, token) => sum + token.length, 0);
  if (tokens.length > kinds.length || length > kinds.length * LONGEST_FIGURE) return asked([]);
  if (tokens.length === kinds.length) {
    const cells = tokens.map((token, i) => readCellText(token, kinds[i] ?? 'count'));
    const values = cells.flatMap((cell) => (cell.ok ? [cell.value] : []));
    const remarks = cells.flatMap((cell) => (cell.ok && cell.remark ? [cell.remark] : []));
    return values.length === cells.length ? { kind: 'known', cells: values, remarks } : asked([]);
  }
  if (!isGlued) return asked([]);
  const readings = divide(tokens, kinds) ?? [];
  const [only] = readings;
  if (readings.length !== 1 || only === undefined) return asked(readings);
  const isSure = tokens.length === 1 || (fits?.(only) ?? false);
  return isSure ? { kind: 'known', cells: only, remarks: [] } : asked(readings);
}

/** All ways of dividing the tokens, or null where there are too many to look at. */
function divide(tokens: readonly string[], kinds: readonly FigureKind[]): Cell[][] | null {
  const found: Cell[][] = [];
  let steps = 0;
  const cells: Cell[] = [];
  function next(token: number, at: number): boolean {
    steps += 1;
    if (steps > MOST_READINGS * 8 || found.length > MOST_READINGS) return false;
    const text = tokens[token];
    if (text === undefined) {
      if (cells.length === kinds.length) found.push([...cells]);
      return true;
    }
    if (at === text.length) return next(token + 1, 0);
    const kind = kinds[cells.length];
    if (kind === undefined || tooLittleLeft(tokens, token, at, kinds.length - cells.length)) return true;
    for (let end = at + 1; end <= Math.min(text.length, at + LONGEST_FIGURE); end += 1) {
      const value = part(text.slice(at, end), kind, at === 0 && end === text.length);
      if (value === undefined) continue;
      cells.push(value);
      const isGoingOn = next(token, end);
      cells.pop();
      if (!isGoingOn) return false;
    }
    return true;
  }
  return next(0, 0) ? found : null;
}

function tooLittleLeft(tokens: readonly string[], token: number, at: number, cells: number): boolean {
  let left = (tokens[token]?.length ?? 0) - at;
  for (let i = token + 1; i < tokens.length; i += 1) left += tokens[i]?.length ?? 0;
  return left < cells;
}

/** A stretch of a token as one figure. Only a whole token is read as leniently as a cell. */
function part(text: string, kind: FigureKind, isWhole: boolean): Cell | undefined {
  if (isWhole) {
    const cell = readCellText(text, kind);
    return cell.ok && cell.value !== null ? cell.value : undefined;
  }
  if (text === '/') return 0;
  if (/^\d+$/.test(text)) {
    return text.length <= MOST_DIGITS && (text.length === 1 || text[0] !== '0') ? Number(text) : undefined;
  }
  const form =
    kind === 'amount'
      ? /^(?:0|[1-9]\d*)(?:\.\d+)?$/
      : kind === 'delta'
        ? /^[+-]?(?:0|[1-9]\d*)$/
        : /^(?:0|[1-9]\d*)$/;
  return form.test(text) && text.replace(/\D/g, '').length <= MOST_DIGITS ? Number(text) : undefined;
}

/**
 * The tokens of a row without what does not belong to it: where one line holds exactly as many figures as the row has
 * cells and every other line a single one, those others are numbers of pages.
 */
export function rowTokens(tokens: readonly FigureToken[], cells: number): FigureToken[] {
  const lines = new Map<number, FigureToken[]>();
  for (const token of tokens) lines.set(token.line, [...(lines.get(token.line) ?? []), token]);
  if (lines.size < 2 || tokens.length <= cells) return [...tokens];
  const full = [...lines.values()].filter((line) => line.length === cells);
  const others = [...lines.values()].filter((line) => line.length !== cells);
  return full.length === 1 && others.every((line) => line.length === 1) ? (full[0] ?? []) : [...tokens];
}
