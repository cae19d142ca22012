import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import { daysBetween } from '@/lib/calendar/rules/civil-dates';
import { workingDaysBetween } from '@/lib/calendar/rules/working-days';
import type { Calendar } from '@/lib/calendar/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { type LightDays, lightDays, lightOf } from '../rules/light';
import type { ApplicantType, CaseKind, IntakeChannel } from '../types/case';
import { type LedgerRow, STATES_OF_GROUP } from '../types/ledger';
import { caseSettings } from './case-settings';

/** What a list is read with: today, the calendar in force, and where the light changes. */
export type LedgerDay = { readonly calendar: Calendar; readonly lights: LightDays };

/** The day of a list for an organ. @rule REG-33-6 */
export async function ledgerDay(organId: string): Promise<LedgerDay> {
  const today = civilDate(currentTime());
  const [calendar, settings] = await Promise.all([currentCalendar(), caseSettings(organId, today)]);
  return { calendar, lights: lightDays(calendar, today, settings.reply_warn_working_days) };
}

/**
 * Whether a case `a` is told whole to the person a parameter (`$2`) stands for. As `canSeeCase` says; a test compares the
 * two.
 */
export function isToldTo(person: string): string {
  return `(NOT a.is_restricted OR a.handler_id = ${person}::uuid OR EXISTS (SELECT 1 FROM office.application_access x
    WHERE x.application_id = a.id AND x.person_id = ${person}::uuid AND x.granted_at >= coalesce((SELECT max(e.at)
      FROM office.application_event e WHERE e.application_id = a.id AND e.action = 'restrict'), '-infinity')))`;
}

/** States of cases that are still to be replied to, as a list in SQL. */
export const OPEN_STATES_SQL = STATES_OF_GROUP.open.map((state) => `'${state}'`).join(', ');

type Row = {
  id: string;
  submission_no: string;
  application_no: string | null;
  kind: string;
  state: string;
  channel: string;
  applicant_type: string;
  applicant_name: string | null;
  id_hint: string | null;
  request: string | null;
  submitted_at: Date;
  receipt_date: string | null;
  handler_name: string | null;
  handler_accepted: boolean;
  is_restricted: boolean;
  is_told: boolean;
  outcome: string | null;
  sub_outcome: string | null;
  replied_on: string | null;
  clock_status: string | null;
  reply_due: string | null;
  provisional: boolean | null;
};

/**
 * The rows of cases by their ids, in that order, as a person may see them. Identity numbers are read as their mask only.
 */
export async function ledgerRows(
  ids: readonly string[],
  personId: string,
  day: LedgerDay,
): Promise<LedgerRow[]> {
  if (ids.length === 0) return [];
  const rows = await staffDatabase().$queryRawUnsafe<Row[]>(
    `SELECT a.id, a.submission_no, a.application_no, a.kind, a.state, a.channel, a.applicant_type, p.name AS applicant_name,
       i.id_hint, t.request, a.submitted_at, a.receipt_date::text, h.name AS handler_name, a.handler_accepted,
       a.is_restricted, ${isToldTo('$2')} AS is_told, a.outcome, a.sub_outcome, a.replied_on::text, d.clock_status,
       d.reply_due::text, d.provisional
     FROM unnest($1::uuid[]) WITH ORDINALITY AS page (id, at)
     JOIN office.application a ON a.id = page.id
     LEFT JOIN office.application_deadline d ON d.application_id = a.id
     LEFT JOIN office.person h ON h.id = a.handler_id
     LEFT JOIN LATERAL (SELECT name FROM office.application_party WHERE application_id = a.id AND party = 'applicant'
       ORDER BY revision DESC LIMIT 1) AS p ON true
     LEFT JOIN LATERAL (SELECT id_hint FROM office.applicant_identity WHERE application_id = a.id AND party = 'applicant'
       ORDER BY revision DESC LIMIT 1) AS i ON true
     LEFT JOIN LATERAL (SELECT left(concat_ws(' ', nullif(title, ''), nullif(doc_no, ''), nullif(description, '')), 200)
       AS request FROM office.application_text WHERE application_id = a.id ORDER BY number LIMIT 1) AS t ON true
     ORDER BY page.at`,
    [...ids],
    personId,
  );
  return rows.map((row) => toRow(row, day));
}

function toRow(row: Row, { calendar, lights }: LedgerDay): LedgerRow {
  const isOpen = STATES_OF_GROUP.open.includes(row.state);
  const due: CivilDate | null = row.reply_due;
  const end = row.replied_on ?? lights.today;
  const head = {
    id: row.id,
    submissionNo: row.submission_no,
    applicationNo: row.application_no,
    state: row.state,
    replyDue: due,
    provisional: row.provisional ?? false,
    light: isOpen ? lightOf(due, lights) : null,
    daysLeft:
      isOpen && due !== null && due >= lights.today
        ? workingDaysBetween(calendar, lights.today, due).days
        : null,
    overdueDays: due !== null && end > due ? daysBetween(due, end) : 0,
  };
  if (!row.is_told) return { ...head, body: null };
  return {
    ...head,
    body: {
      kind: row.kind as CaseKind,
      channel: row.channel as IntakeChannel,
      applicantType: row.applicant_type as ApplicantType,
      applicantName: row.applicant_name ?? '',
      idHint: row.id_hint ?? '',
      request: row.request ?? '',
      submittedAt: row.submitted_at,
      receiptDate: row.receipt_date,
      handlerName: row.handler_name,
      handlerAccepted: row.handler_accepted,
      isRestricted: row.is_restricted,
      clockStatus: row.clock_status,
      outcome: row.outcome,
      subOutcome: row.sub_outcome,
      repliedOn: row.replied_on,
    },
  };
}
