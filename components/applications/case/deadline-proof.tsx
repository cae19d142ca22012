import Link from 'next/link';
import type { ReactNode } from 'react';
import { PrintButton } from '@/components/ui/print-button';
import { CLOCK_STATUS_NAMES } from '@/lib/applications/messages/clock';
import { INTAKE_CHANNEL_NAMES } from '@/lib/applications/types/case';
import type { CaseView } from '@/lib/applications/types/case-view';
import { formatDate } from '@/lib/platform/dates';
import { DayTable } from '../strip/day-table';

/** Why the due date is this day: every day, counted or not, with article and notice; printed for the file or a court. */
export function DeadlineProof({ view, organName }: { view: CaseView; organName: string }) {
  const { facts, clock, strip } = view;
  return (
    <article className="mx-auto max-w-4xl bg-paper p-4 print:p-0 print:text-[9.5pt]">
      <div className="mb-3 flex flex-wrap items-center gap-3 print:hidden">
        <Link prefetch={false} href={`/office/applications/${facts.id}`} className="text-brand">
          返回这件申请
        </Link>
        <PrintButton />
      </div>
      <h1 className="text-center font-serif text-xl font-bold">答复期限计算说明</h1>
      <p className="text-right">{organName}</p>
      <dl className="my-3 grid gap-x-6 gap-y-1 sm:grid-cols-2 print:grid-cols-2">
        <Pair name="申请编号">{facts.applicationNo ?? facts.submissionNo}</Pair>
        <Pair name="提交渠道">{INTAKE_CHANNEL_NAMES[facts.channel]}</Pair>
        <Pair name="收到之日">
          {facts.receiptDate === null ? '还没有确认' : formatDate(facts.receiptDate)}
        </Pair>
        <Pair name="答复期限">
          {clock.replyDue === null ? '现在不计算' : `${formatDate(clock.replyDue)}（含当日）`}
          {clock.provisional ? '，暂定' : ''}
        </Pair>
        <Pair name="状态">
          {CLOCK_STATUS_NAMES[clock.status]}
          {clock.overdueDays > 0 ? `，逾期${clock.overdueDays}日` : ''}
        </Pair>
        <Pair name="计算截至">{formatDate(strip.asOf)}</Pair>
      </dl>
      <h2 className="mt-4 text-lg font-semibold">怎样计算</h2>
      <ol className="list-decimal pl-6">
        <li>
          收到申请之日起20个工作日内答复（《条例》第三十三条第二款）；开始的当日不计入，从次日起算（民法典第二百零一条）；期限的最后一天全天有效。
        </li>
        <li>工作日是周一至周五，除去国务院放假通知的放假日，加上通知的调休上班日。</li>
        <li>
          征求第三方和其他机关意见所需时间不计算在内（第三十三条第三款）：从发出的次日到收到意见之日或者对方期限届满之日。
        </li>
        <li>告知补正的，自收到补正的申请之日起重新计算（第三十条）。</li>
        <li>延长期限须经工作机构负责人同意并告知申请人，合计不超过20个工作日（第三十三条第二款）。</li>
      </ol>
      <h2 className="mt-4 text-lg font-semibold">逐日计算</h2>
      {strip.segments.length === 0 ? <p>收到之日还没有确定，期限没有起算。</p> : <DayTable strip={strip} />}
      <h2 className="mt-4 text-lg font-semibold">影响期限的办理</h2>
      <ul className="list-disc pl-5">
        {view.timeline
          .filter(({ effect }) => effect !== null)
          .toReversed()
          .map(({ seq, onDate, correctedTo, name, article, effect, isInherited }) => (
            <li key={`${isInherited}${seq}`}>
              {formatDate(onDate)}
              {correctedTo === null ? '' : `（更正为${formatDate(correctedTo)}）`}：{name}
              {article === null ? '' : `（${article}）`}。{effect}。
            </li>
          ))}
      </ul>
      <h2 className="mt-4 text-lg font-semibold">放假安排的依据</h2>
      <ul className="list-disc pl-5">
        {noticesUsed(view).map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-ink-soft">按工作日日历第{view.calendar.version}版计算。</p>
    </article>
  );
}

/** The notices that decide about a day of this case; where none does, all that the calendar rests on for its years. */
function noticesUsed({ strip, calendar }: CaseView): readonly string[] {
  const days = strip.segments.flatMap((segment) => segment.days);
  const named = new Set(days.flatMap(({ source }) => (source === null ? [] : [source])));
  const used = calendar.sources.filter((one) => [...named].some((number) => one.includes(number)));
  return used.length > 0 ? used : ['这段时间没有放假和调休，按周一至周五为工作日。'];
}

function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-2">
      <dt className="shrink-0 font-semibold">{name}：</dt>
      <dd>{children}</dd>
    </div>
  );
}
