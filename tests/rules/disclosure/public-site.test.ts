import { describe, expect, it } from 'vitest';
import { validityOn } from '@/lib/disclosure/after-publication/rules/validity';
import {
  columnPath,
  filePath,
  hostName,
  href,
  itemPath,
  pagePath,
  readEdition,
  readPage,
} from '@/lib/disclosure/public-site/rules/addresses';
import {
  columnTrail,
  columnTree,
  flatColumns,
  homeColumn,
  listColumnsUnder,
} from '@/lib/disclosure/public-site/rules/column-tree';
import { chineseNumber, STATUTORY_ITEMS } from '@/lib/disclosure/public-site/rules/disclosure-blocks';
import { fileEnding, formatSize, pageNumbers } from '@/lib/disclosure/public-site/rules/item-facts';
import { atomFeed, robots, sitemap } from '@/lib/disclosure/public-site/rules/machine-texts';
import {
  excerptOf,
  likePattern,
  looserWords,
  MAX_LOOSE_WORDS,
  markWords,
  normalForm,
  otherWording,
  searchWords,
} from '@/lib/disclosure/public-site/rules/search-words';
import { SITE_COLUMNS, siteContext } from '../../support/public-site';

describe('addresses', () => {
  it.each([
    ['guide', 'list', '/disclosure/guide'],
    ['disclosure', 'group', '/disclosure'],
    ['statutory-15', 'list', '/disclosure/statutory/15'],
    ['statutory-16', 'list', '/columns/statutory-16'],
    ['apply', 'entry', '/disclosure/apply'],
    ['enterprise-issues', 'entry', null],
    ['topics', 'group', '/columns/topics'],
  ] as const)('column %s (%s) lives at %s', (slug, layout, path) => {
    expect(columnPath({ slug, layout })).toBe(path);
  });

  it('an annual report is known by its year, everything else by its id', () => {
    expect(itemPath({ id: 'a', kind: 'annual_report', reportYear: 2023 })).toBe(
      '/disclosure/annual-reports/2023',
    );
    expect(itemPath({ id: 'a', kind: 'annual_report', reportYear: null })).toBe('/items/a');
    expect(itemPath({ id: 'a', kind: 'news', reportYear: 2023 })).toBe('/items/a');
  });

  it('add prefix and edition in one place', () => {
    expect(href({ basePath: '', isElder: false }, '/')).toBe('/');
    expect(href({ basePath: '/gk', isElder: false }, '/')).toBe('/gk');
    expect(href({ basePath: '/gk', isElder: true }, '/items/a')).toBe('/gk/elder/items/a');
    expect(filePath('a', '附件 1/2?.pdf')).toBe('/items/a/files/%E9%99%84%E4%BB%B6%201%2F2%3F.pdf');
    expect(pagePath('/search?q=a', 2)).toBe('/search?q=a&page=2');
  });

  it('tell the larger edition from a path that only looks like it', () => {
    expect(readEdition('/elder')).toEqual({ isElder: true, path: '/' });
    expect(readEdition('/elder/items/a')).toEqual({ isElder: true, path: '/items/a' });
    expect(readEdition('/elderly')).toEqual({ isElder: false, path: '/elderly' });
  });

  it.each([
    [null, 1],
    ['1', 1],
    ['20', 20],
    ['0', null],
    ['01', null],
    ['-1', null],
    ['1e3', null],
    ['999999', null],
    ['', null],
  ])('page %j is %j', (text, page) => {
    expect(readPage(text)).toBe(page);
  });

  it.each([
    ['WWW.Example.gov.cn:8080', 'www.example.gov.cn'],
    ['[::1]:3000', '[::1]'],
    ['a"><script>', ''],
    ['a/b', ''],
    [null, ''],
  ])('the host of %j is %j', (header, name) => {
    expect(hostName(header)).toBe(name);
  });
});

