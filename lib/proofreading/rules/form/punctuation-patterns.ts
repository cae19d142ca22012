import type { FindingRule } from '../../messages';
import { HAN } from '../text/characters';

/**
 * One rule of GB/T 15834 (标点符号用法) or GB/T 15835 (数字用法) as a pattern: what is wrong, and what to write instead.
 * `suggest` gets the words found; null leaves the mending to a person.
 */
export type PunctuationPattern = {
  readonly rule: FindingRule;
  readonly pattern: RegExp;
  readonly suggest: (text: string) => string | null;
};

const FULL_WIDTH: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '.': '。',
};
const widen = (text: string) => [...text].map((one) => FULL_WIDTH[one] ?? one).join('');
const CLOSING = '》」』”’）〉】〕%％';
const RANGE_UNIT =
  '(?:年|月|日|号|个|家|人|元|万|亿|％|%|℃|度|岁|天|小时|时|分|米|公里|千米|吨|亩|倍|周|层|级|届|期|项|条|件|户)';

/** The marks that may follow each other: ）。 ”， …。 are fine, 。， is not. */
const DOUBLED =
  /[，、；：][，、。；：？！]+|。[，、。；：？！]+|？[，、。；：]+|！[，、。；：]+|？{2,}|！{2,}|[,;:]{2,}|,[。，]|[。，],/g;

/** The shipped rules of punctuation, in the order in which they are looked for. An organ switches them by their rule id. */
export const PUNCTUATION_PATTERNS: readonly PunctuationPattern[] = [
  {
    rule: 'half_width_mark',
    pattern: new RegExp(
      `(?<=[${HAN}${CLOSING}])[,;:?!](?![,;:?!/])(?=\\s*(?:[${HAN}“‘《（(〔\\d A-Za-z]|$))`,
      'g',
    ),
    suggest: widen,
  },
  {
    rule: 'half_width_mark',
    pattern: new RegExp(`(?<=[${HAN}][)])[,;:?!](?=\\s*(?:[${HAN}“‘《（(〔\\d A-Za-z]|$))`, 'g'),
    suggest: widen,
  },
  {
    rule: 'half_width_mark',
    pattern: new RegExp(`(?<=[\\dA-Za-z])[,;](?=[${HAN}“‘《])`, 'g'),
    suggest: widen,
  },
  {
    rule: 'half_width_mark',
    pattern: new RegExp(`(?<=[${HAN}》”）])\\.(?=\\s*(?:[${HAN}“《]|$))`, 'g'),
    suggest: widen,
  },
  {
    rule: 'doubled_mark',
    pattern: DOUBLED,
    suggest: (text) => (/^。{3,}$/.test(text) ? '……' : widen(/[。？！]/.exec(text)?.[0] ?? text[0] ?? '')),
  },
  {
    rule: 'ellipsis_form',
    pattern: new RegExp(`(?<=[${HAN}，”])(?:\\.{3,}|。{3,}|·{3,}|(?<!…)…(?!…)|…{3,})`, 'g'),
    suggest: () => '……',
  },
  {
    rule: 'ellipsis_with_deng',
    pattern: /……等(?![级候待于])|等(?:等)?……/g,
    suggest: (text) => text.replace('……', ''),
  },
  { rule: 'half_width_bracket', pattern: new RegExp(`<(?=[${HAN}“（])`, 'g'), suggest: () => '〈' },
  { rule: 'half_width_bracket', pattern: new RegExp(`(?<=[${HAN}”）])>`, 'g'), suggest: () => '〉' },
  { rule: 'comma_between_titles', pattern: /(?<=》)、(?=《)/g, suggest: () => '' },
  { rule: 'comma_between_quotes', pattern: /(?<=”)、(?=“)/g, suggest: () => '' },
  { rule: 'comma_before_deng', pattern: /、(?=等(?![级候待于]))/g, suggest: () => '' },
  {
    rule: 'comma_before_conjunction',
    pattern: /、(?:和(?![谐平睦解田美])|及(?![时格早第])|以及|与(?![会时])|或者|或(?![许])|并且)/g,
    suggest: (text) => text.slice(1),
  },
  {
    rule: 'range_sign',
    pattern: new RegExp(
      `(?<=[\\d年月日时％%万亿])(?:[~－–]|——|(?<=[年月日时％%万亿])-)(?=\\d+(?:\\.\\d+)?\\s*${RANGE_UNIT})`,
      'g',
    ),
    suggest: (text) => (text === '~' ? '～' : '—'),
  },
  {
    rule: 'range_sign',
    pattern: new RegExp(
      `(?<=(?<![\\d-])\\d{1,4}(?:\\.\\d{1,4})?)-(?=\\d{1,4}(?:\\.\\d{1,4})?\\s*${RANGE_UNIT}(?!内))`,
      'g',
    ),
    suggest: () => '—',
  },
  {
    rule: 'colon_expected',
    pattern: /如下(?=[。，]\s*$)/g,
    suggest: () => null,
  },
  {
    rule: 'ordinal_comma',
    pattern: /(?<=(?:^|[。；：，\s])第[一二三四五六七八九十])、/g,
    suggest: () => '，',
  },
];
