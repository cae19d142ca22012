import { describe, expect, it } from 'vitest';
import {
  checkAuthorHandlings,
  checkReviewerHandling,
  keyFindings,
  likenessKey,
  standingOf,
  whyNotPass,
} from '@/lib/proofreading/rules/handling';
import { readDictionary } from '@/lib/proofreading/schema';
import type { Finding, Handling, HandlingAct, KeyedFinding } from '@/lib/proofreading/types';

const finding = (changes: Partial<Finding> = {}): Finding => ({
  rule: 'wrong_word',
  kind: 'typo',
  severity: 'warning',
  place: { path: 'body', line: 0, from: 0, to: 4, excerpt: '按步就班' },
  message: '“按步就班”应为“按部就班”，请改正。',
  ...changes,
});
const keyed = (changes: Partial<Finding> = {}): KeyedFinding =>
  keyFindings([finding(changes)])[0] as KeyedFinding;
const given = (...acts: HandlingAct[]) => ({
  handlings: acts.map(
    (act): Handling => ({ act, reason: '理由', personId: 'p', step: 'l1', at: new Date(0) }),
  ),
});
const ROUTE = ['l1', 'l2', 'secrecy', 'l3', 'sign_off'];
const SPLIT = ['proof_l1', 'l1', 'l2', 'secrecy', 'proof_l3', 'l3'];

