import type { ReactNode } from 'react';
import { SettingsNav } from '@/components/settings/settings-nav';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { maySeePage, SETTINGS_PAGES } from '@/lib/settings/policy';

/** The pages of 设置; each asks for itself who may open it. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor } = await getPageSignedIn();
  return (
    <>
      <SettingsNav pages={SETTINGS_PAGES.filter((page) => maySeePage(actor, page))} />
      {children}
    </>
  );
}
