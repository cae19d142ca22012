'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { PasswordAgain } from '@/components/organs/password-again';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { TextArea } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { approvalRefusal } from '@/lib/approvals/messages';
import { type ChecklistItem, checklistOf } from '@/lib/approvals/rules/checklists';
import type { DecisionInput } from '@/lib/approvals/schema';
import type { Conclusion, RouteStep } from '@/lib/approvals/types';
import { decideItemAction } from '@/lib/disclosure/actions';
import type { ReviewFinding } from '@/lib/disclosure/queries/get-proof';
import type { Refusal } from '@/lib/platform/result';
import { PASS_BUTTON_ID } from './decide-bar';
import { ReferDialog, ReturnDialog } from './decision-dialogs';
import { forgetWords } from './kept-opinion';
import { completeAnswers, type SecrecyDraft, SecrecyFields, UNANSWERED } from './secrecy-fields';
import { useKeptWords } from './use-kept-words';

type Ticks = Record<string, boolean>;
type Attempt = { readonly conclusion: Conclusion; readonly words: string; readonly returnTo?: number };
type Refused = {
  readonly conclusion: Conclusion;
  readonly situation: string;
  readonly refusals: readonly Refusal[];
};

/** The decision of one step: 校 and 审 checklists, opinion, and one button per conclusion that names the act. */
export function DecisionForm({
  itemId,
  roundId,
  contentHash,
  decisionsSeen,
  step,
  awaitsReferralReply,
  returnTo,
  passLabel,
  isEmergency,
  situation,
  route,
  formerOpinion,
  formerReturn,
  proofing,
  secrecyFindings,
}: {
  itemId: string;
  roundId: string;
  contentHash: string;
  decisionsSeen: number;
  step: RouteStep;
  awaitsReferralReply: boolean;
  /** Positions a return can go to, with the name of each. */
  returnTo: readonly (readonly [position: number, name: string])[];
  /** The pass button, which names what follows. */
  passLabel: string;
  /** The emergency lane: a pass without an opinion owes a written one. */
  isEmergency: boolean;
  /** Tells one state of the round from another: what was refused in an earlier one is said no more. */
  situation: string;
  /** Where 校 is a seat of its own, the level confirms 审 only. */
  route: readonly RouteStep[];
  formerOpinion: string | null;
  /** Why the person returned an earlier version: shown, never put into a new opinion. */
  formerReturn: string | null;
  /** 校: findings and page; stands before 审. */
  proofing: ReactNode;
  /** Findings that 保密审查 looks at. */
  secrecyFindings: readonly ReviewFinding[];
}) {
  const router = useRouter();
  const [review, setReview] = useState<Ticks>({});
  const [proof, setProof] = useState<Ticks>({});
  const [opinion, write] = useKeptWords(itemId, 'opinion', formerOpinion ?? '');
  const [secrecy, setSecrecy] = useState<SecrecyDraft>(UNANSWERED);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [pending, setPending] = useState(false);
  /** The decision that waits for the password. */
  const [waiting, setWaiting] = useState<Attempt | null>(null);
  const lists = checklistOf(step.step, route);
  const refusals = refused?.situation === situation ? refused.refusals : [];
  const refusalsOf = (...conclusions: readonly Conclusion[]) =>
    refused && conclusions.includes(refused.conclusion) ? refusals : [];
  const isStale = refusals.some((refusal) => refusal.code === 'stale_round');

  async function decide(tried: Attempt): Promise<boolean> {
    const { conclusion } = tried;
    const refuse = (why: readonly Refusal[]) => setRefused({ conclusion, situation, refusals: why });
    const answers = step.step === 'secrecy' && conclusion === 'pass' ? completeAnswers(secrecy) : null;
    if (answers === undefined) {
      refuse([approvalRefusal('secrecy_answers_missing')]);
      return false;
    }
    setPending(true);
    const input: DecisionInput = {
      roundId,
      position: step.position,
      contentHash,
      decisionsSeen,
      conclusion,
      returnTo: tried.returnTo ?? null,
      opinion: tried.words,
      reviewChecklist: review,
      proofChecklist: proof,
      secrecy: answers,
    };
    const result = await attempt(() => decideItemAction(input));
    setPending(false);
    if (!result.ok && result.refusals.some((refusal) => refusal.code === 'reauthentication_needed')) {
      setWaiting(tried);
      return false;
    }
    refuse(result.ok ? [] : result.refusals);
    if (result.ok) {
      forgetWords(itemId);
      router.push(`/office?done=${conclusion}&item=${itemId}`);
    }
    return result.ok;
  }

  if (awaitsReferralReply) {
    return (
      <>
        <RefusalList refusals={refusals} />
        <TextArea
          id="opinion"
          label="答复内容"
          hint="写明答复的机关、日期、文号和结论。"
          required
          value={opinion}
          onChange={(event) => write(event.target.value)}
        />
        <Button
          wide
          disabled={pending}
          onClick={() => void decide({ conclusion: 'referral_reply', words: opinion })}
        >
          登记答复，继续保密审查
        </Button>
      </>
    );
  }
  return (
    <>
      <PasswordAgain
        isOpen={waiting !== null}
        act="签发 C 类信息"
        onDone={(isConfirmed) => {
          const tried = waiting;
          setWaiting(null);
          if (isConfirmed && tried !== null) void decide(tried);
        }}
      />
      <RefusalList refusals={refusalsOf('pass')} title="没有提交成功：" />
      {isStale ? (
        <Notice look="info" title="您写的意见还在">
          <p>请先查看最新内容，再决定是否提交。</p>
          <Button look="quiet" onClick={() => router.refresh()}>
            查看最新内容
          </Button>
        </Notice>
      ) : null}
      <Part title="校">
        {proofing}
        <Checklist title="校对要点" items={lists.proof} ticks={proof} onChange={setProof} />
      </Part>
      <h3 className="mt-4 border-t border-line pt-3 text-lg font-semibold">审</h3>
      <Checklist title="审核要点" items={lists.review} ticks={review} onChange={setReview} />
      {step.step === 'secrecy' ? (
        <SecrecyFields answers={secrecy} findings={secrecyFindings} onChange={setSecrecy} />
      ) : null}
      {formerReturn ? (
        <Notice look="info" title="您上一稿的退回理由">
          <p className="whitespace-pre-wrap wrap-anywhere">{formerReturn}</p>
        </Notice>
      ) : null}
      <TextArea
        id="opinion"
        label="意见"
        hint={opinionHint(formerOpinion !== null && formerOpinion !== '', isEmergency)}
        value={opinion}
        onChange={(event) => write(event.target.value)}
      />
      <div className="mt-4 grid gap-3">
        <Button
          id={PASS_BUTTON_ID}
          wide
          disabled={pending}
          onClick={() => void decide({ conclusion: 'pass', words: opinion })}
        >
          {pending ? '正在提交…' : passLabel}
        </Button>
        <ReturnDialog
          itemId={itemId}
          pending={pending}
          refusals={refusalsOf('return')}
          onOpen={() => setRefused(null)}
          opinion={opinion}
          returnTo={returnTo}
          onReturn={(to, words) => decide({ conclusion: 'return', words, returnTo: to })}
        />
        {step.step === 'secrecy' ? (
          <ReferDialog
            itemId={itemId}
            pending={pending}
            refusals={refusalsOf('refer_secrecy')}
            onOpen={() => setRefused(null)}
            onRefer={(words) => decide({ conclusion: 'refer_secrecy', words })}
          />
        ) : null}
      </div>
    </>
  );
}

/** What is asked of the opinion of a pass. @rule TR-11 */
function opinionHint(isFilledIn: boolean, isEmergency: boolean): string {
  if (isFilledIn) return '已填入您上一稿的意见，可直接提交或修改。';
  return isEmergency
    ? '应急流程可以先同意、后补写：现在不填的，须在 1 个工作日内补写书面意见。要退回的，点“退回”再写理由。'
    : '同意可不填。要退回的，点“退回”再写理由。';
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="text-lg font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Checklist({
  title,
  items,
  ticks,
  onChange,
}: {
  title: string;
  items: readonly ChecklistItem[];
  ticks: Ticks;
  onChange: (ticks: Ticks) => void;
}) {
  if (items.length === 0) return null;
  return (
    <fieldset className="my-3">
      <legend className="mb-1 font-semibold">{title}</legend>
      {items.map((item) => (
        <label key={item.key} className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            className="size-5 shrink-0 accent-brand"
            checked={ticks[item.key] ?? false}
            onChange={(event) => onChange({ ...ticks, [item.key]: event.target.checked })}
          />
          {item.text}
        </label>
      ))}
    </fieldset>
  );
}
