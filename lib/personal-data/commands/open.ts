import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { openText, SealBroken } from '@/lib/platform/sealed-box';
import { isBlank } from '@/lib/platform/text';
import { findIdentityCards } from '@/lib/proofreading/rules/people/find-identity-cards';
import { personalDataRefusal } from '../messages';
import { mayOpenPersonalData } from '../policy';
import { namesIdNumber } from '../rules/identity-documents';
import type { IdentityParty, IdKind } from '../types';
import { GUARDED_FILE_KINDS } from '../types';
import { identityContext, identityLookup, type OpenedFile, openStoredFile, unsealed } from './seal';

/**
 * Asks, in the transaction, whether the actor may see a case; gives its organ. The domain of the cases hands it in: it
 * knows handlers and restricted cases.
 */
export type CaseGate = (tx: Tx, actor: Actor, applicationId: string) => Promise<Result<{ organId: string }>>;

/** What stands in the log where a file of the daily work is opened without a reason of its own. */
const DAILY_WORK = '办理本案';
/** Later than any birthday: every number of the form is one. */
const ANY_DAY = '9999-12-31';

/**
 * Opens an identity number: with a reason, and a row in the log before it is shown. Neither log nor audit row holds the
 * number.
 *
 * Refusals: those of the gate; `role_missing`; `reason_missing`; `reason_holds_number`; `not_found`; `unreadable`.
 */
export function openIdentity(
  actor: Actor,
  input: { applicationId: string; party: IdentityParty; reason: string },
  gate: CaseGate,
): Promise<Result<{ idKind: IdKind; idNumber: string }>> {
  const { applicationId, party } = input;
  return inTransaction(async (tx) => {
    const allowed = await mayOpen(tx, actor, applicationId, gate);
    if (!allowed.ok) return allowed;
    const reason = input.reason.trim();
    if (isBlank(reason)) return refuse({ ...personalDataRefusal('reason_missing'), field: 'reason' });
    const row = await tx.applicantIdentity.findFirst({
      where: { applicationId, party },
      orderBy: { revision: 'desc' },
    });
    if (row === null) return refuse(personalDataRefusal('not_found'));
    const idKind = row.idKind as IdKind;
    const idNumber = unsealed(() => {
      const number = openText(row, identityContext(applicationId, party, idKind));
      if (!Buffer.from(row.lookup).equals(identityLookup(idKind, number))) throw new SealBroken();
      return number;
    });
    if (idNumber === null) return refuse(personalDataRefusal('unreadable'));
    if (namesIdNumber(reason, idNumber)) {
      return refuse({ ...personalDataRefusal('reason_holds_number'), field: 'reason' });
    }
    const subject = `identity:${party}`;
    await logView(tx, actor, allowed.value.organId, {
      applicationId,
      subject,
      reason,
      action: 'open_identity',
    });
    return ok({ idKind, idNumber });
  });
}

/**
 * Opens a file of a case, with a row in the log. Identity proofs and powers of attorney need a reason and a role that may
 * open them; other files are opened by whoever may see the case.
 *
 * Refusals: those of the gate; `role_missing`; `reason_missing`; `reason_holds_number`; `not_found`; `unreadable`.
 */
export function openCaseFile(
  actor: Actor,
  input: { fileId: string; reason: string },
  gate: CaseGate,
): Promise<Result<OpenedFile>> {
  return inTransaction(async (tx) => {
    const row = await tx.applicationFile.findUnique({ where: { id: input.fileId } });
    if (row === null) return refuse(personalDataRefusal('not_found'));
    const isGuarded = GUARDED_FILE_KINDS.some((kind) => kind === row.kind);
    const allowed = await mayOpen(tx, actor, row.applicationId, gate);
    if (!allowed.ok) return allowed;
    const reason = isBlank(input.reason) && !isGuarded ? DAILY_WORK : input.reason.trim();
    if (isBlank(reason)) return refuse({ ...personalDataRefusal('reason_missing'), field: 'reason' });
    if (findIdentityCards(reason, ANY_DAY).length > 0) {
      return refuse({ ...personalDataRefusal('reason_holds_number'), field: 'reason' });
    }
    const opened = await readCaseFile(tx, row.id);
    if (opened === null) return refuse(personalDataRefusal('unreadable'));
    const { applicationId } = row;
    const subject = `file:${row.id}`;
    await logView(tx, actor, allowed.value.organId, {
      applicationId,
      subject,
      reason,
      action: 'open_case_file',
    });
    return ok(opened);
  });
}

/**
 * The bytes and the name of a file for the program itself: the checks before release, a letter that is put together, the
 * applicant who downloads what they brought. Null where there is none, or it does not open. No view is logged.
 */
export async function readCaseFile(tx: Tx, fileId: string): Promise<OpenedFile | null> {
  const row = await tx.applicationFile.findUnique({ where: { id: fileId } });
  if (row === null) return null;
  const chunks = await tx.applicationFileChunk.findMany({ where: { fileId }, orderBy: { seq: 'asc' } });
  return openStoredFile(row, chunks);
}

async function mayOpen(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  gate: CaseGate,
): Promise<Result<{ organId: string }>> {
  const allowed = await gate(tx, actor, applicationId);
  if (!allowed.ok) return allowed;
  return mayOpenPersonalData(actor, allowed.value.organId)
    ? allowed
    : refuse(personalDataRefusal('role_missing'));
}

async function logView(
  tx: Tx,
  actor: Actor,
  organId: string,
  view: { applicationId: string; subject: string; reason: string; action: string },
): Promise<void> {
  const { applicationId, subject, reason, action } = view;
  const { personId, name: personName, clientAddress } = actor;
  await tx.personalDataView.create({
    data: { applicationId, subject, reason, personId, personName, clientAddress },
  });
  await writeAudit(tx, {
    organId,
    actor,
    action,
    subject: { type: 'application', id: applicationId },
    detail: { subject, reason },
  });
}
