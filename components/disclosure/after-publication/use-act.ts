'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import type { Refusal, Result } from '@/lib/platform/result';

/** Runs one act at a time; after a success the page is read anew. What was typed stays until then. */
export function useAct() {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  async function run(act: () => Promise<Result<unknown>>): Promise<boolean> {
    setPending(true);
    const result = await attempt(act);
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    if (result.ok) router.refresh();
    return result.ok;
  }
  const errorOf = (field: string) =>
    refusals
      .filter((refusal) => refusal.field === field)
      .map((refusal) => refusal.message)
      .join('') || undefined;
  return { pending, refusals: refusals.filter((refusal) => !refusal.field), errorOf, run };
}
