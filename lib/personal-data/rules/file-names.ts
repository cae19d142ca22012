import { CASE_FILE_KIND_NAMES, type CaseFileKind, GUARDED_FILE_KINDS } from '../types';

/** Runs of digits that may be an identity number, the last character perhaps an X. */
const LONG_NUMBER = /\d{14,}[\dXx]?/g;

/**
 * The name of a file of a case as lists, pages and archives show it. People put identity numbers into the names of their
 * papers: of identity papers only kind and ending are shown, in other names long numbers are masked.
 */
export function shownFileName(kind: CaseFileKind, name: string): string {
  if ((GUARDED_FILE_KINDS as readonly CaseFileKind[]).includes(kind)) {
    const ending = /\.[0-9A-Za-z]{1,5}$/.exec(name)?.[0] ?? '';
    return `${CASE_FILE_KIND_NAMES[kind]}${ending}`;
  }
  return name.replace(
    LONG_NUMBER,
    (number) => `${number.slice(0, 2)}${'*'.repeat(number.length - 4)}${number.slice(-2)}`,
  );
}
