import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { PrintButton } from '@/components/ui/print-button';
import { withBasePath } from '@/lib/platform/base-path';
import { formatDate } from '@/lib/platform/dates';
import type { GateReport } from '@/lib/statistics/queries';
import { PERIOD_MAX_DAYS } from '@/lib/statistics/rules/period';
import { durationWords, errorRows, percentOf } from '@/lib/statistics/rules/words';
import type { Period, StepHealth } from '@/lib/statistics/types';
import { type Bar, BarFigure } from './bar-figure';
import { StepTable } from './step-table';

/** How the gate did in a period: figures, the numbers behind them, and what came to light after publication. */
export function GateReportView({
  report,
  problem,
  today,
}: {
  report: GateReport;
  /** Why the period asked for is not shown. */
  problem: string | null;
  today: string;
}) {
  const { period, health, errors, published } = report;
  const { total, steps } = health;
  return (
    <>
      <h1 className="mb-1 text-xl font-semibold">审核质量</h1>
      <p className="mb-3 text-ink-soft">
        看的是环节，不是人：用来发现哪里太慢、哪里流于形式，改进分工和流程。这里不列个人，也不排名。
      </p>
      <PeriodForm period={period} today={today} />
      {problem ? (
        <Notice look="error" title="时段没有采用">
          <p>{problem}</p>
        </Notice>
      ) : null}
      <h2 className="mt-5 mb-2 text-lg font-semibold">
        {formatDate(period.from)}至{formatDate(period.to)}
      </h2>
      <Summary report={report} />
      {total.decisions === 0 ? (
        <p className="border border-line bg-paper p-6 text-ink-soft">
          这段时间里没有审核意见。请换一段时间再看。
        </p>
      ) : (
        <>
          <div className="my-4 grid gap-4 md:grid-cols-2">
            <BarFigure
              title="等待时间（中位数）"
              note="从轮到这一环节，到作出意见；按自然时间"
              bars={bars(steps, 'medianWaitSeconds', durationWords)}
            />
            <BarFigure
              title="办理用时（中位数）"
              note="从打开审核页面，到作出意见"
              bars={bars(steps, 'medianSpentSeconds', durationWords)}
            />
            <BarFigure
              title="一分钟内通过"
              note="占有用时记录的通过的比例；高，说明可能没有细看"
              full={1}
              bars={bars(steps, 'quickShare', (share) => percentOf(share) ?? '')}
            />
            <BarFigure
              title="退回"
              note="占全部意见的比例；长期为零，也值得看一看"
              full={1}
              bars={bars(steps, 'returnedShare', (share) => percentOf(share) ?? '')}
            />
            <BarFigure
              title="超期"
              note="超过本机关时限作出的意见的比例"
              full={1}
              bars={bars(steps, 'overdueShare', (share) => percentOf(share) ?? '')}
            />
            <BarFigure
              title="没有处理校对发现就通过"
              note="占有校对发现的稿件的通过的比例；总是全部，说明没有人复核拟稿人的说明"
              full={1}
              bars={bars(steps, 'noneHandledShare', (share) => percentOf(share) ?? '')}
            />
          </div>
          <StepTable steps={steps} total={total} />
          <p className="mt-2 text-sm text-ink-soft">次数少的环节，比例和中位数只供参考。</p>
        </>
      )}
      <div className="mt-4 grid gap-4 md:grid-cols-2">
        <Card title="送审稿件的结果">
          <Counts
            rows={[
              ['这段时间送审', health.submitted],
              ['其中已发布', health.ended.published],
              ['其中退回拟稿人', health.ended.returned],
              ['其中审核中被修改，重新送审', health.ended.edited],
              ['其中已作废', health.ended.cancelled],
              ['全部通过后又被退回（发布环节）', health.returnedByPublisher],
              ['现在超期未办的环节', health.lateNow],
            ]}
          />
        </Card>
        <Card title="发布后发现的错误">
          <Counts rows={[['这段时间发布', published], ...errorRows(errors)]} />
        </Card>
      </div>
      <HowCounted />
    </>
  );
}

