import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { ColumnGroupView, ColumnListView } from '@/components/public/column-view';
import { AnnualReportsView } from '@/components/public/disclosure-views/annual-reports';
import { ApplyView } from '@/components/public/disclosure-views/apply';
import { GuideView } from '@/components/public/disclosure-views/guide';
import { DisclosureHomeView } from '@/components/public/disclosure-views/home';
import { RulesView } from '@/components/public/disclosure-views/rules';
import { StatutoryItemView, StatutoryView } from '@/components/public/disclosure-views/statutory';
import { AccessibilityView, SiteMapView } from '@/components/public/help-views';
import { HomeView } from '@/components/public/home-view';
import { ItemView } from '@/components/public/item-view';
import { GoneView, NotFoundView } from '@/components/public/notice-views';
import { renderPage } from '@/components/public/render-page';
import { SearchView } from '@/components/public/search-view';
import { SECTION_TITLES } from '@/lib/annual-report/rules/format-2021/layout';
import type { ReportTables } from '@/lib/annual-report/types';
import { bodyFromText } from '@/lib/disclosure/body/rules';
import { findColumn } from '@/lib/disclosure/public-site/rules/column-tree';
import { numbersNotApplicable } from '@/lib/disclosure/public-site/rules/disclosure-blocks';
import type { ColumnNode, ListedItem, SiteContext } from '@/lib/disclosure/public-site/types';
import { loadFixture } from '../../support/annual-report-fixtures';
import { bodyOf, p } from '../../support/bodies';
import { INTAKE_TERMS, publicItem, siteContext } from '../../support/public-site';

const HOSTILE = `<script>alert(1)</script>"><img src=x onerror=alert(2)>'&`;
const TODAY = '2026-03-10';

function getColumn(context: SiteContext, slug: string): ColumnNode {
  const found = findColumn(context.columns, slug);
  if (!found) throw new Error(`no column ${slug}`);
  return found;
}

function listed(title: string): ListedItem {
  const publishedAt = new Date('2024-01-17T16:30:00Z');
  return { id: 'abcdefghij', kind: 'notice', title, publishedAt, reportYear: null };
}

const { table2, table3, table4 } = loadFixture('000');
const REPORT = publicItem('annual_report', {
  title: '北关区工信局2023年政府信息公开工作年度报告',
  body: { type: 'doc', content: [{ type: 'paragraph' }] },
  columns: ['8'],
  report: {
    year: 2023,
    tables: { table2, table3, table4 } as ReportTables,
    sections: {
      section_1: bodyFromText('主动公开方面。'),
      section_5: bodyFromText('存在的问题。'),
      section_6: bodyFromText('本年度，本机关未收取信息公开处理费。'),
    },
  },
});

/** Every kind of page, with hostile words wherever words come from people. */
function everyPage(context: SiteContext): Record<string, ReactElement> {
  const items = [listed(HOSTILE)];
  const list = { items, page: 2, pages: 9, total: 165 };
  const hostile = publicItem('policy_document', {
    title: HOSTILE,
    doc_no: HOSTILE,
    keywords: [HOSTILE],
    content_source: HOSTILE,
    theme: HOSTILE,
    is_normative: true,
    expires_at: '2026-12-31',
    body: {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: HOSTILE }] },
        { type: 'image', attrs: { file: 'b'.repeat(64), alt: HOSTILE } },
        {
          type: 'paragraph',
          content: [
            { type: 'text', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }], text: '点' },
          ],
        },
      ],
    },
    attachments: [
      { name: HOSTILE, sha256: 'a'.repeat(64), size: 2048, media_type: 'application/pdf', inline: false },
      { name: `x${HOSTILE}.png`, sha256: 'b'.repeat(64), size: 10, media_type: 'image/png', inline: true },
    ],
  });
  const search = {
    hits: [{ ...listed(HOSTILE), excerpt: HOSTILE }],
    page: 1,
    pages: 2,
    total: 21,
    isCapped: false,
    words: ['专精特新'],
    isLoose: false,
  };
  return {
    home: <HomeView context={context} panels={[{ column: getColumn(context, 'news'), items }]} />,
    column: <ColumnListView context={context} column={getColumn(context, 'news')} list={list} />,
    group: (
      <ColumnGroupView
        context={context}
        group={getColumn(context, 'topics')}
        latest={new Map([['11', items]])}
      />
    ),
    item: <ItemView context={context} item={hostile} column={getColumn(context, 'notices')} today={TODAY} />,
    report: (
      <ItemView context={context} item={REPORT} column={getColumn(context, 'annual-reports')} today={TODAY} />
    ),
    disclosure: <DisclosureHomeView context={context} latest={new Map([['guide', items]])} />,
    guide: <GuideView context={context} guide={hostile} others={items} today={TODAY} />,
    rules: <RulesView context={context} list={list} />,
    statutory: <StatutoryView context={context} counts={new Map()} />,
    statutoryItem: <StatutoryItemView context={context} number={1} list={list} words={null} />,
    reports: <AnnualReportsView context={context} reports={items} />,
    apply: <ApplyView context={context} terms={INTAKE_TERMS} />,
    search: <SearchView context={context} query={HOSTILE} words={[HOSTILE]} result={search} />,
    siteMap: <SiteMapView context={context} />,
    accessibility: <AccessibilityView context={context} />,
    notFound: <NotFoundView context={context} />,
    gone: <GoneView context={context} />,
  };
}

