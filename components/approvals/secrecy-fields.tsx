'use client';

import { TextArea, TextField } from '@/components/ui/field';
import type { SecrecyAnswers } from '@/lib/approvals/types';
import type { ReviewFinding } from '@/lib/disclosure/queries/get-proof';
import { HANDLING_ACT_NAMES } from '@/lib/proofreading/messages';
import { SECRECY_QUESTIONS } from './findings-words';

type Question = (typeof SECRECY_QUESTIONS)[number]['key'];

/** Answers while they are given; null = not answered yet. */
export type SecrecyDraft = Readonly<Record<Question, boolean | null>> & {
  readonly basis: string;
  /** What was looked at for one question, in the officer's own words. */
  readonly notes: Readonly<Record<Question, string>>;
};

/** 逐项审查 begins unanswered: a 否 that nobody chose would be no review. */
export const UNANSWERED: SecrecyDraft = {
  state_secret: null,
  work_secret: null,
  trade_secret: null,
  personal_privacy: null,
  basis: '',
  notes: { state_secret: '', work_secret: '', trade_secret: '', personal_privacy: '' },
};

/** The answers with the conclusion to publish; undefined while one is missing. */
export function completeAnswers(draft: SecrecyDraft): SecrecyAnswers | undefined {
  const { state_secret, work_secret, trade_secret, personal_privacy } = draft;
  if (state_secret === null || work_secret === null || trade_secret === null || personal_privacy === null) {
    return undefined;
  }
  return {
    state_secret,
    work_secret,
    trade_secret,
    personal_privacy,
    basis: wholeBasis(draft),
    conclusion: 'publish',
  };
}

/** The basis with what was noted for each question, one line each. */
function wholeBasis({ basis, notes }: SecrecyDraft): string {
  if (basis.trim() === '') return '';
  const noted = SECRECY_QUESTIONS.flatMap(({ key, name }) =>
    notes[key].trim() === '' ? [] : [`${name}：${notes[key].trim()}`],
  );
  return [basis.trim(), ...noted].join('\n');
}

/** 保密审查, item by item (条例第十七条): a 是 anywhere means the text can't pass as it is. */
export function SecrecyFields({
  answers,
  findings,
  onChange,
}: {
  answers: SecrecyDraft;
  /** Findings of proofreading; null where the text has none by its nature, as letters. */
  findings: readonly ReviewFinding[] | null;
  onChange: (answers: SecrecyDraft) => void;
}) {
  return (
    <fieldset className="my-3">
      <legend className="mb-1 font-semibold">逐项审查</legend>
      {SECRECY_QUESTIONS.map(({ key, text, name, kinds }) => (
        <div key={key} className="border-b border-line pb-2">
          <div role="radiogroup" aria-label={text} className="flex min-h-11 flex-wrap items-center gap-x-5">
            <span className="w-32">{text}</span>
            {[false, true].map((value) => (
              <label key={String(value)} className="flex min-h-11 items-center gap-2">
                <input
                  type="radio"
                  name={key}
                  className="size-5 accent-brand"
                  checked={answers[key] === value}
                  onChange={() => onChange({ ...answers, [key]: value })}
                />
                {value ? '是' : '否'}
              </label>
            ))}
          </div>
          {findings === null ? null : (
            <RelatedFindings findings={findings.filter((one) => kinds.some((kind) => kind === one.kind))} />
          )}
          <TextField
            id={`secrecy-note-${key}`}
            label={`${name}：说明（可不填）`}
            maxLength={300}
            value={answers.notes[key]}
            onChange={(event) =>
              onChange({ ...answers, notes: { ...answers.notes, [key]: event.target.value } })
            }
          />
        </div>
      ))}
      <TextArea
        id="secrecy-basis"
        label="审查依据"
        hint="写明依据的法律条款、保密事项范围或文件。"
        required
        value={answers.basis}
        onChange={(event) => onChange({ ...answers, basis: event.target.value })}
      />
      <p className="text-sm text-ink-soft">有任何一项为“是”，请退回并写明需要去除的内容，或报请确定。</p>
    </fieldset>
  );
}

/** What was found that speaks to one question, with what was said about it. */
function RelatedFindings({ findings }: { findings: readonly ReviewFinding[] }) {
  if (findings.length === 0) return <p className="text-sm text-ink-soft">没有相关的校对发现。</p>;
  return (
    <ul className="list-disc pl-5 text-sm">
      {findings.map(({ id, where, message, exemptBasis, answers }) => {
        const last = answers.at(-1);
        return (
          <li key={id} className="wrap-anywhere">
            {where}：{message}
            {exemptBasis ? `公开依据：${exemptBasis}。` : ''}
            {last ? (
              <span className="text-ink-soft">
                　{last.by} {HANDLING_ACT_NAMES[last.act]}：{last.reason}
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
