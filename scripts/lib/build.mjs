import fs from 'node:fs';
import path from 'node:path';
import { tailOf } from './children.mjs';
import { toolEnvironment } from './environment.mjs';
import { readJson } from './files.mjs';
import { hashOf } from './hash.mjs';
import { buildStylesheet } from './stylesheet.mjs';

/** Whatever the build reads. Tests, documents and scripts may change without a new build. */
const SOURCES = [
  ...['app', 'components', 'lib', 'prisma', 'public', 'proxy.ts', 'instrumentation.ts', 'mdx-components.tsx'],
  ...['next.config.js', 'postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'],
];

/** @param {string} root */
function sourceHash(root) {
  return hashOf(root, SOURCES, {
    skip: ['lib/platform/generated', 'public/assets'],
    also: [process.version, process.env.GONGKAI_BASE_PATH ?? ''],
  });
}

/** Where Next.js writes, relative to the root; as in next.config.js. */
export function distDir() {
  return process.env.NEXT_DIST_DIR ?? '.next';
}

/** The folder of the standalone server. @param {string} root */
export function standaloneDir(root) {
  return path.join(root, distDir(), 'standalone');
}

/** @param {string} root */
export function isBuilt(root) {
  const stamp = readJson(path.join(root, distDir(), 'gongkai-build.json'));
  return stamp?.hash === sourceHash(root) && fs.existsSync(path.join(standaloneDir(root), 'server.js'));
}

/**
 * Builds stylesheet, pages and server when a source has changed, and puts the files the standalone server
 * needs beside it.
 * @param {import('./install.mjs').Work} work
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function buildIfChanged({ root, children, say = () => {} }) {
  if (isBuilt(root)) {
    say('没有改动');
    return false;
  }
  const dist = path.join(root, distDir());
  const stamp = path.join(dist, 'gongkai-build.json');
  // Taken before the build: a file saved while it runs is built again next time.
  const hash = sourceHash(root);
  fs.rmSync(stamp, { force: true });
  await buildStylesheet({ root, children });
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const logFile = children.logFile('build');
  await children.run('build', process.execPath, [next, 'build'], {
    cwd: root,
    env: { ...toolEnvironment(), NODE_ENV: 'production' },
    step: '构建',
    onTick: () => say((tailOf(logFile, 1)[0] ?? '').trim().slice(0, 60)),
  });
  const standalone = standaloneDir(root);
  const copies = [
    [path.join(root, 'public'), path.join(standalone, 'public')],
    [path.join(dist, 'static'), path.join(standalone, distDir(), 'static')],
  ];
  for (const [from, to] of copies) {
    fs.rmSync(to, { recursive: true, force: true });
    if (fs.existsSync(from)) fs.cpSync(from, to, { recursive: true });
  }
  fs.writeFileSync(stamp, JSON.stringify({ hash }));
  say('');
  return true;
}
