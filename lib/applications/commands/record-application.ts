import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { storeIdentity } from '@/lib/personal-data/commands/store-identity';
import type { IdKind } from '@/lib/personal-data/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import { loadCase, type PartyRow } from '../queries/load-case';
import { type ReceiptEvidence, receiptDateOf } from '../rules/receipt-date';
import type { ApplicantType, CaseKind, DeliveryMethod, IntakeChannel, MediaForm, Party } from '../types/case';
import type { ClockEvent } from '../types/clock';
import { type CaseDone, confirmIn, doneWith } from './confirm-receipt';
import { type FirstAct, openCase } from './open-case';

/** An application as it reached the office, entered by staff. */
export type RecordedApplication = {
  /** Made by the form: a second click gives the same case. */
  readonly submissionKey: string;
  readonly kind: Exclude<CaseKind, 'remade_reply'>;
  readonly channel: IntakeChannel;
  readonly applicantType: ApplicantType;
  readonly needsHelp: boolean;
  readonly deliveryMethod: DeliveryMethod;
  readonly mediaForm: MediaForm;
  readonly parties: readonly Omit<PartyRow, 'revision'>[];
  readonly identities: readonly {
    readonly party: Party;
    readonly idKind: IdKind;
    readonly idNumber: string;
  }[];
  readonly request: { readonly title: string; readonly docNo: string; readonly description: string };
  readonly evidence: ReceiptEvidence;
};

/**
 * Records an application that came over the counter, by post, fax or word of mouth (Art. 29, 31). Where the evidence of
 * the channel gives the receipt date, the clock starts with it; plain mail and fax may wait for confirmation. An
 * application over the internet that was handed in elsewhere, such as by e-mail, is entered the same way.
 *
 * Refusals: those of `receiptDateOf` and of the identity number.
 *
 * @law 条例29 @law 条例31 @rule REG-29-1
 */
export function recordApplication(actor: Actor, input: RecordedApplication): Promise<Result<CaseDone>> {
  const today = civilDate(currentTime());
  const receipt = receiptDateOf(input.channel, input.evidence, today);
  if (!receipt.ok) return Promise.resolve(receipt);
  return inTransaction(async (tx) => {
    // Two clicks at once: the second waits, and then finds the case of the first.
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`submission:${input.submissionKey}`}, 0))`;
    const present = await tx.application.findUnique({
      where: { submissionKey: input.submissionKey },
      select: { id: true, organId: true },
    });
    if (present !== null) {
      const loaded = present.organId === actor.organId ? await loadCase(present.id, tx) : null;
      return loaded === null ? refuse(caseRefusal('not_found')) : doneWith(loaded);
    }
    const { identities, evidence, ...facts } = input;
    const opened = await openCase(tx, actor, { ...facts, organId: actor.organId }, firstAct(input, today));
    if (!opened.ok) return opened;
    for (const identity of identities) {
      const stored = await storeIdentity(tx, { applicationId: opened.value.id, ...identity });
      if (!stored.ok) return stored;
    }
    if (receipt.value.status === 'to_confirm') return doneWith(opened.value);
    const confirmed = await confirmIn(tx, actor, opened.value, evidence);
    return confirmed.ok ? doneWith(confirmed.value) : confirmed;
  });
}

/** The first act of a recorded application: the day it was handed in, or reached the office without sign-off. */
function firstAct({ channel, evidence }: RecordedApplication, today: string): FirstAct {
  const on =
    (channel === 'signed_mail'
      ? evidence.signedOn
      : channel === 'plain_mail' || channel === 'fax'
        ? evidence.arrivedOn
        : (evidence.submittedOn ?? evidence.arrivedOn)) ??
    evidence.confirmedOn ??
    today;
  const clock: ClockEvent =
    channel === 'plain_mail' ? { type: 'arrived', date: on } : { type: 'submitted', date: on };
  return { action: 'submit', onDate: on, clock, detail: { recordedByStaff: true } };
}
