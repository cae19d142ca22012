import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { expect, overflowsSideways, PHONE, test } from '../support/e2e';
import { PIXEL } from '../support/pictures';

/* Somebody brings an application to the counter: taken in on a phone, registered, checked, and every day of its clock shown. */

test('当面收到的申请：录入、登记、审核，期限的每一天和到期日都对', async ({ people }) => {
  const page = await people.as('sun', { viewport: PHONE });
  await page.goto('/office/applications/new');
  const form = page.getByRole('form', { name: '登记收到的申请' });
  await form.getByRole('radio', { name: '平信' }).check();
  await expect(form.getByText('与申请人确认之日才是收到申请之日')).toBeVisible();
  await expect(form.getByLabel(/^信送到单位的日期/)).toBeVisible();
  await form.getByRole('radio', { name: '当面提交' }).check();
  await expect(form.getByLabel(/^信送到单位的日期/)).toHaveCount(0);
  await form.getByLabel(/^提交日期/).fill('2026-03-02');
  const dates = form.getByRole('status', { name: '收到之日和答复期限' });
  await expect(dates).toContainText('2026年3月2日');
  await expect(dates).toContainText('2026年3月30日');

  await form.getByRole('button', { name: '录入这件申请' }).click();
  const summary = form.getByRole('alert');
  await expect(summary).toContainText('请选择申请人的类型');
  await expect(summary).toBeFocused();
  await form.getByRole('radio', { name: '自然人' }).check();
  await form.getByLabel(/^姓名/).fill('龚㐂𠮷');
  const number = inventedIdNumber(905);
  await form.getByLabel('证件号码').fill(`${number.slice(0, 17)}${number.endsWith('0') ? '1' : '0'}`);
  await form.getByLabel('联系电话').fill('0372-0000000');
  await expect(form.getByText('号码的最后一位与前面各位对不上').first()).toBeVisible();
  await form.getByLabel('证件号码').fill(number);
  await form.getByLabel('通信地址').fill('安阳市北关区示例路1号');
  await expect(form.getByText(`${number.slice(0, 4)}**********${number.slice(-4)}`)).toBeVisible();
  await form.getByLabel('信息名称').fill('2025年度工业企业技术改造补助名单');
  await form.getByRole('radio', { name: '邮寄' }).check();
  await form.getByRole('radio', { name: '纸质' }).check();
  await form.getByLabel('选择材料').setInputFiles({
    name: '申请书.png',
    mimeType: 'image/png',
    buffer: Buffer.from(PIXEL),
  });
  expect(await overflowsSideways(page)).toBe(false);
  await form.getByRole('button', { name: '录入这件申请' }).click();

  await page.waitForURL(/\/office\/applications\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('link', { name: '申请书.png' })).toBeVisible();
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '登记' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^SQ2026-/ })).toBeVisible();
  await page.getByRole('button', { name: '审核申请' }).click();
  const check = page.getByRole('dialog');
  await expect(check).toContainText('没有申请人的身份证明材料');
  await expect(check.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await check.getByRole('checkbox', { name: /^内容明确/ }).check();
  await check.getByRole('checkbox', { name: /^属于本机关/ }).check();
  await check.getByLabel('说明').fill('缺身份证明，申请人答应补交复印件');
  await page.getByRole('dialog').getByRole('button', { name: '审核申请' }).click();
  await expect(page.getByText('办理中', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: '作出处理决定' })).toBeVisible();

  const strip = page.getByRole('region', { name: /^从2026年3月2日（收到申请）起的每一天/ });
  await expect(strip.getByText('2026年3月30日，周一，计入期限第20日，工作日，答复期限届满日')).toBeAttached();
  await expect(strip.getByText(/^2026年3月10日，周二，计入期限第6日，工作日，今天$/)).toBeAttached();
  await expect(strip.getByText('《条例》第三十一条')).toBeAttached();
  expect(await overflowsSideways(page)).toBe(false);
  await page.getByText(/^现在不能办的，为什么/).click();
  await expect(page.getByText('没有等待答复的征求意见。')).toBeVisible();

  await page.getByRole('link', { name: '为什么是这一天' }).click();
  await expect(page.getByRole('heading', { name: '答复期限计算说明' })).toBeVisible();
  await expect(page.getByRole('row', { name: /2026-03-30 周一/ })).toContainText('20');
  expect(await overflowsSideways(page)).toBe(false);
});
