import 'server-only';
import { type Arrangement, staffingLosses } from '@/lib/approvals/rules/staffing-loss';
import { type StaffingReport, type StaffMember, staffingReport } from '@/lib/approvals/rules/staffing-report';
import { DEFAULT_ROUTE_SETTINGS, type RouteSettings } from '@/lib/approvals/types';
import { leakWatcherId } from '@/lib/organs/rules/leak-watcher';
import type { Actor, Role, Standing } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { lossInWords } from '../messages';
import { maySeePage } from '../policy';
import { ROUTE_KEYS } from '../types';
import type { ChangeRow } from './list-changes';

/** The people of an organ on a day, as the staffing check needs them, with who is away. */
export type StaffOnDay = {
  readonly people: readonly StaffMember[];
  readonly onLeave: readonly { readonly name: string; readonly until: string }[];
  readonly deputies: readonly { readonly deputy: string; readonly principal: string; readonly role: Role }[];
};

/** What the page of the staffing check shows. */
export type StaffingCheck = StaffOnDay & { readonly report: StaffingReport };

/**
 * The staffing check of a day: today's people, with the roles, delegations and leaves of that day. A leave counts from its
 * entry on, confirmed or not.
 *
 * @param day civil date `YYYY-MM-DD`
 * @param columns the columns in which items are listed
 */
export async function checkStaffing(
  actor: Actor,
  day: string,
  columns: readonly { readonly id: string; readonly path: string }[],
): Promise<StaffingCheck | null> {
  if (!maySeePage(actor, 'staffing')) return null;
  const date = new Date(`${day}T00:00:00Z`);
  const staff = await staffOn(actor.organId, date);
  const settings = await routeSettingsOn(actor.organId, date);
  return { ...staff, report: staffingReport({ people: staff.people, settings, columns }) };
}

/** Today's people and route settings, to weigh a change against; null for who may not see the staffing check. */
export async function findArrangement(actor: Actor): Promise<Arrangement | null> {
  if (!maySeePage(actor, 'staffing')) return null;
  const date = new Date(`${civilDate(currentTime())}T00:00:00Z`);
  const [{ people }, settings] = await Promise.all([
    staffOn(actor.organId, date),
    routeSettingsOn(actor.organId, date),
  ]);
  return { people, settings };
}

/** What each open change would bring to a halt, in words, by id of the change; nothing for those that do no harm. */
export async function findLosses(
  actor: Actor,
  changes: readonly ChangeRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const weighed = changes.filter(({ kind, target }) => kind !== 'setting' || isOfRoute(target));
  const present = weighed.length === 0 ? null : await findArrangement(actor);
  if (present === null) return new Map();
  return new Map(
    weighed.map((change) => [
      change.id,
      staffingLosses(present, afterChange(present, change)).map(lossInWords),
    ]),
  );
}

const isOfRoute = (key: string) => ROUTE_KEYS.some((known) => known === key);

function afterChange({ people, settings }: Arrangement, change: ChangeRow): Arrangement {
  if (change.kind === 'setting')
    return { people, settings: { ...settings, [change.target]: change.payload } };
  const { role } = change.payload as { role: Role };
  return {
    settings,
    people: people.map((person) => {
      if (person.id !== change.target) return person;
      const others = person.roles.filter((held) => held !== role);
      return { ...person, roles: change.kind === 'role_grant' ? [...others, role] : others };
    }),
  };
}

async function staffOn(organId: string, date: Date): Promise<StaffOnDay> {
  const [people, delegations, leaves] = await Promise.all([
    staffDatabase().person.findMany({
      where: {
        organId,
        id: { not: leakWatcherId(organId) },
        OR: [{ leftOn: null }, { leftOn: { gte: date } }],
      },
      include: {
        grants: {
          where: { startsOn: { lte: date }, OR: [{ endsOn: null }, { endsOn: { gt: date } }] },
          select: { role: true },
        },
      },
      orderBy: { name: 'asc' },
    }),
    staffDatabase().delegation.findMany({
      where: { organId, startsOn: { lte: date }, endsOn: { gte: date }, revokedAt: null },
      orderBy: { enteredAt: 'asc' },
    }),
    staffDatabase().leave.findMany({
      where: { organId, startsOn: { lte: date }, endsOn: { gte: date }, cancelledAt: null },
      orderBy: { endsOn: 'desc' },
    }),
  ]);
  const find = (id: string) => people.find((person) => person.id === id);
  const holds = (id: string, role: string) => find(id)?.grants.some((grant) => grant.role === role) === true;
  const standing = delegations.filter(
    ({ principalId, deputyId, role }) => holds(principalId, role) && find(deputyId) !== undefined,
  );
  const standings = (deputyId: string): Standing[] =>
    standing
      .filter((one) => one.deputyId === deputyId)
      .map(({ id, principalId, role, confirmedAt }) => ({
        delegationId: id,
        isUnconfirmed: confirmedAt === null,
        principalId,
        principalName: find(principalId)?.name ?? '',
        principalSectionId: find(principalId)?.sectionId ?? null,
        role: role as Role,
      }));
  const leaveOf = (id: string) => leaves.find((leave) => leave.personId === id);
  return {
    people: people.map((person) => ({
      id: person.id,
      name: person.name,
      roles: [...new Set(person.grants.map((grant) => grant.role as Role))],
      sectionId: person.sectionId,
      standsFor: standings(person.id),
      isOnLeave: leaveOf(person.id) !== undefined,
    })),
    onLeave: people.flatMap((person) => {
      const leave = leaveOf(person.id);
      return leave ? [{ name: person.name, until: leave.endsOn.toISOString().slice(0, 10) }] : [];
    }),
    deputies: standing.map(({ deputyId, principalId, role }) => ({
      deputy: find(deputyId)?.name ?? '',
      principal: find(principalId)?.name ?? '',
      role: role as Role,
    })),
  };
}

/** The settings of the routes as they stand on a day, with what is already confirmed for it. */
async function routeSettingsOn(organId: string, date: Date): Promise<RouteSettings> {
  const keys = Object.keys(DEFAULT_ROUTE_SETTINGS);
  const rows = await staffDatabase().organSetting.findMany({
    where: { organId, key: { in: keys }, effectiveFrom: { lte: date } },
    orderBy: [{ effectiveFrom: 'desc' }, { setAt: 'desc' }],
  });
  const found = keys.flatMap((key) => {
    const row = rows.find((one) => one.key === key);
    return row ? [[key, row.value] as const] : [];
  });
  return { ...DEFAULT_ROUTE_SETTINGS, ...(Object.fromEntries(found) as Partial<RouteSettings>) };
}
