import { gzipSync } from 'node:zlib';
import { expect, overflowsSideways, PHONE, SCREEN, TABLET, test } from '../support/e2e';

const PLACES = [
  '/',
  '/columns/news',
  '/columns/policies',
  '/disclosure',
  '/disclosure/guide',
  '/disclosure/rules',
  '/disclosure/statutory',
  '/disclosure/annual-reports',
  '/disclosure/annual-reports/2023',
  '/disclosure/apply',
  '/search?q=企业',
  '/no-such-place',
];

for (const viewport of [PHONE, TABLET, SCREEN]) {
  test(`公开页面在 ${viewport.width} 像素宽时不横向滚动，不用脚本`, async ({ people }) => {
    const page = await people.anonymous({ viewport, javaScriptEnabled: false });
    for (const place of PLACES) {
      await page.goto(place);
      expect(await page.locator('script').count(), place).toBe(0);
      await expect(page.getByRole('heading', { level: 1 }), place).toHaveCount(1);
      const width = await page.locator('html').boundingBox();
      expect(width?.width ?? 0, place).toBeLessThanOrEqual(viewport.width);
    }
  });
}

test('[FR-3] 2023年年报按全国统一格式列出三张表；手机上表格可横向滚动，首列保持可见', async ({ people }) => {
  const page = await people.anonymous({ viewport: PHONE });
  await page.goto('/disclosure/annual-reports');
  await page.getByRole('link', { name: /2023/ }).first().click();
  await expect(page).toHaveURL(/\/disclosure\/annual-reports\/2023$/);
  await expect(page.getByRole('heading', { name: '三、收到和处理政府信息公开申请情况' })).toBeVisible();
  expect(await overflowsSideways(page)).toBe(false);
  const region = page.getByRole('region', { name: /表三|收到和处理/ }).first();
  const label = region.getByText('一、本年新收政府信息公开申请数量');
  const before = await label.boundingBox();
  await region.evaluate((element) => element.scrollTo(400, 0));
  const after = await label.boundingBox();
  expect(after?.x).toBeCloseTo(before?.x ?? -1, 0);
});

test('手机上正文里的图片不宽于正文，两种版本都是', async ({ people }) => {
  const page = await people.anonymous({ viewport: PHONE });
  for (const place of ['/disclosure/annual-reports/2023', '/elder/disclosure/annual-reports/2023']) {
    await page.goto(place);
    const width = await page.evaluate(() => {
      const body = document.querySelector('[class*="max-w-measure"]');
      if (body === null) throw new Error('the page has a body');
      const image = body.appendChild(document.createElement('img'));
      image.width = 2000;
      return { image: image.getBoundingClientRect().width, body: body.getBoundingClientRect().width };
    });
    expect(width.body, place).toBeGreaterThan(200);
    expect(width.image, place).toBeLessThanOrEqual(width.body);
    expect(await overflowsSideways(page), place).toBe(false);
  }
});

test('深蓝页眉里的焦点框是白色的，公开网站和办公页面都是', async ({ people }) => {
  const open = { '/': await people.anonymous(), '/office': await people.as('feng') };
  for (const [place, page] of Object.entries(open)) {
    await page.goto(place);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(page.locator('header :focus'), place).toHaveCSS('outline-color', 'rgb(255, 255, 255)');
  }
});

test('首次打开年报页，全部内容压缩后不超过60KB', async ({ people }) => {
  const page = await people.anonymous();
  const bodies: Buffer[] = [];
  page.on('response', async (response) => {
    if (response.status() === 200) bodies.push(await response.body());
  });
  await page.goto('/disclosure/annual-reports/2023', { waitUntil: 'networkidle' });
  const total = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  expect(bodies.length).toBeGreaterThan(1);
  expect(total).toBeLessThan(60 * 1024);
});

test('公开页面的安全头：脚本一律不许，不设Cookie，只短暂缓存', async ({ people }) => {
  const page = await people.anonymous();
  for (const place of ['/', '/disclosure/annual-reports/2023', '/no-such-place']) {
    const answer = await page.request.get(place);
    const headers = answer.headers();
    expect(headers['content-security-policy'], place).toContain("default-src 'none'");
    expect(headers['content-security-policy'], place).not.toContain('unsafe');
    expect(headers['content-security-policy'], place).not.toContain('script-src');
    expect(headers['set-cookie'], place).toBeUndefined();
    expect(headers['x-content-type-options'], place).toBe('nosniff');
    const shared = /s-maxage=(\d+)/.exec(headers['cache-control'] ?? '')?.[1] ?? '0';
    expect(Number(shared), place).toBeLessThanOrEqual(5);
  }
});

test('没有保留图片副本的地址，也没有认证组件自带的页面', async ({ people }) => {
  const page = await people.anonymous();
  for (const place of [
    '/_next/image?url=%2Ficon.svg&w=64&q=75',
    '/api/auth/signout',
    '/api/auth/session',
    '/api/auth/providers',
    '/api/auth/error?error=x',
  ]) {
    expect((await page.request.get(place)).status(), place).toBe(404);
  }
  expect((await page.request.post('/api/auth/_log', { form: { code: 'x' } })).status()).toBe(404);
});
