import { CLOCK_DAY_NAMES } from '@/lib/applications/messages/clock-words';
import {
  CLOCK_DAY_KINDS,
  type ClockStrip,
  type ClockStripSegment,
} from '@/lib/applications/types/clock-strip';
import { formatDate } from '@/lib/platform/dates';
import { DayCell } from './day-cell';
import { DAY_LOOKS } from './day-look';
import { DayTable } from './day-table';
import { ScrollToToday } from './scroll-to-today';

/**
 * The days of a case, each with its number or what it is instead, pauses shaded by a pattern, the due date and today
 * marked, and under a day what happened on it with the article. Periods given up for a full new one are folded.
 */
export function DayStrip({ strip }: { strip: ClockStrip }) {
  if (strip.segments.length === 0) {
    return (
      <p className="text-ink-soft">
        收到申请之日还没有确定，期限没有起算。
        {strip.beforeReceipt.map(({ date, name }) => `${formatDate(date)}${name}。`).join('')}
      </p>
    );
  }
  return (
    <>
      {strip.beforeReceipt.length > 0 ? (
        <p className="mb-1 text-sm text-ink-soft">
          收到之前：{strip.beforeReceipt.map(({ date, name }) => `${formatDate(date)}${name}`).join('；')}
        </p>
      ) : null}
      {strip.segments.map((segment) =>
        segment.isOver ? (
          <details key={segment.from} className="mb-2">
            <summary className="flex min-h-11 cursor-pointer items-center text-brand">
              {formatDate(segment.from)}起的期限（{segment.begunBy}），已被重新计算的期限代替
            </summary>
            <Segment segment={segment} />
          </details>
        ) : (
          <Segment key={segment.from} segment={segment} />
        ),
      )}
      <Legend strip={strip} />
      <details className="mt-1">
        <summary className="flex min-h-11 cursor-pointer items-center text-brand">逐日列表</summary>
        <DayTable strip={strip} />
      </details>
    </>
  );
}

function Segment({ segment }: { segment: ClockStripSegment }) {
  const label = `从${formatDate(segment.from)}（${segment.begunBy}）起的每一天`;
  return (
    <ScrollToToday label={label}>
      <ol className="flex w-max pb-2">
        {segment.days.map((day, at) => (
          <DayCell key={day.date} day={day} isFirst={at === 0} />
        ))}
      </ol>
    </ScrollToToday>
  );
}

/** The kinds of day that occur, with their pattern and sign. */
function Legend({ strip }: { strip: ClockStrip }) {
  const days = strip.segments.flatMap((segment) => segment.days);
  const kinds = CLOCK_DAY_KINDS.filter((kind) => days.some((day) => day.kind === kind));
  return (
    <ul aria-label="图例" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {kinds.map((kind) => (
        <li key={kind} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className={`inline-flex size-6 items-center justify-center border border-line text-xs ${DAY_LOOKS[kind].ground}`}
          >
            <span className="bg-paper/85 px-0.5">{DAY_LOOKS[kind].sign || '1'}</span>
          </span>
          {CLOCK_DAY_NAMES[kind]}
        </li>
      ))}
      {days.some(({ isCovered }) => !isCovered) ? (
        <li>“?”：日历还没有载入那时的放假安排，暂按周一至周五</li>
      ) : null}
    </ul>
  );
}
