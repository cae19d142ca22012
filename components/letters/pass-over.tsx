'use client';

import { useState } from 'react';
import { useAct } from '@/components/settings/use-act';
import { Button } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { TextArea } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { answerPassingOverAction, askToPassOverAction } from '@/lib/applications/letters/actions';

/** Passing over a finding takes two people: one asks with a reason, another agrees or not. */
export function PassOver({
  enclosureId,
  findingKey,
  mayAsk,
  overrideId,
}: {
  enclosureId: string;
  findingKey: string;
  mayAsk: boolean;
  /** A request this person may answer; null where there is none. */
  overrideId: string | null;
}) {
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const { refusals, pending, run } = useAct();
  const at = `${enclosureId}-${findingKey}`;
  if (overrideId !== null) {
    const answer = (conclusion: 'confirmed' | 'rejected') =>
      run(() => answerPassingOverAction({ overrideId, answer: conclusion, note }));
    return (
      <div className="mt-2">
        <TextArea
          id={`${at}-note`}
          label="您的意见"
          hint="不同意放行的，须写明理由"
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <RefusalList refusals={refusals} />
        <div className="flex flex-wrap gap-3">
          <Button look="quiet" disabled={pending} onClick={() => void answer('confirmed')}>
            同意放行
          </Button>
          <Button look="danger" disabled={pending} onClick={() => void answer('rejected')}>
            不同意
          </Button>
        </div>
      </div>
    );
  }
  if (!mayAsk) return null;
  return (
    <div className="mt-2">
      <ConfirmButton
        label="提出放行"
        title="提出放行这一项"
        confirmLabel="提出"
        pending={pending}
        onConfirm={() => run(() => askToPassOverAction({ enclosureId, findingKey, reason }))}
      >
        <p>由另一个人（工作机构负责人、分管领导或者主要领导）同意后才放行。</p>
        <TextArea
          id={`${at}-reason`}
          label="理由"
          hint="为什么可以提供，依据是什么"
          required
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalList refusals={refusals} />
      </ConfirmButton>
    </div>
  );
}
