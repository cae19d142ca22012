'use client';

import {
  linkCaseAction,
  mergeCaseAction,
  splitCaseAction,
  unmergeCaseAction,
} from '@/lib/applications/actions';
import { proposePublicationAction } from '@/lib/applications/knowledge/actions';
import type { CaseLine } from '@/lib/applications/types/case-view';
import { ActDialog } from './act-dialog';
import type { FormField, FormValues } from './field-list';
import type { StepProps } from './step-props';

const REASON: FormField = { name: 'reason', label: '理由', kind: 'lines', required: true };
const MOST_PARTS = 5;

function choices(lines: readonly CaseLine[]) {
  return lines.map(({ id, no, request }) => [id, `${no} ${[...request].slice(0, 30).join('')}`] as const);
}

/** What a case has to do with others: parts, answers given together, links, a proposal to publish. */
export function RelationStep({ action, facts }: StepProps) {
  const { caseId, seq: seenSeq } = facts;
  switch (action) {
    case 'split':
      return (
        <ActDialog
          label="拆分申请"
          look="danger"
          fields={splitFields}
          initial={{ count: '1' }}
          act={(values) =>
            splitCaseAction({
              caseId,
              seenSeq,
              parts: numbers(values).map((n) => ({
                title: values[`title${n}`] ?? '',
                docNo: '',
                description: values[`description${n}`] ?? '',
              })),
              reason: values.reason ?? '',
            })
          }
        >
          <p>
            一事一申请：拆分出的每一件另有编号，收到之日和已经发生的期限变化都随原申请，分别答复。原申请继续办理其余部分。拆分后不能撤销。
          </p>
        </ActDialog>
      );
    case 'merge':
      if (facts.mergeable.length === 0) return null;
      return (
        <ActDialog
          label="合并答复"
          fields={[
            {
              name: 'intoId',
              label: '并入哪件申请',
              kind: 'select',
              required: true,
              options: choices(facts.mergeable),
            },
            REASON,
          ]}
          act={(values) =>
            mergeCaseAction({ caseId, intoId: values.intoId ?? '', reason: values.reason ?? '' })
          }
        >
          <p>同一申请人（按证件号码）的申请可以用一份答复；期限和统计仍分别计算。</p>
        </ActDialog>
      );
    case 'unmerge':
      return (
        <ActDialog
          label="取消合并"
          fields={[REASON]}
          act={(values) => unmergeCaseAction({ caseId, reason: values.reason ?? '' })}
        />
      );
    case 'link_case':
      if (facts.linkable.length === 0) return null;
      return (
        <ActDialog
          label="关联申请"
          fields={[
            {
              name: 'otherId',
              label: '关联哪件申请',
              kind: 'select',
              required: true,
              options: choices(facts.linkable),
            },
            {
              name: 'kind',
              label: '是什么关系',
              kind: 'radio',
              required: true,
              options: [
                ['same_information', '申请同一信息'],
                ['earlier_reply', '以前已经答复过'],
              ],
            },
            { name: 'note', label: '说明', kind: 'lines' },
          ]}
          act={(values) =>
            linkCaseAction({
              caseId,
              otherId: values.otherId ?? '',
              kind: values.kind ?? '',
              note: values.note ?? '',
            })
          }
        >
          <p>
            相似只是提示，看过内容以后再关联。不同的人申请同一信息的，会建议主动公开（《条例》第四十四条）。
          </p>
        </ActDialog>
      );
    case 'propose_publication':
      return (
        <ActDialog
          label="建议主动公开"
          fields={[
            {
              name: 'source',
              label: '谁的建议',
              kind: 'radio',
              required: true,
              options: [
                ['staff', '承办人建议'],
                ['applicant', '申请人建议'],
              ],
            },
            { name: 'title', label: '信息名称', kind: 'line', required: true },
            REASON,
          ]}
          initial={{ source: 'staff', title: facts.title }}
          act={(values) =>
            proposePublicationAction({
              caseId,
              source: values.source ?? '',
              title: values.title ?? '',
              reason: values.reason ?? '',
            })
          }
        >
          <p>由负责人决定；采纳以后生成草稿，经过三审三校才公开。</p>
        </ActDialog>
      );
    default:
      return null;
  }
}

function numbers(values: FormValues): number[] {
  const count = Math.min(MOST_PARTS, Math.max(1, Number(values.count ?? '1') || 1));
  return Array.from({ length: count }, (_, at) => at + 1);
}

function splitFields(values: FormValues): FormField[] {
  return [
    {
      name: 'count',
      label: '拆分出几件',
      kind: 'select',
      required: true,
      options: Array.from({ length: MOST_PARTS }, (_, at) => [String(at + 1), `${at + 1}件`] as const),
    },
    ...numbers(values).flatMap((n): FormField[] => [
      { name: `title${n}`, label: `第${n}件：信息名称`, kind: 'line' },
      { name: `description${n}`, label: `第${n}件：内容`, kind: 'lines' },
    ]),
    REASON,
  ];
}
