import Link from 'next/link';
import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';
import type { DoneLetter, LetterListView } from '@/lib/applications/letters/queries/letter-lists';
import { LetterTabs } from './letter-list';

const DONE_WORDS: Record<DoneLetter['conclusion'], string> = { pass: '已记录：同意', return: '已记录：退回' };

/** Heading and tabs of the letters of 依申请公开, and what the person has just decided. */
export function LettersFrame({
  view,
  done,
  children,
}: {
  view: LetterListView;
  done: DoneLetter | null;
  children: ReactNode;
}) {
  return (
    <>
      <p>
        <Link
          prefetch={false}
          href="/office/applications"
          className="inline-flex min-h-11 items-center text-brand"
        >
          ← 依申请公开
        </Link>
      </p>
      <h1 className="text-xl font-semibold">依申请公开的文书</h1>
      <LetterTabs view={view} />
      {done === null ? null : (
        <Notice look="ok" title={DONE_WORDS[done.conclusion]}>
          <p>
            <Link prefetch={false} href={`/office/applications/${done.caseId}/letters/${done.letterId}`}>
              {done.name}
              {done.number === null ? '' : `（${done.number}）`}
            </Link>
          </p>
        </Notice>
      )}
      {children}
    </>
  );
}

/** Where nothing waits. */
export function NoLetterTasks() {
  return (
    <p className="border border-line bg-paper p-6 text-ink-soft">
      现在没有等您办理的文书。轮到您审批的、您承办而待送达的会出现在这里。
    </p>
  );
}
