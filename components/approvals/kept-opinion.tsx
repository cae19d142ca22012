'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** What is written for an item, each kept apart: a reason for a return is no opinion of a pass. */
const KEPT = ['opinion', 'return', 'referral'] as const;
export type KeptWords = (typeof KEPT)[number];
const NAMES: Record<KeptWords, string> = {
  opinion: '您写过、还没有提交的意见',
  return: '您写过、还没有提交的退回理由',
  referral: '您写过、还没有提交的请示事项',
};

const keyOf = (itemId: string, what: KeptWords) => `${what}-${itemId}`;

/** Words for an item that were written in this window and never recorded; `''` where there are none. */
export function readKept(itemId: string, what: KeptWords): string {
  return sessionStorage.getItem(keyOf(itemId, what)) ?? '';
}

/** Keeps words until a decision is recorded; empty words are forgotten. */
export function keepWords(itemId: string, what: KeptWords, text: string): void {
  if (text === '') sessionStorage.removeItem(keyOf(itemId, what));
  else sessionStorage.setItem(keyOf(itemId, what), text);
}

/** Once a decision is recorded nothing of what was written for it is kept. */
export function forgetWords(itemId: string): void {
  for (const what of KEPT) keepWords(itemId, what, '');
}

/** Where the step has gone to somebody else meanwhile: what was written is still here, to be copied. */
export function KeptOpinion({ itemId }: { itemId: string }) {
  return KEPT.map((what) => <Kept key={what} itemId={itemId} what={what} />);
}

function Kept({ itemId, what }: { itemId: string; what: KeptWords }) {
  const [text, setText] = useState('');
  useEffect(() => setText(readKept(itemId, what)), [itemId, what]);
  if (text === '') return null;
  return (
    <Notice look="info" title={NAMES[what]}>
      <p className="my-2 whitespace-pre-wrap wrap-anywhere">{text}</p>
      <span className="flex flex-wrap gap-3">
        <Button look="quiet" onClick={() => void navigator.clipboard.writeText(text)}>
          复制
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            keepWords(itemId, what, '');
            setText('');
          }}
        >
          不再保留
        </Button>
      </span>
    </Notice>
  );
}
