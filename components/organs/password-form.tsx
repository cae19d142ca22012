'use client';

import { type FormEvent, useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { changePasswordAction } from '@/lib/organs/actions';
import type { Refusal } from '@/lib/platform/result';

/** Change of one's own password; other devices are signed out. */
export function PasswordForm({ mustChange }: { mustChange: boolean }) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [done, setDone] = useState(false);
  const [pending, setPending] = useState(false);
  const errorOf = (field: string) => refusals.find((refusal) => refusal.field === field)?.message;

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const next = String(data.get('next'));
    if (next !== String(data.get('again'))) {
      setRefusals([{ code: 'password_again', message: '两次输入的新密码不一致。', field: 'again' }]);
      return;
    }
    setPending(true);
    const present = String(data.get('present'));
    const result = await attempt(() => changePasswordAction({ present, next }));
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    setDone(result.ok);
    if (result.ok) form.reset();
  }

  return (
    <form onSubmit={send} className="mt-5 border border-line bg-paper p-4" method="post">
      <h2 className="text-lg font-semibold">修改密码</h2>
      {mustChange && !done ? (
        <Notice look="warn" title="首次登录请先修改密码">
          <p>修改之后才能办理业务。</p>
        </Notice>
      ) : null}
      {done ? (
        <Notice look="ok" title="密码已修改">
          <p>其他设备上的登录已经失效。</p>
        </Notice>
      ) : null}
      <RefusalList refusals={refusals} title="密码没有修改：" />
      <TextField
        id="present"
        name="present"
        type="password"
        label="现在的密码"
        autoComplete="current-password"
        required
        error={errorOf('present')}
      />
      <TextField
        id="next"
        name="next"
        type="password"
        label="新密码"
        hint="至少12位；或至少8位并含大写字母、小写字母、数字、符号中的三种。"
        autoComplete="new-password"
        required
        error={errorOf('next')}
      />
      <TextField
        id="again"
        name="again"
        type="password"
        label="再输入一次新密码"
        autoComplete="new-password"
        required
        error={errorOf('again')}
      />
      <Button type="submit" disabled={pending}>
        {pending ? '正在修改…' : '修改密码'}
      </Button>
    </form>
  );
}
