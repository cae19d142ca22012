import { CLASS_NAMES, CONTENT_CLASSES, type ContentClass, SIGNERS, type Signer } from '@/lib/approvals/types';
import { LIST_NAMES } from '@/lib/proofreading/dictionary/messages';
import { dictionaryDifferences } from '@/lib/proofreading/dictionary/rules/differences';
import { entryLine } from '@/lib/proofreading/dictionary/rules/entries';
import { readDictionary } from '@/lib/proofreading/schema';
import { SIGNER_NAMES } from '../messages';
import type { SettingKey } from '../types';

/** Names of columns by id, for the classes of columns. */
export type ColumnNames = ReadonlyMap<string, string>;

/** What changes of one part of a setting: lines that come, go, or read differently. */
export type ChangedPart = {
  readonly title: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly { readonly before: string; readonly after: string }[];
};

/** Signers in order, as people say it. */
export function signersInWords(signers: readonly Signer[]): string {
  return signers.length === 0 ? '不另行签发' : signers.map((signer) => SIGNER_NAMES[signer]).join('，再由');
}

/** The signers of a stored value; what is no signer is left out. */
export function readSigners(value: unknown): Signer[] {
  return Array.isArray(value) ? SIGNERS.filter((signer) => value.includes(signer)) : [];
}

/** The least classes of a stored value, by id of the column; what is no class is left out. */
export function readColumnClasses(value: unknown): Map<string, ContentClass> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  return new Map(
    Object.entries(value).flatMap(([id, given]) => {
      const found = CONTENT_CLASSES.find((contentClass) => contentClass === given);
      return found === undefined ? [] : [[id, found] as const];
    }),
  );
}

type Source = { readonly name: string; readonly host: string };

/** The sources of a stored value; what is no source is left out. */
export function readSources(value: unknown): Source[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const { name, host } = (typeof one === 'object' && one !== null ? one : {}) as Partial<Source>;
    return typeof name === 'string' && typeof host === 'string' ? [{ name, host }] : [];
  });
}

/** A setting of one value in words; null for the settings that are lists. */
export function valueInWords(key: SettingKey, value: unknown): string | null {
  switch (key) {
    case 'sign_off_a':
    case 'sign_off_b':
    case 'sign_off_c':
      return signersInWords(readSigners(value));
    case 'reconsideration_organ':
    case 'court':
    case 'reconsideration_online':
      return typeof value === 'string' && value !== '' ? value : '没有另行设置';
    case 'column_class':
    case 'proofreading_dictionary':
    case 'reprint_sources':
      return null;
    case 'split_proof_l1':
    case 'split_proof_l2':
    case 'split_proof_l3':
    case 'l1_own_section':
    case 'secrecy_officer_may_be_l1_or_l2':
    case 'secrecy_officer_may_be_l3':
    case 'signer_may_be_l2':
    case 'show_reviewers':
      return value === true ? '是' : '否';
  }
}

function byKey(
  title: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ChangedPart {
  const line = (key: string, text: string) => (text === '' ? key : `${key}：${text}`);
  return {
    title,
    added: [...after].flatMap(([key, text]) => (before.has(key) ? [] : [line(key, text)])),
    removed: [...before].flatMap(([key, text]) => (after.has(key) ? [] : [line(key, text)])),
    changed: [...after].flatMap(([key, text]) => {
      const was = before.get(key);
      return was === undefined || was === text ? [] : [{ before: line(key, was), after: line(key, text) }];
    }),
  };
}

/**
 * What a change of a setting would change, part by part; empty where nothing would. Of a list only the entries that come,
 * go or read differently.
 *
 * @param before the value that stands without the change; that of the house where the organ has set none
 */
export function changedParts(
  key: SettingKey,
  before: unknown,
  after: unknown,
  columns: ColumnNames,
): ChangedPart[] {
  const one = valueInWords(key, after);
  const parts: ChangedPart[] = [];
  if (one !== null) {
    const was = valueInWords(key, before) ?? '';
    if (was !== one)
      parts.push({ title: '', added: [], removed: [], changed: [{ before: was, after: one }] });
    return parts;
  }
  if (key === 'column_class') {
    const old = readColumnClasses(before);
    const now = readColumnClasses(after);
    // A column without a class of its own takes every class, as one of class A does.
    const all = [...new Set([...old.keys(), ...now.keys()])];
    const named = (classes: ReadonlyMap<string, ContentClass>) =>
      new Map(all.map((id) => [columns.get(id) ?? '已删除的栏目', CLASS_NAMES[classes.get(id) ?? 'a']]));
    parts.push(byKey('', named(old), named(now)));
  } else if (key === 'reprint_sources') {
    const named = (value: unknown) =>
      new Map(readSources(value).map(({ name, host }) => [`${name}（${host}）`, '']));
    parts.push(byKey('', named(before), named(after)));
  } else {
    for (const { list, added, removed, changed } of dictionaryDifferences(
      readDictionary(before),
      readDictionary(after),
    )) {
      parts.push({
        title: LIST_NAMES[list],
        added: added.map((entry) => entryLine(list, entry)),
        removed: removed.map((entry) => entryLine(list, entry)),
        changed: changed.map((pair) => ({
          before: entryLine(list, pair.before),
          after: entryLine(list, pair.after),
        })),
      });
    }
  }
  return parts.filter(({ added, removed, changed }) => added.length + removed.length + changed.length > 0);
}

/** A value of a setting with the day from which and the hour at which it was set. */
export type SetValue = { readonly value: unknown; readonly effectiveFrom: string; readonly setAt: Date };

/**
 * The value in force on a day as far as it was known at an hour: the latest of those that had begun. Undefined where none
 * had.
 *
 * @param day civil date `YYYY-MM-DD`
 */
export function valueOn(values: readonly SetValue[], day: string, knownAt: Date): SetValue | undefined {
  return values
    .filter((one) => one.effectiveFrom <= day && one.setAt <= knownAt)
    .reduce<SetValue | undefined>(
      (latest, one) =>
        latest === undefined ||
        one.effectiveFrom > latest.effectiveFrom ||
        (one.effectiveFrom === latest.effectiveFrom && one.setAt >= latest.setAt)
          ? one
          : latest,
      undefined,
    );
}
