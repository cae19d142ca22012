'use client';

import { Card } from '@/components/ui/card';
import { SelectField, TextArea, TextField } from '@/components/ui/field';
import type { LetterPreview, ProcedureForm } from '@/lib/applications/letters/types';
import { formatDate } from '@/lib/platform/dates';
import { FeeChoice } from './fee-choice';
import type { Needs } from './needs';
import { ConsultedPartyFields } from './party-fields';

/** What the step needs beside the words of its letter; what follows for the dates the server computes. */
export function StepNeeds({
  form,
  needs,
  preview,
  errorOf,
  onChange,
}: {
  form: ProcedureForm;
  needs: Needs;
  preview: LetterPreview | null;
  errorOf: (key: string) => string | undefined;
  onChange: (needs: Needs) => void;
}) {
  const set = (changes: Partial<Needs>) => onChange({ ...needs, ...changes });
  switch (form.code) {
    case 'L02':
      return (
        <Card title="再次告知补正">
          <TextArea
            id="roundReason"
            label="再次补正的理由（第一次告知不用填）"
            hint="“一次性告知”要求一次写全；再次告知须经工作机构负责人同意。"
            rows={2}
            error={errorOf('roundReason')}
            value={needs.roundReason ?? ''}
            onChange={(event) => set({ roundReason: event.target.value })}
          />
        </Card>
      );
    case 'L03':
      return (
        <Card title="说明理由的期限">
          <TextField
            id="answerBy"
            label="请申请人在哪一天以前说明理由"
            type="date"
            min={form.today}
            required
            error={errorOf('answerBy')}
            value={needs.answerBy ?? ''}
            onChange={(event) => set({ answerBy: event.target.value })}
          />
        </Card>
      );
    case 'L04':
      return (
        <Card title="延长多久">
          <TextField
            id="workingDays"
            label="延长的工作日"
            hint={`还可以延长${form.extendable}个工作日（合计不超过20个）。`}
            type="number"
            min={1}
            max={form.extendable}
            required
            error={errorOf('workingDays')}
            value={needs.workingDays === undefined ? '' : String(needs.workingDays)}
            onChange={(event) =>
              set({ workingDays: event.target.value === '' ? undefined : Number(event.target.value) })
            }
          />
          <NewDue form={form} preview={preview} />
        </Card>
      );
    case 'L05':
      return (
        <Card title="延迟到哪一天">
          <TextField
            id="until"
            label="在哪一天以前答复"
            hint="只用于大量反复申请、理由合理而无法按期答复的（《条例》第三十五条）。"
            type="date"
            min={form.replyDue ?? form.today}
            required
            error={errorOf('until')}
            value={needs.until ?? ''}
            onChange={(event) => set({ until: event.target.value })}
          />
          <NewDue form={form} preview={preview} />
        </Card>
      );
    case 'L06':
    case 'L08':
      return <ConsultedPartyFields form={form} needs={needs} errorOf={errorOf} onChange={onChange} />;
    case 'L07':
    case 'L09':
      return (
        <Card title={form.code === 'L07' ? '关于哪一次征求意见' : '告知哪一个第三方'}>
          <SelectField
            id="consultationId"
            label="征求意见"
            required
            error={errorOf('consultationId')}
            options={[['', '请选择'], ...form.consultations.map(({ id, text }) => [id, text] as const)]}
            value={needs.consultationId ?? ''}
            onChange={(event) => set({ consultationId: event.target.value || undefined })}
          />
        </Card>
      );
    case 'L10':
      return <FeeChoice needs={needs} preview={preview} errorOf={errorOf} onChange={onChange} />;
    default:
      return null;
  }
}

function NewDue({ form, preview }: { form: ProcedureForm; preview: LetterPreview | null }) {
  const before = form.replyDue;
  const after = preview?.dates?.dueAfter ?? null;
  return (
    <p role="status" className="mt-3 border-l-4 border-brand bg-brand-wash px-4 py-3 text-brand-deep">
      答复期限：{before === null ? '暂不计算' : formatDate(before)} →{' '}
      <strong>{after === null ? '填写后由系统计算' : `${formatDate(after)}（含当日）`}</strong>
      <span className="block text-sm">文书须在原期限届满前发出。</span>
    </p>
  );
}
