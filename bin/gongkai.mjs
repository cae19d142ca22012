#!/usr/bin/env node
// `npx gongkai <command>`: runs bin/gongkai.ts through tsx. Nothing is printed here on standard output, which
// belongs to the command (`--json`).
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { trialEnvironment } from '../scripts/lib/environment.mjs';
import { readJson } from '../scripts/lib/files.mjs';
import { secretsFile } from '../scripts/lib/secrets.mjs';

const root = path.resolve(path.dirname(fs.realpathSync(fileURLToPath(import.meta.url))), '..');

/** With no database named, commands work on the trial of this folder, when it has been started once. */
function environment() {
  if (Object.keys(process.env).some((name) => name.startsWith('DATABASE_URL_'))) return process.env;
  const dataDir = path.resolve(root, process.env.GONGKAI_DATA_DIR ?? '.data');
  const secrets = readJson(secretsFile(dataDir));
  if (!secrets?.port) return process.env;
  return trialEnvironment({ dataDir, secrets, databasePort: secrets.port, port: secrets.sitePort ?? 3000 })
    .withOwner;
}

const tsx = path.join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs');
if (!fs.existsSync(tsx) || !fs.existsSync(path.join(root, 'lib', 'platform', 'generated'))) {
  console.error('还没有安装依赖；请先在程序目录运行一次 npm start。(Run npm start once first.)');
  process.exit(2);
}
const child = spawn(
  process.execPath,
  [
    '--conditions=react-server',
    '--import',
    pathToFileURL(tsx).href,
    path.join(root, 'bin', 'gongkai.ts'),
    ...process.argv.slice(2),
  ],
  {
    stdio: 'inherit',
    env: { ...environment(), GONGKAI_ROOT: root, TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') },
  },
);
// The terminal signals both of us; we wait for the command to finish in its own way.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
