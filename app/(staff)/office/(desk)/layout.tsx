import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { OfficeFrame } from '@/components/office/office-frame';
import { getOrgan, isDemoDatabase } from '@/lib/organs/queries';
import { findSignedIn } from '@/lib/organs/staff-gate';

/** Everything under the desk needs a live session; each page and query still asks for itself. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const signedIn = await findSignedIn();
  if (signedIn === null) {
    const path = (await headers()).get('x-path') ?? '/office';
    redirect(`/office/sign-in?from=${encodeURIComponent(path)}`);
  }
  const [organ, isDemo] = await Promise.all([getOrgan(signedIn.actor.organId), isDemoDatabase()]);
  return (
    <OfficeFrame organName={organ.shortName} actor={signedIn.actor} isDemo={isDemo}>
      {children}
    </OfficeFrame>
  );
}
