import type { CivilDate } from '@/lib/platform/dates';

/** What a case is: an application; a correction of own records (条例41); a reply made anew after 复议 or 诉讼. */
export const CASE_KINDS = ['application', 'record_correction', 'remade_reply'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];
export const CASE_KIND_NAMES: Record<CaseKind, string> = {
  application: '政府信息公开申请',
  record_correction: '更正本人信息',
  remade_reply: '重新作出的答复',
};

/** 提交渠道. */
export const INTAKE_CHANNELS = ['in_person', 'signed_mail', 'plain_mail', 'internet', 'fax', 'oral'] as const;
export type IntakeChannel = (typeof INTAKE_CHANNELS)[number];
export const INTAKE_CHANNEL_NAMES: Record<IntakeChannel, string> = {
  in_person: '当面提交',
  signed_mail: '挂号信、EMS',
  plain_mail: '平信',
  internet: '互联网',
  fax: '传真',
  oral: '口头',
};

/** 申请人类型: the six columns of table three. */
export const APPLICANT_TYPES = [
  'natural_person',
  'legal.business',
  'legal.research',
  'legal.public_welfare',
  'legal.legal_service',
  'legal.other',
] as const;
export type ApplicantType = (typeof APPLICANT_TYPES)[number];
export const APPLICANT_TYPE_NAMES: Record<ApplicantType, string> = {
  natural_person: '自然人',
  'legal.business': '商业企业',
  'legal.research': '科研机构',
  'legal.public_welfare': '社会公益组织',
  'legal.legal_service': '法律服务机构',
  'legal.other': '其他法人或者组织',
};

/** 获取信息的方式. */
export const DELIVERY_METHODS = ['mail', 'pick_up', 'email', 'online', 'on_site'] as const;
export type DeliveryMethod = (typeof DELIVERY_METHODS)[number];
export const DELIVERY_METHOD_NAMES: Record<DeliveryMethod, string> = {
  mail: '邮寄',
  pick_up: '当面领取',
  email: '电子邮件',
  online: '网上获取',
  on_site: '当场查阅、抄录',
};
/** Ways the applicant has chosen that allow a reply in electronic form (LT-5). */
export const ELECTRONIC_METHODS = ['email', 'online'] as const satisfies readonly DeliveryMethod[];

/** 载体形式. */
export const MEDIA_FORMS = ['paper', 'electronic'] as const;
export type MediaForm = (typeof MEDIA_FORMS)[number];
export const MEDIA_FORM_NAMES: Record<MediaForm, string> = { paper: '纸质', electronic: '电子' };

/** Whether a party is the applicant or acts for them. */
export const PARTIES = ['applicant', 'agent'] as const;
export type Party = (typeof PARTIES)[number];

/** One act on a case, as recorded: never changed. */
export type CaseEvent = {
  readonly seq: number;
  readonly action: string;
  readonly from: string;
  readonly to: string;
  /** The legal date of the act: of issue, receipt, service. */
  readonly onDate: CivilDate;
  /** When it was recorded. */
  readonly at: Date;
  readonly actorKind: 'staff' | 'applicant' | 'system';
  readonly personId: string | null;
  readonly personName: string;
  /** The clock event it carries, in the form of `gongkai deadline`; null for acts that move no clock. */
  readonly clock: Readonly<Record<string, unknown>> | null;
  readonly detail: Readonly<Record<string, unknown>>;
  /** Of a correction: the event whose date it corrects (REG-31-5). */
  readonly correctsSeq: number | null;
};

/** What rules and lists need to know of a case beside its events. */
export type CaseFacts = {
  readonly id: string;
  readonly organId: string;
  readonly kind: CaseKind;
  readonly state: string;
  /** Number of the last event: the revision a form was made from. */
  readonly seq: number;
  readonly submissionNo: string;
  readonly applicationNo: string | null;
  readonly channel: IntakeChannel;
  readonly applicantType: ApplicantType;
  readonly handlerId: string | null;
  readonly isRestricted: boolean;
  /** Persons who may see a restricted case beside its handler. */
  readonly named: readonly string[];
  readonly deliveryMethod: DeliveryMethod;
  readonly mediaForm: MediaForm;
  readonly submittedAt: Date;
  /** 收到申请之日 (条例31); null before it is confirmed. */
  readonly receiptDate: CivilDate | null;
  readonly outcome: string | null;
  readonly subOutcome: string | null;
  readonly repliedOn: CivilDate | null;
  readonly parentId: string | null;
  readonly mergedIntoId: string | null;
  readonly remadeOfId: string | null;
};
