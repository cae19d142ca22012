import 'server-only';
import { nextSteps } from '@/lib/approvals/rules/next-steps';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import { listColleagues } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import type { Tx } from '@/lib/platform/database';
import { notify, settleKeys } from '@/lib/platform/notify';
import { canSeeCase } from '../policy';
import type { LoadedCase } from '../queries/load-case';

/**
 * Tells who is next about a letter after it moved: those who may decide its open step, the handler of a case whose letter
 * came back or is sealed. What was told before is settled. The notice names neither case nor letter content; of a
 * restricted case only those who may see it are told.
 */
export async function tellLetterMoved(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  letterId: string,
): Promise<void> {
  const letter = await loadLetter(letterId, tx);
  if (letter === null) return;
  await settleKeys(tx, `letter:${letterId}:`);
  const { organId } = letter;
  const about = { organId, itemId: null, applicationId: loaded.id };
  const { frozen, state } = letter;
  if (state === 'in_route' && frozen !== null) {
    const people = await listColleagues(organId, tx);
    const [next] = nextSteps(frozen.round, people);
    if (next === undefined) return;
    const sees = (id: string) => {
      const person = people.find((one) => one.id === id);
      return (
        person !== undefined &&
        canSeeCase(
          { ...actor, personId: id, organId, roles: person.roles, standsFor: person.standsFor },
          loaded,
        )
      );
    };
    await notify(tx, {
      ...about,
      kind: 'letter_open',
      recipients: next.mayDecide.filter(sees),
      params: { step: next.step.step, role: next.step.role },
      key: `letter:${letterId}:open:${frozen.number}:${next.step.position}`,
    });
    return;
  }
  const own = [loaded.handlerId, letter.draftedBy].filter((id) => id !== null && id !== actor.personId);
  const recipients = own.flatMap((id) => (id === null ? [] : [id]));
  if (state === 'draft' && frozen !== null) {
    const last = frozen.decisions.at(-1);
    await notify(tx, {
      ...about,
      kind: 'letter_returned',
      recipients,
      params: last === undefined ? {} : { step: last.step },
      key: `letter:${letterId}:returned:${frozen.number}`,
    });
  }
  if (state === 'sealed') {
    await notify(tx, { ...about, kind: 'letter_sealed', recipients, key: `letter:${letterId}:sealed` });
  }
}
