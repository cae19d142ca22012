import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, ask } from '../support/ask';
import { openNginx, type RunningNginx } from '../support/nginx';

/** What the app saw of a request. */
type Seen = { method: string; url: string; headers: http.IncomingHttpHeaders; bytes: number };

/** Stands for the app: says when it answered, and what it was sent. The test sets what it answers. */
let app: http.Server;
let nginx: RunningNginx;
let seen: Seen[] = [];
let answer: { status?: number; headers?: Record<string, string | string[]>; delayMs?: number } = {};

const SHARED = { 'Cache-Control': 'public, max-age=0, s-maxage=5', 'Content-Type': 'text/html' };
const FILLER = '公开'.repeat(2000);

beforeAll(async () => {
  app = http.createServer(async (request, response) => {
    let bytes = 0;
    for await (const chunk of request) bytes += chunk.length;
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, bytes });
    const madeAt = Date.now();
    if (answer.delayMs) await delay(answer.delayMs);
    const text = JSON.stringify({ madeAt, filler: FILLER });
    const isCompressed = request.headers['accept-encoding'] === 'gzip';
    response.writeHead(answer.status ?? 200, {
      Vary: 'rsc, Accept-Encoding',
      ...(answer.headers ?? SHARED),
      ...(isCompressed ? { 'Content-Encoding': 'gzip' } : {}),
    });
    if (request.method === 'HEAD') response.end();
    else response.end(isCompressed ? gzipSync(text) : text);
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  nginx = await openNginx(`127.0.0.1:${(app.address() as AddressInfo).port}`);
});

afterAll(async () => {
  await nginx?.stop();
  app?.close();
});

let address = 0;
/** An address no other test has asked for, so that the cache knows nothing of it. */
let page = '';

beforeEach(() => {
  seen = [];
  answer = {};
  address += 1;
  page = `${nginx.site}/columns/c${address}`;
});

/** Lets a slice of the cache's time that is about to end go by, so that the next requests fall into one. */
async function untilSliceLasts(): Promise<void> {
  const left = () => {
    const second = (Date.now() / 1000) % 10;
    return (second < 4 ? 4 : second < 8 ? 8 : 10) - second;
  };
  while (left() < 1.8) await delay(50);
}

