import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** @param {string} command @param {string[]} args */
function output(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/** @param {number} pid the fields of /proc/<pid>/stat after the program's name, or null when there is no such process */
function linuxStat(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/**
 * True while the process runs. A zombie counts as gone: in a container nobody may ever collect it.
 * @param {number} pid
 */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false;
  }
  return process.platform !== 'linux' || !['Z', 'X'].includes(linuxStat(pid)?.[0] ?? 'X');
}

/**
 * When the process began, as the system tells it (only good for comparing). Together with the pid it names
 * one process for certain, since pids are used again.
 * @param {number} pid
 */
export function startMark(pid) {
  if (process.platform === 'linux') return linuxStat(pid)?.[19] ?? '';
  if (process.platform === 'win32') {
    return output('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`]);
  }
  return output('ps', ['-o', 'lstart=', '-p', String(pid)]);
}

/** @param {number} pid the parent's pid, 0 when unknown */
export function parentOf(pid) {
  if (process.platform === 'linux') return Number(linuxStat(pid)?.[1] ?? 0);
  if (process.platform === 'win32') return 0;
  return Number(output('ps', ['-o', 'ppid=', '-p', String(pid)]) || 0);
}

/** @param {number} pid the command line, arguments separated by a space */
export function commandLine(pid) {
  if (process.platform === 'linux') {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    } catch {
      return '';
    }
  }
  if (process.platform === 'win32') {
    const query = `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`;
    return output('powershell', ['-NoProfile', '-Command', query]);
  }
  return output('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
}

/** @typedef {{ pid: number, mark: string }} ProcessIdentity */

/** @param {number} pid @returns {ProcessIdentity} */
export function identify(pid) {
  return { pid, mark: startMark(pid) };
}

/** True when exactly this process, and not a later one with its pid, still runs. @param {ProcessIdentity} identity */
export function isRunning({ pid, mark }) {
  return isAlive(pid) && mark !== '' && startMark(pid) === mark;
}

/** @param {number} pid @param {NodeJS.Signals} name @param {boolean} group also what it started */
function send(pid, name, group) {
  try {
    process.kill(group && process.platform !== 'win32' ? -pid : pid, name);
  } catch {
    if (group) send(pid, name, false);
  }
}

/**
 * Asks a process to end, and insists with the next signal when it has not ended in time.
 *
 * @param {number} pid
 * @param {{ signals: [NodeJS.Signals, number][], group?: boolean }} how signals with the milliseconds to wait after each
 * @returns {Promise<boolean>} whether it is gone
 */
export async function stopProcess(pid, { signals, group = false }) {
  for (const [name, patience] of signals) {
    if (!isAlive(pid)) return true;
    send(pid, name, group);
    const until = Date.now() + patience;
    while (isAlive(pid) && Date.now() < until) await delay(25);
  }
  return !isAlive(pid);
}
