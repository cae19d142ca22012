import { CLOCK_DAY_NAMES } from '@/lib/applications/messages/clock-words';
import type { ClockStrip, ClockStripDay } from '@/lib/applications/types/clock-strip';
import { weekdayName } from '@/lib/calendar/rules/civil-dates';

const CELL = 'border border-line px-2 py-1 text-left align-top';

/** Every day in words, one to a row: the strip for who can't see it, and the proof on paper. */
export function DayTable({ strip }: { strip: ClockStrip }) {
  return strip.segments.map((segment) => (
    <div key={segment.from} className="mb-4 overflow-x-auto print:overflow-visible">
      <table className="w-full min-w-[40rem] border-collapse text-sm print:min-w-0">
        <caption className="py-1 text-left font-semibold">
          {segment.begunBy}：{segment.from} 起（{segment.article}）
          {segment.isOver ? '；这一期限已被重新计算的期限代替' : ''}
        </caption>
        <thead>
          <tr className="bg-ground">
            <th scope="col" className={CELL}>
              日期
            </th>
            <th scope="col" className={CELL}>
              计入第几日
            </th>
            <th scope="col" className={CELL}>
              为什么
            </th>
            <th scope="col" className={CELL}>
              条款、放假通知
            </th>
            <th scope="col" className={CELL}>
              办理
            </th>
          </tr>
        </thead>
        <tbody>
          {segment.days.map((day) => (
            <DayRow key={day.date} day={day} />
          ))}
        </tbody>
      </table>
    </div>
  ));
}

function DayRow({ day }: { day: ClockStripDay }) {
  const marks = [day.isDue ? '答复期限届满' : '', day.isToday ? '今天' : ''].filter((mark) => mark !== '');
  return (
    <tr className={`break-inside-avoid ${day.isDue ? 'font-semibold' : ''}`}>
      <th scope="row" className={`${CELL} font-normal whitespace-nowrap tabular-nums`}>
        {day.date} 周{weekdayName(day.date)}
        {marks.length > 0 ? <span className="block font-semibold">{marks.join('、')}</span> : null}
      </th>
      <td className={`${CELL} tabular-nums`}>{day.n === null ? '不计' : day.n}</td>
      <td className={CELL}>
        {day.why}
        {day.why.includes(CLOCK_DAY_NAMES[day.kind]) || day.kind === 'counted' || day.kind === 'rest'
          ? ''
          : `（${CLOCK_DAY_NAMES[day.kind]}）`}
        {day.isCovered ? '' : '（暂定）'}
      </td>
      <td className={CELL}>{[day.article, day.source].filter((one) => one !== null).join('；')}</td>
      <td className={CELL}>
        {day.steps
          .map(
            ({ name, article, isRefused }) =>
              `${name}${article === null ? '' : `（${article}）`}${isRefused ? '，不产生效力' : ''}`,
          )
          .join('；')}
      </td>
    </tr>
  );
}
