'use client';

import {
  acceptAssignmentAction,
  addNoteAction,
  assignCaseAction,
  changeDeliveryAction,
  changePartyContactAction,
  declineAssignmentAction,
  liftRestrictionAction,
  restrictCaseAction,
  transferPetitionAction,
} from '@/lib/applications/actions';
import {
  DELIVERY_METHOD_NAMES,
  DELIVERY_METHODS,
  MEDIA_FORM_NAMES,
  MEDIA_FORMS,
} from '@/lib/applications/types/case';
import { ActDialog } from './act-dialog';
import type { FormField } from './field-list';
import type { StepProps } from './step-props';

const REASON: FormField = { name: 'reason', label: '理由', kind: 'lines', required: true };

/** Who works on a case, who sees it, how its people are reached. */
export function DeskStep({ action, facts }: StepProps) {
  const { caseId, today } = facts;
  const people = (list: typeof facts.handlers) =>
    list.map(({ id, name, post }) => [id, post === '' ? name : `${name}（${post}）`] as const);
  switch (action) {
    case 'assign':
      return (
        <ActDialog
          label="分派承办人"
          fields={[
            {
              name: 'handlerId',
              label: '承办人',
              kind: 'select',
              required: true,
              options: people(facts.handlers),
            },
            { name: 'reason', label: '说明', kind: 'lines' },
          ]}
          act={(values) =>
            assignCaseAction({
              caseId,
              handlerId: values.handlerId ?? '',
              reason: values.reason ?? '',
            })
          }
        >
          <p>所选的人要接受，或者写明理由退回。</p>
        </ActDialog>
      );
    case 'accept_assignment':
      return (
        <ActDialog label="接受分派" look="primary" act={() => acceptAssignmentAction({ caseId })}>
          <p>接受以后由您承办这件申请。</p>
        </ActDialog>
      );
    case 'decline_assignment':
      return (
        <ActDialog
          label="不接受分派"
          fields={[REASON]}
          act={(values) => declineAssignmentAction({ caseId, reason: values.reason ?? '' })}
        >
          <p>退回后这件申请没有承办人，由负责人另行分派。</p>
        </ActDialog>
      );
    case 'add_note':
      return (
        <ActDialog
          label="添加工作记录"
          fields={[{ name: 'note', label: '记录的内容', kind: 'lines', rows: 5, required: true }]}
          act={(values) => addNoteAction({ caseId, note: values.note ?? '' })}
        >
          <p>记入案卷，不能更改。不要写证件号码。</p>
        </ActDialog>
      );
    case 'change_contact':
      return <ContactStep facts={facts} action={action} warnings={[]} />;
    case 'change_delivery':
      return (
        <ActDialog
          label="变更获取方式"
          fields={[
            {
              name: 'deliveryMethod',
              label: '获取方式',
              kind: 'radio',
              options: DELIVERY_METHODS.map((one) => [one, DELIVERY_METHOD_NAMES[one]] as const),
            },
            {
              name: 'mediaForm',
              label: '载体形式',
              kind: 'radio',
              options: MEDIA_FORMS.map((one) => [one, MEDIA_FORM_NAMES[one]] as const),
            },
            REASON,
          ]}
          initial={{ deliveryMethod: facts.deliveryMethod, mediaForm: facts.mediaForm }}
          act={(values) =>
            changeDeliveryAction({
              caseId,
              deliveryMethod: values.deliveryMethod ?? '',
              mediaForm: values.mediaForm ?? '',
              reason: values.reason ?? '',
            })
          }
        >
          <p>按申请人的要求变更；理由写明申请人怎样提出的。</p>
        </ActDialog>
      );
    case 'transfer_petition':
      return (
        <ActDialog
          label="移送信访事项"
          fields={[
            { name: 'onDate', label: '移送的日期', kind: 'date', required: true, max: today },
            { name: 'to', label: '接收单位', kind: 'line', required: true },
            { name: 'matter', label: '移送的事项', kind: 'lines', required: true },
          ]}
          initial={{ onDate: today }}
          act={(values) =>
            transferPetitionAction({
              caseId,
              onDate: values.onDate ?? '',
              to: values.to ?? '',
              matter: values.matter ?? '',
            })
          }
        >
          <p>申请里的信访、投诉、举报另行移送（《条例》第三十九条）；信息公开的部分照常办理，期限不变。</p>
        </ActDialog>
      );
    case 'restrict':
      return (
        <ActDialog
          label="限制查看"
          look="danger"
          fields={[
            {
              name: 'personIds',
              label: '可以查看的人（承办人和您自己总是可以）',
              kind: 'checks',
              required: true,
              options: people(facts.readers),
            },
            REASON,
          ]}
          act={(values) =>
            restrictCaseAction({
              caseId,
              personIds: (values.personIds ?? '').split(' ').filter((id) => id !== ''),
              reason: values.reason ?? '',
            })
          }
        >
          <p>限制以后，只有承办人和所选的人能看到内容；别人只看得到编号、状态和期限。由负责人取消。</p>
        </ActDialog>
      );
    case 'lift_restriction':
      return (
        <ActDialog
          label="取消限制查看"
          fields={[REASON]}
          act={(values) => liftRestrictionAction({ caseId, reason: values.reason ?? '' })}
        />
      );
    default:
      return null;
  }
}

function ContactStep({ facts }: StepProps) {
  const [first] = facts.parties;
  if (first === undefined) return null;
  return facts.parties.map((party) => {
    const who = party.party === 'agent' ? '代理人' : '申请人';
    return (
      <ActDialog
        key={party.party}
        label={facts.parties.length > 1 ? `变更${who}联系方式` : '变更联系方式'}
        fields={[
          { name: 'phone', label: '联系电话', kind: 'line' },
          { name: 'email', label: '电子邮箱', kind: 'line' },
          { name: 'address', label: '通信地址', kind: 'line' },
          ...(party.party === 'applicant'
            ? [{ name: 'contactName', label: '联系人', kind: 'line' as const }]
            : []),
          REASON,
        ]}
        initial={{
          phone: party.phone,
          email: party.email,
          address: party.address,
          contactName: party.contactName,
        }}
        act={(values) =>
          changePartyContactAction({
            caseId: facts.caseId,
            party: party.party,
            phone: values.phone ?? '',
            email: values.email ?? '',
            address: values.address ?? '',
            contactName: values.contactName ?? '',
            reason: values.reason ?? '',
          })
        }
      >
        <p>
          {who}：{party.name}。原来的联系方式留在案卷里。
        </p>
      </ActDialog>
    );
  });
}
