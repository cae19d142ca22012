import { expect, overflowsSideways, PHONE, test } from '../support/e2e';

/*
 * A setting and a dictionary change by two persons. Everything asked for here is taken back or rejected at the end, so that
 * the other tasks find the routes and dictionaries they know.
 */

test('安全管理员提出流程变更，先看到结果；领导在待办里看到，写明理由不同意', async ({ people }) => {
  const security = await people.as('sec');
  await security.goto('/office/settings/routes');
  const card = security
    .getByRole('listitem')
    .filter({ has: security.getByRole('heading', { name: 'B 类信息的签发人' }) });
  await card.getByText('提出变更').first().click();
  const form = security.getByRole('form', { name: '变更：B 类信息的签发人' });
  await expect(form.getByLabel('不另行签发')).toBeDisabled();
  await expect(form.getByText(/B 类信息至少由分管政府信息公开的领导签发/).first()).toBeVisible();
  await expect(form.getByRole('button', { name: '提出变更' })).toBeDisabled();
  await form.getByLabel('分管政府信息公开的领导签发，再由主要领导签发').check();
  const result = form.getByRole('region', { name: '变更后的结果' });
  await expect(result.getByText('主要领导签发').first()).toBeVisible();
  await expect(result).toContainText('新增');
  await form.getByLabel(/^理由/).fill('主要领导要求了解重要信息');
  await form.getByRole('button', { name: '提出变更' }).click();
  await expect(card.getByText('变更已提出')).toBeVisible();

  const head = await people.as('li', { viewport: PHONE });
  await head.goto('/office');
  await head.getByRole('link', { name: /B 类信息的签发人/ }).click();
  await head.waitForURL('**/office/settings/changes#change-*');
  const change = head.getByRole('listitem').filter({ hasText: '主要领导要求了解重要信息' });
  await expect(change).toContainText('提出：安全管理员');
  expect(await overflowsSideways(head)).toBe(false);
  await change.getByRole('button', { name: '不同意' }).click();
  const dialog = head.getByRole('dialog');
  await dialog.getByRole('button', { name: '不同意' }).click();
  await expect(dialog.getByRole('alert')).toContainText('不同意的，请写明理由。');
  await dialog.getByLabel(/^理由/).fill('B 类由分管领导签发即可');
  await dialog.getByRole('button', { name: '不同意' }).click();
  await expect(head.getByText('意见：B 类由分管领导签发即可')).toBeVisible();
});

test('审核人导入姓名表：错的逐行说明，对的并入；提出后自己不能确认，可以撤回', async ({ people }) => {
  const page = await people.as('qian');
  await page.goto('/office/settings/dictionary');
  await page.getByRole('button', { name: /^受保护的姓名/ }).click();
  const file = page.getByLabel('导入受保护的姓名表格');
  const table = (lines: string) => ({
    name: '姓名.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`姓名,现任职务,次序\n${lines}`),
  });
  await file.setInputFiles(table('甲示,局长,1\nWang,副局长,2\n'));
  await expect(page.getByRole('dialog')).toContainText('第3行：姓名须是两个以上的汉字。');
  await page.getByRole('button', { name: '关闭' }).click();
  await file.setInputFiles(table('甲示,党组书记、局长,1\n乙示,副局长,2\n'));
  await page.getByRole('button', { name: /^并入/ }).click();
  await page.getByRole('button', { name: '修改：乙示' }).click();
  await page.getByRole('textbox', { name: '次序' }).fill('零');
  await page.getByRole('button', { name: '放入词典' }).click();
  await expect(page.getByText('次序须是整数。')).toBeVisible();
  await page.getByRole('textbox', { name: '次序' }).fill('3');
  await page.getByRole('button', { name: '放入词典' }).click();
  await expect(page.getByRole('heading', { name: '提出变更（改动 2 处）' })).toBeVisible();
  await page.getByLabel(/^理由/).fill('录入试用的姓名');
  await page.getByRole('button', { name: '提出变更' }).click();
  await expect(page.getByText('变更已提出')).toBeVisible();
  await page.goto('/office/settings/changes');
  const change = page.getByRole('listitem').filter({ hasText: '录入试用的姓名' });
  await expect(change).toContainText('甲示，职务：党组书记、局长，次序 1');
  await expect(change.getByRole('button', { name: '同意', exact: true })).toBeDisabled();
  await expect(change).toContainText('变更须由提出人以外的人确认。');
  await change.getByRole('button', { name: '撤回' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await expect(page.getByText('已撤回').first()).toBeVisible();
});

test('登记请假以后，人员配备检查写明缺谁、怎么办；指定代理人以后可以办理', async ({ people }) => {
  const day = '2026-05-20';
  const office = await people.as('qian');
  await office.goto('/office/settings/leave');
  await office.getByRole('button', { name: '登记请假' }).click();
  await expect(office.getByText('请选择人员。').first()).toBeVisible();
  await office.getByLabel(/^人员/).selectOption({ label: '王示（副局长（分管业务））' });
  await office.getByLabel(/^从哪天起/).fill(day);
  await office.getByLabel(/^到哪天止/).fill(day);
  await office.getByLabel(/^事由/).fill('学习');
  await office.getByRole('button', { name: '登记请假' }).click();
  await expect(office.getByText('请假已登记')).toBeVisible();
  await office.goto(`/office/settings/staffing?day=${day}`);
  await expect(office.getByRole('main')).toContainText('缺分管领导（复审）：王示请假，可由其指定代理人');

  const wang = await people.as('wang');
  await wang.goto('/office/settings/delegations');
  await wang.getByLabel(/^代理人/).selectOption({ label: '吴示（法规股股长）' });
  await wang.getByLabel(/^从哪天起/).fill(day);
  await wang.getByLabel(/^到哪天止/).fill(day);
  await wang.getByLabel(/^事由/).fill('学习');
  await wang.getByRole('button', { name: '指定代理人' }).click();
  await expect(wang.getByText('代理已登记')).toBeVisible();
  await office.reload();
  await expect(office.getByRole('main')).toContainText('复审 · 二校 吴示（代王示）');
  await wang.getByRole('button', { name: '收回代理' }).click();
  await wang.getByRole('dialog').getByRole('button', { name: '收回代理' }).click();
  await expect(wang.getByText('没有将要开始的代理。')).toBeVisible();
  await office.goto('/office/settings/leave');
  await office.getByRole('button', { name: '取消请假' }).click();
  await office.getByRole('dialog').getByRole('button', { name: '取消请假' }).click();
  await expect(office.getByText('没有登记将来的请假。')).toBeVisible();
});
