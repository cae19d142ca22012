'use client';

import Link from 'next/link';
import type { RefObject } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { goTo } from './go-to';
import { countsOf, PROOFREADING_ID } from './proofreading-panel';
import { ReportNav } from './report-fields';
import { SaveStatus } from './save-status';
import type { ItemEditing } from './use-item-editing';

/** State of saving, saving, preview, submission; stays on top. */
export function EditorBar({ editing, bar }: { editing: ItemEditing; bar: RefObject<HTMLDivElement | null> }) {
  const { props, saver, snapshot, state, phase, isReport, isLocked, askToSubmit, setIsConflictOpen } =
    editing;
  const { proofreading } = editing;
  const { isCurrent } = proofreading;
  const { item, submitRefusals } = props;
  return (
    <div
      ref={bar}
      data-sticky-bar
      className="sticky top-0 z-40 -mx-4 mb-4 border-b border-line bg-paper px-4 py-2"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48 text-sm wrap-anywhere">
          <SaveStatus state={state} isKept={snapshot.isKept} />
          {proofreading.result && isCurrent ? (
            <button
              type="button"
              className="block min-h-9 text-brand underline underline-offset-4"
              onClick={() => goTo(PROOFREADING_ID)}
            >
              校对：{countsOf(proofreading.result.findings) || '没有发现问题'}
            </button>
          ) : null}
        </div>
        <div className="flex flex-wrap gap-2">
          {/* Never opened by itself: a dialog that opens while somebody types swallows what is typed. */}
          {phase === 'conflict' ? (
            <Button onClick={() => setIsConflictOpen(true)}>对照并决定</Button>
          ) : (
            <Button look="quiet" disabled={isLocked} title="Ctrl+S" onClick={() => void saver.saveNow()}>
              保存
            </Button>
          )}
          <Link
            prefetch={false}
            href={`/office/items/${item.id}/preview`}
            target="_blank"
            rel="noopener"
            className={buttonClass('quiet')}
            onClick={() => saver.flush()}
          >
            预览<span className="sr-only">（新窗口）</span>
          </Link>
          <Button
            disabled={isLocked || phase === 'conflict' || submitRefusals.length > 0}
            aria-describedby={submitRefusals.length > 0 ? 'submit-blocked' : undefined}
            onClick={() => void askToSubmit()}
          >
            提交审核
          </Button>
        </div>
      </div>
      {submitRefusals.map((refusal) => (
        <p key={refusal.code} id="submit-blocked" className="mt-1 text-sm text-ink-soft">
          {refusal.message}
        </p>
      ))}
      {isReport ? (
        <div className="mt-2">
          <ReportNav />
        </div>
      ) : null}
    </div>
  );
}
