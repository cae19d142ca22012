'use server';
import { changePassword } from './commands/change-password';
import { changePasswordSchema } from './schema';
import { accountAction } from './staff-gate';

const changePasswordDoor = accountAction(
  'changePassword',
  changePasswordSchema,
  ({ actor, accountId, sessionId }, input) => changePassword(actor, { accountId, sessionId, ...input }),
);

/** Changes one's own password. */
export async function changePasswordAction(input: unknown) {
  return changePasswordDoor(input);
}