const KINDS = Object.keys(everyPage(siteContext()));

function rendered(kind: string, context = siteContext()): Promise<string> {
  const page = everyPage(context)[kind];
  if (!page) throw new Error(`no page ${kind}`);
  return renderPage(page);
}

/** The tags of the standard, whose names begin with a capital letter. */
function metaTags(html: string): { name: string; content: string }[] {
  return [...html.matchAll(/<meta name="([A-Z][A-Za-z]*)" content="([^"]*)"\/>/g)].map((match) => ({
    name: match[1] ?? '',
    content: match[2] ?? '',
  }));
}

/** Attributes of all elements, as name and value. */
function attributes(html: string): [string, string][] {
  const elements = html.match(/<[a-z][^\s>]*(?:\s+[^\s=>]+(?:="[^"]*")?)*\s*\/?>/gi) ?? [];
  return elements.flatMap((element) =>
    [...element.matchAll(/\s([^\s=>/]+)="([^"]*)"/g)].map((match): [string, string] => [
      (match[1] ?? '').toLowerCase(),
      match[2] ?? '',
    ]),
  );
}

describe('every page, whatever people wrote into it', () => {
  it.each(KINDS)('%s holds no script, no style, no event attribute and no unsafe address', async (kind) => {
    const html = await rendered(kind);
    expect(html).not.toMatch(/<script|<style|<iframe|<object|<embed|<base/i);
    const all = attributes(html);
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter(([name]) => name === 'style' || name === 'srcdoc' || name.startsWith('on'))).toEqual(
      [],
    );
    const links = all.filter(([name]) => ['href', 'src', 'action'].includes(name));
    expect(
      links.filter(([, value]) => !/^(?:\/(?!\/)|#|https:\/\/bgq\.example\.invalid\/)/.test(value)),
    ).toEqual([]);
  });

  it.each(KINDS)(
    '%s has one h1, one main part, its language, a way past the header, labelled fields',
    async (kind) => {
      const html = await rendered(kind);
      expect(html.startsWith('<!doctype html><html lang="zh-CN">')).toBe(true);
      expect(html.match(/<h1[ >]/g)).toHaveLength(1);
      expect(html.match(/<main id="main"/g)).toHaveLength(1);
      expect(html).toMatch(/<body[^>]*><a href="#main"/);
      const inputs = [...html.matchAll(/<input id="([^"]+)"/g)].map((match) => match[1]);
      expect(inputs.every((id) => html.includes(`<label for="${id}"`))).toBe(true);
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  it('shows hostile words as the words they are', async () => {
    const html = await rendered('item');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain(`/items/abcdefghij/files/${encodeURIComponent(HOSTILE).replace(/'/g, '&#x27;')}`);
  });
});

describe('[PF-12] 网页标签', () => {
  const SITE = ['SiteName', 'SiteDomain', 'SiteIDCode'];
  const COLUMN = ['ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType'];
  const CONTENT = ['ArticleTitle', 'PubDate', 'ContentSource'];

  it.each([
    ['home', SITE],
    ['column', [...SITE, ...COLUMN]],
    ['group', [...SITE, ...COLUMN]],
    ['disclosure', [...SITE, ...COLUMN]],
    ['guide', [...SITE, ...COLUMN]],
    ['statutoryItem', [...SITE, ...COLUMN]],
    ['reports', [...SITE, ...COLUMN]],
    ['apply', [...SITE, ...COLUMN]],
    ['item', [...SITE, ...COLUMN, ...CONTENT]],
    ['report', [...SITE, ...COLUMN, ...CONTENT]],
  ])('%s has exactly its tags, each once, none empty', async (kind, names) => {
    const tags = metaTags(await rendered(kind));
    expect(tags.map((tag) => tag.name)).toEqual(names);
    expect(tags.filter((tag) => tag.content.trim() === '')).toEqual([]);
  });

  it('says the time of first publication in Asia/Shanghai, 24 hours', async () => {
    expect(metaTags(await rendered('report'))).toContainEqual({
      name: 'PubDate',
      content: '2024-01-18 10:05',
    });
  });

  it('has no empty tag where the organ described nothing', async () => {
    const context = siteContext();
    const bare = { ...getColumn(context, 'news'), columnType: '', description: ' ', keywords: '' };
    const item = publicItem('news', { content_source: '', issuing_organ: '' });
    const html = await renderPage(<ItemView context={context} item={item} column={bare} today={TODAY} />);
    expect(metaTags(html)).toHaveLength(10);
    expect(metaTags(html).filter((tag) => tag.content.trim() === '')).toEqual([]);
  });
});

describe('the annual report', () => {
  it('[FR-3] prints the six sections in their order, under their exact titles', async () => {
    const html = await rendered('report');
    const headings = [...html.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map((match) => match[1]);
    expect(headings).toEqual(Object.values(SECTION_TITLES));
  });

  it('prints every zero of the three tables', async () => {
    const html = await rendered('report');
    const cells = [...html.matchAll(/<td [^>]*>([^<]*)<\/td>/g)].map((match) => match[1]);
    expect(cells).toHaveLength(200);
    expect(cells.every((cell) => cell === '0')).toBe(true);
  });

  it('is known to search engines by its year', async () => {
    expect(await rendered('report')).toContain(
      '<link rel="canonical" href="https://bgq.example.invalid/disclosure/annual-reports/2023"/>',
    );
  });
});

describe('a document', () => {
  const show = (item = publicItem(), context = siteContext()) =>
    renderPage(
      <ItemView context={context} item={item} column={getColumn(context, 'notices')} today={TODAY} />,
    );

  it.each([
    ['2026-03-10', '有效'],
    ['2026-03-09', '失效'],
  ])('[PF-24] valid until %s reads %s on 2026-03-10', async (expires, word) => {
    const html = await show(publicItem('policy_document', { is_normative: true, expires_at: expires }));
    expect(/有效性<\/dt><dd><strong[^>]*>([^<]*)/.exec(html)?.[1]).toBe(word);
  });

  it('[TR-12] says when it was corrected, and nothing of it when it was not', async () => {
    const corrected = { publications: 2, lastPublishedAt: new Date('2024-02-01T01:00:00Z') };
    expect(await show(publicItem('notice', {}, corrected))).toContain(
      '更正于：<time dateTime="2024-02-01T01:00:00.000Z">2024-02-01 09:00',
    );
    expect(await show()).not.toContain('更正于');
    const told = await show(
      publicItem('notice', { correction: { kind: 'factual', note: '金额有误' } }, corrected),
    );
    expect(told).toContain('<a href="#correction"><time');
    expect(told).toContain('<div id="correction">');
  });

  it('[TR-13] puts the note of a correction above the attachments', async () => {
    const attachments = [
      { sha256: 'a'.repeat(64), media_type: 'application/pdf', inline: false, name: '表.pdf', size: 9 },
    ];
    const html = await show(
      publicItem('notice', { attachments, correction: { kind: 'factual', note: '金额有误' } }),
    );
    expect(html.indexOf('金额有误')).toBeLessThan(html.indexOf('>表.pdf</a>'));
    expect(html.indexOf('金额有误')).toBeGreaterThan(-1);
  });

  it('lists attachments with kind and size, pictures of the text not among them', async () => {
    const file = { sha256: 'a'.repeat(64), media_type: 'application/pdf', inline: false };
    const picture = { size: 10, media_type: 'image/png', inline: true };
    const html = await show(
      publicItem('notice', {
        attachments: [
          { ...file, name: '申报表.pdf', size: 1_400_000 },
          { ...picture, name: '图.png', sha256: 'b'.repeat(64) },
          { ...picture, name: '没有用到.png', sha256: 'c'.repeat(64) },
        ],
        body: bodyOf(p('见图。'), { type: 'image', attrs: { file: 'b'.repeat(64), alt: '图' } }),
      }),
    );
    expect(html).toContain('>申报表.pdf</a>');
    expect(html).toContain('PDF，1.3 MB');
    expect(html).not.toContain('>图.png</a>');
    // Said to be one of them and in no text: readers see that it is there.
    expect(html).toContain('>没有用到.png</a>');
  });
});

describe('the frame', () => {
  it('says 演示数据 on every page of a demo, and nowhere else', async () => {
    const context = siteContext();
    const demo = siteContext({ site: { ...context.site, isDemo: true } });
    for (const kind of KINDS) {
      expect(await rendered(kind, demo)).toContain('演示数据');
      expect(await rendered(kind, context)).not.toContain('演示数据');
    }
  });

  it.each(KINDS)('%s stays under the prefix of the installation and in its edition', async (kind) => {
    const html = await rendered(kind, siteContext({ basePath: '/gk', isElder: true }));
    const links = attributes(html).filter(
      ([name, value]) => ['href', 'src', 'action'].includes(name) && value.startsWith('/'),
    );
    expect(links.filter(([, value]) => !value.startsWith('/gk'))).toEqual([]);
    const plain = links.map(([, value]) => value).filter((value) => !/^\/gk\/elder(?:\/|$)/.test(value));
    // Files, feeds and the frame's own files have one edition; one link leads back to the ordinary one.
    const single =
      /^\/gk\/(?:assets\/|feeds\/|icon\.svg$|items\/[^/]+\/files\/|disclosure\/apply\/blank\.docx$)/;
    expect(plain.filter((value) => !single.test(value))).toHaveLength(1);
    expect(html).toContain('<html lang="zh-CN" class="elder">');
    expect(html).toContain('返回标准版');
  });

  it('[PF-5] shows the five blocks in the order of the platform rules', async () => {
    const html = await rendered('disclosure');
    const names = [
      '政府信息公开指南',
      '政府信息公开制度',
      '法定主动公开内容',
      '政府信息公开年报',
      '依申请公开',
    ];
    const found = [...html.matchAll(/<h2[^>]*><a [^>]*>([^<]*)<\/a><\/h2>/g)].map((match) => match[1]);
    expect(found).toEqual(names);
  });

  it('[REG-20-1] [条例20] an Art. 20 number says 本机关无此类信息 only where the organ decided so', async () => {
    const html = await rendered('statutory');
    expect(html).not.toContain('本机关无此类信息');
    expect(html.match(/暂无公开的信息/g)).toHaveLength(15);
    const decided = siteContext({ site: { ...siteContext().site, statutoryNotApplicable: [8, 14] } });
    const all = await renderPage(<StatutoryView context={decided} counts={new Map()} />);
    expect(all.match(/本机关无此类信息/g)).toHaveLength(2);
    expect(all.match(/暂无公开的信息/g)).toHaveLength(13);
    const list = { items: [], page: 1, pages: 1, total: 0 };
    const one = (number: number) =>
      renderPage(<StatutoryItemView context={decided} number={number} list={list} words={null} />);
    expect(await one(14)).toContain('本机关无此类信息。');
    expect(await one(13)).toContain('暂无公开的信息。');
  });

  it.each([
    [
      ['art20.14', 'art20.8', 'art20.14'],
      [8, 14],
    ],
    [
      ['art20.15', 'art20.1'],
      [1, 15],
    ],
    [['art20.0', 'art20.16', 'art20.1x', 'art20', 14, null], []],
    ['art20.14', []],
    [{ art20: 14 }, []],
    [null, []],
  ])('[REG-20-1] the setting %j names the numbers %j', (setting, numbers) => {
    expect(numbersNotApplicable(setting)).toEqual(numbers);
  });

  it('does not lead to columns that have no page', async () => {
    expect(await rendered('siteMap')).not.toContain('问题反馈');
    expect(await rendered('home')).not.toContain('问题反馈');
  });

  it('marks the page of a list one is on, and links those around it', async () => {
    const html = await rendered('column');
    expect(html).toMatch(/<a href="\/columns\/news\?page=2" aria-current="page"[^>]*>2<\/a>/);
    expect(html).toContain('<a href="/columns/news" rel="prev">上一页</a>');
    expect(html).toContain('<a href="/columns/news?page=3" rel="next">下一页</a>');
    expect(html).toContain('<time dateTime="2024-01-18">2024-01-18</time>');
  });
});
