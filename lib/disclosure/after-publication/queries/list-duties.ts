import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import type { Calendar } from '@/lib/calendar/types';
import { type Actor, holdsAny } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { type CivilDate, civilDate, formatDate } from '@/lib/platform/dates';
import { FOLLOW_UP_ROLES } from '../policy';
import { type Due, interpretationDue, liveCheckDue, penaltyWithdrawalDue } from '../rules/duties';

/** A page that nobody checked for so many days is no longer asked for; its item still says so. */
const LIVE_CHECK_ASKED_DAYS = 30;

/** Something to do after a publication, for a person. */
export type Duty = {
  readonly itemId: string;
  readonly what: string;
  readonly href: string;
  readonly since: Date;
  /** Late, or an error the public can see. */
  readonly urgent: boolean;
};

type Place = { readonly calendar: Calendar; readonly today: CivilDate };

/**
 * What waits for this person after publications: pages to read, hidden penalties and leaks to follow up, documents
 * without their 解读 or past their term, changes of 有效性 to confirm. The most pressing first.
 *
 * @rule TR-15 @rule TR-16 @rule PF-24 @rule PF-28
 */
export async function listDuties(actor: Actor): Promise<Duty[]> {
  const place = { calendar: await currentCalendar(), today: civilDate(currentTime()) };
  const found = await Promise.all([
    findLivePages(actor, place),
    findProblems(actor),
    findHiddenForCause(actor, place),
    findValidity(actor, place),
    findDocuments(actor, place),
    findFailedPlans(actor),
  ]);
  return found
    .flat()
    .sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.since.getTime() - b.since.getTime());
}

function duty(itemId: string, what: string, since: Date, due: Due | null): Duty {
  const when = due === null ? '' : due.isLate ? `（${due.on} 前应办，已逾期）` : `（${due.on} 前）`;
  return { itemId, what: what + when, href: `/office/items/${itemId}`, since, urgent: due?.isLate ?? true };
}

async function findLivePages(actor: Actor, { calendar, today }: Place): Promise<Duty[]> {
  if (!holdsAny(actor, FOLLOW_UP_ROLES.check_live)) return [];
  const rows = await staffDatabase().$queryRaw<
    { item_id: string; published_at: Date; result: string | null; checked_at: Date | null }[]
  >`
    SELECT l.item_id, p.published_at, c.result, c.checked_at
    FROM office.live_item l JOIN office.publication p ON p.id = l.publication_id
    LEFT JOIN LATERAL (SELECT k.result, k.checked_at FROM office.live_check k
      WHERE k.publication_id = p.id ORDER BY k.id DESC LIMIT 1) c ON true
    WHERE l.organ_id = ${actor.organId}::uuid AND l.public_state IN ('published', 'archived')
      AND coalesce(c.result, 'none') <> 'ok'
      AND (c.result = 'problem' OR p.published_at > ${currentTime()}::timestamptz - make_interval(days => ${LIVE_CHECK_ASKED_DAYS}::int))
      AND p.publisher_id <> ${actor.personId}::uuid
      AND NOT EXISTS (SELECT 1 FROM office.version_contributor h
        WHERE h.version_id = p.version_id AND h.person_id = ${actor.personId}::uuid)`;
  return rows.map((row) =>
    row.result === 'problem'
      ? duty(row.item_id, '公开页面有问题，请隐藏或更正', row.checked_at ?? row.published_at, null)
      : duty(
          row.item_id,
          '核查公开页面',
          row.published_at,
          liveCheckDue(calendar, civilDate(row.published_at), today),
        ),
  );
}

