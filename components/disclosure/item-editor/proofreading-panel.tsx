'use client';

import { useState } from 'react';
import { Tag } from '@/components/ui/tag';
import type { DraftFinding, FormerRemark } from '@/lib/disclosure/queries/proofread-draft';
import { FINDING_KIND_NAMES, SEVERITY_NAMES } from '@/lib/proofreading/messages';
import { SEVERITIES, type Severity } from '@/lib/proofreading/types';
import { byRule } from './answers';
import { isApplicable } from './go-to-finding';
import type { ItemEditing } from './use-item-editing';

/** Id of the panel, for the button of the bar. */
export const PROOFREADING_ID = 'f-proofreading';

const LOOKS = { blocking: 'text-seal', warning: 'text-warn', hint: 'text-ink-soft' } as const;
const linkLook = 'min-h-9 text-brand underline underline-offset-4';

/** How many findings of each severity there are, in words: `3 处必须处理，5 处请核对`. */
export function countsOf(findings: readonly { readonly severity: Severity }[]): string {
  return SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [`${count} 处${SEVERITY_NAMES[severity]}`] : [];
  }).join('，');
}

/** 校对: what the machine finds in the text as it was last saved, by severity; each leads to its words. */
export function ProofreadingPanel({ editing }: { editing: ItemEditing }) {
  const { proofreading, state } = editing;
  const { result, isRunning, isCurrent, failure, run } = proofreading;
  // The checks of an annual report have a list of their own beside this one.
  const findings = (result?.findings ?? []).filter((finding) => finding.rule !== 'report_figure');
  return (
    <section
      id={PROOFREADING_ID}
      tabIndex={-1}
      aria-labelledby="proofreading-title"
      className="border border-line bg-paper p-4"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="proofreading-title" className="text-lg font-semibold">
          校对
        </h2>
        <button
          type="button"
          className={linkLook}
          disabled={isRunning}
          onClick={() => void run(state.revision)}
        >
          重新校对
        </button>
      </div>
      <p role="status" className="text-sm text-ink-soft">
        {isRunning
          ? '正在校对…'
          : failure
            ? `没有校对成：${failure}`
            : result === null
              ? '保存后自动校对。'
              : isCurrent
                ? countsOf(findings) || '没有发现问题。'
                : '文字有改动，保存后重新校对。'}
      </p>
      {SEVERITIES.map((severity) => (
        <SeverityGroup
          key={severity}
          severity={severity}
          findings={findings.filter((finding) => finding.severity === severity)}
          editing={editing}
        />
      ))}
      <Remarks remarks={result?.remarks ?? []} />
    </section>
  );
}

function SeverityGroup({
  severity,
  findings,
  editing,
}: {
  severity: Severity;
  findings: readonly DraftFinding[];
  editing: ItemEditing;
}) {
  if (findings.length === 0) return null;
  return (
    <details className="mt-3" open={severity !== 'hint'}>
      <summary className={`min-h-9 cursor-pointer font-semibold ${LOOKS[severity]}`}>
        {SEVERITY_NAMES[severity]}（{findings.length}）
      </summary>
      {byRule(findings).map(([rule, alike]) => (
        <ul key={rule} className="divide-y divide-line border-t border-line">
          {alike.map((finding) => (
            <FindingLine key={finding.key} finding={finding} editing={editing} />
          ))}
        </ul>
      ))}
    </details>
  );
}

function FindingLine({ finding, editing }: { finding: DraftFinding; editing: ItemEditing }) {
  const [isGone, setIsGone] = useState(false);
  const { suggestion, message, where, kind } = finding;
  return (
    <li className="py-2">
      <p className="wrap-anywhere">{message}</p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 text-sm">
        <Tag look="quiet">{FINDING_KIND_NAMES[kind]}</Tag>
        <button type="button" className={linkLook} onClick={() => setIsGone(!editing.showFinding(finding))}>
          {where}
          <span className="sr-only">：{message}</span>
        </button>
        {isApplicable(finding) ? (
          <button
            type="button"
            className={linkLook}
            onClick={() => setIsGone(!editing.applySuggestion(finding))}
          >
            {suggestion === '' ? `删去“${shown(finding.words)}”` : `改为“${suggestion}”`}
          </button>
        ) : null}
      </p>
      {finding.exempt ? (
        <p className="text-sm text-ink-soft">公开个人信息的依据：{finding.exempt.basis}</p>
      ) : null}
      {isGone ? (
        <p role="alert" className="text-sm text-warn">
          这处文字已经改过，保存后重新校对。
        </p>
      ) : null}
    </li>
  );
}

/** Words that can't be seen are told. */
function shown(words: string): string {
  return words.replaceAll(/[ \u3000]/g, '␣');
}

/** What reviewers found themselves in the last version. */
function Remarks({ remarks }: { remarks: readonly FormerRemark[] }) {
  if (remarks.length === 0) return null;
  return (
    <div className="mt-3 border-t border-line pt-3">
      <h3 className="font-semibold">审核人的校对意见（上一稿）</h3>
      <ul className="divide-y divide-line">
        {remarks.map((remark) => (
          <li key={remark.id} className="py-2">
            <p className="wrap-anywhere">
              “{remark.place.excerpt}”：{remark.message}
            </p>
            <p className="mt-1 flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
              <Tag look={remark.isChanged ? 'ok' : 'warn'}>{remark.isChanged ? '文字已改' : '文字未改'}</Tag>
              {SEVERITY_NAMES[remark.severity]}，{remark.by}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
