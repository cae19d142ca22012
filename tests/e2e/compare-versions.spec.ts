import { expect, overflowsSideways, PHONE, test } from '../support/e2e';

test('[TR-2] 从信息页看公开版本改了什么：并排和行内、按键跳转、选择留在地址里', async ({ people }) => {
  const qian = await people.as('qian');
  await qian.goto('/office/items?q=机构职能');
  await qian.getByRole('link', { name: /工业和信息化局机构职能/ }).click();
  await qian.getByRole('link', { name: '与上一稿比较' }).click();
  await expect(qian.getByRole('heading', { level: 1, name: /^比较两稿：.*机构职能/ })).toBeVisible();
  await expect(qian.getByLabel('旧稿')).toContainText('曾公开');
  await expect(qian.getByLabel('新稿')).toContainText('公开中');
  // The hours in the text; the public 更正说明 of the new version names them too.
  const added = qian.locator('ins', { hasText: '下午15:00–18:00' }).first();
  await expect(added).toBeVisible();

  await test.step('按 N 跳到改动', async () => {
    await expect(async () => {
      await qian.keyboard.press('n');
      await expect(qian.locator('[data-change="1"]')).toBeFocused({ timeout: 500 });
    }).toPass();
    await expect(qian.getByText(/第 1 处，共 \d+ 处/)).toBeVisible();
  });

  await test.step('行内、显示未改动的内容，重新打开还是这样', async () => {
    await qian.getByRole('link', { name: '行内' }).click();
    await qian.waitForURL(/view=inline/);
    await qian.getByRole('link', { name: '显示未改动的内容' }).click();
    await qian.waitForURL(/all=1/);
    await qian.reload();
    await expect(qian.getByRole('link', { name: '行内' })).toHaveAttribute('aria-current', 'true');
    await expect(qian.getByText('行政规范性文件：否')).toBeVisible();
    await expect(added).toBeVisible();
  });

  await test.step('对调以后，新增变成删去', async () => {
    await qian.getByRole('link', { name: '对调' }).click();
    await expect(qian.locator('del', { hasText: '下午15:00–18:00' }).first()).toBeVisible();
  });

  await test.step('手机上旧新上下相叠，页面不横向滚动', async () => {
    const phone = await people.as('qian', { viewport: PHONE });
    await phone.goto(qian.url().replace('view=inline', 'view=side'));
    await expect(phone.getByText('旧：').first()).toBeVisible();
    expect(await overflowsSideways(phone)).toBe(false);
  });

  await test.step('外机关的人看到的与信息不存在相同', async () => {
    const jiang = await people.as('shen');
    expect((await jiang.goto(new URL(qian.url()).pathname))?.status()).toBe(404);
    expect((await jiang.goto('/office/items/zzzzzzzzzz/compare'))?.status()).toBe(404);
  });
});
