import { notFound } from 'next/navigation';
import { AnchorSheet } from '@/components/audit/anchor-sheet';
import { findChainEnd, findLastAct } from '@/lib/audit/queries/search-audit';
import { getOrgan } from '@/lib/organs/queries';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';

export const metadata = { title: '日志存证' };

export default async function AnchorPage() {
  const { actor } = await getPageSignedIn();
  const end = await findChainEnd(actor);
  if (end === null) notFound();
  const [organ, verified] = await Promise.all([getOrgan(actor.organId), findLastAct(actor, 'verify_audit')]);
  return (
    <AnchorSheet
      organName={organ.name}
      chain={actor.organId}
      end={end}
      verified={verified}
      by={actor.name}
      at={currentTime()}
    />
  );
}
