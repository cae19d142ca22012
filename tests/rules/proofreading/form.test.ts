import { describe, expect, it } from 'vitest';
import { foundIn, proofreadTexts, proseOf, textOf } from '../../support/proofreading';

describe('发文字号', () => {
  it.each([
    ['根据国办发[2021]30号精神', '国办发[2021]30号', '国办发〔2021〕30号'],
    ['根据国办发（2021）30号精神', '国办发（2021）30号', '国办发〔2021〕30号'],
    ['（银保监发【2020】22号）', '银保监发【2020】22号', '银保监发〔2020〕22号'],
    ['（岚财金〔2022〕第270号）', '岚财金〔2022〕第270号', '岚财金〔2022〕270号'],
    ['（岚财金〔2022〕006号）', '岚财金〔2022〕006号', '岚财金〔2022〕6号'],
    ['（岚财金〔22〕6号）', '岚财金〔22〕6号', '岚财金〔2022〕6号'],
    ['(闽财债管函 [2021]10 号)', '闽财债管函 [2021]10 号', '闽财债管函〔2021〕10号'],
    ['（闽政办〔2018〕43）', '闽政办〔2018〕43', '闽政办〔2018〕43号'],
  ])('%s', (line, words, suggestion) => {
    const [finding] = proofreadTexts([proseOf(line)]).filter((one) => one.kind === 'doc_number');
    expect(line.slice(finding?.place.from, finding?.place.to)).toBe(words);
    expect(finding?.suggestion).toBe(suggestion);
  });

  it.each([
    '国办公开办函〔2021〕30号',
    '财政部公告2022年第29号',
    '（2021）闽01民初123号',
    '公司合同（2021）12号',
  ])('“%s”没有问题', (line) => {
    expect(foundIn(line, 'doc_number')).toEqual([]);
  });

  it('明年的文号要核对；与填写的文号不同要核对', () => {
    expect(foundIn('（岚财金〔2025〕6号）', 'doc_number')).toEqual(['doc_number_year 岚财金〔2025〕6号']);
    const facts = { docNo: '岚财金〔2024〕7号' };
    expect(foundIn('岚财金〔2024〕6号', 'doc_number', facts)).toEqual([
      'doc_number_differs 岚财金〔2024〕6号',
    ]);
    expect(foundIn('岚财金〔2024〕7号', 'doc_number', facts)).toEqual([]);
    const field = (docNo: string) =>
      proofreadTexts([textOf('metadata', 'doc_no', docNo)], { docNo }).map((one) => one.rule);
    expect(field('岚财金〔2024〕7号')).toEqual([]);
    expect(field('2022年第29号')).toEqual([]);
    expect(field('七号文')).toEqual(['doc_number_field']);
  });
});

describe('标题', () => {
  const rules = (title: string, facts = {}, ...body: string[]) =>
    proofreadTexts([textOf('title', 'title', title), ...(body.length > 0 ? [proseOf(...body)] : [])], facts)
      .filter((one) => one.kind === 'title')
      .map((one) => one.rule);

  it.each([
    ['关于开展检查的通知。', ['title_ends_with_mark']],
    ['关于开展检查的通知', []],
    ['关于印发《方案》通知', ['title_lacks_de']],
    ['关于印发《方案》的通知', []],
  ])('%s', (title, found) => {
    expect(rules(title)).toEqual(found);
  });

  it('与体裁、正文核对', () => {
    expect(rules('关于开展检查的通知', { genre: '公告' })).toEqual(['title_genre_differs']);
    expect(rules('关于开展检查的通知', { genre: '通知' })).toEqual([]);
    expect(rules('关于印发《工作方案》的通知', {}, '现将《工作方法》印发。')).toEqual([
      'title_document_missing',
    ]);
    expect(rules('关于印发《工作方案》的通知', {}, '现将《工作方案》印发。')).toEqual([]);
  });
});

