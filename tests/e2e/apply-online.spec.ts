import type { Page } from '@playwright/test';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { expect, overflowsSideways, PHONE, SCREEN, TABLET, test } from '../support/e2e';
import { PIXEL } from '../support/pictures';

const CARD = { name: '身份证.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL) };

/** Presses the button that submits; a form sent within three seconds is asked to be sent again. */
async function submit(page: Page): Promise<void> {
  await expect(async () => {
    if (page.url().endsWith('/done')) return;
    await page.getByRole('button', { name: '提交申请' }).click();
    await expect(page).toHaveURL(/\/disclosure\/apply\/done$/, { timeout: 1_000 });
  }).toPass();
}

test('[条例29] 一个人用手机、不用脚本，从首页申请到查询进度', async ({ people }) => {
  const page = await people.anonymous({ viewport: PHONE, javaScriptEnabled: false });
  const fits = async (place: string) => {
    expect(await page.locator('script').count(), place).toBe(0);
    await expect(page.getByRole('heading', { level: 1 }), place).toHaveCount(1);
    const box = await page.locator('html').boundingBox();
    expect(box?.width ?? 0, place).toBeLessThanOrEqual(PHONE.width);
  };
  await page.goto('/');
  await page.getByRole('link', { name: '我要申请' }).click();
  await fits('指南');
  await page.getByRole('link', { name: '网上申请' }).click();
  await fits('第一步');
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('alert')).toContainText('有2处需要改正');
  await page.getByLabel('自然人').check();
  await page.getByLabel(/^申请人自己/).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await fits('第二步');

  await page.getByLabel('姓名').fill('吉㐂𠮷');
  await page.getByLabel('身份证件的照片或者扫描件', { exact: true }).setInputFiles(CARD);
  await page.getByRole('button', { name: '下一步：核对' }).click();
  const problems = page.getByRole('alert');
  await expect(problems).toContainText('请填写居民身份证号码');
  await fits('需要改正');
  await problems.getByRole('link', { name: /居民身份证号码/ }).click();
  await expect(page.getByLabel('证件号码')).toBeFocused();
  // What was typed and brought is still there.
  await expect(page.getByLabel('姓名')).toHaveValue('吉㐂𠮷');
  await expect(page.getByText('身份证.png')).toBeVisible();

  const idNumber = inventedIdNumber(31);
  await page.getByLabel('证件号码').fill(idNumber);
  await page.getByLabel(/^电话/).fill('13800000000');
  await page.getByLabel(/^信息名称/).fill('2025年度工业经济运行分析');
  await page.getByLabel(/^网上获取/).check();
  await page.getByLabel('电子', { exact: true }).check();
  await page.getByRole('button', { name: '下一步：核对' }).click();
  await expect(page).toHaveURL(/\/form\/check$/);
  await fits('第三步');
  await expect(page.getByText(idNumber)).toBeVisible();
  await submit(page);
  await fits('已提交');

  const number = (await page.locator('dt:text("提交编号") + dd').textContent()) ?? '';
  const code = (await page.locator('dt:text("查询码") + dd').textContent()) ?? '';
  expect(number).toMatch(/^TJ2026-\d{4,}$/);
  await page.goto('/apply/status');
  await page.getByLabel('提交编号或者申请编号').fill(number);
  await page.getByLabel('查询码').fill('AAAAA-AAAAA');
  await page.getByRole('button', { name: '查询' }).last().click();
  await expect(page.getByRole('alert')).toContainText('没有查到');
  await page.getByLabel('查询码').fill(code.toLowerCase());
  await page.getByRole('button', { name: '查询' }).last().click();
  await expect(page).toHaveURL(/\/apply\/status\/case$/);
  await expect(page.getByText('已提交，等待双方确认')).toBeVisible();
  await expect(page.getByText(idNumber)).toHaveCount(0);
  await fits('办理情况');
  await page.getByRole('button', { name: '退出查询' }).click();
  await expect(page.getByText('您已退出查询。')).toBeVisible();
});

for (const viewport of [PHONE, TABLET, SCREEN]) {
  test(`申请的各页在 ${viewport.width} 像素宽时不横向滚动，两种版本都是`, async ({ people }) => {
    const page = await people.anonymous({ viewport });
    for (const edition of ['', '/elder']) {
      await page.goto(`${edition}/disclosure/apply/form`);
      await page.getByLabel('商业企业').check();
      await page.getByLabel(/^代理人/).check();
      await page.getByRole('button', { name: '下一步' }).click();
      await page.getByRole('button', { name: '下一步：核对' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      expect(await overflowsSideways(page), `${edition} 表单`).toBe(false);
      for (const place of ['/disclosure/apply', '/apply/status']) {
        await page.goto(`${edition}${place}`);
        expect(await overflowsSideways(page), `${edition}${place}`).toBe(false);
      }
    }
  });
}

test('空白申请表可以下载', async ({ people }) => {
  const page = await people.anonymous({ viewport: PHONE });
  await page.goto('/disclosure/apply');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /政府信息公开申请表/ }).click();
  expect((await download).suggestedFilename()).toBe('政府信息公开申请表.docx');
});
