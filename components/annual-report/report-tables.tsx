import type { ReactElement, ReactNode } from 'react';
import { formatCell, readCell } from '@/lib/annual-report/rules/cells';
import type {
  FigureCell,
  LabelCell,
  LayoutRow,
  TableLayout,
} from '@/lib/annual-report/rules/format-2021/layout';
import { TABLE4_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-four';
import { table3LayoutOf } from '@/lib/annual-report/rules/format-2021/table-three';
import { TABLE2_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-two';
import type { ReportTables } from '@/lib/annual-report/types';

type TableName = keyof ReportTables;

/**
 * How wide the columns of each table are. On a narrow page the label columns keep a fixed width, so that
 * they can stay in view at known places while the figures scroll; group labels then stand upright. `@2xl`
 * asks for the width of the table's own frame, not of the window.
 */
type Look = { table: string; columns: string[]; left: string[]; upright: string[] };

const VIEW_LOOKS: Record<TableName, Look> = {
  table2: {
    table: 'min-w-80',
    columns: ['w-32 @2xl:w-56', '', '', ''],
    left: ['left-0'],
    upright: [''],
  },
  table3: {
    table: 'min-w-152 break-inside-auto',
    columns: ['w-8', 'w-8 @2xl:w-22', 'w-30 @2xl:w-auto', ...Array(7).fill('@2xl:w-14')],
    left: ['left-0', 'left-8', 'left-16 @2xl:left-30'],
    upright: [
      '[writing-mode:vertical-rl]',
      '[writing-mode:vertical-rl] @2xl:[writing-mode:horizontal-tb]',
      '',
    ],
  },
  table4: { table: 'min-w-160', columns: [], left: [], upright: [] },
};

/** Wider columns of figures, for typing. */
const ENTRY_LOOKS: Record<TableName, Look> = {
  table2: VIEW_LOOKS.table2,
  table3: {
    ...VIEW_LOOKS.table3,
    table: 'min-w-168',
    columns: ['w-8', 'w-8 @2xl:w-22', 'w-30 @2xl:w-auto', ...Array(7).fill('@2xl:w-16')],
  },
  table4: { ...VIEW_LOOKS.table4, table: 'min-w-180' },
};

const REGION_LABELS: Record<TableName, string> = {
  table2: '表二，可左右滚动',
  table3: '表三，可左右滚动',
  table4: '表四，可左右滚动',
};

/** Keeps a cell that gets the focus from being scrolled under the label columns. */
const UNDER_LABELS = 'scroll-pl-48';

function edges(layout: TableLayout, cell: { at: number; colSpan: number }): string {
  return cell.at + cell.colSpan === layout.columnCount
    ? 'border-b border-line'
    : 'border-r border-b border-line';
}

type LabelProps = { label: LabelCell; layout: TableLayout; look: Look; prefix: string; isSum: boolean };

function Label({ label, layout, look, prefix, isSum }: LabelProps): ReactElement {
  const isLead = label.at < layout.labelColumns && label.heads !== 'block';
  const upright = label.heads === 'row' && label.rowSpan > 1 ? (look.upright[label.at] ?? '') : '';
  const tone = {
    block: 'bg-brand-wash text-center font-semibold',
    column: 'bg-brand-wash text-center font-semibold text-balance',
    row: isSum ? 'bg-ground text-left font-semibold' : 'bg-paper text-left font-normal',
  }[label.heads];
  const sticky = isLead ? `sticky z-10 ${look.left[label.at] ?? ''} print:static` : '';
  const padding = label.heads === 'column' || upright !== '' ? 'px-1' : 'px-2';
  return (
    <th
      id={`${prefix}-${label.id}`}
      scope={label.heads === 'row' ? 'row' : label.heads === 'block' ? 'rowgroup' : 'col'}
      colSpan={label.colSpan > 1 ? label.colSpan : undefined}
      rowSpan={label.rowSpan > 1 ? label.rowSpan : undefined}
      className={`${edges(layout, label)} ${padding} py-1.5 align-middle leading-normal ${tone} ${sticky}`}
    >
      {upright === '' ? label.text : <span className={`mx-auto inline-block ${upright}`}>{label.text}</span>}
    </th>
  );
}

/** What every cell of figures needs, whoever draws it. */
export type FigureProps = { headers: string; colSpan: number | undefined; className: string };

type FrameProps = {
  name: TableName;
  layout: TableLayout;
  idPrefix: string;
  size: 'view' | 'entry';
  figure: (figure: FigureCell, props: FigureProps) => ReactElement;
  children?: ReactNode;
};

/**
 * The frame of one printed table: labels, spans, header cells and the region that scrolls. `figure` draws a
 * cell of figures, `children` may add a `tfoot`. Pure, for the public page and the editor alike.
 */
export function ReportTableFrame({
  name,
  layout,
  idPrefix,
  size,
  figure,
  children,
}: FrameProps): ReactElement {
  const look = (size === 'entry' ? ENTRY_LOOKS : VIEW_LOOKS)[name];
  const prefix = `${idPrefix}${name}`;
  const drawRow = (row: LayoutRow) => (
    <tr key={row.id}>
      {row.cells.map((cell) => {
        if (cell.kind === 'label') {
          return (
            <Label key={cell.id} label={cell} layout={layout} look={look} prefix={prefix} isSum={row.isSum} />
          );
        }
        return figure(cell, {
          headers: cell.headers.map((id) => `${prefix}-${id}`).join(' '),
          colSpan: cell.colSpan > 1 ? cell.colSpan : undefined,
          className: `${edges(layout, cell)} text-right ${row.isSum ? 'bg-ground font-semibold' : ''}`,
        });
      })}
    </tr>
  );
  return (
    <div className="@container my-4">
      <section
        aria-label={REGION_LABELS[name]}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className={`${layout.labelColumns > 1 ? UNDER_LABELS : ''} overflow-x-auto border-t border-x border-line focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-brand print:overflow-visible`}
      >
        <table
          className={`w-full table-fixed border-separate border-spacing-0 text-sm tabular-nums ${look.table}`}
        >
          <caption className="sr-only">{layout.caption}</caption>
          {look.columns.length > 0 && (
            <colgroup>
              {look.columns.map((width, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <col key={at} className={width || undefined} />
              ))}
            </colgroup>
          )}
          {layout.header.length > 0 && <thead>{layout.header.map(drawRow)}</thead>}
          {layout.bodies.map((rows) => (
            <tbody key={rows[0]?.id}>{rows.map(drawRow)}</tbody>
          ))}
          {children}
        </table>
      </section>
      {name !== 'table2' && (
        <p className="mt-1 text-xs text-ink-soft @2xl:hidden print:hidden">表格较宽，可左右滑动查看。</p>
      )}
    </div>
  );
}

type ViewProps = {
  tables: ReportTables;
  /** Put before the ids of header cells, where a page shows two reports. */
  idPrefix?: string;
};

function View({ name, layout, tables, idPrefix = '' }: ViewProps & { name: TableName; layout: TableLayout }) {
  return (
    <ReportTableFrame
      name={name}
      layout={layout}
      idPrefix={idPrefix}
      size="view"
      figure={(cell, { className, ...props }) => (
        <td key={cell.at} {...props} className={`${className} px-2 py-1.5`}>
          {formatCell(readCell(tables, cell.ref))}
        </td>
      )}
    />
  );
}

/** Table two as the national format prints it; a figure that is not stated is blank, zero is 0. */
export function Table2View(props: ViewProps): ReactElement {
  return <View name="table2" layout={TABLE2_LAYOUT} {...props} />;
}

/** Table three, with 其他处理 in three rows or, as some reports print it, in one. */
export function Table3View(props: ViewProps): ReactElement {
  return <View name="table3" layout={table3LayoutOf(props.tables)} {...props} />;
}

/** Table four: 行政复议 and 行政诉讼, fifteen figures in one row. */
export function Table4View(props: ViewProps): ReactElement {
  return <View name="table4" layout={TABLE4_LAYOUT} {...props} />;
}
