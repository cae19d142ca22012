import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { MAX_FILE_BYTES } from '@/lib/disclosure/rules/file-kinds';
import { itemIdSchema } from '@/lib/disclosure/schema';
import { requireActor } from '@/lib/organs/staff-gate';
import { faultRefusal } from '@/lib/platform/action';
import { type Refusal, refuse } from '@/lib/platform/result';
import { isSameOrigin } from '@/lib/platform/same-origin';

type Context = { params: Promise<{ id: string }> };

/** Room for the other fields of the form and its boundaries, bytes. */
const FORM_OVERHEAD = 64 * 1024;

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'private, no-store' } });
}

function refused(status: number, ...refusals: Refusal[]): Response {
  return answer(status, refuse(...refusals));
}

/** Takes a file for an item that is being drafted. Session, origin and size are asked before the body is read. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!isSameOrigin(request.headers)) {
    return refused(403, { code: 'cross_origin', message: '只能从本系统的页面上传文件。' });
  }
  try {
    const actor = await requireActor();
    if (!actor.ok) return answer(401, actor);
    const length = Number(request.headers.get('content-length') ?? Number.NaN);
    if (!Number.isSafeInteger(length))
      return refused(411, { code: 'length_required', message: '没有收到文件大小，请重新选择文件。' });
    if (length > MAX_FILE_BYTES + FORM_OVERHEAD) {
      return refused(413, { code: 'file_refused', message: '文件超过50MB，请压缩或拆分后再上传。' });
    }
    const itemId = itemIdSchema.safeParse((await params).id);
    const form = await request.formData().catch(() => null);
    const file = form?.get('file');
    if (!itemId.success || !(file instanceof File)) {
      return refused(400, { code: 'invalid_input', message: '文件没有传完整，请重新选择文件。' });
    }
    const result = await uploadFile(actor.value, {
      itemId: itemId.data,
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
      inline: form?.get('inline') === '1',
    });
    return answer(result.ok ? 200 : 422, result);
  } catch (error) {
    return refused(500, faultRefusal('uploadFile', error));
  }
}
