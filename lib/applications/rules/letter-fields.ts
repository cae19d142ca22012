import { fieldKeysOf } from '@/lib/letters/rules/check-template';
import type { LetterCode, LetterFields, Recipient } from '@/lib/letters/types/letters';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import type { CaseEvent, CaseFacts, IntakeChannel } from '../types/case';
import type { ClockState } from '../types/clock';

/** What a letter is filled from beside the words of its writer. */
export type LetterSource = {
  readonly facts: CaseFacts;
  readonly events: readonly CaseEvent[];
  readonly clock: ClockState;
  readonly asOf: CivilDate;
  /** The request as it stands: as submitted, or as corrected. */
  readonly requestText: string;
  readonly queryCode: string;
  readonly contact: { readonly name: string; readonly phone: string };
  /** How applicants reach the office, as the guide says it. */
  readonly contactWays: string;
  readonly supplementDays: number;
  readonly payDays: number;
  readonly payMethod: string;
  readonly confirmBy: CivilDate | null;
  /** Of an extension, a deferral: the date it leads to. */
  readonly newDue?: CivilDate | null;
  readonly fee?: {
    readonly scale: string;
    readonly month: string;
    readonly nth: number;
    readonly pages: number | null;
    readonly amountFen: number;
    readonly calculation: string;
  } | null;
  /** Of 不予重复处理: the earlier case. */
  readonly earlier?: {
    readonly requestedOn: CivilDate;
    readonly number: string;
    readonly repliedOn: CivilDate;
  } | null;
  /** Of L06, L07, L08: the consultation. */
  readonly consultation?: {
    readonly partyKind: 'third_party' | 'organ' | 'joint_maker';
    readonly purpose: 'opinion' | 'secrecy';
    readonly about: string;
    readonly sentOn: CivilDate | null;
    readonly answerBy: CivilDate | null;
  } | null;
  readonly searched?: {
    readonly on: CivilDate;
    readonly words: string;
    readonly places: string;
    readonly method: string;
  } | null;
};

/** Channels as a letter says them: 您于…通过…提出的申请. */
const CHANNEL_WORDS: Record<IntakeChannel, string> = {
  in_person: '当面提交的方式',
  signed_mail: '邮寄的方式',
  plain_mail: '邮寄的方式',
  internet: '互联网',
  fax: '传真',
  oral: '口头方式',
};

/** The event that carries a clock event of a type, the newest one. */
function clockEvent(events: readonly CaseEvent[], type: string): CaseEvent | undefined {
  return events.findLast(({ clock }) => clock?.type === type);
}

/** The day a notice was served: as recorded later, else as issued (SET-R12). */
function servedOn(events: readonly CaseEvent[], type: string): CivilDate | undefined {
  const notice = clockEvent(events, type);
  if (notice === undefined) return undefined;
  const later = events.findLast(
    ({ action, detail }) => action === 'record_letter_service' && detail.servesSeq === notice.seq,
  );
  const served = notice.clock?.served;
  return later?.onDate ?? (typeof served === 'string' ? served : notice.onDate);
}

/**
 * The fields of a letter that the case answers: numbers, dates, the request, the organ's contact. What is not known is
 * left out, so that the letter asks for it by name. Only fields the letter has are given.
 *
 * @rule LT-1
 */
export function lettersFieldsFromCase(code: LetterCode, source: LetterSource): LetterFields {
  const { facts, events, clock, contact, consultation, earlier, fee, searched } = source;
  const supplementNotice = clockEvent(events, 'supplement_notice');
  const withdrawal = events.findLast(({ action }) => action === 'withdraw_application');
  const lapsed = {
    supplement: supplementNotice?.clock?.dueDate,
  };
  const all: Record<string, string | undefined> = {
    submission_no: facts.submissionNo,
    application_no: facts.applicationNo ?? facts.submissionNo,
    query_code: source.queryCode,
    submitted_on: events[0]?.onDate ?? civilDate(facts.submittedAt),
    channel: CHANNEL_WORDS[facts.channel],
    receipt_date: facts.receiptDate ?? undefined,
    request_text: source.requestText,
    contact_name: contact.name,
    contact_phone: contact.phone,
    reply_due: clock.replyDue ?? undefined,
    old_due: clock.replyDue ?? undefined,
    new_due: source.newDue ?? undefined,
    confirm_by: source.confirmBy ?? undefined,
    confirm_ways: source.contactWays,
    supplement_days: String(source.supplementDays),
    supplement_ways: source.contactWays,
    supplement_notice_on: supplementNotice?.onDate,
    supplement_served_on: servedOn(events, 'supplement_notice'),
    supplement_due:
      clock.supplementDue ?? (typeof lapsed.supplement === 'string' ? lapsed.supplement : undefined),
    supplemented_on: clockEvent(events, 'supplement_received')?.onDate,
    fee_served_on: servedOn(events, 'fee_notice'),
    payment_due: clock.paymentDue ?? undefined,
    fee_days: String(source.payDays),
    fee_ways: source.payMethod,
    withdrawn_on: withdrawal?.onDate,
    reasons_asked_on: events.findLast(({ action }) => action === 'ask_reasons')?.onDate,
    ...(fee
      ? {
          fee_scale: fee.scale,
          fee_month: fee.month,
          fee_nth: String(fee.nth),
          fee_pages: fee.pages === null ? undefined : String(fee.pages),
          fee_amount: String(fee.amountFen),
          fee_calculation: fee.calculation,
        }
      : {}),
    ...(earlier
      ? {
          earlier_request_on: earlier.requestedOn,
          earlier_number: earlier.number,
          earlier_reply_on: earlier.repliedOn,
        }
      : {}),
    ...(consultation
      ? {
          content_summary: consultation.about,
          information_name: consultation.about,
          concern: consultation.about,
          consulted: consultation.partyKind,
          consulted_on: consultation.sentOn ?? undefined,
          consultation_kind:
            consultation.purpose === 'secrecy'
              ? 'secrecy'
              : consultation.partyKind === 'joint_maker'
                ? 'joint_maker'
                : 'organ',
          answer_by: consultation.answerBy ?? undefined,
        }
      : {}),
    ...(searched
      ? {
          search_words: searched.words,
          searched_on: searched.on,
          search_places: searched.places,
          search_method: searched.method,
        }
      : {}),
  };
  const keys = new Set(fieldKeysOf(code));
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) =>
      value === undefined || value === '' || !keys.has(key) ? [] : [[key, value] as const],
    ),
  );
}

/** A request in its parts. */
type Request = { readonly title: string; readonly docNo: string; readonly description: string };

/** The request as it stands after corrections: of each part what was written last; a part left empty stays as it was. */
export function standingRequest(texts: readonly Request[]): Request {
  const last = (key: keyof Request) => texts.findLast((text) => text[key].trim() !== '')?.[key] ?? '';
  return { title: last('title'), docNo: last('docNo'), description: last('description') };
}

/** The request in one line, as letters quote it. */
export function requestInWords(text: Request): string {
  return [text.title, text.docNo, text.description]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('；');
}

/** To whom letters to the applicant go: the agent gets them where one acts (委托). */
export function applicantRecipient(
  facts: Pick<CaseFacts, 'applicantType'>,
  party: { readonly name: string; readonly address: string },
): Recipient {
  const form = facts.applicantType === 'natural_person' ? 'person' : 'organisation';
  return { kind: 'applicant', form, name: party.name, address: party.address };
}
