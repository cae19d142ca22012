import { describe, expect, it } from 'vitest';
import { PublicPreview } from '@/components/disclosure/public-preview';
import { ItemView } from '@/components/public/item-view';
import { GoneView } from '@/components/public/notice-views';
import { renderPage } from '@/components/public/render-page';
import type { ValidityEvent } from '@/lib/disclosure/after-publication/types';
import { findColumn } from '@/lib/disclosure/public-site/rules/column-tree';
import type { PublicItem } from '@/lib/disclosure/public-site/types';
import type { ItemContent } from '@/lib/disclosure/types';
import { publicItem, siteContext } from '../../support/public-site';

const HOSTILE = `<script>alert(1)</script>"><img src=x onerror=alert(2)>'&`;
const context = siteContext();
const column = findColumn(context.columns, 'notices');

async function page(content: Partial<ItemContent>, changes: Partial<PublicItem> = {}, today = '2026-03-10') {
  const item = publicItem('policy_document', content, changes);
  const html = await renderPage(<ItemView context={context} item={item} column={column} today={today} />);
  return html.replace(/<!-- -->/g, '');
}
const EVENT: ValidityEvent = {
  state: 'repealed',
  fromDate: '2026-03-05',
  act: { id: 'kkkkkkkkkk', title: '清理决定' },
  actNo: '示例〔2026〕9号',
  validUntil: null,
  successor: { id: 'mmmmmmmmmm', title: '新办法' },
  confirmedAt: '2026-03-05T02:00:00Z',
};
const NORMATIVE = {
  title: '某办法',
  is_normative: true,
  doc_no: '北工信〔2024〕3号',
  issuing_organ: '示例局',
  formed_at: '2024-01-12',
  effective_from: '2024-02-01',
  expires_at: '2029-01-31',
};

describe('文件的页面', () => {
  it('预览里，发布时才有的索引号和发布时间写“发布时生成”，不写现在的时间', async () => {
    const { content } = publicItem('policy_document', NORMATIVE);
    const now = new Date('2026-03-10T03:04:00Z');
    const html = await renderPage(<PublicPreview itemId="kkkkkkkkkk" content={content} now={now} />);
    // 索引号, 发布日期 and 发布时间.
    expect(html.split('（发布时生成）')).toHaveLength(4);
    expect(html).not.toMatch(/2026[-年]0?3[-月]10/);
  });

  it('[PF-23] 标题、文号、制定机关、成文日期、发布日期、施行日期、有效期、有效性都在', async () => {
    const html = await page(NORMATIVE);
    for (const words of [
      '某办法',
      '北工信〔2024〕3号',
      '示例局',
      '2024年1月12日',
      '2024年1月18日',
      '2024年2月1日',
      '2029年1月31日',
      '有效性：有效',
    ]) {
      expect(html, words).toContain(words);
    }
    expect(html).not.toMatch(/废止日期|失效日期/);
  });

  it('[PF-23] 废止的：大字写明从哪天起、依据什么、由什么接替；失效日期在表里', async () => {
    const html = await page(NORMATIVE, { events: [EVENT] });
    expect(html).toMatch(/有效性：废止<span[^>]*>自2026年3月5日起/);
    expect(html).toContain('href="/items/kkkkkkkkkk"');
    expect(html).toMatch(/清理决定<\/a>（示例〔2026〕9号）/);
    expect(html).toContain('href="/items/mmmmmmmmmm"');
    expect(html).toMatch(/废止日期<\/dt><dd><time dateTime="2026-03-05">/);
  });

  it('[PF-23] 没有规定有效期的消息不显示有效性', async () => {
    expect(await page({ title: '消息' })).not.toContain('有效性');
  });

  it('[TR-13] 内容更正写明更正日期和更正说明，文字更正只写日期', async () => {
    const changes = { publications: 2, lastPublishedAt: new Date('2024-03-01T02:00:00Z') };
    const factual = await page({ correction: { kind: 'factual', note: '甲更正为乙' } }, changes);
    expect(factual).toContain('2024年3月1日：甲更正为乙');
    expect(factual).toMatch(/更正日期<\/dt><dd><time dateTime="2024-03-01">/);
    const typo = await page({ correction: { kind: 'typo', note: '内部的说法' } }, changes);
    expect(typo).toMatch(/更正日期/);
    expect(typo).not.toContain('内部的说法');
    expect(typo).not.toContain('更正说明');
  });

  it('[TR-10] 审核人一行：校与审同一人的写在一起，分开的各写各的；没有的不写', async () => {
    const both = await page({}, { reviewers: [{ step: 'l1', name: '甲' }] });
    expect(both).toContain('初审、一校：甲');
    const split = await page(
      {},
      {
        reviewers: [
          { step: 'proof_l1', name: '乙' },
          { step: 'l1', name: '甲' },
        ],
      },
    );
    expect(split).toContain('一校：乙');
    expect(split).toContain('初审：甲');
    expect(split).not.toContain('初审、一校');
    expect(await page({})).not.toContain('初审');
  });

  it('人写的每一句话在页面上都只是文字', async () => {
    const html = await page(
      {
        ...NORMATIVE,
        reprint: {
          source_name: HOSTILE,
          source_url: 'https://a.example/"x',
          original_date: null,
          cuts: HOSTILE,
        },
        correction: { kind: 'factual', note: HOSTILE },
      },
      {
        events: [
          {
            ...EVENT,
            act: { id: 'kkkkkkkkkk', title: HOSTILE },
            actNo: HOSTILE,
            successor: { id: 'mmmmmmmmmm', title: HOSTILE },
          },
        ],
        reviewers: [{ step: 'l1', name: HOSTILE }],
        related: [
          {
            kind: 'interpretation',
            isReverse: false,
            id: 'nnnnnnnnnn',
            itemKind: 'policy_interpretation',
            title: HOSTILE,
            publishedAt: new Date(),
            reportYear: null,
          },
        ],
      },
    );
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img src=x');
    expect(html).not.toContain('.example/"x');
  });
});

it('来源的网址不是网页的，不做成链接；依据不在本站的只写文号，没有文号的不写', async () => {
  const bad = 'javascript:alert(1)';
  for (const source_url of [bad, 'https://evil.example\\.source.example/', 'https://a@evil.example/']) {
    const html = await page(
      { ...NORMATIVE, reprint: { source_name: '示例网', source_url, original_date: null, cuts: '' } },
      { events: [{ ...EVENT, act: null }] },
    );
    expect(html).toContain('示例网');
    expect(html).toContain('依据：示例〔2026〕9号');
    expect(html).not.toMatch(/javascript:|evil/);
  }
  const silent = await page(NORMATIVE, { events: [{ ...EVENT, act: null, actNo: '' }] });
  expect(silent).toContain('有效性：废止');
  expect(silent).not.toContain('依据');
});

describe('撤下的页面', () => {
  it('[TR-14] 不说是什么，也不说为什么；[TR-15] 有公开的理由时写出那则通知', async () => {
    const silent = await renderPage(<GoneView context={context} />);
    expect(silent).not.toContain('理由');
    const notice = publicItem('notice', { title: `撤回说明${HOSTILE}` });
    const told = await renderPage(<GoneView context={context} notice={notice} />);
    expect(told).toContain('撤下的理由');
    expect(told).toContain(`/items/${notice.id}`);
    expect(told).not.toContain('<script');
    expect(told).toContain('noindex');
  });
});
