import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { standaloneDir } from './build.mjs';
import { tailOf } from './children.mjs';
import { DATABASE, databaseUrls, trialEnvironment } from './environment.mjs';
import { readJson, writePrivately } from './files.mjs';
import { startCluster } from './postgres.mjs';
import { Interrupted, Refusal, StepFailure } from './refusal.mjs';
import { ensureDatabase, ensureRoles } from './roles.mjs';
import { loadSecrets, saveSecrets, secretsFile } from './secrets.mjs';
import { typescriptArguments } from './typescript.mjs';

const FOLLOW_PARENT = new URL('./follow-parent.mjs', import.meta.url).href;

/**
 * One running trial: database, server and worker on one data directory. `npm start` and the end-to-end tests
 * both run on it. `stop` works at every moment, also in the middle of a start.
 */
export class Trial {
  /**
   * @param {object} options
   * @param {string} options.root the project
   * @param {string} options.dataDir
   * @param {number} options.port
   * @param {import('./children.mjs').Children} options.children
   * @param {boolean} [options.dev] Next's development server instead of the build
   * @param {boolean} [options.isDurable] false in tests only, see startCluster
   * @param {Record<string, string | undefined>} [options.env] what the programs inherit
   */
  constructor({ root, dataDir, port, children, dev = false, isDurable = true, env = process.env }) {
    this.root = root;
    this.dataDir = dataDir;
    this.port = port;
    this.children = children;
    this.dev = dev;
    this.isDurable = isDurable;
    this.env = env;
    this.url = `http://127.0.0.1:${port}${env.GONGKAI_BASE_PATH ?? ''}`;
    this.stateFile = path.join(dataDir, 'state.json');
    /** @type {(failure: StepFailure) => void} */
    this.fail = () => {};
    /** Settles when something that should run has ended by itself. @type {Promise<StepFailure>} */
    this.failed = new Promise((resolve) => {
      this.fail = resolve;
    });
  }

  /** Starts PostgreSQL on the data directory, with the three roles and the database. */
  async startDatabase() {
    const pgDir = path.join(this.dataDir, 'pg');
    if (fs.existsSync(pgDir) && !fs.existsSync(secretsFile(this.dataDir))) {
      throw new Refusal(
        `${pgDir} 里有数据库，但它的口令文件 ${secretsFile(this.dataDir)} 不见了；请找回该文件，或用 --reset 清空后重新开始。`,
      );
    }
    const secrets = loadSecrets(this.dataDir);
    this.starting = startCluster({
      pgDir,
      logDir: path.join(this.dataDir, 'logs'),
      password: secrets.superuser,
      port: secrets.port,
      isDurable: this.isDurable,
    });
    const cluster = await this.starting;
    if (this.children.isStopping) throw new Interrupted();
    cluster.exited.then((reason) => this.#ended('数据库', reason, cluster.logFile));
    if (secrets.port !== cluster.port || secrets.sitePort !== this.port) {
      Object.assign(secrets, { port: cluster.port, sitePort: this.port });
      saveSecrets(this.dataDir, secrets);
    }
    const client = await cluster.connect();
    try {
      await ensureRoles(client, secrets);
    } finally {
      await client.end();
    }
    await ensureDatabase(cluster, DATABASE);
    this.urls = databaseUrls(secrets, { port: cluster.port });
    this.environment = trialEnvironment({
      dataDir: this.dataDir,
      secrets,
      databasePort: cluster.port,
      port: this.port,
      env: this.env,
    });
  }

  /** @returns the environments of the running database; only after startDatabase */
  #environment() {
    if (!this.environment) throw new Error('startDatabase comes first');
    return this.environment;
  }

  /** Applies the migrations that the database has not had yet. */
  async migrate() {
    await this.children.run(
      'migrate',
      process.execPath,
      typescriptArguments('scripts/lib/migrate-once.mjs'),
      {
        cwd: this.root,
        env: this.#environment().withOwner,
        step: '更新数据库结构',
      },
    );
  }

