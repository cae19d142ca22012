// `npm test`: everything that is checked, on a machine with Node and npm only. Goes on after a failure, so that
// one run tells all; the last line is always `N passed, N failed`.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildIfChanged } from './build.mjs';
import { Children } from './children.mjs';
import { readJson } from './files.mjs';
import { generateClient, installPackages } from './install.mjs';
import { seconds } from './progress.mjs';
import { explain, Interrupted, Refusal } from './refusal.mjs';
import { requireChromium, requireNginx } from './tools.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');
const PARTS = ['lint', 'types', 'unit', 'db', 'e2e'];
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const failures = [];
/** @type {import('node:child_process').ChildProcess | undefined} */
let current;
let isInterrupted = false;

/** @param {string[]} argv @returns {string[]} the parts to run */
function parseArguments(argv) {
  const words = argv.flatMap((word) => (word.startsWith('--only=') ? ['--only', word.slice(7)] : [word]));
  if (words.length === 0) return PARTS;
  if (words.length === 2 && words[0] === '--only' && PARTS.includes(words[1] ?? '')) return [words[1] ?? ''];
  throw new Refusal(`用法：npm test -- [--only ${PARTS.join('|')}]`);
}

/** @param {string} title @param {() => Promise<void>} work @returns {Promise<boolean>} whether it went well */
async function stage(title, work) {
  if (isInterrupted) return false;
  console.log(`\n── ${title}`);
  const begun = Date.now();
  let isGood = true;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Interrupted)) {
      console.error(explain(error));
      failures.push(title);
    }
    isGood = false;
  }
  console.log(`── ${title}：${isGood ? '通过' : '没有通过'}，${seconds(Date.now() - begun)}`);
  return isGood;
}

/** @param {string} program path under node_modules @param {string[]} args @param {NodeJS.ProcessEnv} [env] @returns {Promise<boolean>} */
function run(program, args, env = process.env) {
  if (isInterrupted) throw new Interrupted();
  return new Promise((resolve, reject) => {
    const file = path.join(root, 'node_modules', program);
    current = spawn(process.execPath, [file, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    current.once('error', reject);
    current.once('exit', (code) => resolve(code === 0));
  });
}

/** @param {boolean} isGood one check that counts as one test */
function count(isGood) {
  total[isGood ? 'passed' : 'failed'] += 1;
}

/**
 * Adds up a runner's report. A run that failed without a failed test (a broken set-up, no report at all) still
 * counts as a failure.
 * @param {{ isGood: boolean, passed: number | undefined, failed: number | undefined, skipped: number | undefined }} facts
 */
function tally({ isGood, passed = 0, failed = 0, skipped = 0 }) {
  const counted = !isGood && failed === 0 ? 1 : failed;
  total.passed += passed;
  total.failed += counted;
  if (skipped > 0) console.log(`   未运行：${skipped}`);
  if (counted > 0) throw new Refusal(`${counted} 项没有通过。`);
  if (passed === 0) {
    total.failed += 1;
    throw new Refusal('一项测试也没有运行。');
  }
}

/** @param {string} folder @param {string[]} projects */
async function vitest(folder, projects) {
  const report = path.join(folder, `vitest-${projects.join('-')}.json`);
  fs.rmSync(report, { force: true });
  const isGood = await run('vitest/vitest.mjs', [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ]);
  const facts = readJson(report);
  tally({
    isGood,
    passed: facts?.numPassedTests,
    failed: facts?.numFailedTests,
    skipped: facts?.numPendingTests,
  });
}

/** @param {string} folder */
async function playwright(folder) {
  const report = path.join(folder, 'playwright.json');
  fs.rmSync(report, { force: true });
  const env = { ...process.env, GONGKAI_E2E_REPORT: report };
  const isGood = await run('@playwright/test/cli.js', ['test'], env);
  const stats = readJson(report)?.stats;
  tally({
    isGood,
    passed: stats?.expected,
    failed: stats ? stats.unexpected + stats.flaky : undefined,
    skipped: stats?.skipped,
  });
}

/** @param {string[]} parts */
async function test(parts) {
  const folder = path.join(root, 'node_modules', '.cache', 'gongkai', 'test');
  const children = new Children({ stateDir: path.dirname(folder), logDir: folder });
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM'])) {
    process.on(signal, () => {
      isInterrupted = true;
      // From a terminal the running program has the signal already; a second one would cut its cleaning up short.
      if (signal === 'SIGTERM') current?.kill(signal);
      void children.stopAll();
    });
  }
  const wants = (/** @type {string} */ part) => parts.includes(part);
  const isReady = await stage('安装依赖', async () => {
    await installPackages({ root, children });
    fs.mkdirSync(folder, { recursive: true });
    await generateClient({ root, children });
  });
  if (!isReady) return count(false);

  let hasTools = true;
  if (wants('e2e') || wants('db')) {
    hasTools = await stage('nginx 和 Chromium', async () => {
      process.env.NGINX_PATH = requireNginx();
      if (wants('e2e')) process.env.CHROMIUM_PATH = requireChromium(root);
      console.log(`   ${process.env.NGINX_PATH}${wants('e2e') ? `、${process.env.CHROMIUM_PATH}` : ''}`);
    });
    if (!hasTools) count(false);
  }
  if (wants('lint')) {
    const check = async () => {
      if (!(await run('@biomejs/biome/bin/biome', ['check', '--max-diagnostics=50']))) {
        throw new Refusal('代码检查发现问题，见上。');
      }
    };
    count(await stage('代码检查', check));
  }
  if (wants('types')) {
    const check = async () => {
      const isGenerated = await run('next/dist/bin/next', ['typegen']);
      if (!isGenerated || !(await run('typescript/bin/tsc', ['--noEmit', '-p', '.']))) {
        throw new Refusal('类型检查发现问题，见上。');
      }
    };
    count(await stage('类型检查', check));
  }
  if (wants('unit')) await stage('规则和结构测试', () => vitest(folder, ['pure']));
  if (wants('db') || wants('e2e')) {
    // The tests of the production set-up, among those of the database, run the built server, too.
    const isBuilt = await stage('构建', async () => void (await buildIfChanged({ root, children })));
    if (!isBuilt) count(false);
    if (wants('db')) await stage('数据库测试', () => vitest(folder, ['database']));
    if (wants('e2e') && isBuilt && hasTools) await stage('浏览器测试', () => playwright(folder));
  }
}

try {
  const begun = Date.now();
  await test(parseArguments(process.argv.slice(2)));
  if (isInterrupted) process.exit(130);
  if (failures.length > 0) console.log(`\n没有通过：${failures.join('、')}`);
  console.log(`\n用时 ${seconds(Date.now() - begun)}`);
} catch (error) {
  console.error(explain(error));
  total.failed += 1;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
