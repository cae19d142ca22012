'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { PasswordAgain } from '@/components/organs/password-again';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { SelectField, TextArea } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { approvalRefusal } from '@/lib/approvals/messages';
import { type ChecklistItem, checklistOf } from '@/lib/approvals/rules/checklists';
import type { DecisionInput } from '@/lib/approvals/schema';
import type { Conclusion, RouteStep } from '@/lib/approvals/types';
import { decideItemAction } from '@/lib/disclosure/actions';
import type { ReviewFinding } from '@/lib/disclosure/queries/get-proof';
import type { Refusal } from '@/lib/platform/result';
import { PASS_BUTTON_ID } from './decide-bar';
import { keepOpinion, readKeptOpinion } from './kept-opinion';
import { completeAnswers, type SecrecyDraft, SecrecyFields, UNANSWERED } from './secrecy-fields';

type Ticks = Record<string, boolean>;

/** The decision of one step: 校 and 审 checklists, opinion, and one button per conclusion that names the act. */
export function DecisionForm({
  itemId,
  roundId,
  contentHash,
  decisionsSeen,
  step,
  awaitsReferralReply,
  returnTo,
  nextName,
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
  /** What follows a pass, for the button: `复审 · 二校`, or `发布`. */
  nextName: string;
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
  const [opinion, setOpinion] = useState(formerOpinion ?? '');
  const [target, setTarget] = useState(0);
  const [secrecy, setSecrecy] = useState<SecrecyDraft>(UNANSWERED);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);
  /** The conclusion that waits for the password. */
  const [waiting, setWaiting] = useState<Conclusion | null>(null);
  const lists = checklistOf(step.step, route);

  // What was written outlives a reload and a stale form; it stays in this window and goes once a decision is recorded.
  useEffect(() => {
    const kept = readKeptOpinion(itemId);
    if (kept) setOpinion(kept);
  }, [itemId]);
  function write(text: string) {
    setOpinion(text);
    keepOpinion(itemId, text);
  }
  const isStale = refusals.some((refusal) => refusal.code === 'stale_round');

  async function decide(conclusion: Conclusion): Promise<boolean> {
    const answers = step.step === 'secrecy' && conclusion === 'pass' ? completeAnswers(secrecy) : null;
    if (answers === undefined) {
      setRefusals([approvalRefusal('secrecy_answers_missing')]);
      return false;
    }
    setPending(true);
    const input: DecisionInput = {
      roundId,
      position: step.position,
      contentHash,
      decisionsSeen,
      conclusion,
      returnTo: conclusion === 'return' ? target : null,
      opinion,
      reviewChecklist: review,
      proofChecklist: proof,
      secrecy: answers,
    };
    const result = await attempt(() => decideItemAction(input));
    setPending(false);
    if (!result.ok && result.refusals.some((refusal) => refusal.code === 'reauthentication_needed')) {
      setWaiting(conclusion);
      return false;
    }
    setRefusals(result.ok ? [] : result.refusals);
    if (result.ok) {
      keepOpinion(itemId, '');
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
        <Button wide disabled={pending} onClick={() => void decide('referral_reply')}>
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
          const conclusion = waiting;
          setWaiting(null);
          if (isConfirmed && conclusion !== null) void decide(conclusion);
        }}
      />
      <RefusalList refusals={refusals} title="没有提交成功：" />
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
        hint={formerOpinion ? '已填入您上一稿的意见，可直接提交或修改。' : '同意可不填；退回必须写明理由。'}
        value={opinion}
        onChange={(event) => write(event.target.value)}
      />
      <div className="mt-4 grid gap-3">
        <Button id={PASS_BUTTON_ID} wide disabled={pending} onClick={() => void decide('pass')}>
          {pending ? '正在提交…' : `同意并送${nextName}`}
        </Button>
        <ConfirmButton
          label="退回"
          title="退回这一稿"
          confirmLabel="确认退回"
          look="danger"
          wide
          pending={pending}
          onConfirm={() => decide('return')}
        >
          <SelectField
            id="return-to"
            label="退回到"
            value={String(target)}
            onChange={(event) => setTarget(Number(event.target.value))}
            options={returnTo.map(([position, name]) => [String(position), name] as const)}
          />
          <TextArea
            id="return-reason"
            label="理由"
            required
            value={opinion}
            onChange={(event) => write(event.target.value)}
          />
          <RefusalList refusals={refusals} />
        </ConfirmButton>
        {step.step === 'secrecy' ? (
          <ConfirmButton
            label="报请确定"
            title="报请主管部门或保密行政管理部门确定"
            confirmLabel="确认报请"
            wide
            pending={pending}
            onConfirm={() => decide('refer_secrecy')}
          >
            <p>收到答复并登记之前，这一稿不能继续审核，也不能发布（条例第十七条）。</p>
            <TextArea
              id="referral-reason"
              label="拟请示的事项"
              required
              value={opinion}
              onChange={(event) => write(event.target.value)}
            />
            <RefusalList refusals={refusals} />
          </ConfirmButton>
        ) : null}
      </div>
    </>
  );
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
