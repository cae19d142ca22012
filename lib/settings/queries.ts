import 'server-only';
import { namesOf } from '@/lib/organs/queries';
import { type Actor, holdsAny } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import type { Refusal } from '@/lib/platform/result';
import { whyNotConfirm, whyNotWithdraw } from './rules/second-person';
import type { ChangeConclusion, ChangeKind } from './types';

/** A change with the names of who asked and who concluded, and what this person may do with it. */
export type ChangeRow = {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly target: string;
  /** Name of the person a role is about; null for a setting. */
  readonly personName: string | null;
  readonly payload: unknown;
  readonly reason: string;
  readonly effectiveFrom: Date;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly conclusion: ChangeConclusion | null;
  readonly concludedBy: string | null;
  readonly concludedAt: Date | null;
  readonly note: string;
  /** Why this person may not confirm it; empty where they may. */
  readonly whyNotConfirm: readonly Refusal[];
  readonly mayWithdraw: boolean;
};

/** Who sees the changes of an organ: those who ask, confirm or supervise. */
export function maySeeChanges(actor: Pick<Actor, 'roles'>): boolean {
  return holdsAny(actor, [
    'security_admin',
    'audit_admin',
    'system_admin',
    'office_head',
    'disclosure_leader',
    'head_of_organ',
    'reviewer_l1',
    'reviewer_l2',
    'reviewer_l3',
    'publisher',
  ]);
}

/** The changes of the actor's organ, open ones first, then newest first. Empty for who may not see them. */
export async function listChanges(actor: Actor, take = 100): Promise<ChangeRow[]> {
  if (!maySeeChanges(actor)) return [];
  const { organId } = actor;
  const [open, concluded] = await Promise.all([
    staffDatabase().changeRequest.findMany({
      where: { organId, conclusion: null },
      orderBy: { proposedAt: 'desc' },
    }),
    staffDatabase().changeRequest.findMany({
      where: { organId, conclusion: { not: null } },
      orderBy: { concludedAt: 'desc' },
      take,
    }),
  ]);
  const rows = [...open, ...concluded];
  const isRole = (row: { kind: string }) => row.kind !== 'setting';
  const names = await namesOf(
    rows.flatMap((row) => [
      row.proposedBy,
      ...(row.concludedBy ? [row.concludedBy] : []),
      ...(isRole(row) ? [row.target] : []),
    ]),
  );
  return rows.map((row) => {
    const facts = {
      organId,
      kind: row.kind as ChangeKind,
      target: row.target,
      proposedBy: row.proposedBy,
      conclusion: row.conclusion as ChangeConclusion | null,
    };
    return {
      id: row.id,
      kind: facts.kind,
      target: row.target,
      personName: isRole(row) ? (names.get(row.target)?.name ?? '') : null,
      payload: row.payload,
      reason: row.reason,
      effectiveFrom: row.effectiveFrom,
      proposedBy: names.get(row.proposedBy)?.name ?? '',
      proposedAt: row.proposedAt,
      conclusion: facts.conclusion,
      concludedBy: row.concludedBy ? (names.get(row.concludedBy)?.name ?? '') : null,
      concludedAt: row.concludedAt,
      note: row.note,
      whyNotConfirm: whyNotConfirm(actor, facts),
      mayWithdraw: whyNotWithdraw(actor, facts).length === 0,
    };
  });
}
