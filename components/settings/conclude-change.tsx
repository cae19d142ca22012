'use client';

import { useState } from 'react';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { TextArea } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import type { Refusal } from '@/lib/platform/result';
import { concludeChangeAction } from '@/lib/settings/actions';
import type { ChangeConclusion } from '@/lib/settings/types';
import { StaffingLosses } from './staffing-losses';
import { useAct } from './use-act';

/** The acts on an open change; what this person can't do is disabled with every reason. */
export function ConcludeChange({
  changeId,
  title,
  losses,
  whyNotConfirm,
  mayWithdraw,
}: {
  changeId: string;
  title: string;
  /** What would come to a halt; then it is confirmed only with a tick. */
  losses: readonly string[];
  whyNotConfirm: readonly Refusal[];
  mayWithdraw: boolean;
}) {
  const [note, setNote] = useState('');
  const [isAccepted, setAccepted] = useState(false);
  const { refusals, pending, run, errorOf } = useAct();
  const isBarred = whyNotConfirm.length > 0;
  const conclude = (conclusion: ChangeConclusion) =>
    run(() => concludeChangeAction({ changeId, conclusion, note: conclusion === 'rejected' ? note : '' }));
  return (
    <div className="mt-3">
      <div className="flex flex-wrap gap-3">
        <ConfirmButton
          label="同意"
          look="primary"
          title="同意这项变更？"
          confirmLabel="同意，使其生效"
          pending={pending}
          disabled={isBarred}
          barred={losses.length > 0 && !isAccepted}
          onConfirm={() => conclude('approved')}
        >
          <p>{title}</p>
          <StaffingLosses losses={losses} isAccepted={isAccepted} onAccept={setAccepted} />
          <p className="mt-2">确认后不能撤销；要改回来，须另外提出变更。</p>
          <RefusalList refusals={refusals} />
        </ConfirmButton>
        <ConfirmButton
          label="不同意"
          title="不同意这项变更"
          confirmLabel="不同意"
          pending={pending}
          disabled={isBarred}
          onConfirm={() => conclude('rejected')}
        >
          <p>{title}</p>
          <RefusalList refusals={refusals} />
          <TextArea
            id={`note-${changeId}`}
            label="理由"
            required
            value={note}
            onChange={(event) => setNote(event.target.value)}
            error={errorOf('note')}
          />
        </ConfirmButton>
        {mayWithdraw ? (
          <ConfirmButton
            label="撤回"
            look="danger"
            title="撤回这项变更？"
            confirmLabel="撤回"
            pending={pending}
            onConfirm={() => conclude('withdrawn')}
          >
            <p>{title}</p>
            <p className="mt-2">撤回后不能恢复，需要时重新提出。</p>
            <RefusalList refusals={refusals} />
          </ConfirmButton>
        ) : null}
      </div>
      {whyNotConfirm.map((refusal) => (
        <p key={refusal.code} className="mt-1 text-sm text-ink-soft">
          {refusal.message}
        </p>
      ))}
    </div>
  );
}
