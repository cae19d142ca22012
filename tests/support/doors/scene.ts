import type pg from 'pg';
import { type Actor, ROLES, type Role } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import { goWithoutLetters } from '../cases';
import { makeOrgan, makePerson, openTestOffice, type TestOffice, type TestOrgan } from '../factories';

/** A database with a person of every role, each signed in, and a second organ whose cast is signed in too. */
export type DoorScene = {
  office: TestOffice;
  staff: pg.Client;
  organ: TestOrgan;
  other: TestOrgan;
  people: Record<Role, Actor>;
  /** A person who has not yet changed the first password. */
  newcomer: Actor;
};

/** What the browser of a person holds: the session id in the signed token. */
export function sessionOf(actor: Actor): string {
  return `session of ${actor.personId}`;
}

async function signIn(staff: pg.Client, actor: Actor, mustChangePassword = false): Promise<void> {
  const { rows } = await staff.query<{ id: string }>(
    `INSERT INTO office.account (person_id, login, password_hash, must_change_password)
     VALUES ($1, $2, 'unusable', $3) RETURNING id`,
    [actor.personId, actor.personId, mustChangePassword],
  );
  await staff.query(
    `INSERT INTO office.session (id, account_id, created_at, last_seen_at, reauthenticated_at)
     VALUES ($1, $2, now(), now(), now())`,
    [sha256Hex(sessionOf(actor)), rows[0]?.id],
  );
}

/** Sets the scene in a database of its own. */
export async function openDoorScene(): Promise<DoorScene> {
  const office = await openTestOffice();
  // Doors are tried on cases in every state; what leads there is another test's.
  await goWithoutLetters(await office.connect('superuser'));
  const staff = await office.connect('staff');
  const organ = await makeOrgan(staff);
  const other = await makeOrgan(staff);
  const people: Partial<Record<Role, Actor>> = {};
  for (const role of ROLES) {
    const person = await makePerson(staff, organ, `试 ${role}`, [role]);
    people[role] = person;
    await signIn(staff, person);
  }
  for (const actor of Object.values(other.cast)) await signIn(staff, actor);
  const newcomer = await makePerson(staff, organ, '新来的', ['author', 'publisher']);
  await signIn(staff, newcomer, true);
  return { office, staff, organ, other, people: people as Record<Role, Actor>, newcomer };
}

/** Changes with every request, or with every try, whatever is asked. */
const RESTLESS = ['session', 'sign_in_attempt'];

/**
 * A number for everything the office keeps: two that are equal mean that nothing was written, changed or deleted. Of the
 * log, rows that only say that somebody tried a password again are left out.
 */
export async function fingerprint(client: pg.Client): Promise<string> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'office'::regnamespace AND c.relkind = 'r'
       AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1`,
  );
  const parts = tables
    .filter(({ name }) => !RESTLESS.includes(name))
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*) AS n, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) AS h FROM office."${name}" t`,
    );
  const { rows } = await client.query<{ name: string; n: string; h: string }>(parts.join(' UNION ALL '));
  if (rows.length < 30) throw new Error('the office role reads fewer tables than there are');
  // Parts of a union come in any order where they are read in parallel.
  return rows
    .map(({ name, n, h }) => `${name} ${n} ${h}`)
    .sort()
    .join('\n');
}
