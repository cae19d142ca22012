import { describe, expect, it } from 'vitest';
import { proofWords, withoutEnd } from '@/lib/disclosure/approval-form/rules/assemble-form';
import type { HandlingAct, StoredFinding } from '@/lib/proofreading/types';

const finding = (
  foundStep: string | null,
  ...handled: readonly [step: string, act: HandlingAct][]
): StoredFinding => ({
  id: 'f',
  roundId: 'r',
  key: 'k',
  origin: foundStep === null ? 'automatic' : 'reviewer',
  rule: 'typo',
  kind: 'typo' as StoredFinding['kind'],
  severity: 'warning',
  place: { path: 'title' } as unknown as StoredFinding['place'],
  message: '',
  suggestion: null,
  exemptBasis: null,
  foundBy: null,
  foundStep,
  handlings: handled.map(([step, act]) => ({
    step,
    act,
    reason: '理由',
    personId: 'p',
    at: new Date(0),
  })),
});

describe('审批表上的校对结果', () => {
  it('[TR-6] 写明各处的下落：作者不改的、提请的，本级核定的', () => {
    const findings = [
      finding(null, ['author', 'refused']),
      finding(null, ['author', 'refused'], ['l1', 'refused']),
      finding(null, ['author', 'escalated'], ['l1', 'escalated']),
      finding('l1', ['l1', 'settled']),
    ];
    expect(proofWords('l1', findings)).toBe(
      '要点已逐项确认；发现 4 处，其中本级提出 1 处，作者不改 2 处（附理由），作者提请审核人决定 1 处，本级核定不改 1 处（附理由），本级认定已解决 1 处，本级提请上级决定 1 处',
    );
    expect(proofWords('l2', [])).toBe('要点已逐项确认，未发现问题');
    expect(proofWords('secrecy', findings)).toBe('');
  });

  it('同一处先不改后提请的，按最后一次算', () => {
    expect(proofWords('l2', [finding(null, ['author', 'refused'], ['author', 'escalated'])])).toBe(
      '要点已逐项确认；发现 1 处，作者提请审核人决定 1 处',
    );
  });

  it('句末的标点不重复', () => {
    expect(['请核对。', '请核对；', '请核对', ' 请核对。。 '].map(withoutEnd)).toEqual(
      Array(4).fill('请核对'),
    );
  });
});
