'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { SelectField, TextField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { endRelationAction, relateItemsAction } from '@/lib/disclosure/after-publication/actions';
import type { RelationKind } from '@/lib/disclosure/after-publication/types';
import { useAct } from './use-act';

const KIND_WORDS = [
  ['interpretation', '解读（对方是政策解读）'],
  ['correction_notice', '更正公告（对方是通知公告或澄清）'],
  ['withdrawal_notice', '撤回的理由（对方是通知公告或澄清）'],
] as const satisfies readonly (readonly [RelationKind, string])[];

/** Relates another item to this one by its number. */
export function RelationForm({ itemId }: { itemId: string }) {
  const { pending, refusals, errorOf, run } = useAct();
  const [kind, setKind] = useState<string>('interpretation');
  const [otherId, setOtherId] = useState('');
  return (
    <form
      className="mt-2"
      onSubmit={(event) => {
        event.preventDefault();
        // An address is pasted as easily as its last part.
        const id = otherId.trim().split('/').at(-1) ?? '';
        void run(() => relateItemsAction({ itemId, otherId: id, kind })).then((isDone) => {
          if (isDone) setOtherId('');
        });
      }}
    >
      <RefusalList refusals={refusals} />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <SelectField
          id="relation-kind"
          label="关系"
          options={KIND_WORDS}
          value={kind}
          onChange={(event) => setKind(event.target.value)}
        />
        <TextField
          id="relation-other"
          label="另一条信息的编号或网址"
          required
          value={otherId}
          error={errorOf('otherId')}
          onChange={(event) => setOtherId(event.target.value)}
        />
      </div>
      <Button type="submit" look="quiet" disabled={pending}>
        {pending ? '正在关联…' : '关联'}
      </Button>
    </form>
  );
}

/** Takes a relation off, with a reason. */
export function RelationEnd({ itemId, relationId }: { itemId: string; relationId: string }) {
  const { pending, refusals, errorOf, run } = useAct();
  const [reason, setReason] = useState('');
  return (
    <ConfirmButton
      label="取消关联"
      title="取消这条关联？"
      confirmLabel="取消关联"
      look="danger"
      pending={pending}
      onConfirm={() => run(() => endRelationAction({ itemId, relationId, reason }))}
    >
      <RefusalList refusals={refusals} />
      <TextField
        id={`end-${relationId}`}
        label="理由"
        required
        value={reason}
        error={errorOf('reason')}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmButton>
  );
}
