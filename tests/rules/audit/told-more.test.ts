import { describe, expect, it } from 'vitest';
import { toldMore } from '@/lib/audit/rules/told-more';

describe('日志的一行说清做了什么', () => {
  it.each([
    ['decide', { step: 'l2', role: 'reviewer_l2', conclusion: 'pass' }, '：复审 · 二校，同意'],
    ['decide', { step: 'sign_off', role: 'head_of_organ', conclusion: 'return' }, '：主要领导签发，退回'],
    [
      'conclude_change',
      { kind: 'setting', target: 'split_proof_l2', payload: true, conclusion: 'approved' },
      '：设置“二校由专人办理（不与复审合并）”改为“是”，同意',
    ],
    [
      'conclude_change',
      { kind: 'role_end', target: 'x', payload: { role: 'publisher' }, conclusion: 'rejected' },
      '：收回角色“发布员”，不同意',
    ],
    [
      'propose_change',
      { kind: 'setting', target: 'column_class', payload: {} },
      '：设置“各栏目的最低内容等级”',
    ],
    ['conclude_change', { kind: 'setting', target: 'unknown', conclusion: 'withdrawn' }, '：撤回'],
    ['publish', { conclusion: 'pass' }, ''],
    ['decide', null, ''],
  ])('%s %j', (action, detail, told) => {
    expect(toldMore(action, detail)).toBe(told);
  });
});
