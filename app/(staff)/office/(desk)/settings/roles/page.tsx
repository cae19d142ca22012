import { notFound } from 'next/navigation';
import { RolesPage } from '@/components/settings/roles-page';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { findRoleBook } from '@/lib/settings/queries/list-roles';
import { findArrangement } from '@/lib/settings/queries/staffing';
import { whyNotPropose } from '@/lib/settings/rules/second-person';

export const metadata = { title: '角色' };

export default async function RolesSettingsPage() {
  const { actor } = await getPageSignedIn();
  const book = await findRoleBook(actor);
  if (book === null) notFound();
  return (
    <RolesPage
      book={book}
      arrangement={await findArrangement(actor)}
      whyNotPropose={whyNotPropose(actor, { kind: 'role_grant', target: '' })}
    />
  );
}
