import type { Dictionaries } from '../../types';
import { SHIPPED_COMMON_WORDS } from './common-words';
import { SHIPPED_CORRECTIONS } from './corrections';
import { SHIPPED_PROTECTED_TERMS } from './protected-terms';
import { SHIPPED_SENSITIVE_TERMS } from './sensitive-terms';

/** What every organ begins with: general lists, and nobody's name. */
export const SHIPPED_DICTIONARIES: Dictionaries = {
  corrections: SHIPPED_CORRECTIONS,
  sensitiveTerms: SHIPPED_SENSITIVE_TERMS,
  protectedTerms: SHIPPED_PROTECTED_TERMS,
  protectedNames: [],
  commonWords: SHIPPED_COMMON_WORDS,
  settings: [],
};

/**
 * The shipped lists with those of an organ. An entry of the organ replaces the shipped one of the same word.
 *
 * @param own as the organ keeps them
 */
export function withOwnDictionaries(own: Dictionaries): Dictionaries {
  const joined = <One>(shipped: readonly One[], added: readonly One[], word: (one: One) => string): One[] => {
    const words = new Set(added.map(word));
    return [...shipped.filter((one) => !words.has(word(one))), ...added];
  };
  return {
    corrections: joined(SHIPPED_CORRECTIONS, own.corrections, (one) => one.wrong),
    sensitiveTerms: joined(SHIPPED_SENSITIVE_TERMS, own.sensitiveTerms, (one) => one.term),
    protectedTerms: joined(SHIPPED_PROTECTED_TERMS, own.protectedTerms, (one) => one.term),
    protectedNames: own.protectedNames,
    commonWords: joined(SHIPPED_COMMON_WORDS, own.commonWords, (one) => one),
    settings: own.settings,
  };
}
