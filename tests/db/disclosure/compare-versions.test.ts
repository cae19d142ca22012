import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { findComparison } from '@/lib/disclosure/queries/find-comparison';
import { changeCount } from '@/lib/disclosure/what-changed/rules/diff-content';
import {
  decide,
  draftItem,
  edit,
  getItem,
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
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

const text = (words: string) => ({
  body: {
    type: 'doc' as const,
    content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: words }] }],
  },
});
const compare = async (itemId: string, asked: { from?: string; to?: string } = {}, actor = organ.cast.l2) =>
  findComparison(actor, itemId, asked);
const sides = async (itemId: string, asked: { from?: string; to?: string } = {}) => {
  const found = await compare(itemId, asked);
  return found && [found.against?.from.key ?? null, found.to.key];
};

/** Published as version 1, corrected and returned as version 2, changed once more since. */
async function withHistory(): Promise<string> {
  const itemId = await publishNew(organ, { content: text('截止3月15日。') });
  await edit(organ, itemId);
  await save(organ, itemId, { title: '第二稿的标题', ...text('截止3月20日。') });
  await submit(organ, itemId);
  await decide(organ, itemId, { conclusion: 'return', returnTo: 0, opinion: '日期不对' });
  await save(organ, itemId, text('截止3月25日。'), organ.cast.author2);
  return itemId;
}

describe('比较两稿', () => {
  it('每一稿都说明时间、执笔人和去向，还没提交的改动另算一稿', async () => {
    const found = await compare(await withHistory());
    expect(found?.versions.map(({ key, authors, fate }) => [key, authors, fate])).toEqual([
      ['draft', 'author2', null],
      [2, 'author', 'returned'],
      [1, 'author', 'public_now'],
    ]);
    expect(found?.publicNumber).toBe(1);
  });

  it('不指明时，比较最新的两稿；没有另外的改动时，就是最近提交的两稿', async () => {
    const itemId = await withHistory();
    expect(await sides(itemId)).toEqual([2, 'draft']);
    expect(await sides(itemId, { to: '2' })).toEqual([1, 2]);
    expect(await sides(itemId, { to: '1' })).toEqual([null, 1]);
    await submit(organ, itemId);
    expect(await sides(itemId)).toEqual([2, 3]);
  });

  it('“公开版本”是现在公开的那一稿；两边可以对调，同一稿与自己没有改动', async () => {
    const itemId = await withHistory();
    expect(await sides(itemId, { from: 'public', to: 'draft' })).toEqual([1, 'draft']);
    expect(await sides(itemId, { from: '2', to: '1' })).toEqual([2, 1]);
    const same = await compare(itemId, { from: '2', to: '2' });
    expect(same?.against && changeCount(same.against.diff)).toBe(0);
  });

  it('[TR-2] 标题、正文的改动都在，附件换了字节说内容已改变', async () => {
    const itemId = await draftItem(organ, { content: text('原文。') });
    const upload = async (bytes: string) => {
      const uploaded = unwrap(
        await uploadFile(organ.cast.author, {
          itemId,
          name: '附件.txt',
          bytes: new TextEncoder().encode(bytes),
          inline: false,
        }),
      );
      return [uploaded];
    };
    await save(organ, itemId, { attachments: await upload('甲') });
    await submit(organ, itemId);
    await edit(organ, itemId);
    await save(organ, itemId, { title: '改过的标题', attachments: await upload('乙'), ...text('新文。') });
    const found = await compare(itemId);
    const { diff } = found?.against ?? {};
    expect(diff?.fields.map((change) => change.label)).toEqual(['标题']);
    expect(diff?.attachments.map((change) => change.kind)).toEqual(['replaced']);
    expect(diff?.bodies[0]?.changes.map((change) => change.kind)).toEqual(['changed']);
    expect(diff?.attachments[0]).toMatchObject({ name: '附件.txt', text: 'changed' });
    expect(diff?.bodies[1]?.label).toContain('附件“附件.txt”里的文字');
    expect(found?.against?.from.fate).toBe('edited');
  });

  it('从未提交过的，没有可以比较的；隐藏以后不再叫公开版本，还能与它比较', async () => {
    const itemId = await draftItem(organ);
    expect(await sides(itemId)).toEqual([null, 'draft']);
    expect(await compare(itemId, { from: 'public' })).toBeNull();
    const shown = await withHistory();
    const { draftRevision: _, ...form } = await seen(shown);
    unwrap(await changeVisibility(organ.cast.l1, 'hide', { ...form, reason: '误发' }));
    const found = await compare(shown, { from: 'public', to: '2' });
    expect([found?.against?.from.key, found?.against?.from.fate, found?.publicNumber]).toEqual([
      1,
      'once_public',
      null,
    ]);
  });

  it('再次公开后，公开版本是新的一稿，旧的是曾公开', async () => {
    const itemId = await publishNew(organ);
    await edit(organ, itemId);
    await save(organ, itemId, text('更正后的文字。'));
    await submit(organ, itemId);
    await passSteps(organ, itemId);
    expect((await compare(itemId))?.to.fate).toBe('approved');
    await publish(organ, itemId);
    const found = await compare(itemId);
    expect(found?.versions.map(({ key, fate }) => [key, fate])).toEqual([
      [2, 'public_now'],
      [1, 'once_public'],
    ]);
    expect((await getItem(itemId)).draftState).toBe('none');
  });

  it.each(['0', '9', '-1', '1.5', '第1稿', '99999999999999999999', "1' OR '1'='1", '__proto__'])(
    '不存在的稿“%s”，答复与信息不存在相同',
    async (key) => {
      const itemId = await publishNew(organ);
      expect(await compare(itemId, { from: key })).toBeNull();
      expect(await compare(itemId, { to: key })).toBeNull();
    },
  );
});
