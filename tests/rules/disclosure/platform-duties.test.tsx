import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { ColumnListView } from '@/components/public/column-view';
import { ApplyView } from '@/components/public/disclosure-views/apply';
import { GuideView } from '@/components/public/disclosure-views/guide';
import { DisclosureHomeView } from '@/components/public/disclosure-views/home';
import { RulesView } from '@/components/public/disclosure-views/rules';
import { StatutoryView } from '@/components/public/disclosure-views/statutory';
import { AccessibilityView } from '@/components/public/help-views';
import { ItemView } from '@/components/public/item-view';
import { NotFoundView } from '@/components/public/notice-views';
import { renderPage } from '@/components/public/render-page';
import { findColumn } from '@/lib/disclosure/public-site/rules/column-tree';
import { chineseNumber, DISCLOSURE_BLOCKS } from '@/lib/disclosure/public-site/rules/disclosure-blocks';
import type { ColumnNode } from '@/lib/disclosure/public-site/types';
import { INTAKE_TERMS, publicItem, siteContext } from '../../support/public-site';

/* What a disclosure platform owes its readers, on the pages as they are sent. */

const context = siteContext();
const LISTED = {
  id: 'abcdefghij',
  kind: 'disclosure_rules',
  title: '三审三校制度',
  publishedAt: new Date('2024-01-18T02:05:00Z'),
  reportYear: null,
} as const;
const ONE = { items: [LISTED], page: 1, pages: 1, total: 1 };

function getColumn(slug: string): ColumnNode {
  const column = findColumn(context.columns, slug);
  if (!column) throw new Error(`no column ${slug}`);
  return column;
}

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, '');
}

async function shown(page: ReactElement): Promise<string> {
  return textOf(await renderPage(page));
}

const item = (
  <ItemView context={context} item={publicItem()} column={getColumn('notices')} today="2026-03-10" />
);
const pages: [string, ReactElement][] = [
  ['内容页', item],
  ['列表页', <ColumnListView key="list" context={context} column={getColumn('news')} list={ONE} />],
  ['依申请公开', <ApplyView key="apply" context={context} terms={INTAKE_TERMS} />],
  ['找不到的页面', <NotFoundView key="none" context={context} />],
];

describe('每一页', () => {
  it.each(pages)('[PF-13] %s的页脚有主办单位、电话、地址、网站标识码和网站地图', async (_, page) => {
    const html = await renderPage(page);
    const footer = /<footer[\s\S]*<\/footer>/.exec(html)?.[0] ?? '';
    const { name, phone, address, siteIdCode } = context.site;
    for (const fact of [
      `主办单位：${name}`,
      `联系电话：${phone}`,
      `地址：${address}`,
      `网站标识码：${siteIdCode}`,
    ]) {
      expect(textOf(footer)).toContain(fact);
    }
    expect(footer).toContain('href="/site-map"');
  });

  it.each(pages)('[PF-15] %s都能搜索', async (_, page) => {
    expect(await renderPage(page)).toMatch(/<form[^>]* action="\/search"[\s\S]*?<input[^>]* name="q"/);
  });

  it.each(pages)('[PF-16] %s有长者模式和无障碍说明的入口，能跳到正文', async (_, page) => {
    const html = await renderPage(page);
    expect(html).toMatch(/<a href="\/elder[^"]*">长者模式<\/a>/);
    expect(html).toContain('<a href="/accessibility">');
    const target = /<a [^>]*href="#([^"]+)"[^>]*>跳到正文<\/a>/.exec(html)?.[1];
    expect(html).toContain(`<main id="${target}"`);
  });

  it('[PF-16] 无障碍说明写明怎样放大、怎样用键盘和读屏软件', async () => {
    const text = await shown(<AccessibilityView context={context} />);
    for (const help of ['长者模式', '200%', 'Tab', '读屏软件']) expect(text).toContain(help);
  });

  it.each(pages)('[PF-18] %s只用本站的资源', async (_, page) => {
    const html = await renderPage(page);
    const loaded = [...html.matchAll(/<(?:link[^>]*? href|img[^>]*? src|script[^>]*? src)="([^"]*)"/g)];
    expect(loaded.length).toBeGreaterThan(0);
    for (const [, address = ''] of loaded)
      expect(address).toMatch(/^(?:\/(?!\/)|https:\/\/bgq\.example\.invalid\/)/);
  });
});

