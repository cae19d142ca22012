import 'server-only';
import { fileTypeFromBuffer } from 'file-type';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { storeFile } from '@/lib/platform/files';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { disclosureRefusal } from '../messages';
import { checkFile } from '../rules/file-kinds';
import { fileNameSchema } from '../schema';
import type { ContentAttachment } from '../types';
import { auditItem, lockItem } from './shared';

/**
 * Stores a file for an item that is being drafted. It is part of the text only once the draft lists it.
 *
 * Refusals: those of the policy; `not_editable_in_state`; `file_refused` with a sentence that names the file.
 */
export async function uploadFile(
  actor: Actor,
  input: { itemId: string; name: string; bytes: Uint8Array<ArrayBuffer>; inline: boolean },
): Promise<Result<ContentAttachment>> {
  const name = fileNameSchema.safeParse(input.name.normalize('NFC').trim());
  if (!name.success) {
    return refuse({
      code: 'file_refused',
      message: `不能上传“${input.name}”：${name.error.issues[0]?.message}`,
    });
  }
  const detected = (await fileTypeFromBuffer(input.bytes))?.mime ?? null;
  const check = checkFile(name.data, input.bytes.length, detected);
  if (!check.ok) return refuse({ code: 'file_refused', message: check.message });
  if (input.inline && !check.mediaType.startsWith('image/')) {
    return refuse({ code: 'file_refused', message: `“${name.data}”不是图片，请作为附件上传。` });
  }
  return inTransaction(async (tx) => {
    const locked = await lockItem(tx, actor, 'edit', input.itemId, null);
    if (!locked.ok) return locked;
    if (locked.value.draftState !== 'draft' && locked.value.draftState !== 'returned') {
      return refuse(disclosureRefusal('not_editable_in_state'));
    }
    const sha256 = await storeFile(tx, input.bytes, check.mediaType);
    await tx.upload.create({
      data: {
        itemId: input.itemId,
        sha256,
        name: name.data,
        uploadedBy: actor.personId,
        uploadedAt: currentTime(),
      },
    });
    await auditItem(tx, actor, input.itemId, 'upload_file', {
      sha256,
      name: name.data,
      size: input.bytes.length,
    });
    return ok({
      name: name.data,
      sha256,
      size: input.bytes.length,
      media_type: check.mediaType,
      inline: input.inline,
    });
  });
}
