import 'server-only';
import { isRoundPassed, judge } from '@/lib/approvals/rules/next-steps';
import { asCandidate } from '@/lib/approvals/types';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { letterRefusal } from '../messages';
import { decisionFactsOf } from '../queries/audited-letters';
import { loadLetter } from '../queries/load-letter';
import { checkLetterDecision } from '../rules/check-letter-decision';
import type { LetterDecisionInput } from '../schema';
import { auditLetter, lockLetter } from './shared';

/** What a decision led to. */
export type LetterDecided = { readonly passed: boolean; readonly returned: boolean };

/**
 * Records one decision on a letter. A return gives it back to its handler as a draft; the next submission is a new wording,
 * for which nothing is passed yet.
 *
 * Refusals: `letter_unknown`, `letter_not_in_route`, `step_unknown`; those of `checkLetterDecision`.
 *
 * @rule LT-4 @rule TR-4
 */
export async function decideLetterStep(
  tx: Tx,
  actor: Actor,
  input: LetterDecisionInput,
): Promise<Result<LetterDecided>> {
  const locked = await lockLetter(tx, actor, input.letterId);
  if (!locked.ok) return locked;
  const letter = locked.value;
  const { frozen } = letter;
  if (letter.state !== 'in_route' || frozen === null) return refuse(letterRefusal('letter_not_in_route'));
  const step = frozen.round.route.find(({ position }) => position === input.position);
  if (step === undefined) return refuse(letterRefusal('step_unknown'));
  const person = asCandidate(actor);
  const refusals = checkLetterDecision(frozen.round, step, person, input);
  if (refusals.length > 0) return refuse(...refusals);
  const onBehalfOf = judge(frozen.round, step, person).capacity?.onBehalfOf ?? null;
  const decision = await tx.letterDecision.create({
    data: {
      versionId: frozen.id,
      seq: 0, // set by the database
      position: step.position,
      step: step.step,
      role: step.role,
      contentHash: input.contentHash,
      personId: actor.personId,
      onBehalfOf: onBehalfOf?.personId ?? null,
      delegationId: onBehalfOf?.delegationId ?? null,
      conclusion: input.conclusion,
      opinion: input.opinion,
      checklist: input.checklist,
      ...(step.step === 'secrecy' && input.secrecy !== null ? { secrecy: input.secrecy } : {}),
      clientAddress: actor.clientAddress,
      decidedAt: currentTime(),
    },
  });
  await auditLetter(tx, actor, letter, 'decide_letter', decisionFactsOf(decision));
  if (input.conclusion === 'return') {
    await tx.letter.update({ where: { id: letter.id }, data: { state: 'draft' } });
    return ok({ passed: false, returned: true });
  }
  const after = await loadLetter(letter.id, tx);
  return ok({ passed: after?.frozen != null && isPassed(after.frozen.round), returned: false });
}

/** Whether a route is passed whole; one without steps is. */
function isPassed(round: Parameters<typeof isRoundPassed>[0]): boolean {
  return round.route.length === 0 || isRoundPassed(round);
}
