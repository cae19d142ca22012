import type { Page } from '@playwright/test';
import { expect, overflowsSideways, type People, PHONE, test } from '../support/e2e';
import { demoPassword } from '../support/trial';

/** Ticks everything and passes, as the button names it. */
async function pass(page: Page, itemId: string, fill?: (page: Page) => Promise<void>): Promise<void> {
  await page.goto(`/office/items/${itemId}/review`);
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await fill?.(page);
  await page.getByRole('button', { name: /^(?:同意|签发，送)/ }).click();
  await page.waitForURL(/\/office\?done=pass/);
  await expect(page.getByText('已记录：同意')).toBeVisible();
}

/** Gives a reason for every finding that stays, as the dialog of submission asks. */
async function answerFindings(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '提交审核？' });
  await dialog.getByRole('button', { name: '确认提交' }).waitFor();
  for (const reason of await dialog.getByLabel(/^(?:理由|说明)/).all()) await reason.fill('经核对无误');
}

type Further = { inEditor?: (page: Page) => Promise<void>; inDialog?: (page: Page) => Promise<void> };

/** Drafts a notice in the editor and submits it; returns its id. */
async function draftNotice(
  people: People,
  title: string,
  text: string,
  { inEditor, inDialog }: Further = {},
): Promise<string> {
  const feng = await people.as('feng');
  await feng.goto('/office/items/new');
  await feng.getByRole('radio', { name: /通知公告/ }).check();
  await feng.getByRole('button', { name: '新建并开始编辑' }).click();
  await feng.waitForURL(/\/office\/items\/[0-9a-z]{10}\/edit/);
  const itemId = /items\/([0-9a-z]{10})\/edit/.exec(feng.url())?.[1] ?? '';
  await feng.getByRole('textbox', { name: /^标题/ }).fill(title);
  await feng.getByRole('textbox', { name: '正文', exact: true }).fill(text);
  await feng.getByRole('checkbox', { name: '通知公告' }).check();
  await feng.getByLabel(/^成文日期/).fill('2026-03-09');
  await inEditor?.(feng);
  await expect(feng.getByText(/^已保存/)).toBeVisible();
  await feng.getByRole('button', { name: '提交审核' }).click();
  await answerFindings(feng);
  await inDialog?.(feng);
  await feng.getByRole('button', { name: '确认提交' }).click();
  await feng.waitForURL(`**/office/items/${itemId}`);
  await expect(feng.getByText('审核中').first()).toBeVisible();
  return itemId;
}

test('[TR-1] 一条通知：拟稿、三审三校、发布、公众看到；隐藏、确认撤回后公众看不到', async ({ people }) => {
  test.setTimeout(120_000);
  const title = `关于开展端到端测试的通知${Date.now()}`;
  const text = '请各企业按时报送材料。';
  const itemId = await draftNotice(people, title, text);
  const visitor = await people.anonymous();

  await test.step('审核期间，公众得到的答复与从未存在的网址相同', async () => {
    const draft = await visitor.request.get(`/items/${itemId}`);
    const never = await visitor.request.get('/items/zzzzzzzzzz');
    expect(draft.status()).toBe(404);
    expect((await draft.text()).replaceAll(itemId, '')).toBe(
      (await never.text()).replaceAll('zzzzzzzzzz', ''),
    );
    expect(await (await visitor.request.get('/columns/notices')).text()).not.toContain(title);
  });

  await test.step('拟稿人不能审核自己的稿件', async () => {
    const feng = await people.as('feng');
    await feng.goto(`/office/items/${itemId}`);
    await expect(feng.getByRole('link', { name: '去审核' })).toHaveCount(0);
  });

  await test.step('股室、分管领导（手机）、保密、办公室依次通过', async () => {
    await pass(await people.as('zheng'), itemId);
    await pass(await people.as('wang', { viewport: PHONE }), itemId);
    await pass(await people.as('zhou'), itemId, async (page) => {
      for (const answer of await page.getByRole('radio', { name: '否' }).all()) await answer.check();
      await page.getByLabel('审查依据', { exact: false }).fill('《中华人民共和国保守国家秘密法》');
    });
    await pass(await people.as('qian'), itemId);
  });

  const sun = await people.as('sun');
  await test.step('发布员发布，公众5秒内在页面和列表看到', async () => {
    await sun.goto(`/office/items/${itemId}`);
    await sun.getByRole('button', { name: '立即发布' }).click();
    await sun.getByRole('dialog').getByRole('button', { name: '立即发布' }).click();
    await expect(sun.getByText('已公开').first()).toBeVisible();
    await expect
      .poll(async () => (await visitor.goto(`/items/${itemId}`))?.status(), { timeout: 5000 })
      .toBe(200);
    await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(visitor.getByText(text)).toBeVisible();
    await visitor.goto('/columns/notices');
    await expect(visitor.getByRole('link', { name: title })).toBeVisible();
  });

  await test.step('立即隐藏：5秒内页面410，列表没有；终审人确认撤回', async () => {
    await sun.getByRole('button', { name: '立即隐藏' }).click();
    await sun.getByRole('dialog').getByLabel('理由', { exact: false }).fill('数据有误');
    await sun.getByRole('dialog').getByRole('button', { name: '立即隐藏' }).click();
    await expect(sun.getByText('已隐藏，待确认').first()).toBeVisible();
    await expect
      .poll(async () => (await visitor.request.get(`/items/${itemId}`)).status(), { timeout: 5000 })
      .toBe(410);
    expect(await (await visitor.request.get(`/items/${itemId}`)).text()).not.toContain(title);
    expect(await (await visitor.request.get('/columns/notices')).text()).not.toContain(title);
    const qian = await people.as('qian', { viewport: PHONE });
    await qian.goto(`/office/items/${itemId}`);
    await qian.getByRole('button', { name: '确认撤回' }).click();
    await qian.getByRole('dialog').getByLabel('理由', { exact: false }).fill('数据有误，已核实');
    await qian.getByRole('dialog').getByRole('button', { name: '确认撤回' }).click();
    await expect(qian.getByText('已撤回').first()).toBeVisible();
    expect((await visitor.request.get(`/items/${itemId}`)).status()).toBe(410);
  });
});

