import { redirect } from 'next/navigation';
import { TaskBoard } from '@/components/disclosure/task-board';
import { LetterTasks } from '@/components/letters/letter-tasks';
import { listLetterTasks, listTemplateTasks } from '@/lib/applications/letters/queries/letter-lists';
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
  const now = currentTime();
  const letters = await listLetterTasks(signedIn.actor);
  const templates = await listTemplateTasks(signedIn.actor);
  return (
    <TaskBoard
      tasks={await listTasks(signedIn.actor)}
      matters={await listMatters(signedIn.actor)}
      now={now}
      done={await findDone(signedIn.actor, await searchParams)}
      others={
        letters.length + templates.length === 0 ? null : (
          <LetterTasks letters={letters} templates={templates} now={now} />
        )
      }
    />
  );
}
