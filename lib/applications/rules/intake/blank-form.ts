import { ID_KIND_NAMES, PERSON_ID_KINDS } from '@/lib/personal-data/types';
import {
  APPLICANT_TYPE_NAMES,
  APPLICANT_TYPES,
  DELIVERY_METHOD_NAMES,
  DELIVERY_METHODS,
  MEDIA_FORM_NAMES,
  MEDIA_FORMS,
} from '../../types/case';

/** A line of the form on paper: what is asked, and where choices are ticked. `fields` names those of the form online. */
export type BlankRow = {
  readonly label: string;
  readonly fields: readonly string[];
  readonly choices?: readonly string[];
  /** Blank lines to write on. */
  readonly lines?: number;
};
export type BlankPart = { readonly title: string; readonly rows: readonly BlankRow[] };

const tick = (names: readonly string[]) => names.map((name) => `□${name}`);

/** The form on paper, equal in its fields to the form online (条例29-2). No 用途: the law asks for none. @rule REG-27-1 */
export const BLANK_FORM: readonly BlankPart[] = [
  {
    title: '申请人',
    rows: [
      {
        label: '类别',
        fields: ['applicantType'],
        choices: tick(APPLICANT_TYPES.map((type) => APPLICANT_TYPE_NAMES[type])),
      },
      { label: '姓名或者单位名称', fields: ['name'] },
      {
        label: '证件类型',
        fields: ['idKind'],
        choices: tick([
          ...PERSON_ID_KINDS.filter((kind) => kind !== 'other').map((kind) => ID_KIND_NAMES[kind]),
          ID_KIND_NAMES.credit_code,
          '其他：______',
        ]),
      },
      { label: '证件号码（附复印件）', fields: ['idNumber', 'identity'] },
      { label: '联系人（单位填写）', fields: ['contactName'] },
      { label: '电话', fields: ['phone'] },
      { label: '电子邮箱', fields: ['email'] },
      { label: '通信地址、邮政编码', fields: ['address'] },
    ],
  },
  {
    title: '代理人（由代理人办理的填写，附授权委托书）',
    rows: [
      { label: '姓名', fields: ['hasAgent', 'agentName', 'authorization'] },
      { label: '证件类型和号码（附复印件）', fields: ['agentIdKind', 'agentIdNumber', 'agentIdentity'] },
      { label: '电话', fields: ['agentPhone'] },
      { label: '电子邮箱', fields: ['agentEmail'] },
    ],
  },
  {
    title: '申请公开的信息（至少填一项）',
    rows: [
      { label: '信息名称', fields: ['title'], lines: 2 },
      { label: '文号', fields: ['docNo'] },
      { label: '便于查询的其他特征描述', fields: ['description'], lines: 6 },
      { label: '附件', fields: ['attachment'] },
    ],
  },
  {
    title: '怎样获取信息',
    rows: [
      {
        label: '获取方式',
        fields: ['deliveryMethod'],
        choices: tick(DELIVERY_METHODS.map((method) => DELIVERY_METHOD_NAMES[method])),
      },
      {
        label: '载体形式',
        fields: ['mediaForm'],
        choices: tick(MEDIA_FORMS.map((form) => MEDIA_FORM_NAMES[form])),
      },
      {
        label: '是否需要帮助',
        fields: ['needsHelp'],
        choices: ['□在阅读、看或者听方面有困难，需要帮助'],
      },
    ],
  },
];

/** What stands below the form. */
export const BLANK_NOTES = [
  '申请公开政府信息不需要说明用途。',
  '电话、电子邮箱、通信地址至少填一种；选择邮寄的填写通信地址，选择电子邮件的填写电子邮箱。',
  '书写确有困难的，可以当面口头提出，由工作人员代为填写，读给您听，由您确认。',
  '请写清所需信息的名称、文号或者其他特征。内容不明确的，会在收到之日起7个工作日内一次告知补正。',
] as const;
