import type { ReplyStep } from '@/lib/approvals/types';
import type { CivilDate } from '@/lib/platform/dates';

/** Every letter of 依申请公开: procedural ones (L) and decision letters (R), numbered as in domain/letters.md. */
export const LETTER_CODES = [
  'L00',
  'L01',
  'L02',
  'L03',
  'L04',
  'L05',
  'L06',
  'L07',
  'L08',
  'L09',
  'L10',
  'L11',
  'L12',
  'L13',
  'R01',
  'R02',
  'R03',
  'R04',
  'R05',
  'R06',
  'R07',
  'R08',
  'R09',
  'R10',
  'R11',
  'R12',
  'R13',
  'R14',
  'R15',
  'R16',
  'R17',
  'R18',
  'R19',
  'R20',
  'R21',
  'R22',
] as const;
export type LetterCode = (typeof LETTER_CODES)[number];

/** How the letter tells of 复议 and 诉讼 (regulation.md §15); the words are those of `remedyText`. */
export const REMEDY_MODES = ['none', 'fee', 'either', 'reconsideration_first', 'part'] as const;
export type RemedyMode = (typeof REMEDY_MODES)[number];
export const REMEDY_MODE_NAMES: Record<RemedyMode, string> = {
  none: '不写救济告知',
  fee: '收费异议的告知',
  either: '可以复议，也可以直接起诉',
  reconsideration_first: '复议前置',
  part: '不予公开的部分复议前置，其余可以复议或者起诉',
};

/** states.md; `dropped` is a draft given up before it had a number. */
export const LETTER_STATES = ['draft', 'in_route', 'sealed', 'served', 'void', 'dropped'] as const;
export type LetterState = (typeof LETTER_STATES)[number];
export const LETTER_STATE_NAMES: Record<LetterState, string> = {
  draft: '草拟',
  in_route: '审批中',
  sealed: '已编号盖章，待送达',
  served: '已发出',
  void: '已作废',
  dropped: '已放弃',
};

/** To whom a letter goes. */
export const RECIPIENT_KINDS = ['applicant', 'third_party', 'organ'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];
/** How the letter addresses them: 您, 你单位, 贵机关 (LT-6). */
export const ADDRESS_FORMS = ['person', 'organisation', 'organ'] as const;
export type AddressForm = (typeof ADDRESS_FORMS)[number];

/** Who gets the letter. The address is for the envelope: it stands neither in the letter nor in the log. */
export type Recipient = {
  readonly kind: RecipientKind;
  readonly form: AddressForm;
  readonly name: string;
  readonly address: string;
};

/** 送达方式 (REG-33-5). Couriers other than China Post are not among them. */
export const SERVICE_WAYS = ['in_person', 'entrusted', 'china_post', 'electronic'] as const;
export type ServiceWay = (typeof SERVICE_WAYS)[number];
export const SERVICE_WAY_NAMES: Record<ServiceWay, string> = {
  in_person: '直接送达（当面签收）',
  entrusted: '委托送达',
  china_post: '邮寄（邮政企业）',
  electronic: '电子方式',
};

/** What a row of the record of service tells: sent or handed over, signed for later, come back. */
export const SERVICE_KINDS = ['dispatch', 'receipt', 'return'] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

/** One row of the record of service, in the order they were written. */
export type ServiceRecord = {
  readonly kind: ServiceKind;
  /** The how manyeth dispatch it belongs to, from 1. */
  readonly dispatch: number;
  readonly way: ServiceWay;
  /** Posting day, hour of sending as its day; null for what is handed over. */
  readonly sentOn: CivilDate | null;
  /** The day somebody signed for it. */
  readonly servedOn: CivilDate | null;
  readonly returnedOn: CivilDate | null;
  /** Why it came back. */
  readonly reason: string;
  readonly trackingNo: string;
};

/** Merge fields of a letter as filled in, by key. Dates are civil dates, amounts whole 分, lists have one text a line. */
export type LetterFields = Readonly<Record<string, string | readonly string[]>>;

/** A step of the reply route (LT-4). */
export type LetterStep = {
  readonly position: number;
  readonly step: ReplyStep;
  readonly stage: number;
};

export const PARAGRAPH_STYLES = ['body', 'item', 'remedy', 'free', 'contact'] as const;
export type ParagraphStyle = (typeof PARAGRAPH_STYLES)[number];
export type LetterParagraph = { readonly style: ParagraphStyle; readonly text: string };

/** A file that goes out with a letter. */
export type Enclosed = readonly [name: string, sha256: string];

/**
 * A letter as people read it. All of it is frozen and hashed when submitted, save number and date, which it gets when it
 * is sealed.
 */
export type LetterDocument = {
  readonly code: LetterCode;
  readonly organName: string;
  readonly title: string;
  readonly addressee: string;
  readonly paragraphs: readonly LetterParagraph[];
  /** Lines of the 回执 that goes back to the organ; empty where there is none. */
  readonly slip: readonly string[];
  /** What goes out with it, by name and SHA-256: a decision on the letter is one on these bytes too. */
  readonly enclosures: readonly Enclosed[];
  readonly remedyMode: RemedyMode;
  /** Whether it may be served electronically, and so names the channel of 复议 (行政复议法 22(2)). */
  readonly isElectronic: boolean;
};

/** What a sealed letter has beside its text. */
export type Seal = {
  /** `北工信公开复〔2026〕7号` */
  readonly number: string;
  readonly date: CivilDate;
};
