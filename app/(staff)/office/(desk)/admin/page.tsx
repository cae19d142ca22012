import { auditState } from '@/components/audit/audit-words';
import { runState } from '@/components/leak-watch/watch-words';
import { mailState } from '@/components/notices/mail-words';
import { AdminHome } from '@/components/office/admin-home';
import { NoRightPage } from '@/components/office/no-right-page';
import { findLastAct } from '@/lib/audit/queries/search-audit';
import { findLastLeakWatch } from '@/lib/leak-watch/queries';
import { readOutbox } from '@/lib/notices/queries';
import { organRefusal } from '@/lib/organs/messages';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { ADMIN_ROLES, holdsAny } from '@/lib/organs/types';

export const metadata = { title: '管理' };

export default async function AdminPage() {
  const { actor } = await getPageSignedIn();
  if (!holdsAny(actor, ADMIN_ROLES)) {
    return <NoRightPage title="管理" refusals={[organRefusal('role_missing_admin')]} />;
  }
  const [watch, verified, outbox] = await Promise.all([
    findLastLeakWatch(actor),
    findLastAct(actor, 'verify_audit'),
    readOutbox(actor.organId),
  ]);
  return (
    <AdminHome
      roles={actor.roles}
      states={{
        ...(watch ? { '/office/admin/leak-watch': runState(watch) } : {}),
        '/office/notices/mail': mailState(outbox),
        ...(verified ? { '/office/audit': auditState(verified) } : {}),
      }}
    />
  );
}
