import type { Correction, Dictionaries, Hit } from '../../types';
import { isInsideAny, matchesOf } from '../text/matches';
import { findTerms, indexTerms, keptPer } from '../text/term-index';

const correctionIndex = keptPer((corrections: readonly Correction[]) =>
  indexTerms(corrections.map((one) => [one.wrong, one] as const)),
);

/** Wrong words of the dictionary (错别字), with what to write instead. */
export function findCorrections(line: string, { corrections }: Dictionaries): Hit<'wrong_word'>[] {
  return findTerms(correctionIndex(corrections), line)
    .filter(({ from, to, value }) => !isInsideAny(line, from, to, [...(value.except ?? []), value.right]))
    .map(({ from, to, value }) => ({ rule: 'wrong_word', from, to, suggestion: value.right }));
}

/** Short words written twice, where no good sentence has them twice: 的的确确, 为了了解 and the like are good. */
const DOUBLED =
  /的的(?!确)|了了(?![解然断])|是是(?!非)|和和(?![平谐睦气解蔼美])|在在(?![于校建职岗册线场编逃押途地])|对对(?!子)|与与(?!会)|将将(?![来军近要士])|被被(?![告子])|把把(?![关控])|进行进行|关于关于|根据根据|按照按照|我们我们|以及以及|并且并且|或者或者|通过通过|予以予以|应当应当|等等等/g;

/** A longer phrase written twice, as happens in pasting; 一个一个, 逐条逐条 and the like are good. */
const REPEATED = /([\u4e00-\u9fff]{2,12})\1/g;
/** Verbs that are said twice for a short try of it. */
const SAID_TWICE =
  /^(?:研究|讨论|考虑|学习|商量|了解|休息|打听|探讨|琢磨|意思|比较|渐渐|常常|往往|纷纷|仅仅|年度)$/;

/** Doubled words and phrases. */
export function findDoubledWords(line: string): Hit<'doubled_word' | 'doubled_phrase'>[] {
  const words = matchesOf(DOUBLED, line).map(({ from, to, text }) => ({
    rule: 'doubled_word' as const,
    from,
    to,
    suggestion: text.slice(0, text.length >> 1) || text,
  }));
  const phrases = matchesOf(REPEATED, line)
    .filter(({ groups: [phrase = ''] }) => !/^(?:[一逐每]|(.)\1+$)/.test(phrase) && !SAID_TWICE.test(phrase))
    .map(({ from, to, groups }) => ({
      rule: 'doubled_phrase' as const,
      from,
      to,
      suggestion: groups[0] ?? '',
    }));
  return [...words, ...phrases];
}

const DEADLINE = /截止(?=(?:到)?(?:目前|今天|本月|去年|今年|年底|月底|\d{4}年))/g;

/** 截止 in front of a time, where 截至 is meant. */
export function findDeadlineWording(line: string): Hit<'deadline_wording'>[] {
  return matchesOf(DEADLINE, line).map(({ from, to }) => ({
    rule: 'deadline_wording',
    from,
    to,
    suggestion: '截至',
  }));
}
