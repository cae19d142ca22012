import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { violationSentence } from '@/lib/annual-report/messages';
import { emptyTables, listCells, readCell, writeCell, zeroTables } from '@/lib/annual-report/rules/cells';
import {
  checkCarriedIn,
  checkDocumentsInForce,
  checkReconciliation,
  checkTables,
} from '@/lib/annual-report/rules/check-tables';
import {
  computeTotals,
  fillComputedCells,
  isTotalCell,
  listDisagreements,
} from '@/lib/annual-report/rules/compute-totals';
import { cellsOfViolation } from '@/lib/annual-report/rules/places';
import { blockingOf, severityOf } from '@/lib/annual-report/rules/severity';
import {
  type Cell,
  LEGACY_OTHER_ROW,
  type ReportTables,
  TABLE3_APPLICANT_COLUMNS,
  type Table3Row,
} from '@/lib/annual-report/types';
import { fixtureNames, loadFixture } from '../../support/annual-report-fixtures';

function row(total: number, naturalPerson = total): Table3Row {
  return {
    natural_person: naturalPerson,
    'legal.business': 0,
    'legal.research': 0,
    'legal.public_welfare': 0,
    'legal.legal_service': 0,
    'legal.other': 0,
    total,
  };
}

/** The same report with 其他处理 printed as one row. */
function withMergedOther(tables: ReportTables): ReportTables {
  const {
    'results.other.supplement_overdue': merged,
    'results.other.fee_unpaid': _feeUnpaid,
    'results.other.misc': _misc,
    ...rest
  } = tables.table3;
  return { ...tables, table3: { ...rest, [LEGACY_OTHER_ROW]: merged } };
}

/** Any figures in every cell that is typed; the merged form in half of the cases. */
function typedTables(figure: fc.Arbitrary<Cell>): fc.Arbitrary<ReportTables> {
  const cells = listCells(zeroTables()).filter((ref) => !isTotalCell(ref));
  return fc
    .tuple(fc.array(figure, { minLength: cells.length, maxLength: cells.length }), fc.boolean())
    .map(([values, isMerged]) => {
      const tables = cells.reduce((done, ref, i) => writeCell(done, ref, values[i] ?? null), emptyTables());
      return isMerged ? withMergedOther(tables) : tables;
    });
}

/** Computed totals, and 上年结转 and 新收 such that A3-1 holds too. */
function balanced(tables: ReportTables): ReportTables {
  let next = computeTotals(tables);
  for (const column of TABLE3_APPLICANT_COLUMNS) {
    const handled = next.table3['results.total'][column] ?? 0;
    const carriedOut = next.table3.carried_out[column] ?? 0;
    next = writeCell(next, { table: 'table3', row: 'carried_in', column }, 0);
    next = writeCell(next, { table: 'table3', row: 'received_new', column }, handled + carriedOut);
  }
  return computeTotals(next);
}

const figures = fc.nat({ max: 9_999 });
const figuresAndBlanks = fc.option(figures, { nil: null });

describe('勾稽关系：已公开的真实年报', () => {
  const names = fixtureNames();

  test('二十份年报都在', () => {
    expect(names).toHaveLength(20);
  });

  test.each(names)('[A3-1] [A3-2] [A3-3] [A4-1] %s 的勾稽错误与记录的完全一致，空格不计', (name) => {
    const report = loadFixture(name);
    expect(checkReconciliation(report)).toEqual(report.arithmetic_errors);
  });

  test.each(names)('[A3-1] [A3-2] [A3-3] [A4-1] %s 空格按 0 计时，错误与记录的完全一致', (name) => {
    const report = loadFixture(name);
    expect(checkReconciliation(report, { blankIsZero: true })).toEqual(
      report.arithmetic_errors_if_blank_is_zero,
    );
  });

  test('四份年报公布时就有错：002、010、039、048', () => {
    const faulty = names.filter((name) => checkReconciliation(loadFixture(name)).length > 0);
    expect(faulty).toEqual(['002', '010', '039', '048']);
  });
});

