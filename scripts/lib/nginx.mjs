import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tailOf } from './children.mjs';
import { stopProcess } from './processes.mjs';
import { StepFailure } from './refusal.mjs';

const STEP = '启动 nginx';

/**
 * @typedef {object} NginxPlan
 * @property {string} root the project
 * @property {string} folder where the filled-in configuration, the cache and the logs go
 * @property {number} httpPort
 * @property {number} httpsPort
 * @property {number} healthPort
 * @property {string} app host:port of the app
 * @property {string} [basePath]
 * @property {string} [extra] further servers, for comparisons
 */

/**
 * Replaces a text that must be there, so that a configuration that moved on is noticed.
 * @param {string} text @param {string} from @param {string} to
 */
function replace(text, from, to) {
  if (!text.includes(from)) throw new Error(`the nginx configuration no longer says ${JSON.stringify(from)}`);
  return text.replaceAll(from, () => to);
}

/**
 * Fills in the configuration of docker-compose.yml for this machine: the template as the nginx image does it, then
 * the paths and ports that are free here. Everything else is what production runs.
 * @param {NginxPlan} plan
 * @returns {string} path of the main file
 */
export function writeNginxConfiguration({
  root,
  folder,
  httpPort,
  httpsPort,
  healthPort,
  app,
  basePath = '',
  extra,
}) {
  const cache = path.join(folder, 'cache');
  const servers = path.join(folder, 'conf.d');
  for (const directory of [cache, servers]) fs.mkdirSync(directory, { recursive: true });
  let main = fs.readFileSync(path.join(root, 'nginx', 'nginx.conf'), 'utf8');
  main = replace(main, '/var/cache/nginx', cache);
  main = replace(main, '/etc/nginx/conf.d', servers);
  main = replace(main, 'access_log /dev/stdout gongkai;', 'access_log off;');
  if (!fs.existsSync('/etc/nginx/mime.types')) {
    // Installed elsewhere; only the pages for errors are served from disk.
    main = replace(main, 'include /etc/nginx/mime.types;', 'types { text/html html; }');
  }
  // Started as root, the workers run as nobody, who can't read a folder of ours.
  if (process.getuid?.() === 0) main = `user root;\n${main}`;
  let site = fs.readFileSync(path.join(root, 'nginx', 'templates', 'gongkai.conf.template'), 'utf8');
  site = replace(site, '$' + '{GONGKAI_APP}', app);
  site = replace(site, '$' + '{GONGKAI_BASE_PATH}', basePath);
  site = replace(site, '$' + '{NGINX_LOCAL_RESOLVERS}', '127.0.0.1');
  site = replace(site, 'listen 127.0.0.1:8081;', `listen 127.0.0.1:${healthPort};`);
  site = replace(site, 'listen 80 default_server;', `listen 127.0.0.1:${httpPort} default_server;`);
  site = replace(site, 'listen 443 ssl', `listen 127.0.0.1:${httpsPort} ssl`);
  site = replace(site, '/etc/nginx/tls/', `${path.join(folder, 'tls')}/`);
  site = replace(site, 'root /etc/nginx/errors;', `root ${path.join(root, 'nginx', 'errors')};`);
  fs.writeFileSync(path.join(servers, 'gongkai.conf'), site);
  if (extra) fs.writeFileSync(path.join(servers, 'extra.conf'), extra);
  const file = path.join(folder, 'nginx.conf');
  fs.writeFileSync(file, main);
  return file;
}

/**
 * A certificate for trying things out, as docs/operations.md describes it.
 * @param {string} directory gets fullchain.pem and privkey.pem
 */
export function makeCertificate(directory) {
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  const made = spawnSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '30',
      ],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
      ...['-keyout', path.join(directory, 'privkey.pem'), '-out', path.join(directory, 'fullchain.pem')],
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) {
    const reason = made.error ? `没有 openssl（${made.error.message}）` : 'openssl 没有生成证书';
    throw new StepFailure({ step: STEP, reason, tail: (made.stderr ?? '').split('\n').slice(-5) });
  }
}

/** @param {number} port @returns {Promise<boolean>} whether somebody answers at 127.0.0.1 */
function accepts(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    const end = (/** @type {boolean} */ isOpen) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/**
 * Checks the configuration (`nginx -t`), starts nginx in the foreground and waits until it answers.
 * @param {{ nginx: string, file: string, folder: string, port: number }} where `port`: one it listens on
 * @returns {Promise<{ pid: number, stop: () => Promise<void>, log: () => string }>}
 */
export async function startNginx({ nginx, file, folder, port }) {
  const args = ['-p', folder, '-c', file, '-e', 'stderr'];
  const check = spawnSync(nginx, ['-t', ...args], { encoding: 'utf8' });
  if (check.status !== 0) {
    const tail = (check.error ? String(check.error) : check.stderr.trim()).split('\n');
    throw new StepFailure({ step: STEP, reason: 'nginx -t', tail });
  }
  const logFile = path.join(folder, 'nginx.log');
  const log = fs.openSync(logFile, 'a', 0o600);
  const child = spawn(nginx, [...args, '-g', 'daemon off;'], { stdio: ['ignore', log, log] });
  fs.closeSync(log);
  let hasEnded = false;
  child.once('error', () => (hasEnded = true));
  child.once('exit', () => (hasEnded = true));
  const { pid } = child;
  const stop = async () => {
    if (pid === undefined || hasEnded) return;
    await stopProcess(pid, {
      signals: [
        ['SIGTERM', 5_000],
        ['SIGKILL', 2_000],
      ],
    });
  };
  for (const until = Date.now() + 20_000; !(await accepts(port)); await delay(20)) {
    if (!hasEnded && Date.now() < until) continue;
    await stop();
    throw new StepFailure({ step: STEP, reason: '没有应答', tail: tailOf(logFile), logFile });
  }
  return { pid: pid ?? 0, stop, log: () => fs.readFileSync(logFile, 'utf8') };
}