describe('标点', () => {
  it.each([
    ['结合实际,制定', 'half_width_mark ,'],
    ['通知如下:', 'half_width_mark :'],
    ['贯彻落实.', 'half_width_mark .'],
    ['工业和信息化(局)', ['half_width_bracket (', 'half_width_bracket )']],
    ['所谓"空壳"企业', ['half_width_quote "', 'half_width_quote "']],
    ['公开。。', 'doubled_mark 。。'],
    ['公开，。', 'doubled_mark ，。'],
    ['执行！！', 'doubled_mark ！！'],
    ['依照《条例办理', 'unpaired_mark 《'],
    ['依照条例》办理', 'unpaired_mark 》'],
    ['“谁公开、谁负责', 'unpaired_mark “'],
    ['（试行)的通知', 'mixed_bracket )'],
    ['《关于印发《办法》的通知》', ['nested_title_marks 《', 'nested_title_marks 》']],
    ['《甲》、《乙》', 'comma_between_titles 、'],
    ['“甲”、“乙”', 'comma_between_quotes 、'],
    ['甲、乙、和丙', 'comma_before_conjunction 、和'],
    ['甲、乙、等部门', 'comma_before_deng 、'],
    ['2021－2025年', 'range_sign －'],
    ['5月1日-5月7日', 'range_sign -'],
    ['增长3~5个百分点', 'range_sign ~'],
    ['公开...', 'ellipsis_form ...'],
    ['甲、乙……等', 'ellipsis_with_deng ……等'],
    ['现公告如下。', 'colon_expected 如下'],
    ['结合实际，', 'line_ends_with_comma ，'],
    ['第一、加强领导。', 'ordinal_comma 、'],
    [
      '各单位要高度重视，加强领导，落实责任，认真做好本单位的政府信息公开工作，及时报送情况',
      'stop_missing 况',
    ],
  ])('“%s”', (line, found) => {
    expect(foundIn(line, 'punctuation')).toEqual([found].flat());
  });

  it.each([
    '结合实际，制定本办法。',
    '增长1,234.5元，时间17:30，比例3:5。',
    'See section (a), table 1.',
    '他说：“公开。”',
    '（试行）。',
    '1）甲；2）乙。',
    '《甲》《乙》“丙”“丁”',
    '《关于印发〈办法〉的通知》',
    '甲、乙、和谐社会、及时公开、与会人员、等级',
    '2021—2025年，3%～5%，电话0591-23160000，2021-09-26，GB/T 9704-2012',
    '公开……',
    '现公告如下：',
    '网址www.pingtan.gov.cn/a,b?c=1，邮箱a.b@gov.cn。',
  ])('“%s”没有问题', (line) => {
    expect(foundIn(line, 'punctuation')).toEqual([]);
  });

  it('引文可以跨段', () => {
    expect(foundIn(['他指出：“第一段。', '第二段。”'], 'punctuation')).toEqual([]);
  });
});

describe('空格和全半角', () => {
  it.each([
    ['不断提高发展质量和 水平，加强管理，落实各项工作责任。', 'space_between_words  '],
    ['实事求是 、明确具体', 'space_beside_mark  '],
    ['共20 个单位', 'space_beside_number  '],
    ['近６个月', 'full_width_letters ６'],
    ['㈠总则', 'compatibility_mark ㈠'],
    ['政府\u200b信息', 'invisible_character \u200b'],
  ])('“%s”', (line, found) => {
    expect(foundIn(line, 'spacing')).toEqual([found]);
  });

  it.each(['张 三', '第三条 为做好政府信息公开工作，加强管理，制定本办法。', 'Word 版本', '财政部 税务总局'])(
    '“%s”没有问题',
    (line) => {
      expect(foundIn(line, 'spacing')).toEqual([]);
    },
  );
});

describe('层次序号', () => {
  it.each<[string, string[], string[]]>([
    ['连续', ['一、甲', '（一）乙', '1.丙', '2.丁', '（二）戊', '1.己', '二、庚'], []],
    ['跳号', ['一、甲', '三、乙'], ['numbering_gap 三、']],
    ['重号', ['一、甲', '二、乙', '二、丙'], ['numbering_repeated 二、']],
    ['下级不从一开始', ['一、甲', '（二）乙'], ['numbering_start （二）']],
    ['同段内', ['包括：（一）甲；（三）乙。'], ['numbering_gap （三）']],
    ['条文', ['第一条 甲', '第三条 乙'], ['numbering_gap 第三条']],
    ['写法', ['一、甲', '（一）、乙', '1、丙'], ['numbering_form （一）、', 'numbering_form 1、']],
    ['有删节', ['一、甲', '[……]', '四、乙'], []],
    ['列举不是序号', ['包括（一）（五）（六）共三项'], []],
    ['小数不是序号', ['一、甲', '1.5万元'], []],
    ['十以上', ['十、甲', '十一、乙', '十二、丙'], []],
  ])('%s', (_, lines, found) => {
    expect(foundIn(lines, 'numbering')).toEqual(found);
  });
});
