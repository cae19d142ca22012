'use server';
import { batchInputSchema, decisionInputSchema } from '@/lib/approvals/schema';
import { staffAction } from '@/lib/organs/staff-gate';
import { addFindingSchema, handleFindingsSchema } from '@/lib/proofreading/schema';
import { cancelDraft } from './commands/cancel-draft';
import { changeVisibility } from './commands/change-visibility';
import { createItem } from './commands/create-item';
import { decideBatch } from './commands/decide-batch';
import { decideItem, returnApprovedItem } from './commands/decide-item';
import { addFinding, handleFindings } from './commands/handle-findings';
import { publishItem, schedulePublication, unschedulePublication } from './commands/publish-item';
import { saveDraft } from './commands/save-draft';
import { changeClassAsReviewer, setContentClass } from './commands/set-content-class';
import { startEdit } from './commands/start-edit';
import { submitItem } from './commands/submit-item';
import { proofreadDraft } from './queries/proofread-draft';
import {
  classInputSchema,
  createItemSchema,
  draftActionSchema,
  hideSchema,
  itemActionSchema,
  proofreadSchema,
  reasonSchema,
  reviewerClassSchema,
  saveDraftSchema,
  scheduleSchema,
  submitSchema,
} from './schema';

// Every door to an item for staff, in one place. Each is a public POST address: session, input, one command.

const create = staffAction('createItem', createItemSchema, createItem);
/** Creates an item with its first draft. */
export async function createItemAction(input: unknown) {
  return create(input);
}

const save = staffAction('saveDraft', saveDraftSchema, saveDraft);
/** Saves a working copy, or reports the conflict with both texts. */
export async function saveDraftAction(input: unknown) {
  return save(input);
}

const edit = staffAction('startEdit', itemActionSchema, startEdit);
/** Opens a text for editing; voids the approvals of one under review. */
export async function startEditAction(input: unknown) {
  return edit(input);
}

const submit = staffAction('submitItem', submitSchema, submitItem);
/** Submits a draft to its route. */
export async function submitItemAction(input: unknown) {
  return submit(input);
}

const proofread = staffAction('proofreadDraft', proofreadSchema, proofreadDraft);
/** Proofreads the working copy as it was saved. */
export async function proofreadDraftAction(input: unknown) {
  return proofread(input);
}

const handle = staffAction('handleFindings', handleFindingsSchema, handleFindings);
/** Says of findings why they stay, or that somebody else must decide. */
export async function handleFindingsAction(input: unknown) {
  return handle(input);
}

const find = staffAction('addFinding', addFindingSchema, addFinding);
/** Adds a reviewer's own finding. */
export async function addFindingAction(input: unknown) {
  return find(input);
}

const cancel = staffAction('cancelDraft', draftActionSchema, cancelDraft);
/** Gives a draft up. */
export async function cancelDraftAction(input: unknown) {
  return cancel(input);
}

const setClass = staffAction('setContentClass', classInputSchema, setContentClass);
/** Sets the content class of a draft. */
export async function setContentClassAction(input: unknown) {
  return setClass(input);
}

const decide = staffAction('decideItem', decisionInputSchema, decideItem);
/** Records a decision at a step. */
export async function decideItemAction(input: unknown) {
  return decide(input);
}

const batch = staffAction('decideBatch', batchInputSchema, decideBatch);
/** Passes several signatures that the person has each opened. */
export async function decideBatchAction(input: unknown) {
  return batch(input);
}

const returnApproved = staffAction('returnApprovedItem', reasonSchema, returnApprovedItem);
/** Returns an approved text to its author. */
export async function returnApprovedItemAction(input: unknown) {
  return returnApproved(input);
}

const publish = staffAction('publishItem', itemActionSchema, publishItem);
/** Publishes an approved item now. */
export async function publishItemAction(input: unknown) {
  return publish(input);
}

const schedule = staffAction('schedulePublication', scheduleSchema, (actor, input) =>
  schedulePublication(actor, { ...input, publishAt: new Date(input.publishAt) }),
);
/** Plans the publication of an approved item. */
export async function schedulePublicationAction(input: unknown) {
  return schedule(input);
}

const unschedule = staffAction('unschedulePublication', itemActionSchema, unschedulePublication);
/** Takes a planned publication off. */
export async function unschedulePublicationAction(input: unknown) {
  return unschedule(input);
}

const hide = staffAction('hideItem', hideSchema, (actor, input) => changeVisibility(actor, 'hide', input));
/** Hides a public item at once. */
export async function hideItemAction(input: unknown) {
  return hide(input);
}

const withdraw = staffAction('withdrawItem', reasonSchema, (actor, input) =>
  changeVisibility(actor, 'withdraw_item', input),
);
/** Confirms the withdrawal of a hidden item. */
export async function withdrawItemAction(input: unknown) {
  return withdraw(input);
}

const restore = staffAction('restoreItem', reasonSchema, (actor, input) =>
  changeVisibility(actor, 'restore', input),
);
/** Shows a hidden item again, the same version. */
export async function restoreItemAction(input: unknown) {
  return restore(input);
}

const archive = staffAction('archiveItem', reasonSchema, (actor, input) =>
  changeVisibility(actor, 'archive', input),
);
/** Archives a public item; its page stays, marked. */
export async function archiveItemAction(input: unknown) {
  return archive(input);
}

const changeClass = staffAction('changeClassAsReviewer', reviewerClassSchema, changeClassAsReviewer);
/** A reviewer raises the class of a text, or the final reviewer lowers it. */
export async function changeClassAction(input: unknown) {
  return changeClass(input);
}