test('[TR-2] 两人同时办理同一环节：后提交的人得到提示，意见不丢', async ({ people }) => {
  const itemId = await draftNotice(people, `同时办理${Date.now()}`, '内容。');
  const [zheng, chen] = await Promise.all([people.as('zheng'), people.as('chen')]);
  for (const page of [zheng, chen]) {
    await page.goto(`/office/items/${itemId}/review`);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
  }
  await chen.getByLabel('意见', { exact: true }).fill('我也同意');
  await zheng.getByRole('button', { name: /^同意并送/ }).click();
  await zheng.waitForURL(/\/office\?done=pass/);
  await chen.getByRole('button', { name: /^同意并送/ }).click();
  await expect(chen.getByRole('alert').filter({ hasText: '已不是最新' })).toBeVisible();
  await expect(chen.getByRole('alert').filter({ hasText: '郑示已在“初审 · 一校”通过' })).toBeVisible();
  await expect(chen.getByLabel('意见', { exact: true })).toHaveValue('我也同意');
  await chen.getByRole('button', { name: '查看最新内容' }).click();
  await expect(chen.getByText('您写过、还没有提交的意见')).toBeVisible();
  await expect(chen.getByText('我也同意')).toBeVisible();
});

test('[TR-5] 退回必须写明理由；退回后拟稿人看到意见并可修改再报', async ({ people }) => {
  const itemId = await draftNotice(people, `退回${Date.now()}`, '内容。');
  const zheng = await people.as('zheng', { viewport: PHONE });
  await zheng.goto(`/office/items/${itemId}/review`);
  await zheng.getByRole('button', { name: '退回' }).click();
  const dialog = zheng.getByRole('dialog');
  await dialog.getByRole('button', { name: '确认退回' }).click();
  await expect(dialog.getByRole('alert')).toContainText('退回必须写明理由');
  await dialog.getByLabel('理由', { exact: false }).fill('请补充报送时间');
  await dialog.getByRole('button', { name: '确认退回' }).click();
  await zheng.waitForURL(/\/office\?done=return/);
  const feng = await people.as('feng');
  await feng.goto('/office');
  await expect(feng.getByRole('heading', { name: /退回给我的稿件/ })).toBeVisible();
  await feng.goto(`/office/items/${itemId}`);
  await expect(feng.getByText('请补充报送时间')).toBeVisible();
});

