import 'server-only';
import { findOpenRound, type LoadedRound } from '@/lib/approvals/queries';
import { isRoundPassed, type NextStep, nextSteps } from '@/lib/approvals/rules/next-steps';
import { openSince } from '@/lib/approvals/rules/review-due';
import { type ColleagueRow, listColleagues } from '@/lib/organs/queries';
import type { Actor, Role } from '@/lib/organs/types';
import type { Tx } from '@/lib/platform/database';
import { type NewNotice, type NoticeKind, notify, settleNotices } from '@/lib/platform/notify';
import type { LoadedItem } from '../queries/load-item';
import { VISIBILITY_TRANSITIONS, type VisibilityAction } from '../transitions';

type ItemKey = Pick<LoadedItem, 'id' | 'organId' | 'createdBy'>;

/** What waits for somebody; no longer so once the text moves on. */
const WAITING: readonly NoticeKind[] = [
  'review_open',
  'review_overdue',
  'step_unstaffed',
  'to_publish',
  'plan_refused',
];

function holders(people: readonly ColleagueRow[], ...roles: readonly Role[]): string[] {
  return people.filter((person) => person.roles.some((role) => roles.includes(role))).map(({ id }) => id);
}

/** What names one opening of a step, at the head of the keys of its notices. */
function keyOfStep(kind: NoticeKind, round: LoadedRound, { step }: NextStep): string {
  return [kind, round.id, step.position, openSince(round, step).getTime()].join(':');
}

/**
 * The notice of an open step, to who may decide it now; to the office heads where nobody may. `occasion` tells one
 * reminder from another.
 */
export function noticeOfStep(
  round: LoadedRound,
  next: NextStep,
  people: readonly ColleagueRow[],
  kind: 'review_open' | 'review_overdue',
  occasion = '',
): NewNotice {
  const { step } = next;
  const isUnstaffed = next.mayDecide.length === 0;
  const told = isUnstaffed ? 'step_unstaffed' : kind;
  return {
    organId: round.organId,
    kind: told,
    itemId: round.itemId,
    recipients: isUnstaffed ? holders(people, 'office_head') : next.mayDecide,
    params: {
      step: step.step,
      role: step.role,
      content_class: round.contentClass,
      lane: round.lane,
      ...(next.awaitsReferralReply ? { code: 'referral_reply' } : {}),
    },
    key: `${keyOfStep(told, round, next)}:${occasion}`,
  };
}

/**
 * Tells who is next after a submission, a decision or a change of class: those who may decide the open steps, or, when
 * every step is passed, those who may publish. What was said to others about the item is settled.
 */
export async function tellNext(tx: Tx, item: ItemKey): Promise<void> {
  const round = await findOpenRound(item.id, tx);
  if (round === null) return;
  const people = await listColleagues(item.organId, tx);
  const steps = nextSteps(round.facts, people);
  const stands = steps.flatMap((next) => WAITING.map((kind) => `${keyOfStep(kind, round, next)}:`));
  await settleNotices(tx, item.id, WAITING, stands);
  if (isRoundPassed(round.facts)) {
    const publishers = holders(people, 'publisher').filter((id) => !round.facts.contributors.includes(id));
    await notify(tx, {
      organId: item.organId,
      kind: 'to_publish',
      itemId: item.id,
      recipients: publishers,
      key: `to_publish:${round.id}:${round.decisions.length}`,
    });
    return;
  }
  for (const next of steps) {
    await notify(tx, noticeOfStep(round, next, people, 'review_open'));
  }
}

/** Those who wrote the text and are still in office; never the one who acts. */
async function writers(tx: Tx, item: ItemKey, round: LoadedRound | null, actor: Actor): Promise<string[]> {
  const people = new Set((await listColleagues(item.organId, tx)).map(({ id }) => id));
  const wrote = [item.createdBy, ...(round?.facts.contributors ?? [])];
  return wrote.filter((id) => people.has(id) && id !== actor.personId);
}

/** Tells the writers that their text came back. `round` is the one just closed. */
export async function tellReturned(tx: Tx, actor: Actor, item: ItemKey, round: LoadedRound): Promise<void> {
  await settleNotices(tx, item.id, WAITING);
  const step = round.facts.route.find(({ position }) => position === round.decisions.at(-1)?.position);
  await notify(tx, {
    organId: item.organId,
    kind: 'returned',
    itemId: item.id,
    recipients: await writers(tx, item, round, actor),
    params: step ? { step: step.step, role: step.role } : { step: 'publication' },
    key: `returned:${round.id}`,
  });
}

