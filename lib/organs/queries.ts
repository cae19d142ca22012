import 'server-only';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { environment } from '@/lib/platform/env';
import type { Actor, Contact, Role, Standing } from './types';

type Reader = Pick<
  Tx,
  'person' | 'roleGrant' | 'organ' | 'section' | 'session' | 'organSetting' | 'delegation'
>;

/** Today as a database date: role grants and settings count by civil dates of Asia/Shanghai. */
export function todayAsDate(): Date {
  return new Date(`${civilDate(currentTime())}T00:00:00Z`);
}

function grantedToday(today: Date) {
  return { startsOn: { lte: today }, OR: [{ endsOn: null }, { endsOn: { gt: today } }] };
}

/** The person as an actor with the roles held today; null where the person is unknown or has left. */
export async function findActor(
  personId: string,
  clientAddress: string | null,
  database: Reader = staffDatabase(),
  reauthenticatedAt: Date | null = null,
): Promise<Actor | null> {
  const today = todayAsDate();
  const person = await database.person.findFirst({
    where: { id: personId, OR: [{ leftOn: null }, { leftOn: { gte: today } }] },
    include: { grants: { where: grantedToday(today), select: { role: true } } },
  });
  if (person === null) return null;
  return {
    personId: person.id,
    organId: person.organId,
    sectionId: person.sectionId,
    name: person.name,
    post: person.post,
    roles: [...new Set(person.grants.map((grant) => grant.role as Role))],
    standsFor: (await standingsOf([person.id], database)).get(person.id) ?? [],
    clientAddress,
    reauthenticatedAt,
  };
}

/**
 * The delegations that stand today, by deputy: within their dates, not revoked, the principal in office and still
 * holding the role as their own. A deputy passes nothing on.
 *
 * @rule TR-4
 */
export async function standingsOf(
  deputyIds: readonly string[],
  database: Pick<Tx, 'delegation' | 'person'> = staffDatabase(),
): Promise<Map<string, Standing[]>> {
  const today = todayAsDate();
  const found = await database.delegation.findMany({
    where: {
      deputyId: { in: [...deputyIds] },
      ...{ startsOn: { lte: today }, endsOn: { gte: today }, revokedAt: null },
    },
    orderBy: { enteredAt: 'asc' },
  });
  if (found.length === 0) return new Map();
  const principals = await database.person.findMany({
    where: {
      id: { in: found.map((delegation) => delegation.principalId) },
      OR: [{ leftOn: null }, { leftOn: { gte: today } }],
    },
    include: { grants: { where: grantedToday(today), select: { role: true } } },
  });
  const standings = new Map<string, Standing[]>();
  for (const { id, deputyId, principalId, role, confirmedAt } of found) {
    const principal = principals.find((person) => person.id === principalId);
    if (!principal?.grants.some((grant) => grant.role === role)) continue;
    const standing = {
      delegationId: id,
      principalId,
      principalName: principal.name,
      principalSectionId: principal.sectionId,
      role: role as Role,
      isUnconfirmed: confirmedAt === null,
    };
    standings.set(deputyId, [...(standings.get(deputyId) ?? []), standing]);
  }
  return standings;
}

export type ColleagueRow = {
  id: string;
  name: string;
  post: string;
  sectionId: string | null;
  sectionName: string | null;
  roles: Role[];
  standsFor: Standing[];
};

/** The people of an organ who are in office today, with their roles: the possible cast of a route. */
export async function listColleagues(
  organId: string,
  database: Reader = staffDatabase(),
): Promise<ColleagueRow[]> {
  const today = todayAsDate();
  const people = await database.person.findMany({
    where: { organId, OR: [{ leftOn: null }, { leftOn: { gte: today } }] },
    include: { grants: { where: grantedToday(today) }, section: { select: { name: true } } },
    orderBy: { name: 'asc' },
  });
  const standings = await standingsOf(
    people.map((person) => person.id),
    database,
  );
  return people.map((person) => ({
    id: person.id,
    name: person.name,
    post: person.post,
    sectionId: person.sectionId,
    sectionName: person.section?.name ?? null,
    roles: [...new Set(person.grants.map((grant) => grant.role as Role))],
    standsFor: standings.get(person.id) ?? [],
  }));
}

/** Names of people by id, those who have left included. */
export async function namesOf(
  personIds: readonly string[],
  database: Reader = staffDatabase(),
): Promise<Map<string, { name: string; post: string }>> {
  const people = await database.person.findMany({
    where: { id: { in: [...new Set(personIds)] } },
    select: { id: true, name: true, post: true },
  });
  return new Map(people.map((person) => [person.id, { name: person.name, post: person.post }]));
}

/** Where notices to a person go besides the office. */
export async function findContact(personId: string): Promise<Contact> {
  return staffDatabase().person.findUniqueOrThrow({
    where: { id: personId },
    select: { email: true, wantsEmail: true },
  });
}

/** People of an organ, those who have left included, whose name holds these words. */
export async function findPersonIdsByName(organId: string, words: string): Promise<string[]> {
  const people = await staffDatabase().person.findMany({
    // Prisma hands the words to LIKE as they are.
    where: { organId, name: { contains: words.replace(/[\\%_]/g, '\\$&') } },
    select: { id: true },
  });
  return people.map(({ id }) => id);
}

export type OrganRow = { id: string; name: string; shortName: string };

