import type { ReactNode } from 'react';
import { ChangesChoice } from '@/components/disclosure/compare/changes-choice';
import { Card } from '@/components/ui/card';
import { Notice, RefusalList } from '@/components/ui/notice';
import { passWords } from '@/lib/approvals/rules/act-words';
import { stepNameIn } from '@/lib/approvals/rules/checklists';
import { routeStepName } from '@/lib/approvals/types';
import type { Review } from '@/lib/disclosure/queries/get-review';
import { compareHref } from '@/lib/disclosure/what-changed/rules/compare-address';
import { withBasePath } from '@/lib/platform/base-path';
import { DecideBar } from './decide-bar';
import { DecisionForm } from './decision-form';
import { isOfSecrecy } from './findings-words';
import { KeptOpinion } from './kept-opinion';
import { ProofSection } from './proof-section';
import { ReturnBanner } from './return-banner';
import { ReviewFacts } from './review-facts';
import { RoundOpinions, RoundSteps, roundTitle } from './round-progress';

/**
 * The review of one version, in the order in which a leader reads: facts and risks, what changed, 校 (findings and the
 * page), 审 with the conclusion; then the history. On a phone the page is folded, so that the decision is near.
 */
export function ReviewScreen({
  review,
  personId,
  preview,
  declarations = null,
  classChange = null,
}: {
  review: Review;
  /** Who is looking. */
  personId: string;
  preview: ReactNode;
  /** 申报事项: what the text declares beside its words. */
  declarations?: ReactNode;
  /** 调整内容等级, where this person may. */
  classChange?: ReactNode;
}) {
  const { detail, round, comparisons, mine, barred, proof } = review;
  const { item, people, rounds } = detail;
  const { route } = round.facts;
  const decides = mine !== null && !mine.next.awaitsReferralReply;
  const { findings, fixed, remarks, places } = proof;
  const signs = decides && mine.next.step.step === 'sign_off';
  const passLabel = mine ? passWords(round.facts, mine.next.step) : '';
  // Whoever signs must have had the text before their eyes: the bar passes only what was seen in some version.
  const isNewToSigner = !review.hasSeen && review.seenVersion === null;
  const proofing = (
    <ProofSection
      proof={{ findings, fixed, remarks, places: decides ? places : [] }}
      seat={
        decides
          ? {
              roundId: round.id,
              position: mine.next.step.position,
              step: mine.next.step.step,
              personId,
            }
          : null
      }
      isToBeRead={signs && (!review.hasSeen || comparisons.length === 0)}
    >
      {preview}
    </ProofSection>
  );
  return (
    <div className="mx-auto max-w-4xl">
      <ReviewFacts review={review} />
      <ReturnBanner review={review} />
      <div className="mt-4">
        {review.hasSeen && comparisons.length > 0 ? (
          <Card title="自您上次查看以来的改动">
            <p>文字没有改动：您已经看过第 {round.versionNumber} 稿。</p>
          </Card>
        ) : null}
        {comparisons.length === 0 ? (
          <Card title="改动">
            <p className="text-ink-soft">首次送审，没有更早的稿件可以比较。</p>
          </Card>
        ) : null}
        {comparisons.map((comparison) => (
          <Card key={comparison.key} title={comparison.title}>
            <ChangesChoice
              diff={comparison.diff}
              moreHref={withBasePath(
                compareHref(item.id, { from: String(comparison.from), to: String(comparison.to) }),
              )}
            />
          </Card>
        ))}
        {declarations}
        {round.decisions.length > 0 ? (
          <Card title={`意见：${roundTitle(round)}`}>
            <RoundOpinions round={round} people={people} notes={detail.notes} handled={proof.handled} />
          </Card>
        ) : null}
        {decides ? null : <Card title="校对">{proofing}</Card>}
        {decides ? <DecideBar passLabel={signs && !isNewToSigner ? passLabel : null} /> : null}
        <section className="mb-4 border-2 border-brand bg-paper p-4" aria-labelledby="decision-title">
          <h2 id="decision-title" className="mb-2 text-lg font-semibold">
            {mine === null
              ? '结论'
              : mine.next.awaitsReferralReply
                ? '登记报请确定的答复'
                : `您的结论：${stepNameIn(mine.next.step, route)}${mine.onBehalfOf ? `（代${mine.onBehalfOf}办理）` : ''}`}
          </h2>
          {mine ? (
            <DecisionForm
              key={`${round.id}-${mine.next.step.position}`}
              itemId={item.id}
              roundId={round.id}
              contentHash={round.facts.contentHash}
              decisionsSeen={round.decisions.length}
              step={mine.next.step}
              route={route}
              awaitsReferralReply={mine.next.awaitsReferralReply}
              returnTo={mine.returnTo.map((position) => {
                const step = route.find((candidate) => candidate.position === position);
                return [
                  position,
                  step ? `上一环节：${routeStepName(step)}` : '拟稿人（修改后重新走完全部审核）',
                ] as const;
              })}
              passLabel={passLabel}
              isEmergency={round.lane === 'emergency'}
              situation={[
                round.id,
                round.decisions.length,
                ...findings.map(({ id, standing }) => `${id} ${standing}`),
              ].join()}
              formerOpinion={review.formerOpinion}
              formerReturn={review.formerReturn}
              proofing={proofing}
              secrecyFindings={findings.filter(isOfSecrecy)}
            />
          ) : (
            <KeptOpinion itemId={item.id} />
          )}
          {mine && classChange ? <div className="mt-3">{classChange}</div> : null}
          {mine ? null : barred.length > 0 ? (
            <RefusalList refusals={barred} title="您不能办理这一环节：" />
          ) : (
            <Notice look="info">
              <p>现在没有需要您办理的环节。</p>
            </Notice>
          )}
        </section>
        <Card title={`审批进度：${roundTitle(round)}`}>
          <RoundSteps round={round} people={people} waitingFor={detail.waitingFor} late={detail.late} />
        </Card>
        {rounds
          .filter((other) => other.id !== round.id && other.decisions.length > 0)
          .map((other) => (
            <Card key={other.id} title={`意见：${roundTitle(other)}`}>
              <RoundOpinions round={other} people={people} notes={detail.notes} />
            </Card>
          ))}
      </div>
    </div>
  );
}
