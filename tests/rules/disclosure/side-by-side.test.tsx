import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { SideBySide } from '@/components/disclosure/compare/side-by-side';
import { bodyBlocks } from '@/lib/disclosure/body/rules';
import type { BodyDoc } from '@/lib/disclosure/body/types';
import { comparedSections, isChangedRow } from '@/lib/disclosure/what-changed/rules/compared-rows';
import { changeCount, diffContent } from '@/lib/disclosure/what-changed/rules/diff-content';
import { diffList } from '@/lib/disclosure/what-changed/rules/diff-text';
import { alignCells, pairCells } from '@/lib/disclosure/what-changed/rules/pair-cells';
import { comparisonPart } from '@/lib/disclosure/what-changed/rules/part-of';
import type {
  ComparableContent,
  ComparedRow,
  ComparedSection,
  TextPart,
} from '@/lib/disclosure/what-changed/types';
import { bodyOf, h, p, storedBody, table } from '../../support/bodies';

const nothing: ComparableContent = { fields: [], attachments: [], cells: [], bodies: [] };
const withBody = (doc: BodyDoc): ComparableContent => ({
  ...nothing,
  bodies: [{ path: 'body', label: '正文', doc }],
});
const sections = (before: ComparableContent, after: ComparableContent, all = false) =>
  comparedSections(diffContent(before, after), all ? after : null);
const rowsOf = (list: readonly ComparedSection[]) => list.flatMap((section) => section.rows);
const side = (parts: readonly TextPart[], kind: 'removed' | 'added') =>
  parts
    .filter((part) => part.kind === 'same' || part.kind === kind)
    .map((part) => part.text)
    .join('');

/** What stands on one side of a row; null where nothing does. */
function textsOf(row: ComparedRow, kind: 'removed' | 'added'): string[] {
  if (row.what === 'folded') return row.blocks.map((block) => block.text);
  if (row.what !== 'line') return [];
  const { change, cells } = row;
  if (change.kind === 'changed') {
    if (!cells) return [side(change.parts, kind)];
    const own = cells.filter((cell) => (kind === 'removed' ? cell.before : cell.after) !== null);
    return [own.map((cell) => side(cell.parts, kind)).join('\t')];
  }
  return change.kind === 'same' || change.kind === kind ? [change.block.text] : [];
}
const linesOf = (list: readonly ComparedSection[], kind: 'removed' | 'added') =>
  rowsOf(list).flatMap(({ row }) => textsOf(row, kind));
const linesIn = (doc: BodyDoc) => bodyBlocks(doc).map((block) => block.text);

/** A body and one made from it by a few edits, as versions follow each other. */
const edited = fc
  .tuple(storedBody, storedBody, fc.array(fc.nat({ max: 9 }), { maxLength: 5 }))
  .map(([before, other, places]) => {
    const content = [...before.content];
    for (const at of places) {
      const [block] = other.content.slice(at % Math.max(1, other.content.length));
      content.splice(at % (content.length + 1), at % 2, ...(block ? [block] : []));
    }
    return [before, { ...before, content }] as const;
  });

