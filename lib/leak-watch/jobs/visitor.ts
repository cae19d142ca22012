import 'server-only';
import http from 'node:http';
import https from 'node:https';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Answer, Ask, Question } from '../types';

/** A visitor gives up waiting after this, milliseconds. */
const PATIENCE_MS = 30_000;

const UNPACK: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  deflate: inflateSync,
};

/** An anonymous visitor of a site: no cookie, no session, nothing kept between two requests but the connection. */
export type Visitor = { readonly ask: Ask; close(): void };

/**
 * A visitor who asks the server at `baseUrl` for the site of `host`. Redirects are not followed, so that each answer is
 * seen as it is. Certificates are not checked: nothing secret is sent, and inside the installation a server is asked
 * under a name that its certificate does not have.
 */
export function openVisitor(baseUrl: string, host: string | null, signal?: AbortSignal): Visitor {
  const base = new URL(baseUrl);
  const { Agent, request } = base.protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const prefix = base.pathname.replace(/\/$/, '');
  const ask: Ask = ({ method, path, headers = {}, body }: Question) =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          hostname: base.hostname,
          port: base.port,
          method,
          path: prefix + path,
          agent,
          ...(signal ? { signal } : {}),
          setHost: false,
          rejectUnauthorized: false,
          headers: {
            host: host ?? base.host,
            'accept-encoding': 'identity',
            ...headers,
            ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => resolve(readAnswer(answer, Buffer.concat(chunks))));
        },
      );
      sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error('no answer in time')));
      sent.on('error', reject);
      sent.end(body);
    });
  return { ask, close: () => agent.destroy() };
}

function readAnswer(answer: http.IncomingMessage, body: Buffer): Answer {
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2) {
    headers.push([(answer.rawHeaders[at] ?? '').toLowerCase(), answer.rawHeaders[at + 1] ?? '']);
  }
  const unpack = UNPACK[answer.headers['content-encoding'] ?? ''];
  return {
    status: answer.statusCode ?? 0,
    headers,
    body: unpack && body.length > 0 ? unpack(body) : body,
  };
}
