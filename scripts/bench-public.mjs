// `npm run bench:public [-- --json]`: how much the public side carries on this machine. Starts a database with the
// demo, the production server and nginx with the production configuration, all on the loopback, and asks for the
// report page of 2023: straight from the app, through nginx with its micro-cache, and beside them nginx giving the
// same compressed bytes from disk.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildIfChanged } from './lib/build.mjs';
import { Children } from './lib/children.mjs';
import { fetchCompressed, firstVisit } from './lib/first-visit.mjs';
import { generateClient, installPackages } from './lib/install.mjs';
import { residentMegabytes } from './lib/memory.mjs';
import { makeCertificate, startNginx, writeNginxConfiguration } from './lib/nginx.mjs';
import { freePort } from './lib/ports.mjs';
import { displayWidth, Progress, padDisplay } from './lib/progress.mjs';
import { explain } from './lib/refusal.mjs';
import { removeCluster, temporaryFolder } from './lib/test-cluster.mjs';
import { loadTool, measureLoad, WRK_SCRIPT } from './lib/throughput.mjs';
import { requireNginx } from './lib/tools.mjs';
import { Trial } from './lib/trial.mjs';

const PAGE = '/disclosure/annual-reports/2023';
const SECONDS = 8;
const CONNECTIONS = 64;

const root = path.resolve(import.meta.dirname, '..');
const isJson = process.argv.includes('--json');
// `--json` leaves standard output to the figures.
const progress = new Progress({ total: 7, out: isJson ? process.stderr : process.stdout });

/** The server that gives one file from disk, over TLS like the site. @param {{ folder: string, port: number }} where */
function diskServer({ folder, port }) {
  return `server {
  listen 127.0.0.1:${port} ssl http2;
  ssl_certificate ${folder}/tls/fullchain.pem;
  ssl_certificate_key ${folder}/tls/privkey.pem;
  root ${folder}/disk;
  gzip_static always;
  gunzip off;
  default_type text/html;
}
`;
}

/** @param {number} value */
const whole = (value) => Math.round(value).toLocaleString('en-US');
/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

/** @param {string[][]} rows */
function printTable(rows) {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => displayWidth(row[at] ?? ''))));
  for (const row of rows) {
    console.log(`  ${row.map((cell, at) => padDisplay(cell, (widths[at] ?? 0) + 4)).join('')}`.trimEnd());
  }
}

