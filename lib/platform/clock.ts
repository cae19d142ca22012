import { AsyncLocalStorage } from 'node:async_hooks';

const moved = new AsyncLocalStorage<{ now: Date }>();

/** Milliseconds between the real clock and GONGKAI_NOW, which sets the hour at which the process began. */
const offset = trialOffset(process.env.GONGKAI_MODE, process.env.GONGKAI_NOW, Date.now());

/**
 * How far trial and test runs move the clock. In production GONGKAI_NOW is ignored; an unreadable value is a fault,
 * since a silent fall-back would give wrong dates.
 */
export function trialOffset(mode: string | undefined, setTo: string | undefined, startedAt: number): number {
  if (mode !== 'trial' || !setTo) return 0;
  const time = Date.parse(setTo);
  if (Number.isNaN(time)) throw new Error(`GONGKAI_NOW is not a time: ${setTo}`);
  return time - startedAt;
}

/** The current time: the only place the program asks for it. */
export function currentTime(): Date {
  return moved.getStore()?.now ?? new Date(Date.now() + offset);
}

/** Whether the current time is not that of the machine; PostgreSQL follows only in a demo database. */
export function isClockMoved(): boolean {
  return offset !== 0 || moved.getStore() !== undefined;
}

/** Runs `work` as if it were `now`: only the demo loader and tests do, and the database refuses it elsewhere. */
export function atTime<T>(now: Date, work: () => Promise<T>): Promise<T> {
  return moved.run({ now }, work);
}
