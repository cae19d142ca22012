import { canonicalJson, type Json } from '@/lib/platform/canonical';
import type { Dictionaries } from '../../types';
import { DICTIONARY_LISTS, type DictionaryEntry, type DictionaryList, type ListDifference } from '../types';
import { entryKey } from './entries';

/** What changes between two dictionaries, list by list; lists that stay as they are do not appear. */
export function dictionaryDifferences(before: Dictionaries, after: Dictionaries): ListDifference[] {
  return DICTIONARY_LISTS.map((list) => listDifference(list, before[list], after[list])).filter(
    ({ added, removed, changed }) => added.length + removed.length + changed.length > 0,
  );
}

function listDifference(
  list: DictionaryList,
  before: readonly DictionaryEntry[],
  after: readonly DictionaryEntry[],
): ListDifference {
  const byKey = (entries: readonly DictionaryEntry[]) =>
    new Map(entries.map((entry) => [entryKey(list, entry), entry]));
  const old = byKey(before);
  const now = byKey(after);
  const text = (entry: DictionaryEntry) => canonicalJson(entry as Json);
  return {
    list,
    added: [...now].flatMap(([key, entry]) => (old.has(key) ? [] : [entry])),
    removed: [...old].flatMap(([key, entry]) => (now.has(key) ? [] : [entry])),
    changed: [...now].flatMap(([key, entry]) => {
      const was = old.get(key);
      return was === undefined || text(was) === text(entry) ? [] : [{ before: was, after: entry }];
    }),
  };
}

/** How many entries a change touches. */
export function countDifferences(differences: readonly ListDifference[]): number {
  return differences.reduce(
    (sum, { added, removed, changed }) => sum + added.length + removed.length + changed.length,
    0,
  );
}
