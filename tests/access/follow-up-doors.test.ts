import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as doors from '@/lib/disclosure/after-publication/actions';
import { relateItems } from '@/lib/disclosure/after-publication/commands/relations';
import { enterValidity } from '@/lib/disclosure/after-publication/commands/validity';
import { FOLLOW_UP_ROLES } from '@/lib/disclosure/after-publication/policy';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { type Actor, ROLES, type Role } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import { staffDatabase } from '@/lib/platform/database';
import type { Result } from '@/lib/platform/result';
import {
  codesOf,
  draftItem,
  getItem,
  makeOrgan,
  makePerson,
  openTestOffice,
  publishNew,
  seen,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../support/factories';

/*
 * The doors to what is recorded beside a text and after its publication, each tried by a person of every role with a
 * lawful form: who is listed gets through, everybody else is refused and nothing changes.
 */

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

async function signIn(personId: string): Promise<void> {
  const { rows } = await staff.query<{ id: string }>(
    `INSERT INTO office.account (person_id, login, password_hash, must_change_password)
     VALUES ($1, $2, 'unusable', false) RETURNING id`,
    [personId, personId],
  );
  await staff.query(
    `INSERT INTO office.session (id, account_id, created_at, last_seen_at) VALUES ($1, $2, now(), now())`,
    [sha256Hex(`session of ${personId}`), rows[0]?.id],
  );
}

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  other = await makeOrgan(staff);
  for (const role of ROLES) {
    const person = await makePerson(staff, organ, `试 ${role}`, [role]);
    people[role] = person;
    await signIn(person.personId);
  }
  for (const actor of Object.values(other.cast)) await signIn(actor.personId);
});
afterAll(() => office.close());

const act = (actor: Actor | undefined) => {
  browser.sessionId = actor ? `session of ${actor.personId}` : null;
};

const REPRINT = { source_name: '示例网', source_url: 'https://a.example/', original_date: null, cuts: '' };
const VALIDITY = {
  state: 'repealed' as const,
  fromDate: '2024-01-01',
  actTitle: '清理决定',
  actNo: '',
  actUrl: '',
  validUntil: null,
  successorId: null,
  note: '',
};

type Door = {
  name: string;
  open: (input: unknown) => Promise<Result<unknown>>;
  prepare: () => Promise<string>;
  form: (itemId: string) => Promise<Record<string, unknown>>;
  by: readonly Role[];
};
const explanation = () => draftItem(organ, { content: { kind: 'policy_interpretation' } });