test('[TR-17] 校对：点发现选中文字，一键改正；必须处理的提请终审决定；审核人在页面上提意见；终审写明结论才能通过', async ({
  people,
}) => {
  test.setTimeout(120_000);
  const feng = await people.as('feng');
  await feng.goto('/office/items/new');
  await feng.getByRole('radio', { name: /通知公告/ }).check();
  await feng.getByRole('button', { name: '新建并开始编辑' }).click();
  await feng.waitForURL(/\/office\/items\/[0-9a-z]{10}\/edit/);
  const itemId = /items\/([0-9a-z]{10})\/edit/.exec(feng.url())?.[1] ?? '';
  const body = feng.getByRole('textbox', { name: '正文', exact: true });
  await feng.getByRole('textbox', { name: /^标题/ }).fill('关于领取补助的通知');
  await body.fill('领取人身份证号 11010519491231002X。请按步就班办理。');
  await feng.getByRole('checkbox', { name: '通知公告' }).check();
  await feng.getByLabel(/^成文日期/).fill('2026-03-09');

  await test.step('保存后自动校对；点位置选中文字，一键改正', async () => {
    const panel = feng.getByRole('region', { name: '校对' });
    await expect(panel.getByText('这是有效的居民身份证号码', { exact: false }).first()).toBeVisible();
    await panel
      .getByRole('button', { name: /按步就班/ })
      .first()
      .click();
    expect(await feng.evaluate(() => document.getSelection()?.toString())).toBe('按步就班');
    await panel.getByRole('button', { name: '改为“按部就班”' }).click();
    await expect(body).toContainText('按部就班');
    await expect(panel.getByRole('button', { name: '改为“按部就班”' })).toHaveCount(0);
  });

  await test.step('必须处理的没有说明就不能提交，写下的不丢', async () => {
    await feng.getByRole('button', { name: '提交审核' }).click();
    const dialog = feng.getByRole('dialog', { name: '提交审核？' });
    await dialog.getByRole('button', { name: '确认提交' }).click();
    await expect(dialog.getByRole('alert')).toContainText('请写一句说明');
    await answerFindings(feng);
    await dialog.getByRole('button', { name: '确认提交' }).click();
    await feng.waitForURL(`**/office/items/${itemId}`);
  });

  const zheng = await people.as('zheng');
  await test.step('初审人选中页面上的文字提意见，处理后才能通过', async () => {
    await zheng.goto(`/office/items/${itemId}/review`);
    await expect(zheng.getByText('必须处理 1 处')).toBeVisible();
    await zheng.locator('#public-page [data-text="body"] p').first().click({ clickCount: 3 });
    await zheng.getByRole('button', { name: '在此处提出校对意见' }).click();
    const dialog = zheng.getByRole('dialog', { name: '提出校对意见' });
    await expect(dialog.getByLabel(/^有问题的文字/)).toHaveValue(/领取人身份证号/);
    await dialog.getByLabel(/^意见/).fill('请写明办理地点');
    await dialog.getByRole('button', { name: '记录意见' }).click();
    await expect(zheng.getByText('1 处未处理').first()).toBeVisible();
    for (const box of await zheng.getByRole('checkbox').all()) await box.check();
    await zheng.getByRole('button', { name: /^同意并送/ }).click();
    await expect(zheng.getByRole('alert').filter({ hasText: '还有校对发现没有处理' })).toBeVisible();
    const own = zheng.getByRole('listitem').filter({ hasText: '请写明办理地点' });
    await own.getByLabel(/^理由/).fill('已电话告知，附件中有');
    await own.getByRole('button', { name: '记录：已解决' }).click();
    await expect(zheng.getByText('1 处未处理')).toHaveCount(0);
    await zheng.getByRole('button', { name: /^同意并送/ }).click();
    await zheng.waitForURL(/\/office\?done=pass/);
  });

  await pass(await people.as('wang'), itemId);
  await pass(await people.as('zhou'), itemId, async (page) => {
    await expect(page.getByText('这是有效的居民身份证号码', { exact: false }).first()).toBeVisible();
    for (const answer of await page.getByRole('radio', { name: '否' }).all()) await answer.check();
    await page.getByLabel('审查依据', { exact: false }).fill('《中华人民共和国保守国家秘密法》');
  });

  const qian = await people.as('qian', { viewport: PHONE });
  await test.step('终审人（手机）写明结论才能通过', async () => {
    await qian.goto(`/office/items/${itemId}/review`);
    for (const box of await qian.getByRole('checkbox').all()) await box.check();
    await qian.getByRole('button', { name: /^同意并送/ }).click();
    await expect(qian.getByRole('alert').filter({ hasText: '提请决定' })).toBeVisible();
    const number = qian.getByRole('listitem').filter({ hasText: '有效的居民身份证号码' });
    await number.getByText('处理', { exact: true }).click();
    await number.getByLabel(/^理由/).fill('依法公布领取人，已核实');
    await number.getByRole('button', { name: '记录：不改' }).click();
    await expect(qian.getByText('1 处待决定')).toHaveCount(0);
    await qian.getByRole('button', { name: /^同意并送/ }).click();
    await qian.waitForURL(/\/office\?done=pass/);
  });
});

/** Answers 保密审查 item by item with no. */
async function answerSecrecy(page: Page): Promise<void> {
  for (const answer of await page.getByRole('radio', { name: '否' }).all()) await answer.check();
  await page.getByLabel('审查依据', { exact: false }).fill('《中华人民共和国保守国家秘密法》');
}

