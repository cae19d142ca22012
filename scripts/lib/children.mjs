import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { identify, isRunning, stopProcess } from './processes.mjs';
import { Interrupted, StepFailure } from './refusal.mjs';

/** @type {[NodeJS.Signals, number][]} */
const GENTLE = [
  ['SIGTERM', 8_000],
  ['SIGKILL', 3_000],
];

/** Opens a log for writing, keeping the one before as `.1`. @param {string} file */
export function openLog(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (fs.existsSync(file)) fs.renameSync(file, `${file}.1`);
  return fs.openSync(file, 'w', 0o600);
}

/** The last lines of a log. @param {string} file @param {number} [lines] @returns {string[]} */
export function tailOf(file, lines = 15) {
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of the terminal are control characters.
    const text = fs.readFileSync(file, 'utf8').replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '');
    return text
      .split(/\r?\n|\r/)
      .filter((line) => line.trim() !== '')
      .slice(-lines);
  } catch {
    return [];
  }
}

/**
 * What one start has running. Every child is written to `children.json`, so that a start after `kill -9` can
 * tell its orphans from other people's processes. Children get a process group of their own: Ctrl-C in the
 * terminal reaches only the start script, which then stops them in order.
 */
export class Children {
  /** @param {{ stateDir: string, logDir: string }} where */
  constructor({ stateDir, logDir }) {
    this.file = path.join(stateDir, 'children.json');
    this.logDir = logDir;
    /** @type {Map<number, { name: string, pid: number, mark: string }>} */
    this.running = new Map();
    this.isStopping = false;
  }

  /** @param {string} name */
  logFile(name) {
    return path.join(this.logDir, `${name}.log`);
  }

  #write() {
    // While stopping, the record stays as it was until stopAll removes it.
    if (this.isStopping) return;
    try {
      fs.writeFileSync(this.file, JSON.stringify([...this.running.values()]), { mode: 0o600 });
    } catch {
      // On a full disk the record is lost, not the run.
    }
  }

  /** Stops what an earlier run left behind. @returns {Promise<string[]>} the names of what was stopped */
  async recover() {
    /** @type {{ name: string, pid: number, mark: string }[]} */
    let left = [];
    try {
      left = JSON.parse(fs.readFileSync(this.file, 'utf8'));
    } catch {
      return [];
    }
    const stopped = [];
    for (const entry of left) {
      if (!isRunning(entry)) continue;
      await stopProcess(entry.pid, { signals: GENTLE, group: true });
      stopped.push(entry.name);
    }
    fs.rmSync(this.file, { force: true });
    return stopped;
  }

  /**
   * Starts a program whose output goes to `<logs>/<name>.log`.
   * @param {string} name
   * @param {string} command
   * @param {string[]} args
   * @param {{ cwd: string, env: NodeJS.ProcessEnv, follow?: boolean, stdin?: 'pipe' | 'ignore', append?: boolean }} options
   *   `follow`: keeps a channel open by which the child notices our death
   */
  start(name, command, args, { cwd, env, follow = false, stdin = 'ignore', append = false }) {
    if (this.isStopping) throw new Interrupted();
    const log = append ? fs.openSync(this.logFile(name), 'a', 0o600) : openLog(this.logFile(name));
    const child = spawn(command, args, {
      cwd,
      env: follow ? { ...env, GONGKAI_START_PID: String(process.pid) } : env,
      stdio: [stdin, log, log, ...(follow ? [/** @type {const} */ ('ipc')] : [])],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    fs.closeSync(log);
    const { pid } = child;
    if (pid !== undefined) {
      this.running.set(pid, { name, ...identify(pid) });
      this.#write();
      child.once('exit', () => {
        this.running.delete(pid);
        this.#write();
      });
    }
    return child;
  }

  /**
   * Runs a program to its end; a StepFailure with the end of its log when it fails.
   * @param {string} name
   * @param {string} command
   * @param {string[]} args
   * @param {{ cwd: string, env: NodeJS.ProcessEnv, step: string, onTick?: () => void }} options
   */
  async run(name, command, args, { cwd, env, step, onTick }) {
    const child = this.start(name, command, args, { cwd, env });
    const timer = onTick ? setInterval(onTick, 1_000) : undefined;
    try {
      const reason = await new Promise((resolve) => {
        child.once('error', (error) => resolve(error.message));
        child.once('exit', (code, signal) => resolve(code === 0 ? null : `退出码 ${code ?? signal}`));
      });
      if (this.isStopping) throw new Interrupted();
      if (reason !== null) {
        const logFile = this.logFile(name);
        throw new StepFailure({ step, reason, tail: tailOf(logFile), logFile });
      }
    } finally {
      clearInterval(timer);
    }
  }

  /** Stops everything still running except PostgreSQL, which is stopped last and by its own means. */
  async stopAll() {
    this.isStopping = true;
    await Promise.all(
      [...this.running.keys()].map((pid) => stopProcess(pid, { signals: GENTLE, group: true })),
    );
    fs.rmSync(this.file, { force: true });
  }
}
