import Link from 'next/link';
import { Notice } from '@/components/ui/notice';
import { Tag } from '@/components/ui/tag';
import type { LeakWatchRun } from '@/lib/leak-watch/types';
import { formatMinute } from '@/lib/platform/dates';
import { StartWatch } from './start-watch';
import { runState } from './watch-words';

const WHAT =
  '系统埋入一件写满随机词的检测稿件，再以匿名访客的身份去问公众能问到的每个地方：页面、列表、检索、订阅、网站地图、附件、接口和未登录的办公地址。' +
  '未公开的稿件必须和从未有过的稿件得到完全一样的回答。检测稿件不能进入审核，检测后即作废。';

/** 泄漏检测: what the last run found, the button, and the runs before. */
export function WatchPage({ runs }: { runs: readonly LeakWatchRun[] }) {
  const open = runs.find((run) => run.finishedAt === null);
  const last = runs.find((run) => run.finishedAt !== null);
  return (
    <>
      <h1 className="mb-2 text-xl font-semibold">泄漏检测</h1>
      <p className="mb-4 max-w-3xl leading-7 text-ink-soft">{WHAT}</p>
      <LastRun run={last ?? null} />
      <StartWatch
        open={open ? { asked: open.asked, planned: open.planned, begun: open.startedAt !== null } : null}
      />
      {runs.length === 0 ? null : (
        <section aria-labelledby="runs">
          <h2 id="runs" className="mb-2 text-lg font-semibold">
            检测记录
          </h2>
          <ul className="divide-y divide-line border border-line bg-paper">
            {runs.map((run) => (
              <li key={run.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2.5">
                <Link
                  prefetch={false}
                  className="text-brand tabular-nums"
                  href={`/office/admin/leak-watch/${run.id}`}
                >
                  {formatMinute(run.requestedAt)}
                </Link>
                <Tag look={runState(run).look}>{runState(run).text}</Tag>
                <span className="text-sm text-ink-soft">
                  {run.requestedName} · 问了 {run.asked} 次
                  {run.findings.length > 0 ? ` · 发现 ${run.findings.length} 处` : ''}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function LastRun({ run }: { run: LeakWatchRun | null }) {
  if (run === null || run.finishedAt === null) return <Notice look="info" title="还没有做过检测" />;
  const at = formatMinute(run.finishedAt);
  switch (run.result) {
    case null:
      return null;
    case 'clean':
      return <Notice look="ok" title={`没有发现泄漏：${at} 问了 ${run.asked} 次，回答都一样`} />;
    case 'failed':
      return (
        <Notice look="warn" title={`${at} 的检测没有完成，不能说明有没有泄漏`}>
          <p>
            <Link prefetch={false} href={`/office/admin/leak-watch/${run.id}`}>
              看原因
            </Link>
            ，处理后请重新检测。
          </p>
        </Notice>
      );
    case 'leak':
      return (
        <Notice look="error" title={`发现泄漏：${at} 的检测有 ${run.findings.length} 处不对`}>
          <p>
            未公开的内容可能已经能被公众看到。请马上停用公众网站或者恢复到上一个版本，保留日志，报告本机关负责人和保密行政管理部门。
            <Link prefetch={false} href={`/office/admin/leak-watch/${run.id}`}>
              看是哪些地方
            </Link>
          </p>
        </Notice>
      );
  }
}
