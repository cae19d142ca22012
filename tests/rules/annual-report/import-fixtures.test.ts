import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPublishedReport } from '@/lib/annual-report/rules/check-published';
import { toExchange } from '@/lib/annual-report/rules/exchange';
import { acceptReading, readReportFile } from '@/lib/annual-report/rules/import/read-report-file';
import { publishedReportSchema } from '@/lib/annual-report/schema';
import { fixtureNames, loadFixture } from '../../support/annual-report-fixtures';
import { compareReading } from '../../support/compare-reading';

const folder = path.resolve(import.meta.dirname, '../../fixtures/annual-reports');

async function read(file: string) {
  const result = await readReportFile(new Uint8Array(readFileSync(path.join(folder, file))));
  if (!result.ok) throw new Error(result.refusals[0]?.message);
  return result.value;
}

/** Rows of which nobody can tell what was printed: their digits ran together, or one is missing. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  '002': [
    'legacy.art20_1.normative_docs',
    'legacy.art20_5.licensing',
    'legacy.art20_5.other_services',
    'legacy.art20_6.penalty',
    'legacy.art20_6.coercion',
    'legacy.art20_9.procurement',
  ],
  '005': ['art20_1.normative_docs'],
  '012': [
    'legacy.art20_1.normative_docs',
    'legacy.art20_6.penalty',
    'legacy.art20_6.coercion',
    'legacy.art20_9.procurement',
  ],
  '022': ['art20_1.normative_docs'],
  '030': ['carried_out'],
  '036': ['art20_1.normative_docs'],
  '039': ['art20_1.normative_docs'],
  '041': ['art20_1.normative_docs'],
  '050': ['results.not_public.process_info'],
};

/** Names that a report does not give in full, or not at all. */
const NAMED_OTHERWISE = ['000', '043', '048', '050', '051'];

describe('读入二十份已公布的年度报告', () => {
  it.each(fixtureNames())('[AR-T7] %s：没有一格读错，读不准的只有连写和缺数的行', async (name) => {
    const fixture = loadFixture(name);
    const { report } = await read(`${name}.txt`);
    const { wrong, asked } = compareReading(fixture, report);
    expect(wrong).toEqual([]);
    const rows = ASKED[name] ?? [];
    expect(report.questions.map(({ row }) => row)).toEqual(rows);
    expect(asked.filter((cell) => !rows.some((row) => cell.includes(row)))).toEqual([]);
    expect(report.format).toBe(fixture.format);
    if (name !== '050') expect(report.year).toBe(fixture.year);
    if (!NAMED_OTHERWISE.includes(name)) expect(report.organisation).toBe(fixture.organisation);
  });

  it.each(fixtureNames())(
    '[A3-1][A3-2][A3-3][A4-1] %s：读入后核对，不平之处与公布的一样，一处不改',
    async (name) => {
      const { report } = await read(`${name}.txt`);
      const published = publishedReportSchema.parse(toExchange(report));
      expect(checkPublishedReport(published, null)).toEqual(loadFixture(name).arithmetic_errors);
    },
  );

  it.each(['048', '049'])('[AR-T7] %s.pdf：带文字层的 PDF 全部读出', async (name) => {
    const { report, missing } = await read(`${name}.pdf`);
    expect(compareReading(loadFixture(name), report)).toMatchObject({ wrong: [], asked: [] });
    expect({ missing, questions: report.questions }).toEqual({ missing: [], questions: [] });
  });

  it.each([
    ['050', '表三“6.属于四类过程性信息”以后的行、表四'],
    ['051', '表三“一、本年新收政府信息公开申请数量”以后的行、表四'],
  ])('[AR-T7] %s：残缺的报告不收，说明缺什么', async (name, missing) => {
    const accepted = acceptReading(await read(`${name}.txt`), null, 2026);
    expect(accepted.ok ? '' : accepted.refusals[0]?.message).toContain(missing);
  });

  it('[A3-3] 005：连写的数字，合计只允许一种读法的采用并说明，有 21 种读法的列出来问', async () => {
    const { report } = await read('005.txt');
    expect(report.questions).toMatchObject([{ row: 'art20_1.normative_docs' }]);
    expect(report.questions[0]?.readings).toHaveLength(21);
    expect(report.questions[0]?.readings).toContainEqual([77, 132, 470]);
    expect(report.notes.join()).toMatch(/按行的合计.*“一、本年新收.*按列的勾稽关系.*“（一）予以公开”/);
  });

  it('[W2-1] 022：三种读法都列出', async () => {
    const { report } = await read('022.txt');
    expect(report.questions).toEqual([
      {
        row: 'art20_1.normative_docs',
        readings: [
          [5, 6, 15],
          [5, 61, 5],
          [56, 1, 5],
        ],
      },
    ]);
    expect(report.table2['art20_1.normative_docs']).toMatchObject({ made: null, raw: '5615' });
  });

  it('[AR-T7] 000：题目、年度、三段文字', async () => {
    const { report } = await read('000.txt');
    expect(report).toMatchObject({ title: '北关区工信局 2023 年政府信息公开工作年度报告', year: 2023 });
    expect(report.sections.section_6).toBe('本年度，本机关未收取信息公开处理费。');
    expect(report.sections.section_1).toMatch(
      /^（一）主动公开方面[\s\S]*一个不漏一个不缺。\n（五）[\s\S]*参与。$/,
    );
  });
});
