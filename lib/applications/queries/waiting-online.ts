import 'server-only';
import { staffDatabase } from '@/lib/platform/database';

/**
 * Of a submitted case `a`: it came online and nobody has opened it. It counts as opened once somebody of the office has
 * recorded anything about it.
 */
export const UNOPENED_SQL = `NOT EXISTS (SELECT 1 FROM office.application_event e WHERE e.application_id = a.id
      AND e.actor_kind = 'staff' AND (e.seq > 1 OR e.action <> 'submit'))
    AND EXISTS (SELECT 1 FROM office.application_event e WHERE e.application_id = a.id AND e.seq = 1
      AND e.actor_kind <> 'staff')`;

/**
 * Joins to a case `a` as `e` each correction (补正) its applicant sent online in answer to the newest notice and nobody has
 * confirmed as received: until then the reply clock does not start anew, and the applicant waits for the office.
 */
export const UNSETTLED_SUPPLEMENTS_SQL = `JOIN office.application_event e ON e.application_id = a.id
    AND a.state = 'awaiting_supplement' AND e.action = 'send_supplement' AND e.actor_kind = 'applicant'
    AND NOT EXISTS (SELECT 1 FROM office.application_event f WHERE f.application_id = a.id AND f.seq > e.seq
      AND f.action IN ('request_supplement', 'receive_supplement'))`;

/** What an applicant did online that waits for the office. */
export type WaitingOnline = {
  readonly id: string;
  /** Number of the event. */
  readonly seq: number;
  readonly act: 'submit' | 'send_supplement' | 'withdraw_application';
  readonly handlerId: string | null;
};

/** Of an organ: submissions nobody opened, corrections nobody confirmed, withdrawals without their letter L13. */
export function listWaitingOnline(organId: string): Promise<WaitingOnline[]> {
  return staffDatabase().$queryRawUnsafe<WaitingOnline[]>(
    `SELECT a.id, 1 AS seq, 'submit' AS act, a.handler_id AS "handlerId" FROM office.application a
     WHERE a.organ_id = $1::uuid AND a.state = 'submitted' AND ${UNOPENED_SQL}
     UNION ALL
     SELECT a.id, e.seq, e.action, a.handler_id FROM office.application a ${UNSETTLED_SUPPLEMENTS_SQL}
     WHERE a.organ_id = $1::uuid
     UNION ALL
     SELECT a.id, e.seq, e.action, a.handler_id FROM office.application a
     JOIN office.application_event e ON e.application_id = a.id AND e.action = 'withdraw_application'
       AND e.actor_kind = 'applicant'
     WHERE a.organ_id = $1::uuid AND a.state = 'deciding' AND a.sub_outcome = 'withdrawn'
       AND NOT EXISTS (SELECT 1 FROM office.letter l WHERE l.application_id = a.id AND l.code = 'L13'
         AND l.state NOT IN ('void', 'dropped'))
     ORDER BY 1, 2`,
    organId,
  );
}