function bars(
  steps: readonly StepHealth[],
  key:
    | 'medianWaitSeconds'
    | 'medianSpentSeconds'
    | 'quickShare'
    | 'returnedShare'
    | 'overdueShare'
    | 'noneHandledShare',
  words: (value: number) => string,
): Bar[] {
  return steps.map((step) => {
    const value = step[key];
    return { label: step.name, value, text: value === null ? '无记录' : words(value) };
  });
}

function PeriodForm({ period, today }: { period: Period; today: string }) {
  return (
    <form
      method="get"
      action={withBasePath('/office/health')}
      aria-label="选择时段"
      className="flex flex-wrap items-end gap-x-4 border border-line bg-paper px-4 print:hidden"
    >
      <TextField id="from" name="from" type="date" label="从" max={today} defaultValue={period.from} />
      <TextField id="to" name="to" type="date" label="到" max={today} defaultValue={period.to} />
      <p className="my-3 flex flex-wrap gap-3">
        <button type="submit" className={buttonClass()}>
          查看
        </button>
        <a
          className={buttonClass('quiet')}
          href={withBasePath(`/office/health/csv?from=${period.from}&to=${period.to}`)}
        >
          导出表格（CSV）
        </a>
        <PrintButton />
      </p>
    </form>
  );
}

function Summary({ report: { health, errors, published } }: { report: GateReport }) {
  const { total } = health;
  const facts: readonly (readonly [string, string, string])[] = [
    ['审核意见', `${total.decisions} 次`, `退回 ${total.returned} 次`],
    [
      '等待中位数',
      total.medianWaitSeconds === null ? '—' : durationWords(total.medianWaitSeconds),
      `超期 ${total.overdue} 次`,
    ],
    [
      '一分钟内通过',
      percentOf(total.quickShare) ?? '—',
      `${total.quickPasses} / ${total.timedPasses} 次通过`,
    ],
    ['发布后发现错误', `${errors.items} 条`, `这段时间发布 ${published} 次`],
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {facts.map(([name, value, note]) => (
        <div key={name} className="border border-line bg-paper px-4 py-3">
          <dt className="text-sm text-ink-soft">{name}</dt>
          <dd className="text-2xl font-semibold tabular-nums">{value}</dd>
          <dd className="text-sm text-ink-soft">{note}</dd>
        </div>
      ))}
    </dl>
  );
}

function Counts({ rows }: { rows: readonly (readonly [name: string, count: number])[] }) {
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
      {rows.map(([name, count]) => (
        <div key={name} className="contents">
          <dt>{name}</dt>
          <dd className="text-right tabular-nums">{count}</dd>
        </div>
      ))}
    </dl>
  );
}

function HowCounted() {
  return (
    <details className="mt-4 border border-line bg-paper px-4 py-3 print:hidden">
      <summary className="cursor-pointer font-semibold">怎么算的</summary>
      <ul className="mt-2 list-disc pl-5">
        <li>只算这段时间里作出的“同意”和“退回”；稿件后来被修改而作废的，所花的时间照算。</li>
        <li>报请确定和登记答复不算，等的是别的机关。</li>
        <li>用时从轮到这一环节之后第一次打开审核页面算起；没有打开记录的，不计入用时和“一分钟内通过”。</li>
        <li>
          “没有处理校对发现就通过”：稿件有校对发现，而作出“同意”的人自己一处也没有处理。拟稿人已逐条说明、
          审核人认可的，也算在内。保密审查不计。
        </li>
        <li>超期按本机关现在规定的时限和国务院办公厅公布的工作日计算；应急流程按小时计算。</li>
        <li>一次最多看 {Math.floor(PERIOD_MAX_DAYS / 365)} 年。</li>
      </ul>
    </details>
  );
}
