import { currentCalendar } from '@/lib/calendar/queries';
import { decideItem } from '@/lib/disclosure/commands/decide-item';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import { listNotices } from '@/lib/notices/queries';
import { delegate } from '@/lib/organs/commands/delegate';
import { enterLeave } from '@/lib/organs/commands/leave';
import {
  type Actor,
  ADMIN_ROLES,
  DELEGABLE_ROLES,
  type DelegableRole,
  ROLES,
  type Role,
} from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { notify } from '@/lib/platform/notify';
import { ok } from '@/lib/platform/result';
import { proposeChange } from '@/lib/settings/commands/propose-change';
import type { ProposeChangeInput } from '@/lib/settings/schema';
import { decisionInput, draftItem, getRound, makePerson, seen, unwrap } from '../factories';
import type { DoorCase } from './case';
import type { DoorScene } from './scene';

/** A civil date so many days after today. */
const dayAfter = (days: number) => civilDate(new Date(currentTime().getTime() + days * 86_400_000));
const BUSINESS_ROLES = ROLES.filter((role) => !ADMIN_ROLES.some((admin) => admin === role));

/** Who cancels a leave of somebody else. */
const LEAVE_KEEPERS: readonly Role[] = ['reviewer_l2', 'disclosure_leader', 'head_of_organ', 'office_head'];

