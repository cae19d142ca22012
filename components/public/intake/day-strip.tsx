import { CLOCK_DAY_NAMES } from '@/lib/applications/messages/clock-words';
import type {
  ClockDayKind,
  ClockStrip,
  ClockStripDay,
  ClockStripSegment,
} from '@/lib/applications/types/clock-strip';
import { formatDate } from '@/lib/platform/dates';

const LOOKS: Record<ClockDayKind, string> = {
  start: 'bg-brand-wash',
  counted: 'bg-paper',
  deferred: 'bg-paper',
  rest: 'bg-ground text-ink-soft',
  paused: 'bg-warn-wash text-warn border-dashed border-warn',
  held: 'bg-warn-wash text-warn border-dashed border-warn',
  overdue: 'bg-seal-wash text-seal border-seal',
};

/** The word in a cell, so that no state is told by colour alone. */
function wordOf(day: ClockStripDay): string {
  if (day.kind === 'start') return '起';
  if (day.n !== null) return String(day.n);
  if (day.kind === 'paused') return '停';
  if (day.kind === 'held') return '待';
  if (day.kind === 'overdue') return '逾';
  return '休';
}

const short = (date: string) => `${Number(date.slice(5, 7))}.${Number(date.slice(8))}`;

/** The same days the office sees: each counted, paused or free day, and what happened on it. */
export function DayStrip({ strip }: { strip: ClockStrip }) {
  const current = strip.segments.at(-1);
  const earlier = strip.segments.slice(0, -1);
  if (current === undefined) return null;
  return (
    <>
      <Segment segment={current} />
      {earlier.map((segment) => (
        <details key={segment.from} className="mt-3 border-t border-line pt-2">
          <summary className="cursor-pointer py-1.5 text-brand">
            {formatDate(segment.from)}起的上一个期限（已重新计算）
          </summary>
          <Segment segment={segment} />
        </details>
      ))}
    </>
  );
}

function Segment({ segment }: { segment: ClockStripSegment }) {
  const kinds = [...new Set(segment.days.map(({ kind }) => kind))];
  return (
    <>
      <ol
        aria-label={`${formatDate(segment.from)}起每一天`}
        className="my-3 grid grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))] gap-1 elder:grid-cols-[repeat(auto-fill,minmax(3rem,1fr))]"
      >
        {segment.days.map((day) => (
          <li
            key={day.date}
            className={`relative rounded border py-1 text-center text-xs leading-tight ${LOOKS[day.kind]} ${day.kind === 'paused' || day.kind === 'held' || day.kind === 'overdue' ? '' : 'border-line'} ${day.isToday ? 'outline-3 outline-brand' : ''} ${day.isDue ? 'border-2 !border-seal font-bold' : ''}`}
          >
            <b className="block text-[0.9375rem]">{wordOf(day)}</b>
            {short(day.date)}
            <span className="sr-only">
              ，{CLOCK_DAY_NAMES[day.kind]}，{day.why}
            </span>
            {day.isDue && <span className="block text-seal">期限</span>}
            {day.isToday && <span className="block text-brand-deep">今天</span>}
            {day.steps.length > 0 && <span className="block text-brand-deep">●</span>}
          </li>
        ))}
      </ol>
      <p className="text-sm text-ink-soft" aria-hidden="true">
        数字是第几个工作日
        {kinds.includes('start') && '；起＝起算日，不计入'}
        {kinds.includes('rest') && '；休＝休息日、节假日'}
        {kinds.includes('paused') && '；停＝征求意见等，不计入'}
        {kinds.includes('held') && '；待＝等待您补正或者缴费'}
        {kinds.includes('overdue') && '；逾＝超过期限'}
        ；●＝当天有事项。
      </p>
      <details className="mt-2">
        <summary className="cursor-pointer py-1.5 text-brand">逐日说明</summary>
        <table className="w-full border-collapse text-sm [&_td]:border [&_td]:border-line [&_td]:px-2 [&_td]:py-1 [&_th]:border [&_th]:border-line [&_th]:bg-ground [&_th]:px-2 [&_th]:py-1 [&_th]:text-left [&_th]:font-semibold">
          <thead>
            <tr>
              <th scope="col">日期</th>
              <th scope="col" className="whitespace-nowrap">
                计入
              </th>
              <th scope="col">原因和依据</th>
            </tr>
          </thead>
          <tbody>
            {segment.days.map((day) => (
              <tr key={day.date}>
                <td className="whitespace-nowrap tabular-nums">{day.date}</td>
                <td className="text-right tabular-nums">{day.n ?? '—'}</td>
                <td>
                  {day.why}
                  {day.article !== null && `（${day.article}）`}
                  {day.steps.map((step) => (
                    <span key={step.name} className="block font-semibold">
                      {step.name}
                      {step.article !== null && `（${step.article}）`}
                      {step.isRefused && '，依法不改变期限'}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
