import 'server-only';
import { type LoadedRound, listOpenings, listRoundsBetween } from '@/lib/approvals/queries';
import {
  type ErrorsAfterPublication,
  errorsFoundAfterPublication,
} from '@/lib/disclosure/after-publication/queries/errors-after-publication';
import { deadlinesOf } from '@/lib/disclosure/reminders/queries';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { listFindings } from '@/lib/proofreading/queries';
import { maySeeGateHealth } from './policy';
import { gateHealth } from './rules/gate-health';
import { groupBy } from './rules/group-by';
import { instantsOf } from './rules/period';
import type { GateHealth, GateRound, Period } from './types';

/** The health of the gate with what came to light behind it. */
export type GateReport = {
  readonly period: Period;
  readonly health: GateHealth;
  readonly errors: ErrorsAfterPublication;
  /** Publications of the period. */
  readonly published: number;
};

/** How the gate of the actor's organ did in a period; null for who does not answer for it. */
export async function findGateReport(actor: Actor, period: Period): Promise<GateReport | null> {
  if (!maySeeGateHealth(actor)) return null;
  const { from, until } = instantsOf(period);
  const [rounds, deadlines, errors, published] = await Promise.all([
    listRoundsBetween(actor.organId, from, until),
    deadlinesOf(actor.organId),
    errorsFoundAfterPublication(actor.organId, from, until),
    staffDatabase().publication.count({
      where: { organId: actor.organId, publishedAt: { gte: from, lt: until } },
    }),
  ]);
  const measures = { ...deadlines, now: currentTime() };
  return {
    period,
    health: gateHealth(await withEvidence(rounds), { from, until }, measures),
    errors,
    published,
  };
}

/** Rounds with who opened them and what was done about their findings. */
async function withEvidence(rounds: readonly LoadedRound[]): Promise<GateRound[]> {
  const ids = rounds.map(({ id }) => id);
  const [openings, findings] = await Promise.all([listOpenings(ids), listFindings(ids)]);
  const openingsOf = groupBy(openings, ({ roundId }) => roundId);
  const findingsOf = groupBy(findings, ({ roundId }) => roundId);
  return rounds.map(({ id, openedAt, contentClass, lane, facts, decisions }) => ({
    id,
    openedAt,
    contentClass,
    lane,
    closed: facts.closed,
    route: facts.route,
    decisions,
    openings: openingsOf.get(id) ?? [],
    findings: findingsOf.get(id) ?? [],
  }));
}
