'use server';
import { staffAction } from '@/lib/organs/staff-gate';
import { concludeChange } from './commands/conclude-change';
import { proposeChange } from './commands/propose-change';
import { concludeChangeSchema, proposeChangeSchema } from './schema';

const propose = staffAction('proposeChange', proposeChangeSchema, proposeChange);
/** Asks for a change of a setting or a role. */
export async function proposeChangeAction(input: unknown) {
  return propose(input);
}

const conclude = staffAction('concludeChange', concludeChangeSchema, concludeChange);
/** Confirms, rejects or takes back a change. */
export async function concludeChangeAction(input: unknown) {
  return conclude(input);
}
