import type { ReactNode } from 'react';
import { OfficeFrame } from '@/components/office/office-frame';
import { countUnread } from '@/lib/notices/queries';
import { getOrgan, isDemoDatabase } from '@/lib/organs/queries';
import { getPageSignedIn } from '@/lib/organs/staff-gate';

/** Everything under the desk needs a live session; each page and query still asks for itself. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const signedIn = await getPageSignedIn();
  const { organId, personId } = signedIn.actor;
  const [organ, isDemo, unread] = await Promise.all([
    getOrgan(organId),
    isDemoDatabase(),
    countUnread(personId),
  ]);
  return (
    <OfficeFrame organName={organ.shortName} actor={signedIn.actor} isDemo={isDemo} unread={unread}>
      {children}
    </OfficeFrame>
  );
}
