import 'server-only';
import {
  type DelegationRow,
  type LeaveRow,
  listColleagues,
  listDelegations,
  listLeaves,
} from '@/lib/organs/queries';
import {
  whyNotCancelLeave,
  whyNotConfirmDelegation,
  whyNotConfirmLeave,
  whyNotRevokeDelegation,
} from '@/lib/organs/rules/arrangements';
import { leakWatcherId } from '@/lib/organs/rules/leak-watcher';
import type { Actor, Role } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import type { Refusal } from '@/lib/platform/result';
import { maySeeAllLeaves } from '../policy';

/** Days that stay on the lists after they have passed. */
const KEPT_DAYS = 366;

/** A colleague as a choice of a form. */
export type Colleague = {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly roles: readonly Role[];
};

/** A delegation, and what this person may do with it. */
export type DelegationLine = DelegationRow & { readonly mayConfirm: boolean; readonly mayRevoke: boolean };
/** A leave, and what this person may do with it. */
export type LeaveLine = LeaveRow & {
  readonly whyNotConfirm: readonly Refusal[];
  readonly mayCancel: boolean;
};

/** By days: what runs, what comes, and what has passed within a year. */
export type ByDays<Line> = {
  readonly current: readonly Line[];
  readonly coming: readonly Line[];
  readonly past: readonly Line[];
};

function since(): string {
  return civilDate(new Date(currentTime().getTime() - KEPT_DAYS * 86_400_000));
}

function byDays<Line extends { startsOn: string; endsOn: string }>(
  lines: readonly Line[],
  isEnded: (line: Line) => boolean,
): ByDays<Line> {
  const today = civilDate(currentTime());
  const isPast = (line: Line) => isEnded(line) || line.endsOn < today;
  return {
    current: lines.filter((line) => !isPast(line) && line.startsOn <= today),
    coming: lines.filter((line) => !isPast(line) && line.startsOn > today),
    past: lines.filter(isPast),
  };
}

/** Who stands for whom, for everybody of the organ. */
export async function findDelegations(actor: Actor): Promise<ByDays<DelegationLine>> {
  const today = civilDate(currentTime());
  const rows = await listDelegations(actor.organId, since());
  const lines = rows.map((row) => {
    const facts = { ...row, isConfirmed: row.confirmedAt !== null, isRevoked: row.revokedAt !== null };
    const isParty = [row.principalId, row.deputyId].includes(actor.personId) || maySeeAllLeaves(actor);
    return {
      ...row,
      // Why somebody is away is for those it concerns.
      reason: isParty ? row.reason : '',
      mayConfirm: whyNotConfirmDelegation(actor, facts).length === 0,
      mayRevoke: row.endsOn >= today && whyNotRevokeDelegation(actor, facts).length === 0,
    };
  });
  return byDays(lines, (line) => line.revokedAt !== null);
}

/** The leaves of the organ for those who keep and confirm them, one's own for everybody else. */
export async function findLeaves(actor: Actor): Promise<ByDays<LeaveLine>> {
  const today = civilDate(currentTime());
  const rows = await listLeaves(actor.organId, since());
  const lines = rows
    .filter((row) => maySeeAllLeaves(actor) || row.personId === actor.personId)
    .map((row) => {
      const facts = { ...row, isConfirmed: row.confirmedBy !== null, isCancelled: row.cancelledAt !== null };
      return {
        ...row,
        whyNotConfirm: whyNotConfirmLeave(actor, facts),
        mayCancel: row.endsOn >= today && whyNotCancelLeave(actor, facts).length === 0,
      };
    });
  return byDays(lines, (line) => line.cancelledAt !== null);
}

/** The people of the actor's organ who are in office today, as choices of a form. */
export async function listChoices(actor: Actor): Promise<Colleague[]> {
  const people = await listColleagues(actor.organId);
  return people
    .filter(({ id }) => id !== leakWatcherId(actor.organId))
    .map(({ id, name, post, roles }) => ({ id, name, post, roles }));
}
