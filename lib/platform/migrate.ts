import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { Client } from 'pg';

type EngineModule = typeof import('@prisma/schema-engine-wasm');
type SchemaFile = { path: string; content: string };

const APPLIED = 'applied, not yet noted';
const MARK_APPLIED = `UPDATE public._prisma_migrations SET logs = '${APPLIED}' WHERE finished_at IS NULL AND rolled_back_at IS NULL`;
/** The lock under which Prisma's engine applies migrations. */
const ENGINE_LOCK = 72707369;

/**
 * Settles what an interrupted run left behind (Ctrl-C, kill, power): a migration that was applied but not noted is noted,
 * one that was rolled back is forgotten and applied again. Without this the engine refuses for ever. Does nothing while
 * another process migrates.
 */
async function settleInterrupted(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AND pg_try_advisory_lock(${ENGINE_LOCK}) AS may`,
    );
    if (!rows[0]?.may) return;
    await client.query(
      `UPDATE public._prisma_migrations SET finished_at = now(), applied_steps_count = 1, logs = NULL
       WHERE finished_at IS NULL AND rolled_back_at IS NULL AND logs = $1`,
      [APPLIED],
    );
    await client.query(
      'UPDATE public._prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL',
    );
  } finally {
    // The lock goes with the connection.
    await client.end();
  }
}

/**
 * The adapter cuts a script at every semicolon, which no function body survives. Sent whole, a migration is also one
 * implicit transaction: it applies entirely or not at all.
 */
class WholeScriptPg extends PrismaPg {
  private readonly opened: { dispose(): Promise<void> }[] = [];

  constructor(private readonly connectionString: string) {
    super({ connectionString });
  }

  override async connect() {
    const connection = await super.connect();
    this.opened.push(connection);
    connection.executeScript = async (script: string) => {
      const client = new Client({ connectionString: this.connectionString });
      await client.connect();
      try {
        const { rows } = await client.query(
          "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS logs",
        );
        // In the migration's own transaction: so an interrupted one is known to be whole or not to be there at all.
        await client.query(rows[0]?.logs ? `${script};\n${MARK_APPLIED}` : script);
      } finally {
        await client.end();
      }
    };
    return connection;
  }

  /** Ends every connection, so that the calling process can end. */
  async dispose(): Promise<void> {
    await Promise.all(this.opened.map((connection) => connection.dispose()));
  }
}

/**
 * Opens Prisma's own schema engine in its WebAssembly form. The Prisma CLI would download a native binary,
 * which the networks this software runs in do not allow (docs/decisions/0003).
 */
async function withEngine<T>(
  ownerUrl: string,
  datamodels: SchemaFile[] | null,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const require = createRequire(import.meta.url);
  const background = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasmFile = require
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/_bg\.js$/, '_bg.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(wasmFile), {
    './schema_engine_bg.js': background as unknown as WebAssembly.ModuleImports,
  });
  const glue = background as unknown as EngineModule & { __wbg_set_wasm(exports: unknown): void };
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  const factory = new WholeScriptPg(ownerUrl);
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const options = (datamodels
    ? { datamodels: datamodels.map((file) => [file.path, file.content]) }
    : {}) as unknown as Parameters<EngineModule['SchemaEngine']['new']>[0];
  try {
    return await use(await glue.SchemaEngine.new(options, () => undefined, adapter));
  } finally {
    await factory.dispose();
  }
}

/** The migrations of the project in the order they apply: directory name and SQL. */
export async function readMigrations(directory = migrationsDirectory()): Promise<SchemaFile[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => ({
      path: name,
      content: await readFile(path.join(directory, name, 'migration.sql'), 'utf8'),
    })),
  );
}

function migrationsDirectory(): string {
  return path.join(process.env.GONGKAI_ROOT ?? process.cwd(), 'prisma', 'migrations');
}

function migrationsList(migrations: SchemaFile[]) {
  return {
    baseDir: migrationsDirectory(),
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map((migration) => ({
      path: migration.path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: migration.content } },
    })),
  };
}

/**
 * Applies every migration not yet applied, as the owner role, keeping Prisma's `_prisma_migrations` table.
 * Returns the names of those it applied. Throws when one fails; the database then says so in that table.
 * The engine leaves a ten-second lock timer running: a command that calls this ends with process.exit.
 */
export async function migrate(
  ownerUrl: string,
  options: { log?: (line: string) => void } = {},
): Promise<string[]> {
  const migrations = migrationsList(await readMigrations());
  await settleInterrupted(ownerUrl);
  const result = await withEngine(ownerUrl, null, (engine) =>
    engine.applyMigrations({
      migrationsList: migrations,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  for (const name of result.appliedMigrationNames) options.log?.(`migrated ${name}`);
  return result.appliedMigrationNames;
}

/** The SQL that leads from an empty database to the Prisma schema: the body of the first migration. */
export async function schemaSql(ownerUrl: string): Promise<string> {
  const directory = path.join(process.cwd(), 'prisma', 'schema');
  const names = (await readdir(directory)).filter((name) => name.endsWith('.prisma')).sort();
  const files = await Promise.all(
    names.map(async (name) => ({ path: name, content: await readFile(path.join(directory, name), 'utf8') })),
  );
  const result = await withEngine(ownerUrl, files, (engine) =>
    engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return result.stdout ?? '';
}
