import { notFound } from 'next/navigation';
import { GateReportView } from '@/components/statistics/gate-report-view';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { findGateReport } from '@/lib/statistics/queries';
import { readPeriod } from '@/lib/statistics/rules/period';

export const metadata = { title: '审核质量' };

type Props = { searchParams: Promise<{ from?: string | string[]; to?: string | string[] }> };

export default async function HealthPage({ searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const { from, to } = await searchParams;
  const today = civilDate(currentTime());
  const { period, problem } = readPeriod(from, to, today);
  const report = await findGateReport(actor, period);
  if (report === null) notFound();
  return <GateReportView report={report} problem={problem} today={today} />;
}
