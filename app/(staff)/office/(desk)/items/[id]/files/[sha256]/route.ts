import { findUpload } from '@/lib/disclosure/queries/find-upload';
import { staffFileHeaders } from '@/lib/disclosure/rules/file-headers';
import { itemIdSchema, sha256Schema } from '@/lib/disclosure/schema';
import { requireActor } from '@/lib/organs/staff-gate';
import { staffChunk, streamFile } from '@/lib/platform/files';

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
  return new Response(streamFile(staffChunk, sha256, 0, file.size - 1), { headers: staffFileHeaders(file) });
}
