import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOpening } from '@/lib/approvals/commands/record-opening';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import type { BatchInput } from '@/lib/approvals/schema';
import { batchInputSchema } from '@/lib/approvals/schema';
import type { ContentClass } from '@/lib/approvals/types';
import { type BatchOutcome, decideBatch } from '@/lib/disclosure/commands/decide-batch';
import { changeClassAsReviewer } from '@/lib/disclosure/commands/set-content-class';
import { findActor } from '@/lib/organs/queries';
import type { Actor, Role } from '@/lib/organs/types';
import { atTime } from '@/lib/platform/clock';
import type { Result } from '@/lib/platform/result';
import {
  codesOf,
  decide,
  draftItem,
  edit,
  getItem,
  getRound,
  makeOrgan,
  makePerson,
  openTestOffice,
  passSteps,
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

type Entry = BatchInput['items'][number];

/** An item that waits for the step of a role. */
async function waiting(until: Role, contentClass: ContentClass = 'b'): Promise<string> {
  const itemId = await draftItem(organ, { contentClass });
  await submit(organ, itemId);
  await passSteps(organ, itemId, until);
  return itemId;
}
/** What the list shows of an item: its open step, and how far the round is. */
async function entry(itemId: string): Promise<Entry> {
  const round = await getRound(itemId);
  const [step] = openSteps(round.facts);
  return {
    roundId: round.id,
    position: step?.position ?? 0,
    contentHash: round.facts.contentHash,
    decisionsSeen: round.decisions.length,
  };
}
async function open(actor: Actor, ...itemIds: string[]): Promise<void> {
  for (const itemId of itemIds) await recordOpening(actor, (await getRound(itemId)).id);
}
/** For each item of a batch its refusals, or what it led to. */
function perItem(result: Result<BatchOutcome[]>): string[] {
  return unwrap(result).map(({ outcome, refusals }) => outcome ?? refusals.map(({ code }) => code).join());
}
const stateOf = async (itemId: string) => (await getItem(itemId)).draftState;

describe('批量签发', () => {
  it('[TR-2] 每条都打开看过：一次签发，各记各的意见', async () => {
    const items = [await waiting('disclosure_leader'), await waiting('disclosure_leader')];
    await open(organ.cast.leader, ...items);
    const input = { items: [await entry(items[0] ?? ''), await entry(items[1] ?? '')] };
    expect(perItem(await decideBatch(organ.cast.leader, input))).toEqual(['passed', 'passed']);
    for (const itemId of items) {
      expect(await stateOf(itemId)).toBe('approved');
      const last = (await getRound(itemId)).decisions.at(-1);
      expect(last).toMatchObject({
        step: 'sign_off',
        conclusion: 'pass',
        personId: organ.cast.leader.personId,
      });
    }
  });

  it('没有打开过的不能签，其他的照常签发', async () => {
    const [opened, unopened] = [await waiting('disclosure_leader'), await waiting('disclosure_leader')];
    await open(organ.cast.leader, opened);
    await open(organ.cast.leaderB, unopened);
    const input = { items: [await entry(unopened), await entry(opened)] };
    expect(perItem(await decideBatch(organ.cast.leader, input))).toEqual(['not_opened', 'passed']);
    expect(await stateOf(unopened)).toBe('in_review');
  });

  it('看过之后又有人办理：要重新打开，一分钟之内重新打开也算', async () => {
    const itemId = await waiting('disclosure_leader', 'c');
    await open(organ.cast.head, itemId);
    unwrap(await decide(organ, itemId));
    const late = { items: [await entry(itemId)] };
    expect(perItem(await decideBatch(organ.cast.head, late))).toEqual(['not_opened']);
    await open(organ.cast.head, itemId);
    expect(perItem(await decideBatch(organ.cast.head, late))).toEqual(['passed']);
  });

  it('页面显示的意见比实有的少，或者这一轮刚刚结束：不算看过，页面也不出错', async () => {
    const itemId = await waiting('disclosure_leader', 'c');
    const round = await getRound(itemId);
    unwrap(await decide(organ, itemId));
    await recordOpening(organ.cast.head, round.id, round.decisions.length);
    const input = { items: [await entry(itemId)] };
    expect(perItem(await decideBatch(organ.cast.head, input))).toEqual(['not_opened']);
    await recordOpening(organ.cast.head, round.id, round.decisions.length + 1);
    expect(perItem(await decideBatch(organ.cast.head, input))).toEqual(['passed']);
    await edit(organ, itemId);
    await expect(recordOpening(organ.cast.l1, round.id)).resolves.toBeUndefined();
  });

  it('打开和意见记在同一个钟上', async () => {
    const itemId = await waiting('disclosure_leader');
    const then = new Date('2026-03-10T02:00:00Z');
    const { id } = await getRound(itemId);
    await atTime(then, () => recordOpening(organ.cast.leader, id));
    const { rows } = await staff.query('SELECT opened_at FROM office.review_opening WHERE round_id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ opened_at: then }]);
  });

  it('看过之后内容等级被提高：要重新打开', async () => {
    const itemId = await waiting('disclosure_leader');
    await open(organ.cast.leader, itemId);
    const { itemRevision } = await seen(itemId);
    const raise = { itemId, itemRevision, contentClass: 'c' as const, reason: '涉及企业名单' };
    unwrap(await changeClassAsReviewer(organ.cast.l3, raise));
    const input = { items: [await entry(itemId)] };
    expect(perItem(await decideBatch(organ.cast.leader, input))).toEqual(['not_opened']);
  });

  it('[TR-2] 列表已不是最新的一条被拒绝并说明是谁办理的，其他的照常签发', async () => {
    const [stale, good] = [await waiting('disclosure_leader'), await waiting('disclosure_leader')];
    await open(organ.cast.leader, stale, good);
    const input = { items: [await entry(stale), await entry(good)] };
    unwrap(await decide(organ, stale, {}, organ.cast.leaderB));
    const outcomes = unwrap(await decideBatch(organ.cast.leader, input));
    expect(perItem({ ok: true, value: outcomes })).toEqual(['stale_round', 'passed']);
    expect(outcomes[0]?.refusals[0]?.message).toContain('leaderB已在“签发”通过');
  });

  it('[TR-2] 选好之后稿件被修改：旧的一稿不能签', async () => {
    const itemId = await waiting('disclosure_leader');
    await open(organ.cast.leader, itemId);
    const input = { items: [await entry(itemId)] };
    await edit(organ, itemId);
    expect(perItem(await decideBatch(organ.cast.leader, input))).toEqual(['stale_round']);
    await save(organ, itemId, { title: '改过的标题' });
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'disclosure_leader');
    expect(perItem(await decideBatch(organ.cast.leader, { items: [await entry(itemId)] }))).toEqual([
      'not_opened',
    ]);
  });

  it('[TR-3] 自己写过的不能签，说明是第几稿；其他的照常签发', async () => {
    const both = await makePerson(staff, organ, '兼职', ['author', 'disclosure_leader']);
    const own = await draftItem(organ, { by: both, contentClass: 'b' });
    await submit(organ, own, both);
    await passSteps(organ, own, 'disclosure_leader');
    const foreign = await waiting('disclosure_leader');
    await open(both, own, foreign);
    const outcomes = unwrap(await decideBatch(both, { items: [await entry(own), await entry(foreign)] }));
    expect(perItem({ ok: true, value: outcomes })).toEqual(['own_work', 'passed']);
    expect(outcomes[0]?.refusals[0]?.message).toContain('您写过或修改过第1稿');
  });

  it.each([
    ['reviewer_l1', 'l1'],
    ['reviewer_l3', 'l3'],
    ['secrecy_officer', 'secrecy'],
  ] as const)('[REG-17-1] %s 的环节不能批量办理，打开过也不行', async (role, name) => {
    const itemId = await waiting(role);
    await open(organ.cast[name], itemId);
    expect(perItem(await decideBatch(organ.cast[name], { items: [await entry(itemId)] }))).toEqual([
      'batch_only_sign_off',
    ]);
    expect(await stateOf(itemId)).toBe('in_review');
  });

  it('C 类要先再次输入密码；没有输入之前一条也不办理', async () => {
    const [serious, plain] = [await waiting('disclosure_leader', 'c'), await waiting('disclosure_leader')];
    const actor = await findActor(organ.cast.leader.personId, null);
    if (actor === null) throw new Error('no such person');
    await open(actor, serious, plain);
    const input = { items: [await entry(plain), await entry(serious)] };
    expect(codesOf(await decideBatch(actor, input))).toEqual(['reauthentication_needed']);
    expect([await stateOf(serious), await stateOf(plain)]).toEqual(['in_review', 'in_review']);
    expect(perItem(await decideBatch(organ.cast.leader, input))).toEqual(['passed', 'open']);
  });

  it('密码是十分钟之前输入的：要再输入一次', async () => {
    const itemId = await waiting('disclosure_leader', 'c');
    await open(organ.cast.leader, itemId);
    const input = { items: [await entry(itemId)] };
    const later = new Date(Date.now() + 11 * 60_000);
    expect(codesOf(await atTime(later, () => decideBatch(organ.cast.leader, input)))).toEqual([
      'reauthentication_needed',
    ]);
  });

  it('别的机关的信息当作不存在', async () => {
    const stranger = (await makeOrgan(staff)).cast.leader;
    const itemId = await waiting('disclosure_leader', 'c');
    expect(perItem(await decideBatch(stranger, { items: [await entry(itemId)] }))).toEqual(['not_found']);
  });

  it('一次不能空选、重复选、选得太多，也不能夹带意见或结论', async () => {
    const itemId = await waiting('disclosure_leader');
    const one = await entry(itemId);
    const many = Array.from({ length: 31 }, (_, at) => ({
      ...one,
      roundId: `00000000-0000-4000-8000-0000000000${String(at).padStart(2, '0')}`,
    }));
    for (const items of [[], [one, one], many, [{ ...one, conclusion: 'pass' }], [{ ...one, opinion: '' }]]) {
      expect(batchInputSchema.safeParse({ items }).success).toBe(false);
    }
    expect(batchInputSchema.safeParse({ items: many.slice(0, 30) }).success).toBe(true);
  });
});
