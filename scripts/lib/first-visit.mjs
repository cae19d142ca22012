import http from 'node:http';
import https from 'node:https';
import { gunzipSync } from 'node:zlib';

/**
 * Gets an address as it is sent: compressed where the server compresses. Certificates of the test are accepted.
 * @param {string} url
 * @returns {Promise<{ status: number, isCompressed: boolean, type: string, body: Buffer }>}
 */
export function fetchCompressed(url) {
  const { get } = url.startsWith('https:') ? https : http;
  const headers = { 'Accept-Encoding': 'gzip' };
  return new Promise((resolve, reject) => {
    get(url, { headers, rejectUnauthorized: false, agent: false }, (answer) => {
      /** @type {Buffer[]} */
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          isCompressed: answer.headers['content-encoding'] === 'gzip',
          type: answer.headers['content-type'] ?? '',
          body: Buffer.concat(chunks),
        }),
      );
    }).on('error', reject);
  });
}

/**
 * @typedef {{ kind: string, address: string, compressed: number, plain: number }} VisitedFile sizes in bytes
 * @typedef {{ files: VisitedFile[], compressed: number, plain: number }} Visit
 */

/** @param {string} type of the content */
function kindOf(type) {
  if (type.startsWith('text/html')) return 'HTML';
  if (type.startsWith('text/css')) return 'CSS';
  return /javascript/.test(type) ? 'JavaScript' : type.split(';')[0] || '?';
}

/**
 * What a browser without anything in its cache loads for a page: the page, and the styles, scripts, pictures and
 * icons it names. Bodies only, without headers.
 * @param {string} url
 * @returns {Promise<Visit>}
 */
export async function firstVisit(url) {
  const page = await fetchCompressed(url);
  const html = (page.isCompressed ? gunzipSync(page.body) : page.body).toString('utf8');
  const named = [
    ...html.matchAll(/<(?:script|img|source|iframe)\b[^>]*?\ssrc="([^"]+)"/g),
    ...[...html.matchAll(/<link\b[^>]*>/g)]
      .filter(([tag]) => /rel="(?:[^"]*\b)?(?:stylesheet|icon|preload|modulepreload)\b/.test(tag))
      .map(([tag]) => /href="([^"]+)"/.exec(tag) ?? []),
  ].map(([, address = '']) => new URL(address.replaceAll('&amp;', '&'), url).href);
  const files = [];
  for (const address of [url, ...new Set(named)]) {
    const file = address === url ? page : await fetchCompressed(address);
    if (file.status !== 200) throw new Error(`${address}: HTTP ${file.status}`);
    files.push({
      kind: kindOf(file.type),
      address: new URL(address).pathname,
      compressed: file.body.length,
      plain: file.isCompressed ? gunzipSync(file.body).length : file.body.length,
    });
  }
  const sum = (/** @type {'compressed' | 'plain'} */ key) =>
    files.reduce((total, file) => total + file[key], 0);
  return { files, compressed: sum('compressed'), plain: sum('plain') };
}
