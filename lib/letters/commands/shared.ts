import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { ROLE_NAMES, type Role } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import type { Json } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { letterRefusal } from '../messages';
import { type LoadedLetter, loadLetter } from '../queries/load-letter';

/** Who acts: a person of the organ, or the program in the name of nobody (receipts, an application withdrawn online). */
export type LetterActor = Pick<Actor, 'organId' | 'name' | 'clientAddress'> & {
  readonly personId: string | null;
  readonly roles: readonly Role[];
};

/**
 * Locks a letter of the actor's organ. Who may see its case is the caller's business.
 *
 * Refusal: `letter_unknown`.
 */
export async function lockLetter(
  tx: Tx,
  actor: Pick<LetterActor, 'organId'>,
  letterId: string,
): Promise<Result<LoadedLetter>> {
  await tx.$queryRaw`SELECT 1 FROM office.letter WHERE id = ${letterId}::uuid FOR UPDATE`;
  const letter = await loadLetter(letterId, tx);
  if (letter === null || letter.organId !== actor.organId) return refuse(letterRefusal('letter_unknown'));
  return ok(letter);
}

/** Whether a person lacks the role an act needs; the program needs none. Refusal: `role_missing_letter`. */
export function whyNotRole(actor: LetterActor, role: Role): Refusal[] {
  if (actor.personId === null || actor.roles.includes(role)) return [];
  return [letterRefusal('role_missing_letter', { name: ROLE_NAMES[role] })];
}

/** Today in Asia/Shanghai. */
export function today(): string {
  return civilDate(currentTime());
}

/** Writes the audit row of an act on a letter. Names, addresses and words of the letter are not among the facts. */
export function auditLetter(
  tx: Tx,
  actor: LetterActor,
  letter: Pick<LoadedLetter, 'id' | 'organId' | 'applicationId' | 'code'>,
  action: string,
  detail: { readonly [key: string]: Json } = {},
): Promise<void> {
  return writeAudit(tx, {
    organId: letter.organId,
    actor,
    action,
    subject: { type: 'letter', id: letter.id },
    detail: { application_id: letter.applicationId, code: letter.code, ...detail },
  });
}
