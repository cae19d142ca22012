'use client';

import {
  endConsultationAction,
  previewStepAction,
  recordConsultationServiceAction,
} from '@/lib/applications/actions';
import { OPINION_NAMES, OPINIONS } from '@/lib/applications/types/opinion';
import { ActDialog } from './act-dialog';
import type { FormField, FormValues } from './field-list';
import type { StepProps } from './step-props';

/** Service of the letter to a consulted party, and its opinion. */
export function ConsultationStep({ action, facts }: StepProps) {
  const { caseId, today } = facts;
  const isService = action === 'record_consultation_service';
  const open = facts.consultations.filter(
    ({ sentOn, answeredOn, servedOn }) =>
      sentOn !== null && answeredOn === null && (!isService || servedOn === null),
  );
  const whom: FormField = {
    name: 'consultationId',
    label: '征求意见的对象',
    kind: 'select',
    required: true,
    options: open.map(({ id, name, sentOn }) => [id, `${name}（${sentOn}发出）`] as const),
  };
  const initial = { consultationId: open.length === 1 ? (open[0]?.id ?? '') : '', onDate: today };
  const preview = (values: FormValues) =>
    values.consultationId && values.onDate
      ? previewStepAction({
          step: isService ? 'record_consultation_service' : 'end_consultation',
          caseId,
          consultationId: values.consultationId,
          date: values.onDate,
        })
      : null;
  if (isService) {
    return (
      <ActDialog
        label="记录征求意见书送达"
        fields={[
          whom,
          { name: 'onDate', label: '送达的日期', kind: 'date', required: true, max: today },
          { name: 'proof', label: '送达的方式和凭证', kind: 'line', required: true },
        ]}
        initial={initial}
        preview={preview}
        act={(values) =>
          recordConsultationServiceAction({
            caseId,
            consultationId: values.consultationId ?? '',
            onDate: values.onDate ?? '',
            proof: values.proof ?? '',
          })
        }
      />
    );
  }
  return (
    <ActDialog
      label="收到意见"
      look="primary"
      fields={(values) => [
        whom,
        { name: 'onDate', label: '收到意见的日期', kind: 'date', required: true, max: today },
        {
          name: 'opinion',
          label: '对方的意见',
          kind: 'radio',
          required: true,
          options: OPINIONS.map((one) => [one, OPINION_NAMES[one]] as const),
        },
        {
          name: 'reason',
          label: '对方的理由',
          kind: 'lines',
          required: values.opinion === 'refuse_with_reason',
        },
        { name: 'assessment', label: '本机关的意见', kind: 'lines', hint: '理由是否合理，为什么。' },
      ]}
      initial={initial}
      preview={preview}
      act={(values) =>
        endConsultationAction({
          caseId,
          consultationId: values.consultationId ?? '',
          onDate: values.onDate ?? '',
          opinion: values.opinion ?? '',
          reason: values.reason ?? '',
          assessment: values.assessment ?? '',
        })
      }
    >
      <p>期限的暂停到收到意见之日为止。有合理理由不同意公开的，约束后面的处理决定（《条例》第三十二条）。</p>
    </ActDialog>
  );
}
