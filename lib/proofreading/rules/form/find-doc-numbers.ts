import type { Hit, PlacedHit, ProofFacts, ProofreadingInput, ProofText } from '../../types';
import { halfWidth } from '../text/characters';
import { matchesOf } from '../text/matches';

type Rule =
  | 'doc_number_form'
  | 'doc_number_incomplete'
  | 'doc_number_year'
  | 'doc_number_field'
  | 'doc_number_differs';

const OPEN = '[〔\\[【（(［﹝<《]';
const CLOSE = '[〕\\]】）)］﹞>》]';
/** 机关代字, brackets around a year, and a number with or without 号. */
const NUMBER = new RegExp(
  `([\\u4e00-\\u9fff]{2,14})(\\s*)(${OPEN})\\s*(\\d{2}|\\d{4})\\s*年?\\s*(${CLOSE})(\\s*)(第?)(\\s*)(\\d{1,5})(\\s*)(号?)`,
  'g',
);
/** Words that end in front of the 机关代字 where no mark parts them. */
const BEFORE =
  /^.*(?:依据|根据|按照|参照|印发|依照|文件|通知|同意|关于|执行|废止|附件|见|的|和|与|及|以|由|经|原|即|发布|公告如下)/;
/** What may end a 机关代字: 发 函 规 字 and others, or the short name of an organ. */
const AS_WRITTEN = /^(.+?)〔(\d{4})〕([1-9]\d*)号$/;

/**
 * 发文字号 in a line that are not written 机关代字〔年份〕序号号: other brackets, a year of two digits, 第, leading zeros,
 * spaces, without 号, or of a year to come.
 *
 * @param today civil date
 */
export function findDocNumbers(line: string, today: string): Hit<Rule>[] {
  return matchesOf(NUMBER, halfWidth(line)).flatMap(({ from, to, text, groups }): Hit<Rule>[] => {
    const [code = '', , open = '', year = '', close = '', , , , digits = '', , mark = ''] = groups;
    const prefix = BEFORE.exec(code)?.[0] ?? '';
    const name = code.slice(prefix.length);
    const looksLikeCode = name.length >= 2 || prefix === '';
    const isYear = year.length === 2 || /^(?:19|20)/.test(year);
    if (!looksLikeCode || !isYear || isNoCode(name)) return [];
    const place = { from: from + prefix.length, to };
    const isAngled = open === '〔' && close === '〕';
    if (mark === '')
      return isAngled
        ? [
            {
              rule: 'doc_number_incomplete',
              ...place,
              suggestion: `${line.slice(place.from, to).trimEnd()}号`,
            },
          ]
        : [];
    const written = text.slice(prefix.length);
    const match = AS_WRITTEN.exec(written);
    const hasWideDigits = halfWidth(line.slice(place.from, to)) !== line.slice(place.from, to);
    if (match && !hasWideDigits && !/\s/.test(written)) {
      return year > today.slice(0, 4) ? [{ rule: 'doc_number_year', ...place }] : [];
    }
    const fullYear = year.length === 4 ? year : `20${year}`;
    return [{ rule: 'doc_number_form', ...place, suggestion: `${name}〔${fullYear}〕${Number(digits)}号` }];
  });
}

/** 公告（2022）…: names of kinds of texts and of courts' cases are no 机关代字. */
function isNoCode(name: string): boolean {
  return /(?:法院|案号|年度|项目|合同|标准|工程|招标|采购|编号|公司|许可证|证书)$/.test(name);
}

const OTHER_NUMBERS =
  /^(?:[\u4e00-\u9fff]{0,20}(?:令|公告|通告)?\s*)?(?:第\d+号(?:令)?|\d{4}年第\d+号|\d{4}年\d+月\d+日)$|^第\d+号令$/;

/** The field 文号 of the item, and a line of the text that holds only a number, against each other. */
export function findDocNumberField({ texts, facts }: ProofreadingInput): PlacedHit<Rule>[] {
  const field = facts.docNo.trim();
  if (field === '') return [];
  const hits: PlacedHit<Rule>[] = [];
  const ownField = texts.find((text) => text.path === 'doc_no');
  const isGood =
    AS_WRITTEN.test(field) || OTHER_NUMBERS.test(field) || findDocNumbers(field, facts.today).length > 0;
  if (ownField?.lines[0] && !isGood) {
    const to = ownField.lines[0].text.length;
    hits.push({ rule: 'doc_number_field', path: ownField.path, line: 0, from: 0, to });
  }
  return [
    ...hits,
    ...texts.filter((text) => text.kind === 'prose').flatMap((text) => headNumbers(text, facts)),
  ];
}

/** Lines at the top of a text among which its own number stands. */
const HEAD_LINES = 5;

function headNumbers(text: ProofText, { docNo }: ProofFacts): PlacedHit<Rule>[] {
  const bare = (number: string) =>
    halfWidth(number)
      .replace(/[^\u4e00-\u9fff\d]/g, '')
      .replace(/第/g, '');
  return text.lines.slice(0, HEAD_LINES).flatMap(({ text: line }, at) => {
    const match = /^\s*[（(]?([\u4e00-\u9fff]{2,14}[〔[（(【]\d{4}[〕\]）)】]\s*第?\d+\s*号)[）)]?\s*$/.exec(
      line,
    );
    const number = match?.[1] ?? '';
    if (number === '' || bare(number) === bare(docNo)) return [];
    const from = line.indexOf(number);
    const facts = { expected: docNo };
    return [
      {
        rule: 'doc_number_differs' as const,
        path: text.path,
        line: at,
        from,
        to: from + number.length,
        facts,
      },
    ];
  });
}
