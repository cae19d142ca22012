'use client';

import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { RefusalList } from '@/components/ui/notice';
import {
  cancelLeaveAction,
  confirmDelegationAction,
  confirmLeaveAction,
  revokeDelegationAction,
} from '@/lib/organs/actions';
import type { Refusal, Result } from '@/lib/platform/result';
import { useAct } from './use-act';

/** The acts on a delegation that this person has. */
export function DelegationActs({
  id,
  words,
  mayConfirm,
  mayRevoke,
}: {
  id: string;
  words: string;
  mayConfirm: boolean;
  mayRevoke: boolean;
}) {
  if (!mayConfirm && !mayRevoke) return null;
  return (
    <div className="mt-2 flex flex-wrap gap-3">
      {mayConfirm ? (
        <Act
          label="确认这项授权"
          title="确认这项电话授权？"
          look="primary"
          words={words}
          more="确认您打过这个电话；确认后不能撤销，需要时可以收回代理。"
          run={() => confirmDelegationAction({ delegationId: id })}
        />
      ) : null}
      {mayRevoke ? (
        <Act
          label="收回代理"
          title="收回这项代理？"
          look="danger"
          words={words}
          more="马上不再有效，不能恢复；代理期间已经作出的意见仍然有效。"
          run={() => revokeDelegationAction({ delegationId: id })}
        />
      ) : null}
    </div>
  );
}

/** The acts on a leave; who may not confirm it reads why. */
export function LeaveActs({
  id,
  words,
  isWaiting,
  whyNotConfirm,
  mayCancel,
}: {
  id: string;
  words: string;
  isWaiting: boolean;
  whyNotConfirm: readonly Refusal[];
  mayCancel: boolean;
}) {
  const mayConfirm = isWaiting && whyNotConfirm.length === 0;
  return (
    <>
      {mayConfirm || mayCancel ? (
        <div className="mt-2 flex flex-wrap gap-3">
          {mayConfirm ? (
            <Act
              label="确认请假"
              title="确认请假？"
              look="primary"
              words={words}
              more="确认后不能撤销；提前上班的，由工作机构负责人或本人取消请假。"
              run={() => confirmLeaveAction({ leaveId: id })}
            />
          ) : null}
          {mayConfirm ? (
            <Act
              label="不同意"
              title="不同意这次请假？"
              look="danger"
              words={words}
              more="这次请假随即取消，不能恢复；请把理由告诉本人和工作机构负责人，需要时重新登记。"
              run={() => cancelLeaveAction({ leaveId: id })}
            />
          ) : mayCancel ? (
            <Act
              label="取消请假"
              title="取消这次请假？"
              look="danger"
              words={words}
              more="取消后不能恢复，需要时重新登记。"
              run={() => cancelLeaveAction({ leaveId: id })}
            />
          ) : null}
        </div>
      ) : null}
      {isWaiting
        ? whyNotConfirm.map((refusal) => (
            <p key={refusal.code} className="mt-1 text-sm text-ink-soft">
              {refusal.message}
            </p>
          ))
        : null}
    </>
  );
}

function Act({
  label,
  title,
  look,
  words,
  more,
  run: act,
}: {
  label: string;
  title: string;
  look: 'primary' | 'danger';
  words: string;
  more: string;
  run: () => Promise<Result<unknown>>;
}) {
  const { refusals, pending, run } = useAct();
  return (
    <ConfirmButton
      label={label}
      title={title}
      confirmLabel={label}
      look={look}
      pending={pending}
      onConfirm={() => run(act)}
    >
      <p>{words}</p>
      <p className="mt-2">{more}</p>
      <RefusalList refusals={refusals} />
    </ConfirmButton>
  );
}
