import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zeroTables } from '@/lib/annual-report/rules/cells';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { publishItem, schedulePublication } from '@/lib/disclosure/commands/publish-item';
import { saveDraft } from '@/lib/disclosure/commands/save-draft';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { publishDuePlans } from '@/lib/disclosure/jobs';
import type { ContentAttachment, ItemContent } from '@/lib/disclosure/types';
import { atTime } from '@/lib/platform/clock';
import {
  approveItem,
  codesOf,
  draftItem,
  edit,
  getItem,
  getRound,
  makeOrgan,
  openTestOffice,
  passSteps,
  publish,
  schedule,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

/* G3: a change of anything readers would get voids the approvals and takes the plan off; a save that changes nothing does nothing. */

let office: TestOffice;
let staff: pg.Client;
let visitor: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  visitor = await office.connect('public');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

const section = { type: 'doc' as const, content: [] };
const cell = (text: string) => ({
  type: 'tableCell',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});
const tableOf = (...cells: string[]) =>
  ({
    type: 'doc',
    content: [{ type: 'table', content: [{ type: 'tableRow', content: cells.map(cell) }] }],
  }) as ItemContent['body'];
const fileNamed = async (itemId: string, name: string, text: string): Promise<ContentAttachment> => {
  const bytes = new TextEncoder().encode(text);
  const { notes: _, ...file } = unwrap(
    await uploadFile(organ.cast.author, { itemId, name, bytes, inline: false }),
  );
  return file;
};

type Change = (content: ItemContent, itemId: string) => Partial<ItemContent> | Promise<Partial<ItemContent>>;
/** One change of each key of the content; a key of the schema without one fails to compile, and below. */
const CHANGES: Record<Exclude<keyof ItemContent, '_format' | 'kind'>, Change> = {
  title: () => ({ title: '关于测试的消息（改）' }),
  summary: () => ({ summary: '概述' }),
  body: () => ({ body: tableOf('甲', '3') }),
  report: () => ({
    report: {
      year: 2023,
      tables: zeroTables(),
      sections: { section_1: section, section_5: section, section_6: section },
    },
  }),
  disclosure_attr: () => ({ disclosure_attr: 'on_request' }),
  disclosure_reason: () => ({ disclosure_reason: '理由' }),
  art_item: () => ({ art_item: 'art20.2' }),
  doc_no: () => ({ doc_no: '测〔2024〕2号' }),
  formed_at: () => ({ formed_at: '2024-03-02' }),
  effective_from: () => ({ effective_from: '2024-03-03' }),
  expires_at: () => ({ expires_at: '2030-01-01' }),
  content_source: () => ({ content_source: '别的来源' }),
  issuing_organ: () => ({ issuing_organ: '别的机关' }),
  genre: () => ({ genre: '通知' }),
  theme: () => ({ theme: '主题' }),
  keywords: () => ({ keywords: ['测试'] }),
  is_normative: () => ({ is_normative: true }),
  needs_interpretation: () => ({ needs_interpretation: true }),
  reprint: () => ({
    reprint: { source_name: '示例网', source_url: 'https://a.example/', original_date: null, cuts: '' },
  }),
  correction: () => ({ correction: { kind: 'typo', note: '' } }),
  personal_data_basis: () => ({ personal_data_basis: '依据' }),
  touches_organs: () => ({ touches_organs: ['示例发改委'] }),
  columns: () => ({ columns: [organ.columns[1]] }),
  attachments: async (_, itemId) => ({ attachments: [await fileNamed(itemId, '新附件.txt', '新的')] }),
};
const FILES: Record<string, (files: ContentAttachment[], itemId: string) => Promise<ContentAttachment[]>> = {
  附件改名: async ([one, two]) => (one && two ? [{ ...one, name: '改名.txt' }, two] : []),
  附件换字节: async ([one, two], itemId) =>
    one && two ? [await fileNamed(itemId, one.name, '换过的字节'), two] : [],
  附件换次序: async (files) => [...files].reverse(),
  附件去掉一个: async ([one]) => (one ? [one] : []),
};

const roundOf = async (itemId: string) =>
  (
    await staff.query<{ id: string; closed_reason: string | null }>(
      'SELECT id, closed_reason FROM office.round WHERE item_id = $1 ORDER BY opened_at DESC LIMIT 1',
      [itemId],
    )
  ).rows[0];
const openPlans = async (itemId: string) =>
  (await staff.query('SELECT 1 FROM office.plan WHERE item_id = $1 AND ended_at IS NULL', [itemId])).rowCount;
const count = async (table: string, itemId: string) =>
  (await staff.query(`SELECT 1 FROM office.${table} WHERE item_id = $1`, [itemId])).rowCount;
const isPublic = async (itemId: string) =>
  (await visitor.query('SELECT 1 FROM published.item WHERE id = $1', [itemId])).rowCount === 1;

/** With an item that is approved and planned: makes a change and checks that nothing of the approval is left. */
async function voids(itemId: string, change: Change): Promise<void> {
  const approvedHash = (await getRound(itemId)).facts.contentHash;
  const publishAt = new Date(Date.now() + 3_600_000);
  await schedule(organ, itemId, publishAt);
  await edit(organ, itemId);
  const { draft } = await getItem(itemId);
  const changes = await change(draft.content, itemId);
  const content = { ...draft.content, ...changes };
  const saved = unwrap(await saveDraft(organ.cast.author, { itemId, revision: draft.revision, content }));
  expect(saved).toMatchObject({ saved: true, revision: draft.revision + 1 });
  const now = await getItem(itemId);
  expect(now.draftState).toBe('draft');
  expect(now.draft.contentHash).not.toBe(approvedHash);
  expect((await roundOf(itemId))?.closed_reason).toBe('edited');
  expect(await openPlans(itemId)).toBe(0);
  for (const act of [
    () => seen(itemId).then((form) => publishItem(organ.cast.publisher, form)),
    () => seen(itemId).then((form) => schedulePublication(organ.cast.publisher, { ...form, publishAt })),
  ]) {
    expect(codesOf(await act())).toEqual(['not_in_this_state']);
  }
  await atTime(new Date(publishAt.getTime() + 60_000), () => publishDuePlans());
  expect(await isPublic(itemId)).toBe(false);
}

describe('[G3] 改了任何一项，审定作废，定时取消，到点不公开', () => {
  it('内容的每一项都在这里', async () => {
    const { draft } = await getItem(await draftItem(organ));
    expect([...Object.keys(CHANGES), '_format', 'kind'].sort()).toEqual(Object.keys(draft.content).sort());
  });

  it.each(Object.entries(CHANGES))('%s', async (_, change) => {
    await voids(await approveItem(organ), change);
  });

  it.each(Object.entries(FILES))('%s', async (_, change) => {
    const itemId = await draftItem(organ);
    const { draft } = await getItem(itemId);
    const attachments = [await fileNamed(itemId, '甲.txt', '甲'), await fileNamed(itemId, '乙.txt', '乙')];
    const content = { ...draft.content, attachments };
    unwrap(await saveDraft(organ.cast.author, { itemId, revision: draft.revision, content }));
    await submit(organ, itemId);
    await passSteps(organ, itemId);
    await voids(itemId, async ({ attachments: files }) => ({ attachments: await change(files, itemId) }));
  });

  it('种类不能改', async () => {
    const itemId = await draftItem(organ);
    const { draft } = await getItem(itemId);
    const content = { ...draft.content, kind: 'notice' as const };
    const refused = await saveDraft(organ.cast.author, { itemId, revision: draft.revision, content });
    expect(codesOf(refused)).toEqual(['not_in_this_state']);
  });

  it('改过再改回去：审定不会回来，要重新走完；走完以后按审定的那一版公开', async () => {
    const itemId = await approveItem(organ);
    const first = (await getRound(itemId)).facts.contentHash;
    const { content } = (await getItem(itemId)).draft;
    await voids(itemId, () => ({ title: '改了一下' }));
    const { draft } = await getItem(itemId);
    unwrap(await saveDraft(organ.cast.author, { itemId, revision: draft.revision, content }));
    const again = await submit(organ, itemId);
    expect(again.facts.contentHash).toBe(first);
    expect(again.facts.decisions).toEqual([]);
    expect(openSteps(again.facts).map(({ position }) => position)).toEqual([1]);
    await passSteps(organ, itemId);
    await publish(organ, itemId);
    expect(await isPublic(itemId)).toBe(true);
  });
});

describe('[G3] 什么也没改的保存', () => {
  it('不产生新的一次保存，不产生新版本，别人的表单照样有效', async () => {
    const itemId = await draftItem(organ);
    const before = await getItem(itemId);
    const { content, revision } = before.draft;
    const turned = Object.fromEntries(Object.entries(content).reverse()) as ItemContent;
    const composed = { ...content, title: content.title.normalize('NFD') };
    for (const same of [content, structuredClone(content), turned, composed]) {
      const saved = unwrap(await saveDraft(organ.cast.author2, { itemId, revision, content: same }));
      expect(saved).toMatchObject({ saved: true, revision });
    }
    expect(await getItem(itemId)).toEqual(before);
    expect([await count('draft_save', itemId), await count('version', itemId)]).toEqual([1, 0]);
    await submit(organ, itemId);
    // Whoever only pressed 保存 has no part in it.
    expect((await getRound(itemId)).facts.contributors).toEqual([organ.cast.author.personId]);
  });

  it('审核中和审定以后按保存：不收，也不作废', async () => {
    const itemId = await approveItem(organ);
    const before = await getItem(itemId);
    const { content, revision } = before.draft;
    const refused = await saveDraft(organ.cast.author, { itemId, revision, content });
    expect(codesOf(refused)).toEqual(['not_editable_in_state']);
    expect(await getItem(itemId)).toEqual(before);
    expect((await roundOf(itemId))?.closed_reason).toBeNull();
    await publish(organ, itemId);
    expect(await isPublic(itemId)).toBe(true);
  });
});
