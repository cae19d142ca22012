import { redirect } from 'next/navigation';
import { TaskBoard } from '@/components/disclosure/task-board';
import { findDone } from '@/lib/disclosure/queries/find-done';
import { listTasks } from '@/lib/disclosure/queries/list-tasks';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { ADMIN_ROLES, holdsAny } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { listMatters } from '@/lib/settings/queries/list-matters';

export const metadata = { title: '待办' };

type Props = { searchParams: Promise<{ done?: string | string[]; item?: string | string[] }> };

export default async function TasksPage({ searchParams }: Props) {
  const signedIn = await getPageSignedIn();
  // Administrators hold no other role, so no item ever waits for them.
  if (holdsAny(signedIn.actor, ADMIN_ROLES)) redirect('/office/admin');
  return (
    <TaskBoard
      tasks={await listTasks(signedIn.actor)}
      matters={await listMatters(signedIn.actor)}
      now={currentTime()}
      done={await findDone(signedIn.actor, await searchParams)}
    />
  );
}