describe('微缓存', () => {
  it('同一时段内第二次访问不再问应用，给出的就是压缩好的那一份', async () => {
    await untilSliceLasts();
    const asked = { headers: { 'Accept-Encoding': 'gzip, deflate, br' } };
    const [first, second] = [await ask(page, asked), await ask(page, asked)];
    expect([first.headers['x-cache'], second.headers['x-cache']]).toEqual(['MISS', 'HIT']);
    expect(second.headers['content-encoding']).toBe('gzip');
    expect(second.body).toEqual(first.body);
    expect(gunzipSync(second.body).toString()).toContain(FILLER);
    expect(seen).toHaveLength(1);
  });

  it('两种写法的 gzip 共用一份，不接受 gzip 的得到未压缩的一份', async () => {
    await untilSliceLasts();
    await ask(page, { headers: { 'Accept-Encoding': 'gzip' } });
    const other = await ask(page, { headers: { 'Accept-Encoding': 'br;q=1.0, gzip;q=0.8, *;q=0.1' } });
    expect(other.headers['x-cache']).toBe('HIT');
    for (const refused of ['gzip;q=0', 'identity', '']) {
      const plain = await ask(page, { headers: { 'Accept-Encoding': refused } });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.body.toString()).toContain(FILLER);
    }
    expect(seen.map(({ headers }) => headers['accept-encoding'])).toEqual(['gzip', undefined]);
  });

  it('给出的内容从不早于 5 秒之前', async () => {
    const ages: number[] = [];
    const caches = new Set<unknown>();
    const versions = new Set<number>();
    for (const until = Date.now() + 9_000; Date.now() < until; await delay(40)) {
      const askedAt = Date.now();
      const { headers, body } = await ask(page);
      const { madeAt } = JSON.parse(body.toString());
      ages.push(askedAt - madeAt);
      versions.add(madeAt);
      caches.add(headers['x-cache']);
    }
    expect(Math.max(...ages)).toBeLessThan(5_000);
    expect(caches).toEqual(new Set(['MISS', 'HIT']));
    // Nine seconds touch three to five slices, each with one answer of its own.
    expect(versions.size).toBeGreaterThanOrEqual(3);
    expect(versions.size).toBeLessThanOrEqual(5);
    expect(seen).toHaveLength(versions.size);
  }, 20_000);

  it('许多人同时打开同一页，应用只算一次', async () => {
    answer = { delayMs: 300 };
    await untilSliceLasts();
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask(page)));
    expect(seen).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.toString())).size).toBe(1);
  });

  it('HEAD 由同一份缓存回答', async () => {
    await untilSliceLasts();
    await ask(page);
    const head = await ask(page, { method: 'HEAD' });
    expect([head.headers['x-cache'], head.body.length]).toEqual(['HIT', 0]);
    expect(seen).toHaveLength(1);
  });

  it('读者已有的版本没变时，nginx 自己答 304', async () => {
    answer = { headers: { ...SHARED, ETag: '"v1"' } };
    await untilSliceLasts();
    await ask(page);
    const again = await ask(page, { headers: { 'If-None-Match': '"v1"' } });
    expect(again.status).toBe(304);
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['没有说可以共用', { 'Content-Type': 'text/html' }],
    ['private', { 'Cache-Control': 'private, s-maxage=5' }],
    ['no-store', { 'Cache-Control': 'no-store, s-maxage=5' }],
    ['s-maxage=0', { 'Cache-Control': 'public, max-age=60, s-maxage=0' }],
    ['只有 max-age', { 'Cache-Control': 'public, max-age=600' }],
    ['带 Set-Cookie', { ...SHARED, 'Set-Cookie': 'a=b' }],
    ['X-Accel-Expires 想要更久', { 'X-Accel-Expires': '600' }],
  ])('应用的回答%s时不存', async (_, headers) => {
    answer = { headers };
    await untilSliceLasts();
    await ask(page);
    const second = await ask(page);
    expect(second.headers['x-cache']).toBe('MISS');
    expect(seen).toHaveLength(2);
  });

  it('应用出错的页面不存', async () => {
    answer = { status: 500 };
    await untilSliceLasts();
    await ask(page);
    answer = {};
    expect((await ask(page)).status).toBe(200);
  });

  it('换一个域名就是另一页', async () => {
    await untilSliceLasts();
    await ask(page, { headers: { Host: 'a.example' } });
    expect((await ask(page, { headers: { Host: 'b.example' } })).headers['x-cache']).toBe('MISS');
  });

  it.each(['/office', '/office/items', '/api/auth/session', '/api/health'])(
    '%s 从不进缓存，哪怕应用误说可以',
    async (path) => {
      await untilSliceLasts();
      for (let time = 0; time < 2; time += 1) {
        expect((await ask(nginx.site + path)).headers['x-cache']).toBeUndefined();
      }
      expect(seen).toHaveLength(2);
    },
  );
});

