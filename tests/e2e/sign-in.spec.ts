import { expect, test } from '../support/e2e';
import { demoPassword } from '../support/trial';

test('登录：密码错误和账号不存在提示相同；正确后进入原来要去的页面；退出后不能再看', async ({ people }) => {
  const page = await people.anonymous();
  await page.goto('/office/items');
  await expect(page).toHaveURL(/\/office\/sign-in\?from=/);
  const fill = async (login: string, password: string) => {
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: '登录', exact: true }).click();
  };
  await fill('wu', 'wrong');
  await expect(page.getByRole('alert').first()).toContainText('登录名或密码不正确');
  const wrong = (await page.getByRole('alert').first().textContent()) ?? '';
  await fill('nobody', 'wrong');
  await expect(page.getByRole('alert').first()).toHaveText(wrong);
  await expect(page.getByLabel('登录名')).toHaveValue('nobody');
  await fill('wu', demoPassword());
  await page.waitForURL('**/office/items');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('全部信息');
  await page.getByRole('button', { name: '退出' }).click();
  await page.waitForURL(/\/office\/sign-in/);
  await page.goto('/office/items');
  await expect(page).toHaveURL(/\/office\/sign-in/);
});

test('管理员看不到任何稿件；其他机关的人看不到本机关的稿件', async ({ people }) => {
  const qian = await people.as('qian');
  await qian.goto('/office/items');
  const href = await qian.getByRole('main').locator('a[href^="/office/items/"]').first().getAttribute('href');
  for (const login of ['sys', 'sec', 'aud', 'wei', 'jiang', 'you']) {
    const page = await people.as(login);
    const answer = await page.goto(href ?? '');
    expect(answer?.status(), login).toBe(404);
  }
});
