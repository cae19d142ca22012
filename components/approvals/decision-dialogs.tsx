'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { SelectField, TextArea } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import type { Refusal } from '@/lib/platform/result';
import { RETURN_BUTTON_ID } from './decide-bar';
import { useKeptWords } from './use-kept-words';

type DialogProps = {
  itemId: string;
  pending: boolean;
  /** Why this act was refused; of other acts nothing is said here. */
  refusals: readonly Refusal[];
  /** The dialog opens anew: what an earlier attempt said is over. */
  onOpen: () => void;
};

/** 退回: to whom and why. The reason is a text of its own, apart from the opinion of a pass. */
export function ReturnDialog({
  itemId,
  pending,
  refusals,
  onOpen,
  opinion,
  returnTo,
  onReturn,
}: DialogProps & {
  /** What stands in the opinion, offered where no reason is written yet. */
  opinion: string;
  returnTo: readonly (readonly [position: number, name: string])[];
  onReturn: (to: number, reason: string) => Promise<boolean>;
}) {
  const [target, setTarget] = useState(0);
  const [reason, write] = useKeptWords(itemId, 'return');
  return (
    <ConfirmButton
      id={RETURN_BUTTON_ID}
      label="退回"
      title="退回这一稿"
      confirmLabel="确认退回"
      look="danger"
      wide
      pending={pending}
      onOpen={onOpen}
      onConfirm={() => onReturn(target, reason)}
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
        value={reason}
        onChange={(event) => write(event.target.value)}
      />
      {reason === '' && opinion.trim() !== '' ? (
        <Button look="quiet" onClick={() => write(opinion)}>
          用“意见”里写的文字
        </Button>
      ) : null}
      <RefusalList refusals={refusals} />
    </ConfirmButton>
  );
}

/** 报请确定: what is asked of the authority (条例17-3). */
export function ReferDialog({
  itemId,
  pending,
  refusals,
  onOpen,
  onRefer,
}: DialogProps & { onRefer: (question: string) => Promise<boolean> }) {
  const [question, write] = useKeptWords(itemId, 'referral');
  return (
    <ConfirmButton
      label="报请确定"
      title="报请主管部门或保密行政管理部门确定"
      confirmLabel="确认报请"
      wide
      pending={pending}
      onOpen={onOpen}
      onConfirm={() => onRefer(question)}
    >
      <p>收到答复并登记之前，这一稿不能继续审核，也不能发布（条例第十七条）。</p>
      <TextArea
        id="referral-reason"
        label="拟请示的事项"
        required
        value={question}
        onChange={(event) => write(event.target.value)}
      />
      <RefusalList refusals={refusals} />
    </ConfirmButton>
  );
}
