import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDING_KIND_NAMES, FINDING_SENTENCES, SEVERITY_NAMES } from '@/lib/proofreading/messages';
import { FINDING_RULE_IDS, FINDING_RULES, isAdjustable } from '@/lib/proofreading/rules/catalogue';
import { checkRefusal, findingKey } from '@/lib/proofreading/rules/handling';
import { proofread } from '@/lib/proofreading/rules/proofread';
import { SHIPPED_DICTIONARIES, withOwnDictionaries } from '@/lib/proofreading/rules/shipped/dictionaries';
import { dictionariesSchema } from '@/lib/proofreading/schema';
import {
  FINDING_KINDS,
  LINE_KINDS,
  type ProofreadingInput,
  SEVERITIES,
  STORED_FINDING_KINDS,
  TEXT_KINDS,
} from '@/lib/proofreading/types';
import { FACTS, foundIn, proofreadTexts, proseOf, readLabelledSet, rowsOf } from '../../support/proofreading';

const pieces = fc.constantFrom(
  '秘密★1年',
  '11010519491231002X',
  '6222021403001234561',
  '13805061234',
  '2023年2月30日',
  '（',
  '《',
  '》',
  '“',
  '国办发[2021]30号',
  '合计',
  '1,234',
  '5%',
  '占',
  '下降2倍',
  '一、',
  '（三）',
  '附件：1.',
  'https://',
  '。。',
  ' ',
  '\u3000',
  '\t',
  '\f',
  '\u202e',
  '\ud800',
  '中华人民共合国',
);
const words = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ maxLength: 8 })), {
    maxLength: 10,
  })
  .map((parts) => parts.join(''));
const line = fc.record({ text: words, kind: fc.constantFrom(...LINE_KINDS) });
const row = fc
  .array(words, { minLength: 1, maxLength: 4 })
  .map((cells) => rowsOf(cells)[0] ?? { text: '', kind: 'row' as const });
const text = fc.record({
  path: fc.constantFrom('title', 'body', 'doc_no', 'expires_at', 'attachments.0.name'),
  label: fc.constant('文'),
  kind: fc.constantFrom(...TEXT_KINDS),
  lines: fc.array(fc.oneof(line, row), { maxLength: 6 }),
});
const input: fc.Arbitrary<ProofreadingInput> = fc.record({
  texts: fc.uniqueArray(text, { maxLength: 4, selector: (one) => one.path }),
  facts: fc.record({
    today: fc.constant('2024-06-28'),
    formedAt: fc.constantFrom(null, '2024-06-01'),
    expiresAt: fc.constantFrom(null, '2023-01-01'),
    itemYear: fc.constantFrom(null, 2024),
    docNo: words,
    genre: fc.constantFrom('', '通知'),
    attachments: fc.constant([]),
    personalDataExemption: fc.constant(null),
  }),
});