/** The doors to delegations, leave, settings, late opinions and one's own account. */
export function officeCases(scene: () => DoorScene): DoorCase[] {
  const cast = () => scene().organ.cast;
  let made = 0;
  /** A day that no other case has taken: two delegations of one role do not share a day. */
  const nextDay = () => {
    made += 1;
    return dayAfter(made + 1);
  };
  const period = (day: string) => ({ startsOn: day, endsOn: day, reason: '出差' });
  const delegation = async (principal: Actor, deputy: Actor, role: DelegableRole) =>
    unwrap(
      await delegate(principal, {
        principalId: principal.personId,
        deputyId: deputy.personId,
        role,
        ...period(nextDay()),
        byPhone: false,
      }),
    ).delegationId;
  /** An order by telephone, of 主要领导 to a leader who has none yet. */
  const ordered = async (principal: Actor) => {
    const deputy = await makePerson(scene().staff, scene().organ, '值班局领导', ['disclosure_leader']);
    const input = { principalId: principal.personId, deputyId: deputy.personId, ...period(dayAfter(1)) };
    const order = { ...input, role: 'head_of_organ' as const, byPhone: true };
    return unwrap(await delegate(cast().officeHead, order)).delegationId;
  };
  const leave = async (person: Actor) =>
    unwrap(await enterLeave(cast().officeHead, { personId: person.personId, ...period(nextDay()) })).leaveId;
  const ownRole = (actor: Actor): DelegableRole =>
    DELEGABLE_ROLES.find((role) => actor.roles.includes(role)) ?? 'reviewer_l1';
  const change = async (actor: Actor, input: ProposeChangeInput) =>
    unwrap(await proposeChange(actor, input)).changeId;
  const route = (): ProposeChangeInput => {
    const day = nextDay();
    return { kind: 'setting', key: 'split_proof_l1', value: true, effectiveFrom: day, reason: day };
  };
  const sources = (): ProposeChangeInput => {
    const day = nextDay();
    const value = [{ name: `来源 ${day}`, host: 'www.example.gov.cn' }];
    return { kind: 'setting', key: 'reprint_sources', value, effectiveFrom: day, reason: day };
  };
  const grant = async (): Promise<ProposeChangeInput> => {
    const person = await makePerson(scene().staff, scene().organ, '将有角色的人', []);
    return { kind: 'role_grant', personId: person.personId, role: 'author', reason: '新到岗' };
  };
  /** A notice that amends its year by one day, another each time. */
  const amendment = () => {
    made += 1;
    const date = `2026-06-${String((made % 28) + 1).padStart(2, '0')}`;
    const days = [{ date, kind: 'holiday', name: '调整' }];
    return JSON.stringify({
      year: 2026,
      number: `调整第${made}号`,
      title: '调整',
      issuedOn: '2026-01-01',
      days,
    });
  };
  const conclude = async (changeId: string) => ({ changeId, conclusion: 'approved', note: '' });
  const notice = async (actor: Actor) => {
    made += 1;
    await inTransaction(async (tx) =>
      ok(
        await notify(tx, {
          organId: actor.organId,
          kind: 'published',
          itemId: null,
          recipients: [actor.personId],
          key: `door:${made}`,
        }),
      ),
    );
    return (await listNotices(actor.personId, { unreadOnly: false, page: 1 })).rows[0]?.id ?? '';
  };

  return [
    {
      door: 'delegateAction',
      when: '本人委托',
      prepare: async () => '',
      form: async (_, actor) => ({
        principalId: actor.personId,
        deputyId: cast().author2.personId,
        role: ownRole(actor),
        ...period(dayAfter(1)),
        byPhone: false,
      }),
      refusals: /^delegation_(role_not_held|not_yours)$/,
    },
    {
      door: 'delegateAction',
      when: '按电话登记',
      prepare: async () => '',
      form: async () => ({
        principalId: cast().head.personId,
        deputyId: cast().leader.personId,
        role: 'head_of_organ',
        ...period(dayAfter(1)),
        byPhone: true,
      }),
      refusals: /^delegation_not_yours$/,
    },
    {
      door: 'confirmDelegationAction',
      prepare: () => ordered(cast().head),
      prepareFor: ordered,
      form: async (delegationId) => ({ delegationId }),
      owners: ['head_of_organ'],
      refusals: /^delegation_unknown$/,
    },
    {
      door: 'revokeDelegationAction',
      when: '别人的委托',
      prepare: () => delegation(cast().l2, cast().l2b, 'reviewer_l2'),
      form: async (delegationId) => ({ delegationId }),
      refusals: /^delegation_unknown$/,
    },
    {
      door: 'revokeDelegationAction',
      when: '自己的委托',
      prepare: () => delegation(cast().l2, cast().l2b, 'reviewer_l2'),
      prepareFor: (actor) => delegation(cast().l2, actor, 'reviewer_l2'),
      form: async (delegationId) => ({ delegationId }),
      owners: BUSINESS_ROLES,
      outsiders: ROLES.filter((role) => role !== 'office_head'),
      refusals: /^delegation_unknown$/,
    },
    {
      door: 'enterLeaveAction',
      prepare: async () => '',
      form: async () => ({ personId: cast().author.personId, ...period(dayAfter(1)) }),
      refusals: /^leave_not_yours$/,
    },
    {
      door: 'confirmLeaveAction',
      prepare: () => leave(cast().author),
      form: async (leaveId) => ({ leaveId }),
      refusals: /^leave_confirm_not_yours$/,
    },
    {
      door: 'cancelLeaveAction',
      when: '别人的请假',
      prepare: () => leave(cast().author),
      form: async (leaveId) => ({ leaveId }),
      refusals: /^leave_unknown$/,
    },
    {
      door: 'cancelLeaveAction',
      when: '自己的请假',
      prepare: () => leave(cast().author),
      prepareFor: leave,
      form: async (leaveId) => ({ leaveId }),
      owners: ROLES,
      outsiders: ROLES.filter((role) => !LEAVE_KEEPERS.includes(role)),
      refusals: /^leave_unknown$/,
    },
    {
      door: 'proposeChangeAction',
      when: '审批流程、角色',
      prepare: async () => '',
      form: async () => route(),
      refusals: /^not_yours_to_propose_route$/,
    },
    {
      door: 'proposeChangeAction',
      when: '校对词典、转载来源、署名',
      prepare: async () => '',
      form: async () => sources(),
      refusals: /^not_yours_to_propose_office$/,
    },
    {
      door: 'previewHolidayNoticeAction',
      prepare: async () => '',
      form: async () => ({ text: amendment() }),
      refusals: /^not_yours_to_load_calendar$/,
      isRead: true,
    },
    {
      door: 'loadHolidayNoticeAction',
      prepare: async () => '',
      form: async () => ({ text: amendment(), seenVersion: (await currentCalendar()).version }),
      refusals: /^not_yours_to_load_calendar$/,
    },
    {
      door: 'concludeChangeAction',
      when: '审批流程、角色',
      prepare: async () => change(scene().people.security_admin, await grant()),
      form: conclude,
      refusals: /^(not_yours_to_confirm|own_change)$/,
    },
    {
      door: 'concludeChangeAction',
      when: '校对词典、转载来源、署名',
      prepare: () => change(cast().publisher, sources()),
      form: conclude,
      refusals: /^not_yours_to_confirm$/,
    },
    {
      door: 'concludeChangeAction',
      when: '撤回自己提出的',
      prepare: () => change(cast().publisher, sources()),
      prepareFor: async (actor) =>
        change(actor, actor.roles.includes('security_admin') ? await grant() : sources()),
      form: async (changeId) => ({ changeId, conclusion: 'withdrawn', note: '' }),
      owners: ['security_admin', 'office_head', 'reviewer_l1', 'reviewer_l2', 'reviewer_l3', 'publisher'],
      refusals: /^not_yours_to_withdraw$/,
    },
    {
      door: 'addLateOpinionAction',
      prepare: () => urgentDecision(cast().l1),
      prepareFor: (actor) => urgentDecision(actor),
      form: async (decisionId) => ({ decisionId, opinion: '补写的书面意见' }),
      // Those who sit at the first stage of the fast lane.
      owners: ['reviewer_l1', 'reviewer_l2', 'secrecy_officer'],
      refusals: /^late_opinion_not_yours$/,
    },
    {
      door: 'changePasswordAction',
      prepare: async () => '',
      form: async () => ({ present: '不是现在的密码', next: '一个足够长的新密码-2026' }),
    },
    {
      door: 'reauthenticateAction',
      prepare: async () => '',
      form: async () => ({ password: '不是现在的密码' }),
    },
    {
      door: 'changeContactAction',
      prepare: async () => '',
      form: async () => ({ email: 'a@example.gov.cn', wantsEmail: true }),
    },
    {
      door: 'markNoticesReadAction',
      prepare: () => notice(cast().author),
      prepareFor: notice,
      form: async (id) => ({ ids: [id] }),
    },
    {
      door: 'markAllNoticesReadAction',
      prepare: () => notice(cast().author),
      prepareFor: notice,
      form: async () => ({ until: new Date(Date.now() + 60_000).toISOString() }),
    },
    { door: 'startLeakWatchAction', prepare: async () => '', form: async () => ({}) },
  ];

  /** A pass of the fast lane, given without a word. */
  async function urgentDecision(by: Actor): Promise<string> {
    const { organ } = scene();
    const itemId = await draftItem(organ, { contentClass: 'c' });
    const lane = { lane: 'emergency' as const, laneReason: '突发事件', handlings: [] };
    unwrap(await submitItem(organ.cast.author, { ...(await seen(itemId)), ...lane }));
    const round = await getRound(itemId);
    const step = round.facts.route.find(({ role }) => by.roles.includes(role));
    if (step === undefined) throw new Error('no seat for this person');
    unwrap(await decideItem(by, decisionInput(round, step)));
    return (await getRound(itemId)).decisions.at(-1)?.id ?? '';
  }
}
