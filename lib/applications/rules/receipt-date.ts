import type { CivilDate } from '@/lib/platform/dates';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import type { IntakeChannel } from '../types/case';

/** What the office has to show for the day it received an application, by channel. Dates are civil dates. */
export type ReceiptEvidence = {
  /** Day the applicant came, or handed it over. */
  readonly submittedOn?: CivilDate | undefined;
  /** Day the organ signed for the letter, and its number. */
  readonly signedOn?: CivilDate | undefined;
  readonly trackingNo?: string | undefined;
  /** Day a letter without sign-off, or a fax, came in. */
  readonly arrivedOn?: CivilDate | undefined;
  /** Day both sides confirmed, and how: number called, time, person; or a reply. */
  readonly confirmedOn?: CivilDate | undefined;
  readonly confirmedHow?: string | undefined;
  /** Of an oral application: who filled in the form, and that it was read back (REG-29-1). */
  readonly filledBy?: string | undefined;
  readonly readBack?: string | undefined;
};

/** The day of receipt with its article, or that the applicant must still be asked to confirm. */
export type ReceiptDate =
  | { readonly status: 'received'; readonly date: CivilDate; readonly law: string; readonly why: string }
  | { readonly status: 'to_confirm'; readonly arrivedOn: CivilDate | null };

/** Day on which the present text of 条例 came into force: an earlier date is a slip of the year. */
const IN_FORCE: CivilDate = '2019-05-15';

const LAW: Record<IntakeChannel, string> = {
  in_person: '条例31-1',
  oral: '条例31-1',
  signed_mail: '条例31-2',
  plain_mail: '条例31-2',
  internet: '条例31-3',
  fax: '条例31-3',
};

/**
 * 收到申请之日 from the evidence of the channel: the day of submission in person; of signing for registered mail; of
 * confirmation with the applicant for plain mail, internet and fax. Where confirmation is still to come, says so: no
 * clock runs before it.
 *
 * Refusals: `mail_tracking_missing`, `arrival_missing`, `confirmation_missing`, `readback_missing`, `future_date`,
 * `confirmation_before_arrival`, `date_before_regulation`.
 *
 * @law 条例31 @law 条例31-1 @law 条例31-2 @law 条例31-3 @rule REG-29-1
 */
export function receiptDateOf(
  channel: IntakeChannel,
  evidence: ReceiptEvidence,
  today: CivilDate,
): Result<ReceiptDate> {
  const problems = problemsOf(channel, evidence, today);
  if (problems.length > 0) return refuse(...problems);
  const law = LAW[channel];
  const received = (date: CivilDate, why: string): Result<ReceiptDate> =>
    ok({ status: 'received', date, law, why });
  if (channel === 'in_person')
    return received(evidence.submittedOn ?? today, '当面提交，以提交之日为收到之日');
  if (channel === 'oral')
    return received(evidence.submittedOn ?? today, '口头申请，以当面提出之日为收到之日');
  if (channel === 'signed_mail')
    return received(evidence.signedOn ?? today, '邮寄并签收，以签收之日为收到之日');
  if (evidence.confirmedOn !== undefined)
    return received(evidence.confirmedOn, '以与申请人双方确认之日为收到之日');
  return ok({ status: 'to_confirm', arrivedOn: evidence.arrivedOn ?? null });
}

function problemsOf(channel: IntakeChannel, evidence: ReceiptEvidence, today: CivilDate): Refusal[] {
  const dates = [evidence.submittedOn, evidence.signedOn, evidence.arrivedOn, evidence.confirmedOn];
  const { arrivedOn, confirmedOn } = evidence;
  const isConfirmed = confirmedOn !== undefined;
  return [
    ...(dates.some((date) => date !== undefined && date > today)
      ? [caseRefusal('future_date', { field: 'evidence' })]
      : []),
    ...(dates.some((date) => date !== undefined && date < IN_FORCE)
      ? [caseRefusal('date_before_regulation', { field: 'evidence' })]
      : []),
    ...(channel === 'signed_mail' && (!evidence.signedOn || !evidence.trackingNo?.trim())
      ? [caseRefusal('mail_tracking_missing', { law: LAW.signed_mail, field: 'evidence.trackingNo' })]
      : []),
    ...((channel === 'plain_mail' || channel === 'fax') && arrivedOn === undefined
      ? [caseRefusal('arrival_missing', { law: LAW[channel], field: 'evidence.arrivedOn' })]
      : []),
    ...(channel === 'oral' && (!evidence.filledBy?.trim() || !evidence.readBack?.trim())
      ? [caseRefusal('readback_missing', { law: '条例29', field: 'evidence.readBack' })]
      : []),
    ...(isConfirmed && !evidence.confirmedHow?.trim()
      ? [caseRefusal('confirmation_missing', { law: LAW[channel], field: 'evidence.confirmedHow' })]
      : []),
    ...(isConfirmed && arrivedOn !== undefined && confirmedOn < arrivedOn
      ? [caseRefusal('confirmation_before_arrival', { field: 'evidence.confirmedOn' })]
      : []),
  ];
}
