import { describe, expect, it } from 'vitest';
import { foundIn, proofreadTexts, proseOf, rowsOf, textOf } from '../../support/proofreading';

describe('表格里的合计', () => {
  const sums = (...rows: string[][]) => foundIn(rowsOf(...rows), 'number');

  it.each<[string, string[][], string[]]>([
    [
      '相符',
      [
        ['项目', '金额'],
        ['甲', '1,200'],
        ['乙', '300'],
        ['合计', '1,500'],
      ],
      [],
    ],
    [
      '差一',
      [
        ['项目', '金额'],
        ['甲', '1,200'],
        ['乙', '300'],
        ['合计', '1,501'],
      ],
      ['sum_differs 1,501'],
    ],
    [
      '总计的一列',
      [
        ['区', '受理', '不受理', '合计'],
        ['甲', '3', '4', '8'],
      ],
      ['sum_differs 8'],
    ],
    [
      '其中不另加',
      [
        ['项目', '件'],
        ['甲', '5'],
        ['其中：网上', '2'],
        ['乙', '3'],
        ['合计', '8'],
      ],
      [],
    ],
    [
      '小计不重复加',
      [
        ['项目', '件'],
        ['甲', '5'],
        ['小计', '5'],
        ['乙', '3'],
        ['小计', '3'],
        ['合计', '8'],
      ],
      [],
    ],
    [
      '小数按末位允许舍入',
      [
        ['项目', '万元'],
        ['甲', '1.14'],
        ['乙', '1.14'],
        ['合计', '2.29'],
      ],
      [],
    ],
    [
      '小数差得多',
      [
        ['项目', '万元'],
        ['甲', '1.1'],
        ['乙', '1.1'],
        ['合计', '2.8'],
      ],
      ['sum_differs 2.8'],
    ],
    [
      '有文字的一列不加',
      [
        ['项目', '件'],
        ['甲', '5'],
        ['乙', '见附件'],
        ['合计', '9'],
      ],
      [],
    ],
    [
      '单价和序号不加',
      [
        ['序号', '单价'],
        ['1', '5'],
        ['2', '6'],
        ['合计', '7'],
      ],
      [],
    ],
    [
      '占比不到100',
      [
        ['项目', '占比'],
        ['甲', '45%'],
        ['乙', '30%'],
        ['丙', '20%'],
      ],
      ['percentages_differ 占比'],
    ],
    [
      '占比按末位允许舍入',
      [
        ['项目', '占比'],
        ['甲', '33.3%'],
        ['乙', '33.3%'],
        ['丙', '33.3%'],
      ],
      [],
    ],
    [
      '单位不一',
      [
        ['项目', '金额（万元）'],
        ['甲', '3亿元'],
      ],
      ['unit_differs 3亿元'],
    ],
  ])('%s', (_, rows, found) => {
    expect(sums(...rows)).toEqual(found);
  });

  it('给出应有的数', () => {
    const [finding] = proofreadTexts([
      proseOf(...rowsOf(['项目', '件'], ['甲', '5'], ['乙', '4'], ['合计', '8'])),
    ]);
    expect(finding?.message).toBe('“合计”是 8，各项相加是 9，请核对。');
    expect(finding?.suggestion).toBe('9');
  });
});

describe('行文里的数字', () => {
  it.each([
    ['占国企40%、占民企35%、占外企35%。', 'percentages_differ 占国企40%、占民企35%、占外企35%'],
    ['投入1.2亿元（1200万元）。', 'amount_differs 1.2亿元（1200万元）'],
    ['投入300万万元。', 'unit_doubled 万万'],
    ['能耗下降2倍。', 'decrease_in_times 下降2倍'],
    ['约30家左右。', 'approximation_doubled 约30家左右'],
    ['近500多平方米。', 'approximation_doubled 近500多'],
    ['至少5万元以下。', 'limit_contradicts 至少5万元以下'],
    ['共12,34,567元。', 'grouping_wrong 12,34,567'],
  ])('“%s”', (line, found) => {
    expect(foundIn(line, 'number')).toEqual([found]);
  });

  it.each([
    '占国企40%、占民企35%、占外企25%。',
    '一季度占20%，二季度占18%，三季度占9%。',
    '投入1.2亿元（即12000万元）。',
    '投入1.2亿元（其中财政资金3000万元）。',
    '能耗下降50%，产值增长2倍。',
    '约30家，共500多平方米。',
    '至少5万元，最高50万元。',
    '共1,234,567元；第1,2,3项。',
  ])('“%s”没有问题', (line) => {
    expect(foundIn(line, 'number')).toEqual([]);
  });

  it('同一个量前后不同', () => {
    const lines = ['全年共受理公开申请12件。', '上述受理公开申请13件，均已答复。'];
    expect(foundIn(lines, 'number')).toEqual(['quantity_differs 13件']);
    expect(foundIn(['全年共受理公开申请12件。', '上述受理公开申请12件。'], 'number')).toEqual([]);
  });
});

