'use client';

import { useEffect, useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import type { Result } from '@/lib/platform/result';

/** Pause after the last key before the server is asked, milliseconds. */
const PAUSE_MS = 400;

/**
 * What the server says about the words in a form, asked anew a moment after they change; null before the first answer. A
 * late answer to older words is dropped. `key` tells one state of the form from another.
 */
export function usePreview<T>(key: string, ask: () => Promise<Result<T>> | null): Result<T> | null {
  const [answer, setAnswer] = useState<Result<T> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when what is typed changes, not when a parent renders
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const asked = ask();
      const result = asked === null ? null : await attempt(() => asked);
      if (isCurrent) setAnswer(result);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key]);
  return answer;
}
