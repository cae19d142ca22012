'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { proofreadDraftAction } from '@/lib/disclosure/actions';
import type { DraftFinding, DraftProofreading } from '@/lib/disclosure/queries/proofread-draft';
import { type Answer, type Answers, answerKeys, keepAnswers, readKeptAnswers } from './answers';

/** Pause after a save before the text is proofread, milliseconds: somebody who writes on saves again. */
const PAUSE = 800;

export type Proofreading = ReturnType<typeof useProofreading>;

/**
 * Proofreads the text each time it was saved, and on demand; keeps what is answered to the findings. The rules run on
 * the server, over exactly what a submission would freeze, files included.
 */
export function useProofreading(itemId: string, revision: number) {
  const [result, setResult] = useState<DraftProofreading | null>(null);
  const [isRunning, setIsRunning] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [answers, setAnswers] = useState<Answers>({});
  const newest = useRef(0);

  const run = useCallback(
    async (of: number): Promise<DraftProofreading | null> => {
      newest.current += 1;
      const turn = newest.current;
      setIsRunning(true);
      const read = await attempt(() => proofreadDraftAction({ itemId, draftRevision: of }));
      // An older answer that comes late says nothing about the text of now.
      if (turn !== newest.current) return null;
      setIsRunning(false);
      if (read.ok) {
        setResult(read.value);
        setFailure(null);
        return read.value;
      }
      // Saved anew meanwhile: that save brings its own proofreading.
      const isStale = read.refusals.some((refusal) => refusal.code === 'stale_item');
      setFailure(isStale ? null : read.refusals.map((refusal) => refusal.message).join(''));
      return null;
    },
    [itemId],
  );

  useEffect(() => setAnswers(readKeptAnswers(itemId)), [itemId]);
  useEffect(() => {
    const timer = setTimeout(() => void run(revision), PAUSE);
    return () => clearTimeout(timer);
  }, [run, revision]);

  function answer(finding: DraftFinding, given: Answer) {
    const next = { ...answers, ...Object.fromEntries(answerKeys(finding).map((key) => [key, given])) };
    setAnswers(next);
    keepAnswers(itemId, next);
  }

  return {
    result,
    isRunning,
    failure,
    /** Whether the findings are those of the text as it was last saved. */
    isCurrent: result?.revision === revision,
    answers,
    answer,
    forgetAnswers: () => keepAnswers(itemId, {}),
    run,
  };
}
