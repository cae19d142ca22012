import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import * as doors from '@/lib/disclosure/actions';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { changePasswordAction } from '@/lib/organs/actions';
import { type Actor, ROLES, type Role } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import type { Result } from '@/lib/platform/result';
import {
  approveItem,
  codesOf,
  decisionInput,
  draftItem,
  getItem,
  getRound,
  makeOrgan,
  makePerson,
  openTestOffice,
  passSteps,
  publishNew,
  readyContent,
  schedule,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../support/factories';

/*
 * Every server action is a public POST address. Each is tried by a person of every role with a lawful form on an item
 * that waits for exactly this act: who is listed gets through, everybody else is refused and nothing changes.
 */

// Only the cookie is played; the session row, the gate, the input check and the command are the real ones.
const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let other: TestOrgan;
const people: Partial<Record<Role, Actor>> = {};
let newcomer: string;

/** An account with a session for a person; gives the session id that the browser would hold. */
async function signInAs(personId: string, mustChangePassword = false): Promise<string> {
  const sessionId = `session of ${personId}`;
  const { rows } = await staff.query<{ id: string }>(
    `INSERT INTO office.account (person_id, login, password_hash, must_change_password)
     VALUES ($1, $2, 'unusable', $3) RETURNING id`,
    [personId, personId, mustChangePassword],
  );
  await staff.query(
    `INSERT INTO office.session (id, account_id, created_at, last_seen_at) VALUES ($1, $2, now(), now())`,
    [sha256Hex(sessionId), rows[0]?.id],
  );
  return sessionId;
}

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  other = await makeOrgan(staff);
  for (const role of ROLES) {
    const person = await makePerson(staff, organ, `试 ${role}`, [role]);
    people[role] = person;
    await signInAs(person.personId);
  }
  for (const actor of Object.values(other.cast)) await signInAs(actor.personId);
  newcomer = await signInAs(
    (await makePerson(staff, organ, '新来的', ['author', 'publisher'])).personId,
    true,
  );
});
afterAll(() => office.close());

const act = (actor: Actor | undefined) => {
  browser.sessionId = actor ? `session of ${actor.personId}` : null;
};
const tomorrow = () => new Date(Date.now() + 86_400_000);
/** The form of an act on the item, which shows no text; that of an act on the text is `seen`. */
const onItem = async (itemId: string) => {
  const { draftRevision: _, ...form } = await seen(itemId);
  return form;
};
const withReason = async (itemId: string) => ({ ...(await onItem(itemId)), reason: '理由' });

async function hidden(): Promise<string> {
  const itemId = await publishNew(organ);
  unwrap(await changeVisibility(organ.cast.l1, 'hide', await withReason(itemId)));
  return itemId;
}
async function waiting(until: Role): Promise<string> {
  const itemId = await draftItem(organ, { contentClass: 'c' });
  await submit(organ, itemId);
  await passSteps(organ, itemId, until);
  return itemId;
}
async function decision(itemId: string) {
  const round = await getRound(itemId);
  const [step] = openSteps(round.facts);
  if (step === undefined) throw new Error('no open step');
  return decisionInput(round, step);
}

type Door = {
  name: string;
  open: (input: unknown) => Promise<Result<unknown>>;
  /** An item that waits for this act; null where the act needs none. */
  prepare: () => Promise<string | null>;
  form: (itemId: string) => Promise<unknown>;
  by: readonly Role[];
};
const REVIEWERS = [
  'reviewer_l1',
  'reviewer_l2',
  'reviewer_l3',
  'secrecy_officer',
  'disclosure_leader',
  'head_of_organ',
] as const;
const EDITORS = ['author', 'reviewer_l1', 'reviewer_l2', 'reviewer_l3'] as const;
const CONFIRMING = ['reviewer_l3', 'disclosure_leader', 'head_of_organ'] as const;

