import { getApprovalForm } from '@/lib/disclosure/approval-form/queries/get-approval-form';
import { writeFormDocx } from '@/lib/disclosure/approval-form/queries/write-docx';
import { findItem } from '@/lib/disclosure/queries/load-item';
import { itemIdSchema } from '@/lib/disclosure/schema';
import { requireActor } from '@/lib/organs/staff-gate';
import { recordRead } from '@/lib/reads/commands/record-read';

type Context = { params: Promise<{ id: string }> };
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** 信息发布审批表 as a Word file, for staff who may see the item. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const headers = { 'cache-control': 'private, no-store', 'content-type': 'text/plain; charset=utf-8' };
  const actor = await requireActor();
  if (!actor.ok) return new Response('请先登录。', { status: 401, headers });
  const { id } = await params;
  const version = Number(new URL(request.url).searchParams.get('version'));
  const item = itemIdSchema.safeParse(id).success ? await findItem(actor.value, id) : null;
  if (item === null || !Number.isInteger(version)) {
    return new Response('没有找到这张审批表。', { status: 404, headers });
  }
  const found = await getApprovalForm(actor.value, id, version);
  if (!found.ok) {
    const why = found.refusals.map((refusal) => refusal.message).join('\n');
    return new Response(why, { status: 409, headers });
  }
  await recordRead(actor.value, item, { surface: 'sheet', version });
  const name = encodeURIComponent(`信息发布审批表 ${found.value.form.number}.docx`);
  return new Response(new Uint8Array(await writeFormDocx(found.value.form)), {
    headers: {
      'cache-control': 'private, no-store',
      'content-type': DOCX,
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff',
    },
  });
}
