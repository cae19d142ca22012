import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { inspectCaseFile } from '@/lib/personal-data/commands/inspect-file';
import { openCaseFile, openIdentity } from '@/lib/personal-data/commands/open';
import type { OpenedFile } from '@/lib/personal-data/commands/seal';
import { storeCaseFile } from '@/lib/personal-data/commands/store-case-file';
import type { CaseFileKind, IdentityParty, IdKind } from '@/lib/personal-data/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import { canSeeCase } from '../policy';
import { loadCase } from '../queries/load-case';
import { lockCase, writeCaseEvent } from './case-event';

/** Whether a person may see a case, for what opens sealed data of it. A case out of sight answers like a missing one. */
export async function caseGate(
  tx: Tx,
  actor: Actor,
  applicationId: string,
): Promise<Result<{ organId: string }>> {
  const loaded = await loadCase(applicationId, tx);
  return loaded === null || !canSeeCase(actor, loaded)
    ? refuse(caseRefusal('not_found'))
    : ok({ organId: loaded.organId });
}

/** What comes from the applicant: scans and photographs, with the limits of the public form. */
const APPLICANT_KINDS: readonly CaseFileKind[] = ['identity_proof', 'authorization', 'request', 'supplement'];

/**
 * Adds a file to a case: looked at, sealed, and told by an event that names neither file nor content.
 *
 * Refusals: those of the inspection, each naming the file; `not_found`, `not_in_this_state`, `role_missing`.
 */
export async function addCaseFile(
  actor: Actor,
  input: { caseId: string; kind: CaseFileKind; name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<Result<{ caseId: string; seq: number; fileId: string }>> {
  const { caseId, kind } = input;
  // Who may not bring one is told so before the file is looked at.
  const may = await inTransaction((tx) => lockCase(tx, actor, caseId, null, 'add_file'));
  if (!may.ok) return may;
  const source = APPLICANT_KINDS.includes(kind) ? 'applicant' : 'staff';
  const inspected = await inspectCaseFile(source, { name: input.name, bytes: input.bytes });
  if (!inspected.ok) return inspected;
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, caseId, null, 'add_file');
    if (!locked.ok) return locked;
    const { name, mediaType, bytes } = inspected.value;
    const { fileId } = await storeCaseFile(tx, {
      applicationId: caseId,
      kind,
      name,
      mediaType,
      bytes,
      bringer: { by: 'staff', personId: actor.personId },
    });
    const written = await writeCaseEvent(tx, { kind: 'staff', actor }, locked.value, {
      action: 'add_file',
      onDate: civilDate(currentTime()),
      detail: { fileId, kind, size: bytes.length },
    });
    return written.ok ? ok({ caseId, seq: written.value.loaded.seq, fileId }) : written;
  });
}

/** Opens an identity number of a case, with the reason in the log. Refusals: those of `openIdentity`. */
export function openCaseIdentity(
  actor: Actor,
  input: { applicationId: string; party: IdentityParty; reason: string },
): Promise<Result<{ idKind: IdKind; idNumber: string }>> {
  return openIdentity(actor, input, caseGate);
}

/**
 * Opens a file of this case; identity papers with the reason in the log. A file of another case answers like a missing one.
 *
 * Refusals: `not_found`, those of `openCaseFile`.
 */
export async function openFileOfCase(
  actor: Actor,
  input: { caseId: string; fileId: string; reason: string },
): Promise<Result<OpenedFile>> {
  const isOfCase = await inTransaction(async (tx) =>
    ok((await tx.applicationFile.count({ where: { id: input.fileId, applicationId: input.caseId } })) > 0),
  );
  if (!isOfCase.ok || !isOfCase.value) return refuse(caseRefusal('not_found'));
  return openCaseFile(actor, { fileId: input.fileId, reason: input.reason }, caseGate);
}
