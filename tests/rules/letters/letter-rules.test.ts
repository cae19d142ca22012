import { describe, expect, it } from 'vitest';
import { judge, nextSteps, openSteps, standingPasses } from '@/lib/approvals/rules/next-steps';
import type { DecisionFacts, ReplyStep, RoundFacts } from '@/lib/approvals/types';
import { STRICT_SEPARATION } from '@/lib/approvals/types';
import { articleLabel, articlesIn, inChinese } from '@/lib/letters/rules/articles';
import { checkTemplateTexts, foreignFields, namesFor } from '@/lib/letters/rules/check-template';
import { FIELDS } from '@/lib/letters/rules/fields';
import { letterNumber } from '@/lib/letters/rules/letter-number';
import { LETTER_CATEGORIES, LETTERS } from '@/lib/letters/rules/letter-table';
import { namesIn } from '@/lib/letters/rules/merge';
import { replyRoute } from '@/lib/letters/rules/reply-route';
import { SHIPPED_TEMPLATES, shippedTexts, templateWith } from '@/lib/letters/rules/templates/shipped';
import { LETTER_CODES, type LetterCode } from '@/lib/letters/types/letters';

describe('文号', () => {
  it('[LT-3] 机关代字、类别字、六角括号、序号不补零、不写“第”', () => {
    expect(letterNumber('北工信', '公开复', 2026, 7)).toBe('北工信公开复〔2026〕7号');
    expect(letterNumber('北工信', '公开补', 2026, 120)).toBe('北工信公开补〔2026〕120号');
  });

  it('[LT-3] 每种文书有类别字，都不是“公告”；答复、决定同用公开复', () => {
    const used = new Set(LETTER_CODES.map((code) => LETTERS[code].category));
    expect([...used].sort()).toEqual([...LETTER_CATEGORIES].sort());
    expect(LETTER_CATEGORIES.filter((word) => word.includes('公告'))).toEqual([]);
    for (const code of LETTER_CODES.filter((one) => one.startsWith('R'))) {
      expect(LETTERS[code].category).toBe('公开复');
    }
  });
});

describe('条款的写法', () => {
  it.each([
    [{ article: 36, item: 7 }, '第三十六条第（七）项'],
    [{ article: 16, paragraph: 2 }, '第十六条第二款'],
    [{ article: 10 }, '第十条'],
    [{ article: 40 }, '第四十条'],
  ])('%j 写作 %s', (article, label) => {
    expect(articleLabel(article)).toBe(label);
    expect(articlesIn(`依据《条例》${label}，告知`)).toEqual([label]);
  });

  it('一到九十九', () => {
    expect([1, 9, 10, 11, 19, 20, 21, 56, 99].map(inChinese)).toEqual([
      '一',
      '九',
      '十',
      '十一',
      '十九',
      '二十',
      '二十一',
      '五十六',
      '九十九',
    ]);
  });
});

/** letters.md, LT-4, by hand. */
const ROUTES: [string, LetterCode[]][] = [
  ['', ['L00', 'L01']],
  ['head', ['L02', 'L03', 'L04', 'L05', 'L07', 'L08', 'L13']],
  ['secrecy head', ['L06']],
  ['secrecy head legal leader', ['L09', 'R03', 'R07']],
  ['head legal leader', ['L10', 'R04', 'R05', 'R06', 'R08', 'R09', 'R10']],
  ['secrecy head leader', ['R01', 'R02']],
  [
    'head leader',
    ['L11', 'L12', 'R11', 'R12', 'R13', 'R14', 'R15', 'R16', 'R17', 'R18', 'R19', 'R20', 'R21', 'R22'],
  ],
];

describe('答复审批流程', () => {
  it.each(ROUTES.flatMap(([steps, codes]) => codes.map((code) => [code, steps] as const)))(
    '[LT-4][REG-17-1] %s：%s',
    (code, steps) => {
      const route = replyRoute(code, LETTERS[code].remedy);
      expect(route.map(({ step }) => step).join(' ')).toBe(steps);
      expect(route.map(({ position, stage }) => [position, stage])).toEqual(
        route.map((_, at) => [at + 1, at + 1]),
      );
    },
  );

  it('[LT-4] 上表没有漏掉任何一种文书', () => {
    expect(ROUTES.flatMap(([, codes]) => codes).sort()).toEqual([...LETTER_CODES]);
  });

  it('[LT-10] 换了救济告知的，加上法制审核', () => {
    expect(replyRoute('R12', 'reconsideration_first').map(({ step }) => step)).toEqual([
      'head',
      'legal',
      'leader',
    ]);
  });
});

const handler = { id: 'sun', roles: ['case_handler', 'office_head'] as const };
const head = { id: 'qian', roles: ['office_head', 'legal_reviewer'] as const };
const legal = { id: 'wu', roles: ['legal_reviewer'] as const };

function round(decisions: DecisionFacts<ReplyStep>[] = []): RoundFacts<ReplyStep> {
  return {
    contentHash: 'h',
    route: replyRoute('R09', 'reconsideration_first'),
    decisions,
    contributors: ['sun'],
    settings: STRICT_SEPARATION,
    closed: null,
  };
}
function given(
  seq: number,
  position: number,
  step: ReplyStep,
  personId: string,
  more: Partial<DecisionFacts<ReplyStep>> = {},
): DecisionFacts<ReplyStep> {
  return { seq, position, step, personId, conclusion: 'pass', returnTo: null, contentHash: 'h', ...more };
}

