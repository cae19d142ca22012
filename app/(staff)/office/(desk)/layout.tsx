import type { ReactNode } from 'react';
import { OfficeFrame } from '@/components/office/office-frame';
import { getOrgan, isDemoDatabase } from '@/lib/organs/queries';
import { getPageSignedIn } from '@/lib/organs/staff-gate';

/** Everything under the desk needs a live session; each page and query still asks for itself. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const signedIn = await getPageSignedIn();
  const [organ, isDemo] = await Promise.all([getOrgan(signedIn.actor.organId), isDemoDatabase()]);
  return (
    <OfficeFrame organName={organ.shortName} actor={signedIn.actor} isDemo={isDemo}>
      {children}
    </OfficeFrame>
  );
}
