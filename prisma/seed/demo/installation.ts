import { Client } from 'pg';
import { migrate } from '@/lib/platform/migrate';

/** Setting of the default organ that says the demo is whole; the last row the loader writes. */
export const LOADED_SETTING = 'demo_loaded';

/** What a database holds as far as the demo is concerned. */
export type DemoState = 'empty' | 'production' | 'foreign' | 'unfinished' | 'loaded';

/** One loader at a time; the lock outlives dropping the tables because it belongs to the database. */
const LOADER_LOCK = 4105030000;

/** The database as its owner, for the marking that no other role may do, held by one loader at a time. */
export class DemoInstallation {
  private constructor(
    private readonly ownerUrl: string,
    private readonly client: Client,
  ) {}

  /** Connects and waits for a loader that is at work already. */
  static async open(ownerUrl: string): Promise<DemoInstallation> {
    const client = new Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [LOADER_LOCK]);
    return new DemoInstallation(ownerUrl, client);
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  /**
   * `empty`: can be loaded; `loaded`: whole; `unfinished`: a loader was interrupted; `production`; `foreign`: organs
   * that are no demo's.
   */
  async state(): Promise<DemoState> {
    const { rows } = await this.client.query<{ mode: string | null; organs: number; loaded: boolean }>(
      `SELECT (SELECT mode FROM office.installation WHERE id = 1) AS mode,
         (SELECT count(*)::int FROM office.organ) AS organs,
         EXISTS (SELECT 1 FROM office.organ_setting WHERE key = $1) AS loaded`,
      [LOADED_SETTING],
    );
    const { mode, organs, loaded } = rows[0] ?? { mode: null, organs: 0, loaded: false };
    if (mode === 'production') return 'production';
    if (mode === 'demo') return loaded ? 'loaded' : 'unfinished';
    return organs > 0 ? 'foreign' : 'empty';
  }

  /** Marks the database as a demo: from now on its clock follows a moved one, and no production server serves it. */
  async mark(): Promise<void> {
    await this.client.query(`INSERT INTO office.installation (id, mode) VALUES (1, 'demo')`);
  }

  /**
   * Empties a demo whose loading was interrupted. Its history is append-only on purpose, so the tables go whole and are
   * made anew. Throws for any other database.
   */
  async startOver(): Promise<void> {
    if ((await this.state()) !== 'unfinished') throw new Error('only an unfinished demo is emptied');
    await this.client.query('BEGIN');
    await this.client.query('DROP SCHEMA IF EXISTS office, published, intake CASCADE');
    await this.client.query('DROP TABLE _prisma_migrations');
    await this.client.query('COMMIT');
    await migrate(this.ownerUrl);
  }
}
