import type { PlacedHit, ProofFacts, ProofreadingInput, ProofText, TextHit } from '../../types';
import { matchesOf } from '../text/matches';
import { civil, exists } from './calendar';
import { datesOf, type PlacedDate } from './find-dates';

type Rule = 'signed_in_future' | 'formed_at_differs' | 'deadline_past' | 'expired' | 'year_differs';

const SUBMIT = /报送|申报|提交|报名|反馈|征求|征集|申请|报我|报至|送达|缴纳|补缴|截止|受理|公示期/;
/** How far after a date the words stand that make it a deadline, in characters. */
const REACH = 4;
/** A title may speak of this many years before that of the item. */
const YEARS_BACK = 3;

/**
 * Dates against the facts of the item: a signature later than today or other than 成文日期, a deadline that is over, a
 * validity that has ended, a title that names another year.
 */
export function findDeadlines({ texts, facts }: ProofreadingInput): PlacedHit<Rule>[] {
  const within = (text: ProofText, hits: TextHit<Rule>[]) => hits.map((hit) => ({ ...hit, path: text.path }));
  return texts.flatMap((text) => {
    if (text.path === 'expires_at') return within(text, expiry(text, facts));
    if (text.kind === 'title') return within(text, titleYear(text, facts));
    if (text.kind !== 'prose') return [];
    return within(text, [...signature(text, facts), ...deadlines(text, facts)]);
  });
}

function expiry(text: ProofText, { expiresAt, today }: ProofFacts): TextHit<Rule>[] {
  const line = text.lines[0]?.text ?? '';
  return expiresAt !== null && expiresAt < today && line !== ''
    ? [{ rule: 'expired', line: 0, from: 0, to: line.length }]
    : [];
}

function titleYear(text: ProofText, { itemYear }: ProofFacts): TextHit<Rule>[] {
  if (itemYear === null) return [];
  return text.lines.flatMap(({ text: line }, at) => {
    const years = matchesOf(/(?<!\d)((?:19|20)\d{2})\s*(?=年|-|—)/g, line);
    const isNamed = years.some(
      ({ groups: [year] }) => Number(year) <= itemYear + 1 && Number(year) >= itemYear - YEARS_BACK,
    );
    if (isNamed) return [];
    return years.map(({ from, to, groups: [found = ''] }) => ({
      rule: 'year_differs' as const,
      line: at,
      from,
      to,
      facts: { found, expected: String(itemYear) },
    }));
  });
}

/** The line that holds only a date: the signature of an official letter. */
function signature(text: ProofText, { formedAt, today }: ProofFacts): TextHit<Rule>[] {
  const signed = text.lines.flatMap(({ text: line, kind }, at) => {
    const [date, more] = datesOf(line);
    const rest = date && !more ? line.slice(0, date.from) + line.slice(date.to) : line;
    const isSignature =
      kind === 'paragraph' && date && date.year !== null && exists(date) && isNameOfOrgan(rest);
    return isSignature ? [{ date, line: at }] : [];
  });
  const last = signed.at(-1);
  if (!last) return [];
  const place = { line: last.line, from: last.date.from, to: last.date.to };
  const written = civil(last.date);
  if (written > today) return [{ rule: 'signed_in_future', ...place }];
  const isKnown = formedAt === null || signed.some(({ date }) => civil(date) === formedAt);
  return isKnown ? [] : [{ rule: 'formed_at_differs', ...place, facts: { formed: formedAt ?? '' } }];
}

function isNameOfOrgan(rest: string): boolean {
  return /^[\s\u3000]*(?:[\u4e00-\u9fff\s（）]{2,60}(?:局|厅|院|委|办|室|会|部|政府|中心|公司|镇|乡))?[\s\u3000]*$/.test(
    rest,
  );
}

function deadlines(text: ProofText, { formedAt, today }: ProofFacts): TextHit<Rule>[] {
  let year = formedAt ? Number(formedAt.slice(0, 4)) : null;
  return text.lines.flatMap(({ text: line }, at) =>
    datesOf(line).flatMap((date): TextHit<Rule>[] => {
      year = date.year ?? year;
      if (year === null || !exists({ ...date, year }) || !isDeadline(line, date)) return [];
      const written = civil({ ...date, year });
      // Without a year a day before the text was made is next year's, or comes every year.
      if (date.year === null && formedAt !== null && written < formedAt) return [];
      const isPast = written < today;
      return isPast ? [{ rule: 'deadline_past', line: at, from: date.from, to: date.to }] : [];
    }),
  );
}

function isDeadline(line: string, { from, to }: PlacedDate): boolean {
  const after = line.slice(to, to + REACH + 12);
  const isEnd =
    /^\s*(?:[（(][^（）()]{1,8}[）)])?\s*(?:[上下]午)?\s*(?:\d{1,2}[:：时点]\d{0,2}分?)?\s*(?:之?前|以前|止|截止)/.test(
      after,
    ) || /(?:截止|截至)(?:时间|日期)?(?:为|是|[:：])?\s*$/.test(line.slice(Math.max(0, from - 16), from));
  const sentence = line.slice(Math.max(0, from - 40), to + 40);
  return isEnd && SUBMIT.test(sentence) && !/每年|次年|逐年|自然年/.test(sentence);
}
