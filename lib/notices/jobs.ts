import 'server-only';
import { environment } from '@/lib/platform/env';
import { canSendMail, sendMail } from '@/lib/platform/mail';
import { type ClaimedMessage, claimMessage, recordTry } from './commands/outbox';
import { mailOf } from './messages';
import { hostOf, officeAddress } from './rules/office-address';

/** Messages sent before the caller gets to look at anything else. */
const MOST_AT_ONCE = 50;

/** What a round of sending did; `unreachable` = the mail server took nothing, so a pause is due. */
export type MailRound = {
  readonly sent: number;
  readonly failed: number;
  readonly givenUp: number;
  readonly unreachable: string | null;
};

/**
 * Sends the messages that are due, one by one. Any number of workers may run this: each message is taken by one of
 * them. At least once: a worker that dies between the mail server and the record lets it go out again, with the same
 * Message-ID. Does nothing where no mail server is configured; ends after the message in hand when `stop` is aborted.
 */
export async function sendDueMail(stop?: AbortSignal): Promise<MailRound> {
  const round = { sent: 0, failed: 0, givenUp: 0 };
  if (!canSendMail()) return { ...round, unreachable: null };
  for (let count = 0; count < MOST_AT_ONCE && !stop?.aborted; count += 1) {
    const message = await claimMessage();
    if (message === null) break;
    const outcome = await sendMail(mailFor(message));
    const state = await recordTry(message, outcome);
    if (state === 'sent') round.sent += 1;
    else if (state === 'failed') round.failed += 1;
    else round.givenUp += 1;
    if (outcome.outcome === 'unreachable') return { ...round, unreachable: outcome.error };
  }
  return { ...round, unreachable: null };
}

function mailFor(message: ClaimedMessage) {
  const site = environment().NEXTAUTH_URL ?? 'http://localhost:3000';
  return {
    id: `<${message.id}@${hostOf(site)}>`,
    to: message.address,
    ...mailOf(message.kind, message.organName, officeAddress(site)),
  };
}
