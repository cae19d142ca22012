import { type Actor, holdsAny, type Role } from '@/lib/organs/types';
import type { Refusal } from '@/lib/platform/result';
import { leakWatchRefusal } from './messages';

/** Who starts the leak watch and reads its results: those who look after the system and its security. */
const WATCHERS = ['system_admin', 'security_admin'] as const satisfies readonly Role[];

/** Whether a person may start the leak watch of their organ and read what it found. */
export function mayWatch(actor: Pick<Actor, 'roles'>): boolean {
  return holdsAny(actor, WATCHERS);
}

/** Why a person may not start the leak watch; empty where they may. Refusals: `role_missing_watch`. */
export function whyNotWatch(actor: Pick<Actor, 'roles'>): Refusal[] {
  return mayWatch(actor) ? [] : [leakWatchRefusal('role_missing_watch')];
}
