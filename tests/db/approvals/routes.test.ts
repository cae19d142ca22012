import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { isAboveFloor, routeFor } from '@/lib/approvals/rules/route';
import {
  CONTENT_CLASSES,
  DEFAULT_ROUTE_SETTINGS,
  LANES,
  type RouteStep,
  SIGNERS,
} from '@/lib/approvals/types';
import { publishItem } from '@/lib/disclosure/commands/publish-item';
import { changeClassAsReviewer, setContentClass } from '@/lib/disclosure/commands/set-content-class';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import {
  codesOf,
  decide,
  draftItem,
  getItem,
  getRound,
  makeOrgan,
  makePerson,
  openTestOffice,
  passSteps,
  publish,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

let office: TestOffice;
let staff: pg.Client;
let owner: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  owner = await office.connect('owner');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

const set = (target: TestOrgan, key: string, value: unknown) =>
  staff.query(
    `INSERT INTO office.organ_setting (organ_id, key, value, effective_from) VALUES ($1, $2, $3, '2020-01-01')`,
    [target.id, key, JSON.stringify(value)],
  );
const seats = (route: readonly RouteStep[]) => route.map((step) => `${step.step} ${step.role}`);

describe('程序和数据库里的同一条底线', () => {
  const lists = [[], ...SIGNERS.map((one) => [one]), [...SIGNERS], [...SIGNERS].reverse(), ['author']];
  it.each(CONTENT_CLASSES.flatMap((contentClass) => lists.map((list) => [contentClass, list] as const)))(
    '[TR-1] %s 类的签发名单 %j',
    async (contentClass, list) => {
      const saved = await owner
        .query('SELECT office.assert_setting_floor($1, $2)', [
          `sign_off_${contentClass}`,
          JSON.stringify(list),
        ])
        .then(() => true)
        .catch(() => false);
      expect(saved).toBe(isAboveFloor(contentClass, list as Parameters<typeof isAboveFloor>[1]));
    },
  );

  it('[TR-1] 席位的先后一致：流程里排在前面的，数据库里的次序不大于后面的', async () => {
    const settings = {
      ...DEFAULT_ROUTE_SETTINGS,
      split_proof_l1: true,
      split_proof_l2: true,
      split_proof_l3: true,
    };
    for (const lane of LANES) {
      const route = routeFor('c', lane, settings);
      const ranks: number[] = [];
      for (const { step, role } of route) {
        const { rows } = await owner.query('SELECT office.seat_rank($1, $2, $3) AS rank', [step, role, lane]);
        ranks.push(rows[0].rank);
      }
      route.forEach((a, i) => {
        route.forEach((b, j) => {
          if (a.stage < b.stage) expect(ranks[i], `${lane} ${a.step} ${b.step}`).toBeLessThan(ranks[j] ?? 0);
          if (a.stage === b.stage) expect(ranks[i]).toBe(ranks[j]);
        });
      });
    }
  });
});

describe('本机关的流程设置', () => {
  it('[TR-3] 校审分开：六个席位六个人，少一校也发不了；运行中的一轮不受以后设置的影响', async () => {
    const split = await makeOrgan(staff);
    const running = await draftItem(split);
    await submit(split, running);
    for (const level of ['l1', 'l2', 'l3']) await set(split, `split_proof_${level}`, true);
    const itemId = await draftItem(split);
    const round = await submit(split, itemId);
    expect(seats(round.facts.route)).toEqual([
      'proof_l1 reviewer_l1',
      'l1 reviewer_l1',
      'proof_l2 reviewer_l2',
      'l2 reviewer_l2',
      'secrecy secrecy_officer',
      'proof_l3 reviewer_l3',
      'l3 reviewer_l3',
    ]);
    expect((await getRound(running)).facts.route.map((step) => step.step)).not.toContain('proof_l1');
    const { cast } = split;
    const order = [cast.l1, cast.l1b, cast.l2, cast.l2b, cast.secrecy, cast.l3, cast.l3b];
    // 一校的人不能再初审。
    unwrap(await decide(split, itemId, {}, cast.l1));
    expect(codesOf(await decide(split, itemId, {}, cast.l1))).toEqual(['second_seat']);
    for (const person of order.slice(1)) unwrap(await decide(split, itemId, {}, person));
    await publish(split, itemId);
    await passSteps(split, running);
    await publish(split, running);
  });

  it('A 类也要签发的机关，不签发就发不了', async () => {
    const strict = await makeOrgan(staff);
    await set(strict, 'sign_off_a', ['disclosure_leader']);
    const itemId = await draftItem(strict);
    await submit(strict, itemId);
    await passSteps(strict, itemId, 'disclosure_leader');
    expect(openSteps((await getRound(itemId)).facts).map((step) => step.step)).toEqual(['sign_off']);
    expect(codesOf(await publishItem(strict.cast.publisher, await seen(itemId)))).toEqual([
      'not_in_this_state',
    ]);
    await passSteps(strict, itemId);
    await publish(strict, itemId);
  });

  it('栏目规定了等级：低于它不能提交', async () => {
    const strict = await makeOrgan(staff);
    await set(strict, 'column_class', { [strict.columns[0]]: 'b' });
    const itemId = await draftItem(strict);
    expect(codesOf(await submitItem(strict.cast.author, await seen(itemId)))).toContain(
      'class_too_low_for_column',
    );
  });

  it('初审只办本股室的：别的股室的负责人办不了', async () => {
    const strict = await makeOrgan(staff);
    await set(strict, 'l1_own_section', true);
    const stranger = await makePerson(staff, { ...strict, sectionId: null as unknown as string }, '外股室', [
      'reviewer_l1',
    ]);
    const itemId = await draftItem(strict);
    await submit(strict, itemId);
    expect(codesOf(await decide(strict, itemId, {}, stranger))).toEqual(['other_section']);
    unwrap(await decide(strict, itemId, {}, strict.cast.l1));
  });
});

describe('内容等级', () => {
  const change = async (itemId: string, contentClass: 'a' | 'b' | 'c', by = organ.cast.l2) => {
    const { itemRevision } = await seen(itemId);
    return changeClassAsReviewer(by, { itemId, itemRevision, contentClass, reason: '涉及群众切身利益' });
  };

  it('审核中任何审核人可以提高：已通过的仍有效，签发接在后面；提高后非签发不能公开', async () => {
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'reviewer_l2');
    unwrap(await change(itemId, 'c'));
    const round = await getRound(itemId);
    expect(seats(round.facts.route)).toEqual(seats(routeFor('c')));
    expect(openSteps(round.facts).map((step) => step.step)).toEqual(['l2']);
    await passSteps(organ, itemId);
    const after = await getRound(itemId);
    expect(after.decisions.map((decision) => decision.role)).toEqual(routeFor('c').map((step) => step.role));
    await publish(organ, itemId);
  });

  it('审核中不能降低；退回之后拟稿人也改不回去；终审人写明理由可以', async () => {
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    unwrap(await change(itemId, 'b'));
    expect(codesOf(await change(itemId, 'a', organ.cast.l3))).toEqual(['class_not_lower']);
    unwrap(await decide(organ, itemId, { conclusion: 'return', returnTo: 0, opinion: '请补充数据' }));
    const { itemRevision } = await seen(itemId);
    const asAuthor = { itemId, itemRevision, contentClass: 'a' as const };
    expect(codesOf(await setContentClass(organ.cast.author, asAuthor))).toEqual(['class_raised_by_reviewer']);
    expect(codesOf(await change(itemId, 'a', organ.cast.l2))).toEqual(['class_raised_by_reviewer']);
    unwrap(await change(itemId, 'a', organ.cast.l3));
    expect((await getItem(itemId)).contentClass).toBe('a');
  });

  it('没有审核职责的人不能调整', async () => {
    const itemId = await draftItem(organ);
    expect(codesOf(await change(itemId, 'b', organ.cast.publisher))).toEqual(['role_missing_class']);
    expect(codesOf(await change(itemId, 'b', organ.cast.author))).toEqual(['role_missing_class']);
  });
});

describe('签发 C 类信息', () => {
  it('没有重新输入密码，或者已经过了十分钟，不能签发；退回不需要', async () => {
    const itemId = await draftItem(organ, { contentClass: 'c' });
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'disclosure_leader');
    const old = { ...organ.cast.leader, reauthenticatedAt: new Date(Date.now() - 11 * 60_000) };
    const never = { ...organ.cast.leader, reauthenticatedAt: null };
    for (const leader of [old, never]) {
      expect(codesOf(await decide(organ, itemId, {}, leader))).toEqual(['reauthentication_needed']);
    }
    unwrap(await decide(organ, itemId, { conclusion: 'return', returnTo: 0, opinion: '口径不妥' }, never));
  });
});
