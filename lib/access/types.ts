import type { Role } from '@/lib/organs/types';

/**
 * Who may use a door. `public`: the whole internet. `signed_in`: everybody of the organ with a session; what they see is
 * narrowed by the query behind. `self`: everybody, about nothing but themselves. A list: holders of one of the roles.
 */
export type Callers = 'public' | 'signed_in' | 'self' | readonly Role[];

/** A server action, a method of a route handler, or a page. */
export const DOOR_KINDS = ['action', 'route', 'page'] as const;
export type DoorKind = (typeof DOOR_KINDS)[number];

/**
 * One row of the table of doors. A door whose callers depend on what it is asked has several rows, told apart by `when`.
 */
export type Door = {
  readonly kind: DoorKind;
  /** Name of the action, `METHOD /path` of a route handler, path of a page. */
  readonly name: string;
  /** What it does, for readers of the matrix. */
  readonly what: string;
  readonly callers: Callers;
  /** The case this row is about, where there are several. */
  readonly when?: string;
  /** What is asked beside the role, in words: another person than the author, the own delegation. */
  readonly but?: string;
  /** Open before the first change of a password given by somebody else. */
  readonly isBeforePasswordChange?: true;
};
