import Link from 'next/link';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { Tag } from '@/components/ui/tag';
import { probeSentence } from '@/lib/disclosure/after-publication/messages';
import type {
  CheckRow,
  FollowUpView,
  ValidityRow,
} from '@/lib/disclosure/after-publication/queries/find-follow-up';
import {
  type FollowUp,
  HIDE_REASON_NAMES,
  RELATION_NAMES,
  VALIDITY_NAMES,
} from '@/lib/disclosure/after-publication/types';
import { formatDate, formatMinute } from '@/lib/platform/dates';
import { LeakReportForm, LiveCheckForm } from './live-page-forms';
import { RelationEnd, RelationForm } from './relation-form';
import { ValidityConfirm, ValidityForm } from './validity-form';

/** What the person may do here; `isOwnPage`: a hand in the text, or its publisher. */
export type FollowUpRights = Readonly<Record<FollowUp, boolean>> & { readonly isOwnPage: boolean };

type Props = { view: FollowUpView; rights: FollowUpRights; personId: string; today: string };

/** What is done after publication, most pressing first; nothing where there is nothing to show. */
export function FollowUpCards(props: Props & { isDocument: boolean }) {
  const { view } = props;
  return (
    <>
      {view.hiding ? <HidingCard {...props} hiding={view.hiding} /> : null}
      {view.live ? <LivePageCard {...props} live={view.live} /> : null}
      {view.earlierChecks.length > 0 ? <EarlierChecks view={view} /> : null}
      {props.isDocument || view.validity.today !== null || view.validity.events.length > 0 ? (
        <ValidityCard {...props} />
      ) : null}
      <RelationCard {...props} />
    </>
  );
}

function HidingCard({
  hiding,
  view,
  rights,
  today,
}: Props & { hiding: NonNullable<FollowUpView['hiding']> }) {
  const { confirmDue, penaltyDue, reasonKind, reports } = hiding;
  const isExplained = view.relations.some(
    (relation) => relation.kind === 'withdrawal_notice' && !relation.isReverse && relation.isPublic,
  );
  return (
    <Card title="隐藏之后">
      {reasonKind ? <p>原因：{HIDE_REASON_NAMES[reasonKind]}</p> : null}
      {confirmDue ? (
        <Notice look={confirmDue.isLate ? 'error' : 'warn'}>
          <p>
            须在 {formatDate(confirmDue.on)} 前（1 个工作日内）确认撤回或恢复公开
            {confirmDue.isLate ? '，现已逾期；在确认之前它一直隐藏。' : '。'}
          </p>
        </Notice>
      ) : null}
      {penaltyDue ? (
        <Notice look={isExplained ? 'ok' : penaltyDue.isLate ? 'error' : 'warn'}>
          {isExplained ? (
            <p>撤回的理由已经公开，原网址上看得到。</p>
          ) : (
            <p>
              须在 {formatDate(penaltyDue.on)} 前（3
              个工作日内）撤回并公开理由（行政处罚法第四十八条）：另发一条“通知公告”
              写明理由，走完审核发布后，在下面“关联”里选“撤回的理由”。{penaltyDue.isLate ? '现已逾期。' : ''}
            </p>
          )}
        </Notice>
      ) : null}
      {reasonKind === 'leak' ? (
        <>
          <ol className="list-decimal space-y-1 pl-6">
            <li>已隐藏：页面、附件、列表、检索都看不到了。</li>
            <li>保全证据：不删除任何记录、日志和截图；有关人员不再传播。</li>
            <li>立即向同级保密行政管理部门报告，并在这里登记（保密法）。</li>
          </ol>
          {reports.map((report) => (
            <p key={report.at.toISOString()} className="mt-2">
              {report.reportedOn} 已报告：{report.reportedTo}
              <span className="block text-sm whitespace-pre-line text-ink-soft">
                {report.evidence} {formatMinute(report.at)} {report.by} 登记
              </span>
            </p>
          ))}
          {rights.report_leak ? (
            <LeakReportForm
              key={reports.length}
              itemId={view.itemId}
              eventId={hiding.eventId}
              today={today}
            />
          ) : null}
        </>
      ) : null}
    </Card>
  );
}

