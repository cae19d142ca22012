import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOpening } from '@/lib/approvals/commands/record-opening';
import { listWaitingReviews, type WaitingReview } from '@/lib/disclosure/queries/list-waiting-reviews';
import type { Actor } from '@/lib/organs/types';
import { atTime } from '@/lib/platform/clock';
import { shanghaiInstant } from '@/lib/platform/dates';
import {
  decide,
  draftItem,
  edit,
  getRound,
  makeOrgan,
  makePerson,
  openTestOffice,
  passSteps,
  save,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

let office: TestOffice;
let staff: pg.Client;
beforeAll(async () => {
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
});
afterAll(() => office.close());

const reviewsOf = async (actor: Actor) => (await listWaitingReviews(actor)).reviews;
async function onlyReview(actor: Actor): Promise<WaitingReview> {
  const reviews = await reviewsOf(actor);
  if (reviews.length !== 1 || reviews[0] === undefined) throw new Error(`${reviews.length} reviews`);
  return reviews[0];
}
const codes = (review: WaitingReview) => review.whyNotBatch.map(({ code }) => code);
async function signed(organ: TestOrgan): Promise<string> {
  const itemId = await draftItem(organ, {
    contentClass: 'c',
    content: { title: '关于事故情况的通报', art_item: 'art20.12', body: withPhone },
  });
  await submit(organ, itemId);
  await passSteps(organ, itemId, 'disclosure_leader');
  return itemId;
}
/** A telephone number, which proofreading asks about. */
const withPhone = {
  type: 'doc' as const,
  content: [
    { type: 'paragraph' as const, content: [{ type: 'text' as const, text: '联系人电话 13800138000。' }] },
  ],
};

describe('等我办理的清单', () => {
  it('一条写明：为什么公开、谁写的、谁通过、风险、下一环节', async () => {
    const organ = await makeOrgan(staff);
    const itemId = await signed(organ);
    const review = await onlyReview(organ.cast.leader);
    expect(review).toMatchObject({
      what: '分管领导签发',
      href: `/office/items/${itemId}/review`,
      urgent: true,
      versionNumber: 1,
      writers: ['author'],
      disclosureAttr: 'proactive',
      artItem: 'art20.12',
      showsPersonalData: false,
      attachments: 0,
      nextName: '主要领导签发',
      lane: 'normal',
    });
    expect(review.row.title).toBe('关于事故情况的通报');
    expect(review.passes.map(({ step, name }) => `${step} ${name}`)).toEqual([
      '初审 · 一校 l1',
      '复审 · 二校 l2',
      '保密审查 secrecy',
      '终审 · 三校 l3',
    ]);
    expect(review.findings.blocking + review.findings.warning).toBeGreaterThan(0);
    expect(review.findings.undecided).toBe(0);
    expect(await reviewsOf(organ.cast.head)).toEqual([]);
  });

  it('没看过、看过、看过之后又有人办理、看过旧稿：各自说明，只有看过现状的能批量', async () => {
    const organ = await makeOrgan(staff);
    const { leader, head } = organ.cast;
    const itemId = await signed(organ);
    expect((await onlyReview(leader)).seen).toEqual({ what: 'never' });
    expect(codes(await onlyReview(leader))).toEqual(['not_opened']);
    await recordOpening(leader, (await getRound(itemId)).id);
    expect((await onlyReview(leader)).seen).toEqual({ what: 'same', hasNews: false });
    expect(codes(await onlyReview(leader))).toEqual([]);

    await recordOpening(head, (await getRound(itemId)).id);
    unwrap(await decide(organ, itemId));
    expect((await onlyReview(head)).seen).toEqual({ what: 'same', hasNews: true });
    expect(codes(await onlyReview(head))).toEqual(['not_opened']);

    await edit(organ, itemId);
    await save(organ, itemId, { title: '关于事故情况的通报（修改）' });
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'disclosure_leader');
    const changed = await onlyReview(leader);
    expect(changed.seen).toEqual({ what: 'changed', versionNumber: 1 });
    expect(changed.versionNumber).toBe(2);
    expect(codes(changed)).toEqual(['not_opened']);
  });

  it('[REG-17-1] 审核和保密审查的环节没有批量', async () => {
    const organ = await makeOrgan(staff);
    await submit(organ, await draftItem(organ));
    const first = await onlyReview(organ.cast.l1);
    expect(first.batch).toBeNull();
    expect(codes(first)).toContain('batch_only_sign_off');
    await passSteps(organ, (await onlyReview(organ.cast.l1)).row.id, 'secrecy_officer');
    expect((await onlyReview(organ.cast.secrecy)).batch).toBeNull();
  });

  it('[TR-9] 超过时限写明超了多少', async () => {
    const organ = await makeOrgan(staff);
    await atTime(shanghaiInstant('2026-03-10', '10:00'), async () => submit(organ, await draftItem(organ)));
    await atTime(shanghaiInstant('2026-03-11', '10:00'), async () =>
      expect((await onlyReview(organ.cast.l1)).late).toBeNull(),
    );
    await atTime(shanghaiInstant('2026-03-13', '10:00'), async () =>
      expect((await onlyReview(organ.cast.l1)).late).toBe('已超 2 工作日'),
    );
  });

  it('[TR-3] 轮到自己的职责但不能办理的，写明原因和是第几稿', async () => {
    const organ = await makeOrgan(staff);
    const both = await makePerson(staff, organ, '兼职', ['reviewer_l1', 'author']);
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    await edit(organ, itemId, both);
    await save(organ, itemId, { title: '兼职的人改过的标题' }, both);
    await submit(organ, itemId);
    const { reviews, barred } = await listWaitingReviews(both);
    expect(reviews).toEqual([]);
    expect(barred).toHaveLength(1);
    expect(barred[0]?.refusals.map(({ message }) => message)).toEqual([
      '您写过或修改过第2稿，不能审核这一稿：谁动过笔，谁就不审。',
    ]);
    expect((await listWaitingReviews(organ.cast.l1b)).barred).toEqual([]);
    expect((await listWaitingReviews(organ.cast.publisher)).barred).toEqual([]);
  });
});
