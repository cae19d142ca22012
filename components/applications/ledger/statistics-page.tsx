import { BarFigure } from '@/components/statistics/bar-figure';
import { buttonClass } from '@/components/ui/button';
import { SelectField } from '@/components/ui/field';
import { outcomeName } from '@/lib/applications/messages/knowledge';
import type { ApplicationStatistics } from '@/lib/applications/queries/application-statistics';
import { INTAKE_CHANNEL_NAMES, type IntakeChannel } from '@/lib/applications/types/case';
import { withBasePath } from '@/lib/platform/base-path';

/** The figures of a year: by month, channel, outcome, and how punctual the replies were. */
export function StatisticsPage({
  statistics,
  years,
}: {
  statistics: ApplicationStatistics;
  years: readonly number[];
}) {
  const { year, months, channels, outcomes, lateness } = statistics;
  const received = months.reduce((sum, month) => sum + month.received, 0);
  const replied = months.reduce((sum, month) => sum + month.replied, 0);
  const bars = (rows: readonly { label: string; count: number }[]) =>
    rows.map(({ label, count }) => ({ label, value: count, text: `${count} 件` }));
  return (
    <>
      <form
        method="get"
        action={withBasePath('/office/applications/statistics')}
        aria-label="年份"
        className="flex flex-wrap items-end gap-x-3"
      >
        <div className="w-40">
          <SelectField
            id="year"
            name="year"
            label="年份"
            defaultValue={String(year)}
            options={years.map((one) => [String(one), `${one}年`] as const)}
          />
        </div>
        <button type="submit" className={`${buttonClass('quiet')} my-3`}>
          查看
        </button>
      </form>
      <h2 className="mt-2 mb-2 text-lg font-semibold">{year}年</h2>
      <dl className="grid grid-cols-2 gap-px border border-line bg-line md:grid-cols-5">
        <Figure name="收到" value={`${received} 件`} />
        <Figure name="答复" value={`${replied} 件`} />
        <Figure name="按期答复" value={shareOf(lateness.inTime, lateness.inTime + lateness.late)} />
        <Figure
          name="逾期答复"
          value={`${lateness.late} 件`}
          note={lateness.late > 0 ? `共 ${lateness.lateDays} 天，最长 ${lateness.worstDays} 天` : ''}
          isBad={lateness.late > 0}
        />
        <Figure
          name="现在在办"
          value={`${lateness.open} 件`}
          note={lateness.openLate > 0 ? `其中逾期 ${lateness.openLate} 件` : '没有逾期'}
          isBad={lateness.openLate > 0}
        />
      </dl>
      <p className="mt-2 text-sm text-ink-soft">
        收到的按收到日期、答复的按答复日期计入年份。更正本人信息、重新作出的答复不在内。年报的表三由台账另行计算。
      </p>
      {received + replied === 0 ? (
        <p className="mt-4 border border-line bg-paper p-6 text-ink-soft">
          这一年没有收到申请，也没有作出答复。
        </p>
      ) : (
        <div className="my-4 grid gap-4 md:grid-cols-2">
          <BarFigure
            title="各月收到"
            note="按收到日期"
            bars={bars(months.map((one) => ({ label: `${one.month}月`, count: one.received })))}
          />
          <BarFigure
            title="各月答复"
            note="按答复日期"
            bars={bars(months.map((one) => ({ label: `${one.month}月`, count: one.replied })))}
          />
          <BarFigure
            title="提交渠道"
            note="这一年收到的"
            bars={bars(
              channels.map((one) => ({
                label: INTAKE_CHANNEL_NAMES[one.channel as IntakeChannel] ?? one.channel,
                count: one.count,
              })),
            )}
          />
          <OutcomeTable outcomes={outcomes} />
        </div>
      )}
    </>
  );
}

/** Names of outcomes are too long for bars. */
function OutcomeTable({ outcomes }: { outcomes: ApplicationStatistics['outcomes'] }) {
  return (
    <section className="border border-line bg-paper p-4" aria-labelledby="outcomes">
      <h3 id="outcomes" className="font-semibold">
        处理结果
      </h3>
      <p className="text-sm text-ink-soft">这一年答复、办结的</p>
      {outcomes.length === 0 ? (
        <p className="mt-2 text-ink-soft">还没有。</p>
      ) : (
        <table className="mt-2 w-full text-sm">
          <thead className="sr-only">
            <tr>
              <th scope="col">结果</th>
              <th scope="col">件数</th>
            </tr>
          </thead>
          <tbody>
            {outcomes.map(({ outcome, count }) => (
              <tr key={outcome} className="border-t border-line first:border-t-0">
                <th scope="row" className="py-1.5 pr-2 text-left font-normal">
                  {outcomeName(outcome)}
                </th>
                <td className="py-1.5 text-right whitespace-nowrap tabular-nums">{count} 件</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Figure({
  name,
  value,
  note = '',
  isBad = false,
}: {
  name: string;
  value: string;
  note?: string;
  isBad?: boolean;
}) {
  return (
    <div className="bg-paper p-3 max-md:last:col-span-2">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd>
        <span className={`block text-xl font-semibold tabular-nums ${isBad ? 'text-seal' : ''}`}>
          {value}
        </span>
        {note ? <span className="block text-sm text-ink-soft">{note}</span> : null}
      </dd>
    </div>
  );
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`;
}