describe('政府信息公开专栏', () => {
  it('[PF-4] 统一叫“政府信息公开”，五个板块里没有新闻', async () => {
    const html = await renderPage(<DisclosureHomeView context={context} latest={new Map()} />);
    expect(html).toMatch(/<h1[^>]*>政府信息公开<\/h1>/);
    const types = DISCLOSURE_BLOCKS.map((block) => block.columnType);
    expect(types).not.toContain('工作动态');
    expect(/<main[\s\S]*<\/main>/.exec(html)?.[0]).not.toContain('/columns/');
  });

  it('[PF-7] 法定主动公开内容按第二十条逐项列出，有多少条写多少条', async () => {
    const counts = new Map([[1, { total: 3, newest: new Date('2024-01-18T02:05:00Z') }]]);
    const text = await shown(<StatutoryView context={context} counts={counts} />);
    for (let number = 1; number <= 15; number += 1) expect(text).toContain(`（${chineseNumber(number)}）`);
    expect(text).toContain('3 条，最近 2024-01-18');
    // Without a decision of the organ nothing is said but that nothing is public (REG-20-1).
    expect(text.match(/暂无公开的信息/g)).toHaveLength(14);
    expect(text).not.toContain('本机关无此类信息');
  });

  it('[PF-8] 指南全文显示；还没有时写明向谁了解', async () => {
    const guide = publicItem('disclosure_guide', { title: '政府信息公开指南（2024年版）' });
    const view = (one: typeof guide | null) => (
      <GuideView context={context} guide={one} others={[]} today="2026-03-10" />
    );
    expect(await shown(view(guide))).toMatch(/政府信息公开指南（2024年版）[\s\S]*正文。/);
    expect(await shown(view(null))).toContain(`如需了解，请致电 ${context.site.phone}`);
  });

  it('[PF-9] 制度逐条列出，各有自己的网址', async () => {
    expect(await renderPage(<RulesView context={context} list={ONE} />)).toMatch(
      /<a href="\/items\/abcdefghij"[^>]*>三审三校制度<\/a>/,
    );
  });

  it('[条例27] 任何人都可以申请，不问用途', async () => {
    const text = await shown(<ApplyView context={context} terms={INTAKE_TERMS} />);
    expect(text).toContain('公民、法人或者其他组织可以向本机关申请获取相关政府信息，不需要说明用途');
  });

  it('[条例29] 写明可以当面、邮寄提出，书面有困难的可以口头提出，以及申请的三项内容', async () => {
    const html = await renderPage(<ApplyView context={context} terms={INTAKE_TERMS} />);
    for (const way of ['当面提交', '邮寄', '口头提出', '代为填写']) expect(html).toContain(way);
    expect(/<ol>([\s\S]*?)<\/ol>/.exec(html)?.[1]?.match(/<li>/g)).toHaveLength(3);
  });
});

describe('一条信息', () => {
  it('[TR-10] 写明发布机构、来源和发布日期', async () => {
    const page = publicItem('notice', { content_source: '北关区政府网', issuing_organ: '北关区工信局' });
    const html = await renderPage(
      <ItemView context={context} item={page} column={getColumn('notices')} today="2026-03-10" />,
    );
    expect(html).toContain('<dt>发布机构</dt><dd>北关区工信局</dd>');
    expect(textOf(html)).toContain('来源：北关区政府网');
    expect(html).toMatch(/<dt>发布日期<\/dt><dd><time[^>]*>2024年1月18日<\/time><\/dd>/);
  });
});
