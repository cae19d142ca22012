import type { Hit, ProofText, TextHit } from '../../types';
import { matchesOf } from '../text/matches';
import { acrossShadows, inShadow, shadowOf } from '../text/shadow';

type Rule =
  | 'classification_term'
  | 'classification_line'
  | 'classification_label'
  | 'classification_file_name';

const LEVEL = '(?:绝\\s*密|机\\s*密|秘\\s*密)';
const STAR = '[★☆✦✧✩✪✫✬✭✮✯✰⭐⋆]';
/** What may be set between the characters of a marking; with a star behind, nothing else is meant. */
const GAP = '[\\s·•・.．_\\-—]*';
const COUNT = '(?:[0-9０-９]{1,3}|[一二三四五六七八九十百]{1,4})';
/** 1年, 10 年, 6个月, 长期: how long a secret is kept. */
const TERM = `(?:${COUNT}\\s*(?:年|个月)|长期)`;

/** `秘密★1年`, `机密★`: with a star it is a marking wherever it stands. */
const STARRED = new RegExp(`[绝机秘]${GAP}密${GAP}${STAR}(?:\\s*(?:${TERM}|启用前|解密前))?`, 'g');

/** `机密 10年`: not behind a character, for 商业秘密10年内 and 国家秘密5年 are prose, and nothing more of a sentence behind. */
const WITH_TERM = new RegExp(
  `(?<![\\u4e00-\\u9fff“”‘’、])${LEVEL}\\s*[*＊]?\\s*${TERM}(?![\\u4e00-\\u9fff、，])`,
  'g',
);

/** `密级：秘密`, but not a list of the levels. */
const LABELLED = new RegExp(`密\\s*级\\s*[:：]\\s*(${LEVEL})(?!\\s*[、，,/或和及“”])`, 'gd');

/** `（秘密）` or `[机密★10年]` in the name of a file. */
const BRACKETED = new RegExp(
  `[（(\\[【〔［｛{]\\s*${LEVEL}\\s*[★☆*＊]?\\s*${TERM}?\\s*[）)\\]】〕］｝}]`,
  'g',
);

const ALONE = new RegExp(`^[\\s【\\[（(〔]*(${LEVEL})[\\s】\\])）〕]*$`, 'd');

/** Lines at the top or bottom of a page in which a level that stands alone is a marking. */
const EDGE_LINES = 5;

/**
 * Classification markings (密级标志) of a text: 绝密/机密/秘密 with ★ or a term, behind 密级：, alone on a line in the head
 * or foot of a page, or in brackets in a file name. The bare words 国家秘密, 商业秘密 and 保密审查 are everyday language.
 * Characters that are not seen, marks set between, and the end of a line between the characters hide nothing.
 * A page ends with a form feed, as texts taken from files have it; else the whole text is one page.
 *
 * @rule REG-17-2
 */
export function findClassification(text: ProofText): TextHit<Rule>[] {
  if (!text.lines.some((line) => line.text.includes('密'))) return [];
  const hits = text.lines.flatMap(({ text: line }, at): TextHit<Rule>[] =>
    line.includes('密')
      ? inShadow(line, (shadow) => findInLine(shadow, text.kind)).map((hit) => ({ ...hit, line: at }))
      : [],
  );
  const split = acrossShadows(text, (whole) =>
    matchesOf(STARRED, whole).map(({ from, to }) => ({ rule: 'classification_term' as const, from, to })),
  );
  const told = new Set(split.map((hit) => hit.line));
  const alone = text.kind === 'file_name' ? [] : findAlone(text).filter((hit) => !told.has(hit.line));
  return [...hits, ...split, ...alone];
}

function findInLine(line: string, kind: ProofText['kind']): Hit<Rule>[] {
  const found: Hit<Rule>[] = [];
  // What begins inside a hit that was found before says the same again.
  const add = (rule: Rule, places: readonly { from: number; to: number }[]) => {
    const known = [...found].sort((a, b) => a.from - b.from);
    let next = 0;
    for (const { from, to } of places) {
      while (next < known.length && (known[next]?.to ?? 0) <= from) next += 1;
      if (next >= known.length || (known[next]?.from ?? 0) >= to) found.push({ rule, from, to });
    }
  };
  add('classification_term', matchesOf(STARRED, line));
  add('classification_term', matchesOf(WITH_TERM, line));
  add(
    'classification_label',
    [...line.matchAll(LABELLED)].map((match) => {
      const [from, to] = match.indices?.[1] ?? [match.index, match.index + match[0].length];
      return { from, to };
    }),
  );
  if (kind === 'file_name') add('classification_file_name', matchesOf(BRACKETED, line));
  return found;
}

/** Levels alone on a line near the edge of a page. */
function findAlone(text: ProofText): TextHit<Rule>[] {
  const edges = new Set<number>();
  for (const page of pagesOf(text)) {
    for (const at of [...page.slice(0, EDGE_LINES), ...page.slice(-EDGE_LINES)]) edges.add(at);
  }
  return text.lines.flatMap(({ text: line, kind }, at): TextHit<Rule>[] => {
    if (kind === 'row' || !edges.has(at)) return [];
    const alone = inShadow(line, (shadow) => {
      const indices = ALONE.exec(shadow.replace(/\f/g, ' '))?.indices?.[1];
      return indices ? [{ rule: 'classification_line' as const, from: indices[0], to: indices[1] }] : [];
    });
    if (alone.length > 0 || !isFirstHalf(line) || !isSecondHalf(text, at)) return alone.map(inLine(at));
    return [{ rule: 'classification_line', line: at, from: 0, to: line.length }];
  });
}

const inLine =
  (line: number) =>
  (hit: Hit<Rule>): TextHit<Rule> => ({ ...hit, line });

/** 绝 on one line and 密 on the next written one, as a marking is set from top to bottom. */
function isFirstHalf(line: string): boolean {
  return /^[绝机秘]$/.test(bare(line));
}

function isSecondHalf(text: ProofText, at: number): boolean {
  const next = text.lines.slice(at + 1, at + 1 + EDGE_LINES).find((line) => bare(line.text) !== '');
  return next !== undefined && next.kind !== 'row' && bare(next.text) === '密';
}

function bare(line: string): string {
  return line.length > 40 ? line : (shadowOf(line)?.text ?? line).trim();
}

/** Indices of the written lines, page by page. */
function pagesOf(text: ProofText): number[][] {
  const pages: number[][] = [[]];
  text.lines.forEach(({ text: line }, at) => {
    if (line.startsWith('\f')) pages.push([]);
    if (line.trim() !== '') pages.at(-1)?.push(at);
    if (!line.startsWith('\f') && line.includes('\f')) pages.push([]);
  });
  return pages;
}
