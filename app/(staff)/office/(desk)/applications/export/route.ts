import { beginRegister } from '@/lib/applications/commands/begin-register';
import { knowledgeRefusal } from '@/lib/applications/messages/knowledge';
import { readRegister } from '@/lib/applications/queries/read-register';
import { readLedgerQuery } from '@/lib/applications/rules/ledger-query';
import { REGISTER_FORMATS, registerWriter } from '@/lib/applications/rules/register-file';
import { requireActor } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { isSameOrigin } from '@/lib/platform/same-origin';

const MEDIA = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

function refused(status: number, sentence: string): Response {
  const headers = { 'cache-control': 'private, no-store', 'content-type': 'text/plain; charset=utf-8' };
  return new Response(sentence, { status, headers });
}

/** The register as a file, streamed; that somebody takes it is logged before the first row goes out. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return refused(403, '只能从本系统的页面导出台账。');
  const actor = await requireActor();
  if (!actor.ok) return refused(401, actor.refusals[0]?.message ?? '请先登录。');
  const form = await request.formData().catch(() => null);
  const fields = Object.fromEntries([...(form ?? [])].map(([name, value]) => [name, String(value)]));
  const format = REGISTER_FORMATS.find((known) => known === fields.format);
  if (format === undefined) return refused(400, knowledgeRefusal('export_format_missing').message);
  const { filter } = readLedgerQuery(fields);
  const begun = await beginRegister(actor.value, { format, filter });
  if (!begun.ok) return refused(403, begun.refusals[0]?.message ?? '');
  const batches = readRegister(actor.value, filter);
  // What the writer has given and nobody has taken yet: compressing keeps bytes back, so a batch may give none.
  const ready: Uint8Array[] = [];
  const writer = registerWriter(format, (bytes) => void ready.push(bytes));
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let isDone = false;
      while (ready.length === 0 && !isDone) {
        const batch = await batches.next();
        isDone = batch.done === true;
        if (batch.done) writer.end();
        else writer.rows(batch.value);
      }
      for (const bytes of ready.splice(0)) controller.enqueue(bytes);
      if (isDone) controller.close();
    },
    cancel: async () => void (await batches.return(undefined)),
  });
  return new Response(stream, {
    headers: {
      'content-type': MEDIA[format],
      'content-disposition': `attachment; filename="register-${civilDate(currentTime())}.${format}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
