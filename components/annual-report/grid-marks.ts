import type { CellMark } from '@/components/annual-report/grid-table';
import {
  cellName,
  cellRefusalSentence,
  keptFigureSentence,
  violationSentence,
} from '@/lib/annual-report/messages';
import { cellId, readCell } from '@/lib/annual-report/rules/cells';
import { checkCarriedIn, checkTables } from '@/lib/annual-report/rules/check-tables';
import type { RefusedText } from '@/lib/annual-report/rules/paste-block';
import { cellsOfViolation } from '@/lib/annual-report/rules/places';
import { severityOf } from '@/lib/annual-report/rules/severity';
import type { CellRef, ReportTables, Table3Row } from '@/lib/annual-report/types';

/** One line of what is to be mended, and the cell it leads to. */
export type GridMessage = {
  id: string;
  table: keyof ReportTables;
  tone: 'error' | 'warning';
  text: string;
  target: CellRef;
  cells: CellRef[];
};

/** Refused texts first, then what the rules say of the figures, each with the cells it concerns. */
export function gridMessages(
  tables: ReportTables,
  refused: readonly RefusedText[],
  options: { carriedOutLastYear?: Table3Row | null; idPrefix: string },
): GridMessage[] {
  const { carriedOutLastYear, idPrefix } = options;
  const fromTyping = refused.map(
    ({ ref, text, refusal }): Omit<GridMessage, 'id'> => ({
      table: ref.table,
      tone: 'error',
      text: `${cellName(ref)}${cellRefusalSentence(refusal, text)}${keptFigureSentence(readCell(tables, ref))}`,
      target: ref,
      cells: [ref],
    }),
  );
  const violations = [
    ...checkTables(tables),
    ...(carriedOutLastYear ? checkCarriedIn(tables, carriedOutLastYear) : []),
  ];
  const fromRules = violations.flatMap((violation): Omit<GridMessage, 'id'>[] => {
    const cells = cellsOfViolation(tables, violation);
    const [target] = cells;
    if (target === undefined) return [];
    const tone = severityOf(violation.rule) === 'blocking' ? 'error' : 'warning';
    return [{ table: target.table, tone, text: violationSentence(violation), target, cells }];
  });
  return [...fromTyping, ...fromRules].map((message, i) => ({ ...message, id: `${idPrefix}message-${i}` }));
}

/** The messages by the cells they concern. */
export function cellMarks(
  messages: readonly GridMessage[],
  refused: readonly RefusedText[],
): Map<string, CellMark> {
  const unread = new Set(refused.map(({ ref }) => cellId(ref)));
  const marks = new Map<string, CellMark>();
  for (const message of messages) {
    for (const ref of message.cells) {
      const id = cellId(ref);
      const known = marks.get(id);
      const tone = known?.tone === 'error' ? 'error' : message.tone;
      const word = unread.has(id) ? '未收' : tone === 'error' ? '不符' : '请核对';
      marks.set(id, { tone, word, messages: [...(known?.messages ?? []), message.id] });
    }
  }
  return marks;
}
