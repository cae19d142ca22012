import { spawn } from 'node:child_process';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { databaseUrls } from '../../scripts/lib/environment.mjs';
import { startCluster } from '../../scripts/lib/postgres.mjs';
import { ensureDatabase, ensureRoles } from '../../scripts/lib/roles.mjs';
import { makeSecrets, type Secrets } from '../../scripts/lib/secrets.mjs';
import { removeCluster, temporaryFolder } from '../../scripts/lib/test-cluster.mjs';
import { typescriptArguments } from '../../scripts/lib/typescript.mjs';

/** What a test needs to reach the cluster of this run; `inject('cluster')`. */
export type TestCluster = { port: number; secrets: Secrets; template: string };

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

const TEMPLATE = 'gongkai_template';
const root = path.resolve(import.meta.dirname, '..', '..');

function runMigrations(ownerUrl: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(process.execPath, typescriptArguments('scripts/lib/migrate-once.mjs'), {
      cwd: root,
      env: { ...process.env, DATABASE_URL_OWNER: ownerUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`migrate failed\n${output}`))));
  });
}

/**
 * Starts one PostgreSQL for the whole run, on the code path of `npm start`, and migrates a template database
 * from which each test file copies its own (database.ts).
 */
export default async function setup(project: TestProject) {
  const folder = await temporaryFolder('gongkai-test-');
  const secrets = makeSecrets();
  const cluster = await startCluster({
    pgDir: path.join(folder, 'pg'),
    logDir: path.join(folder, 'logs'),
    password: secrets.superuser,
    isDurable: false,
  });
  const teardown = async () => {
    await cluster.stop();
    await removeCluster(folder);
  };
  try {
    const client = await cluster.connect();
    await ensureRoles(client, secrets);
    await client.end();
    await ensureDatabase(cluster, TEMPLATE);
    await runMigrations(databaseUrls(secrets, { port: cluster.port, database: TEMPLATE }).owner);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('cluster', { port: cluster.port, secrets, template: TEMPLATE });
  return teardown;
}
