import { beginExport } from '@/lib/audit/commands/note-audit';
import { readForExport } from '@/lib/audit/queries/search-audit';
import { EXPORT_FORMATS, exportHead, exportRow } from '@/lib/audit/rules/audit-file';
import { readAuditQuery } from '@/lib/audit/rules/audit-query';
import { requireActor } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { isSameOrigin } from '@/lib/platform/same-origin';

const MEDIA = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' } as const;

function refused(status: number, sentence: string): Response {
  const headers = { 'cache-control': 'private, no-store', 'content-type': 'text/plain; charset=utf-8' };
  return new Response(sentence, { status, headers });
}

/** The found rows of the log as a file, streamed; that somebody takes them is logged before the first goes out. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return refused(403, '只能从本系统的页面导出日志。');
  const actor = await requireActor();
  if (!actor.ok) return refused(401, actor.refusals[0]?.message ?? '请先登录。');
  const form = await request.formData().catch(() => null);
  const fields = Object.fromEntries([...(form ?? [])].map(([name, value]) => [name, String(value)]));
  const format = EXPORT_FORMATS.find((known) => known === fields.format);
  if (format === undefined) return refused(400, '请选择导出的格式。');
  const { filter } = readAuditQuery(fields);
  const begun = await beginExport(actor.value, { format, filter });
  if (!begun.ok) return refused(403, begun.refusals[0]?.message ?? '');
  const pages = readForExport(actor.value.organId, filter, begun.value.last);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(exportHead(format))),
    async pull(controller) {
      const { value, done } = await pages.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value.map((row) => exportRow(format, row)).join('')));
    },
    cancel: async () => void (await pages.return(undefined)),
  });
  const name = `audit-log-${civilDate(currentTime())}.${format}`;
  return new Response(stream, {
    headers: {
      'content-type': MEDIA[format],
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
