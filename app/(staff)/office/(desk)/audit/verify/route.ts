import { recordVerification } from '@/lib/audit/commands/note-audit';
import { findingSentence } from '@/lib/audit/messages';
import { whyNotAudit } from '@/lib/audit/policy';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { requireActor } from '@/lib/organs/staff-gate';
import { faultRefusal } from '@/lib/platform/action';
import { type Refusal, refuse } from '@/lib/platform/result';
import { isSameOrigin } from '@/lib/platform/same-origin';

/** Findings sent to the page; a broken chain can hold thousands. */
const FINDINGS_SENT = 200;

function refused(status: number, ...refusals: readonly Refusal[]): Response {
  return Response.json(refuse(...refusals), { status, headers: { 'cache-control': 'private, no-store' } });
}

/**
 * Verifies the log of one's own organ now. The answer is a line of JSON for each step of the way, `{"walked","total"}`,
 * and at the end one with the result, so that a long log shows that it is being read.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) {
    return refused(403, { code: 'cross_origin', message: '只能从本系统的页面核验日志。' });
  }
  const actor = await requireActor();
  if (!actor.ok) return refused(401, ...actor.refusals);
  const refusals = whyNotAudit(actor.value);
  if (refusals.length > 0) return refused(403, ...refusals);
  const { organId } = actor.value;
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (line: unknown) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      try {
        const onProgress = (walked: number, total: number) => send({ walked, total });
        const verification = await verifyAudit({ organId, onProgress });
        await recordVerification(organId, actor.value, verification);
        const { chains, records, findings } = verification;
        send({
          isWhole: findings.length === 0,
          rows: chains.reduce((sum, { rows }) => sum + rows, 0),
          records: Object.values(records).reduce((sum, count) => sum + count, 0),
          found: findings.length,
          findings: findings
            .slice(0, FINDINGS_SENT)
            .map((finding) =>
              findingSentence(finding, chains.find((one) => one.chain === finding.chain)?.name ?? ''),
            ),
        });
      } catch (error) {
        send({ fault: faultRefusal('verifyAudit', error).message });
      } finally {
        controller.close();
      }
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'private, no-store',
      // nginx would collect the lines before it hands them on.
      'x-accel-buffering': 'no',
    },
  });
}