describe('勾稽关系', () => {
  test('[A3-1] [A3-2] 2025 年某市自然人一列：13612 + 535 = 13364 + 783', () => {
    const column = 'natural_person';
    const values = {
      received_new: 13612,
      carried_in: 535,
      'results.public': 5345,
      'results.partial': 2120,
      'results.not_public.state_secret': 13,
      'results.not_public.law_forbidden': 30,
      'results.not_public.three_security_one_stability': 11,
      'results.not_public.third_party_rights': 49,
      'results.not_public.internal_affairs': 103,
      'results.not_public.process_info': 84,
      'results.not_public.enforcement_file': 282,
      'results.not_public.admin_query': 147,
      'results.unavailable.not_held': 3075,
      'results.unavailable.needs_creation': 177,
      'results.unavailable.unclear_after_supplement': 19,
      'results.not_processed.petition_complaint': 199,
      'results.not_processed.duplicate': 147,
      'results.not_processed.publication': 0,
      'results.not_processed.excessive_repeated': 100,
      'results.not_processed.confirm_or_reissue': 5,
      'results.other.supplement_overdue': 315,
      'results.other.fee_unpaid': 202,
      'results.other.misc': 941,
      carried_out: 783,
    } as const;
    let tables = zeroTables();
    for (const [key, value] of Object.entries(values)) {
      tables = writeCell(tables, { table: 'table3', row: key as keyof typeof values, column }, value);
    }
    tables = computeTotals(tables);
    expect(tables.table3['results.total'][column]).toBe(13364);
    expect(checkTables(tables)).toEqual([]);
  });

  test('[A3-2] [A3-3] [A4-1] 自动合计的表，各项总计一定相符；有空格时也相符', () => {
    fc.assert(
      fc.property(typedTables(figuresAndBlanks), (tables) => {
        const totalled = computeTotals(tables);
        for (const blankIsZero of [false, true]) {
          const rules = checkReconciliation(totalled, { blankIsZero }).map(({ rule }) => rule);
          expect(rules.filter((rule) => rule !== 'A3-1')).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('自动合计只改总计，再算一次不变', () => {
    fc.assert(
      fc.property(typedTables(figuresAndBlanks), (tables) => {
        const totalled = computeTotals(tables);
        for (const ref of listCells(tables)) {
          if (!isTotalCell(ref)) expect(readCell(totalled, ref)).toBe(readCell(tables, ref));
        }
        expect(computeTotals(totalled)).toEqual(totalled);
      }),
      { numRuns: 40 },
    );
  });

  test('[A3-1] [A3-2] [A3-3] [A4-1] 平衡的表三、表四里改动任何一格，至少出现一处错误', () => {
    const cells = listCells(zeroTables()).filter((ref) => ref.table !== 'table2');
    fc.assert(
      fc.property(
        typedTables(figures),
        fc.nat({ max: cells.length - 1 }),
        fc.integer({ min: -9, max: 9 }).filter((change) => change !== 0),
        (typed, at, change) => {
          const tables = balanced(typed);
          expect(checkTables(tables)).toEqual([]);
          const list = listCells(tables).filter((ref) => ref.table !== 'table2');
          const ref = list[at % list.length];
          if (ref === undefined) throw new Error('no cell');
          const changed = writeCell(tables, ref, (readCell(tables, ref) ?? 0) + change);
          expect(checkTables(changed)).not.toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('[A3-3] 其他处理合并为一行时，也核对这一行的总计', () => {
    const tables = withMergedOther(zeroTables());
    const wrong = { ...tables, table3: { ...tables.table3, [LEGACY_OTHER_ROW]: row(3, 2) } };
    expect(checkReconciliation(wrong)).toContainEqual({
      rule: 'A3-3',
      where: { row: LEGACY_OTHER_ROW },
      found: 3,
      expected: 2,
    });
  });

  test('[A3-4] 负数和小数按行和列指出，空格只在要求填满时指出', () => {
    let tables = zeroTables();
    tables = writeCell(tables, { table: 'table3', row: 'carried_in', column: 'legal.other' }, -1);
    tables = writeCell(tables, { table: 'table4', block: 'review', cell: 'pending' }, 0.5);
    tables = writeCell(tables, { table: 'table3', row: 'carried_out', column: 'total' }, null);
    const figuresOnly = (options = {}) => checkTables(tables, options).filter(({ rule }) => rule === 'A3-4');
    const wrong = [
      { rule: 'A3-4', where: { row: 'carried_in', column: 'legal.other' }, found: -1, expected: null },
      { rule: 'A3-4', where: { row: 'review', column: 'pending' }, found: 0.5, expected: null },
    ];
    expect(figuresOnly()).toEqual(wrong);
    expect(figuresOnly({ requireFilled: true })).toContainEqual({
      rule: 'A3-4',
      where: { row: 'carried_out', column: 'total' },
      found: null,
      expected: null,
    });
    expect(figuresOnly({ requireFilled: true })).toHaveLength(3);
  });

  test('[FR-1] 全空的报告，200 格逐格指出', () => {
    expect(checkTables(emptyTables(), { requireFilled: true })).toHaveLength(200);
    expect(checkTables(zeroTables(), { requireFilled: true })).toEqual([]);
  });

  test.each([
    [0.04, true],
    [5949.088667, true],
    [0.0000001, false],
    [-0.01, false],
    [1_000_000_000, false],
  ])('[W2-2] 收费金额 %s 万元：可填 %s', (value, isRight) => {
    const tables = writeCell(zeroTables(), { table: 'table2', row: 'art20_8.admin_fee.amount_wan' }, value);
    const where = { row: 'art20_8.admin_fee', column: 'amount_wan' };
    expect(checkTables(tables)).toEqual(
      isRight ? [] : [{ rule: 'W2-2', where, found: value, expected: null }],
    );
  });

  test('[W2-2] 处理决定数量不能是小数', () => {
    const tables = writeCell(zeroTables(), { table: 'table2', row: 'art20_6.penalty.decisions' }, 1.5);
    const where = { row: 'art20_6.penalty', column: 'decisions' };
    expect(checkTables(tables)).toEqual([{ rule: 'W2-2', where, found: 1.5, expected: null }]);
  });

  test('[A3-5] 上年结转与上一年度报告的结转下年度不同，逐列提醒，不拦提交', () => {
    const tables = zeroTables();
    const found = checkCarriedIn(tables, { ...row(2), 'legal.other': null });
    expect(found).toEqual([
      { rule: 'A3-5', where: { column: 'natural_person' }, found: 0, expected: 2 },
      { rule: 'A3-5', where: { column: 'total' }, found: 0, expected: 2 },
    ]);
    expect(blockingOf(found)).toEqual([]);
  });

  test('[W2-1] 现行有效 = 上年现行有效 + 本年制发 − 本年废止：6 + 4 − 5 = 5', () => {
    const { table2 } = zeroTables();
    const lastYear = { ...table2, 'art20_1.normative_docs': { made: 0, repealed: 0, in_force: 6 } };
    const right = { ...table2, 'art20_1.normative_docs': { made: 4, repealed: 5, in_force: 5 } };
    const wrong = { ...table2, 'art20_1.normative_docs': { made: 4, repealed: 5, in_force: 6 } };
    expect(checkDocumentsInForce(right, lastYear)).toEqual([]);
    expect(checkDocumentsInForce(wrong, lastYear)).toEqual([
      { rule: 'W2-1', where: { row: 'art20_1.normative_docs' }, found: 6, expected: 5 },
    ]);
  });

  test('A3-1 至 A3-4、A4-1、W2-2 拦住提交', () => {
    for (const rule of ['A3-1', 'A3-2', 'A3-3', 'A3-4', 'A4-1', 'W2-2'] as const) {
      expect(severityOf(rule)).toBe('blocking');
    }
  });
});

describe('总计与原填的数不一致', () => {
  test('原填的总计与算出的不同，一一列出，不悄悄改掉', () => {
    const tables = { ...zeroTables(), table4: { ...zeroTables().table4 } };
    tables.table4.review = { upheld: 10, corrected: 1, other: 0, pending: 0, total: 0 };
    expect(listDisagreements(tables, { makesRules: false })).toEqual([
      { ref: { table: 'table4', block: 'review', cell: 'total' }, printed: 0, computed: 11 },
    ]);
    expect(listDisagreements(computeTotals(tables), { makesRules: false })).toEqual([]);
  });

  test('不制定规章的机关，规章一行为 0；原来填了别的数要说明', () => {
    const ref = { table: 'table2', row: 'art20_1.rules', column: 'made' } as const;
    const tables = writeCell(emptyTables(), ref, 3);
    expect(listDisagreements(tables, { makesRules: false })).toEqual([{ ref, printed: 3, computed: 0 }]);
    expect(fillComputedCells(tables, { makesRules: false }).table2['art20_1.rules']).toEqual({
      made: 0,
      repealed: 0,
      in_force: 0,
    });
    expect(fillComputedCells(tables, { makesRules: true }).table2['art20_1.rules'].made).toBe(3);
  });
});

describe('每处错误说得清在哪里、怎么改', () => {
  test('[A3-1] 010 的错误指到“自然人”列', () => {
    const [first] = checkReconciliation(loadFixture('010'));
    if (first === undefined) throw new Error('010 is known to be faulty');
    expect(violationSentence(first)).toBe(
      '表三“自然人”列：本年新收加上年结转是 3，办理结果总计加结转下年度是 0，两边应当相等。' +
        '请核对新收、上年结转、办理结果和结转下年度。',
    );
    const cells = cellsOfViolation(zeroTables(), first);
    expect(cells.map((ref) => (ref.table === 'table3' ? ref.row : ''))).toEqual([
      'received_new',
      'carried_in',
      'results.total',
      'carried_out',
    ]);
  });

  test('[A3-3] 039 的错误用印出来的行名', () => {
    const [first] = checkReconciliation(loadFixture('039'));
    if (first === undefined) throw new Error('039 is known to be faulty');
    expect(violationSentence(first)).toContain('表三“一、本年新收政府信息公开申请数量”行的总计是 0');
    expect(cellsOfViolation(zeroTables(), first)).toHaveLength(7);
  });

  test('[A4-1] 048 的错误指到“行政复议”', () => {
    const [first] = checkReconciliation(loadFixture('048'));
    if (first === undefined) throw new Error('048 is known to be faulty');
    expect(violationSentence(first)).toBe(
      '表四“行政复议”的总计是 0，维持、纠正、其他、尚未审结四项之和是 11。请核对这五格。',
    );
    expect(cellsOfViolation(zeroTables(), first)).toHaveLength(5);
  });

  test('每一个空格都能用印出来的名称说出来，并只指向它自己', () => {
    const sentences = checkTables(emptyTables(), { requireFilled: true }).map((violation) => {
      expect(cellsOfViolation(emptyTables(), violation)).toHaveLength(1);
      return violationSentence(violation);
    });
    expect(new Set(sentences).size).toBe(200);
    expect(sentences.join('')).not.toMatch(/[a-z]/);
    expect(sentences[0]).toBe('表二“规章，本年制发件数”还空着，没有的请填 0。');
  });
});
