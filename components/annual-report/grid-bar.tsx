'use client';

import { type ReactElement, useState } from 'react';
import { gridButton } from '@/components/annual-report/grid-button';

type GridBarProps = {
  /** Cells a person must fill that hold no figure yet, those with a refused text among them. */
  blanks: number;
  /** Blank cells in which nothing stands at all. */
  fillable: number;
  /** Cells whose text was not taken. */
  refused: number;
  messages: number;
  /** The last step, where it can be taken back. */
  undo: string | null;
  notices: readonly string[];
  onUndo: () => void;
  onFill: () => void;
  onRead: () => void;
};

/**
 * How far the tables are, and what to do about it. On an office screen it stays below the bar of the editor, so that it
 * is in sight in whichever table one works; on a phone the room belongs to the table.
 */
export function GridBar(props: GridBarProps): ReactElement {
  const { blanks, fillable, refused, messages, undo, notices, onUndo, onFill, onRead } = props;
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div data-sticky-tools className="z-20 sm:sticky sm:top-[var(--sticky-bar,0px)]">
      <div className="flex flex-wrap items-center gap-2 border border-line bg-ground px-3 py-2 text-sm">
        <p role="status" className="mr-auto">
          {blanks === 0 ? '各格都已填写。' : `还有 ${blanks} 格没有填。`}
          {refused > 0 ? `有 ${refused} 格没有收下，保存的仍是原来的数。` : ''}
          {messages === 0 ? '勾稽关系没有发现问题。' : `有 ${messages} 处需要核对。`}
          {undo === null ? '' : `${undo}。`}
        </p>
        {undo !== null && (
          <button type="button" className={gridButton} onClick={onUndo}>
            撤销这一步
          </button>
        )}
        {isAsking ? (
          <>
            <span>
              没有填的 {fillable} 格都填 0？{fillable < blanks ? '没有收下的不动。' : ''}
            </span>
            <button
              type="button"
              className={gridButton}
              onClick={() => {
                setIsAsking(false);
                onFill();
              }}
            >
              确定填 0
            </button>
            <button type="button" className={gridButton} onClick={() => setIsAsking(false)}>
              不填
            </button>
          </>
        ) : (
          <button
            type="button"
            className={`${gridButton} disabled:border-line disabled:text-ink-soft`}
            disabled={fillable === 0}
            onClick={() => setIsAsking(true)}
          >
            全部填 0
          </button>
        )}
      </div>
      {notices.length > 0 && (
        <div
          role="alert"
          className="max-h-40 overflow-y-auto border border-t-0 border-warn bg-warn-wash p-3 text-sm text-warn"
        >
          <ul className="list-disc pl-5">
            {notices.map((notice, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: notices are only ever appended
              <li key={i}>{notice}</li>
            ))}
          </ul>
          <button type="button" className={`${gridButton} mt-2`} onClick={onRead}>
            知道了
          </button>
        </div>
      )}
    </div>
  );
}
