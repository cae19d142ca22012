import type { Hit } from '../../types';

/** Lines longer than this are read in pieces, in characters: no paragraph of an official document is as long. */
const PIECE = 4_000;
/** What is read again on either side of a piece, so that nothing is missed at a cut. */
const MARGIN = 300;

/**
 * What `find` finds in a line, which it gets in pieces where the line is very long, so that no pattern takes longer than
 * in proportion to the text. A hit belongs to the piece in which it begins; one longer than the margin may be missed.
 */
export function inPieces<Rule extends string>(
  line: string,
  find: (piece: string) => Hit<Rule>[],
): Hit<Rule>[] {
  if (line.length <= PIECE + MARGIN) return find(line);
  const hits: Hit<Rule>[] = [];
  for (let start = 0; start < line.length; start += PIECE) {
    const from = Math.max(0, start - MARGIN);
    const end = start + PIECE;
    for (const hit of find(line.slice(from, end + MARGIN))) {
      const at = hit.from + from;
      if (at >= start && at < end) hits.push({ ...hit, from: at, to: hit.to + from });
    }
  }
  return hits;
}
