import type { StepPreview } from '@/lib/applications/types/previews';
import { formatDate } from '@/lib/platform/dates';
import type { Result } from '@/lib/platform/result';

/** What a step would do to the due date, told before it is confirmed. */
export function PreviewBox({ answer }: { answer: Result<StepPreview> | null }) {
  return (
    <div
      role="status"
      aria-label="办理后的期限"
      className={
        answer === null ? '' : 'my-3 border-l-4 border-brand bg-brand-wash px-4 py-3 text-brand-deep'
      }
    >
      {answer === null ? null : answer.ok ? (
        <Dates preview={answer.value} />
      ) : (
        <p>{answer.refusals.map(({ message }) => message).join(' ')}</p>
      )}
    </div>
  );
}

function Dates({ preview }: { preview: StepPreview }) {
  const { on, why, dueBefore, dueAfter, provisional, overdueDays } = preview;
  return (
    <>
      <p>
        <strong>{formatDate(on)}</strong>：{why}
      </p>
      <p>
        答复期限：
        {dueBefore === null || dueBefore === dueAfter ? '' : `${formatDate(dueBefore)} → `}
        <strong>{dueAfter === null ? '暂不计算' : formatDate(dueAfter)}</strong>
        {dueBefore !== null && dueBefore === dueAfter ? '（不变）' : ''}
        {provisional ? '（暂定：还可能变动）' : ''}
      </p>
      {overdueDays > 0 ? (
        <p className="font-semibold text-seal">按这个日期，这件申请已经逾期{overdueDays}日。</p>
      ) : null}
    </>
  );
}
