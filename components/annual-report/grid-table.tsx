'use client';

import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, type ReactElement, useMemo } from 'react';
import { type Direction, neighbour } from '@/components/annual-report/grid-navigation';
import { type FigureProps, ReportTableFrame } from '@/components/annual-report/report-tables';
import { cellId, cellKind, formatCell, readCell } from '@/lib/annual-report/rules/cells';
import { type FigureCell, figurePath, type TableLayout } from '@/lib/annual-report/rules/format-2021/layout';
import type { CellRef, ReportTables } from '@/lib/annual-report/types';

/** What is wrong at a cell: a word to show and the ids of the messages that say it in full. */
export type CellMark = { tone: 'error' | 'warning'; word: string; messages: string[] };

type GridTableProps = {
  name: keyof ReportTables;
  layout: TableLayout;
  value: ReportTables;
  /** Texts as typed, by cell, where they are not (yet) a figure or not yet left. */
  typed: ReadonlyMap<string, string>;
  marks: ReadonlyMap<string, CellMark>;
  idPrefix: string;
  isComputed: (ref: CellRef) => boolean;
  onType: (ref: CellRef, text: string) => void;
  onLeave: (ref: CellRef) => void;
  onPasteBlock: (layout: TableLayout, ref: CellRef, text: string) => void;
};

/** Id of the input of a cell; `idPrefix` keeps two grids on one page apart. */
export function inputId(idPrefix: string, ref: CellRef): string {
  return `${idPrefix}cell-${cellId(ref).replaceAll('/', '-').replaceAll('.', '_')}`;
}

const ARROWS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Left and right leave a cell only from the end of its text (or when all of it is selected). */
function staysInside(input: HTMLInputElement, direction: Direction): boolean {
  if (direction === 'up' || direction === 'down') return false;
  const { selectionStart: start, selectionEnd: end } = input;
  const isAllSelected = start === 0 && end === input.value.length;
  if (isAllSelected) return false;
  return direction === 'left' ? end !== 0 : start !== input.value.length;
}

function directionOf(event: KeyboardEvent<HTMLInputElement>): Direction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === 'Enter') return event.shiftKey ? 'up' : 'down';
  const direction = event.shiftKey ? undefined : ARROWS[event.key];
  return direction === undefined || staysInside(event.currentTarget, direction) ? null : direction;
}

/** One table to type into: arrows and Enter move as in a spreadsheet, a copied block is pasted as one. */
export function GridTable(props: GridTableProps): ReactElement {
  const { name, layout, value, typed, marks, idPrefix, isComputed, onType, onLeave, onPasteBlock } = props;
  const names = useMemo(() => {
    const figures = layout.bodies.flat().flatMap((row) => row.cells.filter((cell) => cell.kind === 'figure'));
    return new Map(figures.map((cell) => [cellId(cell.ref), figurePath(layout, cell).join('，')]));
  }, [layout]);

  function move(event: KeyboardEvent<HTMLInputElement>, ref: CellRef) {
    // While an input method is composing, Enter and the arrows belong to it.
    if (event.nativeEvent.isComposing) return;
    const direction = directionOf(event);
    if (direction === null) return;
    event.preventDefault();
    const next = neighbour(layout, ref, direction, (candidate) => !isComputed(candidate));
    if (next) document.getElementById(inputId(idPrefix, next))?.focus();
  }

  function paste(event: ClipboardEvent<HTMLInputElement>, ref: CellRef) {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\t\n\r]/.test(text.replace(/[\r\n]+$/, ''))) return;
    event.preventDefault();
    onPasteBlock(layout, ref, text);
  }

  function draw(cell: FigureCell, { className, ...rest }: FigureProps): ReactElement {
    const id = cellId(cell.ref);
    const mark = marks.get(id);
    const tone =
      mark === undefined ? '' : mark.tone === 'error' ? 'bg-seal-wash text-seal' : 'bg-warn-wash text-warn';
    const word = mark && <span className="block px-1 pb-0.5 text-xs leading-tight">{mark.word}</span>;
    const describedBy = mark ? mark.messages.join(' ') : undefined;
    if (isComputed(cell.ref)) {
      return (
        <td
          key={cell.at}
          {...rest}
          id={inputId(idPrefix, cell.ref)}
          tabIndex={-1}
          aria-describedby={describedBy}
          className={`${className} ${tone || 'bg-ground'} font-semibold focus-visible:outline-3 focus-visible:outline-brand`}
        >
          <span className="block px-2 py-1.5">{formatCell(readCell(value, cell.ref))}</span>
          {word}
        </td>
      );
    }
    return (
      <td key={cell.at} {...rest} className={`${className} ${tone}`}>
        <input
          id={inputId(idPrefix, cell.ref)}
          type="text"
          inputMode={cellKind(cell.ref) === 'amount' ? 'decimal' : 'numeric'}
          autoComplete="off"
          aria-label={names.get(id)}
          aria-invalid={mark?.tone === 'error' || undefined}
          aria-describedby={describedBy}
          className={`block min-h-9 w-full bg-transparent px-2 py-1 text-right text-base tabular-nums focus:outline-3 focus:-outline-offset-2 focus:outline-brand @2xl:text-sm ${mark ? 'font-semibold underline decoration-wavy underline-offset-4' : ''}`}
          value={typed.get(id) ?? formatCell(readCell(value, cell.ref))}
          onChange={(event) => onType(cell.ref, event.target.value)}
          onFocus={(event: FocusEvent<HTMLInputElement>) => event.target.select()}
          onBlur={() => onLeave(cell.ref)}
          onKeyDown={(event) => move(event, cell.ref)}
          onPaste={(event) => paste(event, cell.ref)}
        />
        {word}
      </td>
    );
  }

  return <ReportTableFrame name={name} layout={layout} idPrefix={idPrefix} size="entry" figure={draw} />;
}
