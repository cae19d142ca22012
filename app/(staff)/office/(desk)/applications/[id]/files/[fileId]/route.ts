import { openFileOfCase } from '@/lib/applications/commands/case-files';
import { caseIdSchema } from '@/lib/applications/schema/office';
import { staffFileHeaders } from '@/lib/disclosure/rules/file-headers';
import { requireActor } from '@/lib/organs/staff-gate';
import { refuse } from '@/lib/platform/result';
import { isSameOrigin } from '@/lib/platform/same-origin';

type Context = { params: Promise<{ id: string; fileId: string }> };

const PRIVATE = { 'cache-control': 'private, no-store' };

/** Opens a file of a case; one of a case out of sight answers like one that does not exist. */
async function open({ params }: Context, reason: string): Promise<Response> {
  const { id, fileId } = await params;
  const actor = await requireActor();
  if (!actor.ok) return Response.json(actor, { status: 401, headers: PRIVATE });
  const isAddress = caseIdSchema.safeParse(id).success && caseIdSchema.safeParse(fileId).success;
  const opened = isAddress
    ? await openFileOfCase(actor.value, { caseId: id, fileId, reason })
    : refuse({ code: 'not_found', message: '没有找到这个文件，或者您无权查看。' });
  if (!opened.ok) {
    const isMissing = opened.refusals.some(({ code }) => code === 'not_found');
    const refused = isMissing
      ? refuse({ code: 'not_found', message: '没有找到这个文件，或者您无权查看。' })
      : opened;
    return Response.json(refused, { status: isMissing ? 404 : 422, headers: PRIVATE });
  }
  const { bytes, name, mediaType } = opened.value;
  return new Response(bytes, { headers: staffFileHeaders({ name, mediaType, size: bytes.length }) });
}

/** A file of the daily work; identity papers ask for a reason, by POST. */
export async function GET(_request: Request, context: Context): Promise<Response> {
  return open(context, '');
}

/** Opens an identity paper with the reason of the form, which goes to the log. */
export async function POST(request: Request, context: Context): Promise<Response> {
  if (!isSameOrigin(request.headers)) {
    const refused = refuse({ code: 'cross_origin', message: '只能从本系统的页面打开文件。' });
    return Response.json(refused, { status: 403, headers: PRIVATE });
  }
  const form = await request.formData().catch(() => null);
  const reason = form?.get('reason');
  return open(context, typeof reason === 'string' ? reason.slice(0, 1_000) : '');
}
