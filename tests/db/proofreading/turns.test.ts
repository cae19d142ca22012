import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proofreadDraft } from '@/lib/disclosure/queries/proofread-draft';
import {
  codesOf,
  draftItem,
  getItem,
  makeOrgan,
  openTestOffice,
  save,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

let office: TestOffice;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  organ = await makeOrgan(await office.connect('staff'));
});
afterAll(() => office.close());

async function longDraft() {
  const itemId = await draftItem(organ);
  const content = [{ type: 'paragraph', content: [{ type: 'text', text: '《'.repeat(200_000) }] }];
  await save(organ, itemId, { body: { type: 'doc', content } as never });
  const { draft } = await getItem(itemId);
  return { itemId, draftRevision: draft.revision };
}

describe('很长的稿件', () => {
  it('校对时服务器照常答复别人', async () => {
    const input = await longDraft();
    let answered = 0;
    const others = setInterval(() => {
      answered += 1;
    }, 1);
    const read = await proofreadDraft(organ.cast.author, input);
    clearInterval(others);
    expect(unwrap(read).findings.length).toBeGreaterThan(200);
    expect(unwrap(read).findings.length).toBeLessThan(1_000);
    expect(answered).toBeGreaterThan(5);
  });

  it('同一个人一次只校对一篇，另有一篇可以等，再多的请稍等；别人不受影响', async () => {
    const input = await longDraft();
    const ask = (actor = organ.cast.author) => proofreadDraft(actor, input);
    const [first, second, third, other] = await Promise.all([ask(), ask(), ask(), ask(organ.cast.l1)]);
    expect(unwrap(first)).toEqual(unwrap(second));
    expect(codesOf(third)).toEqual(['proofreading_busy']);
    expect(codesOf(other)).not.toContain('proofreading_busy');
    expect(unwrap(await ask()).revision).toBe(input.draftRevision);
  });
});
