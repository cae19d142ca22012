import type { ProofText, TextHit } from '../../types';
import { isHan, withoutAddresses } from '../text/characters';

type Rule = 'unpaired_mark' | 'mixed_bracket' | 'nested_title_marks' | 'nested_quotes' | 'half_width_bracket';

const PAIRS: Readonly<Record<string, string>> = {
  '《': '》',
  '〈': '〉',
  '“': '”',
  '‘': '’',
  '（': '）',
  '(': ')',
  '【': '】',
  '〔': '〕',
  '[': ']',
  '「': '」',
  '『': '』',
};
const CLOSERS = new Set(Object.values(PAIRS));
const ROUND = new Set(['（', '）', '(', ')']);

type Open = { mark: string; line: number; at: number };

/** `1）`, `（1)` and `a)` at the beginning of an item are numbers, not brackets. */
const ITEM_NUMBER = /(?:^|[\s。；：，:;])[0-9a-z一二三四五六七八九十]{1,3}$/i;

/**
 * Brackets, quotes and title marks without their other half, or nested in their own kind. Pairs may stretch over lines,
 * as a quotation of several paragraphs does.
 */
export function findUnpaired(text: ProofText): TextHit<Rule>[] {
  const hits: TextHit<Rule>[] = [];
  const open: Open[] = [];
  const add = (rule: Rule, line: number, at: number, suggestion?: string) =>
    hits.push({ rule, line, from: at, to: at + 1, ...(suggestion === undefined ? {} : { suggestion }) });
  text.lines.forEach(({ text: raw, kind }, line) => {
    const words = withoutAddresses(raw);
    // A cell is a text of its own: what it opens, it closes.
    if (kind === 'row') for (const one of open.splice(0)) add('unpaired_mark', one.line, one.at);
    for (let at = 0; at < words.length; at += 1) {
      const mark = words[at] ?? '';
      if (PAIRS[mark] !== undefined) {
        if (mark === '《' && isInTitle(open)) add('nested_title_marks', line, at, '〈');
        if (mark === '“' && open.at(-1)?.mark === '“' && open.at(-1)?.line === line)
          add('nested_quotes', line, at, '‘');
        open.push({ mark, line, at });
      } else if (CLOSERS.has(mark)) {
        close(words, line, at, mark, open, add);
      }
    }
  });
  for (const one of open) add('unpaired_mark', one.line, one.at);
  const unpaired = firstUnpaired(hits);
  const wanted = hits.filter(
    (hit) => hit.rule !== 'nested_quotes' || hit.from <= (unpaired.get(hit.line) ?? hit.from),
  );
  return text.kind === 'file_name' ? wanted.filter((hit) => hit.rule === 'unpaired_mark') : wanted;
}

/** Deeper than this nobody nests; marks further out are left out of account. */
const DEPTH = 8;
/** How many open marks back a closing one is still looked for. */
const REACH = 64;

function isInTitle(open: readonly Open[]): boolean {
  return open.slice(-DEPTH).some((one) => one.mark === '《');
}

/** For each line the first mark without its half: a second “ behind it is no quotation inside another. */
function firstUnpaired(hits: readonly TextHit<Rule>[]): Map<number, number> {
  const first = new Map<number, number>();
  for (const { rule, line, from } of hits) {
    if (rule === 'unpaired_mark') first.set(line, Math.min(from, first.get(line) ?? from));
  }
  return first;
}

function close(
  words: string,
  line: number,
  at: number,
  mark: string,
  open: Open[],
  add: (rule: Rule, line: number, at: number, suggestion?: string) => void,
): void {
  const matches = (one: Open) => PAIRS[one.mark] === mark || (ROUND.has(one.mark) && ROUND.has(mark));
  // A mark so far out that nobody nests so deep is not looked for: its closing one is told alone.
  const near = open.slice(-REACH);
  const nearest = near.findLastIndex(matches);
  const index = nearest < 0 ? -1 : open.length - near.length + nearest;
  const partner = open[index];
  // A mark opened in an earlier line is not closed over others that are open in this one.
  const crossed = open.slice(index + 1);
  if (!partner || crossed.some((one) => one.line !== line && partner.line !== one.line)) {
    if (!(ROUND.has(mark) && ITEM_NUMBER.test(words.slice(Math.max(0, at - 8), at))))
      add('unpaired_mark', line, at);
    return;
  }
  for (const one of crossed) add('unpaired_mark', one.line, one.at);
  open.length = index;
  judgeRound(words, line, at, mark, partner, add);
  if (partner.mark === '《' && isInTitle(open)) add('nested_title_marks', line, at, '〉');
}

function judgeRound(
  words: string,
  line: number,
  at: number,
  mark: string,
  partner: Open,
  add: (rule: Rule, line: number, at: number, suggestion?: string) => void,
): void {
  if (!ROUND.has(mark)) return;
  if (PAIRS[partner.mark] !== mark) {
    add(
      'mixed_bracket',
      mark === ')' ? line : partner.line,
      mark === ')' ? at : partner.at,
      mark === ')' ? '）' : '（',
    );
    return;
  }
  if (mark !== ')' || partner.line !== line) return;
  const inside = words.slice(partner.at + 1, Math.min(at, partner.at + 200));
  const isChinese = [...inside].some(isHan) || isHan(words[partner.at - 1]);
  if (!isChinese) return;
  add('half_width_bracket', line, partner.at, '（');
  add('half_width_bracket', line, at, '）');
}
