import Papa from 'papaparse';
import { DICTIONARY_LIMITS } from '../../schema';
import { ENTRY_FIELDS, TABLE_SENTENCES } from '../messages';
import type { DictionaryEntry, DictionaryList, EntryField, EntryForm } from '../types';
import { entryKey, readEntry, toForm } from './entries';

/** Entries read from a table, or every line that is wrong, in sentences. */
export type ReadTable =
  | { readonly ok: true; readonly entries: readonly DictionaryEntry[] }
  | { readonly ok: false; readonly problems: readonly string[] };

function sentence(key: keyof typeof TABLE_SENTENCES, facts: Readonly<Record<string, string>> = {}): string {
  return TABLE_SENTENCES[key].replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
}

/**
 * A list as a table (CSV) that office programs open: a mark of UTF-8 first, words instead of codes, and no cell that such
 * a program would take for a formula.
 */
export function writeTable(list: DictionaryList, entries: readonly DictionaryEntry[]): string {
  const fields = ENTRY_FIELDS[list];
  const rows = entries.map((entry) => {
    const form = toForm(list, entry);
    return fields.map((field) => shown(field, form[field.name] ?? ''));
  });
  const text = Papa.unparse(
    { fields: fields.map((field) => field.label), data: rows },
    { escapeFormulae: true },
  );
  return `\uFEFF${text}\r\n`;
}

function shown(field: EntryField, value: string): string {
  return field.choices?.find(([code]) => code === value)?.[1] ?? value;
}

/** A table as office programs save it: UTF-8, or else GB 18030, which they take in China where nothing else is asked. */
export function decodeTable(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next encoding.
    }
  }
  return null;
}

/**
 * Reads a list from a table with the headers of `writeTable`, in any order; empty lines count for nothing. All lines must
 * be right, or none is taken.
 */
export function readTable(list: DictionaryList, text: string): ReadTable {
  const fields = ENTRY_FIELDS[list];
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: false });
  const isEmpty = (row: readonly string[]) => row.every((cell) => cell.trim() === '');
  const header = data.findIndex((row) => !isEmpty(row));
  if (header === -1) return { ok: false, problems: [sentence('table_empty')] };
  const places = fields.map((field) => data[header]?.findIndex((cell) => cell.trim() === field.label) ?? -1);
  if (places[0] === -1 || fields.some((field, at) => field.isRequired && places[at] === -1)) {
    const headers = fields.map((field) => field.label).join('、');
    return { ok: false, problems: [sentence('table_header', { headers })] };
  }
  const problems: string[] = [];
  const entries: DictionaryEntry[] = [];
  const lines = new Map<string, number>();
  const tell = (line: number, message: string) =>
    problems.push(sentence('table_line', { line: String(line), message }));
  for (const [at, row] of data.entries()) {
    if (at <= header || isEmpty(row)) continue;
    const form: Record<string, string> = {};
    const wrong: string[] = [];
    for (const [place, field] of fields.entries()) {
      const cell = (row[places[place] ?? -1] ?? '').trim().replace(/^'(?=[=+\-@\t\r])/, '');
      const value = codeOf(field, cell);
      if (value === null) wrong.push(choiceSentence(field));
      form[field.name] = value ?? '';
    }
    for (const message of wrong) tell(at + 1, message);
    if (wrong.length > 0) continue;
    const read = readEntry(list, form as EntryForm);
    if (!read.ok) {
      for (const { message } of read.problems) tell(at + 1, message);
      continue;
    }
    const key = entryKey(list, read.entry);
    const before = lines.get(key);
    if (before !== undefined) {
      tell(at + 1, sentence('table_repeated', { word: key, line: String(before) }));
      continue;
    }
    lines.set(key, at + 1);
    entries.push(read.entry);
  }
  if (entries.length > DICTIONARY_LIMITS.entries) {
    problems.push(`每个词典最多${DICTIONARY_LIMITS.entries}条，文件里有${entries.length}条。`);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, entries };
}

/** The code of a cell; null where the field has a closed list and the cell is none of it. */
function codeOf(field: EntryField, cell: string): string | null {
  if (field.choices === undefined) return cell;
  const found = field.choices.find(([code, words]) => words === cell || (code === cell && code !== ''));
  if (found !== undefined) return found[0];
  return cell === '' && !field.isRequired ? '' : null;
}

function choiceSentence(field: EntryField): string {
  const choices = field.choices ?? [];
  const words = choices.length > 5 ? '导出的表格里的写法' : choices.map(([, text]) => text).join('、');
  return sentence('table_choice', { label: field.label, choices: words });
}
