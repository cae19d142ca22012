import { strFromU8, unzipSync } from 'fflate';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkForm } from '@/lib/disclosure/approval-form/queries/check-form';
import { getApprovalForm } from '@/lib/disclosure/approval-form/queries/get-approval-form';
import { writeFormDocx } from '@/lib/disclosure/approval-form/queries/write-docx';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import {
  codesOf,
  decide,
  draftItem,
  edit,
  makeOrgan,
  openTestOffice,
  passSteps,
  publish,
  publishNew,
  save,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

let office: TestOffice;
let staff: pg.Client;
let superuser: pg.Client;
let organ: TestOrgan;
let other: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  superuser = await office.connect('superuser');
  organ = await makeOrgan(staff);
  other = await makeOrgan(staff);
});
afterAll(() => office.close());

const sheet = async (itemId: string, version = 1) =>
  unwrap(await getApprovalForm(organ.cast.officeHead, itemId, version));
const check = async (itemId: string, version = 1, code?: string) => {
  const given = code ?? (await sheet(itemId, version)).facts.checkCode;
  return unwrap(await checkForm(organ.cast.officeHead, { number: `${itemId}-${version}`, code: given }));
};
const good = (findings: readonly { isGood: boolean }[]) => findings.map((finding) => finding.isGood);
const fieldOf = (form: Awaited<ReturnType<typeof sheet>>['form'], label: string) =>
  form.groups.flatMap((group) => group.rows).find((row) => row.label === label)?.value;

describe('信息发布审批表', () => {
  it('[TR-6] 走完流程的一稿：三审三校、保密审查、签发、发布都在一张表上', async () => {
    const itemId = await publishNew(organ, { contentClass: 'c' });
    const { form, facts } = await sheet(itemId);
    expect(form.reviews.map((review) => review.step)).toEqual([
      '初审 · 一校',
      '复审 · 二校',
      '终审 · 三校',
      '分管领导签发',
      '主要领导签发',
    ]);
    expect(form.reviews.map((review) => review.signature)).toEqual(['l1', 'l2', 'l3', 'leader', 'head']);
    expect(form.groups.map((group) => group.title)).toEqual(['信息', '来源', '属性', '保密审查', '发布']);
    expect(fieldOf(form, '审查人')).toBe('secrecy');
    expect(fieldOf(form, '拟稿人')).toBe('author');
    expect(fieldOf(form, '发布人')).toBe('publisher');
    expect(fieldOf(form, '公开时限')).toContain('2024年3月29日');
    expect(form.footer.join()).toContain(facts.contentHash);
    expect(form.footer.join()).toContain(facts.checkCode);
  });

  it('[TR-6] 还有环节没有通过：不打印，逐项说明缺什么', async () => {
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'secrecy_officer');
    const refused = await getApprovalForm(organ.cast.l1, itemId, 1);
    expect(refused).toMatchObject({ ok: false });
    expect(codesOf(refused)).toContain('form_step_missing');
    expect(refused.ok ? '' : refused.refusals.map((refusal) => refusal.message).join()).toContain('保密审查');
  });

  it('退回过一级、意见写过两次：表上是最后算数的意见，退回写在备注', async () => {
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'reviewer_l2');
    unwrap(await decide(organ, itemId, { conclusion: 'return', returnTo: 1, opinion: '请核对数据' }));
    await passSteps(organ, itemId);
    const { form } = await sheet(itemId);
    expect(form.reviews).toHaveLength(3);
    expect(fieldOf(form, '备注')).toContain('请核对数据');
    expect(fieldOf(form, '发布')).toBe('已审定，尚未发布');
  });

  it('改名、调岗之后，表上仍是作出决定时的姓名', async () => {
    const itemId = await publishNew(organ);
    await staff.query(`UPDATE office.person SET name = '改了名', post = '新职务' WHERE id = $1`, [
      organ.cast.l2.personId,
    ]);
    const { form } = await sheet(itemId);
    expect(form.reviews[1]?.signature).toBe('l2');
    await staff.query(`UPDATE office.person SET name = 'l2', post = '' WHERE id = $1`, [
      organ.cast.l2.personId,
    ]);
  });

  it('Word 文件打得开，文字与打印的一样', async () => {
    const itemId = await publishNew(organ);
    const { form } = await sheet(itemId);
    const files = unzipSync(new Uint8Array(await writeFormDocx(form)));
    const text = strFromU8(files['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, '');
    expect(text).toContain(form.title);
    for (const row of form.groups.flatMap((group) => group.rows)) expect(text).toContain(row.label);
    for (const line of form.footer) expect(text).toContain(line);
  });

  it('意见里有 XML 不允许的字符，Word 文件照样是合法的', async () => {
    const itemId = await publishNew(organ);
    const { form } = await sheet(itemId);
    const reviews = form.reviews.map((review) => ({ ...review, opinion: '同\ufffe意\u0001\uffff办理' }));
    const files = unzipSync(new Uint8Array(await writeFormDocx({ ...form, reviews })));
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    expect(xml).toContain('同意办理');
    expect(xml).not.toMatch(/[\ufffe\uffff]|[^\P{Cc}\t\n\r]/u);
  });

  it('外机关的人看不到，答复与不存在的一样', async () => {
    const itemId = await publishNew(organ);
    expect(codesOf(await getApprovalForm(other.cast.head, itemId, 1))).toEqual(['form_round_unknown']);
    expect(codesOf(await getApprovalForm(organ.cast.head, itemId, 9))).toEqual(['form_round_unknown']);
    expect(codesOf(await checkForm(other.cast.head, { number: `${itemId}-1`, code: 'x' }))).toEqual([
      'form_number_unknown',
    ]);
  });
});

describe('审批表核对', () => {
  it('公众看到的正是这一稿：五项都相符', async () => {
    const itemId = await publishNew(organ);
    expect(good((await check(itemId)).findings)).toEqual([true, true, true, true, true]);
  });

  it('校验码输错、更正之后、隐藏之后：说明哪里不符', async () => {
    const itemId = await publishNew(organ);
    expect(good((await check(itemId, 1, '0000-0000-0000')).findings)[0]).toBe(false);
    await edit(organ, itemId);
    await save(organ, itemId, { title: '更正后的标题' });
    await submit(organ, itemId);
    await passSteps(organ, itemId);
    await publish(organ, itemId);
    expect((await check(itemId, 1)).findings[3]?.text).toContain('另一稿');
    expect(good((await check(itemId, 2)).findings)).toEqual([true, true, true, true, true]);
    unwrap(await changeVisibility(organ.cast.publisher, 'hide', { ...(await seen(itemId)), reason: '有误' }));
    expect((await check(itemId, 2)).findings[3]?.text).toContain('已被隐藏');
  });

  it('有人越过守卫改了意见：校验码不再相符', async () => {
    const itemId = await publishNew(organ);
    const { checkCode } = (await sheet(itemId)).facts;
    await superuser.query('ALTER TABLE office.decision DISABLE TRIGGER decision_is_append_only');
    await superuser.query(
      `UPDATE office.decision SET opinion = '不同意' WHERE step = 'l2'
         AND round_id = (SELECT id FROM office.round WHERE item_id = $1)`,
      [itemId],
    );
    await superuser.query('ALTER TABLE office.decision ENABLE TRIGGER decision_is_append_only');
    expect(good((await check(itemId, 1, checkCode)).findings)[0]).toBe(false);
  });
});
