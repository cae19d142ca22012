import type { Hit, ProofText, TextHit } from '../../types';
import { chineseNumber, halfWidth, toChineseNumber } from '../text/characters';
import { matchesOf } from '../text/matches';

type Rule = 'numbering_gap' | 'numbering_repeated' | 'numbering_start' | 'numbering_form';

/** The levels of headings of official documents (一、 （一） 1. （1）), and articles; a level ends those behind it. */
const LEVELS = ['article', 'first', 'second', 'third', 'fourth'] as const;
type Level = (typeof LEVELS)[number];

type Marker = {
  level: Level;
  value: number;
  text: string;
  from: number;
  to: number;
  form: string | null;
  isAtStart: boolean;
};

const CHINESE = '[一二三四五六七八九十百]{1,4}';
const PATTERNS: readonly {
  level: Level;
  pattern: RegExp;
  good: (value: number) => string;
  isGood: RegExp;
}[] = [
  {
    level: 'article',
    pattern: new RegExp(`第(${CHINESE})条(?=[\\s\\u3000])`, 'y'),
    good: (value) => `第${toChineseNumber(value)}条`,
    isGood: /条$/,
  },
  {
    level: 'first',
    pattern: new RegExp(`(${CHINESE})(?:、|[.．](?!\\d))`, 'y'),
    good: (value) => `${toChineseNumber(value)}、`,
    isGood: /、$/,
  },
  {
    level: 'second',
    pattern: new RegExp(`[（(](${CHINESE})[）)][、.．]?`, 'y'),
    good: (value) => `（${toChineseNumber(value)}）`,
    isGood: /[）)]$/,
  },
  {
    level: 'third',
    pattern: /(\d{1,2})(?:[.．](?![\d])|、)/y,
    good: (value) => `${value}.`,
    isGood: /[.．]$/,
  },
  {
    level: 'fourth',
    pattern: /[（(](\d{1,2})[）)][、.．]?/y,
    good: (value) => `（${value}）`,
    isGood: /[）)]$/,
  },
];

/** A number may stand at the beginning of a line, or behind the end of a sentence where items run on. */
const STARTS = /^[\s\u3000]*|(?<=[。；：;])[\s\u3000]*/g;

function markersOf(line: string): Marker[] {
  const plain = halfWidth(line);
  return [...plain.matchAll(STARTS)].flatMap((start): Marker[] => {
    const from = start.index + start[0].length;
    for (const { level, pattern, good, isGood } of PATTERNS) {
      pattern.lastIndex = from;
      const match = pattern.exec(plain);
      if (!match) continue;
      const digits = match[1] ?? '';
      const value = /^\d+$/.test(digits) ? Number(digits) : (chineseNumber(digits) ?? 0);
      const form = isGood.test(match[0]) || value > 99 ? null : good(value);
      return [
        {
          level,
          value,
          text: match[0],
          from,
          to: from + match[0].length,
          form,
          isAtStart: start.index === 0,
        },
      ];
    }
    return [];
  });
}

/** A passage left out: numbers may go on anywhere behind it. */
const LEFT_OUT = /[［[]…+[］\]]|^…+$|（略）/g;

type Last = { value: number; text: string };

/**
 * The order of 一、 （一） 1. （1） and 第一条 in a text: a number left out, written twice, or a beginning other than one;
 * and forms like （一）、 and 1、. A level begins anew under each number above it.
 */
export function findNumbering(text: ProofText): TextHit<Rule>[] {
  if (text.kind !== 'prose') return [];
  const state: State = { last: new Map(), isCut: false };
  return text.lines.flatMap(({ text: line, kind }, at) => {
    if (kind === 'row' || kind === 'image') return [];
    const cuts = matchesOf(LEFT_OUT, line).map(({ from }) => from);
    const hits = markersOf(line).flatMap((marker) => {
      if (cuts.some((from) => from < marker.from)) leaveOut(state);
      while (cuts[0] !== undefined && cuts[0] < marker.from) cuts.shift();
      // （五）（六）（八）共四项 and other mentions are no headings.
      if (/^[（(]/.test(line.slice(marker.to))) return [];
      return judge(marker, state).map((hit) => ({ ...hit, line: at }));
    });
    if (cuts.length > 0) leaveOut(state);
    return hits;
  });
}

type State = { readonly last: Map<Level, Last>; isCut: boolean };

function leaveOut(state: State): void {
  state.isCut = true;
  state.last.clear();
}

function judge(marker: Marker, { last, isCut }: State): Hit<Rule>[] {
  const { level, value, text, from, to, form, isAtStart } = marker;
  const hits: Hit<Rule>[] = [];
  const previous = last.get(level);
  if (previous && value === previous.value) hits.push({ rule: 'numbering_repeated', from, to });
  else if (previous && value !== previous.value + 1 && value !== 1) {
    hits.push({ rule: 'numbering_gap', from, to, facts: { previous: previous.text } });
  } else if (!previous && value !== 1 && !isCut && isAtStart && isListed(last, level)) {
    hits.push({ rule: 'numbering_start', from, to });
  }
  if (form !== null) hits.push({ rule: 'numbering_form', from, to, suggestion: form });
  last.set(level, { value, text });
  for (const lower of LEVELS.slice(LEVELS.indexOf(level) + 1)) last.delete(lower);
  return hits;
}

/** A part of a longer document may begin anywhere with its first level; below a heading that stands here it may not. */
function isListed(last: ReadonlyMap<Level, Last>, level: Level): boolean {
  return LEVELS.slice(0, LEVELS.indexOf(level)).some((upper) => last.has(upper));
}
