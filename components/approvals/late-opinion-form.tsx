'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { TextArea } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { addLateOpinionAction } from '@/lib/approvals/actions';
import { type OwedOpinion, owedOpinionWords } from '@/lib/approvals/rules/late-opinion';
import type { Refusal } from '@/lib/platform/result';

/** The longer written opinion of one's own decision in the emergency lane, due within a working day (TR-11). */
export function LateOpinionForm({
  decisionId,
  step,
  owed,
}: {
  decisionId: string;
  /** The step that was passed, as the screens name it. */
  step: string;
  owed: OwedOpinion;
}) {
  const router = useRouter();
  const [opinion, setOpinion] = useState('');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);

  async function send(): Promise<boolean> {
    setPending(true);
    const result = await attempt(() => addLateOpinionAction({ decisionId, opinion }));
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    if (result.ok) router.refresh();
    return result.ok;
  }

  return (
    <div className="mt-2">
      <TextArea
        id={`late-opinion-${decisionId}`}
        label={`${step}的书面意见`}
        hint={`您在应急流程中已作出“同意”的结论。${owedOpinionWords(owed)}。只能补写一次，补写后不能修改。`}
        required
        value={opinion}
        onChange={(event) => setOpinion(event.target.value)}
      />
      <ConfirmButton
        label="补写意见"
        title="提交这份书面意见？"
        confirmLabel="确认提交"
        look="primary"
        pending={pending}
        disabled={opinion.trim() === ''}
        onOpen={() => setRefusals([])}
        onConfirm={send}
      >
        <p className="my-2 max-h-[40dvh] overflow-y-auto whitespace-pre-wrap wrap-anywhere">{opinion}</p>
        <p>只能补写一次，提交后不能修改。</p>
        <RefusalList refusals={refusals} />
      </ConfirmButton>
    </div>
  );
}
