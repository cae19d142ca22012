'use server';
import { changeContact } from './commands/change-contact';
import { changePassword } from './commands/change-password';
import { confirmDelegation, delegate, revokeDelegation } from './commands/delegate';
import { cancelLeave, confirmLeave, enterLeave } from './commands/leave';
import { reauthenticate } from './commands/reauthenticate';
import {
  changePasswordSchema,
  contactSchema,
  delegationIdSchema,
  delegationSchema,
  leaveIdSchema,
  leaveSchema,
  reauthenticateSchema,
} from './schema';
import { accountAction, staffAction } from './staff-gate';

const changePasswordDoor = accountAction(
  'changePassword',
  changePasswordSchema,
  ({ actor, accountId, sessionId }, input) => changePassword(actor, { accountId, sessionId, ...input }),
);

/** Changes one's own password. */
export async function changePasswordAction(input: unknown) {
  return changePasswordDoor(input);
}

const reauthenticateDoor = accountAction(
  'reauthenticate',
  reauthenticateSchema,
  ({ actor, accountId, sessionId, login }, input) =>
    reauthenticate(actor, { accountId, sessionId, login, ...input }),
);
/** Takes one's own password again, before signing what is of class C. */
export async function reauthenticateAction(input: unknown) {
  return reauthenticateDoor(input);
}

const delegateDoor = staffAction('delegate', delegationSchema, delegate);
/** Appoints a deputy for a period. */
export async function delegateAction(input: unknown) {
  return delegateDoor(input);
}

const confirmDelegationDoor = staffAction('confirmDelegation', delegationIdSchema, confirmDelegation);
/** Confirms a delegation that was ordered by telephone. */
export async function confirmDelegationAction(input: unknown) {
  return confirmDelegationDoor(input);
}

const revokeDelegationDoor = staffAction('revokeDelegation', delegationIdSchema, revokeDelegation);
/** Takes a delegation back. */
export async function revokeDelegationAction(input: unknown) {
  return revokeDelegationDoor(input);
}

const enterLeaveDoor = staffAction('enterLeave', leaveSchema, enterLeave);
/** Enters a leave. */
export async function enterLeaveAction(input: unknown) {
  return enterLeaveDoor(input);
}

const confirmLeaveDoor = staffAction('confirmLeave', leaveIdSchema, confirmLeave);
/** Confirms a leave. */
export async function confirmLeaveAction(input: unknown) {
  return confirmLeaveDoor(input);
}

const cancelLeaveDoor = staffAction('cancelLeave', leaveIdSchema, cancelLeave);
/** Cancels a leave. */
export async function cancelLeaveAction(input: unknown) {
  return cancelLeaveDoor(input);
}

const changeContactDoor = staffAction('changeContact', contactSchema, changeContact);
/** Sets where one's own notices go besides the office. */
export async function changeContactAction(input: unknown) {
  return changeContactDoor(input);
}
