import type { CivilDate } from '@/lib/platform/dates';
import { formatDate } from '@/lib/platform/dates';
import { articleWords, stepWords } from '../messages/clock-words';
import { outcomeName } from '../messages/knowledge';
import { CASE_ACTION_NAMES, type CaseAction } from '../transitions';
import type { CaseEvent } from '../types/case';
import { INTAKE_CHANNEL_NAMES } from '../types/case';
import type { ClockEvent, ClockState, ConsultedParty } from '../types/clock';
import { OPINION_NAMES, type Opinion } from '../types/opinion';

/** An act on the case in words. */
export type TimelineEntry = {
  readonly seq: number;
  readonly action: string;
  readonly name: string;
  /** Legal date of the act. */
  readonly onDate: CivilDate;
  /** When it was recorded. */
  readonly at: Date;
  readonly who: string;
  readonly article: string | null;
  /** What it did to the clock, in words; null for acts that move none. */
  readonly effect: string | null;
  /** Recorded, but without effect, as the law does not allow it. */
  readonly isRefused: boolean;
  /** Of an event whose date was corrected: the date that counts now. */
  readonly correctedTo: CivilDate | null;
  readonly lines: readonly { readonly label: string; readonly text: string }[];
  /** Of the case this one was split from. */
  readonly isInherited: boolean;
};

/** The dates before and after an event. */
export type EventDates = {
  readonly before: Pick<ClockState, 'replyDue' | 'status'> | null;
  readonly after: Pick<ClockState, 'replyDue' | 'status'> | null;
};

/** An event with what it did, in words, newest facts first in `lines`. @rule REG-31-5 */
export function timelineEntry(
  event: CaseEvent,
  more: {
    readonly dates: EventDates;
    readonly isRefused: boolean;
    readonly correctedTo: CivilDate | null;
    readonly isInherited: boolean;
    readonly party: ConsultedParty | null;
  },
): TimelineEntry {
  const clock = event.clock as ClockEvent | null;
  const words = clock === null ? null : stepWords(clock, more.party);
  const name = CASE_ACTION_NAMES[event.action as CaseAction] ?? event.action;
  const { law } = event.detail;
  const article = words?.article ?? (typeof law === 'string' ? articleWords(law) : null);
  return {
    seq: event.seq,
    action: event.action,
    name: words === null || words.name === name ? name : `${name}：${words.name}`,
    onDate: event.onDate,
    at: event.at,
    who: event.personName,
    article,
    effect: effectWords(event, more.dates, more.isRefused),
    isRefused: more.isRefused,
    correctedTo: more.correctedTo,
    lines: detailLines(event),
    isInherited: more.isInherited,
  };
}

function effectWords(event: CaseEvent, { before, after }: EventDates, isRefused: boolean): string | null {
  if (event.clock === null && event.action !== 'correct_receipt_date') return null;
  if (isRefused) return '法律不允许，已记录，不影响期限';
  const [old, due] = [before?.replyDue ?? null, after?.replyDue ?? null];
  if (after?.status === 'replied') return `按${due === null ? '当时的期限' : formatDate(due)}的期限答复`;
  if (after?.status === 'closed') return '终止办理，不再计算期限';
  if (due === null && old !== null) return `答复期限（原为${formatDate(old)}）不再计算，等待申请人`;
  if (due === null) return '还没有起算答复期限';
  if (old === null) return `答复期限：${formatDate(due)}`;
  if (old === due) return `答复期限不变：${formatDate(due)}`;
  return `答复期限由${formatDate(old)}改为${formatDate(due)}`;
}

const LABELS: Readonly<Record<string, string>> = {
  reason: '理由',
  note: '记录',
  how: '方式',
  way: '方式',
  result: '结果',
  words: '内容',
  why: '依据',
  matter: '事项',
  to: '接收单位',
  order: '依据文书',
  from: '原来的日期',
  handlerName: '承办人',
  reasons: '申请人的理由',
  assessment: '本机关的意见',
  splitFrom: '拆分自',
  other: '关联的申请',
  first: '原申请',
  number: '文书编号',
  letterNo: '文书编号',
  trackingNo: '邮件号码',
  proof: '送达的方式和凭证',
  invoiceNo: '财政票据号码',
};
const WAYS: Readonly<Record<string, string>> = {
  staff: '经办人登记',
  applicant_page: '申请人在网上办理',
};

/** Facts that mean something to a reader; identifiers and codes are left to the file. */
function detailLines({ action, detail }: CaseEvent): { label: string; text: string }[] {
  const lines = Object.entries(LABELS).flatMap(([key, label]) => {
    const value = detail[key];
    if (typeof value !== 'string' || value === '') return [];
    if (action === 'correct_receipt_date' && key === 'to') return [];
    return [{ label, text: key === 'way' ? (WAYS[value] ?? value) : dateInWords(value) }];
  });
  const extra = [
    line('更正为', action === 'correct_receipt_date' ? detail.to : undefined),
    line('提交渠道', channelName(detail.channel)),
    line('对方意见', opinionName(detail.opinion)),
    line('处理结果', typeof detail.outcome === 'string' ? outcomeName(detail.outcome) : undefined),
    line('拆分出', Array.isArray(detail.into) ? detail.into.join('、') : undefined),
    line('并入', action === 'merge' ? detail.into : undefined),
    line('审核', action === 'check_application' ? checkWords(detail) : undefined),
    line('联系上', typeof detail.reached === 'boolean' ? (detail.reached ? '是' : '否') : undefined),
    line('理由成立', typeof detail.reasonable === 'boolean' ? (detail.reasonable ? '是' : '否') : undefined),
    line('检索到', typeof detail.found === 'boolean' ? (detail.found ? '是' : '否') : undefined),
    ...evidenceLines(detail.evidence),
  ];
  return [...lines, ...extra.flat()];
}

function line(label: string, value: unknown): { label: string; text: string }[] {
  return typeof value === 'string' && value !== '' ? [{ label, text: dateInWords(value) }] : [];
}

function dateInWords(value: string): string {
  return formatDate(value);
}

function channelName(value: unknown): string | undefined {
  return Object.entries(INTAKE_CHANNEL_NAMES).find(([key]) => key === value)?.[1];
}

function opinionName(value: unknown): string | undefined {
  return OPINION_NAMES[value as Opinion];
}

function checkWords(detail: CaseEvent['detail']): string {
  const word = (key: string, yes: string, no: string) => (detail[key] === true ? yes : no);
  return [
    word('complete', '材料齐全', '材料不齐全'),
    word('clear', '内容明确', '内容不明确'),
    word('ours', '属于本机关负责', '不属于本机关负责'),
  ].join('，');
}

const EVIDENCE: Readonly<Record<string, string>> = {
  submittedOn: '提交日期',
  signedOn: '签收日期',
  trackingNo: '邮件号码',
  arrivedOn: '送到日期',
  confirmedOn: '确认日期',
  confirmedHow: '怎样确认',
  filledBy: '代填人',
  readBack: '宣读和确认',
};

function evidenceLines(evidence: unknown): { label: string; text: string }[][] {
  if (evidence === null || typeof evidence !== 'object') return [];
  return Object.entries(EVIDENCE).map(([key, label]) =>
    line(label, (evidence as Record<string, unknown>)[key]),
  );
}
