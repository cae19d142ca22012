import type { Hit } from '../../types';
import { matchesOf } from '../text/matches';
import { inShadow } from '../text/shadow';

type Rule = 'mobile_number' | 'email_address' | 'home_address' | 'birth_date' | 'passport_number';

const MOBILE = /(?<![0-9A-Za-z*.])(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![0-9A-Za-z*])/g;
const MAIL =
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,24})/g;
const PASSPORT = /(?<![0-9A-Za-z])(?:[EGPSD][A-Z]?\d{7,8}|[CHMW]\d{8,10})(?![0-9A-Za-z])/g;
const PASSPORT_WORDS = /护照|通行证|回乡证/;

/** A mobile number as it may be shown: `138****1234`. */
export function maskMobile(number: string): string {
  const digits = number.replace(/\D/g, '').slice(-11);
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

const COUNT = '[0-9A-Za-z一二三四五六七八九十甲乙丙丁]{1,6}';
/** Down to a flat: 3号楼2单元501室, 8栋1203. */
const FLAT = new RegExp(
  `${COUNT}\\s*(?:号楼|栋|幢|座|单元)[^，。；、\\t\\n]{0,8}?${COUNT}\\s*(?:单元|室|户|房)(?:\\s*${COUNT}\\s*(?:室|户|房|号))?`,
  'g',
);
/** Where a person lives: 住址：……12号. */
const LIVES_AT =
  /(?:家庭住址|家庭地址|现?住址|户籍地址?|户籍所在地|现居住地|家住|住在|居住于|住所地)\s*[:：为是]?\s*([^，。；\t\n]{2,40}?\d+\s*(?:号|室|户|组|弄))/dg;
const OFFICE =
  /大厦|中心|办公|政府|大厅|行政|写字楼|局|会议|报名|窗口|大楼|机关|园区|产业园|企业|公司|工厂|注册地/;

/** A date as a birthday is written, with or without the day. */
const DATE = '(?:19|20)\\d{2}\\s*[年.\\-/]\\s*\\d{1,2}(?:\\s*[月.\\-/]\\s*\\d{1,2}\\s*日?|\\s*月)?';
const BIRTH = new RegExp(
  `(?:出生(?:日期|年月日|年月|时间|于)?|生日|生于)\\s*[:：为是]?\\s*(${DATE})|(${DATE})\\s*(?:出生|生(?![产效活态成]))`,
  'dg',
);

/**
 * Mobile numbers, mail addresses outside gov.cn, homes, birthdays and passports. Landlines and service numbers are how
 * an organ is reached and stay.
 */
export function findContactData(line: string): Hit<Rule>[] {
  return inShadow(line, findInShadow);
}

function findInShadow(plain: string): Hit<Rule>[] {
  const hits: Hit<Rule>[] = matchesOf(MOBILE, plain).map(({ from, to, text }) => ({
    rule: 'mobile_number',
    from,
    to,
    suggestion: maskMobile(text),
  }));
  for (const { from, to, groups } of matchesOf(MAIL, plain)) {
    if (!/(?:^|\.)gov\.cn$/i.test(groups[0] ?? '')) hits.push({ rule: 'email_address', from, to });
  }
  if (PASSPORT_WORDS.test(plain)) {
    for (const { from, to, text } of matchesOf(PASSPORT, plain)) {
      const suggestion = `${text.slice(0, 2)}${'*'.repeat(text.length - 4)}${text.slice(-2)}`;
      hits.push({ rule: 'passport_number', from, to, suggestion });
    }
  }
  return [...hits, ...findHomes(plain), ...findBirthdays(plain)];
}

function findHomes(line: string): Hit<Rule>[] {
  const homes: Hit<Rule>[] = [];
  for (const match of line.matchAll(LIVES_AT)) {
    const [from, to] = match.indices?.[1] ?? [match.index, match.index + match[0].length];
    homes.push({ rule: 'home_address', from, to });
  }
  for (const { from, to } of matchesOf(FLAT, line)) {
    const isKnown = homes.some((home) => home.from <= to && home.to + 24 >= from);
    if (!isKnown && !OFFICE.test(line.slice(Math.max(0, from - 24), from)))
      homes.push({ rule: 'home_address', from, to });
  }
  return homes;
}

function findBirthdays(line: string): Hit<Rule>[] {
  return [...line.matchAll(BIRTH)].map((match) => {
    const [from, to] = match.indices?.[1] ??
      match.indices?.[2] ?? [match.index, match.index + match[0].length];
    return { rule: 'birth_date', from, to };
  });
}
