'use client';

import { useState } from 'react';
import { useAct } from '@/components/settings/use-act';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { SelectField, TextArea } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { decideProposalAction } from '@/lib/applications/knowledge/actions';

/** Accepting or declining a proposal to publish; what was typed stays when it is refused. */
export function DecideProposal({
  proposalId,
  title,
  writers,
}: {
  proposalId: string;
  title: string;
  writers: readonly { readonly id: string; readonly name: string }[];
}) {
  const [writerId, setWriter] = useState('');
  const [reason, setReason] = useState('');
  const { refusals, setRefusals, pending, run, errorOf } = useAct();
  const clear = () => setRefusals([]);
  return (
    <div className="mt-3 flex flex-wrap gap-3">
      <ConfirmButton
        label="采纳"
        look="primary"
        title="转为主动公开？"
        confirmLabel="采纳，生成草稿"
        pending={pending}
        onOpen={clear}
        onConfirm={() =>
          run(() => decideProposalAction({ proposalId, conclusion: 'accepted', writerId, reason: '' }))
        }
      >
        <p>{title}</p>
        <p className="mt-2">采纳后生成一份草稿，经过三审三校才能公开；这一步不会公开任何内容。</p>
        <RefusalList refusals={refusals} />
        <SelectField
          id={`writer-${proposalId}`}
          label="由谁拟稿"
          required
          value={writerId}
          onChange={(event) => setWriter(event.target.value)}
          error={errorOf('writerId')}
          options={[['', '请选择'], ...writers.map(({ id, name }) => [id, name] as const)]}
        />
      </ConfirmButton>
      <ConfirmButton
        label="不采纳"
        title="不转为主动公开"
        confirmLabel="不采纳"
        pending={pending}
        onOpen={clear}
        onConfirm={() => run(() => decideProposalAction({ proposalId, conclusion: 'declined', reason }))}
      >
        <p>{title}</p>
        <RefusalList refusals={refusals} />
        <TextArea
          id={`reason-${proposalId}`}
          label="理由"
          required
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={errorOf('reason')}
        />
      </ConfirmButton>
    </div>
  );
}
