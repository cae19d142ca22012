import { notFound } from 'next/navigation';
import { OutboxState } from '@/components/notices/outbox-state';
import { readOutbox } from '@/lib/notices/queries';
import { getPageSignedIn } from '@/lib/organs/staff-gate';

export const metadata = { title: '邮件发送情况' };

export default async function MailPage() {
  const { actor } = await getPageSignedIn();
  if (!actor.roles.includes('system_admin')) notFound();
  return <OutboxState outbox={await readOutbox(actor.organId)} />;
}
