'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

const keyOf = (itemId: string) => `opinion-${itemId}`;

/** Words for an item that were written in this window and never recorded; `''` where there are none. */
export function readKeptOpinion(itemId: string): string {
  return sessionStorage.getItem(keyOf(itemId)) ?? '';
}

/** Keeps words until a decision is recorded; empty words are forgotten. */
export function keepOpinion(itemId: string, text: string): void {
  if (text === '') sessionStorage.removeItem(keyOf(itemId));
  else sessionStorage.setItem(keyOf(itemId), text);
}

/** Where the step has gone to somebody else meanwhile: what was written is still here, to be copied. */
export function KeptOpinion({ itemId }: { itemId: string }) {
  const [text, setText] = useState('');
  useEffect(() => setText(readKeptOpinion(itemId)), [itemId]);
  if (text === '') return null;
  return (
    <Notice look="info" title="您写过、还没有提交的意见">
      <p className="my-2 whitespace-pre-wrap wrap-anywhere">{text}</p>
      <span className="flex flex-wrap gap-3">
        <Button look="quiet" onClick={() => void navigator.clipboard.writeText(text)}>
          复制
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            keepOpinion(itemId, '');
            setText('');
          }}
        >
          不再保留
        </Button>
      </span>
    </Notice>
  );
}
