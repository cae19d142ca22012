import { readWordFile } from '@/lib/disclosure/commands/import-word';
import { itemIdSchema } from '@/lib/disclosure/schema';
import { MAX_WORD_BYTES } from '@/lib/documents/types';
import { requireActor } from '@/lib/organs/staff-gate';
import { faultRefusal } from '@/lib/platform/action';
import { ok, type Refusal, refuse } from '@/lib/platform/result';
import { isSameOrigin } from '@/lib/platform/same-origin';

type Context = { params: Promise<{ id: string }> };

/** Room for the boundaries of the form, bytes. */
const FORM_OVERHEAD = 64 * 1024;

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'private, no-store' } });
}

function refused(status: number, ...refusals: Refusal[]): Response {
  return answer(status, refuse(...refusals));
}

/**
 * Reads a Word document for an item that is being drafted and gives it back as a body with its pictures (Base64) and
 * the repair report. Nothing is stored. Session, origin and size are asked before the body is read.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!isSameOrigin(request.headers)) {
    return refused(403, { code: 'cross_origin', message: '只能从本系统的页面导入文件。' });
  }
  try {
    const actor = await requireActor();
    if (!actor.ok) return answer(401, actor);
    const length = Number(request.headers.get('content-length') ?? Number.NaN);
    if (!Number.isSafeInteger(length))
      return refused(411, { code: 'length_required', message: '没有收到文件大小，请重新选择文件。' });
    if (length > MAX_WORD_BYTES + FORM_OVERHEAD)
      return refused(413, { code: 'word_refused', message: '文件超过20MB，不能导入。请压缩图片后再试。' });
    const itemId = itemIdSchema.safeParse((await params).id);
    const form = await request.formData().catch(() => null);
    const file = form?.get('file');
    if (!itemId.success || !(file instanceof File)) {
      return refused(400, { code: 'invalid_input', message: '文件没有传完整，请重新选择文件。' });
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const result = await readWordFile(actor.value, { itemId: itemId.data, name: file.name, bytes });
    if (!result.ok) return answer(422, result);
    const images = result.value.images.map(({ bytes: picture, ...image }) => ({
      ...image,
      base64: Buffer.from(picture).toString('base64'),
    }));
    return answer(200, ok({ ...result.value, images }));
  } catch (error) {
    return refused(500, faultRefusal('readWordFile', error));
  }
}
