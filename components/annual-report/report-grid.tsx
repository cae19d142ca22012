'use client';

import { type ReactElement, useId, useMemo, useState } from 'react';
import { cellMarks, gridMessages } from '@/components/annual-report/grid-marks';
import { GridMessageList } from '@/components/annual-report/grid-message-list';
import { GridTable, inputId } from '@/components/annual-report/grid-table';
import { Table2View, Table3View, Table4View } from '@/components/annual-report/report-tables';
import { cellName, disagreementSentence } from '@/lib/annual-report/messages';
import { cellId, cellKind } from '@/lib/annual-report/rules/cells';
import { isComputedCell, listDisagreements } from '@/lib/annual-report/rules/compute-totals';
import { SECTION_TITLES, type TableLayout } from '@/lib/annual-report/rules/format-2021/layout';
import { TABLE4_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-four';
import { table3LayoutOf } from '@/lib/annual-report/rules/format-2021/table-three';
import { TABLE2_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-two';
import { parseCell } from '@/lib/annual-report/rules/parse-cell';
import {
  type EditResult,
  editCells,
  listBlankCells,
  pasteBlock,
  type RefusedText,
} from '@/lib/annual-report/rules/paste-block';
import type { CellRef, ReportTables, Table3Row } from '@/lib/annual-report/types';

type ReportGridProps = {
  value: ReportTables;
  onChange: (next: ReportTables) => void;
  /** Shows the figures as they will be printed, without inputs. */
  readOnly?: boolean;
  /** 结转下年度 of last year's report, where it is known. */
  carriedOutLastYear?: Table3Row | null;
  /** Whether the organ makes 规章; a district bureau does not, so its row is 0. */
  rulesMakerAllowed?: boolean;
  /** Head of the ids of cells and titles, so that the page around can lead to them; its own where not given. */
  idPrefix?: string;
};

type Typed = Map<string, { ref: CellRef; text: string }>;

/** The state before a block was pasted or blanks were filled, while nothing else has been typed since. */
type Undo = { what: string; before: ReportTables; typedBefore: Typed; after: ReportTables };

const BUTTON =
  'min-h-9 rounded-md border border-brand bg-paper px-3 text-sm text-brand focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-brand';

const TABLE_NAMES = ['table2', 'table3', 'table4'] as const;

function pasteNotices(result: ReturnType<typeof pasteBlock>): string[] {
  const { ignored, leftOver } = result;
  return [
    ...ignored.map(({ ref, text }) => `${cellName(ref)}自动计算，粘贴到这里的“${text}”没有采用。`),
    ...(leftOver.length > 0 ? [`粘贴的内容超出表格，这些没有填入：${leftOver.join('、')}。`] : []),
  ];
}

function sameTables(a: ReportTables, b: ReportTables): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Tables two, three and four to type into. Totals are computed as one types; a total that somebody wrote and
 * that differs is told before it gives way. A text that is no figure stays in its cell, is explained, and
 * counts as blank until mended.
 */
export function ReportGrid(props: ReportGridProps): ReactElement {
  const { value, onChange, readOnly = false, carriedOutLastYear, rulesMakerAllowed = false } = props;
  const ownPrefix = `${useId().replace(/[^\w-]/g, '')}-`;
  const idPrefix = props.idPrefix ?? ownPrefix;
  const options = { makesRules: rulesMakerAllowed };
  const [typed, setTyped] = useState<Typed>(new Map());
  const [active, setActive] = useState<string | null>(null);
  const [notices, setNotices] = useState<string[]>([]);
  const [undo, setUndo] = useState<Undo | null>(null);
  const [isAsking, setIsAsking] = useState(false);

  const refused = useMemo(
    () =>
      [...typed.values()].flatMap(({ ref, text }): RefusedText[] => {
        const parsed = parseCell(text, cellKind(ref));
        // What is being typed is not judged before the cell is left: "0." is on its way to 0.04.
        if (parsed.ok || cellId(ref) === active) return [];
        return [{ ref, text: parsed.text, refusal: parsed.refusal }];
      }),
    [typed, active],
  );
  const messages = useMemo(
    () => gridMessages(value, refused, { carriedOutLastYear, idPrefix }),
    [value, refused, carriedOutLastYear, idPrefix],
  );
  const marks = useMemo(() => cellMarks(messages, refused), [messages, refused]);
  const texts = useMemo(() => new Map([...typed].map(([id, { text }]) => [id, text])), [typed]);

  if (readOnly) {
    return (
      <>
        <h3 className="font-semibold">{SECTION_TITLES.table2}</h3>
        <Table2View tables={value} idPrefix={idPrefix} />
        <h3 className="font-semibold">{SECTION_TITLES.table3}</h3>
        <Table3View tables={value} idPrefix={idPrefix} />
        <h3 className="font-semibold">{SECTION_TITLES.table4}</h3>
        <Table4View tables={value} idPrefix={idPrefix} />
      </>
    );
  }

  const isComputed = (ref: CellRef) => isComputedCell(ref, options);
  const blanks = listBlankCells(value, options).filter((ref) => !typed.get(cellId(ref))?.text.trim());
  const disagreements = listDisagreements(value, options);

  function accept(result: EditResult, more: string[] = []) {
    const told = result.disagreements.map(({ origin, disagreement }) =>
      disagreementSentence(disagreement, origin),
    );
    if (told.length + more.length > 0) setNotices((known) => [...known, ...told, ...more]);
    onChange(result.tables);
  }

  function type(ref: CellRef, text: string) {
    const parsed = parseCell(text, cellKind(ref));
    setTyped((known) => new Map(known).set(cellId(ref), { ref, text }));
    setActive(cellId(ref));
    accept(editCells(value, [{ ref, value: parsed.ok ? parsed.value : null }], options));
  }

  function leave(ref: CellRef) {
    setActive((known) => (known === cellId(ref) ? null : known));
    const text = typed.get(cellId(ref))?.text;
    if (text === undefined || !parseCell(text, cellKind(ref)).ok) return;
    setTyped((known) => {
      const next = new Map(known);
      next.delete(cellId(ref));
      return next;
    });
  }

  function paste(layout: TableLayout, ref: CellRef, text: string) {
    const result = pasteBlock(value, layout, ref, text, options);
    const next = new Map(typed);
    for (const { ref: changed } of result.changes) next.delete(cellId(changed));
    for (const { ref: at, text: kept } of result.refused) next.set(cellId(at), { ref: at, text: kept });
    setActive(null);
    setTyped(next);
    setUndo({
      what: `已粘贴 ${result.filled} 格`,
      before: value,
      typedBefore: typed,
      after: result.tables,
    });
    accept(result, pasteNotices(result));
  }

  function fillZeros() {
    const result = editCells(
      value,
      blanks.map((ref) => ({ ref, value: 0 })),
      options,
    );
    setIsAsking(false);
    setUndo({
      what: `已把 ${blanks.length} 个空格填 0`,
      before: value,
      typedBefore: typed,
      after: result.tables,
    });
    accept(result);
  }

  function takeBack({ before, typedBefore }: Undo) {
    setTyped(typedBefore);
    setUndo(null);
    onChange(before);
  }

  function goTo(ref: CellRef) {
    const target = document.getElementById(inputId(idPrefix, ref));
    target?.scrollIntoView({ block: 'center', inline: 'center' });
    target?.focus({ preventScroll: true });
  }

  const layouts = { table2: TABLE2_LAYOUT, table3: table3LayoutOf(value), table4: TABLE4_LAYOUT };
  const canUndo = undo !== null && sameTables(undo.after, value);

  return (
    <div>
      <div className="flex flex-wrap items-center gap-2 border border-line bg-ground p-3 text-sm">
        <p role="status" className="mr-auto">
          {blanks.length === 0 ? '各格都已填写。' : `还有 ${blanks.length} 格没有填。`}
          {messages.length === 0 ? '勾稽关系没有发现问题。' : `有 ${messages.length} 处需要核对。`}
          {canUndo ? `${undo.what}。` : ''}
        </p>
        {canUndo && (
          <button type="button" className={BUTTON} onClick={() => takeBack(undo)}>
            撤销这一步
          </button>
        )}
        {isAsking ? (
          <>
            <span>没有填的 {blanks.length} 格都填 0？</span>
            <button type="button" className={BUTTON} onClick={fillZeros}>
              确定填 0
            </button>
            <button type="button" className={BUTTON} onClick={() => setIsAsking(false)}>
              不填
            </button>
          </>
        ) : (
          <button
            type="button"
            className={`${BUTTON} disabled:border-line disabled:text-ink-soft`}
            disabled={blanks.length === 0}
            onClick={() => setIsAsking(true)}
          >
            全部填 0
          </button>
        )}
      </div>

      {disagreements.length > 0 && (
        <div className="mt-2 border border-warn bg-warn-wash p-3 text-sm text-warn">
          <p>
            有 {disagreements.length} 格自动计算的数与原来填的不同，原来填的还保留着：
            {disagreements
              .map(
                ({ ref, printed, computed }) => `${cellName(ref)}原填 ${printed}，计算为 ${computed ?? '空'}`,
              )
              .join('；')}
            。
          </p>
          <button
            type="button"
            className={`${BUTTON} mt-2`}
            onClick={() => accept(editCells(value, [], options))}
          >
            改用计算的数
          </button>
        </div>
      )}

      {notices.length > 0 && (
        <div role="alert" className="mt-2 border border-warn bg-warn-wash p-3 text-sm text-warn">
          <ul className="list-disc pl-5">
            {notices.map((notice, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: notices are only ever appended
              <li key={i}>{notice}</li>
            ))}
          </ul>
          <button type="button" className={`${BUTTON} mt-2`} onClick={() => setNotices([])}>
            知道了
          </button>
        </div>
      )}

      {TABLE_NAMES.map((name) => (
        <section key={name} aria-labelledby={`${idPrefix}${name}-title`} className="mt-6">
          <h3 id={`${idPrefix}${name}-title`} className="font-semibold">
            {SECTION_TITLES[name]}
          </h3>
          <GridMessageList messages={messages.filter(({ table }) => table === name)} goTo={goTo} />
          <GridTable
            name={name}
            layout={layouts[name]}
            value={value}
            typed={texts}
            marks={marks}
            idPrefix={idPrefix}
            isComputed={isComputed}
            onType={type}
            onLeave={leave}
            onPasteBlock={paste}
          />
        </section>
      ))}
    </div>
  );
}
