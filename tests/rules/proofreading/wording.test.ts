import { describe, expect, it } from 'vitest';
import { SHIPPED_COMMON_WORDS } from '@/lib/proofreading/rules/shipped/common-words';
import { SHIPPED_CORRECTIONS } from '@/lib/proofreading/rules/shipped/corrections';
import { SHIPPED_DICTIONARIES, withOwnDictionaries } from '@/lib/proofreading/rules/shipped/dictionaries';
import { SHIPPED_PROTECTED_TERMS } from '@/lib/proofreading/rules/shipped/protected-terms';
import { foundIn, proofreadTexts, proseOf } from '../../support/proofreading';

const WORDS = ['typo', 'protected_term', 'protected_name', 'sensitive_term'] as const;
const words = (line: string, dictionaries = {}) => foundIn(line, [...WORDS], {}, dictionaries);

describe('错别字', () => {
  it.each([
    ['请认真布署，抓好落实。', 'wrong_word 布署'],
    ['依法注册帐户。', 'wrong_word 帐户'],
    ['报告经局长批淮。', 'wrong_word 批淮'],
    ['完善监督体糸。', 'wrong_word 体糸'],
    ['请抓好组识实施。', 'word_misspelt 组识实施'],
    ['向社会工众公开。', 'word_misspelt 社会工众'],
    ['请主管门部研究。', 'word_misspelt 主管门部'],
    ['公开的的内容。', 'doubled_word 的的'],
    ['请予以予以支持。', 'doubled_word 予以予以'],
    ['现将实施方案实施方案印发。', 'doubled_phrase 实施方案实施方案'],
    ['截止2023年底，共收到3件。', 'deadline_wording 截止'],
  ])('“%s”找到 %s', (line, found) => {
    expect(words(line)).toEqual([found]);
  });

  it.each([
    '可以经公证后提交。',
    '各自已完成，独自已离开。',
    '离开没有登记的人员。',
    '为了了解情况，的的确确做了工作。',
    '与与会人员交换意见。',
    '逐条逐条核对，一项一项落实。',
    '报名截止时间为5月25日。',
    '深化改革开放，推动改革开发区建设。',
    '行政处分和行政处罚分别办理。',
    '全市人民代表大会代表。',
    '财政部门和财政部的规定。',
  ])('“%s”没有错别字', (line) => {
    expect(words(line)).toEqual([]);
  });
});

describe('规范名称', () => {
  it.each([
    ['国务员的规定', '国务员'],
    ['国物院的规定', '国物院'],
    ['中华人民共合国的法律', '中华人民共合国'],
    ['中共人民共和国的法律', '中共人民共和国'],
    ['中华人民大和国的法律', '中华人民大和国'],
    ['中华人民和国的法律', '中华人民和国'],
    ['中华人民共共和国的法律', '中华人民共共和国'],
    ['中华人民和共国的法律', '中华人民和共国'],
    ['成立领导小姐', '领导小姐'],
    ['北关区人民攻府', '人民攻府'],
    ['工业和信患化局', '工业和信患化局'],
  ])('“%s”疑为笔误', (line, found) => {
    expect(foundIn(line, 'protected_term')).toEqual([`term_misspelt ${found}`]);
  });

  it('国名和国家机关的错字必须处理', () => {
    const [finding] = proofreadTexts([proseOf('中华人民共合国的法律。')]);
    expect(finding).toMatchObject({ severity: 'blocking', suggestion: '中华人民共和国' });
    expect(finding?.message).toContain('疑为“中华人民共和国”之误');
  });

  it('本机关的名称加进词典后同样保护', () => {
    const own = [{ term: '安阳市北关区工业和信息化局', severity: 'blocking' as const }];
    const line = '安阳北关区工业和信息化局发布。';
    const dictionaries = withOwnDictionaries({ ...SHIPPED_DICTIONARIES, protectedTerms: own });
    expect(words(line)).toEqual([]);
    expect(words(line, dictionaries)).toEqual(['term_misspelt 安阳北关区工业和信息化局']);
  });
});

describe('姓名和职务', () => {
  const protectedNames = [
    { name: '林小满', posts: ['局长', '党组书记'], order: 1 },
    { name: '陈知远', posts: ['副局长'], order: 2 },
    { name: '王伟', posts: ['办公室主任'], order: 3 },
  ];
  const names = (line: string) => foundIn(line, 'protected_name', {}, { protectedNames });

  it.each([
    ['局长林晓满主持会议。', ['name_misspelt 林晓满']],
    ['陈远知同志参加。', ['name_misspelt 陈远知']],
    ['局长陈知远讲话。', ['post_differs 局长陈知远']],
    ['副局长林小满讲话。', ['post_differs 副局长林小满']],
    ['参加会议的有陈知远、林小满。', ['name_order 林小满']],
    ['办公室主任王维参加。', ['name_misspelt 王维']],
  ])('“%s”', (line, found) => {
    expect(names(line)).toEqual(found);
  });

  it.each([
    '局长林小满、副局长陈知远参加。',
    '党组书记林小满讲话。',
    '副局长陈知远讲话。',
    '唐代诗人王维。',
    '陈知远汇报了情况。林小满作总结。',
  ])('“%s”没有问题', (line) => {
    expect(names(line)).toEqual([]);
  });
});

describe('敏感词', () => {
  it.each([
    ['本材料为内部资料。', 'sensitive_word 内部资料'],
    ['位于东经119°47′23″。', 'coordinates 东经119°47′23″'],
  ])('“%s”', (line, found) => {
    expect(words(line)).toEqual([found]);
  });

  it('机关可以加词，写明怎样处理和例外', () => {
    const sensitiveTerms = [
      {
        term: '城管队',
        advice: '规范称谓是综合行政执法大队。',
        severity: 'hint' as const,
        except: ['原城管队'],
      },
    ];
    const [finding] = proofreadTexts([proseOf('城管队和原城管队。')], {}, { sensitiveTerms });
    expect(finding).toMatchObject({ severity: 'hint', place: { from: 0, to: 3 } });
    expect(finding?.message).toBe('出现“城管队”。规范称谓是综合行政执法大队。');
  });
});

describe('随系统提供的词典', () => {
  it('没有自相矛盾的条目', () => {
    const wrong = SHIPPED_CORRECTIONS.map((one) => one.wrong);
    expect(new Set(wrong).size).toBe(wrong.length);
    expect(wrong.length).toBeGreaterThan(250);
    const right = [
      ...SHIPPED_CORRECTIONS.map((one) => one.right),
      ...SHIPPED_COMMON_WORDS,
      ...SHIPPED_PROTECTED_TERMS.flatMap(({ term, near }) => [term, ...(near ?? [])]),
    ];
    const bad = right.filter((word) =>
      proofreadTexts([proseOf(word)]).some((one) => WORDS.some((kind) => kind === one.kind)),
    );
    expect(bad).toEqual([]);
  });

  it('每个错误写法都会被找到', () => {
    const missed = SHIPPED_CORRECTIONS.filter(({ wrong }) => words(wrong).length === 0).map(
      ({ wrong }) => wrong,
    );
    expect(missed).toEqual([]);
  });

  it('没有任何人的姓名', () => {
    expect(SHIPPED_DICTIONARIES.protectedNames).toEqual([]);
  });
});
