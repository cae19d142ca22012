import type { CSSProperties, ReactNode } from 'react';
import type { BodyBlock } from '@/lib/disclosure/body/types';
import type { CellPair, ComparedRow, LineRow, NumberedRow } from '@/lib/disclosure/what-changed/types';
import { inOrder } from '../in-order';
import { FoldedLines } from './folded-lines';
import { signOf } from './inline-rows';
import { cellCountLine, formLine, placeOf } from './line-words';
import { Added, changeAttributes, JUMPED_TO, Parts, Removed, Sign } from './marks';

/** How old and new rows stand: abreast from some width on, or one over the other where halves would be too narrow. */
type Layout = { pair: string; repeat: string; isAbreast: boolean };

function layoutOf(cells: number): Layout {
  if (cells <= 4)
    return { pair: 'md:grid-cols-2 print:grid-cols-2', repeat: 'max-md:hidden print:block', isAbreast: true };
  if (cells <= 6) return { pair: 'lg:grid-cols-2', repeat: 'max-lg:hidden', isAbreast: true };
  return { pair: '', repeat: '', isAbreast: false };
}

/** Whether a row of the comparison belongs to a table. */
export function isTableRow(row: ComparedRow): boolean {
  if (row.what === 'folded') return row.blocks.every((block) => block.kind === 'row');
  if (row.what !== 'line') return false;
  const { change } = row;
  return change.kind === 'changed' ? row.cells !== null : change.block.kind === 'row';
}

/** Rows of a table, old and new aligned cell by cell: abreast where there is room, else old over new. */
export function TablePairs({ rows }: { rows: readonly NumberedRow[] }) {
  const widest = Math.max(1, ...rows.map(({ row }) => (row.what === 'line' ? cellsOf(row).length : 0)));
  const layout = layoutOf(widest);
  const columns: CSSProperties = { gridTemplateColumns: `repeat(${widest}, minmax(4rem, 1fr))` };
  return (
    <section aria-label="表格的行" className="my-2 overflow-x-auto" {...(widest > 3 ? { tabIndex: 0 } : {})}>
      <div style={{ minWidth: `${widest * 4 + 3}rem` }}>
        {inOrder(rows, ({ row, number }) => {
          if (row.what === 'folded') return <FoldedLines blocks={row.blocks} />;
          if (row.what !== 'line') return null;
          return <RowPair row={row} number={number} layout={layout} columns={columns} />;
        })}
      </div>
    </section>
  );
}

/** The cells of both sides; an unchanged, new or removed row has them on one or both sides alike. */
function cellsOf({ change, cells }: LineRow): CellPair[] {
  if (cells) return cells;
  if (change.kind === 'changed') return [];
  return (change.block.cells ?? []).map((text) => {
    const kind = change.kind === 'same' ? ('same' as const) : change.kind;
    return {
      before: kind === 'added' ? null : text,
      after: kind === 'removed' ? null : text,
      parts: text === '' ? [] : [{ kind, text }],
    };
  });
}

function RowPair({
  row,
  number,
  layout,
  columns,
}: {
  row: LineRow;
  number: number | null;
  layout: Layout;
  columns: CSSProperties;
}) {
  const { change } = row;
  const cells = cellsOf(row);
  const [old, now]: [BodyBlock | null, BodyBlock | null] =
    change.kind === 'changed'
      ? [change.before, change.after]
      : [change.kind === 'added' ? null : change.block, change.kind === 'removed' ? null : change.block];
  const isChanged = number !== null;
  const isEdited = change.kind === 'changed';
  return (
    <div
      className={`my-1 flex gap-2 ${isChanged ? `border-l-4 border-brand pl-2 ${JUMPED_TO}` : 'pl-3 text-ink-soft'}`}
      {...changeAttributes(number)}
    >
      {isChanged ? <Sign kind={signOf(row)} /> : <span className="w-6 shrink-0" />}
      <div className="min-w-0 flex-1">
        <div className={`grid gap-x-4 gap-y-1 ${layout.pair}`}>
          {isChanged || layout.isAbreast ? (
            <Row name="旧" place={old && placeOf(old)} isChanged={isChanged} columns={columns}>
              {old && inOrder(cells, (cell) => <Cell pair={cell} side="before" isMarked={isEdited} />)}
            </Row>
          ) : null}
          <Row
            name="新"
            place={now && placeOf(now)}
            isChanged={isChanged}
            repeat={!isChanged && layout.isAbreast ? layout.repeat : null}
            columns={columns}
          >
            {now && inOrder(cells, (cell) => <Cell pair={cell} side="after" isMarked={isEdited} />)}
          </Row>
        </div>
        {change.kind === 'changed' && change.form.length > 0 ? (
          <div className="text-sm text-ink-soft">
            {change.before.cells?.length === change.after.cells?.length
              ? inOrder(change.form, formLine)
              : inOrder(change.form, cellCountLine)}
          </div>
        ) : null}
      </div>
    </div>
  );
}

function Row({
  name,
  place,
  isChanged,
  repeat = null,
  columns,
  children,
}: {
  name: '旧' | '新';
  /** Null: this side has no such row. */
  place: string | null;
  isChanged: boolean;
  /** Where an unchanged row stands a second time, only to be seen: how it goes on narrow screens. */
  repeat?: string | null;
  columns: CSSProperties;
  children: ReactNode;
}) {
  return (
    <div className={`min-w-0 ${repeat ?? ''}`} aria-hidden={repeat === null ? undefined : true}>
      {isChanged ? (
        <p className="text-sm text-ink-soft">
          {name}
          {place ? `：${place}` : '：没有这一行'}
        </p>
      ) : null}
      {place === null ? (
        <div className="min-h-6 bg-ground" />
      ) : (
        <ul className="grid border-t border-l border-line" style={columns}>
          {children}
        </ul>
      )}
    </div>
  );
}

function Cell({
  pair,
  side,
  isMarked,
}: {
  pair: CellPair;
  side: 'before' | 'after';
  /** Whether changed cells are framed: not in a row that is new or gone as a whole. */
  isMarked: boolean;
}) {
  const text = pair[side];
  const isChanged = pair.before !== pair.after;
  const look = `min-w-0 border-r border-b border-line px-2 py-1 whitespace-pre-line ${isChanged && isMarked ? 'outline-2 -outline-offset-2 outline-brand' : ''}`;
  if (text === null) return <li className={`${look} bg-ground text-ink-soft`}>（无此格）</li>;
  if (text !== '') {
    return (
      <li className={look}>
        <Parts parts={pair.parts} side={side} />
      </li>
    );
  }
  if (!isChanged) return <li className={look} />;
  return (
    <li className={look}>
      {side === 'before' ? <Removed spoken>（空）</Removed> : <Added spoken>（空）</Added>}
    </li>
  );
}
