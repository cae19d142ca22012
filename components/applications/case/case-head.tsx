import Link from 'next/link';
import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';
import { Tag } from '@/components/ui/tag';
import { CLOCK_EVENT_NAMES } from '@/lib/applications/messages/clock';
import { outcomeName } from '@/lib/applications/messages/knowledge';
import { REFUSED_WORDS } from '@/lib/applications/messages/refused-words';
import { CASE_STATE_NAMES, type CaseState } from '@/lib/applications/transitions';
import { APPLICANT_TYPE_NAMES, CASE_KIND_NAMES, INTAKE_CHANNEL_NAMES } from '@/lib/applications/types/case';
import type { CaseView } from '@/lib/applications/types/case-view';
import { formatDate } from '@/lib/platform/dates';
import { LightTag } from '../ledger/light-tag';

/** What a case is, how it stands and until when: the first thing the screen says. */
export function CaseHead({ view }: { view: CaseView }) {
  const { facts, clock, strip } = view;
  const applicant = view.parties.find(({ party }) => party === 'applicant');
  return (
    <>
      <p className="text-sm text-ink-soft">
        <Link prefetch={false} href="/office/applications" className="text-brand">
          依申请公开
        </Link>
        　{CASE_KIND_NAMES[facts.kind]} · {INTAKE_CHANNEL_NAMES[facts.channel]} ·{' '}
        {APPLICANT_TYPE_NAMES[facts.applicantType]}
      </p>
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="text-2xl font-semibold tabular-nums">{facts.applicationNo ?? facts.submissionNo}</h1>
        <Tag>{CASE_STATE_NAMES[facts.state as CaseState]}</Tag>
        {view.light === null ? null : (
          <LightTag light={view.light} daysLeft={strip.daysLeft} overdueDays={clock.overdueDays} />
        )}
        {facts.isRestricted ? <Tag look="warn">限制查看</Tag> : null}
        {view.needsHelp ? <Tag look="warn">申请人需要帮助</Tag> : null}
      </div>
      <dl className="grid grid-cols-2 overflow-hidden border border-line bg-paper lg:grid-cols-4">
        <Fact name="答复期限">
          {clock.replyDue === null ? (
            <span className="text-ink-soft">{view.facts.receiptDate === null ? '没有起算' : '暂不计算'}</span>
          ) : (
            <>
              <strong className="text-lg tabular-nums">{formatDate(clock.replyDue)}</strong>
              {clock.provisional ? <span className="block text-sm text-warn">暂定，还可能变动</span> : null}
            </>
          )}
        </Fact>
        <Fact name="还剩">
          <Left view={view} />
        </Fact>
        <Fact name="收到之日">
          {facts.receiptDate === null ? (
            <span className="text-ink-soft">还没有确认</span>
          ) : (
            formatDate(facts.receiptDate)
          )}
        </Fact>
        <Fact name="承办人">
          {view.handlerName ?? <span className="text-ink-soft">还没有</span>}
          {view.handlerName !== null && !view.handlerAccepted ? (
            <span className="block text-sm text-warn">分派后还没有接受</span>
          ) : null}
        </Fact>
        <Fact name="申请人">{applicant?.name ?? ''}</Fact>
        <Fact name="提交编号">{facts.submissionNo}</Fact>
        {facts.outcome === null ? null : <Fact name="处理结果">{outcomeName(facts.outcome)}</Fact>}
        {facts.repliedOn === null ? null : <Fact name="答复日期">{formatDate(facts.repliedOn)}</Fact>}
        <Deadlines view={view} />
      </dl>
      <Warnings view={view} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="-mr-px -mb-px border-r border-b border-line px-4 py-2">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

function Left({ view }: { view: CaseView }) {
  const { clock, strip } = view;
  if (clock.status === 'replied' || clock.status === 'closed') {
    return clock.overdueDays > 0 ? (
      <span className="text-seal">已办结，逾期{clock.overdueDays}日</span>
    ) : (
      '已办结，没有逾期'
    );
  }
  if (clock.overdueDays > 0) return <strong className="text-seal">逾期{clock.overdueDays}日</strong>;
  if (strip.daysLeft === null) return <span className="text-ink-soft">—</span>;
  return (
    <>
      {strip.daysLeft === 0 ? (
        <strong className="text-seal">今天是最后一天</strong>
      ) : (
        `${strip.daysLeft}个工作日`
      )}
      {clock.status === 'paused' ? <span className="block text-sm text-warn">征求意见，暂停计算</span> : null}
    </>
  );
}

/** The other dates that run. */
function Deadlines({ view }: { view: CaseView }) {
  const { supplementNoticeDue, supplementDue, paymentDue } = view.clock;
  const isOpen = ['received', 'registered', 'in_hand'].includes(view.facts.state);
  return (
    <>
      {isOpen && supplementNoticeDue !== null ? (
        <Fact name="告知补正的最后一天">{formatDate(supplementNoticeDue)}</Fact>
      ) : null}
      {supplementDue === null ? null : <Fact name="申请人补正到">{formatDate(supplementDue)}</Fact>}
      {paymentDue === null ? null : <Fact name="申请人缴费到">{formatDate(paymentDue)}</Fact>}
    </>
  );
}

/** What is risky or without effect, said plainly. */
function Warnings({ view }: { view: CaseView }) {
  const { clock } = view;
  return (
    <>
      {clock.flags.includes('late_confirmation') ? (
        <Notice look="warn" title="确认迟延">
          <p>平信应当在送到当天与申请人确认。收到之日仍按确认之日计算，迟延会被记录。</p>
        </Notice>
      ) : null}
      {clock.flags.includes('late_supplement_notice') ? (
        <Notice look="warn" title="补正告知超过了7个工作日">
          <p>
            期限从收到补正材料起重新计算
            {clock.riskDate === null
              ? '。'
              : `，但按原来的期限（${formatDate(clock.riskDate)}）答复更稳妥：超期告知补正可能不被认可。`}
          </p>
        </Notice>
      ) : null}
      {clock.refused.length > 0 ? (
        <Notice look="error" title="有记录不产生效力，期限不因它改变：">
          <ul className="list-disc pl-5">
            {clock.refused.map(({ index, type, date, rule }) => (
              <li key={index}>
                {formatDate(date)} {CLOCK_EVENT_NAMES[type]}：{REFUSED_WORDS[rule]}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {view.timeline.some(({ correctedTo }) => correctedTo !== null) ? (
        <Notice title="收到日期更正过">
          <p>原来的日期和更正后的日期都在办理记录里。</p>
        </Notice>
      ) : null}
    </>
  );
}
