import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Children } from './children.mjs';
import { recoverPostgres } from './postgres.mjs';
import { isAlive } from './processes.mjs';

/**
 * Stops what still runs on a throw-away folder and deletes the folder.
 * @param {string} folder
 */
export async function removeCluster(folder) {
  await new Children({ stateDir: folder, logDir: folder }).recover();
  await recoverPostgres(path.join(folder, 'pg'));
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * A fresh folder for this run in the system's temporary directory. Those of runs that were killed, and what
 * they left running, are cleared away first; the folder's name ends with the pid of its run.
 *
 * @param {string} prefix
 */
export async function temporaryFolder(prefix) {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)$`).exec(name)?.[1]);
    if (pid && (pid === process.pid || !isAlive(pid))) await removeCluster(path.join(os.tmpdir(), name));
  }
  const folder = path.join(fs.realpathSync(os.tmpdir()), `${prefix}${process.pid}`);
  fs.mkdirSync(path.join(folder, 'logs'), { recursive: true, mode: 0o711 });
  return folder;
}
