import { describe, expect, it } from 'vitest';
import { answerId, refusedAnswers } from '@/components/disclosure/item-editor/answers';
import type { DraftFinding } from '@/lib/disclosure/queries/proofread-draft';

const finding = (key: string, severity: DraftFinding['severity'], rule = 'typo'): DraftFinding =>
  ({ key, severity, rule, likeness: key, kind: 'typo', former: null }) as unknown as DraftFinding;
const one = finding('one', 'warning');
const two = finding('two', 'blocking');
const hints = [finding('h1', 'hint', 'space'), finding('h2', 'hint', 'space')];
const findings = [one, two, ...hints];
const missing = findings.map(({ key }) => ({
  code: key === 'two' ? 'escalation_reason_missing' : 'finding_reason_missing',
  message: '不改的请写明理由。',
  field: `handlings.${key}`,
}));
const marked = (refusals: Parameters<typeof refusedAnswers>[0], answers = {}) => [
  ...refusedAnswers(refusals, findings, answers).keys(),
];

describe('提交时没有写明的校对发现', () => {
  it('逐条标出，同一规则的提示只算一条', () => {
    expect(marked(missing)).toEqual([answerId(one), answerId(two), 'answer-space']);
  });

  it('写了理由的马上不再标；只写空格的还标', () => {
    expect(marked(missing, { one: { act: 'refused', reason: '原文如此' } })).not.toContain(answerId(one));
    expect(marked(missing, { one: { act: 'refused', reason: '　' } })).toContain(answerId(one));
  });

  it('不是缺理由的，写了理由也要再提交才知道', () => {
    const other = [{ code: 'finding_never_refused', message: '不能不改。', field: 'handlings.one' }];
    expect(marked(other, { one: { act: 'refused', reason: '原文如此' } })).toEqual([answerId(one)]);
  });

  it('别处的问题不标在校对发现上', () => {
    expect(marked([{ code: 'emergency_needs_reason', message: '', field: 'laneReason' }])).toEqual([]);
  });
});
