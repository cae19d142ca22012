import { CLOCK_DAY_NAMES } from '@/lib/applications/messages/clock-words';
import type { ClockStripDay, ClockStripStep } from '@/lib/applications/types/clock-strip';
import { weekdayName } from '@/lib/calendar/rules/civil-dates';
import { formatDate } from '@/lib/platform/dates';
import { DAY_LOOKS, signOf } from './day-look';

/** A day read out: what it is, whether it counts, what happened. */
export function dayInWords(day: ClockStripDay): string {
  const counted = day.n === null ? CLOCK_DAY_NAMES[day.kind] : `${CLOCK_DAY_NAMES[day.kind]}第${day.n}日`;
  const marks = [day.isToday ? '今天' : '', day.isDue ? '答复期限届满日' : ''].filter((mark) => mark !== '');
  return [`${formatDate(day.date)}，周${weekdayName(day.date)}`, counted, day.why, ...marks].join('，');
}

/** One day of the strip with what happened on it below; days with events are wider. */
export function DayCell({ day, isFirst }: { day: ClockStripDay; isFirst: boolean }) {
  const [year, month, date] = day.date.split('-').map(Number);
  const isMonthStart = isFirst || date === 1;
  const { ground } = DAY_LOOKS[day.kind];
  const frame = day.isDue
    ? 'border-seal border-2'
    : day.isToday
      ? 'border-brand border-2'
      : 'border-line border';
  return (
    <li
      data-today={day.isToday ? '' : undefined}
      className={`flex shrink-0 flex-col ${day.steps.length > 0 ? 'w-36' : 'w-11'}`}
    >
      <span className="h-6 text-sm whitespace-nowrap text-ink-soft" aria-hidden="true">
        {isMonthStart || day.isToday ? (isFirst || month === 1 ? `${year}年${month}月` : `${month}月`) : ''}
      </span>
      <span className="sr-only">{dayInWords(day)}</span>
      <span
        aria-hidden="true"
        title={day.why}
        className={`mr-0.5 flex h-20 flex-col items-center justify-between py-1 leading-tight ${ground} ${frame}`}
      >
        <span className="text-xs text-ink-soft">{weekdayName(day.date)}</span>
        <span className="text-base font-semibold tabular-nums">{date}</span>
        <span className="bg-paper/85 px-1 text-sm tabular-nums">
          {signOf(day)}
          {day.isCovered ? '' : '?'}
        </span>
      </span>
      <span className="flex h-6 items-center text-xs font-semibold whitespace-nowrap" aria-hidden="true">
        {day.isDue ? (
          <span className="text-seal">{day.isToday ? '今天期满' : '期满'}</span>
        ) : day.isToday ? (
          <span className="text-brand">今天</span>
        ) : null}
      </span>
      {day.steps.map((step) => (
        <StepUnder key={`${step.type}-${step.name}`} step={step} />
      ))}
    </li>
  );
}

function StepUnder({ step }: { step: ClockStripStep }) {
  return (
    <span className="mr-1 mb-1 block border-l-2 border-brand pl-1.5 text-xs leading-snug">
      <span className={`block font-semibold ${step.isRefused ? 'line-through' : ''}`}>{step.name}</span>
      {step.article ? <span className="block text-ink-soft">{step.article}</span> : null}
      {step.isRefused ? <span className="block text-seal">不产生效力</span> : null}
    </span>
  );
}
