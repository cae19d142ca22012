import 'server-only';
import { calendarOfVersion } from '@/lib/calendar/queries';
import type { Calendar } from '@/lib/calendar/types';
import { listColleagues } from '@/lib/organs/queries';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { notify } from '@/lib/platform/notify';
import { movedSentence } from '../messages/moved-dates';
import { listOpenCases, type OpenCase, SETTLED_STATES } from '../queries/open-case-clocks';
import { computeClock } from '../rules/clock/compute-clock';
import { deadlineRow } from '../rules/deadline-row';
import { whatMoves } from '../rules/what-moves';
import type { MovedCase } from '../types/moved-dates';

/** Cases computed anew, those of which a date moved, and those that somebody was told of. */
export type Recomputed = { readonly cases: number; readonly moved: number; readonly alerts: number };

const BATCH = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

type StoredCalendar = Calendar & { readonly version: number };

/**
 * Computes anew the dates of open cases that were last computed with an earlier version of the calendar: every date that
 * moves is logged with old date, new date and reason, and where one moves earlier or a recorded step loses its ground,
 * its handler and the heads of the office are told. Cases are locked, so that an act at the same moment comes before
 * or after. `most` cases at a time; fewer back than asked for means that none is left.
 *
 * @rule CAL-5
 */
export async function recomputeDeadlines(
  tx: Tx,
  calendar: StoredCalendar,
  reason: string,
  most: number,
): Promise<Recomputed> {
  const done = { cases: 0, moved: 0, alerts: 0 };
  const alerts: MovedCase<OpenCase>[] = [];
  for (let last = FIRST_ID; done.cases < most; ) {
    const ids = await lockStale(tx, calendar.version, last, Math.min(BATCH, most - done.cases));
    if (ids.length === 0) break;
    last = ids.at(-1) ?? last;
    const moved = await recomputeBatch(tx, calendar, reason, ids);
    alerts.push(...moved.filter(({ isAlert }) => isAlert));
    done.cases += ids.length;
    done.moved += moved.length;
  }
  await tell(tx, alerts, calendar.version);
  return { ...done, alerts: alerts.length };
}

async function lockStale(tx: Tx, version: number, after: string, take: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM office.application a JOIN office.application_deadline d ON d.application_id = a.id
    WHERE d.calendar_version < ${version} AND a.id > ${after}::uuid AND a.state <> ALL (${[...SETTLED_STATES]})
    ORDER BY a.id LIMIT ${take}`;
  const ids = rows.map(({ id }) => id);
  await tx.$queryRaw`SELECT count(office.lock_case(id)) FROM unnest(${ids}::uuid[]) AS id`;
  return ids;
}

async function recomputeBatch(
  tx: Tx,
  calendar: StoredCalendar,
  reason: string,
  ids: readonly string[],
): Promise<MovedCase<OpenCase>[]> {
  const asOf = civilDate(currentTime());
  const cases = await listOpenCases({ after: null, take: ids.length, ids }, asOf, tx);
  const versions = [...new Set(cases.map(({ calendarVersion }) => calendarVersion))];
  const moved: MovedCase<OpenCase>[] = [];
  for (const version of versions) {
    if (version === null) continue;
    const before = await calendarOfVersion(version, tx);
    moved.push(
      ...whatMoves(
        before,
        calendar,
        cases.filter(({ calendarVersion }) => calendarVersion === version),
      ),
    );
  }
  await tx.deadlineChange.createMany({
    data: moved.flatMap((one) => changesOf(one, calendar.version, reason)),
  });
  await storeDates(tx, calendar, cases);
  return moved;
}

/** The rows of the log: each date that moved, and each step whose ground the calendar changed. */
function changesOf({ of, moves, turned }: MovedCase<OpenCase>, calendarVersion: number, reason: string) {
  const common = { applicationId: of.id, calendarVersion, at: currentTime() };
  return [
    ...moves.map(({ field, from, to }) => ({
      ...common,
      field,
      oldDate: day(from),
      newDate: day(to),
      reason,
    })),
    ...turned.map((step) => ({
      ...common,
      field: `step:${step.type}`,
      oldDate: day(step.date),
      newDate: day(step.date),
      reason: `${reason}；${movedSentence(step)}`,
    })),
  ];
}

function day(date: CivilDate | null): Date | null {
  return date === null ? null : new Date(date);
}

/** One statement for all: ten thousand cases are ten thousand rows, not ten thousand round trips. */
async function storeDates(tx: Tx, calendar: StoredCalendar, cases: readonly OpenCase[]): Promise<void> {
  const at = currentTime();
  const rows = cases.map(({ id, seq, input, settings }) => {
    const clock = computeClock(calendar, input, settings);
    if (!clock.ok) throw new Error(`${id}: ${clock.refusals.map(({ message }) => message).join(' ')}`);
    const row = deadlineRow(clock.value);
    return { application_id: id, event_seq: seq, ...asColumns(row) };
  });
  await tx.$executeRaw`
    UPDATE office.application_deadline d SET
      clock_status = r.clock_status, reply_due = r.reply_due, provisional = r.provisional,
      supplement_notice_due = r.supplement_notice_due, supplement_due = r.supplement_due,
      payment_due = r.payment_due, risk_date = r.risk_date, flags = r.flags, event_seq = r.event_seq,
      calendar_version = ${calendar.version}, computed_at = ${at}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (
      application_id uuid, event_seq int, clock_status text, reply_due date, provisional boolean,
      supplement_notice_due date, supplement_due date, payment_due date, risk_date date, flags text[])
    WHERE d.application_id = r.application_id`;
}

function asColumns(row: ReturnType<typeof deadlineRow>) {
  return {
    clock_status: row.clockStatus,
    reply_due: row.replyDue,
    provisional: row.provisional,
    supplement_notice_due: row.supplementNoticeDue,
    supplement_due: row.supplementDue,
    payment_due: row.paymentDue,
    risk_date: row.riskDate,
    flags: row.flags,
  };
}

/** The handler of each such case, and the heads of its office once for all of them. */
async function tell(tx: Tx, alerts: readonly MovedCase<OpenCase>[], version: number): Promise<void> {
  for (const { of, moves } of alerts) {
    const reply = moves.find(({ field, isEarlier }) => field === 'reply_due' && isEarlier);
    await notify(tx, {
      organId: of.organId,
      kind: 'case_date_earlier',
      itemId: null,
      applicationId: of.id,
      recipients: of.handlerId === null ? [] : [of.handlerId],
      ...(reply === undefined ? {} : { params: { date: `${reply.from}..${reply.to}` } }),
      key: `case_date_earlier:${of.id}:${version}`,
    });
  }
  for (const organId of new Set(alerts.map(({ of }) => of.organId))) {
    const people = await listColleagues(organId, tx);
    await notify(tx, {
      organId,
      kind: 'case_dates_earlier',
      itemId: null,
      recipients: people.filter(({ roles }) => roles.includes('office_head')).map(({ id }) => id),
      params: { count: alerts.filter(({ of }) => of.organId === organId).length },
      key: `case_dates_earlier:${version}:${alerts[0]?.of.id ?? ''}`,
    });
  }
}
