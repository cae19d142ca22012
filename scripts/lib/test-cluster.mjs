import fs from 'node:fs';
import path from 'node:path';
import { recoverPostgres } from './postgres.mjs';

/**
 * Stops the PostgreSQL of a throw-away folder, if it runs, and deletes the folder.
 * @param {string} folder
 */
export async function removeCluster(folder) {
  await recoverPostgres(path.join(folder, 'pg'));
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
