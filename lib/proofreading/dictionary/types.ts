import type { Dictionaries } from '../types';

/** The lists of an organ's dictionary, in the order of the screen. */
export const DICTIONARY_LISTS = [
  'corrections',
  'sensitiveTerms',
  'protectedTerms',
  'protectedNames',
  'commonWords',
  'settings',
] as const satisfies readonly (keyof Dictionaries)[];
export type DictionaryList = (typeof DICTIONARY_LISTS)[number];

/** An entry of any list. */
export type DictionaryEntry = Dictionaries[DictionaryList][number];

/** An entry as a form or a line of a table holds it: text by name of the field. */
export type EntryForm = Readonly<Record<string, string>>;

/** A field of the form of a list; `choices` are value and words. */
export type EntryField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
  readonly choices?: readonly (readonly [value: string, text: string])[];
};

/** What is wrong with a form: one sentence per field. */
export type EntryProblem = { readonly field: string; readonly message: string };
/** An entry read from a form, or what is wrong with it. */
export type ReadEntry =
  | { readonly ok: true; readonly entry: DictionaryEntry }
  | { readonly ok: false; readonly problems: readonly EntryProblem[] };

/** What a change does to one list. */
export type ListDifference = {
  readonly list: DictionaryList;
  readonly added: readonly DictionaryEntry[];
  readonly removed: readonly DictionaryEntry[];
  readonly changed: readonly { readonly before: DictionaryEntry; readonly after: DictionaryEntry }[];
};
