import { notFound } from 'next/navigation';
import { DelegationsPage } from '@/components/settings/delegations-page';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { maySeePage } from '@/lib/settings/policy';
import { findDelegations, listChoices } from '@/lib/settings/queries/list-arrangements';

export const metadata = { title: '代理' };

export default async function DelegationsSettingsPage() {
  const { actor } = await getPageSignedIn();
  if (!maySeePage(actor, 'delegations')) notFound();
  return (
    <DelegationsPage
      lines={await findDelegations(actor)}
      me={{ personId: actor.personId, roles: actor.roles }}
      people={await listChoices(actor)}
      today={civilDate(currentTime())}
    />
  );
}
