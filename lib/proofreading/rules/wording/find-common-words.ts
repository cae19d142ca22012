import type { Dictionaries, Hit } from '../../types';
import { swappedOrConfused } from '../confusable/near-misses';
import { findTerms, indexTerms, keptPer } from '../text/term-index';

const prepare = keptPer((words: readonly string[]) => {
  const known = new Set(words);
  const misses = words.flatMap((word) =>
    swappedOrConfused(word)
      .filter((miss) => !known.has(miss))
      .map((miss) => [miss, word] as const),
  );
  return { misses: indexTerms(misses), known: indexTerms(words.map((word) => [word, word] as const)) };
});

/**
 * Windows of the text that sound or look like a common word and are none (常用词的错别字). Where a right word covers all
 * but the end of the window, the window is chance.
 */
export function findCommonWords(line: string, { commonWords }: Dictionaries): Hit<'word_misspelt'>[] {
  const { misses, known } = prepare(commonWords);
  const found = findTerms(misses, line);
  if (found.length === 0) return [];
  const right = findTerms(known, line);
  return found
    .filter(
      ({ from, to }) =>
        !right.some((one) => Math.min(one.to, to) - Math.max(one.from, from) >= to - from - 1),
    )
    .map(({ from, to, value }) => ({
      rule: 'word_misspelt',
      from,
      to,
      facts: { right: value },
      suggestion: value,
    }));
}
