import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { encode } from 'next-auth/jwt';
import { freePort } from '../../scripts/lib/ports.mjs';
import { stopProcess } from '../../scripts/lib/processes.mjs';
import { ask } from './ask';
import { root } from './containers';
import type { TestDatabase } from './database';
import { TEST_KEYS } from './keys';

const SECRET = 'k3Vt0pZ8wQm4Ry7uLs2Xd9Hb6Nf1Jc5E';
const STANDALONE = path.join(root, '.next', 'standalone');

/** The built server on a test's own database, as the containers run it. */
export type Production = {
  /** `http://127.0.0.1:…` of the app itself, without nginx. */
  url: string;
  /** The `Cookie` of a browser with this session id. */
  cookieOf(sessionId: string): Promise<string>;
  /** What the server wrote to its log so far: faults, each under its number. */
  log(): string;
  stop(): Promise<void>;
};

/** Starts what `npm run build` made on a database. */
export async function openProduction(database: TestDatabase): Promise<Production> {
  if (!fs.existsSync(path.join(STANDALONE, 'server.js'))) {
    throw new Error('还没有构建，请先运行：npm run build (run npm run build first)');
  }
  const port = await freePort();
  const server = spawn(process.execPath, [path.join(STANDALONE, 'server.js')], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      GONGKAI_MODE: 'production',
      GONGKAI_BEHIND_PROXY: '1',
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL_STAFF: database.staffUrl,
      DATABASE_URL_PUBLIC: database.publicUrl,
      NEXTAUTH_SECRET: SECRET,
      NEXTAUTH_URL: 'https://www.example.org',
      ...TEST_KEYS,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  server.stderr?.on('data', (chunk: Buffer) => (said += chunk));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (server.pid) await stopProcess(server.pid, { signals: [['SIGTERM', 8_000]] });
  };
  for (const until = Date.now() + 60_000; ; await delay(50)) {
    const answer = await ask(`${url}/api/health`).catch(() => null);
    if (answer?.status === 200) break;
    if (server.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`the server did not start: ${said}`);
    }
  }
  return {
    url,
    cookieOf: async (sid) =>
      `__Secure-next-auth.session-token=${await encode({ token: { sid }, secret: SECRET })}`,
    log: () => said,
    stop,
  };
}

/** A server action of the build: its id, its name, and the pages that carry it. */
export type BuiltAction = { id: string; name: string; file: string; pages: string[] };

function readManifest<T>(name: string): T {
  return JSON.parse(fs.readFileSync(path.join(STANDALONE, '.next', name), 'utf8')) as T;
}

/** Every server action that the built server answers to. */
export function builtActions(): BuiltAction[] {
  type Entry = { workers: Record<string, unknown>; filename: string; exportedName: string };
  type Manifest = { node: Record<string, Entry>; edge: Record<string, Entry> };
  const { node, edge } = readManifest<Manifest>('server/server-reference-manifest.json');
  return Object.entries({ ...node, ...edge }).map(([id, { workers, filename, exportedName }]) => ({
    id,
    name: exportedName,
    file: filename,
    pages: Object.keys(workers).map(
      (page) =>
        `/${page
          .split('/')
          .slice(1, -1)
          .filter((part) => !/^\(.*\)$/.test(part))
          .join('/')}`,
    ),
  }));
}

/** Every address of the build that a page or a route handler answers, without those of Next itself. */
export function builtAddresses(): { path: string; kind: 'page' | 'route' }[] {
  const paths = readManifest<Record<string, string>>('app-path-routes-manifest.json');
  return Object.entries(paths)
    .map(([entry, address]) => ({
      path: address,
      kind: entry.endsWith('/route') ? ('route' as const) : ('page' as const),
    }))
    .filter(({ path: address }) => !address.startsWith('/_'));
}
