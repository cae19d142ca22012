import { describe, expect, it } from 'vitest';
import { zeroTables } from '@/lib/annual-report/rules/cells';
import { routeFor } from '@/lib/approvals/rules/route';
import { PASTED_IMAGE_NOTE } from '@/lib/disclosure/body/messages';
import { bodyFromText } from '@/lib/disclosure/body/rules';
import type { BodyDoc } from '@/lib/disclosure/body/types';
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
    columnClass: {},
    uploads: new Map(),
    isCorrection: false,
    reprintSources: [],
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

describe('没有粘贴进来的图片', () => {
  const half = Math.floor(PASTED_IMAGE_NOTE.length / 2);
  const cut: BodyDoc = {
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: `见图${PASTED_IMAGE_NOTE.slice(0, half)}` },
          { type: 'text', marks: [{ type: 'bold' }], text: PASTED_IMAGE_NOTE.slice(half) },
        ],
      },
    ],
  };

  it.each([
    ['正文里', { body: bodyFromText(`第一段。\n见图${PASTED_IMAGE_NOTE}`) }],
    ['加粗切开的句子里', { body: cut }],
  ])('[TR-1] %s还留着粘贴的提示，不能提交', (_, changes) => {
    expect(refusals({ ...report(), ...changes })).toEqual(['pasted_image_left']);
  });

  it('[TR-1] 年报的部分里还留着提示，不能提交；提示删去就可以', () => {
    const { sections } = report().report ?? {};
    if (!sections) throw new Error('a report has sections');
    const withSection = (text: string) =>
      refusals(report({ sections: { ...sections, section_5: bodyFromText(text) } }));
    expect(withSection(`存在的问题。${PASTED_IMAGE_NOTE}`)).toEqual(['pasted_image_left']);
    expect(withSection('存在的问题。[图片]')).toEqual([]);
  });
});
