import pg from 'pg';
import type { Scene } from './scene';

/** Runs SQL as the attacker. */
export type Query = (sql: string, values?: unknown[]) => Promise<pg.QueryResult>;

/** The one thing in the database that stops an attack. */
export type Guard =
  /** The format string of a RAISE EXCEPTION in a function of the schema office. */
  | { raise: string }
  | { constraint: string; on: string }
  | { index: string }
  | { trigger: string; on: string }
  /** A right that gongkai_staff does not have: the statement that would give it. */
  | { right: string };

/** Something the office role tries with all its rights. Runs in a transaction that is rolled back. */
export type Attack = {
  title: string;
  /** SQLSTATE it is refused with. */
  code: string;
  guard: Guard;
  /**
   * What somebody mightier did before: a right given, or stored rows tampered with. For guards that stand behind
   * another one.
   */
  given?: (scene: Scene) => string;
  run: (query: Query, scene: Scene) => Promise<unknown>;
};

/** Something lawful: accepted with the same rights. */
export type Control = { title: string; run: Attack['run'] };

/** How an attempt ended: `accepted`, or refused with a code, a message and the name of what refused. */
export type Outcome =
  | { accepted: true }
  | { accepted: false; code: string; message: string; constraint: string };

/** Runs statements in a transaction, prepared as a superuser if needed, and rolls everything back. */
export async function attempt(
  client: pg.Client,
  run: (query: Query) => Promise<unknown>,
  prepare: readonly string[] = [],
): Promise<Outcome> {
  await client.query('BEGIN');
  try {
    for (const sql of prepare) await client.query(sql);
    await run((sql, values) => client.query(sql, values));
    return { accepted: true };
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return {
      accepted: false,
      code: error.code ?? '',
      message: error.message,
      constraint: error.constraint ?? '',
    };
  } finally {
    await client.query('ROLLBACK');
  }
}

/** The statements that take a guard away. */
export async function removalOf(guard: Guard, superuser: pg.Client): Promise<string[]> {
  if ('constraint' in guard) return [`ALTER TABLE office.${guard.on} DROP CONSTRAINT ${guard.constraint}`];
  if ('index' in guard) return [`DROP INDEX office.${guard.index}`];
  if ('trigger' in guard) return [`DROP TRIGGER ${guard.trigger} ON office.${guard.on}`];
  if ('right' in guard) return [guard.right];
  const { rows } = await superuser.query<{ definition: string }>(
    `SELECT pg_get_functiondef(p.oid) AS definition FROM pg_proc p
     WHERE p.pronamespace = 'office'::regnamespace AND strpos(p.prosrc, $1) > 0`,
    [`RAISE EXCEPTION '${guard.raise}'`],
  );
  if (rows.length === 0) throw new Error(`no function raises: ${guard.raise}`);
  const raise = new RegExp(`RAISE EXCEPTION '${literal(guard.raise)}'[^;]*;`, 'g');
  return rows.map((row) => row.definition.replace(raise, 'NULL;'));
}

/** Whether it was this guard that refused, and no other. */
export function isRefusedBy(guard: Guard, outcome: Outcome): boolean {
  if (outcome.accepted) return false;
  if ('constraint' in guard) return outcome.constraint === guard.constraint;
  if ('index' in guard) return outcome.constraint === guard.index;
  if ('right' in guard) return outcome.code === '42501';
  if ('trigger' in guard) return outcome.message.startsWith(`rows of office.${guard.on} `);
  return new RegExp(`^${literal(guard.raise).replaceAll('%', '[^]*')}$`).test(outcome.message);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Inserts a row, objects as JSON. */
export function insert(query: Query, table: string, row: Record<string, unknown>) {
  const names = Object.keys(row);
  const values = Object.values(row).map((value) =>
    value !== null && typeof value === 'object' && !(value instanceof Uint8Array)
      ? JSON.stringify(value)
      : value,
  );
  return query(
    `INSERT INTO office.${table} (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')}) RETURNING *`,
    values,
  );
}