describe('席位规则与三审三校同一套', () => {
  const at = (facts: RoundFacts<ReplyStep>, position: number, person: Parameters<typeof judge>[2]) => {
    const step = facts.route[position - 1];
    if (step === undefined) throw new Error('no such step');
    return judge(facts, step, person).refusals.map(({ code }) => code);
  };

  it('[LT-4] 承办人不占席位，一人只占一席，前一环节没办完后一环节不开', () => {
    expect(at(round(), 1, handler)).toEqual(['own_work']);
    expect(at(round(), 1, head)).toEqual([]);
    expect(at(round(), 2, legal)).toEqual(['step_not_open']);
    const passed = round([given(1, 1, 'head', 'qian')]);
    expect(openSteps(passed).map(({ step }) => step)).toEqual(['legal']);
    expect(at(passed, 2, head)).toEqual(['second_seat']);
    expect(at(passed, 2, legal)).toEqual([]);
    expect(nextSteps(passed, [handler, head, legal])).toMatchObject([
      { step: { step: 'legal' }, mayDecide: ['wu'], barred: [{ personId: 'qian' }] },
    ]);
  });

  it('[LT-4] 代理人算两个人：委托人是承办人的，代理人也不能办', () => {
    const standsFor = [
      {
        delegationId: 'd',
        principalId: 'sun',
        principalName: '孙示',
        principalSectionId: null,
        role: 'office_head' as const,
        isUnconfirmed: false,
      },
    ];
    const deputy = { id: 'zhou', roles: ['secrecy_officer'] as const, standsFor };
    expect(at(round(), 1, deputy)).toEqual(['own_work_of_principal']);
    expect(at({ ...round(), contributors: [] }, 1, deputy)).toEqual([]);
  });

  it('退回之后原来的通过不再算数', () => {
    const returned = round([
      given(1, 1, 'head', 'qian'),
      given(2, 2, 'legal', 'wu', { conclusion: 'return', returnTo: 0 }),
    ]);
    expect([...standingPasses(returned).keys()]).toEqual([]);
  });
});

describe('模板', () => {
  const allTexts = LETTER_CODES.flatMap((code) =>
    Object.entries(shippedTexts(code)).map(([key, text]) => [code, key, text] as const),
  );

  it('自带模板只用有的字段；字段都用得上，名称不重复', () => {
    const names = FIELDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(FIELDS.map(({ key }) => key)).size).toBe(FIELDS.length);
    expect(allTexts.flatMap(([, , text]) => namesIn(text)).filter((name) => !names.includes(name))).toEqual(
      [],
    );
  });

  it('[LT-1] 每种文书都留有自己写的地方，且只有一处', () => {
    for (const code of LETTER_CODES) {
      const free = SHIPPED_TEMPLATES[code].blocks.filter(({ kind }) => kind === 'free');
      expect(free, code).toHaveLength(1);
    }
  });

  const codes = (code: LetterCode, texts: Record<string, string>) =>
    checkTemplateTexts(code, texts).map((refusal) => refusal.code);
  const lead = shippedTexts('R09').refuse ?? '';

  it('措辞可以改；没有改的不存', () => {
    expect(codes('R09', { refuse: lead.replace('经审查', '经本机关审查') })).toEqual([]);
    expect(codes('R09', { refuse: lead })).toEqual(['template_unchanged']);
    expect(codes('R09', {})).toEqual(['template_unchanged']);
  });

  it('不存在的合并字段，指出名称；别的文书的字段也不行', () => {
    const [refusal] = checkTemplateTexts('R09', { refuse: `${lead}{收到时间}` });
    expect(refusal).toMatchObject({ code: 'template_field_unknown' });
    expect(refusal?.message).toContain('“收到时间”');
    expect(codes('R09', { refuse: `${lead}{检索词}` })).toEqual(['template_field_unknown']);
    expect(namesFor('R09')).toContain('联系电话');
  });

  it('[LT-2] 必备的字段和条款不能删', () => {
    expect(codes('R09', { refuse: lead.replace('理由：{理由}', '') })).toEqual(['template_field_lost']);
    expect(codes('R09', { refuse: lead.replace('第十六条第二款', '第十六条') })).toEqual([
      'template_articles_changed',
    ]);
    expect(codes('R09', { refuse: `${lead}另见第三十七条。` })).toEqual(['template_articles_changed']);
  });

  it('[LT-10] 救济告知不在模板里，写进去也不行；没有的段落不能添，段落不能空，括号要成对', () => {
    expect(codes('R09', { refuse: `${lead}可以申请行政复议。` })).toEqual(['remedy_elsewhere']);
    expect(codes('R09', { remedy: '' })).toContain('template_block_unknown');
    expect(codes('R09', { refuse: ' ' })).toEqual(['template_block_empty']);
    expect(codes('R09', { refuse: `${lead}{` })).toEqual(['template_braces']);
  });

  it('改过的模板只换文字，其余照旧', () => {
    const changed = templateWith('L06', { ask: '新的文字{您}', slip: '没有这一段' });
    expect(changed.blocks.map(({ kind }) => kind)).toEqual(
      SHIPPED_TEMPLATES.L06.blocks.map(({ kind }) => kind),
    );
    expect(changed.slip).toEqual(SHIPPED_TEMPLATES.L06.slip);
    expect(changed.blocks[0]).toMatchObject({ text: '新的文字{您}' });
  });

  it('填写时别的文书的字段说出名称', () => {
    expect(foreignFields('R09', ['reason', 'search_words', 'nonsense'])).toEqual(['检索词', 'nonsense']);
  });
});