describe('日期和时间', () => {
  it.each([
    ['于2月30日前完成。', 'date_impossible 2月30日'],
    ['2023年2月29日印发。', 'date_impossible 2023年2月29日'],
    ['2023-13-01印发。', 'date_impossible 2023-13-01'],
    ['二〇二三年十三月一日', 'date_impossible 二〇二三年十三月一日'],
    ['2024年6月27日（星期五）召开。', 'weekday_differs 星期五'],
    ['2022年12月1日至2022年10月31日有效。', 'range_reversed 2022年12月1日至2022年10月31日'],
    ['5月25日17:75截止。', 'time_impossible 17:75'],
    ['5月25日下午17:30截止。', 'time_redundant 下午17:30'],
    ['到2043年5月1日完成。', 'year_far 2043年5月1日'],
  ])('“%s”', (line, found) => {
    expect(foundIn(line, 'date')).toEqual([found]);
  });

  it.each([
    '2024年2月29日（星期四）召开。',
    '2月29日召开。',
    '2024年6月27日（周四）召开。',
    '2022年10月1日至12月31日有效。',
    '自2023年12月1日至2024年1月31日有效。',
    '5月25日17:30截止，次日00:00起生效，24:00结束。',
    '中签比例为3:75。',
    '到2035年基本实现。',
  ])('“%s”没有问题', (line) => {
    expect(foundIn(line, 'date')).toEqual([]);
  });

  it('没写年份的星期按前文的年份核对', () => {
    expect(foundIn(['2021年的工作如下：', '3月26日(星期五)前报送。'], 'date')).toEqual([]);
    expect(foundIn(['2021年的工作如下：', '3月26日(星期四)前报送。'], 'date')).toEqual([
      'weekday_differs 星期四',
    ]);
    expect(foundIn('3月26日(星期四)前报送。', 'date')).toEqual([]);
  });

  it.each<[string, string, string | null, string[]]>([
    ['今天落款', '2024年6月28日', null, []],
    ['明天落款', '2024年6月29日', null, ['signed_in_future 2024年6月29日']],
    ['与成文日期相同', '2024年6月20日', '2024-06-20', []],
    [
      '与成文日期不同',
      '北关区工业和信息化局 2024年6月20日',
      '2024-06-21',
      ['formed_at_differs 2024年6月20日'],
    ],
    ['句子里的日期不是落款', '会议于2024年6月20日召开。', '2024-06-21', []],
  ])('%s', (_, line, formedAt, found) => {
    expect(foundIn(line, 'date', { formedAt })).toEqual(found);
  });

  it.each([
    ['请于2024年6月27日前报送材料。', ['deadline_past 2024年6月27日']],
    ['请于2024年6月28日前报送材料。', []],
    ['报名截止时间为2024年6月27日。', ['deadline_past 2024年6月27日']],
    ['2024年6月27日前完成施工。', []],
    ['每年1月31日前报送年度报告。', []],
  ])('截止日期：%s', (line, found) => {
    expect(foundIn(line, 'date')).toEqual(found);
  });

  it('有效期昨天已满要提示，今天满的不提示', () => {
    const rules = (expiresAt: string) =>
      proofreadTexts([textOf('metadata', 'expires_at', expiresAt)], { expiresAt }).map((one) => one.rule);
    expect(rules('2024-06-27')).toEqual(['expired']);
    expect(rules('2024-06-28')).toEqual([]);
  });

  it.each([
    ['2024年工作计划', []],
    ['2021年度补缴通知', []],
    ['2042年工作计划', ['year_differs']],
    ['2003年工作计划', ['year_differs']],
  ])('标题“%s”的年份对2024年的信息', (title, found) => {
    expect(
      proofreadTexts([textOf('title', 'title', title)], { itemYear: 2024 }).map((one) => one.rule),
    ).toEqual(found);
  });
});
