import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOpening } from '@/lib/approvals/commands/record-opening';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { type BatchOutcome, decideBatch } from '@/lib/disclosure/commands/decide-batch';
import { decideItem } from '@/lib/disclosure/commands/decide-item';
import { publishItem, schedulePublication } from '@/lib/disclosure/commands/publish-item';
import { changeClassAsReviewer } from '@/lib/disclosure/commands/set-content-class';
import { startEdit } from '@/lib/disclosure/commands/start-edit';
import { delegate, revokeDelegation } from '@/lib/organs/commands/delegate';
import { type Actor, ROLES } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import type { Result } from '@/lib/platform/result';
import { concludeChange } from '@/lib/settings/commands/conclude-change';
import { proposeChange } from '@/lib/settings/commands/propose-change';
import {
  actorOf,
  approveItem,
  codesOf,
  decisionInput,
  draftItem,
  edit,
  getItem,
  getRound,
  makeOrgan,
  makePerson,
  openTestOffice,
  passSteps,
  publishNew,
  save,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

/* More races of at-once.test.ts: whatever order the database finds, the record stays lawful and nobody meets a fault. */

let office: TestOffice;
let staff: pg.Client;
let visitor: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  visitor = await office.connect('public');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

const onItem = async (itemId: string) => {
  const { draftRevision: _, ...form } = await seen(itemId);
  return form;
};
async function atSignature(): Promise<string> {
  const itemId = await draftItem(organ, { contentClass: 'b' });
  await submit(organ, itemId);
  await passSteps(organ, itemId, 'disclosure_leader');
  return itemId;
}
async function decision(itemId: string) {
  const round = await getRound(itemId);
  const [step] = openSteps(round.facts);
  if (step === undefined) throw new Error('no open step');
  return { round, step, input: decisionInput(round, step) };
}
async function batchOf(actor: Actor, itemId: string) {
  const { round, input } = await decision(itemId);
  await recordOpening(actor, round.id);
  const { roundId, position, contentHash, decisionsSeen } = input;
  return { items: [{ roundId, position, contentHash, decisionsSeen }] };
}
const ofBatch = (result: Result<BatchOutcome[]>) => {
  const [one] = unwrap(result);
  if (one === undefined) throw new Error('no outcome');
  return one.refusals.map(({ code }) => code);
};
const decisionsOf = async (roundId: string) =>
  (await staff.query('SELECT 1 FROM office.decision WHERE round_id = $1', [roundId])).rowCount;
const isPublic = async (itemId: string) =>
  (await visitor.query('SELECT 1 FROM published.item WHERE id = $1', [itemId])).rowCount === 1;

describe.each([1, 2, 3])('[G2] [G3] 两人同时（第%i次）', () => {
  it('一人批量签发、一人退回：只有一个决定算数', async () => {
    const itemId = await atSignature();
    const { round, step } = await decision(itemId);
    const before = (await decisionsOf(round.id)) ?? 0;
    const items = await batchOf(organ.cast.leader, itemId);
    const back = decisionInput(round, step, { conclusion: 'return', returnTo: 0, opinion: '请补充' });
    const [signed, returned] = await Promise.all([
      decideBatch(organ.cast.leader, items),
      decideItem(organ.cast.leaderB, back),
    ]);
    expect([ofBatch(signed).length === 0, returned.ok].filter(Boolean)).toHaveLength(1);
    expect(await decisionsOf(round.id)).toBe(before + 1);
    expect((await getItem(itemId)).draftState).toBe(returned.ok ? 'returned' : 'approved');
  });

  it('一人批量签发、作者同时修改：要么审定，要么作废', async () => {
    const itemId = await atSignature();
    const items = await batchOf(organ.cast.leader, itemId);
    const form = await onItem(itemId);
    const [signed, edited] = await Promise.all([
      decideBatch(organ.cast.leader, items),
      startEdit(organ.cast.author, form),
    ]);
    expect([ofBatch(signed).length === 0, edited.ok].filter(Boolean)).toHaveLength(1);
    expect((await getItem(itemId)).draftState).toBe(edited.ok ? 'draft' : 'approved');
  });

  it('一人签发、终审人同时提高等级：提高的等级要的签发一个也不少', async () => {
    const itemId = await atSignature();
    const { input } = await decision(itemId);
    const raise = { ...(await onItem(itemId)), contentClass: 'c' as const, reason: '涉及企业名单' };
    const [signed, raised] = await Promise.all([
      decideItem(organ.cast.leader, input),
      changeClassAsReviewer(organ.cast.l3, raise),
    ]);
    const { draftState, contentClass } = await getItem(itemId);
    if (raised.ok) {
      expect(contentClass).toBe('c');
      expect(draftState).toBe('in_review');
      expect(codesOf(await publishItem(organ.cast.publisher, await onItem(itemId)))).not.toEqual([]);
      expect(await isPublic(itemId)).toBe(false);
    } else {
      expect([signed.ok, draftState, contentClass]).toEqual([true, 'approved', 'b']);
    }
  });

  it.each([
    [
      '定时',
      (form: { itemId: string; itemRevision: number }) =>
        schedulePublication(organ.cast.publisher, { ...form, publishAt: new Date(Date.now() + 3_600_000) }),
    ],
    ['发布', (form: { itemId: string; itemRevision: number }) => publishItem(organ.cast.publisher, form)],
  ])('一人%s、作者同时修改：只成一样；修改成了就什么也没公开', async (_, act) => {
    const itemId = await approveItem(organ);
    const form = await onItem(itemId);
    const [acted, edited] = await Promise.all([act(form), startEdit(organ.cast.author, form)]);
    expect([acted.ok, edited.ok].filter(Boolean)).toHaveLength(1);
    expect(codesOf(acted.ok ? edited : acted)).toEqual(['stale_item']);
    if (edited.ok) {
      expect(await isPublic(itemId)).toBe(false);
      const plans = 'SELECT 1 FROM office.plan WHERE item_id = $1 AND ended_at IS NULL';
      expect((await staff.query(plans, [itemId])).rowCount).toBe(0);
    }
  });

  it('[TR-14] 一人发布更正稿、一人隐藏：最后看不到，或者隐藏在先、发布不成', async () => {
    const itemId = await publishNew(organ);
    await edit(organ, itemId);
    await save(organ, itemId, { title: '更正' });
    await submit(organ, itemId);
    await passSteps(organ, itemId);
    const form = await onItem(itemId);
    const [published, hidden] = await Promise.all([
      publishItem(organ.cast.publisher, form),
      changeVisibility(organ.cast.l1, 'hide', { ...form, reason: '疑似泄密' }),
    ]);
    expect(hidden.ok, codesOf(hidden).join()).toBe(true);
    if (!published.ok) expect(codesOf(published).join()).toMatch(/^(hidden_first|stale_item)$/);
    expect(await isPublic(itemId)).toBe(false);
  });

  it('两人同时确认同一项变更：只生效一次', async () => {
    const admin = await makePerson(staff, organ, '安全管理员', ['security_admin']);
    const person = await makePerson(staff, organ, '新到岗', []);
    const grant = { kind: 'role_grant', personId: person.personId, role: 'author', reason: '到岗' } as const;
    const { changeId } = unwrap(await proposeChange(admin, grant));
    const conclude = { changeId, conclusion: 'approved' as const, note: '' };
    const both = await Promise.all([
      concludeChange(organ.cast.leader, conclude),
      concludeChange(organ.cast.officeHead, conclude),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.filter(({ ok }) => !ok).map(codesOf)).toEqual([['already_concluded']]);
    const grants = 'SELECT 1 FROM office.role_grant WHERE person_id = $1';
    expect((await staff.query(grants, [person.personId])).rowCount).toBe(1);
  });

  it('[TR-4] 委托人收回代理、代理人同时决定：要么已经决定，要么被拒绝；收回之后的一律被拒绝', async () => {
    const deputy = await makePerson(staff, organ, '代理人', []);
    const today = civilDate(currentTime());
    const parties = { principalId: organ.cast.l1.personId, deputyId: deputy.personId };
    const days = { startsOn: today, endsOn: today, reason: '出差', byPhone: false };
    const given = await delegate(organ.cast.l1, { ...parties, role: 'reviewer_l1', ...days });
    const { delegationId } = unwrap(given);
    const itemId = await draftItem(organ);
    const round = await submit(organ, itemId);
    const { input } = await decision(itemId);
    const acting = await actorOf(deputy.personId);
    const [revoked, decided] = await Promise.all([
      revokeDelegation(organ.cast.l1, { delegationId }),
      decideItem(acting, input),
    ]);
    expect(revoked.ok).toBe(true);
    if (!decided.ok) expect(codesOf(decided)).toEqual(['database_GK011']);
    expect(await decisionsOf(round.id)).toBe(decided.ok ? 1 : 0);
    // The session that was read before the end of the delegation does not outlive it.
    const next = await draftItem(organ);
    await submit(organ, next);
    const late = await decideItem(acting, (await decision(next)).input);
    expect(codesOf(late)).toEqual(['database_GK011']);
  });
});

it('[G2] 收回了角色的人，凭收回之前打开的页面也不能决定、不能发布', async () => {
  const person = await makePerson(staff, organ, '将要调岗', ['reviewer_l1', 'publisher']);
  const waiting = await draftItem(organ);
  await submit(organ, waiting);
  const { input } = await decision(waiting);
  const approved = await approveItem(organ);
  const form = await onItem(approved);
  const admin = await makePerson(staff, organ, '安全管理员', ['security_admin']);
  for (const role of ROLES.filter((one) => person.roles.includes(one))) {
    const end = { kind: 'role_end', personId: person.personId, role, reason: '调岗' } as const;
    const { changeId } = unwrap(await proposeChange(admin, end));
    unwrap(await concludeChange(organ.cast.leader, { changeId, conclusion: 'approved', note: '' }));
  }
  // As a request that had passed the gate a moment before.
  expect(codesOf(await decideItem(person, input))).toEqual(['database_GK011']);
  expect(codesOf(await publishItem(person, form))).toEqual(['database_GK011']);
  expect(await isPublic(approved)).toBe(false);
  expect((await getRound(waiting)).decisions).toEqual([]);
});
