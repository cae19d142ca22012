import { SEVERITY_NAMES } from '../../messages';
import { dictionarySchema } from '../../schema';
import type {
  Correction,
  Dictionaries,
  ProtectedName,
  ProtectedTerm,
  RuleSetting,
  SensitiveTerm,
} from '../../types';
import { ENTRY_FIELDS, ruleWords } from '../messages';
import type { DictionaryEntry, DictionaryList, EntryForm, ReadEntry } from '../types';

/** The field by which an entry of a list is known. */
export function keyField(list: DictionaryList): string {
  return ENTRY_FIELDS[list][0]?.name ?? '';
}

/** The word by which an entry is known in its list: two of the same are one. */
export function entryKey(list: DictionaryList, entry: DictionaryEntry): string {
  return toForm(list, entry)[keyField(list)] ?? '';
}

const words = (list: readonly string[] | undefined) => (list ?? []).join(' ');
const split = (text: string | undefined) => (text ?? '').split(/\s+/).filter((word) => word !== '');

/** An entry as its form holds it. */
export function toForm(list: DictionaryList, entry: DictionaryEntry): EntryForm {
  switch (list) {
    case 'corrections': {
      const { wrong, right, except } = entry as Correction;
      return { wrong, right, except: words(except) };
    }
    case 'sensitiveTerms': {
      const { term, severity, advice, except } = entry as SensitiveTerm;
      return { term, severity, advice, except: words(except) };
    }
    case 'protectedTerms': {
      const { term, severity, near } = entry as ProtectedTerm;
      return { term, severity, near: words(near) };
    }
    case 'protectedNames': {
      const { name, posts, order } = entry as ProtectedName;
      return { name, posts: words(posts), order: order === null ? '' : String(order) };
    }
    case 'commonWords':
      return { word: entry as string };
    case 'settings': {
      const { rule, isOff, severity } = entry as RuleSetting;
      return { rule, isOff: String(isOff), severity: severity ?? '' };
    }
  }
}

/** What a form says, before it is checked. */
function rawEntry(list: DictionaryList, form: EntryForm): unknown {
  const text = (name: string) => (form[name] ?? '').trim();
  const optional = (name: string) => (split(form[name]).length > 0 ? { [name]: split(form[name]) } : {});
  switch (list) {
    case 'corrections':
      return { wrong: text('wrong'), right: text('right'), ...optional('except') };
    case 'sensitiveTerms':
      return {
        term: text('term'),
        severity: text('severity'),
        advice: text('advice'),
        ...optional('except'),
      };
    case 'protectedTerms':
      return { term: text('term'), severity: text('severity'), ...optional('near') };
    case 'protectedNames':
      return {
        name: text('name'),
        posts: split(form.posts),
        order: text('order') === '' ? null : Number(text('order')),
      };
    case 'commonWords':
      return text('word');
    case 'settings':
      return {
        rule: text('rule'),
        isOff: text('isOff') === 'true',
        ...(text('severity') === '' ? {} : { severity: text('severity') }),
      };
  }
}

/**
 * Reads an entry from its form; the sentences are those of the schema, each with its field.
 *
 * Problems: whatever `dictionarySchema` refuses of the entry.
 */
export function readEntry(list: DictionaryList, form: EntryForm): ReadEntry {
  const parsed = dictionarySchema.safeParse({ [list]: [rawEntry(list, form)] });
  const entry = parsed.success ? parsed.data[list][0] : undefined;
  if (entry !== undefined) return { ok: true, entry };
  const problems = (parsed.error?.issues ?? []).map((issue) => ({
    field: typeof issue.path[2] === 'string' ? issue.path[2] : keyField(list),
    message: /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '填写的内容不符合要求，请检查。',
  }));
  // Of a field the first sentence will do: the others follow from it.
  return {
    ok: false,
    problems: problems.filter(({ field }, at) => problems.findIndex((one) => one.field === field) === at),
  };
}

/** The entries of a list with one put in: it replaces the one of the same word, or comes first. */
export function withEntry(
  dictionary: Dictionaries,
  list: DictionaryList,
  entry: DictionaryEntry,
  replaces: string | null = null,
): Dictionaries {
  const gone = new Set([entryKey(list, entry), ...(replaces === null ? [] : [replaces])]);
  const entries: readonly DictionaryEntry[] = dictionary[list];
  const at = entries.findIndex((one) => gone.has(entryKey(list, one)));
  const others = entries.filter((one) => !gone.has(entryKey(list, one)));
  const place = Math.max(at, 0);
  return { ...dictionary, [list]: [...others.slice(0, place), entry, ...others.slice(place)] };
}

/** The entries of a list with many put in: those of the same word are replaced where they stand, new ones come last. */
export function withEntries(
  dictionary: Dictionaries,
  list: DictionaryList,
  added: readonly DictionaryEntry[],
): Dictionaries {
  const present: readonly DictionaryEntry[] = dictionary[list];
  const all = new Map([...present, ...added].map((entry) => [entryKey(list, entry), entry]));
  return { ...dictionary, [list]: [...all.values()] };
}

/** The entries of a list without one. */
export function withoutEntry(dictionary: Dictionaries, list: DictionaryList, key: string): Dictionaries {
  const entries: readonly DictionaryEntry[] = dictionary[list];
  return { ...dictionary, [list]: entries.filter((one) => entryKey(list, one) !== key) };
}

/** An entry on one line, as a change shows it. */
export function entryLine(list: DictionaryList, entry: DictionaryEntry): string {
  const form = toForm(list, entry);
  const except = form.except ? `（例外：${form.except}）` : '';
  switch (list) {
    case 'corrections':
      return `${form.wrong} → ${form.right}${except}`;
    case 'sensitiveTerms': {
      const { severity } = entry as SensitiveTerm;
      return `${form.term}（${SEVERITY_NAMES[severity]}）：${form.advice}${except}`;
    }
    case 'protectedTerms': {
      const { severity } = entry as ProtectedTerm;
      return `${form.term}（${SEVERITY_NAMES[severity]}）${form.near ? `，相近而正确：${form.near}` : ''}`;
    }
    case 'protectedNames':
      return [
        form.name,
        form.posts ? `职务：${form.posts}` : '未写职务',
        form.order ? `次序 ${form.order}` : '不排序',
      ].join('，');
    case 'commonWords':
      return form.word ?? '';
    case 'settings': {
      const { rule, isOff, severity } = entry as RuleSetting;
      const use = isOff ? '关闭' : severity ? `改为“${SEVERITY_NAMES[severity]}”` : '使用';
      return `${ruleWords(rule)} ${use}`;
    }
  }
}