const DOORS: Door[] = [
  {
    name: 'recordConsultationAction',
    open: doors.recordConsultationAction,
    prepare: () => draftItem(organ, { content: { touches_organs: ['示例发改委'] } }),
    form: async (itemId) => ({
      itemId,
      contentHash: (await getItem(itemId)).draft.contentHash,
      organName: '示例发改委',
      askedOn: '2024-01-02',
      confirmedOn: '2024-01-03',
      document: '示发改函〔2024〕1号',
      note: '',
    }),
    by: FOLLOW_UP_ROLES.record_consultation,
  },
  {
    name: 'setReprintComparisonAction',
    open: doors.setReprintComparisonAction,
    prepare: () => draftItem(organ, { content: { reprint: REPRINT } }),
    form: async (itemId) => ({ itemId, sourceText: '原文' }),
    by: FOLLOW_UP_ROLES.record_reprint,
  },
  {
    name: 'enterValidityAction',
    open: doors.enterValidityAction,
    prepare: () => publishNew(organ),
    form: async (itemId) => ({ itemId, ...VALIDITY }),
    by: FOLLOW_UP_ROLES.enter_validity,
  },
  {
    name: 'confirmValidityAction',
    open: doors.confirmValidityAction,
    prepare: async () => {
      const itemId = await publishNew(organ);
      unwrap(await enterValidity(organ.cast.author, { itemId, ...VALIDITY }));
      return itemId;
    },
    form: async (itemId) => {
      const { id } = await staffDatabase().validityEvent.findFirstOrThrow({ where: { itemId } });
      return { itemId, eventId: id, conclusion: 'confirmed', note: '' };
    },
    by: FOLLOW_UP_ROLES.confirm_validity,
  },
  {
    name: 'relateItemsAction',
    open: doors.relateItemsAction,
    prepare: () => publishNew(organ),
    form: async (itemId) => ({ itemId, otherId: await explanation(), kind: 'interpretation' }),
    by: FOLLOW_UP_ROLES.relate,
  },
  {
    name: 'endRelationAction',
    open: doors.endRelationAction,
    prepare: async () => {
      const itemId = await publishNew(organ);
      const relation = { itemId, otherId: await explanation(), kind: 'interpretation' as const };
      unwrap(await relateItems(organ.cast.author, relation));
      return itemId;
    },
    form: async (itemId) => {
      const { id } = await staffDatabase().itemRelation.findFirstOrThrow({ where: { itemId } });
      return { itemId, relationId: id, reason: '关联错了' };
    },
    by: FOLLOW_UP_ROLES.relate,
  },
  {
    name: 'recordLiveCheckAction',
    open: doors.recordLiveCheckAction,
    prepare: () => publishNew(organ),
    form: async (itemId) => {
      const { publicationId } = await staffDatabase().liveItem.findUniqueOrThrow({ where: { itemId } });
      return { itemId, publicationId, result: 'ok', note: '' };
    },
    by: FOLLOW_UP_ROLES.check_live,
  },
  {
    name: 'reportLeakAction',
    open: doors.reportLeakAction,
    prepare: async () => {
      const itemId = await publishNew(organ);
      const hiding = { ...(await seen(itemId)), reason: '疑似泄密', reasonKind: 'leak' as const };
      unwrap(await changeVisibility(organ.cast.l1, 'hide', hiding));
      return itemId;
    },
    form: async (itemId) => {
      const { id } = await staffDatabase().visibilityEvent.findFirstOrThrow({ where: { itemId } });
      return { itemId, eventId: id, reportedTo: '示例保密局', reportedOn: '2024-01-01', evidence: '' };
    },
    by: FOLLOW_UP_ROLES.report_leak,
  },
];

it('每一扇门都在这里', () => {
  expect(Object.keys(doors).sort()).toEqual(DOORS.map((door) => door.name).sort());
});

describe.each(DOORS)('$name', ({ open, prepare, form, by }) => {
  let waiting: string;
  beforeAll(async () => {
    waiting = await prepare();
  });

  it.each(ROLES.filter((role) => !by.includes(role)))('拒绝 %s，什么也不改变', async (role) => {
    const before = await getItem(waiting);
    act(people[role]);
    const codes = codesOf(await open(await form(waiting)));
    expect(codes).not.toEqual([]);
    for (const code of codes) expect(code).toMatch(/^(not_found|role_missing_follow_up)$/);
    expect(await getItem(waiting)).toEqual(before);
  });

  it('拒绝外机关的人、没有登录的人和看不懂的输入', async () => {
    const before = await getItem(waiting);
    const input = await form(waiting);
    for (const stranger of Object.values(other.cast)) {
      act(stranger);
      expect(codesOf(await open(input))).toEqual(['not_found']);
    }
    act(undefined);
    expect(codesOf(await open(input))).toEqual(['signed_out']);
    act(people[by[0] ?? 'author']);
    for (const bad of [null, 'x', {}, { ...input, extra: true }]) {
      expect(new Set(codesOf(await open(bad)))).toEqual(new Set(['invalid_input']));
    }
    expect(await getItem(waiting)).toEqual(before);
  });

  it.each(by)('允许 %s', async (role) => {
    const itemId = await prepare();
    const before = await getItem(itemId);
    const input = await form(itemId);
    act(people[role]);
    expect(codesOf(await open(input))).toEqual([]);
    expect((await getItem(itemId)).revision).toBe(before.revision + 1);
  });
});
