import type { ReactNode } from 'react';
import { DiffView } from '@/components/disclosure/diff-view';
import { ItemStatusLine } from '@/components/disclosure/item-status';
import { Card } from '@/components/ui/card';
import { Notice, RefusalList } from '@/components/ui/notice';
import { stepNameIn } from '@/lib/approvals/rules/checklists';
import { CLASS_NAMES, routeStepName } from '@/lib/approvals/types';
import type { Review } from '@/lib/disclosure/queries/get-review';
import { KIND_NAMES } from '@/lib/disclosure/types';
import { DecisionForm } from './decision-form';
import { KeptOpinion } from './kept-opinion';
import { RoundOpinions, RoundSteps, roundTitle } from './round-progress';

/** The review of one version, in the order in which a leader reads: facts, changes, the page, opinions, decision. */
export function ReviewScreen({
  review,
  preview,
  declarations = null,
}: {
  review: Review;
  preview: ReactNode;
  /** 申报事项: what the text declares beside its words. */
  declarations?: ReactNode;
}) {
  const { detail, round, content, comparisons, mine, barred } = review;
  const { item, people, rounds } = detail;
  const names = round.facts.contributors.map((id) => people.get(id)?.name ?? '').join('、');
  const following = mine ? round.facts.route.find((step) => step.stage > mine.next.step.stage) : undefined;
  return (
    <div className="mx-auto max-w-4xl">
      <p className="text-sm text-ink-soft">
        {KIND_NAMES[item.kind]} · {CLASS_NAMES[round.contentClass]} · 拟稿：{names}
      </p>
      <h1 className="mb-2 font-serif text-2xl font-bold">{content.title}</h1>
      <ItemStatusLine
        status={{
          draftState: item.draftState,
          publicState: item.publicState,
          plannedFor: item.plan?.publishAt ?? null,
        }}
        detail={`第 ${round.versionNumber} 稿`}
      />
      <p className="mt-1 text-sm text-ink-soft">
        拟发栏目：{content.columns.map((id) => review.columnNames.get(id) ?? id).join('；')}
      </p>
      <div className="mt-4">
        {comparisons.length === 0 ? (
          <Card title="改动">
            <p className="text-ink-soft">首次送审，没有更早的稿件可以比较。</p>
          </Card>
        ) : null}
        {comparisons.map((comparison) => (
          <Card key={comparison.key} title={comparison.title}>
            <DiffView diff={comparison.diff} />
          </Card>
        ))}
        {declarations}
        <Card title="公开后的页面">{preview}</Card>
        <Card title={`审批进度：${roundTitle(round)}`}>
          <RoundSteps round={round} people={people} waitingFor={detail.waitingFor} late={detail.late} />
        </Card>
        {rounds
          .filter((other) => other.decisions.length > 0)
          .map((other) => (
            <Card key={other.id} title={`意见：${roundTitle(other)}`}>
              <RoundOpinions round={other} people={people} notes={detail.notes} />
            </Card>
          ))}
        <section className="mb-4 border-2 border-brand bg-paper p-4" aria-labelledby="decision-title">
          <h2 id="decision-title" className="mb-2 text-lg font-semibold">
            {mine === null
              ? '结论'
              : mine.next.awaitsReferralReply
                ? '登记报请确定的答复'
                : `您的结论：${stepNameIn(mine.next.step, round.facts.route)}`}
          </h2>
          {mine ? (
            <DecisionForm
              key={`${round.id}-${mine.next.step.position}`}
              itemId={item.id}
              roundId={round.id}
              contentHash={round.facts.contentHash}
              decisionsSeen={round.decisions.length}
              step={mine.next.step}
              route={round.facts.route}
              awaitsReferralReply={mine.next.awaitsReferralReply}
              returnTo={mine.returnTo.map((position) => {
                const step = round.facts.route.find((candidate) => candidate.position === position);
                return [
                  position,
                  step ? `上一环节：${routeStepName(step)}` : '拟稿人（修改后重新走完全部审核）',
                ] as const;
              })}
              nextName={following ? stepNameIn(following, round.facts.route) : '发布'}
              formerOpinion={review.formerOpinion}
              formerReturn={review.formerReturn}
            />
          ) : (
            <KeptOpinion itemId={item.id} />
          )}
          {mine ? null : barred.length > 0 ? (
            <RefusalList refusals={barred} title="您不能办理这一环节：" />
          ) : (
            <Notice look="info">
              <p>现在没有需要您办理的环节。</p>
            </Notice>
          )}
        </section>
      </div>
    </div>
  );
}
