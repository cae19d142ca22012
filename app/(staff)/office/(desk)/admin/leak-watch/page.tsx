import { WatchPage } from '@/components/leak-watch/watch-page';
import { NoRightPage } from '@/components/office/no-right-page';
import { whyNotWatch } from '@/lib/leak-watch/policy';
import { listLeakWatchRuns } from '@/lib/leak-watch/queries';
import { getPageSignedIn } from '@/lib/organs/staff-gate';

export const metadata = { title: '泄漏检测' };

export default async function LeakWatchPage() {
  const { actor } = await getPageSignedIn();
  const refusals = whyNotWatch(actor);
  if (refusals.length > 0) return <NoRightPage title="泄漏检测" refusals={refusals} />;
  return <WatchPage runs={await listLeakWatchRuns(actor)} />;
}
