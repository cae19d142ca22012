import { notFound } from 'next/navigation';
import { LedgerFrame } from '@/components/applications/ledger/ledger-frame';
import { StatisticsPage } from '@/components/applications/ledger/statistics-page';
import { applicationStatistics, yearsOfCases } from '@/lib/applications/queries/application-statistics';
import { countWatch } from '@/lib/applications/queries/list-watch';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';

export const metadata = { title: '依申请公开统计' };

type Props = { searchParams: Promise<{ year?: string | string[] }> };

export default async function ApplicationStatisticsPage({ searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const asked = Number((await searchParams).year);
  const present = Number(civilDate(currentTime()).slice(0, 4));
  const year = Number.isInteger(asked) && asked >= 2008 && asked <= present ? asked : present;
  const [statistics, years, watched] = await Promise.all([
    applicationStatistics(actor, year),
    yearsOfCases(actor),
    countWatch(actor),
  ]);
  if (statistics === null) notFound();
  return (
    <LedgerFrame tab="statistics" watched={watched} mayFile={actor.roles.includes('case_handler')}>
      <StatisticsPage
        statistics={statistics}
        years={[...new Set([present, year, ...years])].toSorted((a, b) => b - a)}
      />
    </LedgerFrame>
  );
}