/** A problem that was found on the public page of a text of the person, until a correction of it is under review. */
async function findProblems(actor: Actor): Promise<Duty[]> {
  if (!actor.roles.includes('author')) return [];
  const rows = await staffDatabase().$queryRaw<{ item_id: string; checked_at: Date }[]>`
    SELECT l.item_id, c.checked_at FROM office.live_item l JOIN office.item i ON i.id = l.item_id
    JOIN LATERAL (SELECT k.result, k.checked_at FROM office.live_check k
      WHERE k.publication_id = l.publication_id ORDER BY k.id DESC LIMIT 1) c ON c.result = 'problem'
    WHERE l.organ_id = ${actor.organId}::uuid AND l.public_state IN ('published', 'archived')
      AND (i.created_by = ${actor.personId}::uuid OR EXISTS (SELECT 1 FROM office.version_contributor h
        WHERE h.version_id = l.version_id AND h.person_id = ${actor.personId}::uuid))
      AND NOT EXISTS (SELECT 1 FROM office.round r WHERE r.item_id = l.item_id AND r.opened_at >= c.checked_at
        AND r.closed_reason IS NULL)`;
  return rows.map((row) => duty(row.item_id, '核查发现问题，请更正', row.checked_at, null));
}

/** Hidden or withdrawn for a reason the law asks more of: the public reason of a penalty, the report of a leak. */
async function findHiddenForCause(actor: Actor, { calendar, today }: Place): Promise<Duty[]> {
  const mayReport = holdsAny(actor, FOLLOW_UP_ROLES.report_leak);
  const mayRelate = holdsAny(actor, ['reviewer_l3', 'publisher', 'office_head']);
  if (!mayReport && !mayRelate) return [];
  const rows = await staffDatabase().$queryRaw<
    { item_id: string; at: Date; reason_kind: string; reported: boolean; explained: boolean }[]
  >`
    SELECT l.item_id, h.at, h.reason_kind,
      EXISTS (SELECT 1 FROM office.leak_report r WHERE r.event_id = h.id) AS reported,
      EXISTS (SELECT 1 FROM office.item_relation r JOIN office.live_item n ON n.item_id = r.other_id
        WHERE r.item_id = l.item_id AND r.kind = 'withdrawal_notice' AND n.public_state IN ('published', 'archived')
          AND NOT EXISTS (SELECT 1 FROM office.item_relation_end x WHERE x.relation_id = r.id)) AS explained
    FROM office.live_item l
    JOIN LATERAL (SELECT e.id, e.at, e.reason_kind FROM office.visibility_event e
      WHERE e.item_id = l.item_id AND e.kind = 'hide' ORDER BY e.id DESC LIMIT 1) h ON true
    WHERE l.organ_id = ${actor.organId}::uuid AND l.public_state IN ('hidden', 'withdrawn')
      AND h.reason_kind IN ('leak', 'penalty_changed')`;
  return rows.flatMap((row) => {
    if (row.reason_kind === 'leak') {
      return mayReport && !row.reported
        ? [duty(row.item_id, '疑似泄密：保全证据，向保密行政管理部门报告并登记', row.at, null)]
        : [];
    }
    if (!mayRelate || row.explained) return [];
    const due = penaltyWithdrawalDue(calendar, civilDate(row.at), today);
    return [duty(row.item_id, '公开撤回行政处罚决定的理由', row.at, due)];
  });
}

async function findValidity(actor: Actor, { today }: Place): Promise<Duty[]> {
  const database = staffDatabase();
  const duties: Duty[] = [];
  if (holdsAny(actor, FOLLOW_UP_ROLES.confirm_validity)) {
    const waiting = await database.$queryRaw<{ item_id: string; entered_at: Date }[]>`
      SELECT e.item_id, e.entered_at FROM office.validity_event e
      JOIN office.item i ON i.id = e.item_id AND i.organ_id = ${actor.organId}::uuid
      WHERE e.entered_by <> ${actor.personId}::uuid
        AND NOT EXISTS (SELECT 1 FROM office.validity_confirmation c WHERE c.event_id = e.id)`;
    for (const row of waiting)
      duties.push({ ...duty(row.item_id, '确认有效性的变更', row.entered_at, null), urgent: false });
  }
  if (holdsAny(actor, ['office_head', 'legal_reviewer'])) {
    // What lapsed by itself already reads 失效 everywhere; a person looks whether that is right.
    const lapsed = await database.$queryRaw<{ item_id: string; expires_at: string }[]>`
      SELECT l.item_id, v.canonical::jsonb ->> 'expires_at' AS expires_at
      FROM office.live_item l JOIN office.version v ON v.id = l.version_id
      WHERE l.organ_id = ${actor.organId}::uuid AND l.public_state IN ('published', 'archived')
        AND v.canonical::jsonb ->> 'expires_at' IS NOT NULL AND v.canonical::jsonb ->> 'expires_at' < ${today}
        AND NOT EXISTS (SELECT 1 FROM office.validity_event e
          LEFT JOIN office.validity_confirmation c ON c.event_id = e.id
          WHERE e.item_id = l.item_id AND (c.conclusion IS NULL OR (c.conclusion = 'confirmed'
            AND (e.state IN ('repealed', 'lapsed') OR e.from_date > (v.canonical::jsonb ->> 'expires_at')::date
              OR e.valid_until >= ${today}::date))))`;
    for (const row of lapsed) {
      const what = `有效期已于${formatDate(row.expires_at)}届满，页面已显示失效，请登记确认`;
      duties.push({
        ...duty(row.item_id, what, new Date(`${row.expires_at}T16:00:00Z`), null),
        urgent: false,
      });
    }
  }
  return duties;
}

