import 'server-only';
import { addDays } from '@/lib/calendar/rules/civil-dates';
import { workingDayAfter } from '@/lib/calendar/rules/working-days';
import type { Calendar } from '@/lib/calendar/types';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { WATCH_KINDS, type WatchGroup, type WatchKind } from '../types/watch';
import { caseSettings } from './case-settings';
import { ledgerDay, ledgerRows } from './ledger-rows';
import { mayReadLedger } from './list-cases';
import { UNOPENED_SQL, UNSETTLED_SUPPLEMENTS_SQL } from './waiting-online';

/** Shown of each kind; the number counts all. */
const SHOWN = 50;

/** The first submission date that is still within the working days to contact the applicant; earlier ones are late. */
function contactFrom(calendar: Calendar, today: CivilDate, days: number): CivilDate {
  let date = today;
  while (workingDayAfter(calendar, addDays(date, -1), days).date >= today) date = addDays(date, -1);
  return date;
}

const SHANGHAI = `AT TIME ZONE 'Asia/Shanghai'`;

/**
 * Of an organ (`$1`) on a day (`$2`): what lies about, and since when. `$3` is the first date of submission within the
 * days to contact the applicant (REG-31-1). What is sealed may go out on the same day.
 */
const WATCH_SQL = `
  SELECT 'unopened' AS kind, a.id, (a.submitted_at ${SHANGHAI})::date AS since FROM office.application a
  WHERE a.organ_id = $1::uuid AND a.state = 'submitted'
    AND ${UNOPENED_SQL}
  UNION ALL
  SELECT 'unconfirmed', a.id, (a.submitted_at ${SHANGHAI})::date FROM office.application a
  WHERE a.organ_id = $1::uuid AND a.state = 'submitted' AND (a.submitted_at ${SHANGHAI})::date < $3::date
  UNION ALL
  SELECT 'unaccepted', a.id, e.on_date FROM office.application a
  JOIN LATERAL (SELECT on_date FROM office.application_event WHERE application_id = a.id AND action = 'assign'
    ORDER BY seq DESC LIMIT 1) AS e ON true
  WHERE a.organ_id = $1::uuid AND a.state NOT IN ('replied', 'archived') AND a.handler_id IS NOT NULL
    AND NOT a.handler_accepted
  UNION ALL
  SELECT 'unsent', a.id, (l.sealed_at ${SHANGHAI})::date FROM office.letter l
  JOIN office.application a ON a.id = l.application_id
  WHERE a.organ_id = $1::uuid AND l.state = 'sealed' AND (l.sealed_at ${SHANGHAI})::date < $2::date
  UNION ALL
  SELECT 'returned', a.id, last.returned_on FROM office.letter l JOIN office.application a ON a.id = l.application_id
  JOIN LATERAL (SELECT kind, returned_on FROM office.letter_service WHERE letter_id = l.id ORDER BY seq DESC LIMIT 1)
    AS last ON last.kind = 'return'
  WHERE a.organ_id = $1::uuid AND l.state = 'served' AND a.state <> 'archived'
  UNION ALL
  SELECT 'supplement_unconfirmed', a.id, e.on_date FROM office.application a ${UNSETTLED_SUPPLEMENTS_SQL}
  WHERE a.organ_id = $1::uuid
  UNION ALL
  SELECT CASE a.state WHEN 'awaiting_supplement' THEN 'supplement_overdue' ELSE 'payment_overdue' END, a.id,
    CASE a.state WHEN 'awaiting_supplement' THEN d.supplement_due ELSE d.payment_due END
  FROM office.application a JOIN office.application_deadline d ON d.application_id = a.id
  WHERE a.organ_id = $1::uuid AND (a.state = 'awaiting_supplement' AND d.supplement_due < $2::date
    OR a.state = 'awaiting_payment' AND d.payment_due < $2::date)`;

/**
 * The watch list of a person's organ (关注): each kind with its number, zero ones too, the oldest first.
 *
 * @rule REG-31-1
 */
export async function listWatch(actor: Actor): Promise<WatchGroup[]> {
  if (!mayReadLedger(actor)) return [];
  const day = await ledgerDay(actor.organId);
  const { today } = day.lights;
  const settings = await caseSettings(actor.organId, today);
  const found = await staffDatabase().$queryRawUnsafe<
    { kind: WatchKind; total: number; id: string; since: CivilDate }[]
  >(
    `SELECT kind, total, id, since FROM (
       SELECT kind, id, since::text, count(*) OVER (PARTITION BY kind)::int AS total,
         row_number() OVER (PARTITION BY kind ORDER BY since, id) AS place
       FROM (SELECT kind, id, min(since) AS since FROM (${WATCH_SQL}) AS w GROUP BY kind, id) AS g) AS placed
     WHERE place <= ${SHOWN} ORDER BY kind, since, id`,
    actor.organId,
    today,
    contactFrom(day.calendar, today, settings.confirm_contact_working_days),
  );
  const rows = await ledgerRows([...new Set(found.map(({ id }) => id))], actor.personId, day);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return WATCH_KINDS.map((kind) => {
    const of = found.filter((one) => one.kind === kind);
    return {
      kind,
      total: of[0]?.total ?? 0,
      entries: of.flatMap(({ id, since }) => {
        const row = byId.get(id);
        return row === undefined ? [] : [{ since, row }];
      }),
    };
  });
}

/** How many things lie about in a person's organ, for the tab. */
export async function countWatch(actor: Actor): Promise<number> {
  return (await listWatch(actor)).reduce((sum, { total }) => sum + total, 0);
}
