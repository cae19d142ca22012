import { describe, expect, it } from 'vitest';
import { TABLE3_ROWS } from '@/lib/annual-report/types';
import { renderOutcomes } from '@/lib/applications/rules/outcome-document';
import { OUTCOME_TABLE } from '@/lib/applications/rules/outcome-table';
import {
  checkPartialGrounds,
  findOutcome,
  foreignGrounds,
  letterFieldsOf,
  missingEvidence,
  missingGrounds,
  outcomesFor,
  remedyMode,
  withheldLines,
} from '@/lib/applications/rules/outcomes';
import {
  APPLICATION_OUTCOMES,
  type EvidenceKey,
  type Grounds,
  type OutcomeRow,
  type PartialGround,
} from '@/lib/applications/types/outcomes';
import { articleLabel } from '@/lib/letters/rules/articles';
import { LETTER_CODES, type LetterCode, type RemedyMode } from '@/lib/letters/types/letters';
import { readText } from '../../architecture/paths';

function rowOf(code: string): OutcomeRow {
  const [outcome = '', sub = null] = code.split('/');
  const row = findOutcome(outcome, sub);
  if (row === null) throw new Error(`no row ${code}`);
  return row;
}

/** annual-report.md §4.3 with letters.md §3 and regulation.md §15, by hand: row of the printed table three, letter, articles, remedies. */
const BY_HAND: readonly [string, number | null, LetterCode | null, string, RemedyMode | null][] = [
  ['public/already_public', 3, 'R01', '第三十六条第（一）项', 'either'],
  ['public/provided', 3, 'R02', '第三十六条第（二）项、第四十条', 'either'],
  ['public/where_when_told', 3, 'R02', '第三十六条第（二）项、第四十条', 'either'],
  ['partial', 4, 'R03', '第三十七条', 'part'],
  ['not_public.state_secret', 5, 'R04', '第十四条', 'reconsideration_first'],
  ['not_public.law_forbidden', 6, 'R05', '第十四条', 'reconsideration_first'],
  ['not_public.three_security_one_stability', 7, 'R06', '第十四条', 'reconsideration_first'],
  ['not_public.third_party_rights', 8, 'R07', '第十五条、第三十二条', 'reconsideration_first'],
  ['not_public.internal_affairs', 9, 'R08', '第十六条第一款', 'reconsideration_first'],
  ['not_public.process_info', 10, 'R09', '第十六条第二款', 'reconsideration_first'],
  ['not_public.enforcement_file', 11, 'R10', '第十六条第二款', 'reconsideration_first'],
  ['not_public.admin_query', 12, 'R11', '第三十六条第（七）项', 'either'],
  ['unavailable.not_held/does_not_exist', 13, 'R12', '第三十六条第（四）项', 'either'],
  ['unavailable.not_held/not_responsible', 13, 'R13', '第十条、第三十六条第（五）项', 'either'],
  ['unavailable.needs_creation', 14, 'R14', '第三十八条', 'either'],
  ['unavailable.unclear_after_supplement', 15, 'R15', '第三十条', 'either'],
  ['not_processed.petition_complaint', 16, 'R16', '第三十九条第一款', 'either'],
  ['not_processed.duplicate', 17, 'R17', '第三十六条第（六）项', 'either'],
  ['not_processed.publication', 18, 'R18', '第三十九条第二款', 'either'],
  ['not_processed.excessive_repeated', 19, 'R19', '第三十五条', 'either'],
  ['not_processed.confirm_or_reissue', 20, 'R20', '第二条、第三十八条', 'either'],
  ['other.supplement_overdue', 21, 'L11', '第三十条', 'either'],
  ['other.fee_unpaid', 22, 'L12', '第四十二条', 'either'],
  ['other.misc/withdrawn', 23, 'L13', '', 'none'],
  ['other.misc/not_government_information', 23, 'R22', '第二条', 'either'],
  ['other.misc/applicant_gone', 23, null, '', null],
  ['other.misc/mistaken_submission', 23, null, '', null],
  ['other.misc/other', 23, 'R22', '第二条', 'either'],
  ['record_correction/corrected', null, 'R21', '第四十一条', 'either'],
  ['record_correction/not_true', null, 'R21', '第四十一条', 'either'],
  ['record_correction/passed_on', null, 'R21', '第四十一条', 'either'],
  ['record_correction/told_where', null, 'R21', '第四十一条', 'either'],
];

