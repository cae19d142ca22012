import type { ReactNode } from 'react';
import type { BodyBlock } from '@/lib/disclosure/body/types';
import type { CellPair, ComparedRow, LineRow, NumberedRow } from '@/lib/disclosure/what-changed/types';
import { inOrder } from '../in-order';
import { FoldedLines } from './folded-lines';
import { attachmentLine, cellCountLine, formLine, lineText, placeOf, shownText } from './line-words';
import { Added, changeAttributes, JUMPED_TO, Parts, Removed, Sign } from './marks';

/** A figure or a name is told as a whole; a longer text by what changed in it. Characters. */
const TOLD_WHOLE = 30;

/** The rows of a section one under another, each change as a sentence with marks. */
export function InlineRows({ rows }: { rows: readonly NumberedRow[] }) {
  return inOrder(rows, inlineRow);
}

function inlineRow({ row, number }: NumberedRow): ReactNode {
  if (number === null) return unchangedRow(row);
  return (
    <div
      className={`my-2 flex gap-2 border-l-4 border-brand pl-2 whitespace-pre-line ${JUMPED_TO}`}
      {...changeAttributes(number)}
    >
      <Sign kind={signOf(row)} />
      <div className="min-w-0 flex-1">{changeText(row)}</div>
    </div>
  );
}

/** Which sign stands beside a row. */
export function signOf(row: ComparedRow): 'added' | 'removed' | 'changed' {
  if (row.what === 'line') return row.change.kind === 'same' ? 'changed' : row.change.kind;
  if (row.what === 'value')
    return isNothing(row.before) ? 'added' : isNothing(row.after) ? 'removed' : 'changed';
  if (row.what === 'attachment' && (row.change.kind === 'added' || row.change.kind === 'removed'))
    return row.change.kind;
  return 'changed';
}

function isNothing(value: string | null): boolean {
  return value === null || value === '';
}

function unchangedRow(row: ComparedRow): ReactNode {
  switch (row.what) {
    case 'value':
      return (
        <p className="my-1 pl-4 whitespace-pre-line text-ink-soft">
          {row.label}：{row.after ?? '（未填）'}
        </p>
      );
    case 'kept_attachment':
      return <p className="my-1 pl-4 text-ink-soft">{row.name}</p>;
    case 'folded':
      return <FoldedLines blocks={row.blocks} />;
    case 'line':
      return row.change.kind === 'same' ? <UnchangedLine block={row.change.block} /> : null;
    case 'attachment':
      return null;
  }
}

/** An unchanged line; an empty one is not shown. */
export function UnchangedLine({ block }: { block: BodyBlock }) {
  if (block.text === '' && block.kind !== 'image' && block.kind !== 'rule') return null;
  return <p className="my-1 pl-4 whitespace-pre-line text-ink-soft">{shownText(block)}</p>;
}

function changeText(row: ComparedRow): ReactNode {
  switch (row.what) {
    case 'value':
      return (
        <>
          {row.label}：{wholeOrParts(row)}
        </>
      );
    case 'attachment':
      return attachmentLine(row.change);
    case 'line':
      return changedLine(row);
    case 'kept_attachment':
    case 'folded':
      return null;
  }
}

function wholeOrParts({ before, after, parts }: Pick<CellPair, 'before' | 'after' | 'parts'>): ReactNode {
  if (isNothing(before))
    return (
      <>
        新增<Added>{after}</Added>
      </>
    );
  if (isNothing(after))
    return (
      <>
        删除<Removed>{before}</Removed>
      </>
    );
  if ((before?.length ?? 0) > TOLD_WHOLE || (after?.length ?? 0) > TOLD_WHOLE) return <Parts parts={parts} />;
  return (
    <>
      由<Removed>{before}</Removed>改为<Added>{after}</Added>
    </>
  );
}

function changedLine({ change, cells }: LineRow): ReactNode {
  switch (change.kind) {
    case 'same':
      return null;
    case 'added':
      return (
        <p>
          新增{placeOf(change.block)}：<Added>{shownText(change.block)}</Added>
        </p>
      );
    case 'removed':
      return (
        <p>
          删除{placeOf(change.block)}：<Removed>{shownText(change.block)}</Removed>
        </p>
      );
    case 'changed': {
      const { before, after } = change;
      const isImage = after.kind === 'image' || before.kind === 'image';
      const words = isImage ? '图片说明：' : after.kind === 'row' ? `${placeOf(after)}：` : '';
      return (
        <>
          {cells ? (
            cellLines(after, cells)
          ) : before.text !== after.text ? (
            <p>
              {words}
              <Parts parts={change.parts} />
            </p>
          ) : isImage ? null : (
            <p className="text-ink-soft">{shownText(after)}</p>
          )}
          {inOrder(change.form, before.cells?.length === after.cells?.length ? formLine : cellCountLine)}
        </>
      );
    }
  }
}

/** The changed cells of a row; where only its form changed, the row as it stands. */
function cellLines(row: BodyBlock, cells: readonly CellPair[]): ReactNode {
  let [old, now] = [0, 0];
  const lines = cells.flatMap((cell) => {
    if (cell.before !== null) old += 1;
    if (cell.after !== null) now += 1;
    if (cell.before === cell.after) return [];
    const place = `${placeOf(row)}`;
    if (cell.before === null)
      return [
        <>
          {place}新增第 {now} 格：<Added>{cell.after || '（空）'}</Added>
        </>,
      ];
    if (cell.after === null)
      return [
        <>
          {place}删除原第 {old} 格：<Removed>{cell.before || '（空）'}</Removed>
        </>,
      ];
    return [
      <>
        {place}第 {now} 格{rowName(row, now)}：{wholeOrParts(cell)}
      </>,
    ];
  });
  if (lines.length === 0) return <p className="text-ink-soft">{lineText(row)}</p>;
  return inOrder(lines, (line) => <p>{line}</p>);
}

/** The first cell with words before the changed one names a row; a running number does not. */
function rowName(row: BodyBlock, column: number): string {
  const name = row.cells?.slice(0, column - 1).find((cell) => /[^\d\s.,%]/.test(cell)) ?? '';
  return name !== '' && name.length <= 40 ? `（${name}）` : '';
}
