'use client';

import { Button } from '@/components/ui/button';

/** A fault on a page: one general sentence and the number under which the server logged it. */
export function FaultNotice({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  return (
    <main className="mx-auto max-w-xl px-4 py-10">
      <h1 className="mb-2 text-xl font-semibold">系统出错，页面没有打开</h1>
      <p>已经保存的内容不受影响。请再试一次；如果仍然出错，请把编号告诉系统管理员。</p>
      {digest ? <p className="mt-2 text-ink-soft">编号：{digest}</p> : null}
      <p className="mt-4">
        <Button onClick={retry}>再试一次</Button>
      </p>
    </main>
  );
}
