import Link from 'next/link';
import type { ReactNode } from 'react';
import { BarredReviews } from '@/components/approvals/barred-reviews';
import { waited } from '@/components/approvals/waited';
import { WaitingReviews } from '@/components/approvals/waiting-reviews';
import { MatterList } from '@/components/settings/matter-list';
import { Notice } from '@/components/ui/notice';
import { Tag } from '@/components/ui/tag';
import { CLASS_NAMES, type Conclusion } from '@/lib/approvals/types';
import type { Done } from '@/lib/disclosure/queries/find-done';
import type { Task, TaskList } from '@/lib/disclosure/queries/list-tasks';
import { KIND_NAMES } from '@/lib/disclosure/types';
import { formatMinute } from '@/lib/platform/dates';
import type { Matter } from '@/lib/settings/queries/list-matters';

const DONE_WORDS: Record<Conclusion, string> = {
  pass: '已记录：同意',
  return: '已记录：退回',
  refer_secrecy: '已记录：报请确定',
  referral_reply: '已记录：报请确定的答复',
};

type TaskGroup = Exclude<keyof TaskList, 'reviews' | 'barred'>;
type Group = { readonly key: TaskGroup; readonly title: string };
const PRESSING: readonly Group[] = [
  { key: 'hidden', title: '已隐藏，待确认' },
  { key: 'opinions', title: '应急流程：待补书面意见' },
];
const LATER: readonly Group[] = [
  { key: 'toPublish', title: '待我发布' },
  { key: 'duties', title: '发布后要办的事' },
  { key: 'returned', title: '退回给我的稿件' },
  { key: 'drafts', title: '我的草稿' },
];

/** 待办: what waits for the person, most pressing group first. */
export function TaskBoard({
  tasks,
  matters,
  now,
  done,
  others = null,
}: {
  tasks: TaskList;
  /** What waits beside the items: changes, delegations, leaves. */
  matters: readonly Matter[];
  now: Date;
  done: Done | null;
  /** What waits in other domains, such as letters; null where nothing does. */
  others?: ReactNode;
}) {
  const isEmpty =
    others === null &&
    matters.length + tasks.reviews.length === 0 &&
    [...PRESSING, ...LATER].every(({ key }) => tasks[key].length === 0);
  const failed = [
    ...new Map(
      [...tasks.toPublish, ...tasks.duties]
        .filter((task) => task.row.planFailed)
        .map((task) => [task.row.id, task] as const),
    ).values(),
  ];
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">待办</h1>
      {done ? (
        <Notice look="ok" title={DONE_WORDS[done.conclusion]}>
          <p>
            <Link prefetch={false} href={`/office/items/${done.itemId}`}>
              {done.title}
            </Link>
          </p>
        </Notice>
      ) : null}
      {failed.length > 0 ? (
        <Notice look="error" title={`有 ${failed.length} 条定时发布没有成功，公众现在看不到：`}>
          <ul className="list-disc pl-5">
            {failed.map((task) => (
              <li key={task.row.id}>
                <Link prefetch={false} href={task.href}>
                  {task.row.title}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {isEmpty ? (
        <p className="border border-line bg-paper p-6 text-ink-soft">
          现在没有等您办理的事项。需要您审核、发布或修改的稿件会出现在这里。
        </p>
      ) : null}
      <TaskGroups groups={PRESSING} tasks={tasks} now={now} />
      {others}
      <WaitingReviews reviews={tasks.reviews} now={now} />
      <BarredReviews barred={tasks.barred} />
      <TaskGroups groups={LATER} tasks={tasks} now={now} />
      <MatterList matters={matters} />
    </>
  );
}

function TaskGroups({ groups, tasks, now }: { groups: readonly Group[]; tasks: TaskList; now: Date }) {
  return (
    <>
      {groups
        .filter((group) => tasks[group.key].length > 0)
        .map((group) => (
          <section key={group.key} aria-labelledby={`tasks-${group.key}`} className="mb-7">
            <h2 id={`tasks-${group.key}`} className="mb-2 text-lg font-semibold">
              {group.title}（{tasks[group.key].length}）
            </h2>
            <ul className="divide-y divide-line border border-line bg-paper">
              {tasks[group.key].map((task) => (
                <TaskRow
                  key={task.row.id + task.what}
                  task={task}
                  now={group.key === 'drafts' ? null : now}
                />
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

/** One task; `now` null where nobody waits for it: then only the last change is told. */
function TaskRow({ task, now }: { task: Task; now: Date | null }) {
  const { row } = task;
  return (
    <li>
      <Link
        prefetch={false}
        href={task.href}
        className="block px-4 py-3 text-ink no-underline hover:bg-brand-wash"
      >
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="min-w-0 text-[1.0625rem] font-semibold text-brand">{row.title}</span>
          <span className="flex flex-wrap gap-2 [&>span]:whitespace-normal">
            {task.isEmergency ? <Tag look="late">应急</Tag> : null}
            <Tag look={task.urgent ? 'late' : 'plain'}>{task.what}</Tag>
          </span>
        </span>
        <span className="mt-1 flex flex-wrap gap-x-4 text-sm text-ink-soft">
          <span>{KIND_NAMES[row.kind]}</span>
          <span>{CLASS_NAMES[row.contentClass]}</span>
          <span>拟稿：{row.writer}</span>
          <time dateTime={task.since.toISOString()}>
            {now
              ? `${formatMinute(task.since)}（${waited(task.since, now)}）`
              : `最近修改：${formatMinute(task.since)}`}
          </time>
        </span>
      </Link>
    </li>
  );
}
