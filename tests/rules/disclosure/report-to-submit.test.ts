import { describe, expect, it } from 'vitest';
import { zeroTables } from '@/lib/annual-report/rules/cells';
import { routeFor } from '@/lib/approvals/rules/route';
import { bodyFromText } from '@/lib/disclosure/body/rules';
import { emptyContent } from '@/lib/disclosure/rules/content';
import { checkReadyToSubmit } from '@/lib/disclosure/rules/ready-to-submit';
import type { ItemContent } from '@/lib/disclosure/types';

const COLUMN = '00000000-0000-0000-0000-000000000008';

function report(changes: Partial<NonNullable<ItemContent['report']>> = {}): ItemContent {
  return {
    ...emptyContent('annual_report', { name: '北关区工信局' }, 2023),
    formed_at: '2024-01-12',
    columns: [COLUMN],
    report: {
      year: 2023,
      tables: zeroTables(),
      sections: {
        section_1: bodyFromText('主动公开方面。'),
        section_5: bodyFromText('存在的问题。'),
        section_6: bodyFromText('无其他事项。'),
      },
      ...changes,
    },
  };
}

function refusals(content: ItemContent, contentClass: 'a' | 'b' = 'b'): string[] {
  const facts = {
    contentClass,
    today: '2024-01-16',
    listColumns: new Set([COLUMN]),
    uploads: new Map(),
  };
  return checkReadyToSubmit(content, facts).map((refusal) => refusal.code);
}

describe('年度报告提交审核', () => {
  it('[条例49-1] 填全、算对的可以提交，少了表格或年度的不能', () => {
    expect(refusals(report())).toEqual([]);
    expect(refusals({ ...report(), report: null })).toEqual(['report_missing']);
  });

  it('[条例49-1] 勾稽关系不平的不能提交', () => {
    const tables = zeroTables();
    tables.table4.review.upheld = 1;
    expect(refusals(report({ tables }))).toEqual(['report_blocked']);
  });

  it.each(['section_1', 'section_5', 'section_6'] as const)('[条例50-1] 缺少 %s 的不能提交', (section) => {
    const { sections } = report().report ?? {};
    if (!sections) throw new Error('a report has sections');
    expect(refusals(report({ sections: { ...sections, [section]: bodyFromText(' \n') } }))).toEqual([
      'report_blocked',
    ]);
  });

  it('[AR-T6] 至少按 B 级，走全部三审三校、保密审查和签发', () => {
    expect(refusals(report(), 'a')).toEqual(['class_too_low']);
    expect(routeFor('b').map(({ step }) => step)).toEqual(['l1', 'l2', 'secrecy', 'l3', 'sign_off']);
  });

  it('[条例13] 不主动公开的，不能提交公开发布', () => {
    const withheld = { ...report(), disclosure_attr: 'withheld', disclosure_reason: '内部事务' } as const;
    expect(refusals(withheld)).toEqual(['not_proactive']);
  });
});
