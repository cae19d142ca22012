import type { Hit, ProofText, TextHit } from '../../types';
import { halfWidth } from '../text/characters';
import { matchesOf } from '../text/matches';
import { printFigure } from './tables';

type LineRule =
  | 'percentages_differ'
  | 'amount_differs'
  | 'unit_doubled'
  | 'decrease_in_times'
  | 'approximation_doubled'
  | 'limit_contradicts'
  | 'grouping_wrong';

const AMOUNT = '(\\d+(?:\\.\\d+)?)\\s*(亿|万)?元';
const SAME_AMOUNT = new RegExp(
  `(?<![\\d.])${AMOUNT}\\s*[（(]\\s*(?:即|合|折合|约合|约)?\\s*${AMOUNT}\\s*[）)]`,
  'g',
);
const UNIT_DOUBLED =
  /元元|万万(?=[元户人亩吨])|亿亿|亿万元|(?<=\d)(?:个个|件件|人人|家家|户户|项项)(?![一-龥])|%%|％％|(?<=\d)年年/g;
const DECREASE =
  /(?:减少|下降|降低|缩小|缩短|减低|压缩)(?:了|到|为|近|约)?\s*(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+)\s*(?:多|余)?\s*倍/g;
const APPROXIMATE =
  /(?:大约|大概|约为|约|近|将近|接近|超过|逾)\s*(?:\d[\d,.]*|[一二两三四五六七八九十百千]+)\s*(?:多|余|来)?\s*(?:[%％万亿]|百|千)*\s*(?:多|余)?\s*(?:[\u4e00-\u9fff]{0,3}?)(?:左右|上下|以上|余[家人件个户项次]|多[家人件个户项次元])/g;
const APPROXIMATE_MIDDLE =
  /(?:大约|约|近|将近|接近|超过|逾)\s*\d[\d,.]*\s*(?:[万亿]|百|千)?(?:余|多)(?=[万亿]?(?:[家人件个户项次元亩吨名米]|平方|公[里顷斤]))/g;
const LIMIT =
  /(?:最低|至少|不少于|不低于)\s*\d[\d,.]*\s*[\u4e00-\u9fff%％]{0,5}以下|(?:最高|最长|最多|不超过|不高于|至多)\s*\d[\d,.]*\s*[\u4e00-\u9fff%％]{0,5}以上|最低不超过|最高不少于|最高不低于/g;
const GROUPED = /(?<![\d.,，、])\d{1,3}(?:,\d{2,4})+(?:\.\d+)?(?![\d,])/g;
const SHARE = /占(?:比)?[^，。；、\d]{0,8}?(\d+(?:\.\d+)?)\s*[%％]/g;
/** Between these sums, in percent, shares are taken to be of one whole. */
const NEAR_WHOLE = [90, 110] as const;

function inYuan(amount: string, unit: string): number {
  return Number(amount) * (unit === '亿' ? 1e8 : unit === '万' ? 1e4 : 1);
}

/** Figures that contradict themselves within a line: shares, amounts in two units, units, limits, about-words. */
export function findQuantities(line: string): Hit<LineRule>[] {
  const plain = halfWidth(line);
  if (!/\d|倍|元元|左右|上下/.test(plain)) return [];
  const simple = (rule: LineRule, pattern: RegExp): Hit<LineRule>[] =>
    matchesOf(pattern, plain).map(({ from, to }) => ({ rule, from, to }));
  return [
    ...matchesOf(SAME_AMOUNT, plain)
      .filter(({ groups: [a = '', unitA = '', b = '', unitB = ''] }) => {
        const [one, other] = [inYuan(a, unitA), inYuan(b, unitB)];
        return unitA !== unitB && Math.abs(one - other) > Math.max(one, other) * 0.005;
      })
      .map(({ from, to, groups: [a, unitA, b, unitB] }) => ({
        rule: 'amount_differs' as const,
        from,
        to,
        facts: { found: `${a}${unitA}元`, expected: `${b}${unitB}元` },
      })),
    ...simple('unit_doubled', UNIT_DOUBLED),
    ...simple('decrease_in_times', DECREASE),
    ...withoutOverlap([
      ...simple('approximation_doubled', APPROXIMATE),
      ...simple('approximation_doubled', APPROXIMATE_MIDDLE),
    ]),
    ...simple('limit_contradicts', LIMIT),
    ...matchesOf(GROUPED, plain)
      .filter(
        ({ to, text }) => !/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) && isQuantity(text, plain.slice(to)),
      )
      .map(({ from, to }) => ({ rule: 'grouping_wrong' as const, from, to })),
    ...sharesOf(plain),
  ];
}

