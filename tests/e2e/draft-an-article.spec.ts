import type { Page } from '@playwright/test';
import { expect, PHONE, test } from '../support/e2e';

const title = (page: Page) => page.getByRole('textbox', { name: /^标题/ });
const body = (page: Page) => page.getByRole('textbox', { name: '正文', exact: true });
const status = (page: Page) => page.getByTestId('save-status');

/** Creates an item of a kind and opens its editor. */
async function create(page: Page, kind: string): Promise<void> {
  await page.goto('/office/items/new');
  await page.getByRole('radio', { name: kind, exact: true }).check();
  await page.getByRole('button', { name: '新建并开始编辑' }).click();
  await page.waitForURL(/\/office\/items\/[0-9a-z]{10}\/edit$/);
  await title(page).waitFor();
}

/** Writes at the end of the text. */
async function write(page: Page, text: string): Promise<void> {
  await body(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}

test('边写边存：刷新后文字都在；没有存上时不说已保存', async ({ people }) => {
  const feng = await people.as('feng', { viewport: PHONE });
  await create(feng, '工作动态');
  await title(feng).fill('助企纾困座谈会');
  await expect(status(feng)).toHaveText('有未保存的改动');
  await write(feng, '今天召开座谈会。');
  await expect(status(feng)).toHaveText(/^已保存 \d\d:\d\d$/);
  await feng.reload();
  await expect(title(feng)).toHaveValue('助企纾困座谈会');
  await expect(body(feng)).toHaveText('今天召开座谈会。');

  await feng.context().setOffline(true);
  await write(feng, '离线时写的。');
  await expect(status(feng)).toContainText('离线');
  await feng.context().setOffline(false);
  await expect(status(feng)).toHaveText(/^已保存/);
});

test('服务器存好了而回答丢失，接着写也不会同自己冲突', async ({ people }) => {
  const feng = await people.as('feng');
  await create(feng, '工作动态');
  let isLost = false;
  await feng.route('**/edit', async (route) => {
    // The save alone: proofreading asks at the same address.
    const isSave = route.request().postData()?.includes('"revision"') ?? false;
    if (!isSave || isLost) return route.continue();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
  await title(feng).fill('第一次写的');
  await expect(status(feng)).toContainText('保存失败');
  await title(feng).fill('第二次写的');
  await expect(status(feng)).toHaveText(/^已保存/);
  await feng.reload();
  await expect(title(feng)).toHaveValue('第二次写的');
});

test('两个人同时写：两份文字都看得到，采用一份，另一份留作副本', async ({ people }) => {
  const feng = await people.as('feng');
  await create(feng, '工作动态');
  await write(feng, '开头。');
  await expect(status(feng)).toHaveText(/^已保存/);
  const zheng = await people.as('zheng');
  await zheng.goto(feng.url());
  await write(zheng, '郑写的。');
  await expect(status(zheng)).toHaveText(/^已保存/);
  await write(feng, '冯写的。');
  await expect(status(feng)).toContainText('有人在您之后保存过');

  await feng.getByRole('button', { name: '对照并决定' }).click();
  const dialog = feng.getByRole('dialog');
  await expect(dialog).toContainText('郑示');
  await dialog.getByText('逐项选择').click();
  await expect(dialog.getByText('开头。郑写的。')).toBeVisible();
  await expect(dialog.getByText('开头。冯写的。')).toBeVisible();
  await dialog.getByRole('button', { name: '采用对方的' }).click();
  await expect(body(feng)).toHaveText('开头。郑写的。');
  await expect(status(feng)).toHaveText(/^已保存/);

  await feng.reload();
  await feng.getByText('另存的副本：您没有被采用的文字').click();
  await expect(feng.getByRole('textbox', { name: /副本的文字/ })).toHaveValue(/冯写的。/);
  await feng.getByRole('button', { name: '恢复这一份' }).click();
  await expect(body(feng)).toHaveText('开头。冯写的。');
});

test('登录失效时不丢文字：登录后接着保存；没保存时离开要问', async ({ people }) => {
  const feng = await people.as('feng');
  await create(feng, '工作动态');
  const cookies = await feng.context().cookies();
  await feng.context().clearCookies();
  await title(feng).fill('登录失效时写的');
  await expect(status(feng)).toContainText('登录已失效');
  const asked = new Promise<string>((resolve) => {
    feng.once('dialog', async (question) => {
      resolve(question.message());
      await question.dismiss();
    });
  });
  await feng.getByRole('link', { name: '待办' }).click();
  expect(await asked).toContain('还没有保存');
  await feng.context().addCookies(cookies);
  await feng.getByRole('button', { name: '已登录，继续保存' }).click();
  await expect(status(feng)).toHaveText(/^已保存/);
});

test('附件：类型不对的说出文件名，其余上传、改名、排序；图片插入正文', async ({ people }) => {
  const feng = await people.as('feng');
  await create(feng, '工作动态');
  const text = { mimeType: 'text/plain', buffer: Buffer.from('内容') };
  const files = feng.locator('input[type=file][multiple]');
  await files.setInputFiles([
    { name: '甲.txt', ...text },
    { name: '坏.exe', ...text },
    { name: '乙.txt', ...text },
  ]);
  await expect(feng.getByText('不能上传“坏.exe”')).toBeVisible();
  await feng.getByRole('textbox', { name: '第 2 个附件的名称' }).fill('日程');
  await feng.getByRole('button', { name: '上移 “日程.txt”' }).click();
  await expect(feng.getByRole('textbox', { name: '第 1 个附件的名称' })).toHaveValue('日程');
  await expect(status(feng)).toHaveText(/^已保存/);

  const dot =
    'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC';
  await feng.getByRole('button', { name: '图片', exact: true }).click();
  await feng
    .getByLabel(/图片文件/)
    .setInputFiles({ name: '图.png', mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') });
  await feng.getByLabel(/替代文字/).fill('绿点');
  await feng.getByRole('button', { name: '上传并插入' }).click();
  await expect(body(feng).getByRole('img', { name: '绿点' })).toBeVisible();
  await expect(status(feng)).toHaveText(/^已保存/);
});

test('年报的格里填了收不下的内容：看得见、说没有保存，刷新后原来的数还在；表三旁边看得到还差几格', async ({
  people,
}) => {
  const feng = await people.as('feng');
  await create(feng, '政府信息公开年报');
  const cell = feng.getByRole('textbox', { name: /3\.其他.*自然人/ });
  await cell.fill('0');
  await cell.blur();
  await expect(status(feng)).toContainText('已保存');
  const bar = feng.getByRole('status').filter({ hasText: '还有 162 格没有填' });
  await expect(bar).toBeInViewport();
  await cell.fill('');
  await cell.pressSequentially('1,234');
  await cell.blur();
  await expect(cell).toHaveValue('1,234');
  await expect(status(feng)).toContainText('没有保存：年报表格有 1 格');
  await expect(bar).toContainText('有 1 格没有收下');
  const inPanel = await feng
    .locator('#f-report')
    .getByText(/还有 \d+ 格没有填/)
    .allTextContents();
  const counts = new Map(inPanel.map((text) => [text.replace(/^：/, ''), Number(/\d+/.exec(text)?.[0])]));
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(162);
  feng.on('dialog', (dialog) => void dialog.accept());
  await feng.reload();
  await expect(cell).toHaveValue('0');
});

test('[TR-2] 年报：不齐不能提交，每个问题能跳到；提交后再改，先说清哪些意见作废', async ({ people }) => {
  const feng = await people.as('feng');
  await create(feng, '政府信息公开年报');
  await feng.getByRole('button', { name: '提交审核' }).click();
  const summary = feng.getByRole('alert').filter({ hasText: '还不能提交' });
  await expect(summary).toContainText('请填写成文日期');
  await summary.getByRole('link', { name: /请填写成文日期/ }).click();
  await expect(feng.getByLabel(/^成文日期/)).toBeFocused();
  await feng.getByLabel(/^成文日期/).fill('2026-01-12');
  await feng.getByRole('checkbox', { name: '政府信息公开年报' }).check();

  await feng.getByRole('button', { name: '全部填 0' }).click();
  await feng.getByRole('button', { name: '确定填 0' }).click();
  const received = feng.getByRole('textbox', { name: /本年新收.*自然人/ });
  await received.fill('1');
  await expect(feng.locator('#f-report')).toContainText('两边应当相等');
  await received.fill('0');
  for (const name of ['一、总体情况', '五、存在的主要问题及改进情况', '六、其他需要报告的事项']) {
    await feng.getByRole('textbox', { name }).click();
    await feng.keyboard.type('无需要说明的情况。');
  }
  await expect(feng.getByText('必填的都有了，可以提交审核。')).toBeVisible();
  await feng.getByRole('button', { name: '提交审核' }).click();
  await expect(feng.getByRole('dialog')).toContainText('分管领导签发');
  await feng.getByRole('button', { name: '确认提交' }).click();
  await feng.waitForURL(/\/office\/items\/[0-9a-z]{10}$/);

  await feng.goto(`${feng.url()}/edit`);
  await expect(feng.getByRole('heading', { name: '修改后，现有的审核全部作废' })).toBeVisible();
  await feng.getByRole('button', { name: '作废审核并修改' }).click();
  await expect(title(feng)).toBeVisible();
});

test('从 Word 导入：先看报告和预览再采用，原来的文字可以恢复；打不开的说出怎么办', async ({ people }) => {
  const feng = await people.as('feng');
  await create(feng, '通知公告');
  await write(feng, '导入之前写的。');
  await expect(status(feng)).toHaveText(/^已保存/);
  await feng.getByRole('button', { name: '从 Word 导入' }).click();
  const dialog = feng.getByRole('dialog', { name: '从 Word 导入' });
  const file = dialog.getByLabel('Word 文件');
  await file.setInputFiles({ name: '旧.doc', mimeType: 'application/msword', buffer: Buffer.from('旧') });
  await expect(dialog.getByRole('alert')).toContainText('类型选“Word 文档（*.docx）”');
  await file.setInputFiles('tests/fixtures/word/manufacturing-plan.docx');
  const report = dialog.getByRole('region', { name: '修复报告' });
  await expect(report).toContainText('插入的已采用：35%左右');
  await expect(report).toContainText('手机号码 138****5678');
  await expect(dialog.getByRole('region', { name: '导入后的正文' })).toContainText('一、总体要求');
  await expect(body(feng)).toHaveText('导入之前写的。');

  await dialog.getByRole('button', { name: '采用' }).click();
  await expect(dialog).toBeHidden();
  await expect(title(feng)).toHaveValue('开封市人民政府关于印发开封市推动制造业高质量发展实施方案的通知');
  await expect(status(feng)).toHaveText(/^已保存/);
  await feng.reload();
  await expect(body(feng).getByRole('heading', { name: '一、总体要求' })).toBeVisible();
  await expect(body(feng).locator('th[rowspan="2"]')).toHaveText('指标');
  const image = body(feng).getByRole('img', { name: '2019年至2022年制造业增加值占比逐年上升的柱形图' });
  await expect(image).toHaveJSProperty('naturalWidth', 480);
  await expect(body(feng)).not.toContainText('内部测算');

  await feng.getByText('另存的副本：导入 Word 之前的文字').click();
  await feng.getByRole('button', { name: '恢复这一份' }).click();
  await expect(body(feng)).toHaveText('导入之前写的。');
});

test('附件里有修订、批注、隐藏文字的，说出文件名和位置，不收', async ({ people }) => {
  const feng = await people.as('feng');
  await create(feng, '通知公告');
  await feng
    .locator('input[type=file][multiple]')
    .setInputFiles('tests/fixtures/word/manufacturing-plan.docx');
  const said = feng.getByRole('alert').filter({ hasText: '不能上传“manufacturing-plan.docx”' });
  await expect(said).toContainText('修订痕迹2处');
  await expect(said).toContainText('小得看不见的文字1处');
});

test('新建时就从 Word 导入：打开编辑器先问文件，取消后不再问', async ({ people }) => {
  const feng = await people.as('feng');
  await feng.goto('/office/items/new');
  await feng.getByRole('radio', { name: '通知公告', exact: true }).check();
  await feng.getByRole('button', { name: '新建并从 Word 导入' }).click();
  const dialog = feng.getByRole('dialog', { name: '从 Word 导入' });
  await dialog.getByRole('button', { name: '取消' }).click();
  await expect(dialog).toBeHidden();
  await feng.reload();
  await title(feng).waitFor();
  await expect(dialog).toBeHidden();
});

/** Pastes HTML as a browser does. */
async function paste(page: Page, html: string): Promise<void> {
  await body(page).evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData('text/html', pasted);
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, html);
}

test('粘贴一万个单元格的表格，收下并保存', async ({ people }) => {
  test.slow();
  const feng = await people.as('feng');
  await create(feng, '通知公告');
  const row = `<tr>${'<td style="mso-x:1;color:red"><p class=MsoNormal>12.5</p></td>'.repeat(100)}</tr>`;
  await paste(feng, `<table>${row.repeat(100)}</table>`);
  await expect(body(feng).locator('td')).toHaveCount(10_000);
  await expect(status(feng)).toHaveText(/^已保存/, { timeout: 60_000 });
});

test('粘贴一兆以上的网页，说出为什么没有保存，文字还在', async ({ people }) => {
  test.slow();
  const feng = await people.as('feng');
  await create(feng, '通知公告');
  const line = `<p style="margin:0;font-family:宋体"><span lang=EN-US>${'长'.repeat(50)}</span></p>`;
  await paste(feng, line.repeat(8_000));
  await expect(feng.getByText(/超过 1 MB.*这些改动还没有保存/)).toBeVisible({ timeout: 60_000 });
  await expect(body(feng).locator('p')).toHaveCount(8_000);
});
