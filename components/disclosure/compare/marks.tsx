import type { ReactNode } from 'react';
import type { TextPart } from '@/lib/disclosure/what-changed/types';
import { inOrder } from '../in-order';

/** Said before a mark by a screen reader, where no word beside it tells what the mark means. */
function Spoken({ children }: { children: string }) {
  return <span className="sr-only select-none">{children}</span>;
}

/** Words that came. `spoken` where the sentence around does not say so. */
export function Added({ spoken = false, children }: { spoken?: boolean; children: ReactNode }) {
  return (
    <ins className="bg-ok-wash text-ok decoration-ok decoration-2">
      {spoken ? <Spoken>新增：</Spoken> : null}
      {children}
    </ins>
  );
}

/** Words that went. */
export function Removed({ spoken = false, children }: { spoken?: boolean; children: ReactNode }) {
  return (
    <del className="bg-seal-wash text-seal decoration-seal">
      {spoken ? <Spoken>删去：</Spoken> : null}
      {children}
    </del>
  );
}

/** The parts of a changed line, all of them or one side's, with marks. */
export function Parts({ parts, side }: { parts: readonly TextPart[]; side?: 'before' | 'after' }) {
  const hidden = side === 'before' ? 'added' : side === 'after' ? 'removed' : null;
  const shown = parts.filter((part) => part.kind !== hidden);
  return inOrder(shown, (part) => {
    if (part.kind === 'same') return part.text;
    // A changed line end would not be seen.
    const text = part.text.replace(/\n/g, '↵\n');
    return part.kind === 'added' ? <Added spoken>{text}</Added> : <Removed spoken>{text}</Removed>;
  });
}

const SIGNS = { added: '＋', removed: '－', changed: '改' } as const;

/** The sign in the margin of a change; the words beside it say the same. */
export function Sign({ kind }: { kind: keyof typeof SIGNS }) {
  return (
    <span
      aria-hidden="true"
      className="inline-flex h-6 w-6 shrink-0 items-center justify-center rounded border border-brand text-sm leading-none font-semibold text-brand-deep select-none"
    >
      {SIGNS[kind]}
    </span>
  );
}

/** How the change that was jumped to is told from the others. */
export const JUMPED_TO = 'focus:outline-3 focus:-outline-offset-3 focus:outline-brand';

/** The frame of one change: the buttons and keys of the jump bar find it by its number. */
export function changeAttributes(number: number | null) {
  return number === null ? {} : { 'data-change': number, tabIndex: -1 };
}
