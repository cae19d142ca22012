import type { ReactNode } from 'react';
import type { BodyBlock } from '@/lib/disclosure/body/types';
import type { AttachmentChange, ComparedRow, NumberedRow } from '@/lib/disclosure/what-changed/types';
import { inOrder } from '../in-order';
import { FoldedLines } from './folded-lines';
import { signOf } from './inline-rows';
import { attachmentLine, bytesText, formLine, shownText } from './line-words';
import { Added, changeAttributes, JUMPED_TO, Parts, Removed, Sign } from './marks';
import { isTableRow, TablePairs } from './table-pairs';

/** The rows of a section with the old text on the left and the new one on the right; one over the other on a phone. */
export function SideRows({ rows }: { rows: readonly NumberedRow[] }) {
  return inOrder(inGroups(rows), (group) =>
    group.isTable ? <TablePairs rows={group.rows} /> : inOrder(group.rows, sideRow),
  );
}

type Group = { isTable: boolean; rows: NumberedRow[] };

/** Rows of tables that follow each other are drawn as one table. */
function inGroups(rows: readonly NumberedRow[]): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const isTable = isTableRow(row.row);
    const last = groups.at(-1);
    if (last && last.isTable === isTable) last.rows.push(row);
    else groups.push({ isTable, rows: [row] });
  }
  return groups;
}

function sideRow({ row, number }: NumberedRow): ReactNode {
  switch (row.what) {
    case 'folded':
      return <FoldedLines blocks={row.blocks} />;
    case 'kept_attachment':
      return <Pair label="附件" number={null} before={row.name} after={row.name} />;
    case 'value':
      return (
        <Pair
          label={row.label}
          number={number}
          sign={number === null ? undefined : signOf(row)}
          before={row.before === null ? null : <Parts parts={row.parts} side="before" />}
          after={row.after === null ? null : <Parts parts={row.parts} side="after" />}
        />
      );
    case 'attachment':
      return attachmentPair(row.change, number);
    case 'line':
      return linePair(row, number);
  }
}

function linePair(row: Extract<ComparedRow, { what: 'line' }>, number: number | null): ReactNode {
  const { change } = row;
  const sign = number === null ? undefined : signOf(row);
  switch (change.kind) {
    case 'same': {
      const text = <Line block={change.block}>{shownText(change.block)}</Line>;
      return <Pair number={null} before={text} after={text} />;
    }
    case 'added': {
      const text = <Added spoken>{shownText(change.block)}</Added>;
      return (
        <Pair number={number} sign={sign} before={null} after={<Line block={change.block}>{text}</Line>} />
      );
    }
    case 'removed': {
      const text = <Removed spoken>{shownText(change.block)}</Removed>;
      return (
        <Pair number={number} sign={sign} before={<Line block={change.block}>{text}</Line>} after={null} />
      );
    }
    case 'changed': {
      const { before, after, parts } = change;
      const isSameText = before.text === after.text;
      return (
        <Pair
          number={number}
          sign={sign}
          before={
            <Line block={before}>
              {isSameText ? shownText(before) : <Parts parts={parts} side="before" />}
            </Line>
          }
          after={
            <Line block={after}>{isSameText ? shownText(after) : <Parts parts={parts} side="after" />}</Line>
          }
          below={change.form.length > 0 ? inOrder(change.form, formLine) : undefined}
        />
      );
    }
  }
}

/** A line as it stands in the text: headings bold, items with their dot, pictures named. */
function Line({ block, children }: { block: BodyBlock; children: ReactNode }) {
  const isPicture = block.kind === 'image' && block.text !== '';
  return (
    <span className={block.kind === 'heading' ? 'font-semibold' : ''}>
      {block.kind === 'listItem' ? '· ' : ''}
      {isPicture ? '图片：' : ''}
      {children}
    </span>
  );
}

function attachmentPair(change: AttachmentChange, number: number | null): ReactNode {
  const sign = signOf({ what: 'attachment', change });
  const words = { label: '附件', number, sign } as const;
  switch (change.kind) {
    case 'added':
      return <Pair {...words} before={null} after={<Added spoken>{change.name}</Added>} />;
    case 'removed':
      return <Pair {...words} before={<Removed spoken>{change.name}</Removed>} after={null} />;
    case 'renamed':
      return (
        <Pair
          {...words}
          before={<Removed spoken>{change.before}</Removed>}
          after={<Added spoken>{change.after}</Added>}
          below="名称已改变，文件内容未变"
        />
      );
    case 'replaced':
      return (
        <Pair
          {...words}
          before={
            <>
              {change.name}（<Removed spoken>{bytesText(change.before)}</Removed>）
            </>
          }
          after={
            <>
              {change.name}（<Added spoken>{bytesText(change.after)}</Added>）
            </>
          }
          below={attachmentLine(change)}
        />
      );
    case 'reordered':
      return (
        <Pair
          {...words}
          label="附件顺序"
          before={<Removed spoken>{change.before.join('、')}</Removed>}
          after={<Added spoken>{change.after.join('、')}</Added>}
        />
      );
  }
}

type PairProps = {
  label?: string;
  number: number | null;
  sign?: 'added' | 'removed' | 'changed' | undefined;
  /** Null: nothing stands across. */
  before: ReactNode;
  after: ReactNode;
  /** What else is to be said of both. */
  below?: ReactNode;
};

/** One row of the comparison: left old, right new. Unchanged ones are read out once. */
function Pair({ label, number, sign, before, after, below }: PairProps) {
  const isChanged = number !== null;
  return (
    <div
      className={`my-2 flex gap-2 break-inside-avoid ${isChanged ? `border-l-4 border-brand pl-2 ${JUMPED_TO}` : 'pl-3 text-ink-soft'}`}
      {...changeAttributes(number)}
    >
      {sign ? <Sign kind={sign} /> : <span className="w-6 shrink-0" />}
      <div className="min-w-0 flex-1">
        {label ? <p className="text-sm text-ink-soft">{label}</p> : null}
        <div className="grid gap-x-4 gap-y-1 md:grid-cols-2 print:grid-cols-2">
          <Side name="旧" isChanged={isChanged}>
            {before}
          </Side>
          <Side name="新" isChanged={isChanged} isRepeat={!isChanged}>
            {after}
          </Side>
        </div>
        {below ? <div className="text-sm text-ink-soft">{below}</div> : null}
      </div>
    </div>
  );
}

function Side({
  name,
  isChanged,
  isRepeat = false,
  children,
}: {
  name: '旧' | '新';
  isChanged: boolean;
  isRepeat?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      aria-hidden={isRepeat ? true : undefined}
      className={`min-w-0 px-2 py-0.5 whitespace-pre-line ${isChanged ? (children === null ? 'bg-ground' : 'border border-line') : ''} ${isRepeat ? 'max-md:hidden print:block' : ''}`}
    >
      {isChanged ? (
        <span className="mr-1 text-sm text-ink-soft select-none md:sr-only print:not-sr-only">{name}：</span>
      ) : null}
      {children ?? <span className="text-ink-soft">（无）</span>}
    </div>
  );
}
