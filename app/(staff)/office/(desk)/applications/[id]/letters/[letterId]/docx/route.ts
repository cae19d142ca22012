import { findVisibleCase } from '@/lib/applications/queries/case-view';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import { loadLetterDocx } from '@/lib/letters/queries/load-letter-docx';
import { DOCX_TYPE } from '@/lib/letters/queries/write-letter-docx';
import { requireActor } from '@/lib/organs/staff-gate';
import { recordCaseRead } from '@/lib/reads/commands/record-read';

type Context = { params: Promise<{ id: string; letterId: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A letter as a Word file: of a sealed one the very bytes that were sealed. For those who may see the case. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const headers = { 'cache-control': 'private, no-store', 'content-type': 'text/plain; charset=utf-8' };
  const actor = await requireActor();
  if (!actor.ok) return new Response('请先登录。', { status: 401, headers });
  const { id, letterId } = await params;
  const loaded = UUID.test(letterId) ? await findVisibleCase(actor.value, id) : null;
  const letter = loaded === null ? null : await loadLetter(letterId);
  const file =
    letter === null || letter.applicationId !== loaded?.id
      ? null
      : await loadLetterDocx(actor.value, letterId);
  if (file === null)
    return new Response('没有找到这份文书，或者它还没有提交审批。', { status: 404, headers });
  await recordCaseRead(actor.value, { id, organId: actor.value.organId }, 'case_letter');
  return new Response(file.bytes, {
    headers: {
      'cache-control': 'private, no-store',
      'content-type': DOCX_TYPE,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'x-content-type-options': 'nosniff',
    },
  });
}
