'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { handleFindingsAction } from '@/lib/disclosure/actions';
import type { ReviewFinding } from '@/lib/disclosure/queries/get-proof';
import type { Refusal } from '@/lib/platform/result';
import { checkReviewerHandling, isFinalStep } from '@/lib/proofreading/rules/handling';
import { type HandlingAct, REASON_LENGTH } from '@/lib/proofreading/types';
import type { ProofSeat } from './proof-seat';

/** What a reviewer may say of a finding at his step, each as the button that does it. */
function actsAt(finding: ReviewFinding, seat: ProofSeat): (readonly [act: HandlingAct, label: string])[] {
  const offered: (readonly [HandlingAct, string])[] = [
    ['refused', '记录：不改'],
    ['settled', '记录：已解决'],
    ...(isFinalStep(seat.step) ? [] : ([['escalated', '提请终审人决定']] as const)),
  ];
  // The reason is still to be written; everything else that speaks against an act takes its button away.
  return offered.filter(
    ([act]) => checkReviewerHandling(finding, { act, reason: '理由' }, seat).length === 0,
  );
}

/** Handles one finding at once; what was written stays where it is refused. Sending back is done with the decision. */
export function HandleFinding({ finding, seat }: { finding: ReviewFinding; seat: ProofSeat }) {
  const router = useRouter();
  const [reason, setReason] = useState(finding.former?.reason ?? '');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);
  const acts = actsAt(finding, seat);

  async function handle(act: HandlingAct) {
    setPending(true);
    const result = await attempt(() =>
      handleFindingsAction({
        roundId: seat.roundId,
        position: seat.position,
        handlings: [{ findingId: finding.id, act, reason }],
      }),
    );
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    if (!result.ok) return;
    setReason('');
    router.refresh();
  }

  if (acts.length === 0) {
    return (
      <p className="mt-1 text-sm text-seal">
        {finding.kind === 'classification'
          ? '涉密标志不能通过，只能退回删去内容，并报告保密工作机构。'
          : '这一条须改正或由终审人决定。'}
      </p>
    );
  }
  return (
    <details className="mt-1" open={finding.standing === 'open'}>
      <summary className="min-h-9 cursor-pointer text-brand">
        {finding.standing === 'done' ? '另作处理' : '处理'}
      </summary>
      <TextField
        id={`reason-${finding.id}`}
        label="理由"
        required
        maxLength={REASON_LENGTH}
        hint={finding.former ? `上一稿${finding.former.by}写的，可以直接用或修改。` : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <RefusalList refusals={refusals} />
      <p className="flex flex-wrap gap-3">
        {acts.map(([act, label]) => (
          <Button key={act} look="quiet" disabled={pending} onClick={() => void handle(act)}>
            {label}
          </Button>
        ))}
      </p>
    </details>
  );
}
