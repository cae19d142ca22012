import type { Hit, ProofText, TextHit } from '../../types';
import { HAN, halfWidth, withoutAddresses } from '../text/characters';
import { matchesOf } from '../text/matches';

type Rule =
  | 'space_between_words'
  | 'space_beside_mark'
  | 'space_beside_number'
  | 'full_width_letters'
  | 'compatibility_mark'
  | 'invisible_character';

const SPACES = '[ \\u00a0\\u3000]';
/** Behind 第三条 and 第一章 a space sets the text apart. */
const BETWEEN_WORDS = new RegExp(
  `(?<=[${HAN}])(?<!第[一二三四五六七八九十百]{1,5}[条章节])${SPACES}+(?=[${HAN}])`,
  'g',
);
const BESIDE_MARK = new RegExp(
  `(?<=[${HAN}\\d])${SPACES}+(?=[，。；：、！？》）”])|(?<=[《（“，、])${SPACES}+(?=[${HAN}\\d])|(?<=[》）”])${SPACES}+(?=[的和与及等])`,
  'g',
);
const BESIDE_NUMBER = new RegExp(
  `(?<=[${HAN}])${SPACES}+(?=\\d+(?:\\.\\d+)?${SPACES}*[年月日号万亿元个家人件项条%％])|(?<=\\d)${SPACES}+(?=[年月日号万亿元个家人件项条户名%％])`,
  'g',
);
const WIDE = /[０-９Ａ-Ｚａ-ｚ]+/g;
/** Circled, bracketed and squared characters, ligatures of units: many readers' fonts and programs lack them. */
const COMPATIBILITY = /[㈠-㈩㊀-㊉⑴-⒇⒈-⒛㎡㎏㎜㎝㎞℡№﹪﹣﹢]/g;
// Marks of direction, joiners, fillers, private use and control characters, and the sign of a lost one. A selector has its
// place behind a picture or an ideograph, a joiner in scripts whose letters join.
const INVISIBLE =
  /(?:(?![\t\n\f\r]|[\u180b-\u180f]|\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}])[\p{Cc}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u061c\u2800\ufffd])+|(?<![\p{Extended_Pictographic}\p{Script=Han}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|(?<=[\p{Script=Han}\p{P}\s\w]|^)[\u200c\u200d]/gu;
/** Lines shorter than this are names, captions and signatures, in which spaces set words apart. */
const SENTENCE_CHARACTERS = 24;

const PLAIN_FORMS: Readonly<Record<string, string>> = {
  '㎡': '平方米',
  '㎏': '千克',
  '㎜': '毫米',
  '㎝': '厘米',
  '㎞': '千米',
  '℡': '电话',
  '№': '第……号',
};

function plainForm(mark: string): string {
  return PLAIN_FORMS[mark] ?? mark.normalize('NFKC').replace('(', '（').replace(')', '）');
}

/** Spaces where Chinese has none, letters and digits of double width, and characters that are not seen. */
export function findSpacing(text: ProofText): TextHit<Rule>[] {
  return text.lines.flatMap(({ text: raw, kind }, at) => {
    const line = withoutAddresses(raw);
    const removed = (rule: Rule, pattern: RegExp) =>
      matchesOf(pattern, line).map(({ from, to }): Hit<Rule> => ({ rule, from, to, suggestion: '' }));
    const isSentence = kind !== 'row' && text.kind === 'prose' && line.length >= SENTENCE_CHARACTERS;
    const hits = [
      ...removed('invisible_character', INVISIBLE),
      ...matchesOf(WIDE, line).map(({ from, to, text: found }) => ({
        rule: 'full_width_letters' as const,
        from,
        to,
        suggestion: halfWidth(found),
      })),
      ...matchesOf(COMPATIBILITY, line).map(({ from, to, text: found }) => ({
        rule: 'compatibility_mark' as const,
        from,
        to,
        suggestion: plainForm(found),
      })),
      ...(isSentence && /[，。；、,;]/.test(line) ? removed('space_between_words', BETWEEN_WORDS) : []),
      ...(text.kind === 'file_name' ? [] : removed('space_beside_mark', BESIDE_MARK)),
      ...(text.kind === 'file_name' || kind === 'row' ? [] : removed('space_beside_number', BESIDE_NUMBER)),
    ];
    return hits.map((hit) => ({ ...hit, line: at }));
  });
}
