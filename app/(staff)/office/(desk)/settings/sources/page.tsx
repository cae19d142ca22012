import { notFound } from 'next/navigation';
import { SourcesPage } from '@/components/settings/sources-page';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { maySeePage } from '@/lib/settings/policy';
import { listSettings } from '@/lib/settings/queries/list-settings';
import { whyNotPropose } from '@/lib/settings/rules/second-person';

export const metadata = { title: '转载来源和署名' };

export default async function SourcesSettingsPage() {
  const { actor } = await getPageSignedIn();
  if (!maySeePage(actor, 'sources')) notFound();
  return (
    <SourcesPage
      rows={await listSettings(actor, ['reprint_sources', 'show_reviewers'])}
      whyNotPropose={whyNotPropose(actor, { kind: 'setting', target: 'reprint_sources' })}
      today={civilDate(currentTime())}
    />
  );
}
