import { useEffect, useState } from 'react';
import { type KeptWords, keepWords, readKept } from './kept-opinion';

/** A text that outlives a reload and a stale form: it stays in this window until a decision is recorded. */
export function useKeptWords(
  itemId: string,
  what: KeptWords,
  proposed = '',
): readonly [text: string, write: (text: string) => void] {
  const [text, setText] = useState(proposed);
  useEffect(() => {
    const kept = readKept(itemId, what);
    if (kept) setText(kept);
  }, [itemId, what]);
  function write(next: string) {
    setText(next);
    keepWords(itemId, what, next);
  }
  return [text, write];
}
