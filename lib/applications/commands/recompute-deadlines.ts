import 'server-only';
import { calendarOfVersion } from '@/lib/calendar/queries';
import type { Calendar } from '@/lib/calendar/types';
import { listColleagues } from '@/lib/organs/queries';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { notify } from '@/lib/platform/notify';
import { movedSentence } from '../messages/moved-dates';
import { listOpenCases, type OpenCase, SETTLED_STATES } from '../queries/open-case-clocks';
import { deadlineRow } from '../rules/deadline-row';
import { datesOfCase, movedCase } from '../rules/what-moves';
import type { ClockState } from '../types/clock';
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
  const before = new Map<number, Calendar>();
  for (const version of new Set(cases.map(({ calendarVersion }) => calendarVersion ?? calendar.version))) {
    before.set(version, await calendarOfVersion(version, tx));
  }
  const dated = cases.map((of) => {
    const old = before.get(of.calendarVersion ?? calendar.version) ?? calendar;
    return { of, was: datesOfCase(old, of), is: datesOfCase(calendar, of) };
  });
  const moved = dated.flatMap(({ of, was, is }) => movedCase(of, was, is) ?? []);
  await storeChanges(
    tx,
    moved.flatMap((one) => changesOf(one, reason)),
    calendar.version,
  );
  await storeDates(tx, calendar, dated);
  return moved;
}

/** The rows of the log: each date that moved, and each step whose ground the calendar changed. */
function changesOf({ of, moves, turned }: MovedCase<OpenCase>, reason: string) {
  return [
    ...moves.map(({ field, from, to }) => ({
      application_id: of.id,
      field: field as string,
      old_date: from,
      new_date: to,
      reason,
    })),
    ...turned.map((step) => ({
      application_id: of.id,
      field: `step:${step.type}`,
      old_date: step.date,
      new_date: step.date,
      reason: `${reason}；${movedSentence(step)}`,
    })),
  ];
}

async function storeChanges(
  tx: Tx,
  changes: readonly ReturnType<typeof changesOf>[number][],
  version: number,
): Promise<void> {
  if (changes.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO office.deadline_change (application_id, field, old_date, new_date, reason, calendar_version, at)
    SELECT r.application_id, r.field, r.old_date, r.new_date, r.reason, ${version}, ${currentTime()}
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      AS r (application_id uuid, field text, old_date date, new_date date, reason text)`;
}

/** One statement for all: ten thousand cases are ten thousand rows, not ten thousand round trips. */
async function storeDates(
  tx: Tx,
  calendar: StoredCalendar,
  cases: readonly { readonly of: OpenCase; readonly is: ClockState }[],
): Promise<void> {
  const at = currentTime();
  const rows = cases.map(({ of, is }) => ({
    application_id: of.id,
    event_seq: of.seq,
    ...asColumns(deadlineRow(is)),
  }));
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

/** Each handler once: of one case with its dates, of several with their number; and the heads of the office. */
async function tell(tx: Tx, alerts: readonly MovedCase<OpenCase>[], version: number): Promise<void> {
  const batch = `${version}:${alerts[0]?.of.id ?? ''}`;
  for (const [handlerId, own] of groupBy(alerts, ({ of }) => of.handlerId)) {
    const [only] = own;
    if (handlerId === null || only === undefined) continue;
    if (own.length === 1) await tellOfOne(tx, only, handlerId, batch);
    else await tellOfSeveral(tx, only.of.organId, [handlerId], own.length, batch);
  }
  for (const [organId, own] of groupBy(alerts, ({ of }) => of.organId)) {
    const people = await listColleagues(organId, tx);
    const heads = people.filter(({ roles }) => roles.includes('office_head')).map(({ id }) => id);
    await tellOfSeveral(tx, organId, heads, own.length, batch);
  }
}

function groupBy<T, K>(list: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

async function tellOfOne(
  tx: Tx,
  { of, moves }: MovedCase<OpenCase>,
  handlerId: string,
  batch: string,
): Promise<void> {
  const reply = moves.find(({ field, isEarlier }) => field === 'reply_due' && isEarlier);
  await notify(tx, {
    organId: of.organId,
    kind: 'case_date_earlier',
    itemId: null,
    applicationId: of.id,
    recipients: [handlerId],
    ...(reply === undefined ? {} : { params: { date: `${reply.from}..${reply.to}` } }),
    key: `case_date_earlier:${batch}`,
  });
}

async function tellOfSeveral(
  tx: Tx,
  organId: string,
  recipients: readonly string[],
  count: number,
  batch: string,
): Promise<void> {
  await notify(tx, {
    organId,
    kind: 'case_dates_earlier',
    itemId: null,
    recipients,
    params: { count },
    key: `case_dates_earlier:${batch}`,
  });
}
