import 'server-only';
import { writeAudit } from '@/lib/platform/audit';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Result } from '@/lib/platform/result';
import type { Actor, Contact, Operator } from '../types';
import { lockAccount } from './shared';

/**
 * Sets where one's own notices go besides the office, and whether they do. The log says that it changed, not to what:
 * it keeps no address for good.
 */
export function changeContact(actor: Actor, contact: Contact): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    await setContact(tx, actor, actor, contact);
    return ok(null);
  });
}

/**
 * The same for the person of an account, at the server's command line.
 *
 * Refusals: `login_unknown`.
 */
export function changeContactOf(
  operator: Operator,
  input: { login: string; contact: Contact },
): Promise<Result<null>> {
  return inTransaction<null>(async (tx) => {
    const locked = await lockAccount(tx, input.login);
    if (!locked.ok) return locked;
    await setContact(tx, operator, locked.value, input.contact);
    return ok(null);
  });
}

async function setContact(
  tx: Tx,
  by: Actor | Operator,
  { personId, organId }: { personId: string; organId: string },
  { email, wantsEmail }: Contact,
): Promise<void> {
  await tx.person.update({ where: { id: personId }, data: { email, wantsEmail } });
  await writeAudit(tx, {
    organId,
    actor: by,
    action: 'change_contact',
    subject: { type: 'person', id: personId },
    detail: { has_email: email !== null, wants_email: wantsEmail },
  });
}