  /**
   * Loads the demo at the first start of a data directory, or notes that there shall be none; later starts
   * leave both as they are.
   * @param {{ demo: boolean, say?: (detail: string) => void }} wish
   */
  async loadDemo({ demo, say = () => {} }) {
    const state = readJson(this.stateFile);
    if (state?.demo === 'loaded') return say('已载入过');
    if (state?.demo === 'none' || !demo) {
      say('不载入');
      if (state?.demo !== 'none') writePrivately(this.stateFile, JSON.stringify({ demo: 'none' }));
      return;
    }
    await this.children.run('demo', process.execPath, ['bin/gongkai.mjs', 'demo', 'load'], {
      cwd: this.root,
      env: this.#environment().withOwner,
      step: '载入演示数据',
    });
    writePrivately(this.stateFile, JSON.stringify({ demo: 'loaded' }));
  }

  /** Starts server and worker, and waits until the server answers that all is well. */
  async serve() {
    this.#startServer();
    this.#startWorker(0);
    await this.#waitUntilHealthy();
  }

  #startServer() {
    const { common } = this.#environment();
    const next = path.join(this.root, 'node_modules', 'next', 'dist', 'bin', 'next');
    const [cwd, args, env] = this.dev
      ? [
          this.root,
          [next, 'dev', '-H', '127.0.0.1', '-p', String(this.port)],
          { ...common, NODE_ENV: 'development' },
        ]
      : [standaloneDir(this.root), ['server.js'], common];
    const server = this.children.start('server', process.execPath, ['--import', FOLLOW_PARENT, ...args], {
      cwd,
      env: /** @type {NodeJS.ProcessEnv} */ (env),
      follow: true,
    });
    server.once('exit', (code, signal) => {
      this.#ended('网站服务', `退出码 ${code ?? signal}`, this.children.logFile('server'));
    });
  }

  /** @param {number} failures how often it ended in a row; the pause before the next try doubles each time */
  #startWorker(failures) {
    const begun = Date.now();
    const args = typescriptArguments('worker/main.ts', [FOLLOW_PARENT]);
    const worker = this.children.start('worker', process.execPath, args, {
      cwd: this.root,
      env: this.#environment().common,
      follow: true,
      append: failures > 0,
    });
    worker.once('exit', async (code, signal) => {
      if (this.children.isStopping) return;
      const count = Date.now() - begun > 60_000 ? 1 : failures + 1;
      const pause = Math.min(60, 2 ** (count - 1));
      console.error(
        `后台任务停止了（退出码 ${code ?? signal}），${pause} 秒后重新启动；记录：${this.children.logFile('worker')}`,
      );
      await delay(pause * 1_000);
      if (!this.children.isStopping) this.#startWorker(count);
    });
  }

  async #waitUntilHealthy() {
    let last = '没有回答';
    for (const until = Date.now() + (this.dev ? 180_000 : 60_000); Date.now() < until; ) {
      const failure = await Promise.race([this.failed, delay(60)]);
      if (failure) throw failure;
      if (this.children.isStopping) throw new Interrupted();
      try {
        const answer = await fetch(`${this.url}/api/health`, { signal: AbortSignal.timeout(60_000) });
        if (answer.status === 200) return;
        last = `HTTP ${answer.status} ${(await answer.text()).slice(0, 200)}`;
      } catch (error) {
        last = error instanceof Error ? String(error.cause ?? error.message) : String(error);
      }
    }
    const logFile = this.children.logFile('server');
    throw new StepFailure({
      step: '启动网站服务',
      reason: `/api/health 没有报告正常（${last}）`,
      tail: tailOf(logFile),
      logFile,
    });
  }

  /** @param {string} step @param {string} reason @param {string} logFile */
  #ended(step, reason, logFile) {
    if (this.children.isStopping) return;
    this.fail(new StepFailure({ step, reason: `意外停止（${reason}）`, tail: tailOf(logFile), logFile }));
  }

  /** Stops worker and server, then PostgreSQL, so that nothing loses its database while it still works. */
  async stop() {
    await this.children.stopAll();
    const cluster = await this.starting?.catch(() => null);
    await cluster?.stop();
  }
}

/** The demo accounts of a data directory, or null. @param {string} dataDir */
export function demoAccounts(dataDir) {
  const accounts = readJson(path.join(dataDir, 'demo-accounts.json'));
  return Array.isArray(accounts) && accounts.length > 0 ? accounts : null;
}
