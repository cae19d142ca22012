import { SettingsHub } from '@/components/settings/settings-hub';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { maySeePage, SETTINGS_PAGES } from '@/lib/settings/policy';
import { listMatters } from '@/lib/settings/queries/list-matters';

export const metadata = { title: '设置' };

export default async function SettingsPage() {
  const { actor } = await getPageSignedIn();
  const matters = await listMatters(actor);
  const waiting = Object.fromEntries(
    SETTINGS_PAGES.map((page) => [page, matters.filter((matter) => matter.page === page).length]),
  );
  return <SettingsHub pages={SETTINGS_PAGES.filter((page) => maySeePage(actor, page))} waiting={waiting} />;
}
