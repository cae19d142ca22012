'use client';

import { useAct } from '@/components/settings/use-act';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { RefusalList } from '@/components/ui/notice';
import { approveTemplateAction } from '@/lib/letters/actions';

/** Confirms a version; from then on letters are written with it. */
export function ApproveTemplate({ versionId, number }: { versionId: string; number: number }) {
  const { refusals, pending, run } = useAct();
  return (
    <div className="mt-2">
      <ConfirmButton
        label={`确认第${number}版`}
        title={`确认第${number}版模板`}
        confirmLabel="确认"
        pending={pending}
        onConfirm={() => run(() => approveTemplateAction({ versionId }))}
      >
        <p>确认后，新起草和还没有提交审批的文书用这一版；已经提交、盖章的文书不变。</p>
        <RefusalList refusals={refusals} />
      </ConfirmButton>
    </div>
  );
}
