import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { type Result, refuse } from '@/lib/platform/result';
import { type CheckedEnclosure, checkEnclosures } from '@/lib/release-gate/commands/check-enclosures';
import { addEnclosure, removeEnclosure } from '@/lib/release-gate/commands/enclosures';
import { answerOverride, proposeOverride } from '@/lib/release-gate/commands/overrides';
import { releaseRefusal } from '@/lib/release-gate/messages';
import { mayEnclose } from '@/lib/release-gate/policy';
import { caseGate } from '../../commands/case-files';
import { lockByLetter } from '../../commands/case-letters';

/** Does something with the enclosures of a letter whose case the person may see. Refusals: those of the gate and `work`. */
function within<T>(actor: Actor, letterId: string, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  return inTransaction(async (tx) => {
    const locked = await lockByLetter(tx, actor, letterId);
    return locked.ok ? work(tx) : locked;
  });
}

/** Encloses a file of the case with a draft and checks it at once. Refusals: those of `addEnclosure`. */
export function encloseFile(
  actor: Actor,
  input: { letterId: string; fileId: string; removedWords: string },
): Promise<Result<{ enclosureId: string }>> {
  return within(actor, input.letterId, (tx) => addEnclosure(tx, actor, input));
}

/** Takes a file out of a draft. Refusals: those of `removeEnclosure`. */
export function takeOutFile(
  actor: Actor,
  input: { letterId: string; enclosureId: string },
): Promise<Result<null>> {
  return within(actor, input.letterId, (tx) => removeEnclosure(tx, actor, input));
}

/** Checks every enclosure of a letter anew. Refusals: `release_role_missing_enclose`, those of `checkEnclosures`. */
export function checkAgain(
  actor: Actor,
  input: { letterId: string },
): Promise<Result<readonly CheckedEnclosure[]>> {
  return within(actor, input.letterId, (tx) => {
    if (!mayEnclose(actor, actor.organId))
      return Promise.resolve(refuse(releaseRefusal('role_missing_enclose')));
    return checkEnclosures(tx, actor, input.letterId, true);
  });
}

/** Asks that a finding be passed over. Refusals: those of `proposeOverride`. */
export function askToPassOver(
  actor: Actor,
  input: { enclosureId: string; findingKey: string; reason: string },
): Promise<Result<{ overrideId: string }>> {
  return proposeOverride(actor, input, caseGate);
}

/** Answers such a request as another person. Refusals: those of `answerOverride`. */
export function answerPassingOver(
  actor: Actor,
  input: { overrideId: string; answer: 'confirmed' | 'rejected'; note: string },
): Promise<Result<null>> {
  return answerOverride(actor, input, caseGate);
}
