import 'server-only';
import { listColleagues } from '@/lib/organs/queries';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase, type Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import type { MailOutcome } from '@/lib/platform/mail';
import { type NoticeKind, notify } from '@/lib/platform/notify';
import { ok } from '@/lib/platform/result';
import { nextTryAfter } from '../rules/back-off';

/** How long a worker has for one message before another may take it over, minutes: longer than any try lasts. */
const LEASE_MINUTES = 5;

/** A message that this worker alone has taken to send. */
export type ClaimedMessage = {
  readonly id: string;
  readonly address: string;
  readonly attempts: number;
  readonly organId: string;
  readonly organName: string;
  readonly kind: NoticeKind;
};

/**
 * Takes the message that has waited longest; null where none is due. Taking counts as a try and puts the next one off,
 * so that a worker that dies with it loses no message, and one that lives sends it alone.
 */
export async function claimMessage(): Promise<ClaimedMessage | null> {
  const now = currentTime();
  const lease = new Date(now.getTime() + LEASE_MINUTES * 60_000);
  const [claimed] = await staffDatabase().$queryRaw<{ id: string }[]>`
    UPDATE office.outbox_message SET state = 'failed', attempts = attempts + 1, next_try_at = ${lease}::timestamptz
    WHERE id = (SELECT id FROM office.outbox_message
      WHERE state IN ('pending', 'failed') AND next_try_at <= ${now}::timestamptz
      ORDER BY next_try_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id::text`;
  if (claimed === undefined) return null;
  const message = await staffDatabase().outboxMessage.findUniqueOrThrow({
    where: { id: claimed.id },
    include: { notice: { select: { organId: true, kind: true } } },
  });
  const organ = await staffDatabase().organ.findUniqueOrThrow({
    where: { id: message.notice.organId },
    select: { shortName: true },
  });
  return {
    id: message.id,
    address: message.address,
    attempts: message.attempts,
    organId: message.notice.organId,
    organName: organ.shortName,
    kind: message.notice.kind as NoticeKind,
  };
}

/** Records what became of a try; gives the state of the message now. */
export async function recordTry(
  message: ClaimedMessage,
  outcome: MailOutcome,
): Promise<'sent' | 'failed' | 'given_up'> {
  const now = currentTime();
  const result = await inTransaction<'sent' | 'failed' | 'given_up'>(async (tx) => {
    if (outcome.outcome === 'sent') {
      await update(tx, message.id, { state: 'sent', sentAt: now, lastError: null });
      return ok('sent');
    }
    const nextTryAt = outcome.outcome === 'refused' ? null : nextTryAfter(message.attempts, now);
    const lastError = outcome.error;
    if (nextTryAt !== null) {
      await update(tx, message.id, { state: 'failed', nextTryAt, lastError });
      return ok('failed');
    }
    await update(tx, message.id, { state: 'given_up', lastError });
    await tellAdministrators(tx, message.organId, civilDate(now));
    return ok('given_up');
  });
  if (!result.ok) throw new Error(`could not record the try of message ${message.id}`);
  return result.value;
}

function update(
  tx: Tx,
  id: string,
  data: Parameters<Tx['outboxMessage']['update']>[0]['data'],
): Promise<unknown> {
  // Only while it is still on its way: a worker that was slower than its lease changes nothing afterwards.
  return tx.outboxMessage.updateMany({ where: { id, state: { in: ['pending', 'failed'] } }, data });
}

/** Tells the system administrators of the organ, once a day. */
async function tellAdministrators(tx: Tx, organId: string, today: string): Promise<void> {
  const colleagues = await listColleagues(organId, tx);
  await notify(tx, {
    organId,
    kind: 'mail_given_up',
    itemId: null,
    recipients: colleagues.filter(({ roles }) => roles.includes('system_admin')).map(({ id }) => id),
    params: { date: today },
    key: `mail_given_up:${today}`,
  });
}