/** 1,2,3 may be a list; with a unit behind it, or a right group in it, it is a number. */
function isQuantity(text: string, after: string): boolean {
  return /,\d{3}(?!\d)/.test(text) || /^\s*(?:[元万亿人件个户家吨亩项]|平方)/.test(after);
}

function withoutOverlap<One extends { from: number; to: number }>(hits: readonly One[]): One[] {
  return hits.filter(
    (hit, at) => !hits.slice(0, at).some((other) => other.from < hit.to && other.to > hit.from),
  );
}

function sharesOf(line: string): Hit<LineRule>[] {
  return matchesOf(/[^。；;\n]+/g, line).flatMap((sentence) => {
    const shares = matchesOf(SHARE, sentence.text);
    const first = shares[0];
    const last = shares.at(-1);
    if (shares.length < 3 || !first || !last) return [];
    const sum = shares.reduce((all, one) => all + Number(one.groups[0]), 0);
    const decimals = Math.max(...shares.map((one) => (one.groups[0]?.split('.')[1] ?? '').length));
    const isWhole = Math.abs(sum - 100) <= 0.5 * 10 ** -decimals * shares.length + 1e-6;
    if (isWhole || sum < NEAR_WHOLE[0] || sum > NEAR_WHOLE[1]) return [];
    const from = sentence.from + first.from;
    return [
      {
        rule: 'percentages_differ' as const,
        from,
        to: sentence.from + last.to,
        facts: { found: printFigure(sum) },
      },
    ];
  });
}

/** Nouns that count one thing of the item, so that two different figures behind the same words are worth a look. */
const COUNTED =
  '总额|合计|总计|共计|金额|资金|总数|数量|面积|人数|户数|件数|总量|总投资|投资|预算|收入|支出|余额|申请|政府信息|建议|提案|信件|企业';
const QUANTITY = new RegExp(
  `([\\u4e00-\\u9fff]{2,8}(?:${COUNTED}))(?:合计|共计|总计|为|共|达|是)?\\s*(\\d[\\d,]*(?:\\.\\d+)?)\\s*(亿元|万元|元|件|条|人|户|家|项|平方米|公顷|亩)(?!以)`,
  'g',
);
/** What is given to one or limited for one is not a quantity of the whole. */
const PER_ONE =
  /奖励|补助|补贴|给予|不超过|最高|以上|每|分别|新增|增长|下降|其中|支持|罚款|不低于|不少于|以下|本年|上年|去年|同期/;

/** The same quantity (four or more characters before the figure) written with two figures in one text. */
export function findQuantityDifferences(text: ProofText): TextHit<'quantity_differs'>[] {
  const known = new Map<string, string>();
  return text.lines.flatMap(({ text: line, kind }, at) => {
    if (kind === 'row') return [];
    return matchesOf(QUANTITY, halfWidth(line)).flatMap(({ from, to, text: words, groups }) => {
      const [label = '', figure = '', unit = ''] = groups;
      if (PER_ONE.test(label)) return [];
      const key = `${label.slice(-6)} ${unit}`;
      const value = `${figure.replace(/,/g, '')}${unit}`;
      const before = known.get(key);
      if (before === undefined) known.set(key, value);
      if (before === undefined || before === value) return [];
      const facts = { label: label.slice(-6), found: value, expected: before };
      return [
        {
          rule: 'quantity_differs' as const,
          line: at,
          from: from + words.indexOf(figure, label.length),
          to,
          facts,
        },
      ];
    });
  });
}
