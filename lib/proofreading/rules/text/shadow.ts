import type { Hit, ProofText, TextHit } from '../../types';

/**
 * A text as a reader takes it in, with the way back: characters that are not seen are gone, digits and letters are plain
 * ones, 機 and 絕 are 机 and 绝. `starts` and `ends` tell where each unit of it stands in the original.
 */
export type Shadow = {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};

/** Not seen, or drawn upon the character before: left out. */
const UNSEEN =
  /^(?:[\p{Default_Ignorable_Code_Point}\p{M}\p{Co}\p{Cn}\u2800\ufff9-\ufffd]|[^\P{Cf}]|[^\P{Cc}\t\n\f\r])$/u;
const TRADITIONAL: Readonly<Record<string, string>> = { 機: '机', 絕: '绝', 祕: '秘', 級: '级' };
/** Nearly every line of an official document holds only these, which is quickly seen. */
const COMMON =
  /^[\t\n\f\r -~·×—‘’“”…★☆\u3000-\u3015\u4e00-\u6a5e\u6a60-\u7954\u7956-\u7d1a\u7d1c-\u7d54\u7d56-\u9fff！-／：-＠［-｠～￥]*$/;
/** Whether a line has anything that its shadow has not. */
const ODD =
  /[\p{Default_Ignorable_Code_Point}\p{M}\p{Co}\p{Cn}\p{Cf}\u2800\ufff9-\ufffd機絕祕級]|[^\P{Nd}0-9]|\p{No}|[Ａ-Ｚａ-ｚ\u{10000}-\u{10ffff}]|[^\P{Cc}\t\n\f\r]/u;

/** Sets of decimal digits lie in tens, from their nought on. */
function digitOf(character: string): string | null {
  if (!/^\p{Nd}$/u.test(character)) return null;
  const plain = character.normalize('NFKC');
  if (/^\d$/.test(plain)) return plain;
  const code = character.codePointAt(0) ?? 0;
  for (let value = 0; value < 10; value += 1) {
    if (!/^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) return String(value);
  }
  return String(code % 10);
}

function seen(character: string): string {
  if (UNSEEN.test(character)) return '';
  const digit = digitOf(character);
  if (digit !== null) return digit;
  const known = TRADITIONAL[character];
  if (known !== undefined) return known;
  const plain = character.normalize('NFKC');
  return /^(?:[0-9A-Za-z]|\p{Script=Han})$/u.test(plain) ? plain : character;
}

/** The shadow of a line, or null where it is the line itself. */
export function shadowOf(line: string): Shadow | null {
  if (COMMON.test(line) || !ODD.test(line)) return null;
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = 0;
  for (const character of line) {
    const shown = seen(character);
    for (let unit = 0; unit < shown.length; unit += 1) {
      starts.push(at);
      ends.push(at + character.length);
    }
    text += shown;
    at += character.length;
  }
  return { text, starts, ends };
}

/** What `find` finds in the shadow of a line, at the places of the line. */
export function inShadow<Rule extends string>(
  line: string,
  find: (shadow: string) => Hit<Rule>[],
): Hit<Rule>[] {
  const shadow = shadowOf(line);
  if (shadow === null) return find(line);
  return find(shadow.text).map((hit) => ({
    ...hit,
    from: shadow.starts[hit.from] ?? line.length,
    to:
      hit.to > hit.from ? (shadow.ends[hit.to - 1] ?? line.length) : (shadow.starts[hit.from] ?? line.length),
  }));
}

/** Ends a line behind which nothing goes on: a row of a table is no part of a sentence. */
const BARRIER = '\u0001';

/**
 * The lines of a text behind each other, for what is written across their ends. A line break is `\n`; between rows of a
 * table stands a barrier. `find` gets the whole; of its hits those are told that reach over the end of a line, at the
 * line where they begin.
 */
export function acrossLines<Rule extends string>(
  text: ProofText,
  lines: readonly string[],
  find: (whole: string) => Hit<Rule>[],
): TextHit<Rule>[] {
  if (lines.length < 2) return [];
  const starts: number[] = [];
  let whole = '';
  lines.forEach((line, at) => {
    starts.push(whole.length);
    whole += line + (text.lines[at]?.kind === 'row' || text.lines[at + 1]?.kind === 'row' ? BARRIER : '\n');
  });
  let line = 0;
  return [...find(whole)]
    .sort((a, b) => a.from - b.from)
    .flatMap((hit): TextHit<Rule>[] => {
      while (line + 1 < starts.length && (starts[line + 1] ?? 0) <= hit.from) line += 1;
      const start = starts[line] ?? 0;
      const length = lines[line]?.length ?? 0;
      if (hit.to <= start + length) return [];
      return [{ ...hit, line, from: Math.min(hit.from - start, length), to: length }];
    });
}

/** As `acrossLines`, over the shadows of the lines and back to the places in the lines. */
export function acrossShadows<Rule extends string>(
  text: ProofText,
  find: (whole: string) => Hit<Rule>[],
): TextHit<Rule>[] {
  const shadows = text.lines.map((line) => shadowOf(line.text));
  const lines = shadows.map((shadow, at) => shadow?.text ?? text.lines[at]?.text ?? '');
  return acrossLines(text, lines, find).map((hit) => {
    const from = shadows[hit.line]?.starts[hit.from] ?? hit.from;
    return { ...hit, from, to: Math.max(from, text.lines[hit.line]?.text.length ?? hit.to) };
  });
}
