'use client';

import { type ReactNode, useId, useRef } from 'react';
import { Button } from './button';

/**
 * A button whose act is confirmed first, in a native dialog (focus is kept in it, Escape leaves it). `onConfirm`
 * returns true to close the dialog; while it runs the buttons wait.
 */
export function ConfirmButton({
  label,
  title,
  confirmLabel,
  children,
  onConfirm,
  onOpen,
  id,
  pending = false,
  disabled = false,
  barred = false,
  look = 'quiet',
  wide = false,
}: {
  label: string;
  title: string;
  confirmLabel: string;
  children: ReactNode;
  onConfirm: () => Promise<boolean>;
  /** Before the dialog opens: what an earlier attempt left in it can be cleared. */
  onOpen?: () => void;
  /** Of the button that opens the dialog. */
  id?: string;
  pending?: boolean;
  disabled?: boolean;
  /** The dialog opens, but something in it must be done before it can be confirmed. */
  barred?: boolean;
  look?: 'primary' | 'quiet' | 'danger';
  wide?: boolean;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <Button
        id={id}
        look={look}
        wide={wide}
        disabled={disabled}
        onClick={() => {
          onOpen?.();
          dialog.current?.showModal();
        }}
      >
        {label}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-lg border border-line bg-paper p-6 text-ink backdrop:bg-ink/40"
      >
        <h2 id={titleId} className="mb-3 text-lg font-semibold">
          {title}
        </h2>
        {children}
        <div className="mt-5 flex flex-wrap justify-end gap-3">
          <Button look="quiet" disabled={pending} onClick={() => dialog.current?.close()}>
            取消
          </Button>
          <Button
            look={look === 'danger' ? 'danger' : 'primary'}
            disabled={pending || barred}
            onClick={async () => {
              if (await onConfirm()) dialog.current?.close();
            }}
          >
            {pending ? '正在办理…' : confirmLabel}
          </Button>
        </div>
      </dialog>
    </>
  );
}
