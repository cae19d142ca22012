import { requireActor } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { findGateReport } from '@/lib/statistics/queries';
import { gateReportCsv } from '@/lib/statistics/rules/gate-report-csv';
import { readPeriod } from '@/lib/statistics/rules/period';
import { errorRows } from '@/lib/statistics/rules/words';

/** The health of the gate as CSV, for those who answer for it; to all others it does not exist. */
export async function GET(request: Request): Promise<Response> {
  const headers = { 'cache-control': 'private, no-store', 'content-type': 'text/plain; charset=utf-8' };
  const actor = await requireActor();
  if (!actor.ok) return new Response('请先登录。', { status: 401, headers });
  const asked = new URL(request.url).searchParams;
  const today = civilDate(currentTime());
  const { period, problem } = readPeriod(asked.get('from') ?? '', asked.get('to') ?? '', today);
  const report = await findGateReport(actor.value, period);
  if (report === null) return new Response('没有找到这个页面。', { status: 404, headers });
  if (problem !== null) return new Response(problem, { status: 400, headers });
  const errors = [['这段时间发布', report.published] as const, ...errorRows(report.errors)];
  return new Response(gateReportCsv(period, report.health, errors), {
    headers: {
      ...headers,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="gate-health-${period.from}-${period.to}.csv"`,
    },
  });
}
