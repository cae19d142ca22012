import { describe, expect, it } from 'vitest';
import { zeroTables } from '@/lib/annual-report/rules/cells';
import { canonicalContent } from '@/lib/disclosure/rules/canonical-content';
import { isChanged } from '@/lib/disclosure/rules/changed-content';
import { emptyContent } from '@/lib/disclosure/rules/content';
import { itemContentSchema } from '@/lib/disclosure/schema';
import type { ItemContent } from '@/lib/disclosure/types';
import { FILE_A, FILE_B, h, list, p, table } from '../../support/bodies';

/* G3: whatever readers would get is inside the hash. Every leaf of a content that has everything is changed once. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const COLUMNS = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const section = { type: 'doc', content: [p('一节')] };
/** A content with something in every key, in a body with headings, lists, a table, a link and a picture. */
const FULL = {
  _format: 2,
  kind: 'annual_report',
  title: '标题',
  summary: '概述',
  body: {
    type: 'doc',
    content: [
      h(2, '一、小标题'),
      p('正文', [{ type: 'bold' }]),
      p('链接', [{ type: 'link', attrs: { href: 'https://www.example.gov.cn/' } }]),
      list('orderedList', '第一', '第二'),
      table(['项目', '数'], ['甲', '1'], ['乙', '2']),
      { type: 'image', attrs: { file: FILE_A, alt: '图的说明' } },
    ],
  },
  report: {
    year: 2024,
    tables: zeroTables(),
    sections: { section_1: section, section_5: section, section_6: section },
  },
  disclosure_attr: 'proactive',
  disclosure_reason: '理由',
  art_item: 'art20.1',
  doc_no: '测〔2024〕1号',
  formed_at: '2024-01-01',
  effective_from: '2024-01-02',
  expires_at: '2025-01-01',
  content_source: '来源',
  issuing_organ: '机构',
  genre: '通知',
  theme: '主题',
  keywords: ['甲', '乙'],
  is_normative: true,
  needs_interpretation: true,
  reprint: {
    source_name: '示例网',
    source_url: 'https://a.example/',
    original_date: '2024-01-01',
    cuts: '删节',
  },
  correction: { kind: 'factual', note: '更正说明' },
  personal_data_basis: '依据',
  touches_organs: ['示例发改委', '示例财政局'],
  columns: COLUMNS,
  attachments: [
    { name: '甲.txt', sha256: FILE_A, size: 3, media_type: 'text/plain', inline: false },
    { name: '乙.txt', sha256: FILE_B, size: 4, media_type: 'text/plain', inline: true },
  ],
} as const satisfies Record<keyof ItemContent, unknown>;

const hashOf = (content: unknown) => canonicalContent(content as ItemContent).contentHash;
const WHOLE = hashOf(FULL);

/** Another value of the same kind. */
function other(leaf: null | boolean | number | string): Json {
  if (typeof leaf === 'boolean') return !leaf;
  if (typeof leaf === 'number') return leaf + 1;
  if (typeof leaf === 'string') return `${leaf}改`;
  return '有了';
}

/** Every content that differs in one leaf, one entry of a list more, less or moved, with the path of the difference. */
function* variants(value: Json, path = ''): Generator<{ path: string; value: Json }> {
  if (Array.isArray(value)) {
    for (const [at, entry] of value.entries()) {
      for (const inner of variants(entry, `${path}[${at}]`))
        yield { ...inner, value: value.with(at, inner.value) };
      yield { path: `${path}[${at}] 去掉`, value: value.toSpliced(at, 1) };
      yield { path: `${path}[${at}] 重复`, value: value.toSpliced(at, 0, entry) };
      const next = value[at + 1];
      if (next !== undefined && JSON.stringify(next) !== JSON.stringify(entry)) {
        yield { path: `${path}[${at}] 换位`, value: value.toSpliced(at, 2, next, entry) };
      }
    }
  } else if (value !== null && typeof value === 'object') {
    for (const [key, entry] of Object.entries(value)) {
      for (const inner of variants(entry, path === '' ? key : `${path}.${key}`)) {
        yield { ...inner, value: { ...value, [key]: inner.value } };
      }
    }
  } else yield { path, value: other(value) };
}
const plain = JSON.parse(JSON.stringify(FULL)) as Json;
const all = [...variants(plain)];

describe('[G3] 公众得到的每一处都在校验值里', () => {
  it('内容的每一项都在下面试过：结构里多一项，这里就不通过', () => {
    const schema = itemContentSchema as unknown as { out: { shape: Record<string, unknown> } };
    const keys = Object.keys(schema.out.shape).sort();
    expect(Object.keys(FULL).sort()).toEqual(keys);
    expect(Object.keys(emptyContent('news', { name: '' }, null)).sort()).toEqual(keys);
    const tried = new Set(all.map(({ path }) => path.split(/[.[ ]/)[0]));
    expect([...tried].sort()).toEqual(keys);
  });

  it('改任何一个字、一格、一个数、一处次序，校验值都变，也算有改动', () => {
    expect(all.length).toBeGreaterThan(400);
    const same = all.filter(({ value }) => hashOf(value) === WHOLE).map(({ path }) => path);
    expect(same).toEqual([]);
    const unseen = all
      .filter(({ path }) => path !== '_format')
      .filter(({ value }) => !isChanged(FULL as unknown as ItemContent, value as unknown as ItemContent))
      .map(({ path }) => path);
    expect(unseen).toEqual([]);
  });

  it.each([
    ['标题、概述、正文', ['title', 'summary', 'body.content[1].content[0].text']],
    ['表格的一格', ['body.content[4].content[1].content[1].content[0].content[0].text']],
    ['年报的一格', ['report.tables']],
    ['附件的名称、字节、次序', ['attachments[0].name', 'attachments[0].sha256', 'attachments[0] 换位']],
    ['栏目', ['columns[0]', 'columns[0] 去掉']],
    [
      '图片的替代文字、链接的网址',
      ['body.content[5].attrs.alt', 'body.content[2].content[0].marks[0].attrs.href'],
    ],
  ])('%s在其中', (_, paths) => {
    for (const path of paths)
      expect(
        all.some((one) => one.path.startsWith(path)),
        path,
      ).toBe(true);
  });

  it('同样的内容，键的次序、字的合成写法不同，校验值相同', () => {
    const turned = Object.fromEntries(Object.entries(FULL).reverse());
    expect(hashOf(turned)).toBe(WHOLE);
    expect(hashOf({ ...FULL, title: 'Café' })).toBe(hashOf({ ...FULL, title: 'Cafe\u0301' }));
    expect(hashOf(structuredClone(FULL))).toBe(WHOLE);
  });
});
