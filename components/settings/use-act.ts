'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import type { Refusal, Result } from '@/lib/platform/result';

/** An act of a form: its refusals, whether it runs and whether it was done. What was typed stays with the form. */
export function useAct() {
  const router = useRouter();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);
  const [done, setDone] = useState(false);

  /** Runs the act; true where it was done, and then the page shows what is there now. */
  async function run(act: () => Promise<Result<unknown>>): Promise<boolean> {
    setPending(true);
    setDone(false);
    const result = await attempt(act);
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    setDone(result.ok);
    if (result.ok) router.refresh();
    return result.ok;
  }

  return {
    refusals,
    setRefusals,
    pending,
    done,
    run,
    errorOf: (field: string) => refusals.find((refusal) => refusal.field === field)?.message,
  };
}
