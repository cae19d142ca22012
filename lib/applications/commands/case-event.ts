import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import type { Json } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { type CivilDate, civilDate, shanghaiInstant } from '@/lib/platform/dates';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { caseRefusal, wrongState } from '../messages/case';
import { canSeeCase, whyNotAct } from '../policy';
import { clockNow, clockSettingsOf } from '../queries/case-clock';
import { type LoadedCase, loadCase, readEvent } from '../queries/load-case';
import { whyRefused } from '../rules/clock/why-refused';
import { clockInputOf } from '../rules/clock-events';
import { deadlineRow } from '../rules/deadline-row';
import { eventFacts } from '../rules/event-facts';
import { type CaseAction, type CaseState, targetsOf } from '../transitions';
import type { CaseEvent } from '../types/case';
import type { ClockEvent } from '../types/clock';

/** An act to be recorded. */
export type NewCaseEvent = {
  readonly action: CaseAction;
  /** Where it leads; may be left out where the table knows one state only. */
  readonly to?: CaseState;
  readonly onDate: CivilDate;
  readonly clock?: ClockEvent;
  readonly detail?: Readonly<Record<string, Json>>;
  readonly correctsSeq?: number;
  /** Recorded even where the law gives it no effect: it stands in the file and moves no date (SET-R4). */
  readonly isKeptWithoutEffect?: boolean;
};

/** Who does an act: staff, or the system once a route is passed. */
export type CaseActor =
  | { readonly kind: 'staff'; readonly actor: Actor }
  | { readonly kind: 'system'; readonly actor: Actor };

/**
 * Locks a case for a person, as it is now. `seenSeq` is the number of the last event the form showed; null where the form
 * depends on nothing else.
 *
 * Refusals: `not_found`, `stale_case`, those of the policy where `action` is given.
 */
export async function lockCase(
  tx: Tx,
  actor: Actor,
  caseId: string,
  seenSeq: number | null = null,
  action?: CaseAction,
): Promise<Result<LoadedCase>> {
  await tx.$executeRaw`SELECT office.lock_case(${caseId}::uuid)`;
  const loaded = await loadCase(caseId, tx);
  if (loaded === null || !canSeeCase(actor, loaded)) return refuse(caseRefusal('not_found'));
  if (seenSeq !== null && seenSeq !== loaded.seq && !isOnlyOwnFiles(loaded, seenSeq, actor))
    return refuse(caseRefusal('stale_case'));
  const refusals = action === undefined ? [] : whyNotAct(actor, loaded, action);
  return refusals.length > 0 ? refuse(...refusals) : ok(loaded);
}

/** Whether all that happened since a form was made are files its own writer brought. */
function isOnlyOwnFiles(loaded: LoadedCase, seenSeq: number, actor: Actor): boolean {
  const since = loaded.events.filter(({ seq }) => seq > seenSeq);
  return (
    since.length > 0 &&
    since.every(({ action, personId }) => action === 'add_file' && personId === actor.personId)
  );
}

/**
 * Records an act on a locked case: asks the table of states and the clock, writes the event, which moves the case, and
 * its audit row, and computes the dates anew. Gives the event and the case as it is after it.
 *
 * Refusals: `not_in_this_state`, `role_missing`, `future_date`, `date_before_submission`, `date_before_receipt`, those of
 * the clock.
 */
