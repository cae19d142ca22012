import { describe, expect, it } from 'vitest';
import { checkFileText } from '@/lib/documents/rules/check-file-text';
import { maskIdCard } from '@/lib/proofreading/rules/people/find-identity-cards';
import { foundIn, proofreadTexts, proseOf, readPages, rowsOf, textOf } from '../../support/proofreading';

const ID = '110101199003070791';
const between = (text: string, mark: string) => [...text].join(mark);
const rulesIn = (lines: Parameters<typeof foundIn>[0], kind: 'classification' | 'personal_data') =>
  foundIn(lines, kind).map((found) => found.split(' ')[0]);

/** Characters that nobody sees, or sees as part of the one before. */
const UNSEEN = [
  '\u034f',
  '\ufe00',
  '\ufe0f',
  '\u{e0100}',
  '\u{e01ef}',
  '\u2800',
  '\u115f',
  '\u1160',
  '\u3164',
  '\uffa0',
  '\u200d',
  '\u2060',
  '\u00ad',
  '\u{e0041}',
  '\u0301',
  '\u20dd',
  '\u0007',
  '\ue000',
] as const;

describe('看不见的字符藏不住密级标志和号码', () => {
  it.each(UNSEEN)('%j 夹在密级标志里', (mark) => {
    expect(rulesIn(between('绝密★1年', mark), 'classification')).toEqual(['classification_term']);
    expect(rulesIn(between('机密', mark), 'classification')).toEqual(['classification_line']);
    expect(rulesIn(`密${mark}级：秘${mark}密`, 'classification')).toEqual(['classification_label']);
  });

  it.each(UNSEEN)('%j 夹在身份证号、银行卡号、手机号里', (mark) => {
    expect(rulesIn(`持证人${between(ID, mark)}。`, 'personal_data')).toEqual(['id_card']);
    expect(rulesIn(`卡号${between('6222021234567890128', mark)}`, 'personal_data')).toEqual(['bank_card']);
    expect(rulesIn(`联系${between('13800138000', mark)}`, 'personal_data')).toEqual(['mobile_number']);
  });

  it('发现的位置是原文的位置，摘录遮住号码', () => {
    const line = `持证人${between(ID, '\u034f')}。`;
    const [finding] = proofreadTexts([proseOf(line)]).filter((one) => one.rule === 'id_card');
    expect(line.slice(finding?.place.from, finding?.place.to)).toBe(between(ID, '\u034f'));
    expect(finding?.place.excerpt).toBe(maskIdCard(ID));
  });

  it.each(['機密★', '絕密★10年', '绝·密★', '秘-密★1年', '绝\n密★', '密級：機密'])('“%s”是标志', (line) => {
    expect(rulesIn(line, 'classification')).toHaveLength(1);
  });

  it('标志拆在两段、三段里，中间隔着空段', () => {
    expect(rulesIn(['绝', '密★'], 'classification')).toEqual(['classification_term']);
    expect(rulesIn(['文首。', '机', '', '密', '★ 3年', '文尾。'], 'classification')).toEqual([
      'classification_term',
    ]);
    expect(rulesIn(['绝', '密', '正文。'], 'classification')).toEqual(['classification_line']);
  });

  it('带着这样的标志的文件不收', () => {
    const lines = ['絕\u034f', '密★'].map((text) => ({ text, kind: 'paragraph' as const }));
    const file = { status: 'read', note: '', warnings: [], texts: [{ path: 'p', label: '第1页', lines }] };
    expect(checkFileText('甲.pdf', file as never)?.reason).toBe('classified');
  });
});

describe('隔开的号码', () => {
  it.each([
    '110101·19900307·0791',
    '110101-19900307-0791',
    '110101.19900307.0791',
    '110101 1990 0307 0791',
    '110101　19900307　0791',
    '110101/19900307/0791',
    '１１０１０１１９９００３０７０７９１',
    '１１０１０１·１９９００３０７·０７９１',
    '𝟏𝟏𝟎𝟏𝟎𝟏𝟏𝟗𝟗𝟎𝟎𝟑𝟎𝟕𝟎𝟕𝟗𝟏',
    '١١٠١٠١١٩٩٠٠٣٠٧٠٧٩١',
    between(ID, ' '),
    between(ID, '.'),
    between(ID, '-'),
  ])('%s 是身份证号', (number) => {
    expect(rulesIn(`持证人${number}。`, 'personal_data')).toEqual(['id_card']);
  });

  it('拆在两行、两段里', () => {
    expect(rulesIn(['持证人110101', '199003070791。'], 'personal_data')).toEqual(['id_card']);
    expect(rulesIn(`持证人11010119900307\n0791。`, 'personal_data')).toEqual(['id_card']);
    expect(rulesIn(['卡号62220212345', '67890128。'], 'personal_data')).toEqual(['bank_card']);
    const [finding] = proofreadTexts([proseOf('持证人110101', '199003070791。')]).filter(
      (one) => one.rule === 'id_card',
    );
    expect(finding?.place).toMatchObject({ line: 0, from: 3, to: 9, excerpt: maskIdCard(ID) });
  });

  it('校验码不对的、表格里各格的数字、一串小数都不是', () => {
    expect(rulesIn('编号110101·19900307·0792。', 'personal_data')).toEqual([]);
    expect(rulesIn(['1.', '2024年。', '13', '500.25'], 'personal_data')).toEqual([]);
    expect(rulesIn(rowsOf(['110101', '19900307'], ['0791', '3']), 'personal_data')).toEqual([]);
    expect(rulesIn(rowsOf([...ID]), 'personal_data')).toEqual([]);
    expect(rulesIn('1,1,0,1,0,1,1,9,9,0,0,3,0,7,0,7,9,1', 'personal_data')).toEqual([]);
  });
});

describe('不误报', () => {
  it.each([
    ['涉及国家', '秘密、商业秘密的，不予公开。'],
    ['严守机', '密，做好保密审查。'],
    ['评为五星级★', '密云区。'],
    ['本机', '密闭运行。'],
  ])('“%s｜%s”是日常用语', (...lines) => {
    expect(rulesIn([...lines, '一。', '二。', '三。', '四。', '五。'], 'classification')).toEqual([]);
  });

  it('25个真实页面：没有一处密级标志和新报的身份证号、银行卡号', () => {
    const pages = readPages().flatMap(({ title, body_text }) => [
      textOf('title', 'title', title),
      proseOf(...body_text.split('\n')),
      proseOf(...body_text.split(/(?<=[。；，])|\s+/)),
    ]);
    const found = pages.flatMap((text) => proofreadTexts([text]));
    const rules = ['id_card', 'bank_card'];
    expect(found.filter((one) => one.kind === 'classification' || rules.includes(one.rule))).toEqual([]);
  });

  it('写对了的异体字选择符和表情不算看不见的字符；放错地方的算', () => {
    expect(foundIn('葛\u{e0100}城区政务❤\ufe0f服务', 'spacing')).toEqual([]);
    expect(foundIn('甲，\ufe00乙', 'spacing')).toHaveLength(1);
    expect(foundIn('政\u034f务', 'spacing')).toHaveLength(1);
    expect(foundIn('政\u2800务', 'spacing')).toHaveLength(1);
    expect(foundIn('政\u3164务', 'spacing')).toHaveLength(1);
  });
});
