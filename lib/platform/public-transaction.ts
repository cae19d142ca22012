import 'server-only';
import { currentTime, isClockMoved } from './clock';
import { publicDatabase, type Tx } from './database';

/** One transaction as `gongkai_public`, for the functions of the schema `intake`, which is all it may do beside reading. */
export function publicTransaction<T>(work: (tx: Pick<Tx, '$queryRaw'>) => Promise<T>): Promise<T> {
  return publicDatabase().$transaction(
    async (tx) => {
      if (isClockMoved()) {
        // Followed by office.clock_now() in a demo database only.
        await tx.$queryRaw`SELECT set_config('gongkai.now', ${currentTime().toISOString()}, true)`;
      }
      return work(tx);
    },
    { maxWait: 10_000, timeout: 60_000 },
  );
}
