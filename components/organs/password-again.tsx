'use client';

import { useEffect, useRef, useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { reauthenticateAction } from '@/lib/organs/actions';
import type { Refusal } from '@/lib/platform/result';

/**
 * Asks for the password again before an act that needs the person and not only their screen (signing class C). Open
 * while `isOpen`; `onDone(true)` once the password is right, `onDone(false)` when the person leaves it.
 */
export function PasswordAgain({
  isOpen,
  act,
  onDone,
}: {
  isOpen: boolean;
  /** What will be done then, e.g. `签发《…》`. */
  act: string;
  onDone: (isConfirmed: boolean) => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [password, setPassword] = useState('');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);

  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);

  async function confirm() {
    setPending(true);
    const result = await attempt(() => reauthenticateAction({ password }));
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    if (!result.ok) return;
    setPassword('');
    onDone(true);
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby="password-again-title"
      onCancel={(event) => {
        event.preventDefault();
        onDone(false);
      }}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-line bg-paper p-6 text-ink backdrop:bg-ink/40"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <h2 id="password-again-title" className="mb-2 text-lg font-semibold">
          请再次输入登录密码
        </h2>
        <p>{act}须确认是您本人办理；十分钟内不再询问。</p>
        <TextField
          id="password-again"
          type="password"
          label="登录密码"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <RefusalList refusals={refusals} />
        <div className="mt-4 flex flex-wrap justify-end gap-3">
          <Button look="quiet" type="button" disabled={pending} onClick={() => onDone(false)}>
            取消
          </Button>
          <Button type="submit" disabled={pending || password === ''}>
            {pending ? '正在核对…' : '确认并继续'}
          </Button>
        </div>
      </form>
    </dialog>
  );
}
