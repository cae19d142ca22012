import { describe, expect, it } from 'vitest';
import { checkPublishedReport } from '@/lib/annual-report/rules/check-published';
import { publishedReportSchema } from '@/lib/annual-report/schema';
import { fixtureNames, loadFixture } from '../../support/annual-report-fixtures';

const read = (name: string) => publishedReportSchema.parse(loadFixture(name));

describe('核对已公布的年度报告', () => {
  it.each(fixtureNames())('[A3-1][A3-2][A3-3][A4-1] %s：按公布的数字逐条指出不平之处', (name) => {
    const fixture = loadFixture(name);
    const report = read(name);
    expect(checkPublishedReport(report, null)).toEqual(fixture.arithmetic_errors);
    expect(checkPublishedReport(report, null, { blankIsZero: true })).toEqual(
      fixture.arithmetic_errors_if_blank_is_zero,
    );
  });

  it('[A3-4] 表三、表四中不是非负整数的格，写明行和列', () => {
    const report = read('000');
    const table3 = { ...report.table3, received_new: { ...row('received_new'), natural_person: -1 } };
    function row(key: 'received_new') {
      const found = report.table3?.[key];
      if (found === undefined) throw new Error('no row');
      return found;
    }
    const table4 = report.table4 && {
      ...report.table4,
      litigation_direct: { ...report.table4.litigation_direct, pending: 0.5 },
    };
    const found = checkPublishedReport({ ...report, table3, table4 }, null);
    expect(found.filter(({ rule }) => rule === 'A3-4')).toEqual([
      { rule: 'A3-4', where: { row: 'received_new', column: 'natural_person' }, found: -1, expected: null },
      { rule: 'A3-4', where: { row: 'litigation_direct', column: 'pending' }, found: 0.5, expected: null },
    ]);
  });

  it('[A3-5][W2-1] 与上年报告对照：结转和现行有效件数', () => {
    const report = publishedReportSchema.parse({
      table2: { 'art20_1.normative_docs': { made: 2, repealed: 1, in_force: 9 } },
      table3: { carried_in: { natural_person: 3, total: 3 } },
    });
    const previous = publishedReportSchema.parse({
      table2: { 'art20_1.normative_docs': { made: 0, repealed: 0, in_force: 7 } },
      table3: { carried_out: { natural_person: 2, 'legal.other': 1, total: 3 } },
    });
    expect(checkPublishedReport(report, previous)).toEqual([
      { rule: 'A3-5', where: { column: 'natural_person' }, found: 3, expected: 2 },
      { rule: 'W2-1', where: { row: 'art20_1.normative_docs' }, found: 9, expected: 8 },
    ]);
    // A blank is not stated; counted as 0 it disagrees too.
    const asZero = checkPublishedReport(report, previous, { blankIsZero: true });
    expect(asZero).toContainEqual({ rule: 'A3-5', where: { column: 'legal.other' }, found: 0, expected: 1 });
    expect(checkPublishedReport(report, null)).toEqual([]);
  });

  it.each([
    ['没有表三和表四', {}],
    ['不认识的行', { table3: { received: {} } }],
    ['不是数字的格', { table3: { received_new: { total: '3' } } }],
    ['不是对象', [1]],
  ])('%s，拒绝读入', (_, input) => {
    expect(publishedReportSchema.safeParse(input).success).toBe(false);
  });
});
