import type { ImportedReport } from '@/lib/annual-report/types';

/** How a reading compares with what is known to be printed; each list names cells. */
export type ReadingComparison = {
  readonly right: readonly string[];
  /** Null where a figure is printed, or where a question is put. */
  readonly asked: readonly string[];
  readonly wrong: readonly string[];
};

type Tables = { readonly table2?: unknown; readonly table3?: unknown; readonly table4?: unknown };

/** All figures under their names; `raw` and other words of the bookkeeping are none. */
function figuresOf(value: unknown, name: string, into: Map<string, unknown>): void {
  if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      if (key !== 'raw' && key !== 'layout') figuresOf(inner, `${name}/${key}`, into);
    }
  } else into.set(name, value);
}

function cellsOf({ table2, table3, table4 }: Tables): Map<string, unknown> {
  const cells = new Map<string, unknown>();
  for (const [name, table] of Object.entries({ table2, table3, table4 })) figuresOf(table, name, cells);
  return cells;
}

/**
 * Compares a reading with a report whose figures are known. A figure given where none is known is wrong in tables three
 * and four; in table two the known report may leave rows out.
 */
export function compareReading(expected: Tables, read: ImportedReport): ReadingComparison {
  const known = cellsOf(expected);
  const found = cellsOf(read);
  const right: string[] = [];
  const asked: string[] = [];
  const wrong: string[] = [];
  const isAsked = (name: string) =>
    read.questions.some(({ row }) =>
      name.startsWith(row === 'table4' ? 'table4/' : `table${row.startsWith('art20') ? 2 : 3}/${row}`),
    );
  for (const [name, value] of known) {
    const got = found.get(name) ?? null;
    if (got === value) (got === null && isAsked(name) ? asked : right).push(name);
    else if (got === null) asked.push(name);
    else wrong.push(`${name}=${got}≠${value}`);
  }
  for (const [name, got] of found) {
    const isKnown = known.has(name) || name.startsWith('table2/');
    if (!isKnown && got !== null) wrong.push(`${name}=${got}`);
  }
  return { right, asked, wrong };
}
