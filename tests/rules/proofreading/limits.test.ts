import { describe, expect, it } from 'vitest';
import { MOST_OF_A_RULE, MOST_OF_AN_ITEM } from '@/lib/proofreading/rules/limits';
import { proofreadInSteps } from '@/lib/proofreading/rules/proofread';
import { SHIPPED_DICTIONARIES } from '@/lib/proofreading/rules/shipped/dictionaries';
import { FACTS, proofreadTexts, proseOf, rowsOf, textOf } from '../../support/proofreading';

const ofRule = (findings: ReturnType<typeof proofreadTexts>, rule: string) =>
  findings.filter((finding) => finding.rule === rule);
const counted = (findings: ReturnType<typeof proofreadTexts>) =>
  findings.reduce((all, finding) => all + (finding.more ?? 1), 0);

describe('发现太多时不逐条列出，但一处也不漏记', () => {
  it.each([
    ['《', 'unpaired_mark', 300_000],
    ['“', 'unpaired_mark', 300_000],
    ['（(', 'unpaired_mark', 300_000],
    ['13800138000 ', 'mobile_number', 25_000],
    ['秘密★1年。', 'classification_term', 1_000],
  ])('%s 重复很多次，规则 %s 列出前面的并写明其余的数目', (words, rule, times) => {
    const findings = ofRule(proofreadTexts([proseOf(words.repeat(times))]), rule);
    expect(findings).toHaveLength(MOST_OF_A_RULE + 1);
    expect(counted(findings)).toBe(times * (words === '（(' ? 2 : 1));
    const last = findings.at(-1);
    expect(last?.message).toContain(`另有 ${last?.more} 处同类问题`);
    expect(last?.suggestion).toBeUndefined();
  });

  it('正好到上限的全部列出；多一处的也列出，不另行计数', () => {
    for (const times of [MOST_OF_A_RULE, MOST_OF_A_RULE + 1]) {
      const findings = ofRule(proofreadTexts([proseOf('秘密★1年。'.repeat(times))]), 'classification_term');
      expect(findings).toHaveLength(times);
      expect(findings.every((finding) => finding.more === undefined)).toBe(true);
    }
  });

  it('很多文件合起来也有上限：必须处理的先列，其余写明数目', () => {
    const noisy = Array.from({ length: 20 }, (_, at) => ({
      ...textOf('prose', `files.${at}`, '《'.repeat(150)),
    }));
    const marked = { ...proseOf('本件标为绝密★长期。'), path: 'body' };
    const findings = proofreadTexts([...noisy, marked]);
    expect(findings.length).toBeLessThanOrEqual(MOST_OF_AN_ITEM + 5);
    expect(ofRule(findings, 'classification_term')).toHaveLength(1);
    expect(counted(ofRule(findings, 'unpaired_mark'))).toBe(3_000);
  });

  it('合计太多的表只核对前一百处，其余写明没有核对', () => {
    const head = ['项目', ...Array.from({ length: 130 }, () => '合计')];
    const row = ['甲', ...Array.from({ length: 130 }, () => '1')];
    const findings = proofreadTexts([proseOf(...rowsOf(head, row))]);
    const [told] = ofRule(findings, 'sums_unchecked');
    expect(told?.message).toContain('还有 30 处没有核对');
  });

  it('很长的一行里，隔在读取断点上的词句照样找到一次', () => {
    const filler = '甲乙丙丁。'.repeat(800);
    for (let shift = 0; shift < 12; shift += 1) {
      const line = `${filler.slice(0, 4_000 - shift)}联系人电话13800138000。${filler}`;
      expect(ofRule(proofreadTexts([proseOf(line)]), 'mobile_number')).toHaveLength(1);
    }
  });

  it('读长文字时多次让出，服务器可以答复别人', () => {
    const lines = Array.from({ length: 500 }, () => '依法公开政府信息。'.repeat(10));
    const steps = proofreadInSteps({ texts: [proseOf(...lines)], facts: FACTS }, SHIPPED_DICTIONARIES);
    let pauses = 0;
    while (!steps.next().done) pauses += 1;
    expect(pauses).toBeGreaterThan(10);
  });
});
