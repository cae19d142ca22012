import { moreOfARule } from '../messages';
import type { Finding } from '../types';

/** Findings of one rule that are listed for one text. */
export const MOST_OF_A_RULE = 200;
/** Findings that are listed for one item; with one more for each rule that goes on, this is what is stored. */
export const MOST_OF_AN_ITEM = 2_000;

/** One finding at the place of the first that is not listed, which says how many there are. */
function theRest(first: Finding, count: number): Finding {
  // A rest of one text already, and no other joins it.
  if (first.more === count) return first;
  const { suggestion: _, ...finding } = first;
  const sentence =
    first.more === undefined ? first.message : first.message.split('第一处：').slice(1).join('');
  return { ...finding, message: moreOfARule(count, sentence), more: count };
}

type Rest<One> = { readonly at: number; readonly first: One; count: number };

/** What is listed in order, and per rule the rest: the first of it, its number, and where in the list it belongs. */
function parted<One extends { readonly rule: string; readonly more?: number }>(
  all: readonly One[],
  isListed: (one: One, ofRule: number) => boolean,
): { listed: One[]; rests: Rest<One>[] } {
  const ofRule = new Map<string, number>();
  const rests = new Map<string, Rest<One>>();
  const listed: One[] = [];
  for (const one of all) {
    const number = (ofRule.get(one.rule) ?? 0) + 1;
    ofRule.set(one.rule, number);
    const rest = rests.get(one.rule);
    if (rest !== undefined) rest.count += one.more ?? 1;
    else if (isListed(one, number)) listed.push(one);
    else rests.set(one.rule, { at: listed.length, first: one, count: one.more ?? 1 });
  }
  return { listed, rests: [...rests.values()] };
}

function joined(listed: readonly Finding[], rests: readonly Rest<Finding>[]): Finding[] {
  const all: Finding[] = [];
  let next = 0;
  for (const { at, first, count } of rests) {
    all.push(...listed.slice(next, at), count === 1 ? first : theRest(first, count));
    next = at;
  }
  return [...all, ...listed.slice(next)];
}

/**
 * The findings of one text: of each rule the first `MOST_OF_A_RULE`, then one that says how many more there are, so that
 * nothing is passed over in silence.
 *
 * @param tell makes the finding of a hit
 */
export function limitedInText<Hit extends { readonly rule: string }>(
  hits: readonly Hit[],
  tell: (hit: Hit) => Finding,
): Finding[] {
  const { listed, rests } = parted<Hit & { readonly more?: number }>(
    hits,
    (_, ofRule) => ofRule <= MOST_OF_A_RULE,
  );
  return joined(
    listed.map(tell),
    rests.map(({ at, first, count }) => ({ at, first: tell(first), count })),
  );
}

/**
 * The findings of one item, `MOST_OF_AN_ITEM` of them and for each rule that goes on the number of the others. What
 * blocks is listed first of all; the order of the list stays that of the texts.
 */
export function limitedInItem(findings: readonly Finding[]): Finding[] {
  if (findings.length <= MOST_OF_AN_ITEM) return [...findings];
  const blocking = findings.filter((finding) => finding.severity === 'blocking');
  const others = findings.filter((finding) => finding.severity !== 'blocking');
  const kept = new Set([...blocking, ...others].slice(0, MOST_OF_AN_ITEM));
  const { listed, rests } = parted(findings, (finding) => kept.has(finding));
  return joined(listed, rests);
}
