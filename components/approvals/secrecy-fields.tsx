'use client';

import { TextArea } from '@/components/ui/field';
import type { SecrecyAnswers } from '@/lib/approvals/types';

type Question = 'state_secret' | 'work_secret' | 'trade_secret' | 'personal_privacy';

/** Answers while they are given; null = not answered yet. */
export type SecrecyDraft = Readonly<Record<Question, boolean | null>> & { readonly basis: string };

/** 逐项审查 begins unanswered: a 否 that nobody chose would be no review. */
export const UNANSWERED: SecrecyDraft = {
  state_secret: null,
  work_secret: null,
  trade_secret: null,
  personal_privacy: null,
  basis: '',
};

/** The answers with the conclusion to publish; undefined while one is missing. */
export function completeAnswers(draft: SecrecyDraft): SecrecyAnswers | undefined {
  const { state_secret, work_secret, trade_secret, personal_privacy, basis } = draft;
  if (state_secret === null || work_secret === null || trade_secret === null || personal_privacy === null) {
    return undefined;
  }
  return { state_secret, work_secret, trade_secret, personal_privacy, basis, conclusion: 'publish' };
}

const QUESTIONS = [
  { key: 'state_secret', text: '含国家秘密' },
  { key: 'work_secret', text: '含工作秘密' },
  { key: 'trade_secret', text: '含商业秘密' },
  { key: 'personal_privacy', text: '含个人隐私' },
] as const;

/** 保密审查, item by item (条例第十七条): a 是 anywhere means the text can't pass as it is. */
export function SecrecyFields({
  answers,
  onChange,
}: {
  answers: SecrecyDraft;
  onChange: (answers: SecrecyDraft) => void;
}) {
  return (
    <fieldset className="my-3">
      <legend className="mb-1 font-semibold">逐项审查</legend>
      {QUESTIONS.map(({ key, text }) => (
        <div
          key={key}
          role="radiogroup"
          aria-label={text}
          className="flex min-h-11 flex-wrap items-center gap-x-5"
        >
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
