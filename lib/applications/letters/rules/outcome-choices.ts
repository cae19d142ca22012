import { TABLE3_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-three';
import { REPLY_STEP_NAMES } from '@/lib/approvals/types';
import { articleLabel } from '@/lib/letters/rules/articles';
import { letterName } from '@/lib/letters/rules/letter-table';
import { replyRoute } from '@/lib/letters/rules/reply-route';
import { REMEDY_MODE_NAMES } from '@/lib/letters/types/letters';
import type { CivilDate } from '@/lib/platform/dates';
import { evidenceOnFile, type OnFile } from '../../rules/evidence-on-file';
import { isRefusalGround, outcomesFor, remedyMode } from '../../rules/outcomes';
import type { EvidenceNeed, Grounds, OutcomeRow } from '../../types/outcomes';
import type { EvidenceLine, OutcomeChoice, WithheldGround } from '../types';

/** Outcomes that follow from steps of their own and are not chosen. */
const BY_OWN_STEP: readonly string[] = ['other.supplement_overdue', 'other.fee_unpaid'];

/** The labels of the row of table three, from the outermost: （三）不予公开 / 1.属于国家秘密. */
export function reportLabels(row: Pick<OutcomeRow, 'reportRow'>): string[] {
  if (row.reportRow === null) return [];
  const rows = TABLE3_LAYOUT.bodies.flat();
  const labels = new Map(
    rows.flatMap(({ cells }) =>
      cells.flatMap((cell) => (cell.kind === 'label' ? [[cell.id, cell.text] as const] : [])),
    ),
  );
  const figure = rows
    .flatMap(({ cells }) => cells)
    .find((cell) => cell.kind === 'figure' && cell.ref.table === 'table3' && cell.ref.row === row.reportRow);
  if (figure?.kind !== 'figure') return [];
  const own = figure.headers.filter((id) => !id.startsWith('c')).flatMap((id) => labels.get(id) ?? []);
  // 三、本年度办理结果 stands over all of them.
  return own.slice(1).map((text) => text.replace(/（区分处理.*）$/, ''));
}

/** 《条例》第三十六条第（二）项、第四十条 */
export function basisOf({ articles }: Pick<OutcomeRow, 'articles'>): string {
  return articles.length === 0 ? '' : `《条例》${articles.map(articleLabel).join('、')}`;
}

/** What a row still needs of records, and where to make them. */
const RECORDS: Record<
  Exclude<EvidenceNeed['source'], 'file' | 'grounds'>,
  readonly [there: string, missing: string]
> = {
  search_record: ['案卷里有检索记录', '还没有检索记录，请到案件页“记录检索”'],
  consultation: ['案卷里有已经结束的征求意见', '还没有第三方的意见，也没有满15个工作日'],
  earlier_case: ['已经关联前一件申请', '请在下面选定前一件申请'],
  letter: ['文书已经发出', '文书还没有发出'],
  event: ['案卷里有撤回的记录', '案卷里没有撤回的记录'],
};

function evidenceLine(need: EvidenceNeed, isThere: boolean): EvidenceLine {
  const { key, label, source } = need;
  if (source === 'file') return { key, label, by: 'file', isThere: false, note: '从案卷选取，或者现在上传' };
  if (source === 'grounds') return { key, label, by: 'answer', isThere: false, note: '由下面的内容写明' };
  return { key, label, by: 'record', isThere, note: RECORDS[source][isThere ? 0 : 1] };
}

/** What the rows of the one table are chosen from: what is on file, and what records answer already. */
export type ChoiceFacts = {
  readonly kind: string;
  readonly onFile: OnFile;
  /** Answers by key, from search records, consultations, the way of delivery. */
  readonly known: Grounds;
  readonly today: CivilDate;
};

/**
 * The rows of the one table that a decision can choose, with everything that follows from each: article, letter, route,
 * remedies, evidence, questions and the cell of table three.
 *
 * @rule REG-36-1 @rule REG-EV-1
 */
export function outcomeChoices({ kind, onFile, known, today }: ChoiceFacts): OutcomeChoice[] {
  return outcomesFor(kind)
    .filter((row) => !BY_OWN_STEP.includes(row.outcome) && row.subOutcome !== 'withdrawn')
    .map((row) => {
      const labels = reportLabels(row);
      const there = evidenceOnFile(row, onFile);
      const mode =
        row.letter === null ? null : remedyMode(row.letter, row.outcome, ['not_public.state_secret'], today);
      return {
        key: row.subOutcome === null ? row.outcome : `${row.outcome}/${row.subOutcome}`,
        outcome: row.outcome,
        subOutcome: row.subOutcome,
        group: labels[0] ?? '更正本人信息（不计入第三张表）',
        label: row.label,
        basis: basisOf(row),
        letter: row.letter === null ? null : `${row.letter} ${letterName(row.letter)}`,
        route:
          row.letter === null || mode === null
            ? []
            : replyRoute(row.letter, mode).map(({ step }) => REPLY_STEP_NAMES[step]),
        remedy: mode === null ? '' : REMEDY_MODE_NAMES[mode],
        cell: row.reportRow === null ? null : labels.join(' '),
        evidence: row.evidence.map((need) => evidenceLine(need, there.has(need.key))),
        grounds: row.grounds,
        known: Object.fromEntries(
          row.grounds.flatMap(({ key }) => (known[key] === undefined ? [] : [[key, known[key]] as const])),
        ),
      };
    });
}

/** The grounds on which a part can be withheld (条例37): those of 不予公开, each with its questions. */
export function withheldGrounds(): WithheldGround[] {
  return outcomesFor('application')
    .filter((row) => row.outcome.startsWith('not_public.') && row.subOutcome === null)
    .map((row) => ({
      outcome: row.outcome,
      label: row.label.replace('不予公开：', ''),
      basis: basisOf(row),
      grounds: row.grounds.filter(({ key }) => key !== 'reason'),
      isRefusal: isRefusalGround(row.outcome),
    }));
}
