import 'server-only';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { type NoticeKind, type NoticeParams, sendsMail } from '@/lib/platform/notify';
import {
  NOTICE_PAGE_ROWS,
  type NoticeRow,
  OUTBOX_STATES,
  type OutboxOverview,
  type OutboxRow,
  type OutboxState,
} from './types';

/** Troubled messages shown to the administrator. */
const TROUBLED_ROWS = 50;

/** How many notices a person has not read. */
export function countUnread(personId: string): Promise<number> {
  return staffDatabase().notice.count({ where: { personId, readAt: null } });
}

/** The notices of a person, newest first, a page at a time (from 1), and how many there are. */
export async function listNotices(
  personId: string,
  options: { unreadOnly: boolean; page: number },
): Promise<{ rows: NoticeRow[]; total: number; unread: number }> {
  const where = { personId, ...(options.unreadOnly ? { readAt: null } : {}) };
  const [rows, total, unread] = await Promise.all([
    staffDatabase().notice.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (options.page - 1) * NOTICE_PAGE_ROWS,
      take: NOTICE_PAGE_ROWS,
    }),
    staffDatabase().notice.count({ where }),
    countUnread(personId),
  ]);
  return {
    rows: rows.map(({ id, kind, itemId, applicationId, params, createdAt, readAt }) => ({
      id,
      kind: kind as NoticeKind,
      itemId,
      applicationId,
      params: params as NoticeParams,
      createdAt,
      readAt,
    })),
    total,
    unread,
  };
}

/** The outbox of an organ at a glance; of the whole installation where no organ is named. */
export async function readOutbox(organId: string | null): Promise<OutboxOverview> {
  const where = organId === null ? {} : { notice: { organId } };
  const weekAgo = new Date(currentTime().getTime() - 7 * 86_400_000);
  const [groups, troubled, givenUpThisWeek] = await Promise.all([
    staffDatabase().outboxMessage.groupBy({ by: ['state'], where, _count: { _all: true } }),
    staffDatabase().outboxMessage.findMany({
      where: { ...where, state: { in: ['failed', 'given_up'] } },
      include: { notice: { select: { kind: true } } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: TROUBLED_ROWS,
    }),
    staffDatabase().outboxMessage.count({
      where: { ...where, state: 'given_up', createdAt: { gte: weekAgo } },
    }),
  ]);
  const countOf = (state: OutboxState) => groups.find((group) => group.state === state)?._count._all ?? 0;
  return {
    sendsMail: sendsMail(),
    counts: Object.fromEntries(OUTBOX_STATES.map((state) => [state, countOf(state)])) as Record<
      OutboxState,
      number
    >,
    givenUpThisWeek,
    troubled: troubled.map(
      ({ id, address, state, attempts, nextTryAt, lastError, createdAt, notice }): OutboxRow => ({
        id,
        kind: notice.kind as NoticeKind,
        address,
        state: state as OutboxState,
        attempts,
        nextTryAt,
        lastError,
        createdAt,
      }),
    ),
  };
}