/** Tells the writers, and whoever decided on the running round, that the class of the text changed; then who is next. */
export async function tellClassChanged(tx: Tx, actor: Actor, item: ItemKey, changeId: string): Promise<void> {
  const round = await findOpenRound(item.id, tx);
  const people = new Set((await listColleagues(item.organId, tx)).map(({ id }) => id));
  const deciders = (round?.decisions ?? []).map(({ personId }) => personId);
  const recipients = [...(await writers(tx, item, round, actor)), ...deciders.filter((id) => people.has(id))];
  await notify(tx, {
    organId: item.organId,
    kind: 'class_changed',
    itemId: item.id,
    recipients: recipients.filter((id) => id !== actor.personId),
    key: `class_changed:${changeId}`,
  });
  await tellNext(tx, item);
}

/**
 * Tells those who passed a text under review that it is being changed, so that their passes count no more, and those
 * who wrote it that another person changes it.
 */
export async function tellVoided(tx: Tx, actor: Actor, item: ItemKey, round: LoadedRound): Promise<void> {
  await settleNotices(tx, item.id, WAITING);
  const people = new Set((await listColleagues(item.organId, tx)).map(({ id }) => id));
  const passed = round.decisions.filter(({ conclusion }) => conclusion === 'pass');
  const notice = {
    organId: item.organId,
    kind: 'approvals_voided',
    itemId: item.id,
    key: `approvals_voided:${round.id}`,
  } as const;
  await notify(tx, {
    ...notice,
    recipients: passed
      .map(({ personId }) => personId)
      .filter((id) => people.has(id) && id !== actor.personId),
  });
  await notify(tx, {
    ...notice,
    recipients: await writers(tx, item, round, actor),
    params: { code: 'writer' },
  });
}

/** Tells the writers that their text is public. `round` is the one behind the publication. */
export async function tellPublished(
  tx: Tx,
  actor: Actor,
  item: ItemKey,
  round: LoadedRound,
  publicationId: string,
): Promise<void> {
  await settleNotices(tx, item.id, [...WAITING, 'live_problem']);
  await notify(tx, {
    organId: item.organId,
    kind: 'published',
    itemId: item.id,
    recipients: await writers(tx, item, round, actor),
    key: `published:${publicationId}`,
  });
}

/** Tells the writers and the office heads that a person found a problem on the live page. */
export async function tellLiveProblem(tx: Tx, actor: Actor, item: ItemKey, checkId: string): Promise<void> {
  const { versionId } = await tx.liveItem.findUniqueOrThrow({ where: { itemId: item.id } });
  const people = await listColleagues(item.organId, tx);
  const hands = await tx.versionContributor.findMany({ where: { versionId }, select: { personId: true } });
  const authors = new Set([item.createdBy, ...hands.map(({ personId }) => personId)]);
  const told = people.filter(({ id }) => authors.has(id)).map(({ id }) => id);
  await notify(tx, {
    organId: item.organId,
    kind: 'live_problem',
    itemId: item.id,
    recipients: [...told, ...holders(people, 'office_head')].filter((id) => id !== actor.personId),
    key: `live_problem:${checkId}`,
  });
}

/** Tells who planned it, every publisher and the office heads that a planned publication did not happen. */
export async function tellPlanRefused(
  tx: Tx,
  item: ItemKey,
  plan: { id: string; plannedBy: string },
): Promise<void> {
  const people = await listColleagues(item.organId, tx);
  const planner = people.filter(({ id }) => id === plan.plannedBy).map(({ id }) => id);
  await notify(tx, {
    organId: item.organId,
    kind: 'plan_refused',
    itemId: item.id,
    recipients: [...planner, ...holders(people, 'publisher', 'office_head')],
    key: `plan_refused:${plan.id}`,
  });
}

/** Roles that confirm a withdrawal or restore what was hidden (TR-14). */
export const CONFIRMING_ROLES: readonly Role[] =
  VISIBILITY_TRANSITIONS.find(({ action }) => action === 'withdraw_item')?.roles ?? [];

/**
 * Tells of a change of what the public sees: of a hide those who confirm it, of its end the writers. Archiving is told
 * nobody.
 */
export async function tellVisibility(
  tx: Tx,
  actor: Actor,
  item: ItemKey,
  event: { action: VisibilityAction; id: string },
): Promise<void> {
  const notice = { organId: item.organId, itemId: item.id, key: `${event.action}:${event.id}` };
  const people = await listColleagues(item.organId, tx);
  switch (event.action) {
    case 'hide': {
      await settleNotices(tx, item.id, ['live_problem']);
      const confirmers = holders(people, ...CONFIRMING_ROLES).filter((id) => id !== actor.personId);
      await notify(tx, { ...notice, kind: 'hidden', recipients: confirmers });
      return;
    }
    case 'withdraw_item':
    case 'restore': {
      await settleNotices(tx, item.id, ['hidden', 'hide_overdue']);
      const kind = event.action === 'restore' ? 'restored' : 'withdrawn';
      await notify(tx, { ...notice, kind, recipients: await writers(tx, item, null, actor) });
      return;
    }
    case 'archive':
      return;
  }
}
