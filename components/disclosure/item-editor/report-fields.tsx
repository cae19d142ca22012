'use client';

import type { ReactNode } from 'react';
import { inputId } from '@/components/annual-report/grid-table';
import { ReportGrid } from '@/components/annual-report/report-grid';
import { SECTION_TITLES } from '@/lib/annual-report/rules/format-2021/layout';
import type { ReportContent, TextSection } from '@/lib/annual-report/types';
import { goTo } from './go-to';
import type { ReportFinding } from './report-findings';

/** Head of the ids of the grid's cells on this page. */
export const GRID_PREFIX = 'report-';

const SECTIONS = ['section_1', 'table2', 'table3', 'table4', 'section_5', 'section_6'] as const;

/** Short names for the row of links; the full title is told to who asks. */
const SHORT_NAMES: Record<(typeof SECTIONS)[number], string> = {
  section_1: '一、总体情况',
  table2: '二、主动公开',
  table3: '三、申请办理',
  table4: '四、复议诉讼',
  section_5: '五、问题和改进',
  section_6: '六、其他事项',
};

function sectionId(section: (typeof SECTIONS)[number]): string {
  return section.startsWith('table') ? `${GRID_PREFIX}${section}-title` : `f-${section}`;
}

/** Leads to the six sections. */
export function ReportNav() {
  return (
    <nav aria-label="年度报告的六个部分" className="flex gap-1 overflow-x-auto">
      {SECTIONS.map((section) => (
        <a
          key={section}
          href={`#${sectionId(section)}`}
          title={SECTION_TITLES[section]}
          className="min-h-9 rounded border border-line bg-paper px-2.5 py-1.5 text-sm whitespace-nowrap text-brand no-underline hover:bg-brand-wash"
        >
          {SHORT_NAMES[section]}
        </a>
      ))}
    </nav>
  );
}

/** Puts the focus where a finding is. */
export function goToFinding({ place }: ReportFinding): void {
  if ('cell' in place) goTo(inputId(GRID_PREFIX, place.cell));
  else goTo(`f-${place.section}`);
}

/** What the checks of the report say: what must be mended, and what asks for a look. */
export function ReportFindings({ findings }: { findings: readonly ReportFinding[] }) {
  const blocking = findings.filter((finding) => finding.severity === 'blocking');
  const warnings = findings.filter((finding) => finding.severity === 'warning');
  return (
    <section
      id="f-report"
      tabIndex={-1}
      aria-labelledby="findings-title"
      className="border border-line bg-paper p-4"
    >
      <h2 id="findings-title" className="text-lg font-semibold">
        年报核对
      </h2>
      {findings.length === 0 ? (
        <p className="mt-1 text-ok">各格已填齐，勾稽关系和文字核对没有发现问题。</p>
      ) : null}
      <FindingList title={`必须改正（${blocking.length}）`} findings={blocking} look="text-seal" />
      <FindingList title={`请核对（${warnings.length}）`} findings={warnings} look="text-warn" />
    </section>
  );
}

function FindingList({
  title,
  findings,
  look,
}: {
  title: string;
  findings: readonly ReportFinding[];
  look: string;
}) {
  if (findings.length === 0) return null;
  return (
    <>
      <h3 className={`mt-3 font-semibold ${look}`}>{title}</h3>
      <ul className="mt-1 grid gap-1">
        {findings.map((finding) => (
          <li key={finding.key} className="flex flex-wrap items-baseline gap-x-3">
            <span className="min-w-0 flex-1">{finding.text}</span>
            <button
              type="button"
              className="min-h-9 text-brand underline underline-offset-4"
              onClick={() => goToFinding(finding)}
            >
              去看<span className="sr-only">：{finding.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The six sections: texts with the editor of the page, tables two to four as one grid. */
export function ReportFields({
  report,
  lastYear,
  editor,
  change,
  onRefused,
}: {
  report: ReportContent;
  lastYear: ReportContent | null;
  editor: (section: TextSection) => ReactNode;
  change: (edit: (report: ReportContent) => ReportContent) => void;
  /** Why figures of the tables are not handed over, or null when they are. */
  onRefused: (sentence: string | null) => void;
}) {
  const text = (section: TextSection) => (
    <section aria-labelledby={`${section}-title`} className="scroll-mt-36" id={`f-${section}`} tabIndex={-1}>
      <h2 id={`${section}-title`} className="mt-6 mb-2 font-semibold">
        {SECTION_TITLES[section]}
      </h2>
      {editor(section)}
    </section>
  );
  return (
    <>
      {text('section_1')}
      <div className="mt-6">
        <ReportGrid
          idPrefix={GRID_PREFIX}
          value={report.tables}
          carriedOutLastYear={lastYear?.tables.table3.carried_out ?? null}
          onRefused={onRefused}
          onChange={(tables) => change((known) => ({ ...known, tables }))}
        />
      </div>
      {text('section_5')}
      {text('section_6')}
    </>
  );
}