function LivePageCard({ live, view, rights }: Props & { live: NonNullable<FollowUpView['live']> }) {
  const [last] = live.checks;
  return (
    <Card title="发布后核查">
      {last === undefined ? (
        <p className={live.due.isLate ? 'font-semibold text-seal' : ''}>
          {formatMinute(live.publishedAt)} 发布的页面还没有人核查，应在 {formatDate(live.due.on)} 前（1
          个工作日内）核查
          {live.due.isLate ? '，已逾期' : ''}。
        </p>
      ) : null}
      {live.probe === null ? null : live.probe.findings.length === 0 ? (
        <p className="text-ok">
          系统于 {formatMinute(live.probe.at)} 打开过页面：标题、附件、站内链接都正常。
        </p>
      ) : (
        <Notice look="warn" title={`系统于 ${formatMinute(live.probe.at)} 打开页面时发现：`}>
          <ul className="list-disc pl-5">
            {live.probe.findings.map((finding) => (
              <li key={`${finding.code} ${finding.what}`} className="wrap-anywhere">
                {probeSentence(finding)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {last?.result === 'problem' ? (
        <Notice look="error" title="核查发现问题">
          <p>请在“可以办理”里立即隐藏，或者更正。</p>
        </Notice>
      ) : null}
      <ul className="divide-y divide-line">
        {live.checks.map((check) => (
          <CheckLine key={check.at.toISOString()} check={check} />
        ))}
      </ul>
      {rights.check_live && !rights.isOwnPage && last?.result !== 'ok' ? (
        <LiveCheckForm key={live.checks.length} itemId={view.itemId} publicationId={live.publicationId} />
      ) : null}
      {rights.check_live && rights.isOwnPage ? (
        <p className="text-sm text-ink-soft">您参与了这一稿的写作或发布，请由别人核查。</p>
      ) : null}
    </Card>
  );
}

function CheckLine({ check, children }: { check: CheckRow; children?: ReactNode }) {
  return (
    <li className="py-2">
      <Tag look={check.result === 'ok' ? 'ok' : 'late'}>
        {check.result === 'ok' ? '核查无误' : '发现问题'}
      </Tag>
      　{formatMinute(check.at)} {check.by} {children}
      {check.note === '' ? null : <p className="whitespace-pre-line text-ink-soft">{check.note}</p>}
    </li>
  );
}

function EarlierChecks({ view }: Pick<Props, 'view'>) {
  return (
    <Card title="以前的发布后核查">
      <ul className="divide-y divide-line">
        {view.earlierChecks.map((check) => (
          <CheckLine key={check.at.toISOString()} check={check}>
            <span className="text-ink-soft">（第 {check.versionNumber} 稿）</span>
          </CheckLine>
        ))}
      </ul>
    </Card>
  );
}

function ValidityCard({ view, rights, personId, today }: Props) {
  const now = view.validity.today;
  const isPending = view.validity.events.some((event) => event.confirmation === null);
  return (
    <Card title="有效性">
      {now ? (
        <p className="text-lg font-semibold">
          {VALIDITY_NAMES[now.state]}
          {now.since && now.state !== 'in_force' ? `（自${formatDate(now.since)}起）` : ''}
          {now.until && (now.state === 'in_force' || now.state === 'amended')
            ? `（有效期至${formatDate(now.until)}）`
            : ''}
        </p>
      ) : (
        <p className="text-ink-soft">没有规定有效期，也没有登记过变更。</p>
      )}
      {now?.isAutomatic && !isPending ? (
        <Notice look="warn">
          <p>有效期已满，公开页面已自动显示失效。请登记失效；继续有效的，请登记依据和新的有效期。</p>
        </Notice>
      ) : null}
      <ul className="divide-y divide-line">
        {view.validity.events.map((event) => (
          <li key={event.id} className="py-2">
            <ValidityEntry event={event} />
            {event.confirmation === null && rights.confirm_validity && event.enteredBy !== personId ? (
              <ValidityConfirm itemId={view.itemId} eventId={event.id} />
            ) : null}
          </li>
        ))}
      </ul>
      {rights.enter_validity ? (
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-brand">登记有效性的变更</summary>
          <ValidityForm
            key={view.validity.events.length}
            itemId={view.itemId}
            today={today}
            lapsedOn={now?.isAutomatic ? now.since : null}
          />
        </details>
      ) : null}
    </Card>
  );
}

function ValidityEntry({ event }: { event: ValidityRow }) {
  const { confirmation } = event;
  return (
    <>
      {formatDate(event.fromDate)}起{' '}
      <strong>{event.state === 'in_force' ? '继续有效' : VALIDITY_NAMES[event.state]}</strong>
      {event.validUntil ? `，有效期至${formatDate(event.validUntil)}` : ''}
      <span className="block text-sm">
        依据：{event.actTitle}
        {event.actNo === '' ? '' : `（${event.actNo}）`}
        {event.actId ? (
          <>
            ，即{' '}
            <Link prefetch={false} href={`/office/items/${event.actId}`}>
              {event.actId}
            </Link>
          </>
        ) : null}
        {event.successorId ? (
          <>
            ；接替：
            <Link prefetch={false} href={`/office/items/${event.successorId}`}>
              {event.successorId}
            </Link>
          </>
        ) : null}
      </span>
      {event.note === '' ? null : <span className="block text-sm">{event.note}</span>}
      <span className="block text-sm text-ink-soft">
        {formatMinute(event.at)} {event.by} 登记；
        {confirmation === null
          ? '等另一人确认，公众还看不到'
          : `${formatMinute(confirmation.at)} ${confirmation.by} ${confirmation.conclusion === 'confirmed' ? '确认' : `不予确认：${confirmation.note}`}`}
      </span>
    </>
  );
}

function RelationCard({ view, rights }: Props) {
  if (view.relations.length === 0 && !rights.relate) return null;
  return (
    <Card title="关联的信息">
      {view.relations.length === 0 ? <p className="text-ink-soft">没有关联的信息。</p> : null}
      <ul className="divide-y divide-line">
        {view.relations.map((relation) => (
          <li key={relation.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <span>
              {RELATION_NAMES[relation.kind][relation.isReverse ? 1 : 0]}：
              <Link prefetch={false} href={`/office/items/${relation.otherId}`}>
                {relation.title}
              </Link>
              {relation.isPublic ? null : <Tag look="quiet">未公开，公众看不到这条关联</Tag>}
            </span>
            {rights.relate && !relation.isReverse ? (
              <RelationEnd itemId={view.itemId} relationId={relation.id} />
            ) : null}
          </li>
        ))}
      </ul>
      {rights.relate ? (
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-brand">关联另一条信息</summary>
          <RelationForm itemId={view.itemId} />
        </details>
      ) : null}
    </Card>
  );
}