describe('处理结果总表', () => {
  it.each(BY_HAND)(
    '[REG-36-1][条例36] %s 计入表三第 %s 行，文书 %s',
    (code, number, letter, articles, mode) => {
      const row = rowOf(code);
      expect(row.reportRow).toBe(number === null ? null : TABLE3_ROWS[number - 1]);
      expect(row.letter).toBe(letter);
      expect(row.articles.map(articleLabel).join('、')).toBe(articles);
      const grounds = row.outcome === 'partial' ? ['not_public.process_info'] : [];
      if (letter !== null) expect(remedyMode(letter, row.outcome, grounds, '2026-03-02')).toBe(mode);
    },
  );

  it('表中没有别的行；每一种结果都有行，行不重复', () => {
    const codes = OUTCOME_TABLE.map((row) => `${row.outcome}/${row.subOutcome}`);
    expect(codes).toHaveLength(BY_HAND.length);
    expect(new Set(codes).size).toBe(codes.length);
    for (const outcome of APPLICATION_OUTCOMES) {
      expect(OUTCOME_TABLE.some((row) => row.outcome === outcome)).toBe(true);
    }
  });

  it('更正本人信息的案件有自己的结果，别的案件没有', () => {
    expect(outcomesFor('record_correction').map((row) => row.letter)).toEqual(['R21', 'R21', 'R21', 'R21']);
    expect(outcomesFor('application')).toHaveLength(BY_HAND.length - 4);
    expect(outcomesFor('remade_reply')).toEqual(outcomesFor('application'));
  });

  it('没有子结果的结果不能配子结果', () => {
    expect(findOutcome('partial', 'provided')).toBeNull();
    expect(findOutcome('public', null)).toBeNull();
    expect(findOutcome('not_public', null)).toBeNull();
  });

  it('每一种结果都要求备有材料（R11 等告知类也要求依据）', () => {
    expect(OUTCOME_TABLE.filter((row) => row.evidence.length === 0)).toEqual([]);
  });

  it('docs/outcomes.md 与程序一致', () => {
    const isCurrent = readText('docs/outcomes.md') === renderOutcomes();
    expect(isCurrent, 'docs/outcomes.md is stale: run `npm run outcomes` and commit it').toBe(true);
  });
});

describe('救济告知由结果决定', () => {
  const mode = (code: LetterCode, outcome: string | null, grounds: string[] = [], date = '2026-03-02') =>
    remedyMode(code, outcome, grounds, date);

  it('[LT-10][条例51] 复议前置自2024年1月1日起：前一日可以选择，当日须先复议', () => {
    expect(mode('R09', 'not_public.process_info', [], '2023-12-31')).toBe('either');
    expect(mode('R09', 'not_public.process_info', [], '2024-01-01')).toBe('reconsideration_first');
    expect(mode('R03', 'partial', ['not_public.process_info'], '2023-12-31')).toBe('either');
    expect(mode('R03', 'partial', ['not_public.process_info'], '2024-01-01')).toBe('part');
  });

  it('[REG-37-1] 部分公开：不予公开的部分依据第十四至十六条才有复议前置', () => {
    expect(mode('R03', 'partial', ['not_public.admin_query'])).toBe('either');
    expect(mode('R03', 'partial', ['not_public.admin_query', 'not_public.third_party_rights'])).toBe('part');
  });

  it('程序性文书没有救济告知，收费通知写收费的，L09、L11、L12 可以选择', () => {
    const none: LetterCode[] = ['L00', 'L01', 'L02', 'L03', 'L04', 'L05', 'L06', 'L07', 'L08', 'L13'];
    for (const code of none) expect(mode(code, null)).toBe('none');
    expect(mode('L10', null)).toBe('fee');
    for (const code of ['L09', 'L11', 'L12'] as const) expect(mode(code, null)).toBe('either');
    expect(mode('L12', 'other.fee_unpaid')).toBe('either');
  });

  it('法律没有规定前置的，都写可以选择；没有一种结果可以省去', () => {
    const decisions = LETTER_CODES.filter((code) => code.startsWith('R'));
    for (const code of decisions) expect(mode(code, 'other.misc'), code).not.toBe('none');
  });
});

