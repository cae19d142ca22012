'use client';

import { useState } from 'react';
import { useAct } from '@/components/settings/use-act';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { TextArea, TextField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { recordLetterReceiptAction, recordLetterReturnAction } from '@/lib/applications/letters/actions';
import type { FileChoice } from '@/lib/applications/letters/types';
import { ProofPicker } from './proof-picker';

type Props = { caseId: string; letterId: string; today: string; proofs: readonly FileChoice[] };

/** Somebody has signed for a letter that was posted. */
export function ReceiptForm({ caseId, letterId, today, proofs }: Props) {
  const [servedOn, setServedOn] = useState(today);
  const [proofFileId, setProof] = useState('');
  const { refusals, pending, run } = useAct();
  return (
    <ConfirmButton
      label="登记签收"
      title="登记签收"
      confirmLabel="登记"
      pending={pending}
      onConfirm={() =>
        run(() =>
          recordLetterReceiptAction({ letterId, servedOn, note: '', proofFileId: proofFileId || null }),
        )
      }
    >
      <p className="text-ink-soft">补正、缴费和征求意见的期限从签收之日起算；答复期限不因签收改变。</p>
      <TextField
        id="receipt-on"
        label="签收日期"
        type="date"
        max={today}
        required
        value={servedOn}
        onChange={(event) => setServedOn(event.target.value)}
      />
      <ProofPicker id="receipt" caseId={caseId} files={proofs} value={proofFileId} onPick={setProof} />
      <RefusalList refusals={refusals} />
    </ConfirmButton>
  );
}

/** A letter came back: a task until it is sent again. */
export function ReturnForm({ caseId, letterId, today, proofs }: Props) {
  const [returnedOn, setReturnedOn] = useState(today);
  const [reason, setReason] = useState('');
  const [proofFileId, setProof] = useState('');
  const { refusals, pending, run } = useAct();
  return (
    <ConfirmButton
      label="登记退回"
      title="文书被退回"
      confirmLabel="登记"
      look="danger"
      pending={pending}
      onConfirm={() =>
        run(() =>
          recordLetterReturnAction({ letterId, returnedOn, reason, proofFileId: proofFileId || null }),
        )
      }
    >
      <p className="text-ink-soft">登记后列入待办，直到再次送达；已经停止的答复期限不会重新计算。</p>
      <TextField
        id="returned-on"
        label="退回日期"
        type="date"
        max={today}
        required
        value={returnedOn}
        onChange={(event) => setReturnedOn(event.target.value)}
      />
      <TextArea
        id="returned-why"
        label="退回的原因"
        hint="如：地址不详、逾期未领、拒收"
        required
        rows={2}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <ProofPicker id="return" caseId={caseId} files={proofs} value={proofFileId} onPick={setProof} />
      <RefusalList refusals={refusals} />
    </ConfirmButton>
  );
}
