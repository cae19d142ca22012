'use client';

import { useState } from 'react';
import { useAct } from '@/components/settings/use-act';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { TextArea } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { dropCaseLetterAction, voidCaseLetterAction } from '@/lib/applications/letters/actions';

const WORDS = {
  void: {
    label: '作废这份文书',
    title: '作废已经盖章的文书',
    confirm: '确认作废',
    after: '文号保留在登记簿里，注明作废，不再使用。',
  },
  drop: {
    label: '放弃这份文书',
    title: '放弃没有编号的文书',
    confirm: '确认放弃',
    after: '文书留在案卷里，注明已放弃。',
  },
} as const;

/** Takes a sealed letter out of use before it is sent, or gives a draft up; both with the reason. */
export function EndLetter({
  letterId,
  what,
  isReply,
}: {
  letterId: string;
  what: keyof typeof WORDS;
  /** Of a reply: the case goes back to where it was decided. */
  isReply: boolean;
}) {
  const [reason, setReason] = useState('');
  const { refusals, pending, run } = useAct();
  const { label, title, confirm, after } = WORDS[what];
  const act = what === 'void' ? voidCaseLetterAction : dropCaseLetterAction;
  return (
    <div className="mt-4">
      <ConfirmButton
        label={label}
        title={title}
        confirmLabel={confirm}
        look="danger"
        pending={pending}
        onConfirm={() => run(() => act({ letterId, reason }))}
      >
        <p>
          {after}
          {isReply ? '申请回到作出决定以前的状态，可以重新决定。' : ''}
        </p>
        <TextArea
          id={`${what}-reason`}
          label="理由"
          required
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalList refusals={refusals} />
      </ConfirmButton>
    </div>
  );
}
