import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { inTransaction, type Tx } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import type { LoadedCase } from '../queries/load-case';
import type { Opinion } from '../types/opinion';
import { lockCase, writeCaseEvent } from './case-event';
import { type CaseDone, doneWith } from './confirm-receipt';

/** Whether a consultation belongs to a case, or to the one it was split from. */
async function isOfCase(
  tx: Tx,
  { id, parentId }: Pick<LoadedCase, 'id' | 'parentId'>,
  consultationId: string,
): Promise<boolean> {
  const applicationId = { in: parentId === null ? [id] : [id, parentId] };
  return (await tx.consultation.count({ where: { id: consultationId, applicationId } })) > 0;
}

/**
 * Records that a consulted party got the letter: its 15 working days run from here.
 *
 * Refusals: `consultation_unknown`, those of the clock (served twice, before it was sent).
 *
 * @law 条例32 @law 条例34
 */
export function recordConsultationService(
  actor: Actor,
  input: { caseId: string; consultationId: string; onDate: CivilDate; proof: string },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'record_consultation_service');
    if (!locked.ok) return locked;
    const { consultationId, onDate, proof } = input;
    if (!(await isOfCase(tx, locked.value, consultationId)))
      return refuse(caseRefusal('consultation_unknown'));
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'record_consultation_service',
      onDate,
      clock: { type: 'consultation_served', date: onDate, id: consultationId },
      detail: { consultationId, proof },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}

/**
 * Records the opinion of a consulted party: the pause ends on this day (SET-R2). Whether reasons are reasonable the organ
 * judges and says why.
 *
 * Refusals: `consultation_unknown`, `reason_missing` where a refusal with reasons names none, those of the clock.
 *
 * @law 条例32 @law 条例34 @rule SET-R2
 */
export function endConsultation(
  actor: Actor,
  input: {
    caseId: string;
    consultationId: string;
    onDate: CivilDate;
    opinion: Opinion;
    reason: string;
    assessment: string;
  },
): Promise<Result<CaseDone>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'end_consultation');
    if (!locked.ok) return locked;
    const { consultationId, onDate, opinion, reason, assessment } = input;
    if (!(await isOfCase(tx, locked.value, consultationId)))
      return refuse(caseRefusal('consultation_unknown'));
    if (opinion === 'refuse_with_reason' && reason === '')
      return refuse(caseRefusal('reason_missing', { law: '条例32', field: 'reason' }));
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'end_consultation',
      onDate,
      clock: { type: 'consultation_answered', date: onDate, id: consultationId },
      detail: { consultationId, opinion, reason, assessment },
    });
    return written.ok ? doneWith(written.value.loaded) : written;
  });
}
