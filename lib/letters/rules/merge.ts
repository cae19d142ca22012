import { formatDate, isCivilDate } from '@/lib/platform/dates';
import type { AddressForm, LetterFields } from '../types/letters';
import type { BlockCondition, FieldDefinition } from '../types/templates';
import { fieldByKey, fieldByName } from './fields';

/** 您, 你单位, 贵机关. @rule LT-6 */
export function addressWord(form: AddressForm): string {
  return { person: '您', organisation: '你单位', organ: '贵机关' }[form];
}

/** The names in braces of a text, each once, in order. */
export function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? ''))];
}

/** A value as the letter says it; null where it is empty, undefined where it has not the form of its field. */
export function valueInWords(
  definition: FieldDefinition,
  value: string | readonly string[] | undefined,
): string | null | undefined {
  if (definition.kind === 'lines') {
    const lines = linesOf(value);
    return lines.length === 0 ? null : lines.join('；');
  }
  if (value === undefined || Array.isArray(value)) return value === undefined ? null : undefined;
  const written = plain(String(value));
  if (written === '') return null;
  switch (definition.kind) {
    case 'date':
      return isCivilDate(written) ? formatDate(written) : undefined;
    case 'month':
      return isCivilDate(`${written}-01`)
        ? `${written.slice(0, 4)}年${Number(written.slice(5))}月`
        : undefined;
    case 'number':
      return /^\d{1,9}$/.test(written) ? String(Number(written)) : undefined;
    case 'money':
      return /^\d{1,12}$/.test(written) ? yuan(Number(written)) : undefined;
    case 'choice':
      return definition.choices?.find((choice) => choice.value === written)?.text;
    case 'law_name':
      return `《${written.replace(/^《|》$/g, '')}》`;
    case 'law_article':
      return /^第/.test(written) ? written : undefined;
    case 'text':
      return definition.key === 'request_text' ? insideQuotes(written) : written;
  }
}

/** 分 as 元: whole, or with two decimals. */
function yuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}

/** Quotation marks inside the quoted request. */
function insideQuotes(text: string): string {
  return text.replaceAll('“', '‘').replaceAll('”', '’');
}

/**
 * A typed text as a letter can hold it: one line, no full stop at its end (the template has one), and braces as full-width
 * ones, for a brace in a letter is a forgotten field.
 *
 * @rule LT-T3
 */
export function plain(text: string): string {
  return withoutBraces(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[。；;，,]+$/, '');
}

/** Braces as full-width ones. */
export function withoutBraces(text: string): string {
  return text.replaceAll('{', '｛').replaceAll('}', '｝');
}

/** The filled lines of a list. */
export function linesOf(value: string | readonly string[] | undefined): string[] {
  const lines = typeof value === 'string' ? value.split('\n') : (value ?? []);
  return lines.map(plain).filter((line) => line !== '');
}

/** What came of merging: the text, and the names of fields that are empty or malformed. */
export type Merged = {
  readonly text: string;
  readonly missing: readonly string[];
  readonly malformed: readonly string[];
};

/** Puts the values into a text. Fields that are not known are told as missing, by the name in the braces. */
export function mergeText(text: string, fields: LetterFields, you: string): Merged {
  const missing: string[] = [];
  const malformed: string[] = [];
  const merged = text.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    if (name === '您') return you;
    const definition = fieldByName(name);
    const words = definition === null ? null : valueInWords(definition, fields[definition.key]);
    if (words === null) missing.push(name);
    if (words === undefined) malformed.push(name);
    return words ?? whole;
  });
  return { text: merged, missing, malformed };
}

/** Whether a block stands in the letter. */
export function isShown(when: BlockCondition | undefined, fields: LetterFields): boolean {
  if (when === undefined) return true;
  const value = fields[when.field];
  if ('is' in when) return typeof value === 'string' && when.is.includes(value.trim());
  const definition = fieldByKey(when.field);
  const isFilled = definition !== null && valueInWords(definition, value) !== null;
  return isFilled === when.isFilled;
}
