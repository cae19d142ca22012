import type { Dictionaries, Hit, SensitiveTerm } from '../../types';
import { isInsideAny, matchesOf } from '../text/matches';
import { findTerms, indexTerms, keptPer } from '../text/term-index';

const sensitiveIndex = keptPer((terms: readonly SensitiveTerm[]) =>
  indexTerms(terms.map((one) => [one.term, one] as const)),
);

/** Words that must be looked at (敏感词), each with what to think of. */
export function findSensitiveTerms(line: string, { sensitiveTerms }: Dictionaries): Hit<'sensitive_word'>[] {
  return findTerms(sensitiveIndex(sensitiveTerms), line)
    .filter(({ from, to, value }) => !isInsideAny(line, from, to, value.except ?? []))
    .map(({ from, to, value }) => ({
      rule: 'sensitive_word',
      from,
      to,
      facts: { advice: value.advice },
      severity: value.severity,
    }));
}

const COORDINATES =
  /(?:东经|北纬|[EN])\s*\d{1,3}(?:\.\d{3,}°?|[°度]\s*\d{1,2}[′'分]\s*\d{1,2}(?:\.\d+)?[″"秒]?)/g;

/** Geographic positions exact to some tens of metres. */
export function findCoordinates(line: string): Hit<'coordinates'>[] {
  return matchesOf(COORDINATES, line).map(({ from, to }) => ({ rule: 'coordinates', from, to }));
}
