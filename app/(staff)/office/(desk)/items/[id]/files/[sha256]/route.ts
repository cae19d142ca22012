import { findUpload, isPublicFile } from '@/lib/disclosure/queries/find-upload';
import { staffFileHeaders } from '@/lib/disclosure/rules/file-headers';
import { itemIdSchema, sha256Schema } from '@/lib/disclosure/schema';
import { requireActor } from '@/lib/organs/staff-gate';
import { staffChunk, streamFile } from '@/lib/platform/files';
import { recordRead } from '@/lib/reads/commands/record-read';

type Context = { params: Promise<{ id: string; sha256: string }> };

/** A file of an item for staff who may see the item; any other answers like one that does not exist. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { id, sha256 } = await params;
  const headers = { 'cache-control': 'private, no-store', 'content-type': 'text/plain; charset=utf-8' };
  const actor = await requireActor();
  if (!actor.ok) return new Response('请先登录。', { status: 401, headers });
  const isAddress = itemIdSchema.safeParse(id).success && sha256Schema.safeParse(sha256).success;
  const file = isAddress ? await findUpload(actor.value, id, sha256) : null;
  if (file === null) return new Response('没有找到这个文件。', { status: 404, headers });
  await recordRead(
    actor.value,
    { id, organId: actor.value.organId },
    {
      surface: 'file',
      sha256,
      isPicture: file.mediaType.startsWith('image/'),
      isPublic: await isPublicFile(id, sha256),
    },
  );
  return new Response(streamFile(staffChunk, sha256, 0, file.size - 1), { headers: staffFileHeaders(file) });
}
