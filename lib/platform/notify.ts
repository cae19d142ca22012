import 'server-only';
import { currentTime } from './clock';
import type { Tx } from './database';
import { environment } from './env';

/** What people are told. The sentence of each is in lib/notices/messages.ts; a new kind needs one there. */
export const NOTICE_KINDS = [
  'review_open',
  'review_overdue',
  'step_unstaffed',
  'returned',
  'approvals_voided',
  'class_changed',
  'to_publish',
  'published',
  'plan_refused',
  'hidden',
  'hide_overdue',
  'withdrawn',
  'restored',
  'live_problem',
  'delegated',
  'phone_order',
  'mail_given_up',
  'leak_found',
  'audit_broken',
  'case_due_soon',
  'case_due_urgent',
  'case_overdue',
  'case_not_accepted',
  'case_submitted',
  'case_supplement_sent',
  'case_withdrawn',
  'case_date_earlier',
  'case_dates_earlier',
  'proposal_accepted',
  'letter_open',
  'letter_returned',
  'letter_sealed',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Told in the office only: a mail about mail that can't be sent would come back to itself. */
const OFFICE_ONLY: readonly NoticeKind[] = ['mail_given_up'];

/**
 * What a sentence needs beside the kind: codes, counts and dates. Never a word of an item; the database refuses other
 * keys, and other than plain characters.
 */
export type NoticeParams = {
  /** Key of a step, e.g. `l1`. */
  readonly step?: string;
  readonly role?: string;
  readonly content_class?: string;
  readonly lane?: string;
  readonly count?: number;
  /** Working days. */
  readonly days?: number;
  readonly hours?: number;
  readonly date?: string;
  readonly time?: string;
  readonly code?: string;
};

/** Something to tell people of an organ. */
export type NewNotice = {
  readonly organId: string;
  readonly kind: NoticeKind;
  readonly itemId: string | null;
  /** The case of 依申请公开 it is about. */
  readonly applicationId?: string;
  /** Ids of persons; each is told once, whoever is named twice. */
  readonly recipients: readonly string[];
  readonly params?: NoticeParams;
  /** A person is told once under a key, e.g. `review_open:<round>:<position>`. */
  readonly key: string;
};

/**
 * Tells people in the transaction of the act, so that what is rolled back was never told: in the office, and by e-mail
 * through the outbox where the installation sends mail and the person has an address and wants it. The worker sends.
 * Gives the number of persons newly told.
 */
export async function notify(tx: Tx, notice: NewNotice): Promise<number> {
  const { organId, kind, itemId, applicationId = null, params = {}, key } = notice;
  const personIds = [...new Set(notice.recipients)].sort();
  if (personIds.length === 0) return 0;
  const now = currentTime();
  const told = await tx.notice.createManyAndReturn({
    data: personIds.map((personId) => ({
      organId,
      personId,
      kind,
      itemId,
      applicationId,
      params: { ...params },
      createdAt: now,
      dedupeKey: key,
    })),
    skipDuplicates: true,
    select: { id: true, personId: true },
  });
  if (told.length > 0 && sendsMail() && !OFFICE_ONLY.includes(kind)) {
    const people = await tx.person.findMany({
      where: { id: { in: told.map(({ personId }) => personId) }, email: { not: null }, wantsEmail: true },
      select: { id: true, email: true },
    });
    const addresses = new Map(people.map(({ id, email }) => [id, email]));
    await tx.outboxMessage.createMany({
      data: told.flatMap(({ id, personId }) => {
        const address = addresses.get(personId);
        return address ? [{ noticeId: id, channel: 'email', address, createdAt: now, nextTryAt: now }] : [];
      }),
    });
  }
  return told.length;
}

/**
 * Marks what was told about an item as read where it is no longer so: a step that another has decided waits for nobody.
 * `stands` are beginnings of keys of what is still so.
 */
export async function settleNotices(
  tx: Tx,
  itemId: string,
  kinds: readonly NoticeKind[],
  stands: readonly string[] = [],
): Promise<void> {
  await tx.notice.updateMany({
    where: {
      itemId,
      kind: { in: [...kinds] },
      readAt: null,
      NOT: stands.map((key) => ({ dedupeKey: { startsWith: key } })),
    },
    data: { readAt: currentTime() },
  });
}

/** Marks what was told under keys with this beginning as read: it is no longer so. */
export async function settleKeys(tx: Tx, start: string): Promise<void> {
  await tx.notice.updateMany({
    where: { dedupeKey: { startsWith: start }, readAt: null },
    data: { readAt: currentTime() },
  });
}

/** Whether this installation sends mail: it names a sender. The address of the server only the worker needs. */
export function sendsMail(): boolean {
  return environment().SMTP_FROM !== undefined;
}
