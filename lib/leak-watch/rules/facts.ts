import { canonicalJson, type Json, sha256Hex } from '@/lib/platform/canonical';

/** The facts of a finished run that its audit row holds too, so that neither can be changed alone. */
export function leakWatchFacts(run: {
  readonly id: string;
  readonly result: string | null;
  readonly asked: number;
  readonly findings: unknown;
}): Json {
  return {
    run_id: run.id,
    result: run.result,
    asked: run.asked,
    findings_hash: sha256Hex(canonicalJson(run.findings as Json)),
  };
}
