import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { reportDocx } from '@/lib/annual-report/rules/export/report-docx';
import { reportXlsx } from '@/lib/annual-report/rules/export/report-xlsx';
import { figurePath } from '@/lib/annual-report/rules/format-2021/layout';
import { TABLE3_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-three';
import { readReportFile } from '@/lib/annual-report/rules/import/read-report-file';
import type { ImportedReport, ReportTables } from '@/lib/annual-report/types';
import { LEGACY_OTHER_ROW } from '@/lib/annual-report/types';
import { loadFixtureText } from '../../support/annual-report-fixtures';
import { balancedTables } from '../../support/annual-report-texts';

async function read(bytes: Uint8Array): Promise<ImportedReport> {
  const result = await readReportFile(bytes);
  if (!result.ok) throw new Error(result.refusals[0]?.message);
  expect(result.value.missing).toEqual([]);
  return result.value.report;
}

const fixture = (name: string) => read(new TextEncoder().encode(loadFixtureText(name)));

function reportOf(tables: ReportTables): ImportedReport {
  return {
    organisation: '某区某局',
    year: 2023,
    title: '某区某局2023年政府信息公开工作年度报告',
    published_at: null,
    format: tables.table3[LEGACY_OTHER_ROW] === undefined ? '2021' : 'mixed',
    sections: { section_1: '（一）主动公开。a<b & "c"', section_5: '无。', section_6: '=1+1' },
    ...tables,
    questions: [],
    notes: [],
  };
}

const part = (bytes: Uint8Array, name: string) => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());
const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

describe('导出的 Word', () => {
  it.each(['000', '005', '025', '043', '046', '048'])(
    '[FR-3][AR-T7] %s：写成 Word 再读入，一格不差，空白仍是空白',
    async (name) => {
      const report = await fixture(name);
      const again = await read(reportDocx(report));
      expect(again.table3).toEqual(report.table3);
      expect(again.table4).toEqual(report.table4);
      expect(again.sections).toEqual({
        section_1: report.sections.section_1 ?? '',
        section_5: report.sections.section_5 ?? '',
        section_6: report.sections.section_6 ?? '',
      });
      expect(again).toMatchObject({ year: report.year, format: report.format });
    },
  );

  it('[FR-3] 2019 年格式的表二按旧格式写', async () => {
    const report = await fixture('008');
    const again = await read(reportDocx(report));
    const { raw: _, ...figures } = report.table2;
    expect(again.table2).toEqual(figures);
  });

  it('[FR-3] 随机报表：Word 和 Excel 读回来都一样', async () => {
    await fc.assert(
      fc.asyncProperty(balancedTables(), async (tables) => {
        const report = reportOf(tables);
        for (const bytes of [reportDocx(report), reportXlsx(report)]) {
          const again = await read(bytes);
          expect({ table2: again.table2, table3: again.table3, table4: again.table4 }).toEqual(tables);
          expect(again.questions).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('[FR-3] 每个标签照格式原文，表头三行在每页重复，合并的格与格式一致', async () => {
    const bytes = reportDocx(await fixture('000'));
    const xml = part(bytes, 'word/document.xml');
    for (const { cells } of TABLE3_LAYOUT.bodies.flat()) {
      for (const cell of cells) {
        if (cell.kind === 'figure')
          expect(figurePath(TABLE3_LAYOUT, cell).every((label) => xml.includes(`>${label}<`))).toBe(true);
      }
    }
    const [, , three = '', four = ''] = xml.split('<w:tbl>');
    expect(count(three, /<w:tblHeader\/>/g)).toBe(3);
    expect(count(four, /<w:tblHeader\/>/g)).toBe(3);
    // 表头左上角、自然人、总计，三、和四个组。
    expect(count(three, /<w:vMerge w:val="restart"\/>/g)).toBe(3 + 1 + 4);
    // Every row of table three is as wide as the grid.
    for (const row of three.split('<w:tr>').slice(1)) {
      const spans = [...row.matchAll(/<w:tc><w:tcPr>(.*?)<\/w:tcPr>/g)].map((cell) =>
        Number(/<w:gridSpan w:val="(\d+)"/.exec(cell[1] ?? '')?.[1] ?? 1),
      );
      expect(spans.reduce((sum, span) => sum + span, 0)).toBe(TABLE3_LAYOUT.columnCount);
    }
  });

  it('[FR-3] 字体用仿宋、黑体、小标宋，没有时有替代', async () => {
    const bytes = reportDocx(await fixture('000'));
    expect(part(bytes, 'word/styles.xml')).toMatch(/eastAsia="黑体"[\s\S]*eastAsia="仿宋_GB2312"/);
    expect(part(bytes, 'word/fontTable.xml')).toContain(
      '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong',
    );
  });

  it('同一份报告写出的字节相同', async () => {
    const report = await fixture('005');
    expect(reportDocx(report)).toEqual(reportDocx(structuredClone(report)));
    expect(reportXlsx(report)).toEqual(reportXlsx(structuredClone(report)));
  });
});

describe('导出的 Excel', () => {
  it('[FR-2][FR-3] 数字是数字，空白是空白，没有公式', async () => {
    const bytes = reportXlsx(await fixture('046'));
    const three = part(bytes, 'xl/worksheets/sheet2.xml');
    expect(three).toMatch(/<c r="D6" s="\d"><v>821<\/v><\/c>/);
    expect(three).toMatch(/<c r="F6" s="\d"\/>/);
    expect(Object.keys(unzipSync(bytes)).some((name) => part(bytes, name).includes('<f>'))).toBe(false);
    expect(part(bytes, 'xl/worksheets/sheet4.xml')).toContain('一、总体情况');
  });

  it('[FR-3] 表三合并的格与格式一致', async () => {
    const three = part(reportXlsx(await fixture('000')), 'xl/worksheets/sheet2.xml');
    for (const ref of ['A3:C5', 'D3:J3', 'D4:D5', 'E4:I4', 'J4:J5', 'A8:A29', 'B10:B17', 'A30:C30']) {
      expect(three).toContain(`<mergeCell ref="${ref}"/>`);
    }
  });
});
