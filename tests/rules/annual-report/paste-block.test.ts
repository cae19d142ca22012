import { describe, expect, test } from 'vitest';
import { neighbour } from '@/components/annual-report/grid-navigation';
import { disagreementSentence } from '@/lib/annual-report/messages';
import { emptyTables, formatCell, readCell, writeCell, zeroTables } from '@/lib/annual-report/rules/cells';
import { isComputedCell } from '@/lib/annual-report/rules/compute-totals';
import { TABLE4_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-four';
import { TABLE3_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-three';
import { TABLE2_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-two';
import { editCells, figureRows, listBlankCells, pasteBlock } from '@/lib/annual-report/rules/paste-block';
import type { CellRef } from '@/lib/annual-report/types';
import { loadFixture } from '../../support/annual-report-fixtures';

const bureau = { makesRules: false };
const firstCell: CellRef = { table: 'table3', row: 'received_new', column: 'natural_person' };

describe('粘贴一块数字', () => {
  test('整张表三从真实年报粘贴，与原表一致，总计相符不提示', () => {
    const { table3 } = loadFixture('021');
    const block = figureRows(TABLE3_LAYOUT)
      .map((row) =>
        row.map(({ ref }) =>
          ref.table === 'table3' ? formatCell(table3[ref.row]?.[ref.column] ?? null) : '',
        ),
      )
      .map((row) => row.join('\t'))
      .join('\r\n');
    const result = pasteBlock(emptyTables(), TABLE3_LAYOUT, firstCell, `${block}\r\n`, bureau);
    expect(result.tables.table3).toEqual(table3);
    expect(result).toMatchObject({ disagreements: [], refused: [], ignored: [], leftOver: [] });
    expect(result.filled).toBe(24 * 6);
  });

  test('粘贴的总计与计算的不同：采用计算的数，并说明', () => {
    const result = pasteBlock(zeroTables(), TABLE3_LAYOUT, firstCell, '1\t2\t0\t0\t0\t0\t5', bureau);
    expect(result.tables.table3.received_new.total).toBe(3);
    expect(result.disagreements).toHaveLength(1);
    const [told] = result.disagreements;
    if (told === undefined) throw new Error('expected one');
    expect(disagreementSentence(told.disagreement, told.origin)).toBe(
      '表三“一、本年新收政府信息公开申请数量”行“总计”列粘贴的是 5，按各项相加是 3，已采用后者。请核对哪一个对。',
    );
  });

  test('连同左边的行名一起粘贴，行名不占数字的格', () => {
    const text =
      '三、本年度办理结果\t（一）予以公开\t4\t0\t0\t0\t0\t0\t4\n\t（二）部分公开\t1\t0\t0\t0\t0\t0\t1';
    const start: CellRef = { table: 'table3', row: 'results.public', column: 'natural_person' };
    const { tables, leftOver, refused } = pasteBlock(zeroTables(), TABLE3_LAYOUT, start, text, bureau);
    expect([leftOver, refused]).toEqual([[], []]);
    expect(tables.table3['results.public'].natural_person).toBe(4);
    expect(tables.table3['results.partial'].natural_person).toBe(1);
    expect(tables.table3['results.total'].total).toBe(5);
  });

  test('不是数字的留下原文，格里原来的数不动；放不下的逐个列出，一个也不丢', () => {
    const start: CellRef = { table: 'table4', block: 'litigation_after_review', cell: 'pending' };
    const result = pasteBlock(zeroTables(), TABLE4_LAYOUT, start, '/\t无\t7\n8', bureau);
    expect(result.refused).toEqual([{ ref: start, text: '/', refusal: 'placeholder_mark' }]);
    expect(readCell(result.tables, start)).toBe(0);
    expect(readCell(pasteBlock(emptyTables(), TABLE4_LAYOUT, start, '/', bureau).tables, start)).toBeNull();
    expect(result.ignored.map(({ text }) => text)).toEqual(['无']);
    expect(result.leftOver).toEqual(['7', '8']);
  });

  test('规章一行粘贴了别的数：仍是 0，并说明', () => {
    const start: CellRef = { table: 'table2', row: 'art20_1.rules', column: 'made' };
    const result = pasteBlock(zeroTables(), TABLE2_LAYOUT, start, '1\t0\t1\n4\t5\t5\n', bureau);
    expect(result.tables.table2['art20_1.rules']).toEqual({ made: 0, repealed: 0, in_force: 0 });
    expect(result.tables.table2['art20_1.normative_docs']).toEqual({ made: 4, repealed: 5, in_force: 5 });
    expect(result.disagreements.map(({ disagreement }) => disagreement.printed)).toEqual([1, 1]);
    const maker = pasteBlock(zeroTables(), TABLE2_LAYOUT, start, '1\t0\t1\n', { makesRules: true });
    expect(maker.tables.table2['art20_1.rules']).toEqual({ made: 1, repealed: 0, in_force: 1 });
  });
});

describe('填一格', () => {
  test('总计随之算出；原来填错的总计被替换时说明', () => {
    const wrong = writeCell(zeroTables(), { table: 'table4', block: 'review', cell: 'total' }, 9);
    const result = editCells(
      wrong,
      [{ ref: { table: 'table4', block: 'review', cell: 'upheld' }, value: 2 }],
      bureau,
    );
    expect(result.tables.table4.review.total).toBe(2);
    expect(result.disagreements).toEqual([
      {
        origin: '原填',
        disagreement: { ref: { table: 'table4', block: 'review', cell: 'total' }, printed: 9, computed: 2 },
      },
    ]);
  });

  test('要人填的格：全表 200 格，减去总计 34 格和规章 3 格', () => {
    expect(listBlankCells(emptyTables(), bureau)).toHaveLength(200 - (25 + 6 + 3) - 3);
    expect(listBlankCells(emptyTables(), { makesRules: true })).toHaveLength(200 - (25 + 6 + 3));
    const zeros = listBlankCells(emptyTables(), bureau).map((ref) => ({ ref, value: 0 }));
    expect(editCells(emptyTables(), zeros, bureau).tables).toEqual(zeroTables());
  });
});

describe('用方向键移动', () => {
  const takesInput = (ref: CellRef) => !isComputedCell(ref, bureau);

  test('向下跳过“（七）总计”，到表的边上停住', () => {
    const from: CellRef = { table: 'table3', row: 'results.other.misc', column: 'legal.business' };
    const below: CellRef = { table: 'table3', row: 'carried_out', column: 'legal.business' };
    expect(neighbour(TABLE3_LAYOUT, from, 'down', takesInput)).toEqual(below);
    expect(neighbour(TABLE3_LAYOUT, below, 'up', takesInput)).toEqual(from);
    expect(neighbour(TABLE3_LAYOUT, below, 'down', takesInput)).toBeNull();
  });

  test('向右不进总计列', () => {
    const from: CellRef = { table: 'table3', row: 'carried_in', column: 'legal.other' };
    expect(neighbour(TABLE3_LAYOUT, from, 'right', takesInput)).toBeNull();
    expect(neighbour(TABLE3_LAYOUT, from, 'left', takesInput)).toEqual({
      ...from,
      column: 'legal.legal_service',
    });
  });

  test('表二从三格一行的规范性文件向下，到一格一行的行政许可', () => {
    const from: CellRef = { table: 'table2', row: 'art20_1.normative_docs', column: 'in_force' };
    const below: CellRef = { table: 'table2', row: 'art20_5.licensing.decisions' };
    expect(neighbour(TABLE2_LAYOUT, from, 'down', takesInput)).toEqual(below);
  });
});
