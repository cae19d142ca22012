import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReportFile } from '@/lib/annual-report/rules/import/read-report-file';
import type { Cell, ReportTables } from '@/lib/annual-report/types';
import {
  balancedTables,
  divided,
  glued,
  html,
  laidOut,
  onePerLine,
  partlySpaced,
  spaced,
  withBlanks,
} from '../../support/annual-report-texts';
import { compareReading } from '../../support/compare-reading';

type Blanks = (cell: Cell, i: number) => Cell;

async function compare(tables: ReportTables, text: string) {
  const read = await readReportFile(new TextEncoder().encode(text));
  if (!read.ok) throw new Error(`${read.refusals[0]?.message}\n${text}`);
  return { ...compareReading(tables, read.value.report), read: read.value };
}

/** Reads a random report that is printed in one way; nothing may be wrong, and where cells are told apart nothing asked. */
function reads(name: string, print: (tables: ReportTables) => string, isCertain: boolean, runs = 50) {
  test(`[AR-T7] ${name}：随机的平衡报表，读回来没有一格是错的`, async () => {
    await fc.assert(
      fc.asyncProperty(balancedTables(), async (tables) => {
        const { wrong, asked, read } = await compare(tables, print(tables));
        expect(wrong).toEqual([]);
        expect(read.missing).toEqual([]);
        if (isCertain) expect(asked).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
}

describe('各种排版的年度报告', () => {
  reads('数字连写', glued, false, 15);
  reads('空格分开', spaced, true);
  reads('一行一格', onePerLine, true);
  reads('制表符分开', (tables) => divided(tables, '\t'), true);
  reads('竖线分开', (tables) => divided(tables, ' | '), true);
  reads('网页', html, true);
  for (const beside of [0, 1, 9]) {
    reads(`PDF 的文字，数字在行名第${beside + 1}行`, (tables) => laidOut(tables, 12, beside), true);
  }

  test('[AR-T7] 有的格分开、有的连写：没有一格是错的', async () => {
    await fc.assert(
      fc.asyncProperty(
        balancedTables(),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 40 }),
        async (tables, gaps) => {
          expect((await compare(tables, partlySpaced(tables, gaps))).wrong).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('[AR-T7] 网页里的空格读作空白，不是 0', async () => {
    await fc.assert(
      fc.asyncProperty(balancedTables(), fc.integer({ min: 2, max: 7 }), async (tables, every) => {
        const blanks = (cell: Cell, i: number) => (i % every === 1 ? null : cell);
        const { wrong, asked } = await compare(withBlanks(tables, blanks), html(tables, blanks));
        expect({ wrong, asked }).toEqual({ wrong: [], asked: [] });
      }),
      { numRuns: 40 },
    );
  });

  test('[AR-T7] 空格丢了的文字：宁可问，没有一格是错的', async () => {
    await fc.assert(
      fc.asyncProperty(
        balancedTables(),
        fc.constantFrom<((tables: ReportTables, blanks: Blanks) => string)[]>(
          spaced,
          onePerLine,
          (tables, blanks) => divided(tables, '\t', blanks),
          (tables, blanks) => divided(tables, ' | ', blanks),
          (tables, blanks) => laidOut(tables, 12, 1, blanks),
        ),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 40 }),
        async (tables, print, pattern) => {
          const blanks = () => {
            let at = 0;
            return (cell: Cell) => (pattern[at++ % pattern.length] ? cell : null);
          };
          const read = await readReportFile(new TextEncoder().encode(print(tables, blanks())));
          if (!read.ok) return;
          expect(compareReading(withBlanks(tables, blanks()), read.value.report).wrong).toEqual([]);
        },
      ),
      { numRuns: 80 },
    );
  });

  test('[AR-T7] 掉了一行或一段的文字：读出的仍没有一格是错的', async () => {
    await fc.assert(
      fc.asyncProperty(
        balancedTables(),
        fc.constantFrom(spaced, glued, onePerLine, (tables: ReportTables) => laidOut(tables, 12, 1)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        async (tables, print, where, length) => {
          const text = print(tables);
          const at = Math.floor(where * text.length);
          const cut = text.slice(0, at) + text.slice(at + length);
          const read = await readReportFile(new TextEncoder().encode(cut));
          if (!read.ok) return;
          const { wrong } = compareReading(tables, read.value.report);
          expect({ wrong, cut: text.slice(at, at + length) }).toEqual({
            wrong: [],
            cut: text.slice(at, at + length),
          });
        },
      ),
      { numRuns: 80 },
    );
  });
});