/** Documents that wait for their 解读, and factual corrections of documents that wait for their own notice. */
async function findDocuments(actor: Actor, { calendar, today }: Place): Promise<Duty[]> {
  const seesAll = actor.roles.includes('office_head');
  if (!seesAll && !actor.roles.includes('author')) return [];
  const rows = await staffDatabase().$queryRaw<
    { item_id: string; kind: string; first_published_at: Date; last_published_at: Date; lacks: string }[]
  >`
    SELECT l.item_id, i.kind, l.first_published_at, l.last_published_at, n.lacks
    FROM office.live_item l JOIN office.item i ON i.id = l.item_id JOIN office.version v ON v.id = l.version_id
    CROSS JOIN LATERAL (VALUES ('interpretation'), ('correction_notice')) AS n(lacks)
    WHERE l.organ_id = ${actor.organId}::uuid AND l.public_state IN ('published', 'archived')
      AND (${seesAll} OR i.created_by = ${actor.personId}::uuid)
      AND i.kind IN ('policy_document', 'enterprise_policy')
      AND CASE n.lacks WHEN 'interpretation' THEN v.canonical::jsonb ->> 'needs_interpretation' = 'true'
        ELSE v.canonical::jsonb #>> '{correction,kind}' = 'factual' END
      AND NOT EXISTS (SELECT 1 FROM office.item_relation r JOIN office.live_item o ON o.item_id = r.other_id
        WHERE r.item_id = l.item_id AND r.kind = n.lacks AND o.public_state IN ('published', 'archived')
          AND NOT EXISTS (SELECT 1 FROM office.item_relation_end x WHERE x.relation_id = r.id))`;
  return rows.map((row) => {
    if (row.lacks === 'correction_notice')
      return {
        ...duty(
          row.item_id,
          '文件有内容更正：另发更正公告，由终审人、发布人或办公室关联',
          row.last_published_at,
          null,
        ),
        urgent: false,
      };
    const due = interpretationDue(calendar, civilDate(row.first_published_at), today);
    return duty(row.item_id, '公开解读并与文件关联', row.first_published_at, due);
  });
}

/** A plan that was not carried out is told to its author and the office too, not only to the publisher. */
async function findFailedPlans(actor: Actor): Promise<Duty[]> {
  if (!actor.roles.includes('author') && !actor.roles.includes('office_head')) return [];
  const rows = await staffDatabase().$queryRaw<{ item_id: string; ended_at: Date }[]>`
    SELECT i.id AS item_id, p.ended_at FROM office.item i
    JOIN LATERAL (SELECT q.ended_at, q.ended_reason FROM office.plan q WHERE q.item_id = i.id
      ORDER BY q.planned_at DESC LIMIT 1) p ON p.ended_reason = 'refused'
    WHERE i.organ_id = ${actor.organId}::uuid AND i.draft_state = 'approved'
      AND (i.created_by = ${actor.personId}::uuid OR ${actor.roles.includes('office_head')})`;
  return rows.map((row) => duty(row.item_id, '定时发布没有成功，请联系发布员处理', row.ended_at, null));
}
