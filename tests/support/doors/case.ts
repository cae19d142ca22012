import type { Actor, Role } from '@/lib/organs/types';
import type { Result } from '@/lib/platform/result';
import { codesOf } from '../factories';

/** How one row of the table of doors (lib/access/rules/doors.ts) is tried. */
export type DoorCase = {
  /** Name of the action; with `when` it names the row. */
  door: string;
  when?: string;
  /** Makes what waits for exactly this act: an id, or nothing where the act needs none. Of a row about one's own: somebody else's. */
  prepare: () => Promise<string>;
  /** The lawful form that this person's browser would send about it. */
  form: (subject: string, actor: Actor) => Promise<unknown>;
  /** What waits for this very person, where not everybody of the role may do it. */
  prepareFor?: (actor: Actor) => Promise<string>;
  /** Of a row about one's own: roles whose holders can have something of their own here. */
  owners?: readonly Role[];
  /** Of a row about one's own: roles that another row of the door does not let through anyway. All without it. */
  outsiders?: readonly Role[];
  /** Codes that say no to a person and not to a form; those of `ROLE_REFUSALS` without it. */
  refusals?: RegExp;
  /** Allowed though it writes nothing. */
  isRead?: true;
};

/** Refusals for the sake of who asks. */
export const ROLE_REFUSALS = /^(not_found|role_missing|role_missing_\w+)$/;

/** The name of a row, in titles. */
export function rowName({ door, when }: { door: string; when?: string }): string {
  return when === undefined ? door : `${door}（${when}）`;
}

/** Why an answer of an action says no; of a batch, why each of its items was refused. */
export function refusedWith(result: Result<unknown>): string[] {
  if (!result.ok || !Array.isArray(result.value)) return codesOf(result);
  return result.value.flatMap(
    ({ refusals }: { refusals?: { code: string }[] }) => refusals?.map(({ code }) => code) ?? [],
  );
}
