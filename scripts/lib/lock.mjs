import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandLine, identify, isRunning, parentOf } from './processes.mjs';
import { Refusal } from './refusal.mjs';

/** @param {string} file @returns {string | null} */
function readOrNull(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * The npm we run under, 0 without one. A start ends when its npm is gone (see start.mjs): nobody is left to
 * pass on Ctrl-C. npm may have put a shell between itself and us.
 */
export const npmParent = findNpm();

function findNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return 0;
  const isShell = /^(\S*\/)?(ba|da|a|z)?sh( |$)/.test(commandLine(process.ppid));
  return isShell ? parentOf(process.ppid) : process.ppid;
}

/** @param {string} text @returns {(import('./processes.mjs').ProcessIdentity & { npm: import('./processes.mjs').ProcessIdentity | null }) | null} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Takes a stale lock away, but never one that somebody else took in the meantime. @param {string} file @param {string} seen */
function removeStale(file, seen) {
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
    if (fs.readFileSync(aside, 'utf8') === seen) fs.rmSync(aside);
    else fs.renameSync(aside, file);
  } catch {
    // Somebody else was faster; the next look tells.
  }
}

/**
 * Lets one start at a time use a data directory. A lock whose owner is gone is taken over; an owner whose
 * npm was killed is on its way out and is waited for.
 *
 * @param {string} dataDir
 * @returns {Promise<() => void>} gives the lock back
 */
export async function lockDataDirectory(dataDir) {
  const file = path.join(dataDir, 'start.lock');
  const mine = JSON.stringify({
    ...identify(process.pid),
    npm: npmParent === 0 ? null : identify(npmParent),
  });
  const deadline = Date.now() + 40_000;
  let unreadable = 0;
  while (Date.now() < deadline) {
    try {
      fs.writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return () => {
        if (readOrNull(file) === mine) fs.rmSync(file, { force: true });
      };
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const seen = readOrNull(file);
    if (seen === null) continue;
    const holder = parse(seen);
    if (holder === null) {
      // Being written this moment, or cut short by a full disk or a power failure.
      unreadable += 1;
      if (unreadable > 10) removeStale(file, seen);
    } else if (!isRunning(holder)) {
      removeStale(file, seen);
      continue;
    } else if (holder.npm === null || isRunning(holder.npm)) {
      throw new Refusal(
        `这个数据目录已经有一个公开在运行（进程 ${holder.pid}）：${dataDir}；请先停止它，或用 --data 另选目录、--port 另选端口。`,
      );
    }
    await delay(100);
  }
  throw new Refusal(`上一次运行还没有停下来：${dataDir}；请稍后再试。`);
}
