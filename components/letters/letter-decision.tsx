'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import {
  completeAnswers,
  type SecrecyDraft,
  SecrecyFields,
  UNANSWERED,
} from '@/components/approvals/secrecy-fields';
import { useKeptWords } from '@/components/approvals/use-kept-words';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/choice';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { TextArea } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { decideCaseLetterAction } from '@/lib/applications/letters/actions';
import type { ReplyStep, RouteStep } from '@/lib/approvals/types';
import { letterRefusal } from '@/lib/letters/messages';
import { LETTER_CHECKLISTS } from '@/lib/letters/rules/check-letter-decision';
import type { Refusal } from '@/lib/platform/result';

/** The decision of one seat on a letter: check list, 保密审查 item by item, opinion; pass, or return with the reason. */
export function LetterDecision({
  letterId,
  step,
  name,
  onBehalfOf,
  contentHash,
  decisionsSeen,
  isLast,
}: {
  letterId: string;
  step: RouteStep<ReplyStep>;
  name: string;
  onBehalfOf: string | null;
  contentHash: string;
  decisionsSeen: number;
  /** The last seat of the route: with its pass the letter is numbered and sealed. */
  isLast: boolean;
}) {
  const router = useRouter();
  const [ticks, setTicks] = useState<Readonly<Record<string, boolean>>>({});
  const [secrecy, setSecrecy] = useState<SecrecyDraft>(UNANSWERED);
  const [opinion, setOpinion] = useKeptWords(letterId, 'opinion');
  const [why, setWhy] = useKeptWords(letterId, 'return');
  const [refused, setRefused] = useState<{ of: 'pass' | 'return'; refusals: readonly Refusal[] } | null>(
    null,
  );
  const [pending, setPending] = useState(false);
  const isSecrecy = step.step === 'secrecy';
  const isStale = refused?.refusals.some(({ code }) => code === 'stale_letter') ?? false;

  async function decide(conclusion: 'pass' | 'return'): Promise<boolean> {
    const answers = isSecrecy && conclusion === 'pass' ? completeAnswers(secrecy) : null;
    if (answers === undefined) {
      setRefused({ of: 'pass', refusals: [letterRefusal('secrecy_missing')] });
      return false;
    }
    setPending(true);
    const result = await attempt(() =>
      decideCaseLetterAction({
        letterId,
        position: step.position,
        contentHash,
        decisionsSeen,
        conclusion,
        opinion: conclusion === 'pass' ? opinion : why,
        checklist: conclusion === 'pass' ? ticks : {},
        secrecy: answers,
      }),
    );
    setPending(false);
    setRefused(result.ok ? null : { of: conclusion, refusals: result.refusals });
    if (result.ok) {
      setOpinion('');
      setWhy('');
      router.push(`/office/letters?done=${conclusion}&letter=${letterId}`);
    }
    return result.ok;
  }

  const refusalsOf = (conclusion: 'pass' | 'return') => (refused?.of === conclusion ? refused.refusals : []);
  return (
    <Card title={onBehalfOf === null ? name : `${name}（代${onBehalfOf}）`}>
      {LETTER_CHECKLISTS[step.step].length > 0 ? (
        <fieldset>
          <legend className="font-semibold">审核要点</legend>
          {LETTER_CHECKLISTS[step.step].map(({ key, text }) => (
            <Checkbox
              key={key}
              label={text}
              checked={ticks[key] ?? false}
              onChange={(event) => setTicks({ ...ticks, [key]: event.target.checked })}
            />
          ))}
        </fieldset>
      ) : null}
      {isSecrecy ? <SecrecyFields answers={secrecy} findings={null} onChange={setSecrecy} /> : null}
      <TextArea
        id="opinion"
        label="意见"
        hint="同意可不填。要退回的，点“退回”再写理由。"
        value={opinion}
        onChange={(event) => setOpinion(event.target.value)}
      />
      <RefusalList refusals={refusalsOf('pass')} title="没有提交成功：" />
      {isStale ? (
        <Button look="quiet" className="mb-3" onClick={() => router.refresh()}>
          查看最新内容
        </Button>
      ) : null}
      <div className="grid gap-3">
        <Button wide disabled={pending} onClick={() => void decide('pass')}>
          {pending ? '正在提交…' : isLast ? '同意，编号盖章' : '同意'}
        </Button>
        <ConfirmButton
          label="退回"
          title="退回承办人修改"
          confirmLabel="确认退回"
          look="danger"
          wide
          pending={pending}
          onOpen={() => setRefused(null)}
          onConfirm={() => decide('return')}
        >
          <TextArea
            id="return-reason"
            label="理由"
            required
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
          <RefusalList refusals={refusalsOf('return')} />
        </ConfirmButton>
      </div>
    </Card>
  );
}
