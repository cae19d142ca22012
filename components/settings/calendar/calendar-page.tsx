import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { Tag } from '@/components/ui/tag';
import type { CalendarVersionLine } from '@/lib/calendar/queries';
import type { Calendar } from '@/lib/calendar/types';
import { type CivilDate, formatDate, formatMinute } from '@/lib/platform/dates';
import { LoadNoticeForm } from './load-notice-form';

/** From this month on the notice for the next year is to be expected (CAL-5). */
const NOTICE_EXPECTED = '11-01';

/** The working-day calendar: how far it reaches, what it is made of, and the loading of a notice. */
export function CalendarPage({
  calendar,
  versions,
  names,
  mayLoad,
  today,
}: {
  calendar: Calendar;
  versions: readonly CalendarVersionLine[];
  names: ReadonlyMap<string, { name: string }>;
  mayLoad: boolean;
  today: CivilDate;
}) {
  const isNextMissing =
    today.slice(5) >= NOTICE_EXPECTED && calendar.coversTo.slice(0, 4) <= today.slice(0, 4);
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold">工作日历</h1>
      <p className="mb-3 leading-7">
        所有按工作日计算的期限都依据国务院办公厅的放假通知。现在是第 {calendar.version} 版，覆盖
        <strong>
          {formatDate(calendar.coversFrom)}至{formatDate(calendar.coversTo)}
        </strong>
        ；在这以外的日子暂按周一至周五计，算出的期限都注明“暂定”。
      </p>
      {isNextMissing ? (
        <Notice look="warn" title="下一年的放假通知还没有载入">
          <p>通知一般在十月、十一月发布。发布后请尽快载入，跨年的期限才能确定。</p>
        </Notice>
      ) : null}
      {mayLoad ? (
        <Card title="载入放假通知">
          <LoadNoticeForm />
        </Card>
      ) : null}
      <Card title="依据的放假通知">
        <Notices calendar={calendar} />
      </Card>
      <Card title="各版日历">
        <ul className="divide-y divide-line">
          {versions.map(({ version, loadedAt, loadedBy, coversFrom, coversTo, sourceDoc }) => (
            <li key={version} className="py-2">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <strong>第 {version} 版</strong>
                <span>{sourceDoc}</span>
                {version === calendar.version ? <Tag look="ok">现行</Tag> : null}
              </p>
              <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
                <span>
                  覆盖 {coversFrom} 至 {coversTo}
                </span>
                <span>
                  {formatMinute(loadedAt)}，
                  {loadedBy === null
                    ? '随程序或由命令行载入'
                    : `${names.get(loadedBy)?.name ?? '已离职人员'}载入`}
                </span>
              </p>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

/** The notices, the newest first, each with the days it names. */
function Notices({ calendar }: { calendar: Calendar }) {
  const days = [...calendar.days.values()];
  return (
    <ul className="divide-y divide-line">
      {calendar.notices.toReversed().map(({ number, title, year, issuedOn }) => {
        const own = days.filter(({ source }) => source === number);
        const worked = own.filter(({ kind }) => kind === 'makeup_workday').map(({ date }) => date);
        const off = own.filter(({ kind }) => kind === 'holiday').map(({ date }) => date);
        return (
          <li key={number} className="py-2">
            <details>
              <summary className="min-h-11 cursor-pointer py-2">
                <strong className="mr-3">{year}年</strong>
                <span className="mr-3">{number}</span>
                <span className="text-sm text-ink-soft">{formatDate(issuedOn)}发布</span>
              </summary>
              <p>{title}</p>
              <Days name="放假" dates={off} />
              <Days name="调休上班" dates={worked} />
            </details>
          </li>
        );
      })}
    </ul>
  );
}

function Days({ name, dates }: { name: string; dates: readonly CivilDate[] }) {
  return (
    <p className="mt-1 text-sm leading-6">
      <span className="font-semibold">
        {name} {dates.length} 天：
      </span>
      {dates.length === 0 ? '无' : dates.join('、')}
    </p>
  );
}
