import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { Tag } from '@/components/ui/tag';
import { leakFindingSentence } from '@/lib/leak-watch/messages';
import type { LeakWatchRun, SurfaceRecord } from '@/lib/leak-watch/types';
import { formatMinute } from '@/lib/platform/dates';
import { runState } from './watch-words';

/** One run: what was wrong, and every question with its answer. Words of the canary are shown as names of places. */
export function RunPage({ run }: { run: LeakWatchRun }) {
  const groups = [...new Set(run.surfaces.map(({ group }) => group))];
  return (
    <>
      <p className="text-sm">
        <Link prefetch={false} className="text-brand" href="/office/admin/leak-watch">
          泄漏检测
        </Link>
        　›　{formatMinute(run.requestedAt)}
      </p>
      <h1 className="mt-1 mb-3 flex flex-wrap items-baseline gap-3 text-xl font-semibold">
        泄漏检测
        <Tag look={runState(run).look}>{runState(run).text}</Tag>
      </h1>
      <p className="mb-4 text-ink-soft">
        {run.requestedName} 要求；问了 {run.asked} 次
        {run.finishedAt ? `；${formatMinute(run.finishedAt)} 结束` : ''}。
      </p>
      {run.findings.length === 0 ? null : (
        <Card title={`不对的地方（${run.findings.length}）`}>
          <ol className="divide-y divide-line">
            {run.findings.map((finding, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a finished run never changes, and two findings can be alike
              <li key={at} className="py-2">
                <span className="font-semibold text-seal">{leakFindingSentence(finding)}</span>
                <span className="block wrap-anywhere">
                  {finding.group}：<code>{finding.address}</code>
                </span>
                <span className="block text-sm wrap-anywhere text-ink-soft">{finding.detail}</span>
              </li>
            ))}
          </ol>
        </Card>
      )}
      {groups.map((group) => (
        <Asked
          key={group}
          group={group}
          surfaces={run.surfaces.filter((surface) => surface.group === group)}
        />
      ))}
    </>
  );
}

function Asked({ group, surfaces }: { group: string; surfaces: readonly SurfaceRecord[] }) {
  const isTwin = surfaces.some((surface) => surface.isTwin);
  return (
    <details className="mb-3 border border-line bg-paper p-4">
      <summary className="cursor-pointer font-semibold">
        {group}（{surfaces.length} 处{isTwin ? '，每处与从未有过的稿件对照' : ''}）
      </summary>
      <ul className="mt-2 divide-y divide-line text-sm">
        {surfaces.map((surface, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a finished run never changes, and an address is asked in several ways
          <li key={at} className="flex flex-wrap justify-between gap-x-4 py-1">
            <code className="min-w-0 wrap-anywhere">{surface.address}</code>
            <span className="text-ink-soft tabular-nums">{surface.status}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