const ANSWERED: Grounds = {
  internal_kind: 'personnel',
  reason: '公开后会影响干部考察',
  why_not_suitable: '考察尚未结束',
  no_duty_to_disclose: true,
};

describe('须答事项和须备材料', () => {
  const row = rowOf('not_public.internal_affairs');

  it('[REG-16-1] “可以”不公开的，须写明为什么仍不宜公开，并核对没有规定应当公开', () => {
    expect(missingGrounds(row, ANSWERED)).toEqual([]);
    for (const code of [
      'not_public.internal_affairs',
      'not_public.process_info',
      'not_public.enforcement_file',
    ]) {
      const keys = rowOf(code).grounds.map(({ key }) => key);
      expect(keys).toEqual(expect.arrayContaining(['why_not_suitable', 'no_duty_to_disclose', 'reason']));
    }
    const blank = { ...ANSWERED, why_not_suitable: ' 。' };
    expect(missingGrounds(row, blank).map(({ key }) => key)).toEqual(['why_not_suitable']);
    const unconfirmed = { ...ANSWERED, no_duty_to_disclose: 'true' };
    expect(missingGrounds(row, unconfirmed).map(({ key }) => key)).toEqual(['no_duty_to_disclose']);
  });

  it('[REG-14-1] 只有三类内部事务、四类过程性信息可选，没有“其他内部信息”', () => {
    const choices = (code: string, key: string) =>
      rowOf(code)
        .grounds.find((field) => field.key === key)
        ?.choices?.map(({ text }) => text);
    expect(choices('not_public.internal_affairs', 'internal_kind')).toEqual([
      '人事管理',
      '后勤管理',
      '内部工作流程',
    ]);
    expect(choices('not_public.process_info', 'process_kind')).toEqual([
      '讨论记录',
      '过程稿',
      '磋商信函',
      '请示报告',
    ]);
    const other = { ...ANSWERED, internal_kind: '其他' };
    expect(missingGrounds(row, other).map(({ key }) => key)).toEqual(['internal_kind']);
  });

  it('法律、行政法规以外的不能作为禁止公开的依据', () => {
    const forbidden = rowOf('not_public.law_forbidden');
    const kind = forbidden.grounds.find((field) => field.key === 'law_kind');
    expect(kind?.choices?.map(({ text }) => text)).toEqual(['法律', '行政法规']);
  });

  it('不问的事项不能答', () => {
    expect(foreignGrounds(row, { ...ANSWERED, internal_note: '其他内部信息' })).toEqual(['internal_note']);
  });

  it('可不填的填错了形式，也要改', () => {
    const told = rowOf('unavailable.not_held/not_responsible');
    expect(missingGrounds(told, { not_responsible_reason: '由区发展改革委制作' })).toEqual([]);
    expect(missingGrounds(told, {}).map(({ key }) => key)).toEqual(['not_responsible_reason']);
  });

  it('[REG-EV-1] 材料不齐的说出缺什么；答复事项里的材料随事项齐备', () => {
    const missing = (code: string, grounds: Grounds, ...keys: EvidenceKey[]) =>
      missingEvidence(rowOf(code), grounds, new Set(keys)).map(({ key }) => key);
    expect(missing('not_public.internal_affairs', ANSWERED)).toEqual(['proof_of_kind']);
    expect(missing('not_public.internal_affairs', {}, 'proof_of_kind')).toEqual(['no_duty_to_disclose']);
    expect(missing('not_public.internal_affairs', ANSWERED, 'proof_of_kind')).toEqual([]);
    expect(missing('unavailable.not_held/does_not_exist', {})).toEqual(['search_record']);
    expect(missing('not_processed.duplicate', {}, 'earlier_reply')).toEqual([]);
    expect(missing('not_public.state_secret', { classification_level: 'secret' })).toEqual([
      'classification_record',
    ]);
  });
});

