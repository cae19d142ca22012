import 'server-only';
import { findActor } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import type { Json } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import type { LoadedCase } from '../queries/load-case';
import type { CaseAction } from '../transitions';
import type { DeliveryMethod, MediaForm, Party } from '../types/case';
import { lockCase, writeCaseEvent } from './case-event';
import { type CaseDone, doneWith } from './confirm-receipt';

/** An act that records nothing beside its event. */
function act(
  actor: Actor,
  caseId: string,
  action: CaseAction,
  detail: (loaded: LoadedCase) => Result<Readonly<Record<string, Json>>>,
  on: { seenSeq?: number; date?: CivilDate } = {},
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, caseId, on.seenSeq ?? null, action);
    if (!locked.ok) return locked;
    const facts = detail(locked.value);
    if (!facts.ok) return facts;
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action,
      onDate: on.date ?? civilDate(currentTime()),
      detail: facts.value,
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

const plainly = (facts: Readonly<Record<string, Json>>) => () => ({ ok: true, value: facts }) as const;

/** 登记: the case gets its number; whoever registers it handles it, until it is assigned. @rule REG-45 */
export function registerCase(
  actor: Actor,
  input: { caseId: string; seenSeq: number },
): Promise<Result<CaseDone>> {
  return act(actor, input.caseId, 'register', plainly({}), input);
}

/** 审核: complete, clear and ours to answer – or what is not, in words. Refusals: `check_note_missing`. @rule REG-45 */
export function checkApplication(
  actor: Actor,
  input: { caseId: string; seenSeq: number; complete: boolean; clear: boolean; ours: boolean; note: string },
): Promise<Result<CaseDone>> {
  const { caseId, seenSeq, ...facts } = input;
  const isInOrder = facts.complete && facts.clear && facts.ours;
  return act(
    actor,
    caseId,
    'check_application',
    () =>
      isInOrder || facts.note !== ''
        ? { ok: true, value: facts }
        : refuse(caseRefusal('check_note_missing', { law: '条例30', field: 'note' })),
    { seenSeq },
  );
}

/**
 * 分派: names a handler, who accepts or declines with a reason.
 *
 * Refusals: `handler_not_holder`.
 */
export async function assignCase(
  actor: Actor,
  input: { caseId: string; handlerId: string; reason: string },
): Promise<Result<CaseDone>> {
  const handler = await findActor(input.handlerId, null);
  const { handlerId, reason } = input;
  return act(actor, input.caseId, 'assign', () =>
    handler === null || handler.organId !== actor.organId || !handler.roles.includes('case_handler')
      ? refuse(caseRefusal('handler_not_holder', { field: 'handlerId' }))
      : { ok: true, value: { handlerId, handlerName: handler.name, reason } },
  );
}

/** Accepts a case that was assigned. Refusals: `not_assigned_to_you`. */
export function acceptAssignment(actor: Actor, input: { caseId: string }): Promise<Result<CaseDone>> {
  return act(actor, input.caseId, 'accept_assignment', (loaded) =>
    loaded.handlerId !== null && loaded.handlerId !== actor.personId
      ? refuse(caseRefusal('not_assigned_to_you'))
      : { ok: true, value: {} },
  );
}

/** Declines a case that was assigned, with the reason. Refusals: `not_assigned_to_you`, `assignment_settled`. */
export function declineAssignment(
  actor: Actor,
  input: { caseId: string; reason: string },
): Promise<Result<CaseDone>> {
  return act(actor, input.caseId, 'decline_assignment', (loaded) =>
    loaded.handlerId !== actor.personId || loaded.handlerAccepted
      ? refuse(caseRefusal(loaded.handlerAccepted ? 'assignment_settled' : 'not_assigned_to_you'))
      : { ok: true, value: { reason: input.reason } },
  );
}

/** Adds a note to the file (工作记录). */
export function addNote(actor: Actor, input: { caseId: string; note: string }): Promise<Result<CaseDone>> {
  return act(actor, input.caseId, 'add_note', plainly({ note: input.note }));
}

