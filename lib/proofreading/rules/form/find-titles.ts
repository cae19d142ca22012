import type { PlacedHit, ProofreadingInput } from '../../types';
import { matchesOf } from '../text/matches';

type Rule = 'title_ends_with_mark' | 'title_lacks_de' | 'title_genre_differs' | 'title_document_missing';

const GENRES = [
  '决议',
  '决定',
  '公报',
  '公告',
  '通告',
  '意见',
  '通知',
  '通报',
  '报告',
  '请示',
  '批复',
  '议案',
  '函',
  '纪要',
];
/** A title is stored with 200 characters at most; the rest of a longer line is none. */
const TITLE_CHARACTERS = 500;
const LACKS_DE = new RegExp(`(?:^|.)关于.*[》”】）)][\\s]*(${GENRES.join('|')})$`);
/** Files around a text that its own words need not name. */
const QUOTED_FILE = /《([^《》]{4,80})》/g;

/** The title: marks at its end, a missing 的 before the genre, another genre than stated, documents the body never names. */
export function findTitles({ texts, facts }: ProofreadingInput): PlacedHit<Rule>[] {
  const title = texts.find((text) => text.kind === 'title');
  const line = (title?.lines[0]?.text ?? '').slice(0, TITLE_CHARACTERS);
  if (!title || line.trim() === '') return [];
  const hits: PlacedHit<Rule>[] = [];
  const add = (rule: Rule, from: number, to: number, more: Pick<PlacedHit, 'facts' | 'suggestion'> = {}) =>
    hits.push({ rule, path: title.path, line: 0, from, to, ...more });
  const end = /[。．，、；：,;:.！!]+\s*$/.exec(line);
  if (end) add('title_ends_with_mark', end.index, end.index + end[0].trimEnd().length, { suggestion: '' });
  const trimmed = line.trimEnd();
  const genre = LACKS_DE.exec(trimmed)?.[1];
  if (genre !== undefined) {
    const from = trimmed.length - genre.length;
    add('title_lacks_de', from, trimmed.length, { facts: { genre }, suggestion: `的${genre}` });
  }
  const own = GENRES.find((one) => trimmed.endsWith(`的${one}`));
  if (own !== undefined && GENRES.includes(facts.genre) && own !== facts.genre) {
    add('title_genre_differs', trimmed.length - own.length, trimmed.length, {
      facts: { genre: facts.genre },
    });
  }
  const bodies = texts
    .filter((text) => text.kind === 'prose')
    .flatMap((text) => text.lines.map((one) => one.text));
  const words = bodies.join('').replace(/\s/g, '');
  if (words.length > 0) {
    for (const { from, to, groups } of matchesOf(QUOTED_FILE, line)) {
      if (!words.includes((groups[0] ?? '').replace(/\s/g, ''))) add('title_document_missing', from, to);
    }
  }
  return hits;
}
