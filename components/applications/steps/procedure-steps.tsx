'use client';

import {
  archiveCaseAction,
  cancelFeeAction,
  previewStepAction,
  receiveSupplementAction,
  recordPaymentAction,
  recordReasonsAction,
  recordSearchAction,
  recordSupplementAction,
  withdrawApplicationAction,
} from '@/lib/applications/actions';
import { INTAKE_CHANNEL_NAMES, INTAKE_CHANNELS, type IntakeChannel } from '@/lib/applications/types/case';
import { evidenceFields, evidenceOf, RECEIPT_WORDS } from '../evidence-form';
import { ActDialog } from './act-dialog';
import { ConsultationStep } from './consultation-step';
import { type FormField, type FormValues, isFilled } from './field-list';
import type { StepProps } from './step-props';

const CHANNELS = INTAKE_CHANNELS.map((one) => [one, INTAKE_CHANNEL_NAMES[one]] as const);

function channelIn(values: FormValues): IntakeChannel {
  return INTAKE_CHANNELS.find((one) => one === values.channel) ?? 'in_person';
}

/** Steps of the procedure that are recorded here; those that are letters have screens of their own. */
export function ProcedureStep({ action, facts, warnings }: StepProps) {
  const { caseId, seq: seenSeq, today } = facts;
  const on = (label: string): FormField => ({
    name: 'onDate',
    label,
    kind: 'date',
    required: true,
    max: today,
  });
  switch (action) {
    case 'send_supplement':
      return (
        <ActDialog
          label="录入补正材料"
          fields={[
            { name: 'channel', label: '怎样收到的', kind: 'select', required: true, options: CHANNELS },
            on('收到的日期'),
            { name: 'title', label: '信息名称', kind: 'line' },
            { name: 'docNo', label: '文号', kind: 'line' },
            { name: 'description', label: '补正的内容', kind: 'lines', rows: 5, hint: '照录申请人的原文。' },
          ]}
          initial={{ onDate: today, channel: 'in_person' }}
          act={(values) =>
            recordSupplementAction({
              caseId,
              channel: values.channel ?? '',
              onDate: values.onDate ?? '',
              text: {
                title: values.title ?? '',
                docNo: values.docNo ?? '',
                description: values.description ?? '',
              },
              fileIds: [],
            })
          }
        >
          <p>这里只录入内容，期限还不动；录入后用“收到补正材料”确定收到之日。</p>
        </ActDialog>
      );
    case 'receive_supplement':
      return (
        <ActDialog
          label="收到补正材料"
          look="primary"
          fields={(values) => [
            {
              name: 'channel',
              label: '补正材料怎样收到的',
              kind: 'select',
              required: true,
              options: CHANNELS,
            },
            ...evidenceFields(channelIn(values), today, { mustConfirm: true }),
          ]}
          initial={{
            channel: facts.channel,
            submittedOn: today,
            signedOn: today,
            arrivedOn: today,
            confirmedOn: today,
          }}
          preview={(values) =>
            isFilled(evidenceFields(channelIn(values), today, { mustConfirm: true }), values)
              ? previewStepAction({
                  step: 'receive_supplement',
                  caseId,
                  channel: channelIn(values),
                  evidence: evidenceOf(channelIn(values), today, values),
                })
              : null
          }
          act={(values) =>
            receiveSupplementAction({
              caseId,
              channel: values.channel ?? '',
              evidence: evidenceOf(channelIn(values), today, values),
            })
          }
        >
          <p>补正材料的收到之日也按第三十一条确定；答复期限从次日起重新计算20个工作日。</p>
          <p className="text-ink-soft">{RECEIPT_WORDS[facts.channel]}</p>
        </ActDialog>
      );
    case 'record_consultation_service':
    case 'end_consultation':
      return <ConsultationStep action={action} facts={facts} warnings={warnings} />;
    case 'record_reasons':
      return (
        <ActDialog
          label="收到理由"
          fields={[
            on('收到的日期'),
            { name: 'reasons', label: '申请人说明的理由', kind: 'lines', rows: 4, required: true },
            { name: 'reasonable', label: '理由合理', kind: 'check' },
            { name: 'assessment', label: '本机关的意见', kind: 'lines', required: true },
          ]}
          initial={{ onDate: today }}
          act={(values) =>
            recordReasonsAction({
              caseId,
              onDate: values.onDate ?? '',
              reasons: values.reasons ?? '',
              reasonable: values.reasonable === 'yes',
              assessment: values.assessment ?? '',
            })
          }
        >
          <p>说明理由期间，答复期限照常计算（《条例》第三十五条）。</p>
        </ActDialog>
      );
    case 'record_search':
      return (
        <ActDialog
          label="记录检索"
          fields={[
            { name: 'searchedOn', label: '检索日期', kind: 'date', required: true, max: today },
            {
              name: 'place',
              label: '检索范围',
              kind: 'line',
              required: true,
              hint: '哪些档案、系统、股室。',
            },
            { name: 'words', label: '检索词', kind: 'line', required: true },
            {
              name: 'method',
              label: '检索方式',
              kind: 'line',
              required: true,
              hint: '如系统检索、查阅纸质档案。',
            },
            { name: 'searchedBy', label: '检索人', kind: 'line', required: true },
            { name: 'found', label: '检索到了', kind: 'check' },
            { name: 'result', label: '结果', kind: 'lines', required: true },
          ]}
          initial={{ searchedOn: today }}
          act={(values) =>
            recordSearchAction({
              caseId,
              seenSeq,
              searchedOn: values.searchedOn ?? '',
              place: values.place ?? '',
              words: values.words ?? '',
              method: values.method ?? '',
              searchedBy: values.searchedBy ?? '',
              found: values.found === 'yes',
              result: values.result ?? '',
            })
          }
        >
          <p>告知“政府信息不存在”要以检索记录为依据；记录以后不能更改，再次检索另记一条。</p>
        </ActDialog>
      );
    case 'record_payment':
      return (
        <ActDialog
          label="确认缴费"
          fields={[
            on('缴入国库的日期'),
            { name: 'invoiceNo', label: '财政票据号码', kind: 'line', required: true },
          ]}
          initial={{ onDate: today }}
          act={(values) =>
            recordPaymentAction({
              caseId,
              onDate: values.onDate ?? '',
              invoiceNo: values.invoiceNo ?? '',
            })
          }
        >
          <p>全部缴清才算缴费。从缴费的次日起重新计算20个工作日。</p>
        </ActDialog>
      );
    case 'cancel_fee':
      return (
        <ActDialog
          label="取消收费"
          look="danger"
          fields={[on('取消的日期'), { name: 'reason', label: '理由', kind: 'lines', required: true }]}
          initial={{ onDate: today }}
          act={(values) =>
            cancelFeeAction({ caseId, onDate: values.onDate ?? '', reason: values.reason ?? '' })
          }
        >
          <p>取消后，暂停的期限接着计算，不重新计算。</p>
        </ActDialog>
      );
    case 'withdraw_application':
      return (
        <ActDialog
          label="申请人撤回申请"
          look="danger"
          fields={[
            on('撤回的日期'),
            {
              name: 'how',
              label: '怎样撤回的',
              kind: 'line',
              required: true,
              hint: '如“书面，见材料”“电话，号码、时间、经办人”。',
            },
            { name: 'words', label: '申请人的说明', kind: 'lines' },
          ]}
          initial={{ onDate: today }}
          act={(values) =>
            withdrawApplicationAction({
              caseId,
              onDate: values.onDate ?? '',
              how: values.how ?? '',
              words: values.words ?? '',
            })
          }
        >
          <p>只登记申请人自己的撤回。登记后出具撤回申请确认书（L13）即终止办理，计入“其他处理”，不能恢复。</p>
        </ActDialog>
      );
    case 'archive':
      return (
        <ActDialog
          label="归档"
          look="primary"
          title="把这件申请归档"
          act={() => archiveCaseAction({ caseId, seenSeq })}
        >
          <p>归档后不能再添加材料和记录。个人信息按保存期限到期删除。</p>
        </ActDialog>
      );
    default:
      return null;
  }
}
