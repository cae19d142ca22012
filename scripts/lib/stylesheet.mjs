import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Children } from './children.mjs';
import { toolEnvironment } from './environment.mjs';
import { explain } from './refusal.mjs';

const INPUT = 'components/public/site.css';
const OUTPUT = 'public/assets/site.css';

/** @param {string} root */
function tailwind(root) {
  return path.join(root, 'node_modules', '@tailwindcss', 'cli', 'dist', 'index.mjs');
}

/**
 * Writes `public/assets/site.json` with the first 12 hexadecimal digits of the stylesheet's SHA-256; public
 * pages link `/assets/site.css?v=<hash>`, so that it can be cached for good.
 * @param {string} root
 */
function writeHash(root) {
  const hash = createHash('sha256')
    .update(fs.readFileSync(path.join(root, OUTPUT)))
    .digest('hex')
    .slice(0, 12);
  const file = path.join(root, 'public', 'assets', 'site.json');
  fs.writeFileSync(`${file}.new`, `${JSON.stringify({ hash })}\n`);
  fs.renameSync(`${file}.new`, file);
}

/**
 * Compiles the stylesheet of the public pages; office pages have theirs from Next.
 * @param {import('./install.mjs').Work} work
 */
export async function buildStylesheet({ root, children }) {
  fs.mkdirSync(path.join(root, 'public', 'assets'), { recursive: true });
  await children.run(
    'stylesheet',
    process.execPath,
    [tailwind(root), '-i', INPUT, '-o', OUTPUT, '--minify'],
    {
      cwd: root,
      env: toolEnvironment(),
      step: '生成公众网站样式',
    },
  );
  writeHash(root);
}

/**
 * Compiles it again at every change, until stopped.
 * @param {import('./install.mjs').Work} work
 */
export async function watchStylesheet({ root, children }) {
  await buildStylesheet({ root, children });
  // The compiler watches as long as its standard input is open, so it can't outlive us.
  children.start(
    'stylesheet-watch',
    process.execPath,
    [tailwind(root), '-i', INPUT, '-o', OUTPUT, '--watch'],
    {
      cwd: root,
      env: toolEnvironment(),
      stdin: 'pipe',
    },
  );
  fs.watchFile(path.join(root, OUTPUT), { interval: 500, persistent: false }, (now) => {
    if (now.size > 0) writeHash(root);
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = path.resolve(import.meta.dirname, '..', '..');
  const state = path.join(root, 'node_modules', '.cache', 'gongkai');
  const children = new Children({ stateDir: state, logDir: state });
  buildStylesheet({ root, children }).catch((error) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}
