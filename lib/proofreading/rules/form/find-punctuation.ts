import type { FindingRule } from '../../messages';
import type { Hit, ProofText, TextHit } from '../../types';
import { HAN, isHan, withoutAddresses } from '../text/characters';
import { matchesOf } from '../text/matches';
import { inPieces } from '../text/windows';
import { PUNCTUATION_PATTERNS } from './punctuation-patterns';

/** Marks against the rules of GB/T 15834 and GB/T 15835, line by line. */
export function findPunctuation(text: ProofText): TextHit<FindingRule>[] {
  if (text.kind === 'file_name') return [];
  return text.lines.flatMap((line, at) => {
    const words = withoutAddresses(line.text);
    const hits = [
      ...inPieces<FindingRule>(words, findPatterns),
      ...findHalfQuotes(words),
      ...(isProse(text, at) ? findLineEnd(words) : []),
    ];
    return hits.map((hit) => ({ ...hit, line: at }));
  });
}

function findPatterns(words: string): Hit<FindingRule>[] {
  const hits = PUNCTUATION_PATTERNS.flatMap(({ rule, pattern, suggest }) =>
    matchesOf(pattern, words).map(({ from, to, text: found }): Hit<FindingRule> => {
      const suggestion = suggest(found);
      return { rule, from, to, ...(suggestion === null ? {} : { suggestion }) };
    }),
  );
  const doubled = hits.filter((hit) => hit.rule === 'doubled_mark' || hit.rule === 'ellipsis_form');
  return hits.filter(
    (hit) => doubled.includes(hit) || !doubled.some((other) => other.from < hit.to && other.to > hit.from),
  );
}

function isProse(text: ProofText, at: number): boolean {
  return text.kind === 'prose' && text.lines[at]?.kind === 'paragraph';
}

/** Straight quotes around Chinese words. */
function findHalfQuotes(line: string): Hit<FindingRule>[] {
  const quotes = matchesOf(/"/g, line);
  return quotes.flatMap(({ from, to }, at) => {
    const isChinese = isHan(line[from - 1]) || isHan(line[to]);
    return isChinese ? [{ rule: 'half_width_quote', from, to, suggestion: at % 2 === 0 ? '“' : '”' }] : [];
  });
}

/** A paragraph of several clauses ends with a mark; shorter ones may be signatures or captions. */
const SENTENCE_CHARACTERS = 30;

function findLineEnd(line: string): Hit<FindingRule>[] {
  const trimmed = line.trimEnd();
  const to = trimmed.length;
  if (/[，、]$/.test(trimmed)) return [{ rule: 'line_ends_with_comma', from: to - 1, to }];
  const isSentence =
    to >= SENTENCE_CHARACTERS && /[，。；]/.test(trimmed) && new RegExp(`[${HAN}]$`).test(trimmed);
  const isSignature = /[\d日局厅院委办室会部]$/.test(trimmed) || /附件/.test(trimmed);
  return isSentence && !isSignature ? [{ rule: 'stop_missing', from: to - 1, to }] : [];
}
