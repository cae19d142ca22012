import { NextRequest } from 'next/server';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePublic } from '@/app/(public)/_pages/serve';
import { saveDraft } from '@/lib/disclosure/commands/save-draft';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import { findPublicItem } from '@/lib/disclosure/public-queries/find-item';
import { searchItems } from '@/lib/disclosure/public-queries/search-items';
import { getVersionContent } from '@/lib/disclosure/queries/load-item';
import { ADDED_IN_FORMAT_2 } from '@/lib/disclosure/rules/content-format';
import { canonicalJson, type Json, sha256Hex } from '@/lib/platform/canonical';
import {
  codesOf,
  draftItem,
  edit,
  getItem,
  getRound,
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

/* Texts that were written and approved before contents had reprint, correction and the like: format 1. */

let office: TestOffice;
let superuser: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  organ = await makeOrgan(await office.connect('staff'));
  superuser = await office.connect('superuser');
  await superuser.query('SET session_replication_role = replica');
});
afterAll(() => office.close());

/** The content as the first format wrote it. */
function firstFormat(content: Record<string, Json>): { content: Json; canonical: string; hash: string } {
  const old = Object.fromEntries(
    Object.entries({ ...content, _format: 1 }).filter(([key]) => !(key in ADDED_IN_FORMAT_2)),
  );
  const canonical = canonicalJson(old);
  return { content: old, canonical, hash: sha256Hex(canonical) };
}

/** Writes an item back into the first format, as an upgraded installation finds it. */
async function writtenBefore(itemId: string): Promise<string> {
  const { draft } = await getItem(itemId);
  const { content, canonical, hash } = firstFormat(draft.content as unknown as Record<string, Json>);
  await superuser.query(
    'UPDATE office.draft SET content = $2, content_hash = $3, revision = 1 WHERE item_id = $1',
    [itemId, JSON.stringify(content), hash],
  );
  await superuser.query(
    'UPDATE office.draft_save SET content = $2, content_hash = $3 WHERE item_id = $1 AND revision = 1',
    [itemId, JSON.stringify(content), hash],
  );
  await superuser.query('UPDATE office.version SET canonical = $2, content_hash = $3 WHERE item_id = $1', [
    itemId,
    canonical,
    hash,
  ]);
  for (const table of ['round', 'publication']) {
    await superuser.query(`UPDATE office.${table} SET content_hash = $2 WHERE item_id = $1`, [itemId, hash]);
  }
  await superuser.query(
    `UPDATE office.decision d SET content_hash = $2 FROM office.round r WHERE r.id = d.round_id AND r.item_id = $1`,
    [itemId, hash],
  );
  return hash;
}

const rowOf = async (sql: string, itemId: string) => (await superuser.query(sql, [itemId])).rows[0];

describe('第一种格式的稿件', () => {
  it('[TR-2] 公开的旧稿照样看得到、搜得到，字节和校验值不变', async () => {
    const itemId = await publishNew(organ, { content: { title: '旧格式的消息', keywords: ['旧词'] } });
    const hash = await writtenBefore(itemId);
    const item = await findPublicItem(organ.id, itemId);
    expect(item).toMatchObject({ title: '旧格式的消息', content: { _format: 2, reprint: null } });
    const found = await searchItems(organ.id, ['旧词'], 1);
    expect(found?.hits.map((hit) => hit.id)).toEqual([itemId]);
    const page = await servePublic(
      new NextRequest(`http://127.0.0.1/items/${itemId}`, { headers: { host: 'a.example.invalid' } }),
    );
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('旧格式的消息')]);
    const version = await rowOf('SELECT * FROM office.version WHERE item_id = $1', itemId);
    expect([sha256Hex(version.canonical), version.content_hash]).toEqual([hash, hash]);
    const read = await getVersionContent(version.id);
    expect([read.content.touches_organs, read.contentHash]).toEqual([[], hash]);
  });

  it('打开更正什么也没改：保存不产生新的一次，提交说没有改动', async () => {
    const itemId = await publishNew(organ);
    await writtenBefore(itemId);
    await edit(organ, itemId);
    const { draft } = await getItem(itemId);
    expect(draft.revision).toBe(1);
    const saved = await saveDraft(organ.cast.author, { itemId, revision: 1, content: draft.content });
    expect(unwrap(saved)).toMatchObject({ saved: true, revision: 1 });
    expect(codesOf(await submitItem(organ.cast.author, await seen(itemId)))).toEqual(['nothing_changed']);
    // Saying what kind of correction it is changes nothing either.
    await save(organ, itemId, { correction: { kind: 'typo', note: '' } });
    expect(codesOf(await submitItem(organ.cast.author, await seen(itemId)))).toEqual(['nothing_changed']);
  });

  it('从未公开的旧草稿，提交时按现在的格式冻结', async () => {
    const itemId = await draftItem(organ, { content: { title: '旧草稿' } });
    await writtenBefore(itemId);
    await submit(organ, itemId);
    const version = await rowOf('SELECT * FROM office.version WHERE item_id = $1', itemId);
    expect(JSON.parse(version.canonical)).toMatchObject({ _format: 2, title: '旧草稿', correction: null });
    expect(version.draft_revision).toBe(2);
    await passSteps(organ, itemId);
    await publish(organ, itemId);
    expect((await getItem(itemId)).publicState).toBe('published');
  });

  it('[TR-2] 审核中的旧稿可以继续审完并发布，决定仍绑定它自己的校验值', async () => {
    const itemId = await draftItem(organ, { content: { title: '审核中的旧稿' } });
    await submit(organ, itemId);
    const hash = await writtenBefore(itemId);
    await passSteps(organ, itemId);
    expect((await getRound(itemId)).facts.contentHash).toBe(hash);
    await publish(organ, itemId);
    expect(await rowOf('SELECT content_hash FROM office.publication WHERE item_id = $1', itemId)).toEqual({
      content_hash: hash,
    });
  });

  it('旧格式的公开稿更正后，页面写明更正日期', async () => {
    const itemId = await publishNew(organ);
    await writtenBefore(itemId);
    await edit(organ, itemId);
    await save(organ, itemId, { title: '更正后的标题' });
    await submit(organ, itemId);
    await passSteps(organ, itemId);
    await publish(organ, itemId);
    expect(await findPublicItem(organ.id, itemId)).toMatchObject({ title: '更正后的标题', publications: 2 });
  });
});
