import { Card } from '@/components/ui/card';
import { Tag } from '@/components/ui/tag';
import type { ByDays, Colleague, LeaveLine } from '@/lib/settings/queries/list-arrangements';
import { LeaveActs } from './arrangement-acts';
import { LeaveForm } from './leave-form';

/** Leaves: entered by the head of the office, confirmed by a leader. */
export function LeavePage({
  lines,
  people,
  seesAll,
  mayEnter,
  today,
}: {
  lines: ByDays<LeaveLine>;
  people: readonly Colleague[];
  seesAll: boolean;
  mayEnter: boolean;
  today: string;
}) {
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold">请假</h1>
      {seesAll ? null : (
        <p className="mb-3 text-ink-soft">这里只显示您本人的请假。请假由工作机构负责人登记，领导确认。</p>
      )}
      {mayEnter ? (
        <Card title="登记请假">
          <LeaveForm people={people} today={today} />
        </Card>
      ) : null}
      <Card title="正在请假">
        <Lines lines={lines.current} empty="今天没有人请假。" seesAll={seesAll} />
      </Card>
      <Card title="将要请假">
        <Lines lines={lines.coming} empty="没有登记将来的请假。" seesAll={seesAll} />
      </Card>
      <Card title="已结束（一年内）">
        {lines.past.length === 0 ? (
          <p className="text-ink-soft">没有记录。</p>
        ) : (
          <details>
            <summary className="min-h-11 cursor-pointer py-2 text-brand">共 {lines.past.length} 条</summary>
            <Lines lines={lines.past} empty="" seesAll={seesAll} />
          </details>
        )}
      </Card>
    </>
  );
}

function Lines({ lines, empty, seesAll }: { lines: readonly LeaveLine[]; empty: string; seesAll: boolean }) {
  if (lines.length === 0) return <p className="text-ink-soft">{seesAll ? empty : '没有。'}</p>;
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => {
        const isWaiting = line.confirmedBy === null && line.cancelledAt === null;
        return (
          <li key={line.id} className="py-3">
            <div className="flex flex-wrap items-baseline justify-between gap-2">
              <p className="text-[1.0625rem]">
                <strong>{line.name}</strong> {line.startsOn} 至 {line.endsOn}
              </p>
              {line.cancelledAt !== null ? (
                <Tag look="quiet">已取消</Tag>
              ) : isWaiting ? (
                <Tag look="warn">待领导确认</Tag>
              ) : (
                <Tag look="ok">{line.confirmedBy}已确认</Tag>
              )}
            </div>
            <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-ink-soft">
              <span>事由：{line.reason}</span>
              <span>登记：{line.enteredBy}</span>
            </p>
            <LeaveActs
              id={line.id}
              words={`${line.name}，${line.startsOn} 至 ${line.endsOn}。`}
              isWaiting={isWaiting && seesAll}
              whyNotConfirm={line.whyNotConfirm}
              mayCancel={line.mayCancel}
            />
          </li>
        );
      })}
    </ul>
  );
}
