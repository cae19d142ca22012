import { TaskBoard } from '@/components/disclosure/task-board';
import { listTasks } from '@/lib/disclosure/queries/list-tasks';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';

export const metadata = { title: '待办' };

export default async function TasksPage() {
  const signedIn = await getPageSignedIn();
  return <TaskBoard tasks={await listTasks(signedIn.actor)} now={currentTime()} />;
}
