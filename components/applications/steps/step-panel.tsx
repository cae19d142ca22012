import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { barredByReason } from '@/lib/applications/rules/barred-steps';
import type { CaseOffer } from '@/lib/applications/rules/case-offers';
import { CASE_ACTION_NAMES, type CaseAction } from '@/lib/applications/transitions';
import type { Refusal } from '@/lib/platform/result';
import { DeskStep } from './desk-steps';
import { ProcedureStep } from './procedure-steps';
import { ReceiptStep } from './receipt-steps';
import { RelationStep } from './relation-steps';
import type { StepFacts } from './step-facts';

/** Steps that are letters or decisions, each with its screen. */
const SCREENS: Readonly<Partial<Record<CaseAction, readonly (readonly [text: string, path: string])[]>>> = {
  request_supplement: [['告知补正（L02）', 'letters/new?code=L02']],
  supplement_overdue: [['逾期不补正，办结（L11）', 'decide?outcome=other.supplement_overdue']],
  consult: [
    ['征求第三方意见（L06）', 'letters/new?code=L06'],
    ['征求其他机关意见（L08）', 'letters/new?code=L08'],
  ],
  ask_reasons: [['要求说明理由（L03）', 'letters/new?code=L03']],
  extend: [['延长答复期限（L04）', 'letters/new?code=L04']],
  defer: [['延迟答复（L05）', 'letters/new?code=L05']],
  notify_fee: [['通知缴费（L10）', 'letters/new?code=L10']],
  payment_overdue: [['逾期未缴费，办结（L12）', 'decide?outcome=other.fee_unpaid']],
  decide: [['作出处理决定', 'decide']],
  close_by_note: [['以工作记录结案', 'decide']],
};
const RECEIPT: readonly CaseAction[] = [
  'log_contact',
  'confirm',
  'give_up_confirmation',
  'register',
  'check_application',
  'correct_receipt_date',
];
const RELATION: readonly CaseAction[] = ['split', 'merge', 'unmerge', 'link_case', 'propose_publication'];
const PROCEDURE: readonly CaseAction[] = [
  'send_supplement',
  'receive_supplement',
  'record_consultation_service',
  'end_consultation',
  'record_reasons',
  'record_search',
  'record_payment',
  'cancel_fee',
  'withdraw_application',
  'archive',
];
/** Shown beside the documents. */
const ELSEWHERE: readonly CaseAction[] = ['add_file'];

/**
 * The next lawful steps as buttons, the other acts folded below them, and of what can't be done why not: the table of
 * states, the roles and the clock said so.
 */
export function StepPanel({ offers, facts }: { offers: readonly CaseOffer[]; facts: StepFacts }) {
  const shown = offers.filter(({ action }) => !ELSEWHERE.includes(action));
  const steps = shown.filter(({ isAllowed, group }) => isAllowed && group === 'step');
  const others = shown.filter(({ isAllowed, group }) => isAllowed && group === 'other');
  const barred = shown.filter(({ isAllowed }) => !isAllowed);
  return (
    <Card title="下一步">
      {steps.length === 0 && !facts.needsWithdrawalLetter ? (
        <p className="text-ink-soft">现在没有需要您办的步骤。</p>
      ) : null}
      <ul className="grid gap-3">
        {facts.needsWithdrawalLetter ? (
          <li>
            <Link
              prefetch={false}
              href={`/office/applications/${facts.caseId}/decide`}
              className={buttonClass('primary')}
            >
              出具撤回申请确认书（L13）
            </Link>
          </li>
        ) : null}
        {steps.map((offer) => (
          <li key={offer.action}>
            <div className="flex flex-wrap gap-2">
              <OneStep offer={offer} facts={facts} />
            </div>
            <Warnings warnings={offer.warnings} />
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <details className="mt-3 border-t border-line pt-1" open={steps.length === 0}>
          <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-brand">
            其他办理（{others.length}）
          </summary>
          <div className="flex flex-wrap gap-2">
            {others.map((offer) => (
              <OneStep key={offer.action} offer={offer} facts={facts} />
            ))}
          </div>
        </details>
      ) : null}
      {barred.length > 0 ? (
        <details className="mt-3 border-t border-line pt-1">
          <summary className="flex min-h-11 cursor-pointer items-center text-brand">
            现在不能办的，为什么（{barred.length}）
          </summary>
          <dl className="text-sm">
            {barredByReason(barred).map(({ sentence, law, actions }) => (
              <div key={`${sentence}${law}`} className="border-t border-line py-2">
                <dt className="font-semibold">
                  {sentence}
                  {lawWords(law)}
                </dt>
                <dd className="text-ink-soft">{actions.map((one) => CASE_ACTION_NAMES[one]).join('、')}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </Card>
  );
}

/** `条例33-2` as people write it; numbers of house rules say nothing to them. */
function lawWords(law: string | undefined): string {
  const article = /^条例(\d+)/.exec(law ?? '')?.[1];
  return article === undefined ? '' : `（《条例》第${article}条）`;
}

function Warnings({ warnings }: { warnings: readonly Refusal[] }) {
  return warnings.map(({ code, message, law }) => (
    <p key={code} className="mt-1 border-l-4 border-warn bg-warn-wash px-3 py-1 text-sm text-warn">
      {message}
      {lawWords(law)}
    </p>
  ));
}

/** The screens of a step that is a letter or a decision; undefined for one with a form here. */
function screensOf(action: CaseAction, facts: StepFacts): readonly (readonly [string, string])[] | undefined {
  if (action === 'serve' && facts.sealedLetterId !== null)
    return [['送达答复', `letters/${facts.sealedLetterId}`]];
  if (action !== 'send_letter') return SCREENS[action];
  const isWaiting = facts.state === 'submitted' || facts.state === 'unconfirmed';
  return [
    isWaiting
      ? (['请申请人确认（L00）', 'letters/new?code=L00'] as const)
      : (['登记回执（L01）', 'letters/new?code=L01'] as const),
    ...(facts.consultations.length > 0
      ? ([
          ['告知申请人正在征求意见（L07）', 'letters/new?code=L07'],
          ['告知第三方公开决定（L09）', 'letters/new?code=L09'],
        ] as const)
      : []),
  ];
}

function OneStep({ offer, facts }: { offer: CaseOffer; facts: StepFacts }) {
  const { action, warnings } = offer;
  const base = `/office/applications/${facts.caseId}`;
  const screens = screensOf(action, facts);
  if (screens !== undefined) {
    return screens.map(([text, path]) => (
      <Link
        key={path}
        prefetch={false}
        href={`${base}/${path}`}
        className={buttonClass(action === 'decide' || action === 'serve' ? 'primary' : 'quiet')}
      >
        {text}
      </Link>
    ));
  }
  const props = { action, facts, warnings };
  if (RECEIPT.includes(action)) return <ReceiptStep {...props} />;
  if (PROCEDURE.includes(action)) return <ProcedureStep {...props} />;
  if (RELATION.includes(action)) return <RelationStep {...props} />;
  return <DeskStep {...props} />;
}