async function bench() {
  const folder = await temporaryFolder('gongkai-bench-');
  const children = new Children({ stateDir: folder, logDir: path.join(folder, 'logs') });
  const [port, httpPort, httpsPort, healthPort, diskPort] = await Promise.all(
    Array.from({ length: 5 }, () => freePort()),
  );
  if (!port || !httpPort || !httpsPort || !healthPort || !diskPort) throw new Error('no free port');
  const trial = new Trial({ root, dataDir: folder, port, children });
  /** @type {Awaited<ReturnType<typeof startNginx>> | undefined} */
  let nginx;
  const stop = async () => {
    await nginx?.stop();
    await trial.stop();
    await removeCluster(folder);
  };
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  }
  try {
    await progress.step('安装依赖', (say) => installPackages({ root, children, say }));
    await progress.step('构建', async (say) => {
      await generateClient({ root, children });
      await buildIfChanged({ root, children, say });
    });
    const program = requireNginx();
    await progress.step('数据库和演示数据', async () => {
      await trial.startDatabase();
      await trial.migrate();
      await trial.loadDemo({ demo: true });
    });
    const app = `http://127.0.0.1:${port}`;
    const site = `https://127.0.0.1:${httpsPort}`;
    const disk = `https://127.0.0.1:${diskPort}`;
    await progress.step('网站和 nginx', async () => {
      await trial.serve();
      makeCertificate(path.join(folder, 'tls'));
      const extra = diskServer({ folder, port: diskPort });
      const where = { root, folder, httpPort, httpsPort, healthPort };
      const file = writeNginxConfiguration({ ...where, app: `127.0.0.1:${port}`, extra });
      nginx = await startNginx({ nginx: program, file, folder, port: healthPort });
      const page = await fetchCompressed(site + PAGE);
      if (page.status !== 200 || !page.isCompressed) throw new Error(`${PAGE}: HTTP ${page.status}`);
      const copy = path.join(folder, 'disk', `${PAGE}.gz`);
      fs.mkdirSync(path.dirname(copy), { recursive: true });
      fs.writeFileSync(copy, page.body);
      const stored = await fetchCompressed(disk + PAGE);
      if (stored.status !== 200 || !stored.isCompressed || !stored.body.equals(page.body)) {
        throw new Error('nginx does not give the same bytes from disk');
      }
    });
    const tool = loadTool();
    const scriptFile = path.join(folder, 'wrk.lua');
    fs.writeFileSync(scriptFile, WRK_SCRIPT);
    const pidOf = (/** @type {string} */ name) =>
      [...children.running.values()].find((child) => child.name === name)?.pid;
    const processes = {
      应用: pidOf('server'),
      后台任务: pidOf('worker'),
      nginx: nginx?.pid,
    };
    const postgres = Number(
      fs.readFileSync(path.join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0],
    );
    const memory = () => ({
      ...Object.fromEntries(
        Object.entries(processes).map(([name, pid]) => [name, residentMegabytes(Number(pid))]),
      ),
      PostgreSQL: residentMegabytes(postgres),
    });
    // The first answers compile the code; at rest is after them.
    await measureLoad(app + PAGE, { tool, seconds: 2, connections: 8, scriptFile });
    await delay(1_000);
    const atRest = memory();
    /** @type {Record<string, { load: import('./lib/throughput.mjs').Load, memory: Record<string, number> }>} */
    const results = {};
    for (const [name, url] of /** @type {[string, string][]} */ ([
      ['应用', app],
      ['经过 nginx 微缓存', site],
      ['nginx 读盘', disk],
    ])) {
      results[name] = await progress.step(`压测：${name}`, async () => {
        const running = measureLoad(url + PAGE, {
          tool,
          seconds: SECONDS,
          connections: CONNECTIONS,
          scriptFile,
        });
        await delay((SECONDS - 1) * 1_000);
        const used = memory();
        return { load: await running, memory: used };
      });
    }
    const weight = await firstVisit(site + PAGE);
    const versions = {
      node: process.version,
      // nginx says its version on standard error.
      nginx: spawnSync(program, ['-v'], { encoding: 'utf8' }).stderr.trim(),
    };
    report({ tool, atRest, results, weight, versions });
  } finally {
    await stop();
  }
}

/** @param {{ tool: string, atRest: Record<string, number>, results: Record<string, { load: import('./lib/throughput.mjs').Load, memory: Record<string, number> }>, weight: import('./lib/first-visit.mjs').Visit, versions: Record<string, string> }} figures */
function report({ tool, atRest, results, weight, versions }) {
  const fromDisk = results['nginx 读盘']?.load.requestsPerSecond ?? Number.NaN;
  if (isJson) {
    const measured = Object.entries(results).map(([name, { load, memory }]) => ({
      name,
      ...load,
      ratioToDisk: load.requestsPerSecond / fromDisk,
      memoryMegabytes: memory,
    }));
    const figures = { page: PAGE, tool, connections: CONNECTIONS, seconds: SECONDS, versions };
    console.log(JSON.stringify({ ...figures, results: measured, memoryAtRestMegabytes: atRest, weight }));
    return;
  }
  console.log(`\n${PAGE}，${tool}，${CONNECTIONS} 个连接，各 ${SECONDS} 秒，gzip`);
  printTable([
    ['', '次/秒', '与读盘之比', '中位毫秒', '99% 毫秒', '失败'],
    ...Object.entries(results).map(([name, { load }]) => [
      name,
      whole(load.requestsPerSecond),
      `${((100 * load.requestsPerSecond) / fromDisk).toFixed(1)} %`,
      load.p50.toFixed(2),
      load.p99.toFixed(2),
      String(load.failed),
    ]),
  ]);
  console.log('\n内存（RSS，MB）');
  printTable([
    ['', '空闲', ...Object.keys(results)],
    ...Object.entries(atRest).map(([name, rest]) => [
      name,
      whole(rest),
      ...Object.values(results).map(({ memory }) => whole(memory[name] ?? Number.NaN)),
    ]),
  ]);
  console.log('\n第一次打开（压缩后 / 展开后）');
  printTable([
    ...weight.files.map(({ kind, address, compressed, plain }) => [
      kind,
      kilobytes(compressed),
      kilobytes(plain),
      address,
    ]),
    ['合计', kilobytes(weight.compressed), kilobytes(weight.plain), ''],
  ]);
}

try {
  await bench();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
