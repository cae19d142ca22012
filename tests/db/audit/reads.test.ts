import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelDraft } from '@/lib/disclosure/commands/cancel-draft';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { saveDraft } from '@/lib/disclosure/commands/save-draft';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { isPublicFile } from '@/lib/disclosure/queries/find-upload';
import { findItemDetail } from '@/lib/disclosure/queries/get-item-detail';
import { proofreadDraft } from '@/lib/disclosure/queries/proofread-draft';
import type { Actor } from '@/lib/organs/types';
import { atTime } from '@/lib/platform/clock';
import { recordRead } from '@/lib/reads/commands/record-read';
import { isOpenToAll, type OpenedText } from '@/lib/reads/rules/reads';
import {
  draftItem,
  edit,
  getItem,
  makeOrgan,
  makePerson,
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
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

type Row = { person: string; address: string | null; detail: Record<string, unknown> };
async function reads(itemId: string): Promise<Row[]> {
  const { rows } = await staff.query<Row>(
    `SELECT entry::jsonb ->> 'person_name' AS person, entry::jsonb ->> 'client_address' AS address,
       entry::jsonb -> 'detail' AS detail
     FROM office.audit_entry WHERE entry::jsonb ->> 'action' = 'read' AND entry::jsonb ->> 'subject_id' = $1 ORDER BY seq`,
    [itemId],
  );
  return rows;
}
const MORNING = new Date('2026-03-10T01:00:00Z');
const minutesOn = (minutes: number) => new Date(MORNING.getTime() + minutes * 60_000);

describe('打开未公开的文字', () => {
  it('谁、从哪里、看了哪一稿、在哪里看的，记一行', async () => {
    const itemId = await draftItem(organ);
    const item = await getItem(itemId);
    await recordRead(organ.cast.l1, item, { surface: 'edit', draftRevision: 1 });
    expect(await reads(itemId)).toEqual([
      { person: 'l1', address: '10.0.0.1', detail: { surface: 'edit', draft_revision: 1 } },
    ]);
  });

  it('五分钟之内同一人看同一处同一稿只记一次；另一处、另一稿、另一人、五分钟之后，各记一次', async () => {
    const item = await getItem(await draftItem(organ));
    const read = (at: Date, by: 'l1' | 'l2', opened: OpenedText) =>
      atTime(at, () => recordRead(organ.cast[by], item, opened));
    const page: OpenedText = { surface: 'page', draftRevision: 1 };
    await read(minutesOn(0), 'l1', page);
    await read(minutesOn(4), 'l1', page);
    expect(await reads(item.id)).toHaveLength(1);
    await read(minutesOn(4), 'l1', { surface: 'preview' });
    await read(minutesOn(4), 'l1', { surface: 'page', draftRevision: 2 });
    await read(minutesOn(4), 'l2', page);
    expect(await reads(item.id)).toHaveLength(4);
    await read(minutesOn(5.1), 'l1', page);
    expect(await reads(item.id)).toHaveLength(5);
  });

  it('同时打开二十次，记一行；日志的链没有断', async () => {
    const item = await getItem(await draftItem(organ));
    const opened: OpenedText = { surface: 'review', version: 1 };
    await Promise.all(Array.from({ length: 20 }, () => recordRead(organ.cast.l1, item, opened)));
    expect(await reads(item.id)).toHaveLength(1);
  });

  it('页面里的图片随页面算一次，附件各算各的', async () => {
    const item = await getItem(await draftItem(organ));
    const picture: OpenedText = { surface: 'file', sha256: 'a'.repeat(64), isPicture: true };
    const file: OpenedText = { surface: 'file', sha256: 'b'.repeat(64), isPicture: false };
    await recordRead(organ.cast.l1, item, { surface: 'page', draftRevision: 1 });
    await recordRead(organ.cast.l1, item, picture);
    await recordRead(organ.cast.l1, item, file);
    // Somebody who fetches the picture alone has opened nothing else.
    await recordRead(organ.cast.l2, item, picture);
    const rows = await reads(item.id);
    expect(rows.map(({ person, detail }) => `${person} ${detail.surface}`)).toEqual([
      'l1 page',
      'l1 file',
      'l2 file',
    ]);
  });
});

describe('编辑页面拿到的文字', () => {
  const surfaces = async (itemId: string) =>
    (await reads(itemId)).map(({ person, detail }) => `${person} ${detail.surface} ${detail.draft_revision}`);
  const write = (itemId: string, by: 'author', revision: number, title: string) =>
    getItem(itemId).then(({ draft }) =>
      saveDraft(organ.cast[by], { itemId, revision, content: { ...draft.content, title } }),
    );

  it('保存冲突时给出了别人的全文，记一行；没有冲突的保存一行不记', async () => {
    const itemId = await draftItem(organ);
    const { revision } = (await getItem(itemId)).draft;
    expect(unwrap(await write(itemId, 'author', revision, '新的标题')).saved).toBe(true);
    expect(await surfaces(itemId)).toEqual([]);
    const other = await makePerson(staff, organ, '另一位拟稿人', ['author']);
    const { content } = (await getItem(itemId)).draft;
    const lost = { itemId, revision, content: { ...content, title: '又一个标题' } };
    expect(unwrap(await saveDraft(other, lost)).saved).toBe(false);
    expect(await surfaces(itemId)).toEqual([`另一位拟稿人 edit ${revision + 1}`]);
    // The autosave asks again and again; it is one reading.
    await saveDraft(other, lost);
    expect(await surfaces(itemId)).toHaveLength(1);
  });

  it('校对说出了文中的字，记一行；五分钟之内自己存的各稿算一次，别人存的另记', async () => {
    const itemId = await draftItem(organ);
    const proofread = async (by: Actor, at: Date) => {
      const { revision } = (await getItem(itemId)).draft;
      unwrap(await atTime(at, () => proofreadDraft(by, { itemId, draftRevision: revision })));
      return revision;
    };
    const first = await proofread(organ.cast.author, minutesOn(0));
    expect(await surfaces(itemId)).toEqual([`author edit ${first}`]);
    unwrap(await write(itemId, 'author', first, '新的标题'));
    await proofread(organ.cast.author, minutesOn(4));
    expect(await surfaces(itemId)).toHaveLength(1);
    const other = await makePerson(staff, organ, '同股室的拟稿人', ['author']);
    const second = await proofread(other, minutesOn(4));
    expect(await surfaces(itemId)).toEqual([`author edit ${first}`, `同股室的拟稿人 edit ${second}`]);
    const { content } = (await getItem(itemId)).draft;
    unwrap(await saveDraft(other, { itemId, revision: second, content: { ...content, title: '改过' } }));
    // Somebody else's words are another text than the one that was read.
    await proofread(organ.cast.author, minutesOn(4.5));
    expect(await surfaces(itemId)).toHaveLength(3);
    await proofread(other, minutesOn(9.5));
    expect(await surfaces(itemId)).toHaveLength(4);
  });
});

describe('什么算公开', () => {
  const isOpen = async (itemId: string) => {
    const detail = await findItemDetail(organ.cast.l1, itemId);
    if (detail === null) throw new Error('no such item');
    return isOpenToAll(detail.item, detail.versions);
  };

  it('草稿、审核中、更正中、放弃的更正稿、隐藏、撤回的，都要记；公开的不记', async () => {
    const itemId = await draftItem(organ);
    expect(await isOpen(itemId)).toBe(false);
    await submit(organ, itemId);
    expect(await isOpen(itemId)).toBe(false);
    await passSteps(organ, itemId);
    expect(await isOpen(itemId)).toBe(false);
    await publish(organ, itemId);
    expect(await isOpen(itemId)).toBe(true);
    await edit(organ, itemId);
    expect(await isOpen(itemId)).toBe(false);
    await save(organ, itemId, { title: '没有公开过的标题' });
    unwrap(await cancelDraft(organ.cast.author, await seen(itemId)));
    // The working copy still holds the new title, which nobody outside has seen.
    expect(await isOpen(itemId)).toBe(false);

    const hidden = await publishNew(organ);
    unwrap(await changeVisibility(organ.cast.l1, 'hide', { ...(await seen(hidden)), reason: '有误' }));
    expect(await isOpen(hidden)).toBe(false);
    unwrap(
      await changeVisibility(organ.cast.l3, 'withdraw_item', { ...(await seen(hidden)), reason: '有误' }),
    );
    expect(await isOpen(hidden)).toBe(false);
  });

  it('公开的一稿不记；公开的附件不记，没有公开的要记', async () => {
    const itemId = await draftItem(organ);
    const bring = async (name: string, text: string) =>
      unwrap(
        await uploadFile(organ.cast.author, {
          itemId,
          name,
          bytes: new TextEncoder().encode(text),
          inline: false,
        }),
      );
    const [used, unused] = [await bring('用上的.txt', '甲'), await bring('没用上的.txt', '乙')];
    await save(organ, itemId, { attachments: [used] });
    expect(await isPublicFile(itemId, used.sha256)).toBe(false);
    await submit(organ, itemId);
    await passSteps(organ, itemId);
    await publish(organ, itemId);
    expect(await isPublicFile(itemId, used.sha256)).toBe(true);
    expect(await isPublicFile(itemId, unused.sha256)).toBe(false);
    const item = await getItem(itemId);
    await recordRead(organ.cast.l1, item, { surface: 'preview', version: 1, isPublic: true });
    expect(await reads(itemId)).toEqual([]);
  });
});
