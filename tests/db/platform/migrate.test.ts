import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMigrations } from '@/lib/platform/migrate';
import { typescriptArguments } from '../../../scripts/lib/typescript.mjs';
import { createTestDatabase, type TestDatabase } from '../../support/database';

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** As a start does it: a process of its own, since the engine is made for one use. */
const migrate = () =>
  promisify(execFile)(process.execPath, typescriptArguments('scripts/lib/migrate-once.mjs'), {
    env: { ...process.env, DATABASE_URL_OWNER: database.ownerUrl },
  });

const rows = async () =>
  (
    await owner.query(
      `SELECT migration_name AS name, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS "rolledBack"
       FROM _prisma_migrations ORDER BY started_at, id`,
    )
  ).rows;
const last = async () => (await readMigrations()).at(-1)?.path ?? '';

describe('升级被打断', () => {
  it('没有做完的一步撤销了：再启动时重做，而不是从此不能启动', async () => {
    // As the engine leaves it: begun, not finished, its script rolled back.
    const name = await last();
    await owner.query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [name]);
    await owner.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count)
       VALUES ('x', 'x', $1, now(), 0)`,
      [name],
    );
    // Its objects are there in this copy, so doing it again fails: which shows that it is done again.
    await expect(migrate()).rejects.toThrow(name);
    expect((await rows()).filter((row) => row.name === name)).toMatchObject([
      { finished: false, rolledBack: true },
      { finished: false, rolledBack: false },
    ]);
  });

  it('已经做完、只差记账的一步：补记，不重做', async () => {
    const name = await last();
    await owner.query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [name]);
    await owner.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count, logs)
       VALUES ('y', 'y', $1, now(), 0, 'applied, not yet noted')`,
      [name],
    );
    await migrate();
    expect((await rows()).filter((row) => row.name === name)).toMatchObject([
      { finished: true, rolledBack: false },
    ]);
  });
});
