'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { ROLE_NAMES, type Role } from '@/lib/organs/types';
import { withBasePath } from '@/lib/platform/base-path';
import { signIn } from './auth-client';

type DemoAccount = { login: string; name: string; roles: string[]; password: string };

/** Sign-in by login and password; on a demo also the accounts to try. */
export function SignInForm({ next, demoAccounts }: { next: string; demoAccounts: readonly DemoAccount[] }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function send(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    setError(null);
    try {
      const refusal = await signIn(login, password);
      if (refusal === null) {
        window.location.assign(withBasePath(next));
        return;
      }
      setError(refusal);
    } catch {
      setError('连不上服务器，请检查网络后再试。');
    }
    setPending(false);
  }

  return (
    <main className="mx-auto w-full max-w-xl px-4 py-10">
      <h1 className="mb-1 font-serif text-2xl font-bold">政府信息公开 · 办公登录</h1>
      <p className="mb-6 text-ink-soft">供本机关工作人员使用。</p>
      <form onSubmit={send} className="border border-line bg-paper p-6" method="post">
        {error ? (
          <Notice look="error" title="没有登录成功">
            <p>{error}</p>
          </Notice>
        ) : null}
        <TextField
          id="login"
          name="login"
          label="登录名"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={login}
          onChange={(event) => setLogin(event.target.value)}
        />
        <TextField
          id="password"
          name="password"
          type="password"
          label="密码"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" wide disabled={pending} className="mt-4">
          {pending ? '正在登录…' : '登录'}
        </Button>
        <p className="mt-4 text-sm text-ink-soft">忘记密码请联系系统管理员。连续5次输错将暂停登录15分钟。</p>
      </form>
      {demoAccounts.length > 0 ? (
        <DemoAccounts
          accounts={demoAccounts}
          onChoose={(account) => {
            setLogin(account.login);
            setPassword(account.password);
          }}
        />
      ) : null}
    </main>
  );
}

function DemoAccounts({
  accounts,
  onChoose,
}: {
  accounts: readonly DemoAccount[];
  onChoose: (account: DemoAccount) => void;
}) {
  return (
    <section className="mt-8" aria-labelledby="demo-title">
      <h2 id="demo-title" className="mb-1 text-lg font-semibold">
        演示数据：可用账号
      </h2>
      <p className="mb-3 text-ink-soft">
        所有账号的密码都是 <code className="rounded bg-paper px-1 text-ink">{accounts[0]?.password}</code>
        ，点选即可填入。人物和数据均为虚构。
      </p>
      <ul className="grid gap-px border border-line bg-line sm:grid-cols-2">
        {accounts.map((account) => (
          <li key={account.login} className="bg-paper">
            <button
              type="button"
              className="min-h-11 w-full px-3 py-2 text-left"
              onClick={() => onChoose(account)}
            >
              <span className="font-semibold text-brand">{account.login}</span>　{account.name}
              <span className="block text-sm text-ink-soft">
                {account.roles.map((role) => ROLE_NAMES[role as Role] ?? role).join('、') || '无角色'}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
