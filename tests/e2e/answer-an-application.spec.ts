import type { Page } from '@playwright/test';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { expect, overflowsSideways, PHONE, SCREEN, test } from '../support/e2e';

/* From the decision to the letter in the post: decided, enclosed, passed by three on a phone, sent; then the clock stands. */

/** An application of somebody who comes to the counter, registered and checked. Gives its address. */
async function caseInHand(page: Page): Promise<string> {
  await page.goto('/office/applications/new');
  const form = page.getByRole('form', { name: '登记收到的申请' });
  await form.getByRole('radio', { name: '当面提交' }).check();
  await form.getByLabel(/^提交日期/).fill('2026-03-09');
  await form.getByRole('radio', { name: '自然人' }).check();
  await form.getByLabel(/^姓名/).fill('答申');
  await form.getByLabel('证件号码').fill(inventedIdNumber(906));
  await form.getByLabel('联系电话').fill('0372-0000000');
  await form.getByLabel('通信地址').fill('安阳市北关区示例路2号');
  await form.getByLabel('信息名称').fill('2025年度节能技术改造项目名单');
  await form.getByRole('radio', { name: '邮寄' }).check();
  await form.getByRole('radio', { name: '纸质' }).check();
  await form.getByRole('button', { name: '录入这件申请' }).click();
  await page.waitForURL(/\/office\/applications\/[0-9a-f-]{36}$/);
  for (const act of ['登记', '审核申请']) {
    await page.getByRole('button', { name: act, exact: true }).click();
    for (const tick of await page.getByRole('dialog').getByRole('checkbox').all()) await tick.check();
    await page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await expect(page.getByText('办理中', { exact: true })).toBeVisible();
  return page.url();
}

test('答复一件申请：决定、附件检查、手机上审批、邮寄送达，答复期限停止计算', async ({ people }) => {
  test.setTimeout(180_000);
  const page = await people.as('sun', { viewport: SCREEN });
  const caseUrl = await caseInHand(page);

  await page.getByRole('link', { name: '作出处理决定' }).click();
  await page.getByRole('radio', { name: '予以公开，随答复提供' }).check();
  const follows = page.getByRole('region', { name: '这样选择的后果' }).last();
  await expect(follows).toContainText('《条例》第三十六条第（二）项、第四十条');
  await expect(follows).toContainText('R02 政府信息公开答复书');
  await expect(follows).toContainText('（一）予以公开');
  await page.getByLabel('或者现在上传').setInputFiles({
    name: '名单.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('2025年度节能技术改造项目名单\n示例机械公司\n'),
  });
  await expect(page.getByText('✓ 已有')).toBeVisible();
  // What is missing is told, and nothing that was typed is lost.
  await page.getByRole('button', { name: '作出决定，起草答复' }).click();
  await expect(page.getByRole('dialog')).toContainText('年度报告表三计入“（一）予以公开”');
  await page.getByRole('dialog').getByRole('button', { name: '确认' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '提供清单' })).toBeVisible();
  await expect(page.getByText('✓ 已有')).toBeVisible();
  await page.getByLabel(/^提供清单/).fill('2025年度节能技术改造项目名单');
  await page.getByRole('button', { name: '作出决定，起草答复' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认' }).click();

  await page.waitForURL(/\/letters\/[0-9a-f-]{36}$/);
  const letterUrl = page.url();
  await expect(page.getByRole('heading', { level: 1, name: '政府信息公开答复书' })).toBeVisible();
  // What the applicant gets is enclosed and checked by itself.
  await expect(page.getByText('名单.txt').first()).toBeVisible();
  await expect(page.getByText('检查通过')).toBeVisible();
  await page.getByLabel('自己的话（可不填）').fill('名单随本答复书寄送');
  await expect(page.getByRole('article')).toContainText('名单随本答复书寄送。');
  await page.getByRole('button', { name: '提交审批' }).click();
  await expect(page.getByText('审批中', { exact: true })).toBeVisible();
  await expect(page.getByText(/^等待 /)).toContainText('周示');

  for (const [login, name] of [
    ['zhou', '保密审查'],
    ['qian', '工作机构负责人审核'],
    ['zhao', '分管领导审批'],
  ] as const) {
    const seat = await people.as(login, { viewport: PHONE });
    await seat.goto('/office/letters');
    await seat.getByRole('link', { name: /政府信息公开答复书.*致答申/ }).click();
    await expect(seat.getByRole('article')).toContainText('名单随本答复书寄送。');
    expect(await overflowsSideways(seat)).toBe(false);
    await seat.getByRole('link', { name: `去${name}` }).click();
    if (name === '保密审查') {
      for (const group of await seat.getByRole('radiogroup').all()) await group.getByLabel('否').check();
      await seat.getByLabel(/^审查依据/).fill('逐项核对，不涉及');
    }
    for (const tick of await seat.getByRole('checkbox').all()) await tick.check();
    await seat.getByRole('button', { name: /^同意/ }).click();
    await expect(seat.getByText('已记录：同意')).toBeVisible();
  }

  await page.goto(letterUrl);
  await expect(page.getByText(/公开复〔2026〕\d+号/).first()).toBeVisible();
  await page.getByLabel(/^交邮日期/).fill('2026-03-10');
  await expect(page.getByRole('status', { name: '送达的效力' })).toContainText(
    '以交邮之日为答复之日：2026年3月10日',
  );
  await page.getByRole('button', { name: '登记送达' }).click();
  await expect(page.getByText('邮寄须填写邮政企业的挂号或者快递单号。')).toBeVisible();
  await page.getByLabel(/单号/).fill('XA00000000041');
  await page.getByRole('button', { name: '登记送达' }).click();
  await expect(page.getByText('已发出', { exact: true })).toBeVisible();
  await expect(page.getByText('2026年3月10日交邮')).toBeVisible();

  await page.goto(caseUrl);
  await expect(page.getByText('已答复', { exact: true }).first()).toBeVisible();
  await page.goto('/office/letters?view=register');
  await expect(page.getByRole('row', { name: /答申/ })).toContainText('2026年3月10日');
});
