import 'server-only';
import type { Actor } from '@/lib/organs/types';
import type { CaseGate } from '@/lib/personal-data/commands/open';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { isBlank } from '@/lib/platform/text';
import { releaseRefusal } from '../messages';
import { mayAnswerOverride, mayProposeOverride } from '../policy';
import { findLetterStanding, type LetterStanding, listEnclosures, type StandingFinding } from '../queries';

type Found = {
  readonly letter: LetterStanding;
  readonly letterId: string;
  readonly sha256: string;
  readonly finding: StandingFinding;
};

/** The finding as the newest check has it, for an actor who may see the case. */
async function findFinding(
  tx: Tx,
  actor: Actor,
  enclosureId: string,
  findingKey: string,
  gate: CaseGate,
): Promise<Result<Found>> {
  const row = await tx.letterEnclosure.findUnique({ where: { id: enclosureId } });
  if (row === null) return refuse(releaseRefusal('not_found'));
  // One after the other: two requests about one finding would both be the first.
  await tx.$queryRaw`SELECT 1 FROM office.letter WHERE id = ${row.letterId}::uuid FOR UPDATE`;
  const letter = await findLetterStanding(tx, row.letterId);
  if (letter === null) return refuse(releaseRefusal('not_found'));
  const allowed = await gate(tx, actor, letter.applicationId);
  if (!allowed.ok) return allowed;
  const enclosure = (await listEnclosures(row.letterId, tx)).find(({ id }) => id === enclosureId);
  const finding = enclosure?.check?.findings.find(({ key }) => key === findingKey);
  if (finding === undefined) return refuse(releaseRefusal('finding_gone'));
  return ok({ letter, letterId: row.letterId, sha256: row.sha256, finding });
}

/**
 * Asks that a finding be passed over, with the reason; it counts once another person has agreed.
 *
 * Refusals: those of the gate; `release_role_missing_propose`; `release_reason_missing`; `release_finding_gone`;
 * `release_never_overridden` for a classification marking; `release_proposed_already`.
 *
 * @rule REG-17-2
 */
export function proposeOverride(
  actor: Actor,
  input: { enclosureId: string; findingKey: string; reason: string },
  gate: CaseGate,
): Promise<Result<{ overrideId: string }>> {
  return inTransaction(async (tx) => {
    const { enclosureId, findingKey } = input;
    const found = await findFinding(tx, actor, enclosureId, findingKey, gate);
    if (!found.ok) return found;
    const { letter, letterId, sha256, finding } = found.value;
    if (!mayProposeOverride(actor, letter.organId)) return refuse(releaseRefusal('role_missing_propose'));
    const reason = input.reason.trim();
    if (isBlank(reason)) return refuse({ ...releaseRefusal('reason_missing'), field: 'reason' });
    if (finding.rule === 'classification') {
      return refuse({ ...releaseRefusal('never_overridden'), law: 'REG-17-2' });
    }
    if (finding.override !== null && finding.override.answer !== 'rejected') {
      return refuse(releaseRefusal('proposed_already'));
    }
    const row = await tx.releaseOverride.create({
      data: {
        letterId,
        enclosureId,
        sha256,
        findingKey,
        reason,
        proposedBy: actor.personId,
        proposedAt: currentTime(),
      },
    });
    await writeAudit(tx, {
      organId: letter.organId,
      actor,
      action: 'propose_release',
      subject: { type: 'application', id: letter.applicationId },
      detail: {
        letter_id: letterId,
        enclosure_id: enclosureId,
        override_id: row.id,
        finding: findingKey,
        reason,
      },
    });
    return ok({ overrideId: row.id });
  });
}

/**
 * Answers a request to pass over a finding, as another person than the one who asked.
 *
 * Refusals: those of the gate; `release_role_missing_answer`; `release_own_proposal`; `release_answered_already`;
 * `release_note_missing`; `release_finding_gone`.
 */
export function answerOverride(
  actor: Actor,
  input: { overrideId: string; answer: 'confirmed' | 'rejected'; note: string },
  gate: CaseGate,
): Promise<Result<null>> {
  return inTransaction(async (tx) => {
    const { overrideId, answer } = input;
    const row = await tx.releaseOverride.findUnique({ where: { id: overrideId } });
    if (row === null) return refuse(releaseRefusal('not_found'));
    const found = await findFinding(tx, actor, row.enclosureId, row.findingKey, gate);
    if (!found.ok) return found;
    const { letter, letterId } = found.value;
    if (!mayAnswerOverride(actor, letter.organId)) return refuse(releaseRefusal('role_missing_answer'));
    if (row.proposedBy === actor.personId) return refuse(releaseRefusal('own_proposal'));
    if ((await tx.releaseOverrideAnswer.count({ where: { overrideId } })) > 0) {
      return refuse(releaseRefusal('answered_already'));
    }
    const note = input.note.trim();
    if (answer === 'rejected' && isBlank(note))
      return refuse({ ...releaseRefusal('note_missing'), field: 'note' });
    await tx.releaseOverrideAnswer.create({
      data: { overrideId, answer, note, answeredBy: actor.personId, answeredAt: currentTime() },
    });
    await writeAudit(tx, {
      organId: letter.organId,
      actor,
      action: 'answer_release',
      subject: { type: 'application', id: letter.applicationId },
      detail: { letter_id: letterId, override_id: overrideId, finding: row.findingKey, answer, note },
    });
    return ok(null);
  });
}
