import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
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

/**
 * Checks the configuration (`nginx -t`) and starts nginx in the foreground.
 * @param {{ nginx: string, file: string, folder: string }} where
 * @returns {Promise<{ pid: number, stop: () => Promise<void>, log: () => string }>}
 */
export async function startNginx({ nginx, file, folder }) {
  const args = ['-p', folder, '-c', file, '-e', 'stderr'];
  const check = spawnSync(nginx, ['-t', ...args], { encoding: 'utf8' });
  if (check.status !== 0) {
    throw new StepFailure({ step: STEP, reason: 'nginx -t', tail: check.stderr.trim().split('\n') });
  }
  const logFile = path.join(folder, 'nginx.log');
  const log = fs.openSync(logFile, 'a', 0o600);
  const child = spawn(nginx, [...args, '-g', 'daemon off;'], { stdio: ['ignore', log, log] });
  fs.closeSync(log);
  const { pid } = child;
  const started = await new Promise((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
  if (!started || pid === undefined) throw new StepFailure({ step: STEP, reason: nginx });
  const stop = () =>
    stopProcess(pid, {
      signals: [
        ['SIGTERM', 5_000],
        ['SIGKILL', 2_000],
      ],
    });
  return { pid, stop, log: () => fs.readFileSync(logFile, 'utf8') };
}
