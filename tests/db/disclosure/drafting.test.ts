import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDraft } from '@/lib/disclosure/commands/save-draft';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { findUpload, listUploads } from '@/lib/disclosure/queries/find-upload';
import { listReports } from '@/lib/disclosure/queries/list-reports';
import { emptyContent } from '@/lib/disclosure/rules/content';
import {
  codesOf,
  draftItem,
  getItem,
  makeOrgan,
  makePerson,
  openTestOffice,
  readyContent,
  seen,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let other: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  other = await makeOrgan(staff);
});
afterAll(() => office.close());

describe('提交的是看到的那一稿', () => {
  it('[TR-2] 看过之后别人又保存过，不能把没看到的文字提交上去；看过再提交可以', async () => {
    const itemId = await draftItem(organ);
    const before = await getItem(itemId);
    const saved = unwrap(
      await saveDraft(organ.cast.author2, {
        itemId,
        revision: before.draft.revision,
        content: readyContent(organ, { title: '别人改过的题目' }),
      }),
    );
    const form = await seen(itemId);
    const stale = await submitItem(organ.cast.author, { ...form, draftRevision: before.draft.revision });
    expect(codesOf(stale)).toEqual(['stale_item']);
    expect((await getItem(itemId)).draftState).toBe('draft');
    unwrap(await submitItem(organ.cast.author, { ...form, draftRevision: saved.revision }));
    expect((await getItem(itemId)).draftState).toBe('in_review');
  });
});

describe('稿件的附件只给看得到稿件的人', () => {
  const bytes = new TextEncoder().encode('测试附件');

  it('同一机关看得到稿件的人读得到；别的机关、别的股室的拟稿人，答复与不存在相同', async () => {
    const itemId = await draftItem(organ);
    const { sha256, size } = unwrap(
      await uploadFile(organ.cast.author, { itemId, name: '附件.txt', bytes, inline: false }),
    );
    const found = { sha256, name: '附件.txt', size, mediaType: 'text/plain' };
    expect(await findUpload(organ.cast.author, itemId, sha256)).toEqual(found);
    expect(await findUpload(organ.cast.l2, itemId, sha256)).toEqual(found);
    const sectionless = await makePerson(staff, organ, '别股室的拟稿人', ['author']);
    for (const actor of [{ ...sectionless, sectionId: null }, other.cast.l2, other.cast.author]) {
      expect(await findUpload(actor, itemId, sha256)).toBeNull();
      expect(await listUploads(actor, itemId)).toEqual([]);
    }
    expect(await listUploads(organ.cast.author, itemId)).toEqual([{ sha256, name: '附件.txt', size }]);
  });

  it('同样的字节传给了别的稿件，不等于传给了这一稿', async () => {
    const [here, there] = [await draftItem(organ), await draftItem(organ)];
    const { sha256 } = unwrap(
      await uploadFile(organ.cast.author, { itemId: there, name: '附件.txt', bytes, inline: false }),
    );
    expect(await findUpload(organ.cast.author, here, sha256)).toBeNull();
  });
});

describe('新建年报前知道哪些年度已有', () => {
  it('自己看得到的草稿列出年度；别的机关的不列', async () => {
    const content = emptyContent('annual_report', organ, 2023);
    const itemId = await draftItem(organ, { content, contentClass: 'b' });
    expect(await listReports(organ.cast.author)).toEqual([
      { itemId, year: 2023, draftState: 'draft', publicState: 'unpublished', isVisible: true },
    ]);
    expect(await listReports(other.cast.l2)).toEqual([]);
  });
});
