import 'server-only';
import { namesOf, todayAsDate } from '@/lib/organs/queries';
import type { Actor, Role } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import type { Refusal } from '@/lib/platform/result';
import { maySeeChanges } from '../policy';
import { whyNotConfirm, whyNotWithdraw } from '../rules/second-person';
import { valueOn } from '../rules/values';
import {
  type ChangeConclusion,
  type ChangeFacts,
  type ChangeKind,
  DEFAULT_VALUES,
  SETTING_KEYS,
} from '../types';

/** A change with the names of who asked and who concluded, and what this person may do with it. */
export type ChangeRow = {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly target: string;
  /** Name of the person a role is about; null for a setting. */
  readonly personName: string | null;
  /** Roles that person holds today. */
  readonly rolesHeld: readonly Role[];
  readonly payload: unknown;
  /** Of a setting the value that stands without the change, at its day and as known when it was concluded. */
  readonly before: unknown;
  readonly reason: string;
  /** Civil date. */
  readonly effectiveFrom: string;
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

/** Open changes, newest first, and a page of those concluded. */
export type ChangeList = {
  readonly open: readonly ChangeRow[];
  readonly concluded: readonly ChangeRow[];
  readonly page: number;
  readonly pages: number;
};

/** Concluded changes on a page. */
const PAGE = 20;

type Row = Awaited<ReturnType<Tx['changeRequest']['findMany']>>[number];

/** What the rules need to know of a stored change. */
export function changeFacts(row: {
  organId: string;
  kind: string;
  target: string;
  proposedBy: string;
  conclusion: string | null;
}): ChangeFacts {
  return {
    organId: row.organId,
    kind: row.kind as ChangeKind,
    target: row.target,
    proposedBy: row.proposedBy,
    conclusion: row.conclusion as ChangeConclusion | null,
  };
}

/** The changes of the actor's organ. Empty for who may not see them. */
export async function listChanges(actor: Actor, page = 1): Promise<ChangeList> {
  if (!maySeeChanges(actor)) return { open: [], concluded: [], page: 1, pages: 0 };
  const { organId } = actor;
  const done = { organId, conclusion: { not: null } };
  const total = await staffDatabase().changeRequest.count({ where: done });
  const pages = Math.ceil(total / PAGE);
  const shown = Math.min(Math.max(page, 1), Math.max(pages, 1));
  const [open, concluded] = await Promise.all([
    staffDatabase().changeRequest.findMany({
      where: { organId, conclusion: null },
      orderBy: { proposedAt: 'desc' },
    }),
    staffDatabase().changeRequest.findMany({
      where: done,
      orderBy: [{ concludedAt: 'desc' }, { id: 'desc' }],
      skip: (shown - 1) * PAGE,
      take: PAGE,
    }),
  ]);
  const withWords = await wordsFor(actor, [...open, ...concluded]);
  return { open: open.map(withWords), concluded: concluded.map(withWords), page: shown, pages };
}

async function wordsFor(actor: Actor, rows: readonly Row[]): Promise<(row: Row) => ChangeRow> {
  const isRole = (row: Row) => row.kind !== 'setting';
  const names = await namesOf(
    rows.flatMap((row) => [
      row.proposedBy,
      ...(row.concludedBy ? [row.concludedBy] : []),
      ...(isRole(row) ? [row.target] : []),
    ]),
  );
  const nameOf = (id: string) => names.get(id)?.name ?? '';
  const keys = [...new Set(rows.filter((row) => !isRole(row)).map((row) => row.target))];
  const values = await staffDatabase().organSetting.findMany({
    where: { organId: actor.organId, key: { in: keys } },
    orderBy: { id: 'asc' },
  });
  const today = todayAsDate();
  const grants = await staffDatabase().roleGrant.findMany({
    where: {
      personId: { in: rows.filter(isRole).map((row) => row.target) },
      startsOn: { lte: today },
      OR: [{ endsOn: null }, { endsOn: { gt: today } }],
    },
  });
  const before = (row: Row): unknown => {
    const knownAt = row.concludedAt ?? currentTime();
    const own = values.find((value) => value.changeId === row.id);
    const others = values
      .filter((value) => value.key === row.target && (own === undefined || value.id < own.id))
      .map(({ value, effectiveFrom, setAt }) => ({ value, effectiveFrom: civil(effectiveFrom), setAt }));
    const day = row.concludedAt === null && row.effectiveFrom < today ? today : row.effectiveFrom;
    const key = SETTING_KEYS.find((known) => known === row.target);
    return valueOn(others, civil(day), knownAt)?.value ?? (key === undefined ? null : DEFAULT_VALUES[key]);
  };
  return (row) => {
    const facts = changeFacts(row);
    return {
      id: row.id,
      kind: facts.kind,
      target: row.target,
      personName: isRole(row) ? nameOf(row.target) : null,
      rolesHeld: grants.filter((grant) => grant.personId === row.target).map((grant) => grant.role as Role),
      payload: row.payload,
      before: isRole(row) ? null : before(row),
      reason: row.reason,
      effectiveFrom: civil(row.effectiveFrom),
      proposedBy: nameOf(row.proposedBy),
      proposedAt: row.proposedAt,
      conclusion: facts.conclusion,
      concludedBy: row.concludedBy ? nameOf(row.concludedBy) : null,
      concludedAt: row.concludedAt,
      note: row.note,
      whyNotConfirm: whyNotConfirm(actor, facts),
      mayWithdraw: whyNotWithdraw(actor, facts).length === 0,
    };
  };
}

function civil(day: Date): string {
  return day.toISOString().slice(0, 10);
}
