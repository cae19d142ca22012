import { LetterPaper } from '@/components/letters/letter-paper';
import { Notice } from '@/components/ui/notice';
import type { LetterDocument } from '@/lib/letters/types/letters';
import type { Refusal, Result } from '@/lib/platform/result';

type Shown = { readonly document: LetterDocument; readonly problems: readonly Refusal[] };

/** The letter as it would read now, and what it still lacks. The last good preview stays while the server is asked. */
export function PreviewPane({ answer, fallback }: { answer: Result<Shown> | null; fallback: Shown | null }) {
  const shown = answer?.ok ? answer.value : fallback;
  return (
    <section aria-label="文书预览">
      <h2 className="mb-2 text-lg font-semibold">文书预览</h2>
      {answer?.ok === false ? (
        <Notice look="warn">{answer.refusals.map(({ message }) => message).join(' ')}</Notice>
      ) : null}
      {shown === null ? (
        <p className="border border-line bg-paper p-6 text-ink-soft" role="status">
          正在生成预览…
        </p>
      ) : (
        <>
          {shown.problems.length > 0 ? (
            <Notice look="warn" title="提交审批以前还要补齐：">
              <ul className="list-disc pl-5">
                {shown.problems.map(({ message }) => (
                  <li key={message}>{message}</li>
                ))}
              </ul>
            </Notice>
          ) : null}
          <LetterPaper document={shown.document} seal={null} />
        </>
      )}
    </section>
  );
}
