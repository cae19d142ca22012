import 'server-only';
import { randomUUID } from 'node:crypto';
import { sealCaseFile } from '@/lib/personal-data/commands/seal';
import { currentTime } from '@/lib/platform/clock';
import { publicTransaction } from '@/lib/platform/public-transaction';
import { openText, sealText } from '@/lib/platform/sealed-box';
import { type DraftFile, type FileSlot, type IntakeDraft, SLOT_KINDS } from '../types/intake';

/*
 * Forms on their way. What a visitor has typed and brought lies sealed in the database under a key that only the visitor's
 * own cookie names, and is gone two hours after the last save.
 */

/** A form as it is found: on its way, or submitted already under a number. */
export type FoundDraft =
  | { readonly state: 'open'; readonly draft: IntakeDraft }
  | { readonly state: 'submitted'; readonly submissionNo: string };

function draftContext(key: string): string {
  return `intake_draft:${key}`;
}

/** A new, empty form for a case that does not exist yet, or for one that does. */
export function newDraft(applicationId: string = randomUUID()): IntakeDraft {
  return {
    applicationId,
    startedAt: currentTime().getTime(),
    values: {},
    files: [],
    isChecked: false,
    fileProblems: [],
  };
}

/** The form of a key; null where it is unknown or expired. */
export async function loadDraft(organId: string, key: string): Promise<FoundDraft | null> {
  const [row] = await publicTransaction(
    (tx) => tx.$queryRaw<
      { cipher: Uint8Array<ArrayBuffer> | null; key_no: number; submission_no: string | null }[]
    >`
      SELECT * FROM intake.load_draft(${organId}::uuid, ${key}::uuid)`,
  );
  if (row === undefined) return null;
  if (row.submission_no !== null) return { state: 'submitted', submissionNo: row.submission_no };
  if (row.cipher === null) return null;
  const text = openText({ cipher: row.cipher, keyNo: row.key_no }, draftContext(key));
  return { state: 'open', draft: JSON.parse(text) as IntakeDraft };
}

/** Saves a form; `limited` where too many new ones came from this address. */
export async function saveDraft(
  organId: string,
  key: string,
  draft: IntakeDraft,
  client: Uint8Array<ArrayBuffer> | null,
): Promise<'saved' | 'limited'> {
  const { cipher, keyNo } = sealText(JSON.stringify(draft), draftContext(key));
  const [row] = await publicTransaction(
    (tx) => tx.$queryRaw<{ result: 'saved' | 'limited' }[]>`
      SELECT intake.save_draft(${organId}::uuid, ${key}::uuid, ${cipher}::bytea, ${keyNo}::int, ${client}::bytea) AS result`,
  );
  return row?.result ?? 'limited';
}

/**
 * Seals a file for the case of a form and keeps it; null where the form holds too much already or is gone. The form itself
 * lists the file once it is saved.
 */
export async function keepDraftFile(
  organId: string,
  key: string,
  draft: IntakeDraft,
  file: { slot: FileSlot; name: string; mediaType: string; bytes: Uint8Array },
): Promise<DraftFile | null> {
  const kind = SLOT_KINDS[file.slot];
  const sealed = sealCaseFile({ ...file, applicationId: draft.applicationId, kind });
  const isKept = await publicTransaction(async (tx) => {
    for (const [seq, { cipher, keyNo }] of sealed.chunks.entries()) {
      const [row] = await tx.$queryRaw<{ result: string }[]>`
        SELECT intake.add_draft_chunk(${organId}::uuid, ${key}::uuid, ${sealed.id}::uuid, ${seq}::int, ${cipher}::bytea,
          ${keyNo}::int) AS result`;
      if (row?.result !== 'kept') return false;
    }
    return true;
  });
  if (!isKept) {
    await dropDraftFile(organId, key, sealed.id);
    return null;
  }
  return {
    id: sealed.id,
    slot: file.slot,
    kind,
    name: file.name,
    mediaType: sealed.mediaType,
    size: sealed.size,
    chunks: sealed.chunks.length,
    hash: base64(sealed.keyedSha256),
    cipher: base64(sealed.cipher),
    keyNo: sealed.keyNo,
  };
}

/** Lets the bytes of a file of a form go. */
export async function dropDraftFile(organId: string, key: string, fileId: string): Promise<void> {
  await publicTransaction(
    (tx) => tx.$queryRaw`
      SELECT intake.drop_draft_file(${organId}::uuid, ${key}::uuid, ${fileId}::uuid)::text`,
  );
}

/** Lets a form go with all it holds. */
export async function dropDraft(organId: string, key: string): Promise<void> {
  await publicTransaction(
    (tx) => tx.$queryRaw`SELECT intake.drop_draft(${organId}::uuid, ${key}::uuid)::text`,
  );
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
