import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { databaseUrl, databaseUrls } from '../../scripts/lib/environment.mjs';
import { grantDatabase } from '../../scripts/lib/roles.mjs';

/** A database of its own for one test file, with the addresses of the three roles. */
export type TestDatabase = {
  name: string;
  ownerUrl: string;
  staffUrl: string;
  publicUrl: string;
  /** For what no role of ours may do, such as looking into the system's tables. */
  superuserUrl: string;
  /** Cuts all connections and deletes it. */
  drop(): Promise<void>;
};

/** Runs one thing as superuser of the cluster. */
async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: superuserUrl('postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function superuserUrl(database: string): string {
  const { port, secrets } = inject('cluster');
  return databaseUrl({ role: 'postgres', password: secrets.superuser, port, database });
}

/**
 * Copies the migrated template into a new database. What a copy does not bring along, the rights at the level
 * of the database itself, is given again by the code that `npm start` uses.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { port, secrets, template } = inject('cluster');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER gongkai_owner`);
    await grantDatabase(client, name);
  });
  const urls = databaseUrls(secrets, { port, database: name });
  return {
    name,
    ownerUrl: urls.owner,
    staffUrl: urls.staff,
    publicUrl: urls.public,
    superuserUrl: superuserUrl(name),
    drop: async () => {
      await asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
