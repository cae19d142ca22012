import {
  FILE_LIMITS,
  type FileLine,
  type FileTextPart,
  type FileWarning,
  type FileWarningCode,
} from '../../types';

/** Removes what PostgreSQL can't keep, and invisible characters that would hide a word from a reader. */
const INVISIBLE =
  /(?!\t)[\p{Cc}\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

/** A line as it is kept: one line, composed, nothing invisible. Tabs stay: they part the cells of a row. */
export function cleanLine(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029\v\f]+/g, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .trimEnd();
}

/** Gathers the parts of a file within the limits. */
export type TextCollector = ReturnType<typeof createCollector>;

/** Starts gathering; what is beyond the limits is left out and told as `cut_short`. */
export function createCollector() {
  const texts: FileTextPart[] = [];
  const warnings: FileWarning[] = [];
  const known = new Set<string>();
  const keyOf = (text: string) => cleanLine(text).replace(/\s+/g, ' ').trim();
  let lines = 0;
  let characters = 0;
  let isFull = false;

  function warn(code: FileWarningCode, message: string): void {
    if (!warnings.some((known) => known.code === code && known.message === message))
      warnings.push({ code, message });
  }

  return {
    texts,
    warnings,
    warn,
    /** Whether the limits are reached: no more need be read. */
    isFull: () => isFull,
    /** Keeps in mind that a passage is read: it stands in a line together with others. */
    note(text: string): void {
      known.add(keyOf(text));
    },
    /** Whether a passage was read, as a line, a cell of one, or noted. */
    isKnown: (text: string) => known.has(keyOf(text)),
    /** Says that reading stopped, and where. */
    cutShort(message: string): void {
      isFull = true;
      warn('cut_short', message);
    },
    /** Adds a part with those of its lines that hold words. */
    add(path: string, label: string, given: readonly FileLine[]): void {
      const kept: FileLine[] = [];
      for (const line of given) {
        const text = cleanLine(line.text).slice(0, FILE_LIMITS.lineCharacters);
        if (text.trim() === '') continue;
        if (lines >= FILE_LIMITS.lines || characters + text.length > FILE_LIMITS.characters) {
          this.cutShort(`文件的文字太多，${label}以后的部分没有读完，请人工校对，或拆成几个文件上传。`);
          break;
        }
        lines += 1;
        characters += text.length;
        kept.push({ text, kind: line.kind });
        for (const cell of text.split('\t')) known.add(keyOf(cell));
      }
      if (kept.length > 0) texts.push({ path, label, lines: kept });
    },
  };
}
