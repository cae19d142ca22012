import { notFound } from 'next/navigation';
import { DictionaryPage } from '@/components/settings/dictionary/dictionary-page';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { DICTIONARY_SETTING, ownDictionariesOf } from '@/lib/proofreading/queries';
import { SHIPPED_DICTIONARIES } from '@/lib/proofreading/rules/shipped/dictionaries';
import { maySeePage } from '@/lib/settings/policy';
import { listSettings } from '@/lib/settings/queries/list-settings';
import { whyNotPropose } from '@/lib/settings/rules/second-person';

export const metadata = { title: '校对词典' };

export default async function DictionarySettingsPage() {
  const { actor } = await getPageSignedIn();
  if (!maySeePage(actor, 'dictionary')) notFound();
  const [setting] = await listSettings(actor, ['proofreading_dictionary']);
  return (
    <DictionaryPage
      own={await ownDictionariesOf(actor.organId)}
      shipped={SHIPPED_DICTIONARIES}
      waiting={setting?.open.map(({ proposedBy }) => proposedBy) ?? []}
      whyNotPropose={whyNotPropose(actor, { kind: 'setting', target: DICTIONARY_SETTING })}
      today={civilDate(currentTime())}
    />
  );
}