describe('转给应用的请求', () => {
  it('客户端自称的来源地址一律换成真实的', async () => {
    const forged = {
      'X-Real-IP': '8.8.8.8',
      'X-Forwarded-For': '8.8.8.8',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'http',
      'X-Forwarded-Port': '1',
      Forwarded: 'for=8.8.8.8',
      'X-Middleware-Subrequest': 'proxy',
    };
    for (const path of [
      '/',
      '/search?q=a',
      '/items/1/files/a.pdf',
      '/office',
      '/api/auth/callback/credentials',
    ]) {
      seen = [];
      await ask(nginx.site + path, { headers: forged });
      const headers = seen[0]?.headers ?? {};
      expect({ path, ...headers }).toMatchObject({
        path,
        'x-real-ip': '127.0.0.1',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-host': new URL(nginx.site).host,
        'x-forwarded-proto': 'https',
      });
      for (const gone of ['forwarded', 'x-forwarded-port', 'x-middleware-subrequest']) {
        expect(headers).not.toHaveProperty(gone);
      }
    }
  });

  it('公众页面只凭地址：不带 Cookie、不带登录信息、不带框架内部的请求头', async () => {
    const headers = { Cookie: 'a=b', Authorization: 'Basic x', RSC: '1', 'Next-Router-Prefetch': '1' };
    await ask(page, { headers });
    await ask(`${nginx.site}/search?q=c${address}`, { headers });
    expect(seen).toHaveLength(2);
    for (const { headers: passed } of seen) {
      expect(Object.keys(passed).sort()).toEqual(
        [
          'connection',
          'host',
          'x-forwarded-for',
          'x-forwarded-host',
          'x-forwarded-proto',
          'x-real-ip',
        ].sort(),
      );
    }
    seen = [];
    await ask(`${nginx.site}/office`, { headers });
    expect(seen[0]?.headers).toMatchObject({ cookie: 'a=b', rsc: '1' });
  });

  it('填写申请和查询进度的地址带 Cookie、不带登录信息，从不进缓存；指南仍进缓存', async () => {
    const headers = { Cookie: 'gongkai-case=x', Authorization: 'Basic x' };
    for (const edition of ['', '/elder']) {
      for (const path of [
        '/disclosure/apply/form',
        '/disclosure/apply/form/details',
        '/disclosure/apply/done',
        '/apply/status',
        '/apply/status/case.zip',
      ]) {
        seen = [];
        for (const _ of [1, 2]) {
          const given = await ask(nginx.site + edition + path, { headers });
          expect(given.headers['x-cache'], path).toBeUndefined();
        }
        expect(
          seen.map(({ headers: passed }) => [passed.cookie, passed.authorization]),
          path,
        ).toEqual([
          ['gongkai-case=x', undefined],
          ['gongkai-case=x', undefined],
        ]);
      }
    }
    seen = [];
    await ask(`${nginx.site}/disclosure/apply`, { headers });
    expect(seen[0]?.headers).not.toHaveProperty('cookie');
  });

  it('附件的 Range 和 HEAD 原样转交，不压缩，不进缓存', async () => {
    const file = `${nginx.site}/items/1/files/a.pdf`;
    answer = { status: 206, headers: { ...SHARED, 'Content-Range': 'bytes 0-9/100' } };
    const asked = { headers: { Range: 'bytes=0-9', 'Accept-Encoding': 'gzip', Cookie: 'a=b' } };
    const part = await ask(file, asked);
    expect([part.status, part.headers['content-range']]).toEqual([206, 'bytes 0-9/100']);
    await ask(file, { ...asked, method: 'HEAD' });
    expect(seen.map(({ method, headers }) => [method, headers.range, headers['accept-encoding']])).toEqual([
      ['GET', 'bytes=0-9', undefined],
      ['HEAD', 'bytes=0-9', undefined],
    ]);
    expect(seen[0]?.headers).not.toHaveProperty('cookie');
    expect(part.headers['x-cache']).toBeUndefined();
  });
});