describe('任何文字', () => {
  it('都不出错；发现都在文字以内，按次序，不重复，两次一样', () => {
    fc.assert(
      fc.property(input, (one) => {
        const found = proofread(one, SHIPPED_DICTIONARIES);
        expect(proofread(one, SHIPPED_DICTIONARIES)).toEqual(found);
        const paths = one.texts.map((each) => each.path);
        const order = found.map(({ place }) => [paths.indexOf(place.path), place.line, place.from, place.to]);
        expect(order).toEqual(
          [...order].sort(
            (a, b) => a.map((value, at) => value - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0,
          ),
        );
        expect(new Set(found.map(findingKey)).size).toBe(found.length);
        for (const { place, rule, message } of found) {
          const length =
            one.texts.find((each) => each.path === place.path)?.lines[place.line]?.text.length ?? -1;
          expect(place.from).toBeGreaterThanOrEqual(0);
          expect(place.to).toBeGreaterThanOrEqual(place.from);
          expect(place.to, rule).toBeLessThanOrEqual(length);
          expect(message.length).toBeGreaterThan(4);
        }
      }),
      { numRuns: 400 },
    );
    // Many texts: a busy machine needs more than the usual patience.
  }, 60_000);

  it('不改动传入的文字和词典', () => {
    const { documents, names } = readLabelledSet();
    const dictionaries = { ...SHIPPED_DICTIONARIES, protectedNames: names };
    const before = JSON.stringify([documents, dictionaries]);
    for (const { texts, facts } of documents) proofread({ texts, facts }, dictionaries);
    expect(JSON.stringify([documents, dictionaries])).toBe(before);
  });

  it('很长的一行和很多的重复标点也能读完', () => {
    const long = [
      '（'.repeat(20_000),
      '1'.repeat(50_000),
      '占5%、'.repeat(5_000),
      '中'.repeat(50_000),
      ' '.repeat(50_000),
    ];
    for (const one of long) expect(Array.isArray(proofreadTexts([proseOf(one)]))).toBe(true);
  }, 30_000);
});

describe('规则目录', () => {
  it('每条规则有句子，每种、每级有名称', () => {
    expect([...FINDING_RULE_IDS].sort()).toEqual(Object.keys(FINDING_SENTENCES).sort());
    expect(Object.keys(FINDING_KIND_NAMES)).toEqual([...STORED_FINDING_KINDS]);
    expect(Object.keys(SEVERITY_NAMES)).toEqual([...SEVERITIES]);
    expect(new Set(Object.values(FINDING_RULES).map((one) => one.kind))).toEqual(new Set(FINDING_KINDS));
  });

  it('句子里的空格都填上了', () => {
    const { documents, names } = readLabelledSet();
    const messages = documents.flatMap(({ texts, facts }) =>
      proofread({ texts, facts }, { ...SHIPPED_DICTIONARIES, protectedNames: names }).map(
        (one) => one.message,
      ),
    );
    expect(messages.filter((one) => /[{}]|是 ，|“”(?!没有成对)/.test(one))).toEqual([]);
  });
});

describe('机关的设置', () => {
  const off = (rule: string) => ({ settings: [{ rule, isOff: true }] });

  it('可以关闭格式规则，或改为提示', () => {
    expect(foundIn('结合实际,制定', 'punctuation', {}, off('half_width_mark'))).toEqual([]);
    const [finding] = proofreadTexts(
      [proseOf('公开。。')],
      {},
      { settings: [{ rule: 'doubled_mark', isOff: false, severity: 'hint' }] },
    );
    expect(finding?.severity).toBe('hint');
  });

  it('不能关闭必须处理的规则', () => {
    for (const rule of ['id_card', 'classification_term', 'term_misspelt', 'name_misspelt'])
      expect(isAdjustable(rule)).toBe(false);
    expect(foundIn('秘密★1年', 'classification', {}, off('classification_term'))).toHaveLength(1);
  });

  it('自己的词条代替随系统提供的同名词条', () => {
    const own = {
      ...SHIPPED_DICTIONARIES,
      corrections: [{ wrong: '布署', right: '部署', except: ['兵力布署'] }],
      sensitiveTerms: [],
      protectedTerms: [],
      commonWords: ['工信惠企'],
    };
    const joined = withOwnDictionaries(own);
    expect(joined.corrections.filter((one) => one.wrong === '布署')).toEqual(own.corrections);
    expect(joined.corrections.length).toBe(SHIPPED_DICTIONARIES.corrections.length);
    expect(foundIn('兵力布署；工作布署。', 'typo', {}, joined)).toEqual(['wrong_word 布署']);
  });
});

describe('发现能不能不改', () => {
  const codes = (
    kind: (typeof FINDING_KINDS)[number],
    severity: (typeof SEVERITIES)[number],
    reason: string,
    isFinalReview: boolean,
  ) => checkRefusal({ kind, severity }, { reason, isFinalReview }).map(({ code }) => code);

  it.each([
    ['punctuation', 'hint', '引文原样', false, []],
    ['punctuation', 'hint', ' ', false, ['finding_reason_missing']],
    ['personal_data', 'warning', '单位公布的手机', false, []],
    ['personal_data', 'blocking', '依法公布', false, ['finding_only_final_review']],
    ['personal_data', 'blocking', '依法公布', true, []],
    ['protected_name', 'blocking', '原文如此', false, ['finding_only_final_review']],
    ['personal_data', 'blocking', '', true, ['finding_reason_missing']],
    ['classification', 'blocking', '误报', true, ['finding_never_refused']],
    ['classification', 'blocking', '误报', false, ['finding_never_refused']],
  ] as const)('%s、%s、理由“%s”、终审 %s', (kind, severity, reason, isFinal, found) => {
    expect(codes(kind, severity, reason, isFinal)).toEqual(found);
  });
});

describe('词典的格式', () => {
  it('随系统提供的词典符合格式', () => {
    expect(dictionariesSchema.safeParse(SHIPPED_DICTIONARIES).error?.issues).toBeUndefined();
  });

  it.each([
    ['相同', { corrections: [{ wrong: '部署', right: '部署' }] }, '正确写法与错误写法相同，请改正。'],
    ['太短', { protectedTerms: [{ term: '政府', severity: 'hint' }] }, '规范名称至少三个字。'],
    [
      '有空格',
      { sensitiveTerms: [{ term: '内 部', advice: '看', severity: 'hint' }] },
      '词语里不能有空格、换行或不可见字符。',
    ],
    [
      '没有处理意见',
      { sensitiveTerms: [{ term: '内部', advice: ' ', severity: 'hint' }] },
      '请写明怎样处理。',
    ],
    ['不是姓名', { protectedNames: [{ name: 'A1', posts: [], order: 1 }] }, '姓名须是两个以上的汉字。'],
    ['关闭必须处理的规则', { settings: [{ rule: 'id_card', isOff: true }] }, '这条规则不能关闭或调整。'],
    ['没有这条规则', { settings: [{ rule: 'constructor', isOff: true }] }, '这条规则不能关闭或调整。'],
  ])('%s', (_, change, message) => {
    const empty = {
      corrections: [],
      sensitiveTerms: [],
      protectedTerms: [],
      protectedNames: [],
      commonWords: [],
      settings: [],
    };
    expect(dictionariesSchema.safeParse(empty).success).toBe(true);
    const result = dictionariesSchema.safeParse({ ...empty, ...change });
    expect(result.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

it('FACTS of the tests say nothing that a rule would speak of', () => {
  expect(proofread({ texts: [], facts: FACTS }, SHIPPED_DICTIONARIES)).toEqual([]);
});
