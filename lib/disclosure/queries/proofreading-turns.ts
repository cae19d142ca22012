import 'server-only';
import { setImmediate } from 'node:timers/promises';

/** Requests of one person that may stand: one that is worked on, and one that waits for it. */
const MOST_STANDING = 2;

const standing = new Map<string, { count: number; last: Promise<unknown> }>();

/**
 * Does `work` when all earlier work of this person is done: one person, in however many windows, never keeps the server
 * at more than one text at a time. Null where one waits already.
 */
export function inTurn<T>(personId: string, work: () => Promise<T>): Promise<T> | null {
  const turns = standing.get(personId) ?? { count: 0, last: Promise.resolve() };
  if (turns.count >= MOST_STANDING) return null;
  turns.count += 1;
  const own = turns.last.then(work, work);
  const done = () => {
    turns.count -= 1;
    if (turns.count === 0) standing.delete(personId);
  };
  turns.last = own.then(done, done);
  standing.set(personId, turns);
  return own;
}

/** Milliseconds of work after which others get their turn. */
const SLICE = 10;

/** Goes through the steps of a rule and lets the server answer others in between. */
export async function withPauses<T>(steps: Generator<void, T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < SLICE) continue;
    await setImmediate();
    since = performance.now();
  }
}
