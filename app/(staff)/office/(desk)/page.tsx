import { TaskBoard } from '@/components/disclosure/task-board';
import { findDone } from '@/lib/disclosure/queries/find-done';
import { listTasks } from '@/lib/disclosure/queries/list-tasks';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';

export const metadata = { title: '待办' };

type Props = { searchParams: Promise<{ done?: string | string[]; item?: string | string[] }> };

export default async function TasksPage({ searchParams }: Props) {
  const signedIn = await getPageSignedIn();
  return (
    <TaskBoard
      tasks={await listTasks(signedIn.actor)}
      now={currentTime()}
      done={await findDone(signedIn.actor, await searchParams)}
    />
  );
}