describe('大小和频率', () => {
  it.each([
    ['/', 65_537],
    ['/api/auth/callback/credentials', 65_537],
    ['/office/items/1/edit', 16 * 1024 * 1024 + 1],
    ['/office/items/1/files', 60 * 1024 * 1024 + 1],
    ['/disclosure/apply', 65_537],
    ['/disclosure/apply/form/details', 64 * 1024 * 1024 + 1],
    ['/elder/apply/status/supplement', 64 * 1024 * 1024 + 1],
  ])('%s 拒收 %d 字节的提交，说明太大', async (path, bytes) => {
    const refused = await ask(nginx.site + path, {
      method: 'POST',
      headers: { 'Content-Length': String(bytes), Expect: '100-continue' },
    }).catch((error) => error);
    expect(refused.status).toBe(413);
    expect(refused.body.toString()).toContain('提交的内容太大');
    expect(seen).toHaveLength(0);
  });

  it('上传附件和保存草稿在限度之内都能通过', async () => {
    for (const [path, bytes] of [
      ['/office/items/1/files', 3 * 1024 * 1024],
      ['/office/items/1/edit', 16 * 1024 * 1024],
      ['/disclosure/apply/form/details', 50 * 1024 * 1024],
    ] as const) {
      seen = [];
      await ask(nginx.site + path, { method: 'POST', body: Buffer.alloc(bytes) });
      expect(seen[0]?.bytes).toBe(bytes);
    }
  });

  // 127.0.0.1 itself is exempt; other addresses of the loopback network exist on Linux only.
  it.runIf(process.platform === 'linux')(
    '同一地址登录、搜索、查询进度、访问过于频繁会被拦下，别的地址不受影响',
    async () => {
      // The narrow limits must bite well before the general one, which lets 200 at once through.
      for (const [path, allowed, most, from] of [
        ['/api/auth/callback/credentials', 31, 150, '127.0.0.2'],
        ['/search?q=a', 21, 150, '127.0.0.3'],
        ['/apply/status', 41, 150, '127.0.0.5'],
        ['/office', 201, 3_000, '127.0.0.4'],
      ] as const) {
        const agent = new https.Agent({ keepAlive: true, maxSockets: 20, localAddress: from });
        const answers: Answer[] = [];
        while (answers.length < most && answers.every(({ status }) => status === 200)) {
          const some = Array.from({ length: 50 }, () => ask(nginx.site + path, { agent, from }));
          answers.push(...(await Promise.all(some)));
        }
        agent.destroy();
        const refused = answers.filter(({ status }) => status === 429);
        expect(answers.length - refused.length).toBeGreaterThanOrEqual(allowed);
        expect(refused[0]?.body.toString()).toContain('访问太频繁');
        expect((await ask(nginx.site + path, { from: '127.0.0.9' })).status).toBe(200);
      }
    },
  );
});

describe('对外的门面', () => {
  it('http 一律转到 https 的同一地址', async () => {
    const moved = await ask(`${nginx.plain}/items/1?page=2`, { headers: { Host: 'www.example.org' } });
    expect([moved.status, moved.headers.location]).toEqual([301, 'https://www.example.org/items/1?page=2']);
  });

  it('自己的健康检查不依赖应用，也不告诉别人版本', async () => {
    const healthy = await ask(nginx.health);
    expect([healthy.status, healthy.headers.server]).toEqual([200, 'nginx']);
    expect(seen).toHaveLength(0);
  });

  it('每个安全头只出现一次，应用自己说的那一份不被改动', async () => {
    answer = {
      headers: {
        ...SHARED,
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'",
        'Strict-Transport-Security': 'max-age=1',
      },
    };
    const paths = ['/columns/', '/office/', '/assets/', '/_next/static/'].map(
      (folder) => `${folder}h${address}`,
    );
    for (const path of paths) {
      const { headers, names } = await ask(nginx.site + path);
      const repeated = names.filter((name, at) => names.indexOf(name) !== at);
      expect({ path, repeated }).toEqual({ path, repeated: [] });
      expect(headers['strict-transport-security']).toBe('max-age=15768000');
      expect(headers['content-security-policy']).toBe("default-src 'none'");
    }
  });

  it('带内容指纹的样式可以长存，不带的不行，找不到的也不行', async () => {
    const caching = async (path: string) => (await ask(nginx.site + path)).headers['cache-control'];
    expect(await caching('/assets/site.css?v=0a1b2c')).toBe('public, max-age=31536000, immutable');
    expect(await caching('/assets/site.css')).toBe('public, max-age=0');
    answer = { status: 404 };
    expect(await caching('/assets/none.css?v=0a1b2c')).toBe('public, max-age=0');
  });
});

describe('应用不在时', () => {
  it('读者看到中文的说明，不缓存，也不给旧内容', async () => {
    const alone = await openNginx('127.0.0.1:9');
    try {
      for (const path of ['/', '/office', '/items/1/files/a.pdf']) {
        const { status, headers, body } = await ask(alone.site + path);
        expect(status).toBe(502);
        expect(body.toString()).toContain('网站暂时打不开');
        expect(headers['content-type']).toContain('charset=utf-8');
        expect(headers['cache-control']).toBe('no-store');
      }
      expect((await ask(alone.health)).status).toBe(200);
    } finally {
      await alone.stop();
    }
  });
});
