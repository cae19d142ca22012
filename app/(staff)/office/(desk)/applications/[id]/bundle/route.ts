import { bundleCase } from '@/lib/applications/commands/bundle-case';
import { caseIdSchema } from '@/lib/applications/schema/office';
import { staffFileHeaders } from '@/lib/disclosure/rules/file-headers';
import { requireActor } from '@/lib/organs/staff-gate';
import { refuse } from '@/lib/platform/result';
import { isSameOrigin } from '@/lib/platform/same-origin';

type Context = { params: Promise<{ id: string }> };

const PRIVATE = { 'cache-control': 'private, no-store' };

/** The whole file of a case as one archive, for the archive or the court; the reason of the form goes to the log. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const answer = (status: number, body: unknown) => Response.json(body, { status, headers: PRIVATE });
  if (!isSameOrigin(request.headers)) {
    return answer(403, refuse({ code: 'cross_origin', message: '只能从本系统的页面下载案卷。' }));
  }
  const actor = await requireActor();
  if (!actor.ok) return answer(401, actor);
  const { id: caseId } = await params;
  const form = await request.formData().catch(() => null);
  const reason = form?.get('reason');
  const bundle = caseIdSchema.safeParse(caseId).success
    ? await bundleCase(actor.value, {
        caseId,
        reason: typeof reason === 'string' ? reason.slice(0, 1_000) : '',
      })
    : refuse<never>({ code: 'not_found', message: '没有找到这件申请，或者您无权查看。' });
  if (!bundle.ok) {
    return answer(bundle.refusals.some(({ code }) => code === 'not_found') ? 404 : 422, bundle);
  }
  const { name, bytes } = bundle.value;
  return new Response(bytes, {
    headers: staffFileHeaders({ name, mediaType: 'application/zip', size: bytes.length }),
  });
}
