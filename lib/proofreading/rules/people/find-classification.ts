import type { ProofText, TextHit } from '../../types';
import { matchesOf } from '../text/matches';

type Rule =
  | 'classification_term'
  | 'classification_line'
  | 'classification_label'
  | 'classification_file_name';

const LEVEL = '(?:绝\\s*密|机\\s*密|秘\\s*密)';
const STAR = '[★☆✩✭✯✰⭐]';
const COUNT = '(?:[0-9０-９]{1,3}|[一二三四五六七八九十百]{1,4})';
/** 1年, 10 年, 6个月, 长期: how long a secret is kept. */
const TERM = `(?:${COUNT}\\s*(?:年|个月)|长期)`;

/** `秘密★1年`, `机密★`: with a star it is a marking wherever it stands. */
const STARRED = new RegExp(`${LEVEL}\\s*${STAR}(?:\\s*(?:${TERM}|启用前|解密前))?`, 'g');

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
 * A page ends with a form feed, as texts taken from files have it; else the whole text is one page.
 *
 * @rule REG-17-2
 */
export function findClassification(text: ProofText): TextHit<Rule>[] {
  const hits = text.lines.flatMap(({ text: line }, at): TextHit<Rule>[] => {
    if (!/密/.test(line)) return [];
    const found: TextHit<Rule>[] = [];
    for (const { from, to } of matchesOf(STARRED, line))
      found.push({ rule: 'classification_term', line: at, from, to });
    for (const { from, to } of matchesOf(WITH_TERM, line)) {
      if (!found.some((hit) => hit.from < to && hit.to > from))
        found.push({ rule: 'classification_term', line: at, from, to });
    }
    for (const match of line.matchAll(LABELLED)) {
      const [from, to] = match.indices?.[1] ?? [match.index, match.index + match[0].length];
      if (!found.some((hit) => hit.from < to && hit.to > from))
        found.push({ rule: 'classification_label', line: at, from, to });
    }
    if (text.kind === 'file_name') {
      for (const { from, to } of matchesOf(BRACKETED, line)) {
        if (!found.some((hit) => hit.from < to && hit.to > from))
          found.push({ rule: 'classification_file_name', line: at, from, to });
      }
    }
    return found;
  });
  return [...hits, ...(text.kind === 'file_name' ? [] : findAlone(text))];
}

/** Levels alone on a line near the edge of a page. */
function findAlone(text: ProofText): TextHit<Rule>[] {
  const edges = new Set<number>();
  for (const page of pagesOf(text)) {
    for (const at of [...page.slice(0, EDGE_LINES), ...page.slice(-EDGE_LINES)]) edges.add(at);
  }
  return text.lines.flatMap(({ text: line, kind }, at) => {
    if (kind === 'row' || !edges.has(at)) return [];
    const indices = ALONE.exec(line.replace(/\f/g, ' '))?.indices?.[1];
    return indices
      ? [{ rule: 'classification_line' as const, line: at, from: indices[0], to: indices[1] }]
      : [];
  });
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
