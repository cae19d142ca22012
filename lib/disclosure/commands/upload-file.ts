import 'server-only';
import { fileTypeFromBuffer } from 'file-type';
import { keepFileText, otherWorkFirst } from '@/lib/documents/commands';
import { checkFileText, type FileRefusal, fileNotes } from '@/lib/documents/rules/check-file-text';
import { readFileText } from '@/lib/documents/rules/read-file-text';
import type { Actor } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { storeFile } from '@/lib/platform/files';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { disclosureRefusal } from '../messages';
import { checkFile, endingOf, mayBeLocked } from '../rules/file-kinds';
import { fileNameSchema } from '../schema';
import type { ContentAttachment } from '../types';
import { auditItem, lockItem } from './shared';

/** A file that was taken, and what its uploader should know about it. */
export type UploadedFile = ContentAttachment & { readonly notes: readonly string[] };

/** Asks whether this person may bring a file to this item now, without bringing one: reading a file takes seconds. */
export function checkMayUpload(actor: Actor, itemId: string): Promise<Result<null>> {
  return inTransaction((tx) => lockForUpload(tx, actor, itemId));
}

async function lockForUpload(tx: Tx, actor: Actor, itemId: string): Promise<Result<null>> {
  const locked = await lockItem(tx, actor, 'edit', itemId, null);
  if (!locked.ok) return locked;
  const { draftState } = locked.value;
  return draftState === 'draft' || draftState === 'returned'
    ? ok(null)
    : refuse(disclosureRefusal('not_editable_in_state'));
}

/**
 * Writes down that a file was refused for what is in it: that and where, never its words; of a marked file not even its
 * name. Then gives the refusal.
 *
 * @rule REG-17-2
 */
export async function refuseFile(
  actor: Actor,
  itemId: string,
  file: { name: string; bytes: Uint8Array },
  refusal: FileRefusal,
): Promise<Result<never>> {
  const written = await inTransaction(async (tx) => {
    const allowed = await lockForUpload(tx, actor, itemId);
    if (!allowed.ok) return allowed;
    await auditItem(tx, actor, itemId, 'refuse_file', {
      reason: refusal.reason,
      where: refusal.where,
      sha256: sha256Hex(file.bytes),
      size: file.bytes.length,
      ending: endingOf(file.name),
      ...(refusal.reason === 'classified' ? {} : { name: file.name }),
    });
    return ok(null);
  });
  if (!written.ok) return written;
  return refuse({
    code: refusal.reason === 'classified' ? 'file_classified' : 'file_refused',
    message: refusal.message,
    ...(refusal.reason === 'classified' ? { law: 'REG-17-2' } : {}),
  });
}

/**
 * Stores a file for an item that is being drafted, with the text that could be read of it. It is part of the item only
 * once the draft lists it.
 *
 * Refusals: those of the policy; `not_editable_in_state`; `file_refused` with a sentence that names the file and says
 * why (type, size, password, hidden content and where); `file_classified` for a file with a classification marking. A
 * file refused for what is in it leaves an audit row and nothing else.
 *
 * @rule REG-17-2
 */
export async function uploadFile(
  actor: Actor,
  input: { itemId: string; name: string; bytes: Uint8Array<ArrayBuffer>; inline: boolean },
): Promise<Result<UploadedFile>> {
  const { itemId, bytes } = input;
  const name = fileNameSchema.safeParse(input.name.normalize('NFC').trim());
  if (!name.success) {
    return refuse({
      code: 'file_refused',
      message: `不能上传“${input.name}”：${name.error.issues[0]?.message}`,
    });
  }
  const detected = (await fileTypeFromBuffer(bytes))?.mime ?? null;
  const check = checkFile(name.data, bytes.length, detected);
  if (!check.ok && !mayBeLocked(name.data, detected)) {
    return refuse({ code: 'file_refused', message: check.message });
  }
  const mediaType = check.ok ? check.mediaType : '';
  if (check.ok && input.inline && !mediaType.startsWith('image/')) {
    return refuse({ code: 'file_refused', message: `“${name.data}”不是图片，请作为附件上传。` });
  }
  // Asked before the file is read, which may take seconds, and again when it is stored.
  const allowed = await checkMayUpload(actor, itemId);
  if (!allowed.ok) return allowed;
  const text = await readFileText(name.data, mediaType, bytes, otherWorkFirst);
  if (!check.ok && text.status !== 'encrypted')
    return refuse({ code: 'file_refused', message: check.message });
  const refusal = checkFileText(name.data, text);
  if (refusal !== null) return refuseFile(actor, itemId, { name: name.data, bytes }, refusal);
  return inTransaction(async (tx) => {
    const still = await lockForUpload(tx, actor, itemId);
    if (!still.ok) return still;
    const sha256 = await storeFile(tx, bytes, mediaType);
    await keepFileText(tx, sha256, text);
    await tx.upload.create({
      data: { itemId, sha256, name: name.data, uploadedBy: actor.personId, uploadedAt: currentTime() },
    });
    const size = bytes.length;
    await auditItem(tx, actor, itemId, 'upload_file', { sha256, name: name.data, size, text: text.status });
    return ok({
      name: name.data,
      sha256,
      size,
      media_type: mediaType,
      inline: input.inline,
      notes: fileNotes(text),
    });
  });
}
