'use client';

import Link from 'next/link';
import { type CSSProperties, type ReactNode, useRef } from 'react';
import { KIND_NAMES } from '@/lib/disclosure/types';
import { ConflictDialog } from './conflict-dialog';
import { EditorBar } from './editor-bar';
import { EditorFields } from './editor-fields';
import { EditorNotices } from './editor-notices';
import type { ItemEditorProps } from './editor-types';
import { MissingPanel } from './missing-panel';
import { ProofreadingPanel } from './proofreading-panel';
import { ReportFindings } from './report-fields';
import { SubmitDialog } from './submit-dialog';
import { useHeight } from './use-height';
import { useItemEditing } from './use-item-editing';

/** The editor of an article or an annual report: everything typed is saved by itself, and nothing typed is lost. */
export function ItemEditor({ children, ...props }: ItemEditorProps & { children?: ReactNode }) {
  const { names, personId, item } = props;
  const editing = useItemEditing(props);
  const { snapshot, content, state, columnNames, missing, findings, isReport, isLocked } = editing;
  const bar = useRef<HTMLDivElement>(null);
  const barHeight = useHeight(bar);
  return (
    // What sticks below the bar, such as the tools of a text, asks for its height.
    <div style={{ '--sticky-bar': `${barHeight}px` } as CSSProperties}>
      <p className="text-sm text-ink-soft wrap-anywhere">
        <Link prefetch={false} href={`/office/items/${item.id}`}>
          {content.title.trim() || '（未填标题）'}
        </Link>{' '}
        › {item.isPublic ? '更正' : '编辑'} · {KIND_NAMES[item.kind]}
      </p>
      {children}
      <EditorBar editing={editing} bar={bar} />
      <EditorNotices editing={editing} />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_18rem]" inert={isLocked}>
        <div className="min-w-0">
          <EditorFields editing={editing} />
        </div>
        <aside className="grid content-start gap-4 self-start lg:sticky lg:top-[calc(var(--sticky-bar)+1rem)] lg:max-h-[calc(100dvh-var(--sticky-bar)-2rem)] lg:overflow-y-auto">
          <MissingPanel refusals={missing} />
          {isReport ? <ReportFindings findings={findings} /> : null}
          <ProofreadingPanel editing={editing} />
        </aside>
      </div>
      {state.conflict ? (
        <ConflictDialog
          isOpen={editing.isConflictOpen}
          base={snapshot.base}
          mine={content}
          theirs={state.conflict}
          theirName={names[state.conflict.savedBy] ?? '另一位同事'}
          isOwnOtherWindow={state.conflict.savedBy === personId}
          columnNames={columnNames}
          onChoose={editing.settle}
          onLater={() => editing.setIsConflictOpen(false)}
        />
      ) : null}
      <SubmitDialog editing={editing} />
    </div>
  );
}
