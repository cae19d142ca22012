import type { BodyBlock } from '../../body/types';
import type { ComparedRow, ComparedSection, ComparisonPart } from '../types';

/** How much one page of a comparison carries, in cells and short lines.【约定】 */
export const PART_WEIGHT = 4_000;
/** Unchanged lines up to this weight are folded into the page; more are only counted. */
export const FOLD_WEIGHT = 200;
/** Letters that weigh as much as one cell. */
const LETTERS = 200;

function blockWeight(block: BodyBlock): number {
  return 1 + (block.cells?.length ?? 0) + block.text.length / LETTERS;
}

/** What folded lines weigh together; counted no further than it takes to know that they are too many. */
export function foldWeight(blocks: readonly BodyBlock[]): number {
  let weight = 0;
  for (const block of blocks) {
    weight += blockWeight(block);
    if (weight > FOLD_WEIGHT) break;
  }
  return weight;
}

function rowWeight(row: ComparedRow): number {
  switch (row.what) {
    case 'value':
      return 1 + ((row.before?.length ?? 0) + (row.after?.length ?? 0)) / LETTERS + row.parts.length / 2;
    case 'attachment':
    case 'kept_attachment':
      return 1;
    case 'line': {
      const { change } = row;
      if (change.kind !== 'changed') return blockWeight(change.block);
      const marks = change.parts.length + (row.cells?.length ?? 0);
      return blockWeight(change.before) + blockWeight(change.after) + marks / 2;
    }
    case 'folded': {
      const weight = foldWeight(row.blocks);
      return weight > FOLD_WEIGHT ? 1 : weight;
    }
  }
}

/**
 * One page of a comparison. Nothing is left out: what does not fit stands on the next page, and every page says so.
 * A row is never cut, and a page holds at least one.
 *
 * @param part from 1; beyond the last one, the last
 */
export function comparisonPart(
  sections: readonly ComparedSection[],
  part: number,
  most = PART_WEIGHT,
): ComparisonPart {
  const pages: ComparedSection[][] = [[]];
  let weight = 0;
  for (const section of sections) {
    let open: ComparedSection | null = null;
    for (const numbered of section.rows) {
      const more = rowWeight(numbered.row);
      if (weight > 0 && weight + more > most) {
        pages.push([]);
        [open, weight] = [null, 0];
      }
      if (open === null) {
        open = { ...section, rows: [] };
        pages.at(-1)?.push(open);
      }
      open.rows.push(numbered);
      weight += more;
    }
  }
  const at = Math.min(Math.max(1, part), pages.length);
  const page = pages[at - 1] ?? [];
  const numbers = changesOn(page);
  const holders = pages.flatMap((other, index) => (changesOn(other).length > 0 ? [index + 1] : []));
  return {
    sections: page,
    part: at,
    parts: pages.length,
    firstChange: numbers[0] ?? 0,
    lastChange: numbers.at(-1) ?? 0,
    previousChangePart: holders.findLast((other) => other < at) ?? null,
    nextChangePart: holders.find((other) => other > at) ?? null,
  };
}

function changesOn(page: readonly ComparedSection[]): number[] {
  return page.flatMap((section) => section.rows.flatMap((row) => row.number ?? []));
}
