'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';

/**
 * A native modal dialog that is open while `isOpen`. The focus stays in it; `onClose` is told when Escape is pressed.
 * `size` wide is for comparing texts.
 */
export function Dialog({
  isOpen,
  title,
  size = 'narrow',
  onClose,
  children,
}: {
  isOpen: boolean;
  title: string;
  size?: 'narrow' | 'wide';
  onClose: () => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (isOpen) ref.current?.showModal();
    else ref.current?.close();
  }, [isOpen]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={`m-auto max-h-[calc(100dvh-2rem)] overflow-y-auto rounded-lg border border-line bg-paper p-4 text-ink sm:p-6 backdrop:bg-ink/40 ${size === 'wide' ? 'w-[min(64rem,calc(100vw-1rem))]' : 'w-[min(34rem,calc(100vw-2rem))]'}`}
    >
      <h2 id={titleId} className="mb-3 text-lg font-semibold">
        {title}
      </h2>
      {isOpen ? children : null}
    </dialog>
  );
}
