import type { Dictionaries, Hit, ProtectedTerm } from '../../types';
import { type NearMissKey, nearMissAround, nearMissKeys } from '../confusable/near-misses';
import { findTerms, indexTerms, keptPer, type TermIndex } from '../text/term-index';

type Value = { readonly protectedTerm: ProtectedTerm; readonly key: NearMissKey };

type Prepared = { readonly misses: TermIndex<Value>; readonly exact: TermIndex<true> };

const prepare = keptPer((terms: readonly ProtectedTerm[]): Prepared => {
  const right = terms.flatMap(({ term, near }) => [term, ...(near ?? [])]);
  return {
    misses: indexTerms(
      terms.flatMap((protectedTerm) =>
        nearMissKeys(protectedTerm.term).map(([text, key]) => [text, { protectedTerm, key }] as const),
      ),
    ),
    exact: indexTerms(right.map((term) => [term, true] as const)),
  };
});

/**
 * Mistyped names that must be written exactly (规范名称): one character wrong by sound or shape, two swapped, and in
 * long ones also any one character wrong, missing or too many. Words that the dictionary calls right are left alone.
 */
export function findProtectedTerms(line: string, { protectedTerms }: Dictionaries): Hit<'term_misspelt'>[] {
  const { misses, exact } = prepare(protectedTerms);
  const right = findTerms(exact, line);
  const hits = new Map<string, Hit<'term_misspelt'>>();
  for (const { from, to, value } of findTerms(misses, line)) {
    const { term, severity } = value.protectedTerm;
    const place =
      value.key.kind === 'miss' ? { from, to } : nearMissAround(line, term, { from, to }, value.key.offset);
    if (!place) continue;
    if (right.some((one) => one.from < place.to && one.to > place.from && coversDifference(one, place)))
      continue;
    hits.set(`${place.from} ${place.to}`, {
      rule: 'term_misspelt',
      ...place,
      facts: { right: term },
      suggestion: term,
      severity,
    });
  }
  return withoutInner([...hits.values()]);
}

/** A right term that covers the whole place, or reaches over one end of it, is meant as it stands. */
function coversDifference(right: { from: number; to: number }, place: { from: number; to: number }): boolean {
  const isCovered = right.from <= place.from && right.to >= place.to;
  const overlap = Math.min(right.to, place.to) - Math.max(right.from, place.from);
  return isCovered || overlap >= place.to - place.from - 1;
}

function withoutInner<One extends { from: number; to: number }>(hits: readonly One[]): One[] {
  return hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other !== hit &&
          other.from <= hit.from &&
          other.to >= hit.to &&
          other.to - other.from > hit.to - hit.from,
      ),
  );
}
