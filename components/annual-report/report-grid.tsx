'use client';

import { type ReactElement, useEffect, useId, useMemo, useRef, useState } from 'react';
import { GridBar } from '@/components/annual-report/grid-bar';
import { gridButton } from '@/components/annual-report/grid-button';
import { cellMarks, gridMessages } from '@/components/annual-report/grid-marks';
import { GridMessageList } from '@/components/annual-report/grid-message-list';
import { GridTable, inputId } from '@/components/annual-report/grid-table';
import { Table2View, Table3View, Table4View } from '@/components/annual-report/report-tables';
import { cellName, disagreementSentence, notTakenSentence } from '@/lib/annual-report/messages';
import { cellId, cellKind, readCell } from '@/lib/annual-report/rules/cells';
import { isComputedCell, listDisagreements } from '@/lib/annual-report/rules/compute-totals';
import { SECTION_TITLES, type TableLayout } from '@/lib/annual-report/rules/format-2021/layout';
import { TABLE4_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-four';
import { table3LayoutOf } from '@/lib/annual-report/rules/format-2021/table-three';
import { TABLE2_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-two';
import { figureAfter, parseCell } from '@/lib/annual-report/rules/parse-cell';
import {
  type EditResult,
  editCells,
  listBlankCells,
  pasteBlock,
  type RefusedText,
} from '@/lib/annual-report/rules/paste-block';
import type { Cell, CellRef, ReportTables, Table3Row } from '@/lib/annual-report/types';

type ReportGridProps = {
  value: ReportTables;
  onChange: (next: ReportTables) => void;
  /** Shows the figures as they will be printed, without inputs. */
  readOnly?: boolean;
  /** 结转下年度 of last year's report, where it is known. */
  carriedOutLastYear?: Table3Row | null;
  /** Whether the organ makes 规章; a district bureau does not, so its row is 0. */
  rulesMakerAllowed?: boolean;
  /** The sentence that says what is not handed over, or null when everything is. */
  onRefused?: (sentence: string | null) => void;
  /** Head of the ids of cells and titles, so that the page around can lead to them; its own where not given. */
  idPrefix?: string;
};

/** Texts being typed or not taken, by cell, each with the figure that stood there before: it stays until a valid one. */
type Typed = Map<string, { ref: CellRef; text: string; before: Cell }>;

/** The state before a block was pasted or blanks were filled, while nothing else has been typed since. */
type Undo = { what: string; before: ReportTables; typedBefore: Typed; after: ReportTables };

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
 * that differs is told before it gives way. A text that is no figure stays in its cell and is explained; until it is
 * mended the figure of before is kept, and the page around is told that something is not handed over.
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
  const { length: refusals } = refused;
  const { onRefused } = props;
  // The page around makes a new function at each rendering; it must be called when the number changes, not then.
  const latest = useRef(onRefused);
  useEffect(() => {
    latest.current = onRefused;
  });
  useEffect(() => {
    latest.current?.(refusals > 0 ? notTakenSentence(refusals) : null);
  }, [refusals]);
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
  const blanks = listBlankCells(value, options);
  const untouched = blanks.filter((ref) => !typed.get(cellId(ref))?.text.trim());
  const disagreements = listDisagreements(value, options);

  function accept(result: EditResult, more: string[] = []) {
    const told = result.disagreements.map(({ origin, disagreement }) =>
      disagreementSentence(disagreement, origin),
    );
    if (told.length + more.length > 0) setNotices((known) => [...known, ...told, ...more]);
    onChange(result.tables);
  }

  function type(ref: CellRef, text: string) {
    const known = typed.get(cellId(ref));
    const before = known ? known.before : readCell(value, ref);
    setTyped((all) => new Map(all).set(cellId(ref), { ref, text, before }));
    setActive(cellId(ref));
    accept(editCells(value, [{ ref, value: figureAfter(text, cellKind(ref), before) }], options));
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
    for (const { ref: at, text: kept } of result.refused) {
      next.set(cellId(at), { ref: at, text: kept, before: readCell(value, at) });
    }
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
      untouched.map((ref) => ({ ref, value: 0 })),
      options,
    );
    setUndo({
      what: `已把 ${untouched.length} 个空格填 0`,
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
      <GridBar
        blanks={blanks.length}
        fillable={untouched.length}
        refused={refused.length}
        messages={messages.length}
        undo={canUndo ? undo.what : null}
        notices={notices}
        onUndo={() => undo && takeBack(undo)}
        onFill={fillZeros}
        onRead={() => setNotices([])}
      />

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
            className={`${gridButton} mt-2`}
            onClick={() => accept(editCells(value, [], options))}
          >
            改用计算的数
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
