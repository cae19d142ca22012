import { Card } from '@/components/ui/card';
import { Tag } from '@/components/ui/tag';
import type { RouteLine } from '@/lib/applications/letters/queries/letter-page';
import { formatMinute } from '@/lib/platform/dates';

const MARKS: Record<RouteLine['state'], string> = { passed: '✓', returned: '↩', open: '●', coming: '○' };

/** The reply route: who passed, whom it waits for, what is still to come. */
export function RouteProgress({ route }: { route: readonly RouteLine[] }) {
  if (route.length === 0) return null;
  return (
    <Card title="审批">
      <ol className="divide-y divide-line">
        {route.map((line) => (
          <li
            key={line.position}
            aria-current={line.state === 'open' ? 'step' : undefined}
            className="grid grid-cols-[1.5rem_1fr] items-baseline gap-x-2 py-2"
          >
            <span aria-hidden="true">{MARKS[line.state]}</span>
            <span className={line.state === 'open' ? 'font-semibold' : ''}>
              {line.name}
              <span className="ml-2 font-normal text-ink-soft">{wordsOf(line)}</span>
            </span>
            {line.at === null ? null : (
              <time dateTime={line.at.toISOString()} className="col-start-2 text-sm text-ink-soft">
                {formatMinute(line.at)}
              </time>
            )}
            {line.opinion ? (
              <p className="col-start-2 wrap-anywhere whitespace-pre-wrap">
                <Tag look={line.state === 'returned' ? 'warn' : 'ok'}>意见</Tag> {line.opinion}
              </p>
            ) : null}
            {line.basis ? <p className="col-start-2 text-sm text-ink-soft">审查依据：{line.basis}</p> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function wordsOf({ state, people }: RouteLine): string {
  const names = people.join('、');
  switch (state) {
    case 'passed':
      return `${names} 已通过`;
    case 'returned':
      return `${names} 已退回`;
    case 'open':
      return names === '' ? '没有可以办理的人：请联系安全管理员检查岗位' : `等待 ${names}`;
    case 'coming':
      return '未开始';
  }
}
