import { durationWords, percentOf } from '@/lib/statistics/rules/words';
import type { StepHealth } from '@/lib/statistics/types';

const duration = (seconds: number | null) => (seconds === null ? '—' : durationWords(seconds));
const percent = (share: number | null) => percentOf(share) ?? '—';

const COLUMNS: readonly { head: string; cell: (step: StepHealth) => string }[] = [
  { head: '办理次数', cell: (step) => String(step.decisions) },
  { head: '等待中位数', cell: (step) => duration(step.medianWaitSeconds) },
  { head: '用时中位数', cell: (step) => duration(step.medianSpentSeconds) },
  { head: '退回', cell: (step) => `${step.returned}（${percent(step.returnedShare)}）` },
  {
    head: '一分钟内通过',
    cell: (step) => `${step.quickPasses} / ${step.timedPasses}（${percent(step.quickShare)}）`,
  },
  { head: '本人没有处理发现', cell: (step) => `${step.passesNoneHandled} / ${step.passesWithFindings}` },
  { head: '超期', cell: (step) => `${step.overdue}（${percent(step.overdueShare)}）` },
];

/** Every number of every step; the last row is all of them together. */
export function StepTable({ steps, total }: { steps: readonly StepHealth[]; total: StepHealth }) {
  return (
    <section
      // The table is wider than a phone: the region scrolls, by keys too.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
      tabIndex={0}
      aria-label="各环节数字，可左右滑动"
      className="overflow-x-auto border border-line bg-paper print:overflow-visible"
    >
      <table className="w-full min-w-[46rem] border-collapse text-sm print:min-w-0 [&_td]:border-t [&_td]:border-line [&_td]:px-3 [&_td]:py-2 [&_th]:px-3 [&_th]:py-2 [&_th]:text-left">
        <caption className="sr-only">各环节的办理次数、时间、退回、快速通过和超期</caption>
        <thead className="bg-brand-wash">
          <tr>
            <th scope="col">环节</th>
            {COLUMNS.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...steps, total].map((step) => (
            <tr key={step.key} className={step === total ? 'font-semibold' : ''}>
              <th scope="row" className="border-t border-line font-semibold whitespace-nowrap">
                {step.name}
              </th>
              {COLUMNS.map(({ head, cell }) => (
                <td key={head} className="tabular-nums">
                  {cell(step)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
