/** Minutes to wait after the first, second … failed try; nearly a day in sum. */
const WAITS = [1, 5, 15, 60, 180, 360, 720] as const;

/** Tries of one message before it is given up. */
export const MOST_TRIES = WAITS.length + 1;

/** When a message is tried again after so many tries that failed; null = given up. */
export function nextTryAfter(tries: number, now: Date): Date | null {
  const wait = WAITS[tries - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * 60_000);
}
