import 'server-only';
import { nextTryAfter } from '@/lib/notices/rules/back-off';
import { hostOf } from '@/lib/notices/rules/office-address';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { environment } from '@/lib/platform/env';
import { canSendMail, type MailOutcome, sendMail } from '@/lib/platform/mail';
import { queryCodeOf } from '../commands/query-code';
import { submittedMail } from '../messages/applicant-mail';

/** Messages sent before the caller gets to look at anything else. */
const MOST_AT_ONCE = 50;
/** How long a worker has for one message before another may take it over, minutes. */
const LEASE_MINUTES = 5;

/** What a round did; `unreachable` = the mail server took nothing, so a pause is due. */
export type ApplicantMailRound = {
  readonly sent: number;
  readonly failed: number;
  readonly givenUp: number;
  readonly unreachable: string | null;
};

type Claimed = {
  readonly id: string;
  readonly attempts: number;
  readonly address: string;
  readonly applicationId: string;
};

/**
 * Sends applicants who left an address the number and the query code of what they submitted. The code is made anew from
 * the key in the environment. Any number of workers may run this; a message is taken by one of them, and goes out at least
 * once with the same Message-ID. Does nothing where no mail server is configured.
 */
export async function mailApplicants(stop?: AbortSignal): Promise<ApplicantMailRound> {
  const round = { sent: 0, failed: 0, givenUp: 0 };
  if (!canSendMail()) return { ...round, unreachable: null };
  for (let sent = 0; sent < MOST_AT_ONCE && !stop?.aborted; sent += 1) {
    const message = await claim();
    if (message === null) break;
    const outcome = await sendMail({ to: message.address, ...(await mailFor(message)) });
    const state = await record(message, outcome);
    if (state === 'sent') round.sent += 1;
    else if (state === 'failed') round.failed += 1;
    else round.givenUp += 1;
    if (outcome.outcome === 'unreachable') return { ...round, unreachable: outcome.error };
  }
  return { ...round, unreachable: null };
}

/** Takes the message that has waited longest; taking counts as a try and puts the next one off. */
async function claim(): Promise<Claimed | null> {
  const now = currentTime();
  const lease = new Date(now.getTime() + LEASE_MINUTES * 60_000);
  const [claimed] = await staffDatabase().$queryRaw<Claimed[]>`
    UPDATE office.applicant_mail SET state = 'failed', attempts = attempts + 1, next_try_at = ${lease}::timestamptz
    WHERE id = (SELECT id FROM office.applicant_mail
      WHERE state IN ('pending', 'failed') AND next_try_at <= ${now}::timestamptz
      ORDER BY next_try_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id::text, attempts, address, application_id::text AS "applicationId"`;
  return claimed ?? null;
}

async function mailFor({
  id,
  applicationId,
}: Claimed): Promise<{ id: string; subject: string; text: string }> {
  const { organId, submissionNo, submissionKey } = await staffDatabase().application.findUniqueOrThrow({
    where: { id: applicationId },
    select: { organId: true, submissionNo: true, submissionKey: true },
  });
  const organ = await staffDatabase().organ.findUniqueOrThrow({
    where: { id: organId },
    select: { name: true, phone: true, siteHost: true },
  });
  // Under a prefix the address of the site ends with `/api/auth` (NEXTAUTH_URL).
  const site = (environment().NEXTAUTH_URL ?? 'http://localhost:3000')
    .replace(/\/+$/, '')
    .replace(/\/api\/auth$/, '');
  const root =
    organ.siteHost === null ? site : `https://${organ.siteHost}${new URL(site).pathname.replace(/\/$/, '')}`;
  const mail = submittedMail({
    organName: organ.name,
    phone: organ.phone,
    submissionNo,
    queryCode: queryCodeOf(submissionKey),
    statusAddress: `${root}/apply/status`,
  });
  return { id: `<applicant-${id}@${hostOf(site)}>`, ...mail };
}

async function record(message: Claimed, outcome: MailOutcome): Promise<'sent' | 'failed' | 'given_up'> {
  const now = currentTime();
  // Only while it is still on its way: a worker that was slower than its lease changes nothing afterwards.
  const where = { id: message.id, state: { in: ['pending', 'failed'] } };
  if (outcome.outcome === 'sent') {
    await staffDatabase().applicantMail.updateMany({ where, data: { state: 'sent', sentAt: now } });
    return 'sent';
  }
  const nextTryAt = outcome.outcome === 'refused' ? null : nextTryAfter(message.attempts, now);
  const data = nextTryAt === null ? { state: 'given_up' } : { state: 'failed', nextTryAt };
  await staffDatabase().applicantMail.updateMany({ where, data });
  return nextTryAt === null ? 'given_up' : 'failed';
}