describe('左右并排', () => {
  it('左边合起来是旧文，右边合起来是新文：不丢一行，不多一行', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.oneof(edited, fc.tuple(storedBody, storedBody)),
        fc.boolean(),
        ([before, after], all) => {
          const diff = diffContent(withBody(before), withBody(after));
          const list = comparedSections(diff, all ? withBody(after) : null);
          if (changeCount(diff) === 0 && !all) {
            expect(list).toEqual([]);
            return;
          }
          expect(linesOf(list, 'removed')).toEqual(linesIn(before));
          expect(linesOf(list, 'added')).toEqual(linesIn(after));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('每一行表格的单元格：左边依次是旧行的各格，右边依次是新行的各格', () => {
    const cells = fc.array(fc.constantFrom('', '甲', '乙', '合计', '1', '2', '1,200.5'), { maxLength: 7 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cells, cells), { minLength: 1, maxLength: 4 }), (all) => {
        const [first] = all;
        const pairs = all
          .map(([before, after]) => ({ before, after }))
          .filter(
            ({ before, after }) => before.length === first?.[0].length && after.length === first[1].length,
          );
        const alignment = alignCells(pairs);
        for (const pair of pairs) {
          const paired = pairCells(pair, alignment);
          expect(paired.flatMap((cell) => cell.before ?? [])).toEqual(pair.before);
          expect(paired.flatMap((cell) => cell.after ?? [])).toEqual(pair.after);
          for (const cell of paired) {
            expect(side(cell.parts, 'removed')).toBe(cell.before ?? '');
            expect(side(cell.parts, 'added')).toBe(cell.after ?? '');
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('表格加一列：每一行都对着同一列，原有的格不算改动', () => {
    const from = bodyOf(table(['项目', '件数'], ['制发', '3'], ['废止', '0'], ['现行有效', '12']));
    const to = bodyOf(
      table(['项目', '单位', '件数'], ['制发', '件', '3'], ['废止', '件', '0'], ['现行有效', '件', '13']),
    );
    const rows = rowsOf(sections(withBody(from), withBody(to))).map(({ row }) =>
      row.what === 'line' ? row.cells?.map((cell) => [cell.before, cell.after]) : null,
    );
    expect(rows).toEqual([
      [
        ['项目', '项目'],
        [null, '单位'],
        ['件数', '件数'],
      ],
      [
        ['制发', '制发'],
        [null, '件'],
        ['3', '3'],
      ],
      [
        ['废止', '废止'],
        [null, '件'],
        ['0', '0'],
      ],
      [
        ['现行有效', '现行有效'],
        [null, '件'],
        ['12', '13'],
      ],
    ]);
  });

  it('画出来的左右两边也是这样：改了的词在句子里标出，没有对应的一边写明', () => {
    const shown = renderToStaticMarkup(
      <SideBySide
        diff={diffContent(
          withBody(bodyOf(h(2, '一、总则'), p('截止3月15日。'), table(['项目', '数量'], ['制发', '3']))),
          withBody(
            bodyOf(
              h(2, '一、总则'),
              p('截止3月20日。'),
              p('另行通知的事项附后。'),
              table(['项目', '数量'], ['制发', '5']),
            ),
          ),
        )}
      />,
    ).replace(/<span class="sr-only select-none">[^<]*<\/span>| (?:class|style)="[^"]*"/g, '');
    expect(shown).toContain('截止3月<del>15</del>日。');
    expect(shown).toContain('截止3月<ins>20</ins>日。');
    expect(shown).toContain('<span>（无）</span>');
    expect(shown).toContain('<p>旧：表格 1 第 2 行</p>');
    expect(shown).toContain('<li>制发</li><li><del>3</del></li>');
    expect(shown).toContain('<li>制发</li><li><ins>5</ins></li>');
    expect(shown).toContain('共 3 处改动');
  });

  it('栏目和关键词逐个比较，不在名称中间断开', () => {
    expect(diffList('政策文件、通知公告', '政策文件、政策解读、通知公告')).toEqual([
      { kind: 'same', text: '政策文件、' },
      { kind: 'added', text: '政策解读、' },
      { kind: 'same', text: '通知公告' },
    ]);
    const field = (value: string) => ({ ...nothing, fields: [{ path: 'columns', label: '栏目', value }] });
    const [row] = rowsOf(sections(field('首页 › 动态'), field('首页 › 动态、首页 › 公告')));
    expect(row?.row.what === 'value' ? row.row.parts.map((part) => [part.kind, part.text]) : null).toEqual([
      ['same', '首页 › 动态'],
      ['added', '、首页 › 公告'],
    ]);
  });
});

describe('只看改动，还是连同未改动的内容', () => {
  const value = (path: string, text: string | null) => ({ path, label: path, value: text });
  const before: ComparableContent = {
    fields: [value('title', '通知'), value('doc_no', null), value('source', '办公室')],
    attachments: [
      { name: '甲.pdf', sha256: 'a' },
      { name: '乙.pdf', sha256: 'b' },
    ],
    cells: [value('t1', '1'), value('t2', '2')],
    bodies: [
      { path: 'body', label: '正文', doc: bodyOf(p('一'), p('二'), p('三'), p('四'), p('第五段文字')) },
    ],
  };
  const after: ComparableContent = {
    fields: [value('title', '公告'), value('doc_no', null)],
    attachments: [
      { name: '甲.pdf', sha256: 'a' },
      { name: '乙.pdf', sha256: 'x' },
    ],
    cells: [value('t1', '1'), value('t2', '3')],
    bodies: [
      { path: 'body', label: '正文', doc: bodyOf(p('一'), p('二'), p('三'), p('四'), p('第五段的文字')) },
    ],
  };

  it('平时只列改动，正文折叠，改动前留一段', () => {
    const list = sections(before, after);
    expect(list.map((section) => [section.title, section.rows.map(({ row }) => row.what)])).toEqual([
      ['基本信息', ['value', 'value']],
      ['附件', ['attachment']],
      ['表格数据', ['value']],
      ['正文', ['folded', 'line', 'line']],
    ]);
  });

  it('要看全部时，没改的字段、附件、单元格、段落都列出，改动的编号不变', () => {
    const list = sections(before, after, true);
    expect(list.map((section) => section.rows.length)).toEqual([3, 2, 2, 5]);
    const numbers = (all: boolean) => rowsOf(sections(before, after, all)).flatMap((row) => row.number ?? []);
    expect(numbers(true)).toEqual(numbers(false));
    expect(numbers(true)).toEqual([1, 2, 3, 4, 5]);
    expect(changeCount(diffContent(before, after))).toBe(5);
  });

  it('没有改动而要看全部，也列得出来', () => {
    expect(rowsOf(sections(after, after, true))).toHaveLength(2 + 2 + 2 + 5);
    expect(sections(after, after)).toEqual([]);
  });

  it('有编号的正是改动的', () => {
    for (const { row, number } of rowsOf(sections(before, after, true)))
      expect(number !== null).toBe(isChangedRow(row));
  });
});

describe('很大的比较分成几页', () => {
  const grid = (change: (row: number) => string) =>
    bodyOf(
      table(
        ...Array.from({ length: 1_000 }, (_, row) =>
          Array.from({ length: 10 }, (_, column) => (column === 9 ? change(row) : `${row}-${column}`)),
        ),
      ),
    );

  it('一万格的表格每行都改：各页合起来一行不少，页与页相接', () => {
    const all = sections(withBody(grid(() => '旧')), withBody(grid((row) => `新${row}`)));
    const first = comparisonPart(all, 1);
    expect(first.parts).toBeGreaterThan(3);
    let next = 1;
    let rows = 0;
    for (let part = 1; part <= first.parts; part += 1) {
      const page = comparisonPart(all, part);
      expect(page.firstChange).toBe(next);
      next = page.lastChange + 1;
      rows += rowsOf(page.sections).length;
    }
    expect(next - 1).toBe(1_000);
    expect(rows).toBe(1_000);
  });

  it('一万格只改一格：没改的行只计数，一页就够', () => {
    const all = sections(withBody(grid(() => '旧')), withBody(grid((row) => (row === 500 ? '新' : '旧'))));
    const page = comparisonPart(all, 1);
    expect(page.parts).toBe(1);
    const shown = renderToStaticMarkup(
      <SideBySide
        diff={diffContent(withBody(grid(() => '旧')), withBody(grid((row) => (row === 500 ? '新' : '旧'))))}
      />,
    );
    expect(shown).toContain('（未改动的 499 行，略）');
    expect(shown.length).toBeLessThan(20_000);
  });

  it('从一页的末处接着跳，到下一个有改动的页，中间没有改动的页跳过', () => {
    const all = sections(
      withBody(grid(() => '旧')),
      withBody(grid((row) => (row === 0 || row === 999 ? '新' : '旧'))),
      true,
    );
    const pages = comparisonPart(all, 1).parts;
    expect(pages).toBeGreaterThan(2);
    const ends = (part: number) => {
      const page = comparisonPart(all, part);
      return [page.firstChange, page.lastChange, page.previousChangePart, page.nextChangePart];
    };
    expect(ends(1)).toEqual([1, 1, null, pages]);
    expect(ends(2)).toEqual([0, 0, 1, pages]);
    expect(ends(pages)).toEqual([2, 2, 1, null]);
  });

  it('页码越界取最近的一页，一页至少有一行，很长的一段不切开', () => {
    const long = sections(withBody(bodyOf(p('长'.repeat(300_000)), p('短'))), nothing);
    expect(comparisonPart(long, 1, 1_000).parts).toBe(2);
    expect(comparisonPart(long, 99, 1_000).part).toBe(2);
    expect(comparisonPart(long, 0, 1_000).part).toBe(1);
    expect(rowsOf(comparisonPart(long, 1, 1_000).sections)).toHaveLength(1);
    expect(comparisonPart([], 1)).toMatchObject({ part: 1, parts: 1, firstChange: 0, lastChange: 0 });
  });
});
