import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Table3AsPublished, Table4, TableViolation } from '@/lib/annual-report/types';

const folder = path.join(import.meta.dirname, '../fixtures/annual-reports');

/** A real report as published; `table2` differs by the format it was printed in. */
export type ReportFixture = {
  name: string;
  organisation: string;
  year: number;
  format: '2021' | '2019' | 'mixed' | 'other';
  table2: unknown;
  table3: Table3AsPublished;
  table4: Table4 | null;
  arithmetic_errors: TableViolation[];
  arithmetic_errors_if_blank_is_zero: TableViolation[];
};

/** The names of all fixtures: 000 … 051. */
export function fixtureNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** What the report says. */
export function loadFixture(name: string): ReportFixture {
  return { name, ...JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) };
}

/** The report as text. */
export function loadFixtureText(name: string): string {
  return readFileSync(path.join(folder, `${name}.txt`), 'utf8');
}