/** Records reasons the applicant gave for many requests (条例35). The clock runs on. @law 条例35 */
export function recordReasons(
  actor: Actor,
  input: { caseId: string; onDate: CivilDate; reasons: string; reasonable: boolean; assessment: string },
): Promise<Result<CaseDone>> {
  const { caseId, onDate, ...facts } = input;
  return act(
    actor,
    caseId,
    'record_reasons',
    ({ events }) =>
      events.some(({ action, onDate: asked }) => action === 'ask_reasons' && asked <= onDate)
        ? { ok: true, value: facts }
        : refuse(caseRefusal('reasons_not_asked', { law: '条例35', field: 'onDate' })),
    { date: onDate },
  );
}

/** Records that a 信访 matter in the case was handed to who deals with it. @law 条例39-1 */
export function transferPetition(
  actor: Actor,
  input: { caseId: string; onDate: CivilDate; to: string; matter: string },
): Promise<Result<CaseDone>> {
  const { caseId, onDate, ...facts } = input;
  return act(actor, caseId, 'transfer_petition', plainly(facts), { date: onDate });
}

/** The applicant wishes another way or form of delivery. @law 条例40 */
export function changeDelivery(
  actor: Actor,
  input: { caseId: string; deliveryMethod: DeliveryMethod; mediaForm: MediaForm; reason: string },
): Promise<Result<CaseDone>> {
  const { caseId, ...facts } = input;
  return act(actor, caseId, 'change_delivery', plainly(facts));
}

/** 归档, once nothing is left to be delivered. Refusals: `archive_open_letters`. @law 条例45 */
export function archiveCase(
  actor: Actor,
  input: { caseId: string; seenSeq: number },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, input.seenSeq, 'archive');
    if (!locked.ok) return locked;
    const open = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM office.letter WHERE application_id = ${input.caseId}::uuid AND state IN ('in_route', 'sealed') LIMIT 1`;
    if (open.length > 0) return refuse(caseRefusal('archive_open_letters'));
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'archive',
      onDate: civilDate(currentTime()),
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/** New ways to reach a party; the former stay in the file. The event says that they changed, not to what. */
export function changeContact(
  actor: Actor,
  input: {
    caseId: string;
    party: Party;
    phone: string;
    address: string;
    email: string;
    contactName: string;
    reason: string;
  },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'change_contact');
    if (!locked.ok) return locked;
    const present = locked.value.parties.find(({ party }) => party === input.party);
    if (present === undefined) return refuse(caseRefusal('person_unknown'));
    const { caseId, reason, ...contact } = input;
    const revision = present.revision + 1;
    await tx.applicationParty.create({
      data: { applicationId: caseId, ...contact, name: present.name, revision },
    });
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'change_contact',
      onDate: civilDate(currentTime()),
      detail: { party: input.party, revision, reason },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/**
 * Restricts a case to its handler and the persons named; whoever restricts it is always among them.
 *
 * Refusals: `restricted_names_missing`, `named_other_organ`, `restricted_needs_head`: without the head of the office no letter
 * could be approved and nobody could lift the restriction.
 */
export function restrictCase(
  actor: Actor,
  input: { caseId: string; personIds: readonly string[]; reason: string },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'restrict');
    if (!locked.ok) return locked;
    const named = [...new Set([...input.personIds, actor.personId])];
    if (input.personIds.length === 0) return refuse(caseRefusal('restricted_names_missing'));
    const known = await tx.person.count({ where: { id: { in: named }, organId: actor.organId } });
    if (known !== named.length) return refuse(caseRefusal('named_other_organ'));
    const actors = await Promise.all(named.map((id) => findActor(id, null)));
    if (!actors.some((one) => one?.roles.includes('office_head')))
      return refuse(caseRefusal('restricted_needs_head', { field: 'personIds' }));
    await tx.applicationAccess.createMany({
      data: named.map((personId) => ({
        applicationId: input.caseId,
        personId,
        grantedBy: actor.personId,
        grantedAt: currentTime(),
      })),
    });
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'restrict',
      onDate: civilDate(currentTime()),
      detail: { personIds: named, reason: input.reason },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/** Opens a restricted case again to the readers of cases. */
export function liftRestriction(
  actor: Actor,
  input: { caseId: string; reason: string },
): Promise<Result<CaseDone>> {
  return act(actor, input.caseId, 'lift_restriction', plainly({ reason: input.reason }));
}
