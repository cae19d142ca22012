'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatMinute } from '@/lib/platform/dates';
import { contentText } from './content-text';
import type { KeptCopy } from './local-copy';

/** Texts that gave way to another, to be copied from or taken up again; they stay until their writer lets them go. */
export function KeptCopies({
  copies,
  onRestore,
  onDiscard,
}: {
  copies: readonly KeptCopy[];
  /** Not given where the text can't be taken up again, only copied. */
  onRestore?: (copy: KeptCopy) => void;
  onDiscard?: (copy: KeptCopy) => void;
}) {
  return (
    <>
      {copies.map((copy) => (
        <Copy key={copy.id} copy={copy} onRestore={onRestore} onDiscard={onDiscard} />
      ))}
    </>
  );
}

function Copy({
  copy,
  onRestore,
  onDiscard,
}: {
  copy: KeptCopy;
  /** Not given where the text can't be taken up again, only copied. */
  onRestore?: (copy: KeptCopy) => void;
  onDiscard?: (copy: KeptCopy) => void;
}) {
  const id = useId();
  const [said, setSaid] = useState('');
  const text = contentText(copy.content);
  async function toClipboard() {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('已复制。');
    } catch {
      setSaid('浏览器不允许自动复制，请在上面的文字里全选后复制。');
    }
  }
  return (
    <details className="my-2 border border-warn bg-warn-wash px-4 py-2">
      <summary className="min-h-11 cursor-pointer py-2 font-semibold text-warn">
        另存的副本：{copy.label}（{formatMinute(new Date(copy.at))}）
      </summary>
      <label htmlFor={id} className="block text-sm">
        副本的文字{onRestore ? '（表格数字和附件在“恢复这一份”时一并恢复）' : ''}
      </label>
      <textarea
        id={id}
        readOnly
        rows={8}
        className="mt-1 w-full border border-line bg-paper p-2"
        value={text}
      />
      <div className="my-2 flex flex-wrap items-center gap-3">
        <Button look="quiet" onClick={() => void toClipboard()}>
          复制文字
        </Button>
        {onRestore ? (
          <Button look="quiet" onClick={() => onRestore(copy)}>
            恢复这一份
          </Button>
        ) : null}
        {onDiscard ? (
          <Button look="danger" onClick={() => onDiscard(copy)}>
            不再需要，删除副本
          </Button>
        ) : null}
        <span role="status">{said}</span>
      </div>
    </details>
  );
}
