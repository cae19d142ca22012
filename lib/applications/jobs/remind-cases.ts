import 'server-only';
import { isWorkingDay } from '@/lib/calendar/rules/working-days';
import { inTransaction, staffDatabase } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { type NewNotice, type NoticeKind, notify } from '@/lib/platform/notify';
import { ok } from '@/lib/platform/result';
import { type LedgerDay, ledgerDay, OPEN_STATES_SQL } from '../queries/ledger-rows';
import { listWaitingOnline, type WaitingOnline } from '../queries/waiting-online';
import { type Light, lightOf } from '../rules/light';

const KIND_OF_LIGHT: Record<Exclude<Light, 'green'>, NoticeKind> = {
  yellow: 'case_due_soon',
  orange: 'case_due_urgent',
  red: 'case_overdue',
};

const KIND_OF_ACT: Record<WaitingOnline['act'], NoticeKind> = {
  submit: 'case_submitted',
  send_supplement: 'case_supplement_sent',
  withdraw_application: 'case_withdrawn',
};

type DueCase = { id: string; handlerId: string | null; replyDue: CivilDate };
type Unaccepted = { id: string; seq: number };

/**
 * Reminds handlers of cases that turn yellow, orange and red, once for each due date, and the heads of the office of red
 * ones, of cases nobody handles, and of assignments not accepted by the next working day. Tells both what an applicant did
 * online that waits for the office; of what nobody handles yet, all who may take it. Not on days off. Gives the number of
 * persons newly told; running it again tells nobody twice.
 *
 * @rule REG-33-6
 */
export async function remindCases(): Promise<number> {
  const organs = await staffDatabase().organ.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  let told = 0;
  for (const { id } of organs) {
    const notices = await findReminders(id);
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

async function findReminders(organId: string): Promise<NewNotice[]> {
  const day = await ledgerDay(organId);
  const { today } = day.lights;
  if (!isWorkingDay(day.calendar, today)) return [];
  const [heads, handlers, online, due, unaccepted] = await Promise.all([
    holdersOf(organId, 'office_head'),
    holdersOf(organId, 'case_handler'),
    listWaitingOnline(organId),
    dueCases(organId, day),
    unacceptedCases(organId, today),
  ]);
  const notices = [
    ...online.map(
      ({ id, seq, act, handlerId }): NewNotice => ({
        organId,
        kind: KIND_OF_ACT[act],
        itemId: null,
        applicationId: id,
        recipients: [...(handlerId === null ? handlers : [handlerId]), ...heads],
        key: `${KIND_OF_ACT[act]}:${id}:${seq}`,
      }),
    ),
    ...due.flatMap((one) => reminderOf(organId, one, heads, day)),
    ...unaccepted.map(
      ({ id, seq }): NewNotice => ({
        organId,
        kind: 'case_not_accepted',
        itemId: null,
        applicationId: id,
        recipients: heads,
        key: `case_not_accepted:${id}:${seq}`,
      }),
    ),
  ];
  return withoutTold(notices);
}

function reminderOf(organId: string, one: DueCase, heads: readonly string[], day: LedgerDay): NewNotice[] {
  const light = lightOf(one.replyDue, day.lights);
  if (light === null || light === 'green') return [];
  const recipients = one.handlerId === null ? heads : [one.handlerId, ...(light === 'red' ? heads : [])];
  return [
    {
      organId,
      kind: KIND_OF_LIGHT[light],
      itemId: null,
      applicationId: one.id,
      recipients,
      params: { date: one.replyDue },
      key: `case_${light}:${one.id}:${one.replyDue}`,
    },
  ];
}

async function holdersOf(organId: string, role: 'office_head' | 'case_handler'): Promise<string[]> {
  const rows = await staffDatabase().$queryRaw<{ id: string }[]>`
    SELECT id FROM office.person WHERE organ_id = ${organId}::uuid AND office.holds_role(id, ${role}) ORDER BY id`;
  return rows.map(({ id }) => id);
}

function dueCases(organId: string, { lights }: LedgerDay): Promise<DueCase[]> {
  return staffDatabase().$queryRawUnsafe<DueCase[]>(
    `SELECT a.id, a.handler_id AS "handlerId", d.reply_due::text AS "replyDue"
     FROM office.application a JOIN office.application_deadline d ON d.application_id = a.id
     WHERE a.organ_id = $1::uuid AND a.state IN (${OPEN_STATES_SQL}) AND d.reply_due < $2::date ORDER BY a.id`,
    organId,
    lights.greenFrom,
  );
}

function unacceptedCases(organId: string, today: CivilDate): Promise<Unaccepted[]> {
  return staffDatabase().$queryRaw<Unaccepted[]>`
    SELECT a.id, e.seq FROM office.application a
    JOIN LATERAL (SELECT seq, on_date FROM office.application_event WHERE application_id = a.id AND action = 'assign'
      ORDER BY seq DESC LIMIT 1) AS e ON true
    WHERE a.organ_id = ${organId}::uuid AND a.state NOT IN ('replied', 'archived') AND a.handler_id IS NOT NULL
      AND NOT a.handler_accepted AND e.on_date < ${today}::date ORDER BY a.id`;
}

/** The notices with those left who have not been told yet: the job looks every minute. */
async function withoutTold(notices: readonly NewNotice[]): Promise<NewNotice[]> {
  const told = await staffDatabase().notice.findMany({
    where: {
      personId: { in: [...new Set(notices.flatMap(({ recipients }) => recipients))] },
      dedupeKey: { in: notices.map(({ key }) => key) },
    },
    select: { personId: true, dedupeKey: true },
  });
  const known = new Set(told.map(({ personId, dedupeKey }) => `${personId} ${dedupeKey}`));
  return notices.flatMap((notice) => {
    const recipients = notice.recipients.filter((id) => !known.has(`${id} ${notice.key}`));
    return recipients.length === 0 ? [] : [{ ...notice, recipients }];
  });
}
