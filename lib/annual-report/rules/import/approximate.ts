/** A place where a text nearly reads as a pattern. */
export type Approximate = { readonly from: number; readonly to: number; readonly cost: number };

/** A letter that stands between costs less than one that is lost: other cells run into a label more often. */
const EXTRA = 0.5;

/**
 * The place where `text` comes nearest to `pattern` (Sellers' algorithm), or null where more than `most` differs.
 * Of places equally near the first is given.
 */
export function approximate(text: string, pattern: string, most: number): Approximate | null {
  const width = pattern.length + 1;
  let costs = Array.from({ length: width }, (_, j) => j);
  let starts = Array.from({ length: width }, () => 0);
  let best: Approximate | null = null;
  for (let i = 1; i <= text.length; i += 1) {
    const nextCosts = [0];
    const nextStarts = [i];
    for (let j = 1; j < width; j += 1) {
      const same = (costs[j - 1] ?? 0) + (text[i - 1] === pattern[j - 1] ? 0 : 1);
      const extra = (costs[j] ?? 0) + EXTRA;
      const lost = (nextCosts[j - 1] ?? 0) + 1;
      const cost = Math.min(same, extra, lost);
      nextCosts.push(cost);
      nextStarts.push((cost === same ? starts[j - 1] : cost === extra ? starts[j] : nextStarts[j - 1]) ?? i);
    }
    costs = nextCosts;
    starts = nextStarts;
    const cost = costs[pattern.length] ?? Number.POSITIVE_INFINITY;
    if (cost <= most && (best === null || cost < best.cost)) {
      best = { from: starts[pattern.length] ?? 0, to: i, cost };
    }
  }
  return best;
}