describe('the tree of columns', () => {
  const tree = columnTree([...SITE_COLUMNS].reverse());

  it('keeps the order of the organ and puts orphans at the top', () => {
    expect(tree.map((node) => node.slug)).toEqual(['news', 'notices', 'disclosure', 'topics', 'issues']);
    const orphan = columnTree(SITE_COLUMNS.filter((column) => column.id !== '6'));
    expect(orphan.map((node) => node.slug)).toContain('statutory-1');
  });

  it('finds the trail of a column and the one an item is shown under', () => {
    expect(columnTrail(tree, '7').map((node) => node.slug)).toEqual([
      'disclosure',
      'statutory',
      'statutory-1',
    ]);
    expect(homeColumn(tree, ['11', '2'])?.slug).toBe('notices');
    expect(homeColumn(tree, ['gone'])).toBeNull();
  });

  it('gives the columns that hold items below a group', () => {
    const disclosure = flatColumns(tree).find((node) => node.slug === 'disclosure');
    expect(disclosure && listColumnsUnder(disclosure).map((node) => node.slug)).toEqual([
      'guide',
      'rules',
      'statutory-1',
      'annual-reports',
    ]);
  });
});

describe('facts of an item', () => {
  const text = { is_normative: true, effective_from: '2026-03-10', expires_at: '2026-03-12' };

  it.each([
    ['2026-03-09', 'pending'],
    ['2026-03-10', 'in_force'],
    ['2026-03-12', 'in_force'],
    ['2026-03-13', 'lapsed'],
  ])('[PF-24] on %s a text in force from 10 to 12 March is %s', (today, validity) => {
    expect(validityOn({ ...text, events: [] }, today)?.state).toBe(validity);
  });

  it('texts that do not lapse have no validity', () => {
    expect(
      validityOn(
        { is_normative: false, effective_from: '2026-01-01', expires_at: null, events: [] },
        '2026-03-10',
      ),
    ).toBeNull();
  });

  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [2048, '2 KB'],
    [1_400_000, '1.3 MB'],
    [52_428_800, '50 MB'],
  ])('%d bytes read %s', (bytes, shown) => {
    expect(formatSize(bytes)).toBe(shown);
  });

  it('tells the kind of a file by its ending', () => {
    expect(fileEnding('a.b.docx')).toBe('DOCX');
    expect(fileEnding('没有后缀')).toBe('文件');
  });

  it('[条例20] has the fifteen numbers', () => {
    expect(STATUTORY_ITEMS).toHaveLength(15);
    expect([1, 10, 11, 15].map(chineseNumber)).toEqual(['一', '十', '十一', '十五']);
  });

  it.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [5, 9, [1, null, 4, 5, 6, null, 9]],
    [3, 9, [1, 2, 3, 4, null, 9]],
    [4, 9, [1, 2, 3, 4, 5, null, 9]],
  ])('on page %d of %d shows %j', (page, pages, shown) => {
    expect(pageNumbers(page, pages)).toEqual(shown);
  });
});

