import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDraft } from '@/lib/disclosure/commands/save-draft';
import { findItemDetail } from '@/lib/disclosure/queries/get-item-detail';
import { findReview } from '@/lib/disclosure/queries/get-review';
import { listTasks } from '@/lib/disclosure/queries/list-tasks';
import { confirmDelegation, delegate, revokeDelegation } from '@/lib/organs/commands/delegate';
import { cancelLeave, confirmLeave, enterLeave } from '@/lib/organs/commands/leave';
import type { Actor, DelegableRole } from '@/lib/organs/types';
import { atTime } from '@/lib/platform/clock';
import { shanghaiInstant } from '@/lib/platform/dates';
import { findDelegations, findLeaves } from '@/lib/settings/queries/list-arrangements';
import { listMatters } from '@/lib/settings/queries/list-matters';
import {
  actorOf,
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
  readyContent,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

/* TR-4: both names stand on what a deputy decides; a deputy joins no two seats and judges no text of their own. */

const on = (date: string, time = '10:00') => shanghaiInstant(date, time);
const DAY = '2026-03-10';
let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let deputy: Actor;

beforeAll(async () => {
  // Only a demo's database follows the clock of a test.
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
});
afterAll(() => office.close());

async function newOrgan(): Promise<void> {
  organ = await makeOrgan(staff);
  deputy = await makePerson(staff, organ, '代理人', []);
}

type Given = { to?: Actor; role?: DelegableRole; from?: string; until?: string; byPhone?: boolean };
async function appoint(principal: Actor, given: Given = {}, by = principal, at = on(DAY)) {
  return atTime(at, () =>
    delegate(by, {
      principalId: principal.personId,
      deputyId: (given.to ?? deputy).personId,
      role: given.role ?? 'reviewer_l3',
      startsOn: given.from ?? DAY,
      endsOn: given.until ?? DAY,
      reason: '出差',
      byPhone: given.byPhone ?? false,
    }),
  );
}
/** An item that waits for a role, on a day. */
async function waiting(until: 'reviewer_l1' | 'reviewer_l2' | 'reviewer_l3', at = on(DAY)): Promise<string> {
  return atTime(at, async () => {
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    await passSteps(organ, itemId, until);
    return itemId;
  });
}
/** A decision of somebody as they stand at an hour. */
const decideAs = (personId: string, itemId: string, at = on(DAY)) =>
  atTime(at, async () => decide(organ, itemId, {}, await actorOf(personId)));

describe('代理人办理', () => {
  it('[TR-4] 代理人通过，记录上有两人的姓名，照样发布', async () => {
    await newOrgan();
    const { delegationId } = unwrap(await appoint(organ.cast.l3));
    const itemId = await waiting('reviewer_l3');
    unwrap(await decideAs(deputy.personId, itemId));
    const last = (await getRound(itemId)).decisions.at(-1);
    expect(last).toMatchObject({
      personId: deputy.personId,
      onBehalfOf: organ.cast.l3.personId,
      role: 'reviewer_l3',
    });
    const { rows } = await staff.query('SELECT delegation_id FROM office.decision WHERE id = $1', [last?.id]);
    expect(rows[0].delegation_id).toBe(delegationId);
    await atTime(on(DAY), () => publish(organ, itemId));
  });

  it('[TR-4] 待办、审核页面和“等待”都写明代谁', async () => {
    await newOrgan();
    unwrap(await appoint(organ.cast.l3));
    const itemId = await waiting('reviewer_l3');
    await atTime(on(DAY), async () => {
      const actor = await actorOf(deputy.personId);
      expect((await listTasks(actor)).reviews.map(({ onBehalfOf }) => onBehalfOf)).toEqual(['l3']);
      expect((await findReview(actor, itemId))?.mine?.onBehalfOf).toBe('l3');
      const own = await actorOf(organ.cast.l3.personId);
      expect((await listTasks(own)).reviews.map(({ onBehalfOf }) => onBehalfOf)).toEqual([null]);
      const names = [...((await findItemDetail(own, itemId))?.waitingFor.values() ?? [])].flat();
      expect(names).toContain('代理人（代l3）');
      expect(names).toContain('l3');
    });
  });

  it('[TR-4] 代理人写过这一稿，不能代为办理；授权人写过的，代理人也不能', async () => {
    await newOrgan();
    unwrap(await appoint(organ.cast.l3));
    const roles = `INSERT INTO office.role_grant (person_id, role, starts_on) VALUES ($1, 'author', '2020-01-01')`;
    for (const [writer, code] of [
      [deputy, 'own_work'],
      [organ.cast.l3, 'own_work_of_principal'],
    ] as const) {
      await staff.query(roles, [writer.personId]);
      const itemId = await atTime(on(DAY), async () => {
        const drafted = await draftItem(organ);
        const { draft } = await getItem(drafted);
        const content = readyContent(organ, { title: `${writer.name}改过` });
        const actor = await actorOf(writer.personId);
        unwrap(await saveDraft(actor, { itemId: drafted, revision: draft.revision, content }));
        await submit(organ, drafted);
        await passSteps(organ, drafted, 'reviewer_l3');
        return drafted;
      });
      expect(codesOf(await decideAs(deputy.personId, itemId))).toEqual([code]);
    }
  });

  it('[TR-4] 代理人已经办理过另一环节，不能再代为终审', async () => {
    await newOrgan();
    unwrap(await appoint(organ.cast.l3, { to: organ.cast.l1 }));
    const itemId = await waiting('reviewer_l3');
    expect(codesOf(await decideAs(organ.cast.l1.personId, itemId))).toEqual(['second_seat']);
    expect(codesOf(await decideAs(organ.cast.l3.personId, itemId))).toEqual([]);
  });

  it('[TR-4] 代理人代为复审以后，授权人自己不能再终审：两人合起来只占一席', async () => {
    await newOrgan();
    const both = await makePerson(staff, organ, '复审兼终审', ['reviewer_l2', 'reviewer_l3']);
    unwrap(await appoint(both, { role: 'reviewer_l2' }));
    const itemId = await waiting('reviewer_l2');
    unwrap(await decideAs(deputy.personId, itemId));
    await atTime(on(DAY), () => passSteps(organ, itemId, 'reviewer_l3'));
    expect(codesOf(await decideAs(both.personId, itemId))).toEqual(['second_seat']);
    expect(codesOf(await decideAs(organ.cast.l3.personId, itemId))).toEqual([]);
  });

  it('[TR-4] 一人代两人，也不能办理两个环节', async () => {
    await newOrgan();
    unwrap(await appoint(organ.cast.l2, { role: 'reviewer_l2' }));
    unwrap(await appoint(organ.cast.l3));
    const itemId = await waiting('reviewer_l2');
    unwrap(await decideAs(deputy.personId, itemId));
    await atTime(on(DAY), () => passSteps(organ, itemId, 'reviewer_l3'));
    expect(codesOf(await decideAs(deputy.personId, itemId))).toEqual(['second_seat']);
  });

  it('[TR-4] 只在约定的日子里有效：前一天不行，最后一天可以，后一天不行', async () => {
    await newOrgan();
    unwrap(await appoint(organ.cast.l3, { from: '2026-03-12', until: '2026-03-13' }));
    const itemId = await waiting('reviewer_l3');
    const tryOn = (date: string, time: string) => decideAs(deputy.personId, itemId, on(date, time));
    expect(codesOf(await tryOn('2026-03-11', '23:59'))).not.toEqual([]);
    expect(codesOf(await tryOn('2026-03-14', '00:01'))).not.toEqual([]);
    expect(codesOf(await tryOn('2026-03-13', '23:59'))).toEqual([]);
  });

  it('[TR-4] 收回以后、授权人不再担任以后，都不能办理', async () => {
    await newOrgan();
    const { delegationId } = unwrap(await appoint(organ.cast.l3));
    const itemId = await waiting('reviewer_l3');
    unwrap(await atTime(on(DAY), () => revokeDelegation(organ.cast.l3, { delegationId })));
    expect(codesOf(await decideAs(deputy.personId, itemId))).not.toEqual([]);
    unwrap(await appoint(organ.cast.l3b));
    await staff.query('UPDATE office.role_grant SET ends_on = $2 WHERE person_id = $1', [
      organ.cast.l3b.personId,
      DAY,
    ]);
    expect(codesOf(await decideAs(deputy.personId, itemId))).not.toEqual([]);
    const { current } = await atTime(on(DAY), () => findDelegations(deputy));
    expect(current.map(({ stands }) => stands)).toEqual([false]);
  });

  it('[TR-4] 收回之前作出的意见仍然有效', async () => {
    await newOrgan();
    const { delegationId } = unwrap(await appoint(organ.cast.l3));
    const itemId = await waiting('reviewer_l3');
    unwrap(await decideAs(deputy.personId, itemId));
    unwrap(await atTime(on(DAY), () => revokeDelegation(deputy, { delegationId })));
    await atTime(on(DAY), () => publish(organ, itemId));
  });

  it('外机关的人不能当代理人，也看不到本机关的代理', async () => {
    await newOrgan();
    const other = await makeOrgan(staff);
    expect(codesOf(await appoint(organ.cast.l3, { to: other.cast.l3 }))).toEqual(['deputy_unknown']);
    const { delegationId } = unwrap(await appoint(organ.cast.l3));
    const foreign = await atTime(on(DAY), () => revokeDelegation(other.cast.officeHead, { delegationId }));
    expect(codesOf(foreign)).toEqual(['delegation_unknown']);
    expect((await atTime(on(DAY), () => findDelegations(other.cast.l3))).current).toEqual([]);
  });
});

describe('电话授权', () => {
  it('[TR-11] 由工作机构负责人登记，当即有效；授权人在待办里看到，确认一次', async () => {
    await newOrgan();
    const { officeHead, head } = organ.cast;
    const leader = organ.cast.leader;
    const given = { to: leader, role: 'head_of_organ', byPhone: true } as const;
    const { delegationId } = unwrap(await appoint(head, given, officeHead));
    expect((await atTime(on(DAY), () => actorOf(leader.personId))).standsFor).toEqual([
      expect.objectContaining({ delegationId, principalName: 'head', isUnconfirmed: true }),
    ]);
    const matters = (actor: Actor) =>
      atTime(on(DAY), async () => (await listMatters(actor)).map(({ id, what }) => [id, what]));
    expect(await matters(head)).toEqual([[delegationId, '确认电话授权']]);
    expect(await matters(officeHead)).toEqual([]);
    const confirm = (by: Actor) => atTime(on(DAY), () => confirmDelegation(by, { delegationId }));
    expect(codesOf(await confirm(leader))).toEqual(['delegation_unknown']);
    expect(codesOf(await confirm(officeHead))).toEqual(['delegation_unknown']);
    expect(codesOf(await confirm(head))).toEqual([]);
    expect(codesOf(await confirm(head))).toEqual(['delegation_ended']);
    expect(await matters(head)).toEqual([]);
  });

  it('[TR-11] 代理人知道被指定了，授权人马上知道有人登记了电话授权', async () => {
    await newOrgan();
    const { officeHead, head, leader, l3 } = organ.cast;
    const notices = (actor: Actor) =>
      staff.query('SELECT kind, params FROM office.notice WHERE person_id = $1 ORDER BY created_at', [
        actor.personId,
      ]);
    unwrap(await appoint(l3, { until: '2026-03-12' }));
    expect((await notices(deputy)).rows).toEqual([
      { kind: 'delegated', params: { role: 'reviewer_l3', date: '2026-03-10..2026-03-12' } },
    ]);
    expect((await notices(l3)).rows).toEqual([]);
    unwrap(await appoint(head, { to: leader, role: 'head_of_organ', byPhone: true }, officeHead));
    const days = { role: 'head_of_organ', date: '2026-03-10..2026-03-10' };
    expect((await notices(leader)).rows).toEqual([
      { kind: 'delegated', params: { ...days, code: 'by_phone' } },
    ]);
    expect((await notices(head)).rows).toEqual([{ kind: 'phone_order', params: days }]);
  });

  it('[TR-4] 同一代理人、同一职责、同样的日子不重复登记；收回以后可以再登记', async () => {
    await newOrgan();
    const { l3 } = organ.cast;
    const { delegationId } = unwrap(await appoint(l3));
    expect(codesOf(await appoint(l3))).toEqual(['delegation_exists']);
    unwrap(await atTime(on(DAY), () => revokeDelegation(l3, { delegationId })));
    expect(codesOf(await appoint(l3))).toEqual([]);
  });
});

describe('代理和请假的名单', () => {
  it('谁代谁人人可见，事由只有当事人、工作机构负责人和领导可见', async () => {
    await newOrgan();
    unwrap(await appoint(organ.cast.l3));
    unwrap(await appoint(organ.cast.l3, { from: '2026-03-12', until: '2026-03-12' }));
    const seen = (actor: Actor) => atTime(on(DAY), () => findDelegations(actor));
    const byAuthor = await seen(organ.cast.author);
    expect(byAuthor.current.map(({ deputy: to, principal, reason }) => [to, principal, reason])).toEqual([
      ['代理人', 'l3', ''],
    ]);
    expect(byAuthor.coming).toHaveLength(1);
    for (const actor of [organ.cast.l3, deputy, organ.cast.officeHead, organ.cast.head]) {
      expect((await seen(actor)).current[0]?.reason).toBe('出差');
    }
    const after = await atTime(on('2026-03-13'), () => findDelegations(organ.cast.author));
    expect([after.current.length, after.coming.length, after.past.length]).toEqual([0, 0, 2]);
  });

  it('请假：登记、确认、取消；别人的请假看不到', async () => {
    await newOrgan();
    const { officeHead, head, l1, author } = organ.cast;
    const { leaveId } = unwrap(
      await atTime(on(DAY), () =>
        enterLeave(officeHead, { personId: l1.personId, startsOn: DAY, endsOn: DAY, reason: '病假' }),
      ),
    );
    const seen = (actor: Actor) => atTime(on(DAY), async () => (await findLeaves(actor)).current);
    expect((await seen(l1)).map(({ reason }) => reason)).toEqual(['病假']);
    expect(await seen(author)).toEqual([]);
    expect((await seen(head))[0]).toMatchObject({ whyNotConfirm: [], mayCancel: true });
    const matters = (actor: Actor) => atTime(on(DAY), async () => (await listMatters(actor)).length);
    expect([await matters(head), await matters(officeHead), await matters(l1)]).toEqual([1, 0, 0]);
    unwrap(await atTime(on(DAY), () => confirmLeave(head, { leaveId })));
    expect(codesOf(await confirmLeave(head, { leaveId }))).toEqual(['leave_ended']);
    unwrap(await atTime(on(DAY), () => cancelLeave(l1, { leaveId })));
    expect(codesOf(await cancelLeave(l1, { leaveId }))).toEqual(['leave_ended']);
    expect(await seen(l1)).toEqual([]);
  });

  it('请假的人照样能从外面办理：请假只管人员配备检查', async () => {
    await newOrgan();
    unwrap(
      await atTime(on(DAY), () =>
        enterLeave(organ.cast.officeHead, {
          personId: organ.cast.l1.personId,
          startsOn: DAY,
          endsOn: DAY,
          reason: '年休假',
        }),
      ),
    );
    const itemId = await waiting('reviewer_l1');
    expect(codesOf(await decideAs(organ.cast.l1.personId, itemId))).toEqual([]);
  });
});
