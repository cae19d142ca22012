import 'server-only';
import { listOpenRounds } from '@/lib/approvals/queries';
import { nextSteps } from '@/lib/approvals/rules/next-steps';
import { isWorkingDay } from '@/lib/calendar/rules/working-days';
import { listColleagues } from '@/lib/organs/queries';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { type NewNotice, notify } from '@/lib/platform/notify';
import { ok } from '@/lib/platform/result';
import { hideConfirmDue } from '../after-publication/rules/duties';
import { CONFIRMING_ROLES, noticeOfStep } from '../commands/tell';
import { deadlinesOf, lateStepWords } from './queries';

/**
 * Reminds of what is late, once per step and day: who may decide an open step, and who may confirm a hide. On days off
 * only an emergency is reminded of. Gives the number of persons newly told; running it again tells nobody twice.
 *
 * @rule TR-9 @rule TR-14
 */
export async function remindOverdue(): Promise<number> {
  const organs = await staffDatabase().organ.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  let told = 0;
  for (const { id } of organs) {
    const notices = await findOverdue(id);
    if (notices.length === 0) continue;
    const result = await inTransaction<number>(async (tx) => {
      let count = 0;
      for (const notice of notices) count += await notify(tx, notice);
      return ok(count);
    });
    if (!result.ok) throw new Error(`could not remind the people of organ ${id}`);
    told += result.value;
  }
  return told;
}

async function findOverdue(organId: string): Promise<NewNotice[]> {
  const now = currentTime();
  const today = civilDate(now);
  const [deadlines, rounds, people, hidden] = await Promise.all([
    deadlinesOf(organId),
    listOpenRounds(organId),
    listColleagues(organId),
    findHidden(organId),
  ]);
  const isDayOff = !isWorkingDay(deadlines.calendar, today);
  const steps = rounds
    .filter((round) => !isDayOff || round.lane === 'emergency')
    .flatMap((round) =>
      nextSteps(round.facts, people)
        .filter((next) => lateStepWords(round, next.step, deadlines, now) !== null)
        .map((next) => noticeOfStep(round, next, people, 'review_overdue', today)),
    );
  if (isDayOff) return steps;
  const confirmers = people
    .filter(({ roles }) => roles.some((role) => CONFIRMING_ROLES.includes(role)))
    .map(({ id }) => id);
  const hides = hidden
    .filter(({ at }) => hideConfirmDue(deadlines.calendar, civilDate(at), today).isLate)
    .map(
      ({ id, itemId }): NewNotice => ({
        organId,
        kind: 'hide_overdue',
        itemId,
        recipients: confirmers,
        key: `hide_overdue:${id}:${today}`,
      }),
    );
  return [...steps, ...hides];
}

/** The hides that nobody has confirmed or taken back. */
async function findHidden(organId: string): Promise<{ id: string; itemId: string; at: Date }[]> {
  const items = await staffDatabase().liveItem.findMany({
    where: { organId, publicState: 'hidden' },
    select: { itemId: true },
  });
  return staffDatabase().visibilityEvent.findMany({
    where: { itemId: { in: items.map(({ itemId }) => itemId) }, kind: 'hide' },
    orderBy: { at: 'desc' },
    distinct: ['itemId'],
    select: { id: true, itemId: true, at: true },
  });
}