/** Gives the password again in the dialog that asks for it. */
async function givePassword(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '请再次输入登录密码' });
  await dialog.getByLabel('登录密码').fill(demoPassword());
  await dialog.getByRole('button', { name: '确认并继续' }).click();
}

test('[TR-11] 领导在手机上签发 C 类：先看后签，再输密码；看过的可以一起签；应急流程写明理由', async ({
  people,
}) => {
  test.setTimeout(180_000);
  const stamp = Date.now();
  const asClassC = async (page: Page) => {
    // Set on the server first, so the choice shows only then.
    await page.getByRole('radio', { name: /^C 重大/ }).click();
    await expect(page.getByRole('radio', { name: /^C 重大/ })).toBeChecked();
  };
  const usual = { id: '', title: `关于事故调查结果的通报${stamp}` };
  const urgent = { id: '', title: `关于管道泄漏的说明${stamp}` };
  usual.id = await draftNotice(people, usual.title, '请各企业引以为戒。', { inEditor: asClassC });
  urgent.id = await draftNotice(people, urgent.title, '现场已经控制。', {
    inEditor: asClassC,
    inDialog: async (page) => {
      const dialog = page.getByRole('dialog', { name: '提交审核？' });
      await dialog.getByRole('checkbox', { name: '走应急流程' }).check();
      await dialog.getByRole('button', { name: '确认提交' }).click();
      await expect(dialog.getByRole('alert')).toContainText('选择应急流程须写明');
      await dialog.getByLabel(/^应急理由/).fill('管道泄漏，须即时说明');
    },
  });

  await test.step('一般流程依次通过；应急流程不分先后', async () => {
    const zhou = await people.as('zhou');
    const wang = await people.as('wang');
    const zheng = await people.as('zheng');
    await pass(zhou, urgent.id, answerSecrecy);
    await pass(wang, urgent.id);
    await pass(zheng, urgent.id);
    await pass(zheng, usual.id);
    await pass(wang, usual.id);
    await pass(zhou, usual.id, answerSecrecy);
    const qian = await people.as('qian');
    await pass(qian, urgent.id);
    await pass(qian, usual.id);
  });

  await test.step('应急流程里没写意见的“同意”，要在一个工作日内补写', async () => {
    const zheng = await people.as('zheng');
    await zheng.goto('/office');
    await zheng.getByRole('link', { name: new RegExp(urgent.title) }).click();
    await expect(zheng.getByText('理由：管道泄漏，须即时说明').first()).toBeVisible();
    await zheng.getByLabel(/初审 · 一校的书面意见/).fill('现场已核实。');
    await zheng.getByRole('button', { name: '补写意见' }).click();
    await zheng.getByRole('dialog').getByRole('button', { name: '确认提交' }).click();
    await expect(zheng.getByRole('button', { name: '补写意见' })).toHaveCount(0);
    await expect(zheng.getByText('现场已核实。')).toBeVisible();
  });

  await test.step('分管领导：没看过的不能选；打开看过，一键签发，再输密码', async () => {
    const zhao = await people.as('zhao', { viewport: PHONE });
    await zhao.goto('/office');
    const entry = zhao.getByRole('listitem').filter({ hasText: usual.title });
    await expect(entry.getByText('先打开看过才能批量签发', { exact: false })).toBeVisible();
    await expect(entry.getByRole('checkbox')).toBeDisabled();
    expect(await overflowsSideways(zhao)).toBe(false);
    await entry.getByRole('link', { name: new RegExp(usual.title) }).click();
    await zhao.getByRole('button', { name: '签发，送主要领导签发' }).click();
    await givePassword(zhao);
    await zhao.waitForURL(/\/office\?done=pass/);
    await expect(zhao.getByText('已记录：同意')).toBeVisible();
  });

  await test.step('主要领导：两条都看过，选中一起签发', async () => {
    const li = await people.as('li', { viewport: PHONE });
    for (const { id, title } of [usual, urgent]) {
      await li.goto(`/office/items/${id}/review`);
      await expect(li.getByRole('heading', { level: 1, name: title }).first()).toBeVisible();
    }
    await li.goto('/office');
    for (const { title } of [usual, urgent]) {
      const entry = li.getByRole('listitem').filter({ hasText: title });
      await expect(entry.getByText('您看过，此后没有变化')).toBeVisible();
      await entry.getByRole('checkbox').check();
    }
    await li.getByRole('button', { name: '签发所选 2 条' }).click();
    await li.getByRole('dialog').getByRole('button', { name: '确认签发' }).click();
    await givePassword(li);
    await expect(li.getByText('已签发 2 条')).toBeVisible();
    for (const { id } of [usual, urgent]) {
      await li.goto(`/office/items/${id}`);
      await expect(li.getByText('已审定，待发布').first()).toBeVisible();
    }
  });
});
