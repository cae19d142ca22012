'use client';

import {
  checkApplicationAction,
  confirmReceiptAction,
  correctReceiptDateAction,
  giveUpConfirmationAction,
  logContactAction,
  previewStepAction,
  registerCaseAction,
} from '@/lib/applications/actions';
import { formatDate } from '@/lib/platform/dates';
import { evidenceFields, evidenceOf, RECEIPT_WORDS, receiptArticle } from '../evidence-form';
import { ActDialog } from './act-dialog';
import { isFilled } from './field-list';
import type { StepProps } from './step-props';

/** From the paper on the desk to a registered, checked application (条例29, 31). */
export function ReceiptStep({ action, facts, warnings }: StepProps) {
  const { caseId, seq: seenSeq, today, channel } = facts;
  switch (action) {
    case 'log_contact':
      return (
        <ActDialog
          label="记录联系情况"
          fields={[
            { name: 'onDate', label: '联系的日期', kind: 'date', required: true, max: today },
            {
              name: 'how',
              label: '号码或者地址、时间、经办人',
              kind: 'line',
              required: true,
              hint: '如“10时20分电话 0372-0000000，孙示经办”。',
            },
            { name: 'result', label: '结果', kind: 'lines', required: true },
            { name: 'reached', label: '联系上了申请人', kind: 'check' },
          ]}
          initial={{ onDate: today }}
          act={(values) =>
            logContactAction({
              caseId,
              onDate: values.onDate ?? '',
              how: values.how ?? '',
              result: values.result ?? '',
              reached: values.reached === 'yes',
            })
          }
        >
          <p>联系上但还没有确认的，期限不起算；申请人确认了的，用“确认收到申请”。</p>
        </ActDialog>
      );
    case 'confirm': {
      const options = { isWaiting: true, mustConfirm: true };
      return (
        <ActDialog
          label="确认收到申请"
          look="primary"
          fields={evidenceFields(channel, today, options)}
          initial={{ submittedOn: today, signedOn: today, arrivedOn: today, confirmedOn: today }}
          preview={(values) =>
            isFilled(evidenceFields(channel, today, options), values)
              ? previewStepAction({ step: 'confirm', caseId, evidence: evidenceOf(channel, today, values) })
              : null
          }
          act={(values) => confirmReceiptAction({ caseId, evidence: evidenceOf(channel, today, values) })}
        >
          <p>
            {RECEIPT_WORDS[channel]}（{receiptArticle(channel)}）
          </p>
        </ActDialog>
      );
    }
    case 'give_up_confirmation':
      return (
        <ActDialog
          label="停止联系确认"
          look="danger"
          fields={[{ name: 'reason', label: '理由', kind: 'lines', required: true }]}
          act={(values) => giveUpConfirmationAction({ caseId, reason: values.reason ?? '' })}
        >
          <p>多次联系不上的，停止联系，这件申请不计入统计；以后联系上了，从确认之日起办理。</p>
        </ActDialog>
      );
    case 'register':
      return (
        <ActDialog
          label="登记"
          look="primary"
          title="登记这件申请"
          act={() => registerCaseAction({ caseId, seenSeq })}
        >
          <p>登记后给出申请编号；由您承办，负责人可以另行分派。申请编号和申请人类型登记后不能更改。</p>
        </ActDialog>
      );
    case 'check_application':
      return (
        <ActDialog
          label="审核申请"
          look="primary"
          fields={[
            { name: 'complete', label: '材料齐全（《条例》第二十九条的各项都有）', kind: 'check' },
            { name: 'clear', label: '内容明确，能够确定要哪些信息', kind: 'check' },
            { name: 'ours', label: '属于本机关负责公开', kind: 'check' },
            {
              name: 'note',
              label: '说明',
              kind: 'lines',
              hint: '有一项没有勾选的，写明不齐全、不明确或者不属于本机关的是什么。',
            },
          ]}
          act={(values) =>
            checkApplicationAction({
              caseId,
              seenSeq,
              complete: values.complete === 'yes',
              clear: values.clear === 'yes',
              ours: values.ours === 'yes',
              note: values.note ?? '',
            })
          }
        >
          {facts.missing.length > 0 ? (
            <div className="border-l-4 border-warn bg-warn-wash px-4 py-2 text-warn">
              <p className="font-semibold">系统看到还缺：</p>
              <ul className="list-disc pl-5">
                {facts.missing.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </div>
          ) : null}
          <p>
            逐项核对，符合的勾选。不齐全或者不明确的，审核后一次性告知补正；不属于本机关的，审核后作出处理决定。
          </p>
        </ActDialog>
      );
    case 'correct_receipt_date':
      return (
        <ActDialog
          label="更正收到日期"
          look="danger"
          fields={[
            { name: 'date', label: '正确的收到之日', kind: 'date', required: true, max: today },
            { name: 'reason', label: '理由和依据', kind: 'lines', required: true },
          ]}
          initial={{ date: facts.receiptDate ?? today }}
          warnings={warnings}
          preview={(values) =>
            values.date
              ? previewStepAction({ step: 'correct_receipt_date', caseId, date: values.date })
              : null
          }
          act={(values) =>
            correctReceiptDateAction({
              caseId,
              seenSeq,
              date: values.date ?? '',
              reason: values.reason ?? '',
            })
          }
        >
          <p>
            现在记录的是{facts.receiptDate === null ? '' : formatDate(facts.receiptDate)}
            。原来的记录保留，两个日期都会显示，所有期限按更正后的日期重新计算。
          </p>
        </ActDialog>
      );
    default:
      return null;
  }
}
