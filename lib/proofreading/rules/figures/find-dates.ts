import type { Hit, ProofFacts, ProofText, TextHit } from '../../types';
import { halfWidth, withoutAddresses } from '../text/characters';
import { matchesOf } from '../text/matches';
import { civil, datePart, exists, sameWeekday, type WrittenDate, weekdayOf } from './calendar';

type Rule =
  | 'date_impossible'
  | 'time_impossible'
  | 'time_redundant'
  | 'weekday_differs'
  | 'range_reversed'
  | 'year_far';

const DIGITS = '\\d{1,2}|[一二三四五六七八九十]{1,3}';
const YEAR = '(\\d{4}|[〇零○一二三四五六七八九]{4})\\s*年\\s*';
const FULL = new RegExp(`(?:${YEAR})?(?<!\\d)(${DIGITS})\\s*月\\s*(${DIGITS})\\s*[日号]`, 'g');
const NUMERIC = /(?<![\d.\-/])((?:19|20)\d{2})([-./])(\d{1,2})\2(\d{1,2})(?![\d.\-/])/g;
const WEEKDAY = /^\s*[（(，,]?\s*((?:星期|周|礼拜)[一二三四五六日天])/;
const TIME = /(?<![\d:：.])(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?(?![\d:：%])/g;
const AFTERNOON = /(下午|晚上|傍晚|中午)\s*((?:1[3-9]|2[0-4])\s*(?:[:：]\s*\d{2}|[时点]))/g;
/** Years further ahead than this are plans, not days. */
const FAR_YEARS = 10;

/** A date with its place. */
export type PlacedDate = WrittenDate & { from: number; to: number };

/** The dates of a line, in order; impossible ones too. */
export function datesOf(line: string): PlacedDate[] {
  const plain = halfWidth(line);
  const full = matchesOf(FULL, plain).map(({ from, to, groups: [year = '', month = '', day = ''] }) => ({
    year: year === '' ? null : datePart(year),
    month: datePart(month),
    day: datePart(day),
    from,
    to,
  }));
  const numeric = matchesOf(NUMERIC, plain).map(({ from, to, groups: [year, , month, day] }) => ({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    from,
    to,
  }));
  return [...full, ...numeric].sort((a, b) => a.from - b.from);
}

/** Days and times that do not exist, weekdays that are not theirs, and ranges that end before they begin. */
export function findDates(text: ProofText, facts: ProofFacts): TextHit<Rule>[] {
  let year: number | null = facts.formedAt ? Number(facts.formedAt.slice(0, 4)) : null;
  return text.lines.flatMap(({ text: line }, at): TextHit<Rule>[] => {
    const dates = datesOf(withoutAddresses(line));
    const hits: Hit<Rule>[] = [];
    dates.forEach((date, index) => {
      const since = dates[index - 1]?.to ?? 0;
      year = date.year ?? lastYear(line.slice(since, date.from)) ?? year;
      const place = { from: date.from, to: date.to };
      if (!exists(date)) {
        hits.push({ rule: 'date_impossible', ...place });
        return;
      }
      hits.push(...judgeWeekday(line, { ...date, year }, place), ...judgeYear(date, facts.today));
      const before = dates[index - 1];
      if (before && isReversed(line, before, date)) {
        hits.push({ rule: 'range_reversed', from: before.from, to: date.to });
      }
    });
    year = lastYear(line) ?? year;
    return [...hits, ...timesOf(line)].map((hit) => ({ ...hit, line: at }));
  });
}

function lastYear(text: string): number | null {
  const years = matchesOf(/(?<!\d)((?:19|20)\d{2})\s*年/g, text);
  return years.length > 0 ? Number(years.at(-1)?.groups[0]) : null;
}

function judgeWeekday(
  line: string,
  date: WrittenDate,
  { from, to }: { from: number; to: number },
): Hit<Rule>[] {
  const match = WEEKDAY.exec(line.slice(to, to + 20));
  if (!match || date.year === null) return [];
  const [found, right] = [match[1] ?? '', weekdayOf(date)];
  if (sameWeekday(found) === right) return [];
  const start = to + match[0].length - found.length;
  const facts = { date: line.slice(from, to), right, found };
  const suggestion = found.slice(0, -1) + right.slice(-1);
  return [{ rule: 'weekday_differs', from: start, to: start + found.length, facts, suggestion }];
}

function judgeYear(date: PlacedDate, today: string): Hit<Rule>[] {
  const thisYear = Number(today.slice(0, 4));
  const isFar = date.year !== null && (date.year > thisYear + FAR_YEARS || date.year < 1900);
  return isFar ? [{ rule: 'year_far', from: date.from, to: date.to }] : [];
}

function isReversed(line: string, before: PlacedDate, after: PlacedDate): boolean {
  if (!/^\s*(?:至|到|—|－|-|～|~|起至)\s*$/.test(line.slice(before.to, after.from)) || !exists(before))
    return false;
  if (before.year === null && after.year !== null) return false;
  const year = before.year ?? 0;
  return civil({ ...after, year: after.year ?? year }) < civil({ ...before, year });
}

function timesOf(line: string): Hit<Rule>[] {
  const plain = halfWidth(line);
  const impossible = matchesOf(TIME, plain)
    .filter(({ groups: [hour, minute, second] }) => {
      const isMidnight = Number(hour) === 24 && Number(minute) === 0;
      return (Number(hour) > 23 && !isMidnight) || Number(minute) > 59 || Number(second) > 59;
    })
    // 比例 3:75 and scores are no times; what stands behind a date or a part of the day is one.
    .filter(
      ({ from, to }) =>
        /[日午晨晚间天自从至到（(]\s*$/.test(line.slice(Math.max(0, from - 4), from)) ||
        /^\s*(?:前|之前|开始|截止|至|—|-|结束)/.test(line.slice(to, to + 6)),
    )
    .map(({ from, to }) => ({ rule: 'time_impossible' as const, from, to }));
  const redundant = matchesOf(AFTERNOON, plain).map(({ from, to, groups: [word = '', time = ''] }) => ({
    rule: 'time_redundant' as const,
    from,
    to,
    facts: { word },
    suggestion: time,
  }));
  return [...impossible, ...redundant];
}