const PART: PartialGround = {
  outcome: 'not_public.third_party_rights',
  withheld: '企业研发投入明细',
  reason: '公开会损害第三方的商业秘密',
  grounds: {
    third_party: '某公司',
    interest: 'trade_secret',
    consulted_on: '2026-03-09',
    consultation_result: '第三方不同意公开',
  },
};

describe('部分公开的依据', () => {
  it('[REG-37-1][条例37] 至少写明一项不予公开的内容、依据和理由；别的结果没有这一项', () => {
    const partial = rowOf('partial');
    expect(checkPartialGrounds(partial, [PART])).toEqual([]);
    expect(checkPartialGrounds(partial, [])).toEqual([{ why: 'none_withheld' }]);
    expect(checkPartialGrounds(partial, [{ ...PART, reason: ' ' }])).toEqual([
      { why: 'incomplete', index: 0, fields: ['理由'] },
    ]);
    expect(checkPartialGrounds(partial, [PART, { ...PART, withheld: '', grounds: {} }])).toMatchObject([
      {
        why: 'incomplete',
        index: 1,
        fields: ['不予公开的内容', '第三方', '权益种类', '征求日期', '征求结果'],
      },
    ]);
    expect(checkPartialGrounds(rowOf('public/provided'), [PART])).toEqual([{ why: 'not_partial' }]);
  });

  it('答复逐项写明依据；另有法律的一并写出', () => {
    expect(withheldLines([PART])).toEqual([
      '企业研发投入明细，依据《条例》第十五条、第三十二条，理由：公开会损害第三方的商业秘密',
    ]);
    const law: PartialGround = {
      outcome: 'not_public.law_forbidden',
      withheld: '统计原始资料',
      reason: '属于应当保密的原始统计资料。',
      grounds: { law_kind: 'law', law_name: '《中华人民共和国统计法》', law_article: '第十一条' },
    };
    expect(withheldLines([law])).toEqual([
      '统计原始资料，依据《条例》第十四条、《中华人民共和国统计法》第十一条，理由：属于应当保密的原始统计资料',
    ]);
  });
});

describe('决定里答过的，文书不再问', () => {
  it('共同的字段进文书，只留档的不进', () => {
    const grounds: Grounds = { ...PART.grounds, reason: PART.reason };
    expect(letterFieldsOf(rowOf('not_public.third_party_rights'), grounds)).toEqual({
      interest: 'trade_secret',
      consulted_on: '2026-03-09',
      consultation_result: '第三方不同意公开',
      reason: '公开会损害第三方的商业秘密',
    });
    expect(letterFieldsOf(rowOf('not_public.state_secret'), { classification_level: 'secret' })).toEqual({});
  });

  it('子结果决定文书的写法', () => {
    expect(letterFieldsOf(rowOf('public/provided'), {})).toEqual({ sub_outcome: 'provided' });
    expect(
      letterFieldsOf(rowOf('record_correction/passed_on'), { correcting_organ: '区市场监管局' }),
    ).toEqual({
      correcting_organ: '区市场监管局',
      correction_result: 'passed_on',
    });
    expect(letterFieldsOf(rowOf('other.misc/other'), { explanation: '申请内容为空白' })).toMatchObject({
      not_application_kind: 'other',
    });
    expect(letterFieldsOf(rowOf('partial'), {}, [PART])).toEqual({ withheld: withheldLines([PART]) });
  });
});
