'use server';
import { staffAction } from '@/lib/organs/staff-gate';
import { startLeakWatch } from './commands';
import { startLeakWatchSchema } from './schema';

const startLeakWatchDoor = staffAction('startLeakWatch', startLeakWatchSchema, (actor) =>
  startLeakWatch(actor),
);

/** Asks for a run of the leak watch now. */
export async function startLeakWatchAction(input: unknown) {
  return startLeakWatchDoor(input);
}