const DOORS: Door[] = [
  {
    name: 'createItemAction',
    open: doors.createItemAction,
    prepare: async () => null,
    form: async () => ({ kind: 'news', contentClass: 'a', content: readyContent(organ) }),
    by: ['author'],
  },
  {
    name: 'saveDraftAction',
    open: doors.saveDraftAction,
    prepare: () => draftItem(organ),
    form: async (itemId) => ({ itemId, revision: 1, content: readyContent(organ, { title: '改过的标题' }) }),
    by: EDITORS,
  },
  {
    name: 'startEditAction',
    open: doors.startEditAction,
    prepare: () => waiting('reviewer_l2'),
    form: onItem,
    by: EDITORS,
  },
  {
    name: 'submitItemAction',
    open: doors.submitItemAction,
    prepare: () => draftItem(organ),
    form: seen,
    by: ['author'],
  },
  {
    name: 'cancelDraftAction',
    open: doors.cancelDraftAction,
    prepare: () => draftItem(organ),
    form: seen,
    by: ['author'],
  },
  {
    name: 'setContentClassAction',
    open: doors.setContentClassAction,
    prepare: () => draftItem(organ),
    form: async (itemId) => ({ ...(await onItem(itemId)), contentClass: 'b' }),
    by: ['author'],
  },
  ...REVIEWERS.map(
    (role): Door => ({
      name: `decideItemAction（${role} 的环节）`,
      open: doors.decideItemAction,
      prepare: () => waiting(role),
      form: decision,
      by: [role],
    }),
  ),
  {
    name: 'returnApprovedItemAction',
    open: doors.returnApprovedItemAction,
    prepare: () => approveItem(organ),
    form: withReason,
    by: ['publisher'],
  },
  {
    name: 'publishItemAction',
    open: doors.publishItemAction,
    prepare: () => approveItem(organ),
    form: onItem,
    by: ['publisher'],
  },
  {
    name: 'schedulePublicationAction',
    open: doors.schedulePublicationAction,
    prepare: () => approveItem(organ),
    form: async (itemId) => ({ ...(await onItem(itemId)), publishAt: tomorrow().toISOString() }),
    by: ['publisher'],
  },
  {
    name: 'unschedulePublicationAction',
    open: doors.unschedulePublicationAction,
    prepare: async () => {
      const itemId = await approveItem(organ);
      await schedule(organ, itemId, tomorrow());
      return itemId;
    },
    form: onItem,
    by: ['publisher'],
  },
  {
    name: 'hideItemAction',
    open: doors.hideItemAction,
    prepare: () => publishNew(organ),
    form: withReason,
    by: [...REVIEWERS, 'publisher'],
  },
  {
    name: 'withdrawItemAction',
    open: doors.withdrawItemAction,
    prepare: hidden,
    form: withReason,
    by: CONFIRMING,
  },
  {
    name: 'restoreItemAction',
    open: doors.restoreItemAction,
    prepare: hidden,
    form: withReason,
    by: CONFIRMING,
  },
  {
    name: 'archiveItemAction',
    open: doors.archiveItemAction,
    prepare: () => publishNew(organ),
    form: withReason,
    by: ['office_head'],
  },
];

const ROLE_REFUSALS = /^(not_found|role_missing|role_missing_(create|edit|author|publish|visibility))$/;
const stateOf = async (itemId: string | null) => (itemId === null ? null : await getItem(itemId));

it('每一扇门都在这里', () => {
  const tried = DOORS.map((door) => door.name.replace(/（.*/, ''));
  expect(Object.keys(doors).filter((name) => !tried.includes(name))).toEqual([]);
});

describe.each(DOORS)('$name', ({ open, prepare, form, by }) => {
  let waitingItem: string | null;
  beforeAll(async () => {
    waitingItem = await prepare();
  });

  it.each(ROLES.filter((role) => !by.includes(role)))('拒绝 %s，什么也不改变', async (role) => {
    const before = await stateOf(waitingItem);
    act(people[role]);
    const codes = codesOf(await open(await form(waitingItem ?? '')));
    expect(codes).not.toEqual([]);
    for (const code of codes) expect(code).toMatch(ROLE_REFUSALS);
    expect(await stateOf(waitingItem)).toEqual(before);
  });

  it('拒绝外机关同样职责的人，什么也不改变', async () => {
    const before = await stateOf(waitingItem);
    for (const stranger of Object.values(other.cast)) {
      if (waitingItem === null) continue;
      act(stranger);
      expect(codesOf(await open(await form(waitingItem)))).toEqual(['not_found']);
    }
    expect(await stateOf(waitingItem)).toEqual(before);
  });

  it('拒绝没有登录的人、第一次登录还没改密码的人和看不懂的输入', async () => {
    const before = await stateOf(waitingItem);
    const input = await form(waitingItem ?? '');
    act(undefined);
    expect(codesOf(await open(input))).toEqual(['signed_out']);
    browser.sessionId = 'made up';
    expect(codesOf(await open(input))).toEqual(['signed_out']);
    browser.sessionId = newcomer;
    expect(codesOf(await open(input))).toEqual(['must_change_password']);
    act(people[by[0] ?? 'author']);
    for (const bad of [null, 'x', {}, { ...(input as object), extra: true }]) {
      expect(new Set(codesOf(await open(bad)))).toEqual(new Set(['invalid_input']));
    }
    expect(await stateOf(waitingItem)).toEqual(before);
  });

  it.each(by)('允许 %s', async (role) => {
    const itemId = await prepare();
    const before = await stateOf(itemId);
    const input = await form(itemId ?? '');
    act(people[role]);
    expect(codesOf(await open(input))).toEqual([]);
    if (itemId !== null) expect(await stateOf(itemId)).not.toEqual(before);
  });
});

describe('changePasswordAction', () => {
  const form = { present: '不是现在的密码', next: '一个足够长的新密码-2026' };

  it.each(ROLES)('%s 只能凭自己现在的密码', async (role) => {
    act(people[role]);
    expect(codesOf(await changePasswordAction(form))).toEqual(['password_wrong']);
  });

  it('没有登录的人不能，还没改过密码的人可以走到这里', async () => {
    act(undefined);
    expect(codesOf(await changePasswordAction(form))).toEqual(['signed_out']);
    browser.sessionId = newcomer;
    expect(codesOf(await changePasswordAction(form))).toEqual(['password_wrong']);
  });
});
