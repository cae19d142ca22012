'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type Answers, AskedFields } from '@/components/letters/asked-fields';
import { PreviewPane } from '@/components/letters/preview-pane';
import { usePreview } from '@/components/letters/use-preview';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { TextArea } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { draftProcedureLetterAction, previewLetterAction } from '@/lib/applications/letters/actions';
import type { LetterPreview, ProcedureForm } from '@/lib/applications/letters/types';
import { valueInWords } from '@/lib/letters/rules/merge';
import type { FieldDefinition } from '@/lib/letters/types/templates';
import type { Refusal } from '@/lib/platform/result';
import { linesIn, type Needs, needsOf, previewOf } from './needs';
import { StepNeeds } from './step-needs';

/** Fields that the part of the step beside them fills in. */
const BY_STEP = [
  'interest',
  'content_summary',
  'information_name',
  'reasons_due',
  'answer_by',
  'consultation_kind',
  'consulted',
  'consulted_on',
  'supplement_days',
];

/** Begins a letter of the procedure: what the step needs, the fields of the letter, and the letter as it will read. */
export function ProcedureLetterForm({ form }: { form: ProcedureForm }) {
  const router = useRouter();
  const asked = form.fields.filter(isAsked);
  const [answers, setAnswers] = useState<Answers>(() => initialAnswers(form, asked));
  const [needs, setNeeds] = useState<Needs>(() => needsOf(form));
  const [ownWords, setOwnWords] = useState('');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);
  const state = { answers, needs, ownWords: linesIn(ownWords) };
  const answer = usePreview<LetterPreview>(JSON.stringify(state), () =>
    previewLetterAction(previewOf(form, state)),
  );
  const preview = answer?.ok ? answer.value : null;
  const isStale = refusals.some(({ code }) => code === 'stale_case');
  const errorOf = (key: string) => refusals.find(({ field }) => field?.split('.').at(-1) === key)?.message;

  async function begin() {
    setPending(true);
    const { party, fee } = needs;
    const result = await attempt(() =>
      draftProcedureLetterAction({
        ...previewOf(form, state),
        seenSeq: form.seenSeq,
        party: party === undefined ? undefined : { ...party },
        fee: fee === undefined ? undefined : { scale: fee.scale, pages: fee.pages, reason: fee.reason },
      }),
    );
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    if (result.ok) router.push(`/office/applications/${form.caseId}/letters/${result.value.letterId}`);
  }

  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] lg:items-start">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        {form.warnings.map(({ code, message }) => (
          <Notice key={code} look="warn">
            <p>{message}</p>
          </Notice>
        ))}
        <StepNeeds form={form} needs={needs} preview={preview} errorOf={errorOf} onChange={setNeeds} />
        {asked.length > 0 ? (
          <Card title="文书内容">
            <AskedFields
              at="letter"
              fields={asked.map(({ name, ...rest }) => ({ ...rest, label: name }))}
              answers={answers}
              errorOf={errorOf}
              onChange={(key, value) => setAnswers((present) => ({ ...present, [key]: value }))}
            />
          </Card>
        ) : null}
        <GivenFields form={form} />
        <Card title="补充说明">
          <TextArea
            id="own-words"
            label="自己的话（可不填）"
            hint="每行一段，写在正文后面；救济告知由系统写入，不要另写。"
            rows={4}
            value={ownWords}
            onChange={(event) => setOwnWords(event.target.value)}
          />
        </Card>
        <RefusalList refusals={refusals} title="没有起草成功，您填写的内容都还在：" />
        {isStale ? (
          <Button look="quiet" className="mb-3" onClick={() => router.refresh()}>
            查看最新内容
          </Button>
        ) : null}
        <p className="mb-2 text-ink-soft">
          {form.route.length === 0
            ? '这种文书不需要审批，提交后直接编号盖章。'
            : `审批：${form.route.join(' → ')}`}
        </p>
        <Button type="submit" wide disabled={pending}>
          {pending ? '正在起草…' : '起草文书'}
        </Button>
      </form>
      <PreviewPane answer={answer} fallback={null} />
    </div>
  );
}

/** Given fields are read, not typed; so are those that follow from the step. */
function isAsked({ key, isGiven }: FieldDefinition): boolean {
  return isGiven !== true && !BY_STEP.includes(key);
}

function initialAnswers({ values }: ProcedureForm, asked: readonly FieldDefinition[]): Answers {
  return Object.fromEntries(
    asked.map(({ key }) => {
      const value = values[key] ?? '';
      return [key, typeof value === 'string' ? value : value.join('\n')];
    }),
  );
}

/** What the case fills in, as the letter says it. */
function GivenFields({ form }: { form: ProcedureForm }) {
  const given = form.fields.flatMap((field) => {
    const value = form.values[field.key];
    const words = field.isGiven && value !== undefined ? valueInWords(field, value) : null;
    return words ? [[field.name, words] as const] : [];
  });
  if (given.length === 0) return null;
  return (
    <details className="mb-4 border border-line bg-paper p-4">
      <summary className="cursor-pointer font-semibold">由系统填写的内容（{given.length}项）</summary>
      <dl className="mt-2 grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1">
        {given.map(([name, words]) => (
          <div key={name} className="contents">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="wrap-anywhere">{words}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
