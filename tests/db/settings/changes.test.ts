import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeSettingsOf } from '@/lib/approvals/queries';
import { findActor, settingOf } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { atTime } from '@/lib/platform/clock';
import { civilDate, shanghaiInstant } from '@/lib/platform/dates';
import { ownDictionariesOf } from '@/lib/proofreading/queries';
import { concludeChange } from '@/lib/settings/commands/conclude-change';
import { proposeChange } from '@/lib/settings/commands/propose-change';
import { listChanges } from '@/lib/settings/queries/list-changes';
import { listMatters } from '@/lib/settings/queries/list-matters';
import { findRoleBook } from '@/lib/settings/queries/list-roles';
import { listSettings } from '@/lib/settings/queries/list-settings';
import { checkStaffing } from '@/lib/settings/queries/staffing';
import type { ProposeChangeInput } from '@/lib/settings/schema';
import type { ChangeConclusion, SettingKey } from '@/lib/settings/types';
import {
  actorOf,
  codesOf,
  draftItem,
  getRound,
  makeOrgan,
  makePerson,
  openTestOffice,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

const NOW = shanghaiInstant('2026-03-10', '10:00');
let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let security: Actor;

beforeAll(async () => {
  // Only a demo's database follows the clock of a test.
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
});
afterAll(() => office.close());
beforeAll(newOrgan);
async function newOrgan() {
  organ = await makeOrgan(staff);
  security = await makePerson(staff, organ, '安全员', ['security_admin']);
}

const asked = (key: SettingKey, value: unknown, effectiveFrom = '2026-03-10'): ProposeChangeInput => ({
  kind: 'setting',
  key,
  value: value as never,
  effectiveFrom,
  reason: '人员调整',
});
const propose = (by: Actor, input: ProposeChangeInput, at = NOW) =>
  atTime(at, () => proposeChange(by, input));
const conclude = (by: Actor, changeId: string, conclusion: ChangeConclusion, note = '', at = NOW) =>
  atTime(at, () => concludeChange(by, { changeId, conclusion, note }));
async function carried(by: Actor, input: ProposeChangeInput, confirmer = organ.cast.head): Promise<string> {
  const { changeId } = unwrap(await propose(by, input));
  unwrap(await conclude(confirmer, changeId, 'approved'));
  return changeId;
}

describe('设置的变更', () => {
  it('提出之后什么也没变；另一人确认才生效，两人的姓名都看得到', async () => {
    await newOrgan();
    const { changeId } = unwrap(await propose(security, asked('split_proof_l1', true)));
    expect(await settingOf(organ.id, 'split_proof_l1', false)).toBe(false);
    const [open] = await atTime(NOW, () => listSettings(organ.cast.author, ['split_proof_l1']));
    expect(open).toMatchObject({ value: false, since: null, open: [{ id: changeId, proposedBy: '安全员' }] });
    unwrap(await conclude(organ.cast.head, changeId, 'approved'));
    const [row] = await atTime(NOW, () => listSettings(organ.cast.author, ['split_proof_l1']));
    expect(row).toEqual({
      key: 'split_proof_l1',
      value: true,
      since: '2026-03-10',
      proposedBy: '安全员',
      confirmedBy: 'head',
      coming: [],
      open: [],
    });
    expect((await atTime(NOW, () => routeSettingsOf(organ.id))).split_proof_l1).toBe(true);
  });

  it('约定日期的，到那一天才生效', async () => {
    await newOrgan();
    await carried(security, asked('sign_off_a', ['disclosure_leader'], '2026-03-12'));
    const on = (date: string) =>
      atTime(shanghaiInstant(date, '08:00'), () => listSettings(organ.cast.author, ['sign_off_a']));
    const [eve] = await on('2026-03-11');
    expect(eve).toMatchObject({ value: [], coming: [{ from: '2026-03-12', value: ['disclosure_leader'] }] });
    const [day] = await on('2026-03-12');
    expect(day).toMatchObject({ value: ['disclosure_leader'], since: '2026-03-12', coming: [] });
  });

  it('确认晚于约定日期的，自确认之日起，不倒填', async () => {
    await newOrgan();
    const { changeId } = unwrap(await propose(security, asked('signer_may_be_l2', true)));
    const later = shanghaiInstant('2026-03-20', '10:00');
    unwrap(await conclude(organ.cast.leader, changeId, 'approved', '', later));
    const [row] = await atTime(later, () => listSettings(organ.cast.author, ['signer_may_be_l2']));
    expect(row).toMatchObject({ value: true, since: '2026-03-20' });
  });

  it('正在审核的一轮按开始时的流程办完', async () => {
    await newOrgan();
    const before = await draftItem(organ);
    await submit(organ, before);
    await carried(security, asked('sign_off_a', ['disclosure_leader'], civilDate(new Date())));
    const after = await draftItem(organ);
    await submit(organ, after);
    const steps = async (itemId: string) => (await getRound(itemId)).facts.route.map(({ step }) => step);
    expect(await steps(before)).toEqual(['l1', 'l2', 'secrecy', 'l3']);
    expect(await steps(after)).toEqual(['l1', 'l2', 'secrecy', 'l3', 'sign_off']);
  });

  it('提出人不能确认；没有职责的人不能确认；外机关的人看不见', async () => {
    await newOrgan();
    const both = await makePerson(staff, organ, '主任', ['office_head', 'reviewer_l3']);
    const { changeId } = unwrap(await propose(both, asked('show_reviewers', true)));
    expect(codesOf(await conclude(both, changeId, 'approved'))).toEqual(['own_change']);
    expect(codesOf(await conclude(both, changeId, 'rejected', '不'))).toEqual(['own_change']);
    expect(codesOf(await conclude(organ.cast.l1, changeId, 'approved'))).toEqual(['not_yours_to_confirm']);
    const other = await makeOrgan(staff);
    expect(codesOf(await conclude(other.cast.head, changeId, 'approved'))).toEqual(['change_unknown']);
    expect(await settingOf(organ.id, 'show_reviewers', false)).toBe(false);
    expect((await listChanges(other.cast.head)).open).toEqual([]);
    unwrap(await conclude(organ.cast.l3, changeId, 'approved'));
    expect(codesOf(await conclude(organ.cast.head, changeId, 'approved'))).toEqual(['already_concluded']);
  });

  it('不同意要写理由；撤回只有提出人能；都不生效', async () => {
    await newOrgan();
    const { changeId } = unwrap(await propose(security, asked('l1_own_section', true)));
    expect(codesOf(await conclude(organ.cast.head, changeId, 'rejected'))).toEqual(['note_missing']);
    unwrap(await conclude(organ.cast.head, changeId, 'rejected', '股室人手不够'));
    const again = unwrap(await propose(security, asked('l1_own_section', true))).changeId;
    expect(codesOf(await conclude(organ.cast.head, again, 'withdrawn'))).toEqual(['not_yours_to_withdraw']);
    unwrap(await conclude(security, again, 'withdrawn'));
    expect(await settingOf(organ.id, 'l1_own_section', null)).toBeNull();
    const { concluded } = await listChanges(organ.cast.head);
    expect(concluded.map(({ conclusion, note }) => [conclusion, note])).toEqual([
      ['withdrawn', ''],
      ['rejected', '股室人手不够'],
    ]);
  });

  it.each([
    ['低于底线', asked('sign_off_b', []), 'invalid_input'],
    ['生效日期在昨天', asked('split_proof_l2', true, '2026-03-09'), 'effective_in_past'],
  ])('[TR-1] %s的不收', async (_, input, code) => {
    expect(codesOf(await propose(security, input))).toEqual([code]);
  });

  it('同样的变更不重复提出；与现行相同的不用提出', async () => {
    await newOrgan();
    unwrap(await propose(security, asked('split_proof_l3', true)));
    expect(codesOf(await propose(security, asked('split_proof_l3', true)))).toEqual(['same_change_open']);
    await carried(security, asked('split_proof_l2', true));
    expect(codesOf(await propose(security, asked('split_proof_l2', true)))).toEqual(['value_unchanged']);
  });

  it('两人同时确认同一项，只算一次', async () => {
    await newOrgan();
    const { changeId } = unwrap(await propose(security, asked('split_proof_l1', true)));
    const results = await Promise.all(
      [organ.cast.head, organ.cast.leader, organ.cast.officeHead].map((by) =>
        conclude(by, changeId, 'approved'),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const { rows } = await staff.query(
      'SELECT count(*)::int AS n FROM office.organ_setting WHERE change_id = $1',
      [changeId],
    );
    expect(rows[0].n).toBe(1);
  });
});

describe('词典的变更', () => {
  const first = { corrections: [{ wrong: '布署', right: '部署' }] };
  const second = {
    corrections: [{ wrong: '布署', right: '部署' }],
    protectedNames: [{ name: '张某', posts: [], order: 1 }],
  };

  it('整份提出、整份生效；办结以后仍看得到当时改了什么', async () => {
    await newOrgan();
    const one = await carried(organ.cast.l1, asked('proofreading_dictionary', first), organ.cast.l3);
    const two = await carried(organ.cast.l1, asked('proofreading_dictionary', second), organ.cast.l3);
    const own = await atTime(NOW, () => ownDictionariesOf(organ.id));
    expect(own.protectedNames).toEqual(second.protectedNames);
    const { concluded } = await atTime(NOW, () => listChanges(organ.cast.l1));
    const find = (id: string) => concluded.find((change) => change.id === id);
    expect(find(one)?.before).toEqual({});
    expect(find(two)?.before).toMatchObject(first);
    expect(find(two)?.payload).toMatchObject(second);
  });

  it('不合格的词条不收，说明是哪一条', async () => {
    const input = asked('proofreading_dictionary', { corrections: [{ wrong: '部署', right: '部署' }] });
    const result = await propose(organ.cast.l1, input);
    expect(result.ok ? [] : result.refusals).toEqual([
      {
        code: 'invalid_input',
        message: '正确写法与错误写法相同，请改正。',
        field: 'value.corrections.0.right',
      },
    ]);
  });
});

describe('角色的变更', () => {
  it('授予和收回都要另一人确认，立即生效，本人须重新登录；记录写明谁提出谁确认', async () => {
    await newOrgan();
    const { personId } = organ.cast.author2;
    const give: ProposeChangeInput = { kind: 'role_grant', personId, role: 'publisher', reason: '轮岗' };
    await carried(security, give);
    expect((await atTime(NOW, () => actorOf(personId))).roles).toEqual(['author', 'publisher']);
    await carried(security, { ...give, kind: 'role_end' });
    expect((await atTime(NOW, () => findActor(personId, null)))?.roles).toEqual(['author']);
    const book = await atTime(NOW, () => findRoleBook(organ.cast.head));
    expect(book?.history.find((grant) => grant.personId === personId && grant.role === 'publisher')).toEqual(
      expect.objectContaining({
        proposedBy: '安全员',
        confirmedBy: 'head',
        endProposedBy: '安全员',
        endConfirmedBy: 'head',
        startsOn: '2026-03-10',
        endsOn: '2026-03-10',
      }),
    );
  });

  it('本人不能确认自己的角色；三员不能兼任', async () => {
    await newOrgan();
    const { head, author } = organ.cast;
    const give: ProposeChangeInput = {
      kind: 'role_grant',
      personId: head.personId,
      role: 'reviewer_l2',
      reason: '兼任',
    };
    const { changeId } = unwrap(await propose(security, give));
    expect(codesOf(await conclude(head, changeId, 'approved'))).toEqual(['own_role']);
    unwrap(await conclude(organ.cast.leader, changeId, 'approved'));
    const admin = { ...give, personId: author.personId, role: 'audit_admin' as const };
    expect(codesOf(await propose(security, admin))).toEqual(['administrator_second_role']);
  });

  it('提出以后情况变了，确认时再查一遍', async () => {
    await newOrgan();
    const { personId } = organ.cast.author;
    const give: ProposeChangeInput = { kind: 'role_grant', personId, role: 'publisher', reason: '轮岗' };
    const { changeId } = unwrap(await propose(security, give));
    await staff.query(
      `INSERT INTO office.role_grant (person_id, role, starts_on) VALUES ($1, 'publisher', '2020-01-01')`,
      [personId],
    );
    expect(codesOf(await conclude(organ.cast.head, changeId, 'approved'))).toEqual(['role_already_held']);
    expect((await listChanges(organ.cast.head)).open.map(({ id }) => id)).toEqual([changeId]);
  });
});

it('待办里有等我确认的变更，没有我不能确认的', async () => {
  await newOrgan();
  const { changeId } = unwrap(await propose(organ.cast.l3, asked('show_reviewers', true)));
  const waiting = async (actor: Actor) => (await listMatters(actor)).map(({ id }) => id);
  expect(await waiting(organ.cast.l3b)).toEqual([changeId]);
  expect(await waiting(organ.cast.head)).toEqual([changeId]);
  for (const actor of [organ.cast.l3, organ.cast.l1, organ.cast.author, security]) {
    expect(await waiting(actor)).toEqual([]);
  }
});

it('已办结的按页显示', async () => {
  await newOrgan();
  for (let at = 0; at < 21; at += 1) {
    const { changeId } = unwrap(await propose(security, asked('split_proof_l1', true)));
    unwrap(await conclude(security, changeId, 'withdrawn'));
  }
  const first = await listChanges(organ.cast.head);
  expect([first.concluded.length, first.page, first.pages]).toEqual([20, 1, 2]);
  const last = await listChanges(organ.cast.head, 99);
  expect([last.concluded.length, last.page]).toEqual([1, 2]);
});

describe('人员配备检查', () => {
  const columns = [{ id: 'x', path: '工作动态' }];
  const check = (day: string) => atTime(NOW, () => checkStaffing(organ.cast.officeHead, day, columns));
  const stateOf = async (day: string) => (await check(day))?.report.classes.map(({ state }) => state);

  it('看那一天的角色、请假、代理和已确认的设置', async () => {
    await newOrgan();
    expect(await stateOf('2026-03-10')).toEqual(['possible', 'possible', 'possible']);
    const leave = (personId: string) =>
      staff.query(
        `INSERT INTO office.leave (organ_id, person_id, starts_on, ends_on, reason, entered_by)
         VALUES ($1, $2, '2026-03-11', '2026-03-12', '病假', $3)`,
        [organ.id, personId, organ.cast.officeHead.personId],
      );
    await leave(organ.cast.head.personId);
    await leave(organ.cast.headB.personId);
    expect(await stateOf('2026-03-10')).toEqual(['possible', 'possible', 'possible']);
    expect(await stateOf('2026-03-11')).toEqual(['possible', 'possible', 'impossible']);
    expect(await stateOf('2026-03-12')).toEqual(['possible', 'possible', 'impossible']);
    expect(await stateOf('2026-03-13')).toEqual(['possible', 'possible', 'possible']);
    const away = await check('2026-03-11');
    expect(away?.onLeave.map(({ name, until }) => `${name} ${until}`)).toEqual([
      'head 2026-03-12',
      'headB 2026-03-12',
    ]);
    await carried(security, asked('split_proof_l3', true, '2026-03-13'));
    await carried(security, {
      kind: 'role_end',
      personId: organ.cast.l3b.personId,
      role: 'reviewer_l3',
      reason: '调离',
    });
    expect(await stateOf('2026-03-10')).toEqual(['possible', 'possible', 'possible']);
    expect(await stateOf('2026-03-13')).toEqual(['impossible', 'impossible', 'impossible']);
  });

  it('没有这一职责的人打不开', async () => {
    expect(await checkStaffing(organ.cast.publisher, '2026-03-10', columns)).toBeNull();
    expect(await checkStaffing(organ.cast.author, '2026-03-10', columns)).toBeNull();
  });
});
