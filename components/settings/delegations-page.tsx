import { Card } from '@/components/ui/card';
import { Tag, type TagLook } from '@/components/ui/tag';
import { ROLE_NAMES } from '@/lib/organs/types';
import type { ByDays, Colleague, DelegationLine } from '@/lib/settings/queries/list-arrangements';
import { DelegationActs } from './arrangement-acts';
import { DelegationForm, type Me } from './delegation-form';

/** Who stands for whom; the form for one's own delegations and those ordered by telephone. */
export function DelegationsPage({
  lines,
  me,
  people,
  today,
}: {
  lines: ByDays<DelegationLine>;
  me: Me;
  people: readonly Colleague[];
  today: string;
}) {
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold">代理</h1>
      <Card title="今天由谁代理">
        <Lines lines={lines.current} today={today} empty="今天没有代理，各人办理自己的环节。" />
      </Card>
      <Card title="将要开始的代理">
        <Lines lines={lines.coming} today={today} empty="没有将要开始的代理。" />
      </Card>
      <Card title="指定代理人">
        <DelegationForm
          me={me}
          people={people}
          standing={[...lines.current, ...lines.coming]}
          today={today}
        />
      </Card>
      <Card title="已结束的代理（一年内）">
        {lines.past.length === 0 ? (
          <p className="text-ink-soft">没有已结束的代理。</p>
        ) : (
          <details>
            <summary className="min-h-11 cursor-pointer py-2 text-brand">共 {lines.past.length} 项</summary>
            <Lines lines={lines.past} today={today} empty="" />
          </details>
        )}
      </Card>
    </>
  );
}

function stateOf(line: DelegationLine, today: string): { look: TagLook; text: string } {
  if (line.revokedAt !== null) return { look: 'quiet', text: '已收回' };
  if (line.endsOn < today) return { look: 'quiet', text: '已到期' };
  if (line.startsOn > today) return { look: 'plain', text: '未开始' };
  // The principal has lost the role meanwhile.
  return line.stands ? { look: 'ok', text: '有效' } : { look: 'warn', text: '无效：授权人已无这一职责' };
}

function Lines({ lines, today, empty }: { lines: readonly DelegationLine[]; today: string; empty: string }) {
  if (lines.length === 0) return <p className="text-ink-soft">{empty}</p>;
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => {
        const state = stateOf(line, today);
        return (
          <li key={line.id} className="py-3">
            <div className="flex flex-wrap items-baseline justify-between gap-2">
              <p className="text-[1.0625rem]">
                <strong>{line.deputy}</strong> 代 <strong>{line.principal}</strong> 办理“
                {ROLE_NAMES[line.role]}”
              </p>
              <span className="flex flex-wrap gap-1.5">
                {line.byPhone && line.confirmedAt === null && line.revokedAt === null ? (
                  <Tag look="warn">电话授权，待授权人确认</Tag>
                ) : null}
                <Tag look={state.look}>{state.text}</Tag>
              </span>
            </div>
            <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-ink-soft">
              <span>
                {line.startsOn} 至 {line.endsOn}
              </span>
              {line.reason ? <span>事由：{line.reason}</span> : null}
              {line.byPhone ? <span>电话授权，{line.enteredBy}登记</span> : null}
            </p>
            <DelegationActs
              id={line.id}
              words={`${line.deputy}代${line.principal}办理“${ROLE_NAMES[line.role]}”，${line.startsOn} 至 ${line.endsOn}。`}
              mayConfirm={line.mayConfirm && line.endsOn >= today}
              mayRevoke={line.mayRevoke}
            />
          </li>
        );
      })}
    </ul>
  );
}