export async function writeCaseEvent(
  tx: Tx,
  by: CaseActor,
  loaded: LoadedCase,
  event: NewCaseEvent,
): Promise<Result<{ event: CaseEvent; loaded: LoadedCase }>> {
  const { actor } = by;
  const today = civilDate(currentTime());
  const targets = targetsOf(loaded.state as CaseState, event.action);
  const to = event.to ?? targets[0];
  if (to === undefined || !targets.includes(to))
    return refuse(wrongState(event.action, loaded.state as CaseState));
  if (by.kind === 'staff') {
    const refusals = whyNotAct(actor, loaded, event.action);
    if (refusals.length > 0) return refuse(...refusals);
  }
  if (event.onDate > today) return refuse(caseRefusal('future_date', { field: 'onDate' }));
  const early = whyTooEarly(loaded, event);
  if (early !== null) return refuse(early);
  if (event.clock !== undefined && event.isKeptWithoutEffect !== true) {
    const input = clockInputOf(loaded.channel, [...loaded.inherited, ...loaded.events], today);
    const calendar = await currentCalendar(tx);
    const refusals = whyRefused(calendar, input, event.clock, clockSettingsOf(loaded.events));
    if (refusals.length > 0) return refuse(...refusals);
  }
  const row = await tx.applicationEvent.create({
    data: {
      applicationId: loaded.id,
      action: event.action,
      toState: to,
      onDate: new Date(event.onDate),
      actorKind: by.kind,
      personId: by.kind === 'staff' ? actor.personId : null,
      personName: by.kind === 'staff' ? actor.name : '系统',
      ...(event.clock === undefined ? {} : { clock: { ...event.clock } }),
      detail: { ...(event.detail ?? {}) },
      correctsSeq: event.correctsSeq ?? null,
    },
  });
  await auditEvent(tx, actor, loaded, readEvent(row));
  const after = await loadCase(loaded.id, tx);
  if (after === null) throw new Error(`case ${loaded.id} vanished`);
  await refreshDeadline(tx, after);
  return ok({ event: readEvent(row), loaded: after });
}

/** Acts that may bear a date before the receipt: those that lead to it, and its correction. */
const BEFORE_RECEIPT: readonly CaseAction[] = [
  'log_contact',
  'confirm',
  'send_letter',
  'correct_receipt_date',
];

/** Nothing is done on a case before it was handed in, and little before it was received. */
function whyTooEarly(loaded: LoadedCase, { action, onDate }: NewCaseEvent): Refusal | null {
  const handedIn = loaded.events[0]?.onDate;
  if (handedIn !== undefined && onDate < handedIn)
    return caseRefusal('date_before_submission', { field: 'onDate' });
  const isEarly = loaded.receiptDate !== null && onDate < loaded.receiptDate;
  return isEarly && !BEFORE_RECEIPT.includes(action)
    ? caseRefusal('date_before_receipt', { field: 'onDate' })
    : null;
}

/** The audit row of an event: its facts, so that `audit verify` can compare the two. */
export async function auditEvent(
  tx: Tx,
  actor: Pick<Actor, 'organId' | 'personId' | 'name' | 'clientAddress'>,
  loaded: Pick<LoadedCase, 'id' | 'organId'>,
  event: CaseEvent,
): Promise<void> {
  await writeAudit(tx, {
    organId: loaded.organId,
    actor,
    action: `case_${event.action}`,
    subject: { type: 'application', id: loaded.id },
    detail: eventFacts(event),
  });
}

/** Computes the dates of a case anew and keeps them for the lists, with the version of the calendar (CAL-4). @rule CAL-4 */
export async function refreshDeadline(tx: Tx, loaded: LoadedCase): Promise<void> {
  const { calendar, clock } = await clockNow(loaded, tx);
  const data = {
    ...deadlineRow(clock),
    calendarVersion: calendar.version ?? 1,
    eventSeq: loaded.seq,
    computedAt: currentTime(),
  };
  await tx.applicationDeadline.upsert({
    where: { applicationId: loaded.id },
    create: { applicationId: loaded.id, ...data },
    update: data,
  });
}

/**
 * Computes anew the dates of cases on which an applicant acted, which the public's own functions can't do, and once a day
 * those that move by themselves while a consultation is open (SET-R1). Gives their number. For the worker and right after
 * such an act.
 */
export async function refreshStaleDeadlines(tx: Tx): Promise<number> {
  const stale = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM office.application a LEFT JOIN office.application_deadline d ON d.application_id = a.id
    WHERE a.state <> 'none' AND (d.event_seq IS DISTINCT FROM a.seq
      OR ((d.provisional OR d.clock_status = 'paused') AND a.state NOT IN ('replied', 'archived')
        AND d.computed_at < ${shanghaiInstant(civilDate(currentTime()))})) LIMIT 500`;
  for (const { id } of stale) {
    const loaded = await loadCase(id, tx);
    if (loaded !== null) await refreshDeadline(tx, loaded);
  }
  return stale.length;
}
