import { ContactForm } from '@/components/organs/contact-form';
import { PasswordForm } from '@/components/organs/password-form';
import { findContact } from '@/lib/organs/queries';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { ROLE_NAMES } from '@/lib/organs/types';
import { sendsMail } from '@/lib/platform/notify';

export const metadata = { title: '账号' };

export default async function AccountPage() {
  const signedIn = await getPageSignedIn();
  const { actor, login, mustChangePassword } = signedIn;
  return (
    <div className="max-w-xl">
      <h1 className="mb-3 text-xl font-semibold">账号</h1>
      <dl className="grid grid-cols-[6em_1fr] gap-x-4 gap-y-1 border border-line bg-paper p-4 [&_dt]:text-ink-soft">
        <dt>登录名</dt>
        <dd>{login}</dd>
        <dt>姓名</dt>
        <dd>{actor.name}</dd>
        <dt>职务</dt>
        <dd>{actor.post || '—'}</dd>
        <dt>现有角色</dt>
        <dd>{actor.roles.map((role) => ROLE_NAMES[role]).join('、') || '无'}</dd>
      </dl>
      {mustChangePassword ? null : (
        <ContactForm contact={await findContact(actor.personId)} sendsMail={sendsMail()} />
      )}
      <PasswordForm mustChange={mustChangePassword} />
    </div>
  );
}