describe('发现的编号和相似', () => {
  it('同一处同一规则的几条，编号不重复', () => {
    const figure = finding({ rule: 'report_figure', message: '一' });
    const keys = keyFindings([figure, { ...figure, message: '二' }, finding()]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
  });

  it('挪了位置还是同一件事；只有一句话的规则按话区分', () => {
    const moved = finding({ place: { path: 'summary', line: 3, from: 9, to: 13, excerpt: '按步就班' } });
    expect(likenessKey(moved)).toBe(likenessKey(finding()));
    const figure = finding({ rule: 'report_figure', message: '一' });
    expect(likenessKey(figure)).not.toBe(likenessKey({ ...figure, message: '二' }));
  });
});

describe('[TR-17] 拟稿人的答复', () => {
  const codes = (findings: KeyedFinding[], ...answers: [HandlingAct, string][]) =>
    checkAuthorHandlings(
      findings,
      findings.slice(0, answers.length).map(({ key }, at) => ({
        key,
        act: (answers[at]?.[0] ?? 'refused') as 'refused' | 'escalated',
        reason: answers[at]?.[1] ?? '',
      })),
    ).map(({ code }) => code);

  it.each([
    ['写明不改的理由', [keyed()], [['refused', '原文如此']], []],
    ['写明为什么提请决定', [keyed()], [['escalated', '拿不准']], []],
    ['不改而理由是空格', [keyed()], [['refused', ' ']], ['finding_reason_missing']],
    ['提请决定而没有一句说明', [keyed()], [['escalated', '']], ['escalation_reason_missing']],
    ['没有答复', [keyed()], [], ['finding_unanswered']],
    [
      '对必须处理的说不改',
      [keyed({ severity: 'blocking' })],
      [['refused', '无误']],
      ['finding_only_final_review'],
    ],
    ['把必须处理的提请决定', [keyed({ severity: 'blocking' })], [['escalated', '依法公布']], []],
    ['没有发现就不用答复', [], [], []],
  ] as [string, KeyedFinding[], [HandlingAct, string][], string[]][])(
    '%s',
    (_, findings, answers, expected) => {
      expect(codes(findings, ...answers)).toEqual(expected);
    },
  );

  it('[REG-17-2] 密级标志怎么答复都不行', () => {
    const marking = keyed({ kind: 'classification', severity: 'blocking', rule: 'classification_term' });
    for (const act of ['refused', 'escalated'] as const) {
      expect(codes([marking], [act, '误报'])).toEqual(['finding_marking']);
    }
  });

  it('给别的发现的答复不算', () => {
    const answers = [{ key: 'other@body:0:0-1', act: 'refused' as const, reason: '无误' }];
    expect(checkAuthorHandlings([keyed()], answers).map(({ code }) => code)).toEqual(['finding_unanswered']);
    expect(checkAuthorHandlings([], answers)).toEqual([]);
  });
});

describe('[TR-17] 审核人的处理', () => {
  const own = { ...finding({ severity: 'blocking' }), origin: 'reviewer' as const, foundBy: 'me' };
  const machine = { ...own, origin: 'automatic' as const, foundBy: null };
  const codes = (what: typeof own | typeof machine, act: HandlingAct, step: string, personId = 'me') =>
    checkReviewerHandling(what, { act, reason: '理由' }, { personId, step }).map(({ code }) => code);

  it.each([
    ['复审不能忽略机器说必须处理的', machine, 'refused', 'l2', ['finding_only_final_review']],
    ['终审写明理由可以', machine, 'refused', 'l3', []],
    ['三校写明理由可以', machine, 'refused', 'proof_l3', []],
    ['签发人写明理由可以', machine, 'refused', 'sign_off', []],
    ['初审可以提请决定', machine, 'escalated', 'l1', []],
    ['机器的发现没有“已解决”', machine, 'settled', 'l3', ['finding_not_yours_to_settle']],
    ['自己提的可以注明已解决', own, 'settled', 'l1', []],
    ['自己提的必须处理也不能在初审忽略', own, 'refused', 'l1', ['finding_only_final_review']],
  ] as const)('%s', (_, what, act, step, expected) => {
    expect(codes(what, act, step)).toEqual(expected);
  });

  it('别人提出的意见由提出的人或终审人注明已解决', () => {
    expect(codes(own, 'settled', 'l2', 'other')).toEqual(['finding_not_yours_to_settle']);
    expect(codes(own, 'settled', 'l3', 'other')).toEqual([]);
  });
});

describe('[TR-17] 什么时候不能通过', () => {
  const codes = (findings: { handlings: readonly Handling[] }[], step: string, steps = ROUTE) =>
    whyNotPass(findings, step, steps).map(({ code }) => code);

  it('最后一次处理算数', () => {
    expect(standingOf(given())).toBe('open');
    expect(standingOf(given('escalated', 'refused'))).toBe('done');
    expect(standingOf(given('refused', 'escalated'))).toBe('escalated');
  });

  it.each([
    ['l1', ['finding_unhandled']],
    ['l2', ['finding_unhandled']],
    ['secrecy', []],
    ['l3', ['finding_unhandled', 'finding_undecided']],
    ['sign_off', ['finding_unhandled', 'finding_undecided']],
  ])('有没处理的和待决定的，%s 通过时：%j', (step, expected) => {
    expect(codes([given(), given('escalated')], step)).toEqual(expected);
    expect(codes([given('refused'), given('escalated', 'refused')], step)).toEqual([]);
  });

  it('校和审分开时由校负责', () => {
    expect(codes([given()], 'l1', SPLIT)).toEqual([]);
    expect(codes([given()], 'proof_l1', SPLIT)).toEqual(['finding_unhandled']);
    expect(codes([given('escalated')], 'l3', SPLIT)).toEqual([]);
    expect(codes([given('escalated')], 'proof_l3', SPLIT)).toEqual(['finding_undecided']);
    expect(codes([given()], 'l2', SPLIT)).toEqual(['finding_unhandled']);
  });
});

describe('存下的词典', () => {
  it('写坏的不用，好的照用；不是词典就是空的', () => {
    const read = readDictionary({
      commonWords: ['数字化转型', '短'],
      corrections: 'x',
      protectedNames: [{}],
    });
    expect(read).toEqual({
      corrections: [],
      sensitiveTerms: [],
      protectedTerms: [],
      protectedNames: [],
      commonWords: ['数字化转型'],
      settings: [],
    });
    for (const bad of [null, 'x', 7, []]) expect(readDictionary(bad).corrections).toEqual([]);
  });
});
