import { spawn, spawnSync } from 'node:child_process';

/**
 * @typedef {object} Load
 * @property {number} requestsPerSecond
 * @property {number} p50 milliseconds
 * @property {number} p99 milliseconds
 * @property {number} failed answers other than 2xx, and connections lost
 */

/** wrk asks fast enough to find the limit of nginx; autocannon, from npm, runs everywhere but reaches its own first. */
export function loadTool() {
  return spawnSync('wrk', ['-v'], { stdio: 'ignore' }).error ? 'autocannon' : 'wrk';
}

const HEADERS = { 'Accept-Encoding': 'gzip' };

/** Prints the figures of a run as one line of JSON; times are in microseconds. */
const WRK_SCRIPT = `
done = function(summary, latency)
  io.write(string.format('\\n{"requests":%d,"duration":%d,"p50":%d,"p99":%d,"failed":%d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
`;

/** @param {string} url @param {{ seconds: number, connections: number, scriptFile: string }} options @returns {Promise<Load>} */
async function runWrk(url, { seconds, connections, scriptFile }) {
  const headers = Object.entries(HEADERS).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const args = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '-s', scriptFile, ...headers, url];
  const output = await new Promise((resolve, reject) => {
    let text = '';
    const child = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`wrk: ${code}\n${text}`))));
  });
  const facts = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  return {
    requestsPerSecond: facts.requests / (facts.duration / 1e6),
    p50: facts.p50 / 1e3,
    p99: facts.p99 / 1e3,
    failed: facts.failed,
  };
}

/** @param {string} url @param {{ seconds: number, connections: number }} options @returns {Promise<Load>} */
async function runAutocannon(url, { seconds, connections }) {
  // A project without the development packages can still be read by editors and tests.
  const { default: autocannon } = await import('autocannon');
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: HEADERS,
    tlsOptions: { rejectUnauthorized: false },
  });
  return {
    requestsPerSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

/**
 * Asks for one address again and again, as many browsers that accept gzip would, on connections that stay open.
 * @param {string} url
 * @param {{ tool: 'wrk' | 'autocannon', seconds: number, connections: number, scriptFile: string }} options
 * @returns {Promise<Load>}
 */
export function measureLoad(url, options) {
  return options.tool === 'wrk' ? runWrk(url, options) : runAutocannon(url, options);
}

export { WRK_SCRIPT };
