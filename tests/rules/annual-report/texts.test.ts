import { describe, expect, test } from 'vitest';
import { violationSentence } from '@/lib/annual-report/messages';
import { zeroTables } from '@/lib/annual-report/rules/cells';
import { checkReport } from '@/lib/annual-report/rules/check-report';
import { checkTexts, countCharacters } from '@/lib/annual-report/rules/check-texts';
import { blockingOf } from '@/lib/annual-report/rules/severity';
import { reportContentSchema, reportTablesSchema } from '@/lib/annual-report/schema';
import { LEGACY_OTHER_ROW } from '@/lib/annual-report/types';
import { bodyFromText } from '@/lib/disclosure/body/rules';
import { loadFixture, loadFixtureText } from '../../support/annual-report-fixtures';

const short = { section_1: '总体情况。', section_5: '问题和改进。', section_6: '没有其他事项。' };

/** The three text sections of the 2023 report of 北关区工信局. */
function seedTexts() {
  const text = loadFixtureText('000');
  const between = (from: string, to?: string) => {
    const start = text.indexOf(from) + from.length;
    return text.slice(start, to === undefined ? undefined : text.indexOf(to)).trim();
  };
  return {
    section_1: between('## 一、总体情况', '## 二、'),
    section_5: between('#### 五、存在的主要问题及改进情况', '#### 六、'),
    section_6: between('#### 六、其他需要报告的事项'),
  };
}

describe('年报文字', () => {
  test('[AR-C4] 空的部分拦住提交，只有空格也算空', () => {
    const found = checkTexts(2023, { ...short, section_5: ' \u3000\n' });
    expect(found).toEqual([{ rule: 'AR-C4', where: { section: 'section_5' }, found: 0, expected: 1 }]);
    expect(blockingOf(found)).toHaveLength(1);
  });

  test.each([
    [999, 0],
    [1000, 0],
    [1001, 1],
  ])('[AR-C5] 总体情况 %i 字，提醒 %i 处，不拦提交', (length, count) => {
    const found = checkTexts(2023, { ...short, section_1: `${'字'.repeat(length - 1)} 。\n` });
    expect(found).toHaveLength(count);
    expect(blockingOf(found)).toEqual([]);
    if (count > 0) expect(found[0]).toMatchObject({ rule: 'AR-C5', found: length, expected: 1000 });
  });

  test('[AR-C5] 字数上限是机关的设置', () => {
    expect(checkTexts(2023, short, { sectionOneCharacters: 4 })).toMatchObject([{ rule: 'AR-C5', found: 5 }]);
    expect(countCharacters('一 二\n三')).toBe(3);
  });

  test.each([
    '2023年，我局收到申请 3 件。',
    '２０２３ 年度，我局收到申请 3 件。',
    '二〇二三年，我局收到申请 3 件。',
    '二零二三年，我局收到申请 3 件。',
  ])('[AR-C3] 2024 年度的报告写着“%s”，提醒年份', (text) => {
    const found = checkTexts(2024, { ...short, section_1: text });
    expect(found).toMatchObject([
      { rule: 'AR-C3', where: { section: 'section_1' }, found: 2023, expected: 2024 },
    ]);
    expect(blockingOf(found)).toEqual([]);
  });

  test('[AR-C3] 说出写在哪里', () => {
    const [first] = checkTexts(2024, { ...short, section_6: '本机关2023年度没有收取信息处理费。' });
    if (first === undefined) throw new Error('expected a warning');
    expect(violationSentence(first)).toBe(
      '“六、其他需要报告的事项”提到 2023 年，这是 2024 年度的报告。' +
        '请看“本机关2023年度没有收取信息处理费。”一处，年份写错的请改正。',
    );
  });

  test.each([
    ['本年的年份', { section_1: '2024年工作。' }],
    ['书名号里的年份', { section_1: '印发《2023年政务公开工作要点》。' }],
    ['文号里的年份', { section_1: '国办公开办函〔2021〕30号。' }],
    ['改进措施里的下一年', { section_5: '2025年，我局将加强培训。' }],
  ])('[AR-C3] 不提醒%s', (_what, texts) => {
    expect(checkTexts(2024, { ...short, ...texts })).toEqual([]);
  });

  test('[AR-C3] [AR-C5] 北关区工信局 2023 年报告：只有总体情况超过一千字的提醒', () => {
    const texts = seedTexts();
    expect(checkTexts(2023, texts).map(({ rule }) => rule)).toEqual(['AR-C5']);
    const { table2, table3, table4 } = loadFixture('000');
    const content = reportContentSchema.parse({
      year: 2023,
      tables: { table2, table3, table4 },
      sections: {
        section_1: bodyFromText(texts.section_1),
        section_5: bodyFromText(texts.section_5),
        section_6: bodyFromText(texts.section_6),
      },
    });
    expect(checkReport(content).map(({ rule }) => rule)).toEqual(['AR-C5']);
    expect(content.tables).toEqual(zeroTables());
  });

  test('[FR-1] [AR-C4] 空格和空的部分一起说', () => {
    const sections = {
      section_1: bodyFromText(''),
      section_5: bodyFromText('问'),
      section_6: bodyFromText('无'),
    };
    const tables = zeroTables();
    tables.table4.review.total = null;
    expect(blockingOf(checkReport({ year: 2023, tables, sections })).map(({ rule }) => rule)).toEqual([
      'A3-4',
      'AR-C4',
    ]);
  });
});

describe('外来的年报数据', () => {
  test.each(['000', '010', '021', '043'])('%s 的三张表照收', (name) => {
    const { table2, table3, table4 } = loadFixture(name);
    expect(reportTablesSchema.parse({ table2, table3, table4 })).toEqual({ table2, table3, table4 });
  });

  test('其他处理合并为一行的 049 照收；三行和一行同时出现不收', () => {
    const { table2, table3, table4 } = loadFixture('049');
    expect(reportTablesSchema.safeParse({ table2, table3, table4 }).success).toBe(true);
    const both = { ...zeroTables().table3, [LEGACY_OTHER_ROW]: zeroTables().table3.carried_in };
    expect(reportTablesSchema.safeParse({ ...zeroTables(), table3: both }).success).toBe(false);
  });

  test.each([
    ['多出的键', (tables: Record<string, unknown>) => ({ ...tables, extra: 1 })],
    ['缺少的表', ({ table2, table3 }: Record<string, unknown>) => ({ table2, table3 })],
    ['文字', (tables: Record<string, unknown>) => ({ ...tables, table4: withReview('0') })],
    ['负数', (tables: Record<string, unknown>) => ({ ...tables, table4: withReview(-1) })],
    ['小数', (tables: Record<string, unknown>) => ({ ...tables, table4: withReview(0.5) })],
    ['太大的数', (tables: Record<string, unknown>) => ({ ...tables, table4: withReview(1_000_000_000) })],
  ])('[A3-4] 不收%s', (_what, spoil) => {
    expect(reportTablesSchema.safeParse(zeroTables()).success).toBe(true);
    expect(reportTablesSchema.safeParse(spoil(zeroTables())).success).toBe(false);
  });

  function withReview(upheld: unknown) {
    const { table4 } = zeroTables();
    return { ...table4, review: { ...table4.review, upheld } };
  }
});
