import 'server-only';
import { namesOf, todayAsDate } from '@/lib/organs/queries';
import { leakWatcherId } from '@/lib/organs/rules/leak-watcher';
import type { Actor, Role } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import { maySeePage } from '../policy';

/** A role held at some time, and who was behind its beginning and end. Civil dates. */
export type GrantRow = {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly startsOn: string;
  /** First day without the role; null while it has no end. */
  readonly endsOn: string | null;
  /** Null: the operator of the server. */
  readonly proposedBy: string | null;
  readonly confirmedBy: string | null;
  readonly endProposedBy: string | null;
  readonly endConfirmedBy: string | null;
};

/** A person in office with the roles held today. */
export type RoleHolder = {
  readonly personId: string;
  readonly name: string;
  readonly post: string;
  readonly section: string | null;
  readonly grants: readonly GrantRow[];
};

/** What the page of roles shows. */
export type RoleBook = {
  readonly holders: readonly RoleHolder[];
  /** Every grant of the organ, the newest first. */
  readonly history: readonly GrantRow[];
  readonly open: readonly {
    readonly id: string;
    readonly kind: string;
    readonly personId: string;
    readonly role: Role;
  }[];
};

/** Who holds what today, and what was held; null for who may not see it. */
export async function findRoleBook(actor: Actor): Promise<RoleBook | null> {
  if (!maySeePage(actor, 'roles')) return null;
  const { organId } = actor;
  const today = todayAsDate();
  const people = await staffDatabase().person.findMany({
    where: { organId, id: { not: leakWatcherId(organId) } },
    include: { section: { select: { name: true } }, grants: true },
    orderBy: { name: 'asc' },
  });
  const open = await staffDatabase().changeRequest.findMany({
    where: { organId, kind: { not: 'setting' }, conclusion: null },
    orderBy: { proposedAt: 'asc' },
  });
  const grants = people.flatMap((person) => person.grants.map((grant) => ({ person, grant })));
  const changes = await staffDatabase().changeRequest.findMany({
    where: {
      id: {
        in: grants.flatMap(({ grant }) => [grant.changeId, grant.endChangeId]).filter((id) => id !== null),
      },
    },
    select: { id: true, proposedBy: true, concludedBy: true },
  });
  const names = await namesOf(
    changes.flatMap(({ proposedBy, concludedBy }) => [proposedBy, ...(concludedBy ? [concludedBy] : [])]),
  );
  const behind = (changeId: string | null) => {
    const change = changes.find((one) => one.id === changeId);
    const nameOf = (id: string | null | undefined) => (id ? (names.get(id)?.name ?? null) : null);
    return { asked: nameOf(change?.proposedBy), confirmed: nameOf(change?.concludedBy) };
  };
  const rows = grants.map(({ person, grant }): GrantRow => {
    const [began, ended] = [behind(grant.changeId), behind(grant.endChangeId)];
    return {
      id: grant.id,
      personId: person.id,
      name: person.name,
      role: grant.role as Role,
      startsOn: grant.startsOn.toISOString().slice(0, 10),
      endsOn: grant.endsOn?.toISOString().slice(0, 10) ?? null,
      proposedBy: began.asked,
      confirmedBy: began.confirmed,
      endProposedBy: ended.asked,
      endConfirmedBy: ended.confirmed,
    };
  });
  const day = today.toISOString().slice(0, 10);
  const isHeld = (row: GrantRow) => row.startsOn <= day && (row.endsOn === null || row.endsOn > day);
  return {
    holders: people
      .filter((person) => person.leftOn === null || person.leftOn >= today)
      .map((person) => ({
        personId: person.id,
        name: person.name,
        post: person.post,
        section: person.section?.name ?? null,
        grants: rows.filter((row) => row.personId === person.id && isHeld(row)),
      })),
    history: [...rows].sort((a, b) => latest(b).localeCompare(latest(a)) || a.name.localeCompare(b.name)),
    open: open.map(({ id, kind, target, payload }) => ({
      id,
      kind,
      personId: target,
      role: (payload as { role: Role }).role,
    })),
  };
}

function latest(row: GrantRow): string {
  return row.endsOn ?? row.startsOn;
}
