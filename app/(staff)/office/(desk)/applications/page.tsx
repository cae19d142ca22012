import { notFound } from 'next/navigation';
import { LedgerFrame } from '@/components/applications/ledger/ledger-frame';
import { LedgerPage } from '@/components/applications/ledger/ledger-page';
import { WatchPage } from '@/components/applications/ledger/watch-page';
import { yearsOfCases } from '@/lib/applications/queries/application-statistics';
import { listCases, listHandlers, mayReadLedger } from '@/lib/applications/queries/list-cases';
import { listWatch } from '@/lib/applications/queries/list-watch';
import { readLedgerQuery } from '@/lib/applications/rules/ledger-query';
import { getPageSignedIn } from '@/lib/organs/staff-gate';

export const metadata = { title: '依申请公开' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ApplicationsPage({ searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  if (!mayReadLedger(actor)) notFound();
  const params = await searchParams;
  const watch = await listWatch(actor);
  const frame = {
    watched: watch.reduce((sum, { total }) => sum + total, 0),
    mayFile: actor.roles.includes('case_handler'),
  };
  if (params.view === 'watch') {
    return (
      <LedgerFrame tab="watch" {...frame}>
        <WatchPage groups={watch} />
      </LedgerFrame>
    );
  }
  const query = readLedgerQuery(params);
  const [list, handlers, years] = await Promise.all([
    listCases(actor, query),
    listHandlers(actor),
    yearsOfCases(actor),
  ]);
  return (
    <LedgerFrame tab={query.filter.mine ? 'mine' : 'all'} {...frame}>
      <LedgerPage {...list} query={query} handlers={handlers} years={years} />
    </LedgerFrame>
  );
}
