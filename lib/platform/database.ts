import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { currentTime, isClockMoved } from './clock';
import { environment } from './env';
import { type Prisma, PrismaClient } from './generated/prisma/client';
import { RefusedError, type Result, refuse } from './result';

/** A transaction as the office role. */
export type Tx = Prisma.TransactionClient;

// One client per role and process; kept on globalThis because development reloads modules.
const clients = globalThis as unknown as { gongkaiStaff?: PrismaClient; gongkaiPublic?: PrismaClient };

function connect(connectionString: string, max: number): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString, max }) });
}

/** The database as the office role `gongkai_staff`. */
export function staffDatabase(): PrismaClient {
  clients.gongkaiStaff ??= connect(environment().DATABASE_URL_STAFF, 10);
  return clients.gongkaiStaff;
}

/** The database as `gongkai_public`, which sees the views of the schema `published` and nothing else. */
export function publicDatabase(): PrismaClient {
  clients.gongkaiPublic ??= connect(environment().DATABASE_URL_PUBLIC, 10);
  return clients.gongkaiPublic;
}

/** Ends both connections: for commands and tests. */
export async function closeDatabases(): Promise<void> {
  await Promise.all([clients.gongkaiStaff?.$disconnect(), clients.gongkaiPublic?.$disconnect()]);
  delete clients.gongkaiStaff;
  delete clients.gongkaiPublic;
}

/**
 * One transaction as the office role. A Result with refusals rolls everything back. Refusals by the guards of the
 * database (codes GK…) that the rules did not foresee, such as those of a race, come back as a refusal too.
 */
export async function inTransaction<T>(work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await staffDatabase().$transaction(
      async (tx) => {
        if (isClockMoved()) {
          // Followed by office.clock_now() in a demo database only.
          await tx.$queryRaw`SELECT set_config('gongkai.now', ${currentTime().toISOString()}, true)`;
        }
        const result = await work(tx);
        if (!result.ok) throw new RefusedError(result.refusals);
        return result;
      },
      { maxWait: 10_000, timeout: 60_000 },
    );
  } catch (error) {
    if (error instanceof RefusedError) return refuse(...error.refusals);
    const code = guardCode(error);
    if (code === null) throw error;
    return refuse({
      code: `database_${code}`,
      message: `数据库拒绝了这一操作（${code}），没有做任何改动。请刷新页面，按最新状态再试。`,
    });
  }
}

/** Reads in one snapshot as the office role: what others write meanwhile is not seen. For long checks; up to an hour. */
export function inSnapshot<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  return staffDatabase().$transaction(read, {
    isolationLevel: 'RepeatableRead',
    maxWait: 10_000,
    timeout: 3_600_000,
  });
}

/** The code GK001 … GK013 (docs/database-errors.md) with which a guard refused, or null. */
export function guardCode(error: unknown): string | null {
  const seen = new Set<unknown>();
  for (let current = error; current instanceof Object && !seen.has(current); ) {
    seen.add(current);
    const fields = current as {
      code?: unknown;
      originalCode?: unknown;
      cause?: unknown;
      meta?: unknown;
      message?: unknown;
    };
    for (const value of [fields.code, fields.originalCode]) {
      if (typeof value === 'string' && /^GK\d{3}$/.test(value)) return value;
    }
    const meta = fields.meta as { driverAdapterError?: unknown; code?: unknown } | undefined;
    if (typeof meta?.code === 'string' && /^GK\d{3}$/.test(meta.code)) return meta.code;
    current = (meta?.driverAdapterError ?? fields.cause) as Error;
  }
  return null;
}