/** The organ of an actor. */
export async function getOrgan(organId: string): Promise<OrganRow> {
  return staffDatabase().organ.findUniqueOrThrow({
    where: { id: organId },
    select: { id: true, name: true, shortName: true },
  });
}

/** The value of a setting in force today, or the default. */
export async function settingOf<T>(
  organId: string,
  key: string,
  fallback: T,
  database: Reader = staffDatabase(),
): Promise<T> {
  const row = await database.organSetting.findFirst({
    where: { organId, key, effectiveFrom: { lte: todayAsDate() } },
    orderBy: [{ effectiveFrom: 'desc' }, { setAt: 'desc' }],
  });
  return row === null ? fallback : (row.value as T);
}

/** The values in force today of those of these settings that the organ has set, by key. */
export async function settingsOf(
  organId: string,
  keys: readonly string[],
  database: Reader = staffDatabase(),
): Promise<Map<string, unknown>> {
  const rows = await database.organSetting.findMany({
    where: { organId, key: { in: [...keys] }, effectiveFrom: { lte: todayAsDate() } },
    orderBy: [{ effectiveFrom: 'asc' }, { setAt: 'asc' }],
  });
  return new Map(rows.map((row) => [row.key, row.value]));
}

/** A delegation with its names, as the screens show it. */
export type DelegationRow = {
  id: string;
  principalId: string;
  principal: string;
  deputyId: string;
  deputy: string;
  role: Role;
  startsOn: string;
  /** The last day. */
  endsOn: string;
  reason: string;
  byPhone: boolean;
  enteredBy: string;
  confirmedAt: Date | null;
  revokedAt: Date | null;
  /** Whether it stands today. */
  stands: boolean;
};

/** The delegations of an organ that have not ended before `since`, newest first. */
export async function listDelegations(organId: string, since: string): Promise<DelegationRow[]> {
  const rows = await staffDatabase().delegation.findMany({
    where: { organId, endsOn: { gte: new Date(`${since}T00:00:00Z`) } },
    orderBy: [{ startsOn: 'desc' }, { enteredAt: 'desc' }],
  });
  const names = await namesOf(rows.flatMap((row) => [row.principalId, row.deputyId, row.enteredBy]));
  const standing = await standingsOf(rows.map((row) => row.deputyId));
  const nameOf = (id: string) => names.get(id)?.name ?? '';
  return rows.map((row) => ({
    id: row.id,
    principalId: row.principalId,
    principal: nameOf(row.principalId),
    deputyId: row.deputyId,
    deputy: nameOf(row.deputyId),
    role: row.role as Role,
    startsOn: row.startsOn.toISOString().slice(0, 10),
    endsOn: row.endsOn.toISOString().slice(0, 10),
    reason: row.reason,
    byPhone: row.byPhone,
    enteredBy: nameOf(row.enteredBy),
    confirmedAt: row.confirmedAt,
    revokedAt: row.revokedAt,
    stands: (standing.get(row.deputyId) ?? []).some((found) => found.delegationId === row.id),
  }));
}

/** A leave with its names, as the screens show it. */
export type LeaveRow = {
  id: string;
  personId: string;
  name: string;
  startsOn: string;
  /** The last day. */
  endsOn: string;
  reason: string;
  enteredById: string;
  enteredBy: string;
  confirmedBy: string | null;
  cancelledAt: Date | null;
};

/** The leaves of an organ that have not ended before `since`, newest first. */
export async function listLeaves(organId: string, since: string): Promise<LeaveRow[]> {
  const rows = await staffDatabase().leave.findMany({
    where: { organId, endsOn: { gte: new Date(`${since}T00:00:00Z`) } },
    orderBy: [{ startsOn: 'desc' }, { enteredAt: 'desc' }],
  });
  const names = await namesOf(
    rows.flatMap((row) => [row.personId, row.enteredBy, ...(row.confirmedBy ? [row.confirmedBy] : [])]),
  );
  const nameOf = (id: string) => names.get(id)?.name ?? '';
  return rows.map((row) => ({
    id: row.id,
    personId: row.personId,
    name: nameOf(row.personId),
    startsOn: row.startsOn.toISOString().slice(0, 10),
    endsOn: row.endsOn.toISOString().slice(0, 10),
    reason: row.reason,
    enteredById: row.enteredBy,
    enteredBy: nameOf(row.enteredBy),
    confirmedBy: row.confirmedBy ? nameOf(row.confirmedBy) : null,
    cancelledAt: row.cancelledAt,
  }));
}

/** Whether the database is marked as a demo. */
export async function isDemoDatabase(): Promise<boolean> {
  const installation = await staffDatabase().installation.findUnique({ where: { id: 1 } });
  return installation?.mode === 'demo';
}

const demoAccountsSchema = z.array(
  z.object({ login: z.string(), name: z.string(), roles: z.array(z.string()), password: z.string() }),
);
export type DemoAccount = z.infer<typeof demoAccountsSchema>[number];

/** The demo's accounts with their password, for its sign-in page; none outside a demo in trial mode. */
export async function readDemoAccounts(): Promise<DemoAccount[]> {
  const { GONGKAI_MODE, GONGKAI_DEMO_ACCOUNTS } = environment();
  if (GONGKAI_MODE !== 'trial' || !GONGKAI_DEMO_ACCOUNTS || !(await isDemoDatabase())) return [];
  const text = await readFile(GONGKAI_DEMO_ACCOUNTS, 'utf8').catch(() => '[]');
  return demoAccountsSchema.catch([]).parse(JSON.parse(text));
}
