'use client';

import { SelectField, TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { DraftFinding } from '@/lib/disclosure/queries/proofread-draft';
import { REASON_LENGTH } from '@/lib/proofreading/types';
import { answerId, answerOf, byRule } from './answers';
import type { ItemEditing } from './use-item-editing';

/**
 * What is left of the findings when a text is submitted, and the author's answer to each: hints by rule with one reason
 * for all, everything else one by one. A marking has no answer.
 */
export function FindingAnswers({
  editing,
  refused,
}: {
  editing: ItemEditing;
  /** What was refused, by the id of an answer. */
  refused: ReadonlyMap<string, string>;
}) {
  const findings = editing.proofreading.result?.findings ?? [];
  const markings = findings.filter((finding) => finding.kind === 'classification');
  const others = findings.filter((finding) => finding.kind !== 'classification');
  // What blocks first, each group in the order of the text.
  const single = (['blocking', 'warning'] as const).flatMap((severity) =>
    others.filter((finding) => finding.severity === severity),
  );
  const hints = byRule(others.filter((finding) => finding.severity === 'hint'));
  if (findings.length === 0) return <p className="mt-2 text-ok">校对没有发现问题。</p>;
  return (
    <div className="mt-3">
      {markings.length > 0 ? (
        <Notice look="error" title="有密级标志，不能提交：">
          <ul className="list-disc pl-5">
            {markings.map((finding) => (
              <li key={finding.key}>
                {finding.where}：{finding.message}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {single.length + hints.length > 0 ? (
        <p className="font-semibold">下列校对发现不改的，请写明理由（审核人看得到）：</p>
      ) : null}
      {single.map((finding) => (
        <fieldset key={finding.key} className="mt-2 border-l-4 border-line pl-3">
          <legend className="sr-only">{finding.message}</legend>
          <p className="wrap-anywhere">
            <span className={finding.severity === 'blocking' ? 'font-semibold text-seal' : ''}>
              {finding.severity === 'blocking' ? '必须处理　' : ''}
            </span>
            {finding.where}：{finding.message}
          </p>
          <AnswerFields finding={finding} editing={editing} error={refused.get(answerId(finding))} />
        </fieldset>
      ))}
      {hints.map(([rule, alike]) => {
        const [first] = alike;
        return first ? (
          <fieldset key={rule} className="mt-2 border-l-4 border-line pl-3">
            <legend className="sr-only">{first.message}</legend>
            <details>
              <summary className="cursor-pointer">
                提示 {alike.length} 处：{first.message}
              </summary>
              <ul className="list-disc pl-5 text-sm">
                {alike.map((finding) => (
                  <li key={finding.key}>
                    {finding.where}：{finding.message}
                  </li>
                ))}
              </ul>
            </details>
            <AnswerFields finding={first} editing={editing} error={refused.get(answerId(first))} />
          </fieldset>
        ) : null;
      })}
    </div>
  );
}

function AnswerFields({
  finding,
  editing,
  error,
}: {
  finding: DraftFinding;
  editing: ItemEditing;
  error: string | undefined;
}) {
  const id = answerId(finding);
  const { answers, answer } = editing.proofreading;
  const given = answerOf(finding, answers);
  const isBlocking = finding.severity === 'blocking';
  return (
    <div className="grid gap-x-3 sm:grid-cols-[11rem_minmax(0,1fr)]">
      {isBlocking ? (
        <p className="mt-3 self-center">提请终审人决定</p>
      ) : (
        <SelectField
          id={`${id}-act`}
          label="处理"
          value={given.act}
          onChange={(event) =>
            answer(finding, {
              ...given,
              act: event.target.value === 'escalated' ? 'escalated' : 'refused',
            })
          }
          options={[
            ['refused', '不改'],
            ['escalated', '提请终审人决定'],
          ]}
        />
      )}
      <TextField
        id={`${id}-reason`}
        label={isBlocking ? '说明' : '理由'}
        required
        error={error}
        maxLength={REASON_LENGTH}
        value={given.reason}
        hint={finding.former ? `上一稿${finding.former.by}写的，可以直接用或修改。` : undefined}
        onChange={(event) => answer(finding, { ...given, reason: event.target.value })}
      />
    </div>
  );
}
