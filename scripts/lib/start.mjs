// `npm start`: from a clean clone to a running trial. No package may be imported here at the top: the first
// start runs before any is installed.
import fs from 'node:fs';
import path from 'node:path';
import { HELP, parseStartArguments } from './arguments.mjs';
import { buildIfChanged, isBuilt } from './build.mjs';
import { Children } from './children.mjs';
import { freeSpace, kindOfDirectory, makeDataDirectory } from './files.mjs';
import { generateClient, installPackages, isInstalled } from './install.mjs';
import { lockDataDirectory, npmParent } from './lock.mjs';
import { portProblem } from './ports.mjs';
import { isAlive } from './processes.mjs';
import { displayWidth, Progress, padDisplay, seconds } from './progress.mjs';
import { explain, Refusal } from './refusal.mjs';
import { confirmReset, emptyDataDirectory } from './reset.mjs';
import { watchStylesheet } from './stylesheet.mjs';
import { demoAccounts, Trial } from './trial.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');
const begun = Date.now();

/** Packages, build and an empty database take about 1.2 GB; a running trial needs room to write. */
const SPACE_FIRST = 1.5e9;
const SPACE_LATER = 3e8;

/** @type {Trial | undefined} */
let trial;
/** @type {Children | undefined} */
let children;
let unlock = () => {};
/** @type {Promise<never> | undefined} */
let stopping;

/**
 * Stops everything in order and ends. Later calls, such as a second Ctrl-C, only wait for the first.
 * @param {number} code
 */
function stop(code) {
  stopping ??= (async () => {
    if (trial) console.log('\n正在停止…');
    try {
      await (trial ?? { stop: () => children?.stopAll() }).stop();
    } catch (error) {
      console.error(explain(error));
    }
    unlock();
    if (trial) console.log('已停止。');
    process.exit(code);
  })();
  return stopping;
}

/** @param {import('./arguments.mjs').StartOptions} options */
async function checkMachine({ port, dataDir, dev }) {
  const problem = await portProblem(port);
  if (problem) throw new Refusal(problem);
  const isFirst =
    !isInstalled(root) || (!dev && !isBuilt(root)) || kindOfDirectory(path.join(dataDir, 'pg')) === 'absent';
  for (const [place, needed] of /** @type {[string, number][]} */ ([
    [root, isFirst ? SPACE_FIRST : SPACE_LATER],
    [dataDir, SPACE_LATER],
  ])) {
    const left = freeSpace(place);
    if (left < needed) {
      const gigabytes = (/** @type {number} */ bytes) => (bytes / 1e9).toFixed(1);
      throw new Refusal(
        `磁盘空间不足：${place} 所在磁盘只剩 ${gigabytes(left)} GB，至少需要 ${gigabytes(needed)} GB；请清理后重新运行。(Not enough disk space.)`,
      );
    }
  }
}

/** @param {any[]} accounts as in demo-accounts.json */
function accountsTable(accounts) {
  const rows = accounts.map(({ login, name, post, roles }) => [
    login,
    name,
    post ?? [roles].flat().join(', '),
  ]);
  const table = [['登录名', '姓名', '岗位'], ...rows];
  const widths = [0, 1].map((column) => Math.max(...table.map((row) => displayWidth(row[column]))));
  return table.map(
    (row) => `  ${padDisplay(row[0], widths[0])}  ${padDisplay(row[1], widths[1])}  ${row[2]}`,
  );
}

/** @param {Trial} running @param {import('./arguments.mjs').StartOptions} options */
function greet(running, { dataDir, dev }) {
  const lines = [
    '',
    `公开已启动${dev ? '（开发模式）' : ''}，用时 ${seconds(Date.now() - begun)}。`,
    `  公众网站  ${running.url}/`,
    `  办公入口  ${running.url}/office`,
    `  数据目录  ${path.relative(process.cwd(), dataDir) || dataDir}（日志在 logs/）`,
  ];
  const accounts = demoAccounts(dataDir);
  if (accounts) {
    lines.push('', `演示账号，口令都是 ${accounts[0].password}`, ...accountsTable(accounts));
  } else lines.push('', '没有演示数据；第一个管理员用 npx gongkai user 建立。');
  lines.push('', '按 Ctrl-C 停止。');
  console.log(lines.join('\n'));
}

/** @param {import('./arguments.mjs').StartOptions} options */
async function start(options) {
  const { dataDir, port, dev } = options;
  if (options.reset) await confirmReset(options);
  makeDataDirectory(dataDir);
  options.dataDir = fs.realpathSync(dataDir);
  unlock = await lockDataDirectory(options.dataDir);
  const logDir = path.join(options.dataDir, 'logs');
  const running = new Children({ stateDir: options.dataDir, logDir });
  children = running;
  const progress = new Progress({ total: 7 });
  const work = { root, children: running };

  const left = await running.recover();
  await checkMachine(options);
  await progress.step('检查环境', async (say) => {
    if (left.length > 0) say(`已停止上次遗留的进程：${left.join('、')}`);
    if (options.reset) await emptyDataDirectory(options.dataDir);
  });
  await progress.step('安装依赖', async (say) => {
    await installPackages({ ...work, say });
    await generateClient(work);
  });
  const current = new Trial({ root, dataDir: options.dataDir, port, children: running, dev });
  trial = current;
  await progress.step('启动数据库', () => current.startDatabase());
  await progress.step('更新数据库结构', () => current.migrate());
  await progress.step('演示数据', (say) => current.loadDemo({ demo: options.demo, say }));
  if (dev) await progress.step('生成样式', () => watchStylesheet(work));
  else await progress.step('构建网站', (say) => buildIfChanged({ ...work, say }));
  await progress.step('启动网站', async () => {
    const problem = await portProblem(port);
    if (problem) throw new Refusal(problem);
    await current.serve();
  });
  greet(current, options);
  throw await current.failed;
}

// A closed terminal must not turn into an exception halfway through a clean stop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => void stop(0));
}
if (npmParent !== 0) setInterval(() => isAlive(npmParent) || void stop(0), 500).unref();

try {
  const options = parseStartArguments(process.argv.slice(2), { root });
  if (options.help) console.log(HELP);
  else await start(options);
} catch (error) {
  if (stopping) await stopping;
  console.error(trial ? `\n${explain(error)}` : explain(error));
  await stop(1);
}
