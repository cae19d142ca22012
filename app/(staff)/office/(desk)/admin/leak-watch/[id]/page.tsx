import { notFound } from 'next/navigation';
import { RunPage } from '@/components/leak-watch/run-page';
import { findLeakWatchRun } from '@/lib/leak-watch/queries';
import { getPageSignedIn } from '@/lib/organs/staff-gate';

export const metadata = { title: '泄漏检测' };

type Props = { params: Promise<{ id: string }> };

export default async function LeakWatchRunPage({ params }: Props) {
  const { actor } = await getPageSignedIn();
  const { id } = await params;
  const run = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? await findLeakWatchRun(actor, id) : null;
  if (run === null) notFound();
  return <RunPage run={run} />;
}
