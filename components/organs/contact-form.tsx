'use client';

import { type FormEvent, useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { TextField } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { changeContactAction } from '@/lib/organs/actions';
import type { Contact } from '@/lib/organs/types';
import type { Refusal } from '@/lib/platform/result';

/** Where one's own notices go besides the office, and whether they do. */
export function ContactForm({ contact, sendsMail }: { contact: Contact; sendsMail: boolean }) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [done, setDone] = useState(false);
  const [pending, setPending] = useState(false);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setPending(true);
    const input = { email: String(data.get('email')), wantsEmail: data.get('wants') === 'on' };
    const result = await attempt(() => changeContactAction(input));
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    setDone(result.ok);
  }

  return (
    <form onSubmit={send} className="mt-5 border border-line bg-paper p-4" method="post">
      <h2 className="text-lg font-semibold">邮件通知</h2>
      <p className="text-ink-soft">
        通知总会显示在系统内。邮件只写明有哪一类待办，不含标题和内容。
        {sendsMail ? '' : '本系统现在没有配置邮件，填写后等配置好才会发送。'}
      </p>
      {done ? <Notice look="ok" title="已保存" /> : null}
      <RefusalList refusals={refusals} title="没有保存：" />
      <TextField
        id="email"
        name="email"
        type="email"
        label="电子邮箱"
        hint="不填就不发邮件。"
        autoComplete="email"
        maxLength={254}
        defaultValue={contact.email ?? ''}
        error={refusals.find((refusal) => refusal.field === 'email')?.message}
      />
      <Checkbox name="wants" label="把通知发到这个邮箱" defaultChecked={contact.wantsEmail} />
      <p className="mt-2">
        <Button type="submit" disabled={pending}>
          {pending ? '正在保存…' : '保存'}
        </Button>
      </p>
    </form>
  );
}
