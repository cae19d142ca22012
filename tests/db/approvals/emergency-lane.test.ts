import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addLateOpinion } from '@/lib/approvals/commands/add-late-opinion';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import type { Step } from '@/lib/approvals/types';
import { decideItem } from '@/lib/disclosure/commands/decide-item';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import { findItemDetail } from '@/lib/disclosure/queries/get-item-detail';
import { listTasks } from '@/lib/disclosure/queries/list-tasks';
import type { Actor } from '@/lib/organs/types';
import { atTime } from '@/lib/platform/clock';
import { shanghaiInstant } from '@/lib/platform/dates';
import {
  actorOf,
  answers,
  type CastName,
  codesOf,
  decisionInput,
  draftItem,
  edit,
  getItem,
  getRound,
  makeOrgan,
  openTestOffice,
  passSteps,
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
});
beforeEach(async () => {
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

/** Friday, and the Tuesday after it: one working day lies between. */
const FRIDAY = shanghaiInstant('2026-03-13', '10:00');
const MONDAY = shanghaiInstant('2026-03-16', '10:00');
const TUESDAY = shanghaiInstant('2026-03-17', '10:00');

async function ask(itemId: string, lane: { lane?: 'emergency'; laneReason?: string }) {
  const form = { ...(await seen(itemId)), handlings: await answers(itemId), ...lane };
  return submitItem(organ.cast.author, form);
}
async function emergency(): Promise<string> {
  const itemId = await draftItem(organ, { contentClass: 'c' });
  unwrap(await ask(itemId, { lane: 'emergency', laneReason: '化工厂泄漏，须即时说明' }));
  return itemId;
}
async function pass(itemId: string, step: Step, by: CastName, opinion = '') {
  const round = await getRound(itemId);
  const found = round.facts.route.find((candidate) => candidate.step === step);
  if (found === undefined) throw new Error('no such step');
  // The password was given again at the hour the test plays.
  const actor = await actorOf(organ.cast[by].personId);
  return decideItem(actor, decisionInput(round, found, { opinion }));
}
const openNow = async (itemId: string) =>
  openSteps((await getRound(itemId)).facts).map(({ step, role }) =>
    step === 'sign_off' ? `${step}:${role}` : step,
  );
const opinionsOf = async (actor: Actor) => (await listTasks(actor)).opinions.map(({ what }) => what);
const decisionIdOf = async (itemId: string, step: Step) =>
  (await getRound(itemId)).decisions.findLast((decision) => decision.step === step)?.id ?? '';

describe('应急流程', () => {
  it('[TR-11] 只用于 C 类，必须写明理由', async () => {
    const plain = await draftItem(organ, { contentClass: 'b' });
    expect(codesOf(await ask(plain, { lane: 'emergency', laneReason: '理由' }))).toEqual([
      'emergency_only_class_c',
    ]);
    const silent = await draftItem(organ, { contentClass: 'c' });
    expect(codesOf(await ask(silent, { lane: 'emergency', laneReason: '  ' }))).toEqual([
      'emergency_needs_reason',
    ]);
    expect((await getItem(silent)).draftState).toBe('draft');
  });

  it('[TR-11] 应急的排在每一组的最前面，标明应急：待审核、待发布', async () => {
    const plain = await draftItem(organ);
    await submit(organ, plain);
    const urgent = await emergency();
    const reviews = (await listTasks(organ.cast.l1)).reviews.map(({ row, lane }) => [row.id, lane]);
    expect(reviews).toEqual([
      [urgent, 'emergency'],
      [plain, 'normal'],
    ]);
    await passSteps(organ, plain);
    await passSteps(organ, urgent);
    const { toPublish } = await listTasks(organ.cast.publisher);
    expect(toPublish.map(({ row, isEmergency }) => [row.id, isEmergency])).toEqual([
      [urgent, true],
      [plain, false],
    ]);
  });

  const FIRST = [
    ['l1', 'l1'],
    ['l2', 'l2'],
    ['secrecy', 'secrecy'],
  ] as const;
  const orders = FIRST.flatMap((a) =>
    FIRST.filter((b) => b !== a).map((b) => [a, b, ...FIRST.filter((c) => c !== a && c !== b)]),
  );
  it.each(orders.map((order) => [order.map(([step]) => step).join('、'), order] as const))(
    '[TR-11] 先后顺序 %s 都行；三项都通过才轮到终审，最后由主要领导签发',
    async (_, order) => {
      const itemId = await emergency();
      expect(await openNow(itemId)).toEqual(['l1', 'l2', 'secrecy']);
      for (const [step, by] of order) {
        expect(codesOf(await pass(itemId, 'l3', 'l3'))).toEqual(['step_not_open']);
        unwrap(await pass(itemId, step, by));
      }
      expect(await openNow(itemId)).toEqual(['l3']);
      unwrap(await pass(itemId, 'l3', 'l3'));
      expect(await openNow(itemId)).toEqual(['sign_off:head_of_organ']);
      unwrap(await pass(itemId, 'sign_off', 'head'));
      expect((await getItem(itemId)).draftState).toBe('approved');
    },
  );

  it('[TR-3] 同时办理的环节也不能由一个人占两席', async () => {
    const itemId = await emergency();
    unwrap(await pass(itemId, 'l2', 'l2'));
    await staff.query(
      `INSERT INTO office.role_grant (person_id, role, starts_on) VALUES ($1, 'reviewer_l1', '2020-01-01')`,
      [organ.cast.l2b.personId],
    );
    unwrap(await pass(itemId, 'l1', 'l2b'));
    const second = await emergency();
    unwrap(await pass(second, 'l2', 'l2b'));
    expect(codesOf(await pass(second, 'l1', 'l2b'))).toEqual(['second_seat']);
  });
});

describe('应急流程的书面意见', () => {
  it('[TR-11] 没写意见的“同意”要在一个工作日内补写：本人看到待办，逾期后领导也看到', async () => {
    const itemId = await emergency();
    await atTime(FRIDAY, async () => {
      unwrap(await pass(itemId, 'l1', 'l1'));
      unwrap(await pass(itemId, 'l2', 'l2', '情况属实，同意公开。'));
    });
    await atTime(MONDAY, async () => {
      expect(await opinionsOf(organ.cast.l1)).toEqual(['书面意见待补（2026-03-16 前）']);
      expect(await opinionsOf(organ.cast.l2)).toEqual([]);
      expect(await opinionsOf(organ.cast.head)).toEqual([]);
    });
    await atTime(TUESDAY, async () => {
      const words = '书面意见逾期未补（应于 2026-03-16 前补写）';
      expect(await opinionsOf(organ.cast.l1)).toEqual([words]);
      for (const leader of [organ.cast.head, organ.cast.leader, organ.cast.officeHead]) {
        expect(await opinionsOf(leader)).toEqual([`l1：${words}`]);
      }
      expect(await opinionsOf(organ.cast.l2)).toEqual([]);
      const detail = await findItemDetail(organ.cast.publisher, itemId);
      const owed = [...(detail?.notes.values() ?? [])].map((note) => note.owed);
      expect(owed).toEqual([{ due: '2026-03-16', isOverdue: true }, null]);
    });
    const input = { decisionId: await decisionIdOf(itemId, 'l1'), opinion: '现场已核实。' };
    unwrap(await addLateOpinion(organ.cast.l1, input));
    await atTime(TUESDAY, async () => expect(await opinionsOf(organ.cast.l1)).toEqual([]));
    await atTime(TUESDAY, async () => expect(await opinionsOf(organ.cast.head)).toEqual([]));
  });

  it('[TR-11] 只有本人能补写，只能补写一次；别的流程没有补写', async () => {
    const itemId = await emergency();
    unwrap(await pass(itemId, 'l1', 'l1'));
    const input = { decisionId: await decisionIdOf(itemId, 'l1'), opinion: '现场已核实。' };
    for (const other of [organ.cast.l1b, organ.cast.head, organ.cast.author]) {
      expect(codesOf(await addLateOpinion(other, input))).toEqual(['late_opinion_not_yours']);
    }
    expect(codesOf(await addLateOpinion(organ.cast.l1, { ...input, opinion: ' ' }))).toEqual([
      'late_opinion_empty',
    ]);
    unwrap(await addLateOpinion(organ.cast.l1, input));
    expect(codesOf(await addLateOpinion(organ.cast.l1, input))).toEqual(['late_opinion_not_yours']);

    const plain = await draftItem(organ, { contentClass: 'c' });
    unwrap(await ask(plain, {}));
    unwrap(await pass(plain, 'l1', 'l1'));
    const usual = { decisionId: await decisionIdOf(plain, 'l1'), opinion: '补一句。' };
    expect(codesOf(await addLateOpinion(organ.cast.l1, usual))).toEqual(['late_opinion_not_yours']);
    expect(await opinionsOf(organ.cast.l1)).toEqual([]);
  });

  it('稿件修改后旧的一稿作废，不再催补', async () => {
    const itemId = await emergency();
    unwrap(await pass(itemId, 'l2', 'l2'));
    expect(await opinionsOf(organ.cast.l2)).not.toEqual([]);
    await edit(organ, itemId);
    expect(await opinionsOf(organ.cast.l2)).toEqual([]);
  });
});
