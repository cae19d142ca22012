import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Table2View, Table3View, Table4View } from '@/components/annual-report/report-tables';
import { cellId, listCells, writeCell, zeroTables } from '@/lib/annual-report/rules/cells';
import { type FigureCell, figurePath, type TableLayout } from '@/lib/annual-report/rules/format-2021/layout';
import { TABLE4_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-four';
import {
  TABLE3_LAYOUT,
  TABLE3_LAYOUT_MERGED_OTHER,
  table3LayoutOf,
} from '@/lib/annual-report/rules/format-2021/table-three';
import { TABLE2_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-two';
import { type ReportTables, TABLE3_ROWS } from '@/lib/annual-report/types';
import { loadFixture, loadFixtureText } from '../../support/annual-report-fixtures';

function tablesOf(name: string): ReportTables {
  const { table2, table3, table4 } = loadFixture(name);
  return { table2, table3, table4 } as ReportTables;
}

function figuresOf(layout: TableLayout): FigureCell[] {
  return layout.bodies.flat().flatMap((row) => row.cells.filter((cell) => cell.kind === 'figure'));
}

/** A table as read from its HTML: rows of cells with tag, text and spans. */
function readTable(html: string) {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<(t[hd])([^>]*)>(.*?)<\/\1>/gs)].map(([, tag, attributes = '', content = '']) => {
      const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`, 'i').exec(attributes)?.[1];
      return {
        tag,
        text: content.replace(/<[^>]*>/g, ''),
        id: attribute('id'),
        scope: attribute('scope'),
        headers: attribute('headers')?.split(' ') ?? [],
        colSpan: Number(attribute('colspan') ?? 1),
        rowSpan: Number(attribute('rowspan') ?? 1),
      };
    }),
  );
}

/** Lays the cells on a grid as a browser does; throws when two overlap or a place stays empty. */
function layOut(rows: ReturnType<typeof readTable>, columns: number): void {
  const taken = rows.map(() => new Set<number>());
  rows.forEach((cells, y) => {
    for (const cell of cells) {
      let x = 0;
      while (taken[y]?.has(x)) x += 1;
      for (let dy = 0; dy < cell.rowSpan; dy += 1) {
        for (let dx = 0; dx < cell.colSpan; dx += 1) {
          if (taken[y + dy]?.has(x + dx)) throw new Error(`row ${y}: cells overlap at ${x + dx}`);
          taken[y + dy]?.add(x + dx);
        }
      }
    }
  });
  for (const row of taken) expect([...row].sort((a, b) => a - b)).toEqual([...Array(columns).keys()]);
}

/** The labels of a fixture's table three in its own words, with the format's punctuation. */
const LABELS_OF_THE_FORMAT = [
  '一、本年新收政府信息公开申请数量',
  '二、上年结转政府信息公开申请数量',
  '三、本年度办理结果',
  '（一）予以公开',
  '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
  '（三）不予公开',
  '1.属于国家秘密',
  '2.其他法律行政法规禁止公开',
  '3.危及“三安全一稳定”',
  '4.保护第三方合法权益',
  '5.属于三类内部事务信息',
  '6.属于四类过程性信息',
  '7.属于行政执法案卷',
  '8.属于行政查询事项',
  '（四）无法提供',
  '1.本机关不掌握相关政府信息',
  '2.没有现成信息需要另行制作',
  '3.补正后申请内容仍不明确',
  '（五）不予处理',
  '1.信访举报投诉类申请',
  '2.重复申请',
  '3.要求提供公开出版物',
  '4.无正当理由大量反复申请',
  '5.要求行政机关确认或重新出具已获取信息',
  '（六）其他处理',
  '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
  '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
  '3.其他',
  '（七）总计',
  '四、结转下年度继续办理',
];

describe('表三按国家格式印出', () => {
  const rows = readTable(renderToStaticMarkup(<Table3View tables={tablesOf('000')} />));
  const body = rows.slice(3);

  test('[FR-1] 25 行，每行 7 个数，零印作 0', () => {
    expect(body).toHaveLength(25);
    for (const row of body) {
      const figures = row.filter(({ tag }) => tag === 'td');
      expect(figures.map(({ text }) => text)).toEqual(['0', '0', '0', '0', '0', '0', '0']);
    }
  });

  test('[FR-3] 行的名称一字不差，标点用全角', () => {
    const labels = body.flatMap((row) => row.filter(({ tag }) => tag === 'th')).map(({ text }) => text);
    expect(labels).toEqual(LABELS_OF_THE_FORMAT);
    const seed = loadFixtureText('000').replace(/[\s（）()]/g, '');
    for (const label of labels) expect(seed).toContain(label.replace(/[（）]/g, ''));
  });

  test('[FR-3] 三个合并：办理结果 22 行，不予公开 8 行，无法提供 3、不予处理 5、其他处理 3 行', () => {
    const spans = body.flatMap((row) => row.filter(({ rowSpan }) => rowSpan > 1));
    expect(spans.map(({ text, rowSpan }) => [text, rowSpan])).toEqual([
      ['三、本年度办理结果', 22],
      ['（三）不予公开', 8],
      ['（四）无法提供', 3],
      ['（五）不予处理', 5],
      ['（六）其他处理', 3],
    ]);
  });

  test('[FR-3] 表头三行：勾稽说明占三行三列，申请人情况占七列，法人或其他组织占五列', () => {
    expect(
      rows.slice(0, 3).map((row) => row.map(({ text, rowSpan, colSpan }) => [text, rowSpan, colSpan])),
    ).toEqual([
      [
        ['（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3],
        ['申请人情况', 1, 7],
      ],
      [
        ['自然人', 2, 1],
        ['法人或其他组织', 1, 5],
        ['总计', 2, 1],
      ],
      [
        ['商业企业', 1, 1],
        ['科研机构', 1, 1],
        ['社会公益组织', 1, 1],
        ['法律服务机构', 1, 1],
        ['其他', 1, 1],
      ],
    ]);
  });

  test('其他处理合并为一行的年报：23 行，办理结果合并 20 行，数字不丢', () => {
    const tables = tablesOf('049');
    const merged = readTable(renderToStaticMarkup(<Table3View tables={tables} />)).slice(3);
    expect(merged).toHaveLength(23);
    expect(merged[2]?.[0]).toMatchObject({ text: '三、本年度办理结果', rowSpan: 20 });
    expect(merged.flat()).toContainEqual(
      expect.objectContaining({ text: '（六）其他处理', colSpan: 2, rowSpan: 1 }),
    );
    expect(table3LayoutOf(tables)).toBe(TABLE3_LAYOUT_MERGED_OTHER);
  });

  test('空格仍是空格，不印作 0', () => {
    const last = readTable(renderToStaticMarkup(<Table3View tables={tablesOf('043')} />)).at(-1);
    expect(last?.map(({ text }) => text)).toEqual([
      '四、结转下年度继续办理',
      '1',
      '0',
      '0',
      '0',
      '0',
      '0',
      '',
    ]);
  });

  test('[FR-2] 数字不加千位分隔', () => {
    const ref = { table: 'table3', row: 'received_new', column: 'total' } as const;
    const html = renderToStaticMarkup(<Table3View tables={writeCell(zeroTables(), ref, 13612)} />);
    expect(html).toContain('>13612<');
  });
});

describe('表二、表四按国家格式印出', () => {
  test('[FR-3] [FR-4] 表二四段，名称一字不差，收费以万元计', () => {
    const tables = writeCell(tablesOf('000'), { table: 'table2', row: 'art20_8.admin_fee.amount_wan' }, 0.04);
    const rows = readTable(renderToStaticMarkup(<Table2View tables={tables} />));
    expect(rows.map((row) => row.map(({ text }) => text).join('|'))).toEqual([
      '第二十条第（一）项',
      '信息内容|本年制发件数|本年废止件数|现行有效件数',
      '规章|0|0|0',
      '行政规范性文件|0|0|0',
      '第二十条第（五）项',
      '信息内容|本年处理决定数量',
      '行政许可|0',
      '第二十条第（六）项',
      '信息内容|本年处理决定数量',
      '行政处罚|0',
      '行政强制|0',
      '第二十条第（八）项',
      '信息内容|本年收费金额（单位：万元）',
      '行政事业性收费|0.04',
    ]);
  });

  test('[FR-3] 表四三行表头，十五个数一行', () => {
    const rows = readTable(renderToStaticMarkup(<Table4View tables={tablesOf('049')} />));
    expect(rows.map((row) => row.map(({ text }) => text).join('|'))).toEqual([
      '行政复议|行政诉讼',
      '结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|复议后起诉',
      '结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计',
      '1|1|0|0|2|1|0|0|0|1|2|0|1|0|3',
    ]);
  });
});

describe.each([
  ['表二', TABLE2_LAYOUT, renderToStaticMarkup(<Table2View tables={zeroTables()} />)],
  ['表三', TABLE3_LAYOUT, renderToStaticMarkup(<Table3View tables={zeroTables()} />)],
  [
    '表三（其他处理一行）',
    TABLE3_LAYOUT_MERGED_OTHER,
    renderToStaticMarkup(<Table3View tables={tablesOf('049')} />),
  ],
  ['表四', TABLE4_LAYOUT, renderToStaticMarkup(<Table4View tables={zeroTables()} />)],
])('%s 读屏和键盘可用', (_name, layout, html) => {
  test('合并的格子拼成完整的一张表，不重叠、不缺格', () => {
    layOut(readTable(html), layout.columnCount);
  });

  test('每个数都指向存在的表头格', () => {
    const cells = readTable(html).flat();
    const ids = new Set(cells.filter(({ tag }) => tag === 'th').map(({ id }) => id));
    expect(ids.size).toBe(cells.filter(({ tag }) => tag === 'th').length);
    for (const { headers } of cells.filter(({ tag }) => tag === 'td')) {
      expect(headers.length).toBeGreaterThanOrEqual(2);
      for (const id of headers) expect(ids).toContain(id);
    }
  });

  test('有标题，可用键盘滚动，没有脚本', () => {
    expect(html).toContain(`<caption class="sr-only">${layout.caption}</caption>`);
    expect(html).toMatch(/<section aria-label="表.，可左右滚动" tabindex="0"/);
    expect(html).not.toMatch(/ on[a-z]+=|<script/);
  });
});

test('每一格都有自己的名称，200 格各在其位', () => {
  const figures = [TABLE2_LAYOUT, TABLE3_LAYOUT, TABLE4_LAYOUT].flatMap((layout) =>
    figuresOf(layout).map((cell) => ({ id: cellId(cell.ref), name: figurePath(layout, cell).join('，') })),
  );
  expect(figures.map(({ id }) => id)).toEqual(listCells(zeroTables()).map(cellId));
  expect(new Set(figures.map(({ name }) => name)).size).toBe(200);
  expect(figures.find(({ id }) => id === 'table3/results.not_public.state_secret/legal.business')?.name).toBe(
    '三、本年度办理结果，（三）不予公开，1.属于国家秘密，申请人情况，法人或其他组织，商业企业',
  );
  expect(TABLE3_ROWS).toHaveLength(25);
});
