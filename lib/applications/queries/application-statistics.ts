import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { OPEN_STATES_SQL } from './ledger-rows';
import { mayReadLedger } from './list-cases';

/** The figures of a year. Applications only: corrections of own records and replies made anew stand outside. */
export type ApplicationStatistics = {
  readonly year: number;
  /** By month, from January: received (收到日期) and replied (答复日期). */
  readonly months: readonly { readonly month: number; readonly received: number; readonly replied: number }[];
  readonly channels: readonly { readonly channel: string; readonly count: number }[];
  readonly outcomes: readonly { readonly outcome: string; readonly count: number }[];
  readonly lateness: {
    readonly inTime: number;
    readonly late: number;
    /** Calendar days, of all late replies together and of the worst. */
    readonly lateDays: number;
    readonly worstDays: number;
    /** Still open and past due today, whatever year they were received in. */
    readonly openLate: number;
    readonly open: number;
  };
};

const OF_ORGAN = `a.organ_id = $1::uuid AND a.kind = 'application'`;
const YEAR = (column: string) => `${column} BETWEEN make_date($2::int, 1, 1) AND make_date($2::int, 12, 31)`;

/** Figures of the year of a person's organ, each of one query; null for who has no part in the cases. */
export async function applicationStatistics(
  actor: Actor,
  year: number,
): Promise<ApplicationStatistics | null> {
  if (!mayReadLedger(actor)) return null;
  const ask = <T>(sql: string, ...more: unknown[]) =>
    staffDatabase().$queryRawUnsafe<T[]>(sql, actor.organId, year, ...more);
  const [months, channels, outcomes, [lateness]] = await Promise.all([
    ask<ApplicationStatistics['months'][number]>(
      `SELECT m.month, count(*) FILTER (WHERE f.what = 'received')::int AS received,
         count(*) FILTER (WHERE f.what = 'replied')::int AS replied
       FROM generate_series(1, 12) AS m (month) LEFT JOIN (
         SELECT 'received' AS what, a.receipt_date AS on_date FROM office.application a WHERE ${OF_ORGAN} AND ${YEAR('a.receipt_date')}
         UNION ALL
         SELECT 'replied', a.replied_on FROM office.application a WHERE ${OF_ORGAN} AND ${YEAR('a.replied_on')}
       ) AS f ON extract(month FROM f.on_date) = m.month GROUP BY m.month ORDER BY m.month`,
    ),
    ask<ApplicationStatistics['channels'][number]>(
      `SELECT a.channel, count(*)::int AS count FROM office.application a WHERE ${OF_ORGAN} AND ${YEAR('a.receipt_date')}
       GROUP BY a.channel ORDER BY count DESC, a.channel`,
    ),
    ask<ApplicationStatistics['outcomes'][number]>(
      `SELECT a.outcome, count(*)::int AS count FROM office.application a WHERE ${OF_ORGAN} AND ${YEAR('a.replied_on')}
       GROUP BY a.outcome ORDER BY count DESC, a.outcome`,
    ),
    ask<ApplicationStatistics['lateness']>(
      `SELECT count(*) FILTER (WHERE f.replied AND f.days <= 0)::int AS "inTime",
         count(*) FILTER (WHERE f.replied AND f.days > 0)::int AS late,
         coalesce(sum(f.days) FILTER (WHERE f.replied AND f.days > 0), 0)::int AS "lateDays",
         coalesce(max(f.days) FILTER (WHERE f.replied AND f.days > 0), 0)::int AS "worstDays",
         count(*) FILTER (WHERE NOT f.replied AND f.days > 0)::int AS "openLate",
         count(*) FILTER (WHERE NOT f.replied)::int AS open
       FROM (SELECT true AS replied, coalesce(a.replied_on - d.reply_due, 0) AS days FROM office.application a
           LEFT JOIN office.application_deadline d ON d.application_id = a.id WHERE ${OF_ORGAN} AND ${YEAR('a.replied_on')}
         UNION ALL
         SELECT false, coalesce($3::date - d.reply_due, 0) FROM office.application a
           LEFT JOIN office.application_deadline d ON d.application_id = a.id
           WHERE ${OF_ORGAN} AND a.state IN (${OPEN_STATES_SQL})) AS f`,
      civilDate(currentTime()),
    ),
  ]);
  if (lateness === undefined) throw new Error('no row of totals');
  return { year, months, channels, outcomes, lateness };
}

/** The years in which cases of an organ were received, newest first. */
export async function yearsOfCases(actor: Actor): Promise<number[]> {
  if (!mayReadLedger(actor)) return [];
  const [row] = await staffDatabase().$queryRaw<{ first: number | null; last: number | null }[]>`
    SELECT extract(year FROM min(receipt_date))::int AS first, extract(year FROM max(receipt_date))::int AS last
    FROM office.application WHERE organ_id = ${actor.organId}::uuid`;
  const { first, last } = row ?? { first: null, last: null };
  if (first === null || last === null) return [];
  return Array.from({ length: last - first + 1 }, (_, at) => last - at);
}