describe('search words', () => {
  it('are parted by spaces, each once, few and short', () => {
    expect(searchWords('  专精特新　通知 通知\u0000 a ')).toEqual(['专精特新', '通知', 'a']);
    expect(searchWords('一 二 三 四 五 六')).toHaveLength(5);
    expect(searchWords('长'.repeat(100))[0]).toHaveLength(60);
  });

  it.each([
    ['2023 年政府信息公开工作 年度报告', '2023年政府信息公开工作年度报告'],
    ['北工信〔2024〕12号', '北工信202412号'],
    ['北工信[2024]12号', '北工信202412号'],
    ['北工信（2024）12号', '北工信202412号'],
    ['北工信【2024】12号', '北工信202412号'],
    ['北工信［２０２４］１２号', '北工信202412号'],
    ['《ＡＢＣ》\u3000１００％\u200b', 'abc100%'],
    ['（）', ''],
  ])('%j is compared as %j', (text, form) => {
    expect(normalForm(text)).toBe(form);
  });

  it('[PF-15] that consist of nothing but brackets are not looked for', () => {
    expect(searchWords('（） 北工信〔2024〕 12号 【】')).toEqual(['北工信2024', '12号']);
  });

  it.each([
    ['年报', '年度报告'],
    ['2023年报', '2023年度报告'],
    ['政府信息公开年度报告', '政府信息公开年报'],
    ['通知', '通知'],
  ])('%s is also %s', (word, other) => {
    expect(otherWording(word)).toBe(other);
  });

  it.each([
    [['技术改造措施'], ['技术', '改造', '措施']],
    [['技术改造的措施'], ['技术', '改造', '措施']],
    [['2023年报'], ['2023', '年报']],
    [['5g工厂'], ['5g', '工厂']],
    [
      ['措施', '技术改造'],
      ['措施', '技术', '改造'],
    ],
    [['措施', '技术'], null],
    [['abc123'], null],
    [['的'], null],
  ])('%j taken apart are %j', (words, parts) => {
    expect(looserWords(words)).toEqual(parts);
  });

  it('taken apart are few', () => {
    const many = looserWords(['技术改造措施企业服务通知公告政策文件工作动态年度报告信息公开指南制度目录']);
    expect(many).toHaveLength(MAX_LOOSE_WORDS);
  });

  it('are marked as the text writes them', () => {
    const found = (text: string, words: string[]) =>
      markWords(text, words).flatMap((part) => (part.isFound ? [part.text] : []));
    expect(found('北工信〔2024〕12号文', ['北工信202412号'])).toEqual(['北工信〔2024〕12号']);
    expect(found('2023 年政府信息公开工作 年度报告', ['工作年度报告'])).toEqual(['工作 年度报告']);
    expect(found('ＡＢＣ和abc', ['abc'])).toEqual(['ＡＢＣ', 'abc']);
    expect(found('年度报告', ['年度', '度报'])).toEqual(['年度报']);
    expect(found('\u{20000}报', ['报'])).toEqual(['报']);
  });

  it('find themselves in LIKE, whatever they hold', () => {
    expect(likePattern('100%_\\')).toBe('%100\\%\\_\\\\%');
  });

  it('show where they were found', () => {
    const text = `${'前'.repeat(200)}专精特新${'后'.repeat(200)}`;
    expect(excerptOf(text, ['专精特新'])).toMatch(/^…前{30}专精特新后+…$/);
    expect(excerptOf('短文', ['没有'])).toBe('短文');
    expect(markWords('a+b 与 A+B', ['a+b'])).toEqual([
      { text: 'a+b', isFound: true },
      { text: ' 与 ', isFound: false },
      { text: 'A+B', isFound: true },
    ]);
  });
});

describe('texts for machines', () => {
  const context = siteContext({ basePath: '/gk' });
  const news = context.columns[0];
  const entry = {
    id: 'abcdefghij',
    kind: 'news' as const,
    title: '甲 & <乙> \u0001"',
    summary: '',
    publishedAt: new Date('2024-01-18T02:00:00Z'),
    updatedAt: new Date('2024-02-18T02:00:00Z'),
    reportYear: null,
  };

  it('a feed escapes titles, drops what XML can not hold, and moves with corrections', () => {
    const xml = news ? atomFeed(context, news, [entry]) : '';
    expect(xml).toContain('<title>甲 &amp; &lt;乙&gt; &quot;</title>');
    expect(xml).toContain('<updated>2024-02-18T02:00:00.000Z</updated>\n<author>');
    expect(xml).toContain('<id>https://bgq.example.invalid/gk/items/abcdefghij</id>');
  });

  it('the sitemap names every page and item once', () => {
    const xml = sitemap(context, [entry]);
    const addresses = [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) => match[1]);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses).toContain('https://bgq.example.invalid/gk/items/abcdefghij');
    expect(addresses).toContain('https://bgq.example.invalid/gk/disclosure/apply');
    expect(addresses.some((address) => address?.includes('office'))).toBe(false);
  });

  it('robots stay out of the office', () => {
    expect(robots(context)).toContain('Disallow: /gk/office\n');
    expect(robots(context)).toContain('Sitemap: https://bgq.example.invalid/gk/sitemap.xml');
  });
});
