'use server';
import { staffAction } from '@/lib/organs/staff-gate';
import { openCaseIdentity } from './commands/case-files';
import {
  confirmReceipt,
  correctReceiptDate,
  giveUpConfirmation,
  logContact,
} from './commands/confirm-receipt';
import { endConsultation, recordConsultationService } from './commands/consultations';
import {
  acceptAssignment,
  addNote,
  archiveCase,
  assignCase,
  changeContact,
  changeDelivery,
  checkApplication,
  declineAssignment,
  liftRestriction,
  recordReasons,
  registerCase,
  restrictCase,
  transferPetition,
} from './commands/handle-case';
import { cancelFee, recordPayment } from './commands/pay';
import { recordSearch } from './commands/record-search';
import { linkCase, mergeCase, splitCase, unmergeCase } from './commands/relate-cases';
import { receiveSupplement, recordSupplement } from './commands/supplement';
import { takeInApplication } from './commands/take-in-application';
import { withdrawApplication } from './commands/withdraw-application';
import { findKnownApplicant } from './queries/known-applicant';
import { previewReceipt, previewStep } from './queries/preview-dates';
import * as form from './schema/office';

// Every door to a case for those who handle it. Each is a public POST address: session, input, one command.

const takeIn = staffAction('takeInApplication', form.takeInSchema, takeInApplication);
/** Takes in an application that came by any channel. */
export async function takeInApplicationAction(input: unknown) {
  return takeIn(input);
}

const receipt = staffAction('previewReceipt', form.previewReceiptSchema, previewReceipt);
/** Tells the receipt date and the due date that evidence leads to. */
export async function previewReceiptAction(input: unknown) {
  return receipt(input);
}

const known = staffAction('findKnownApplicant', form.sameApplicantSchema, findKnownApplicant);
/** Checks an identity number and tells the earlier cases of its holder. */
export async function findKnownApplicantAction(input: unknown) {
  return known(input);
}

const preview = staffAction('previewStep', form.previewStepSchema, previewStep);
/** Tells what a step would do to the dates of a case. */
export async function previewStepAction(input: unknown) {
  return preview(input);
}

const contact = staffAction('logContact', form.logContactSchema, logContact);
/** Logs an attempt to reach the applicant. */
export async function logContactAction(input: unknown) {
  return contact(input);
}

const confirm = staffAction('confirmReceipt', form.confirmReceiptSchema, confirmReceipt);
/** Sets the receipt date of Art. 31. */
export async function confirmReceiptAction(input: unknown) {
  return confirm(input);
}

const giveUp = staffAction('giveUpConfirmation', form.caseReasonSchema, giveUpConfirmation);
/** Ends the attempts to reach the applicant. */
export async function giveUpConfirmationAction(input: unknown) {
  return giveUp(input);
}

const register = staffAction('registerCase', form.seenCaseSchema, registerCase);
/** Registers a case. */
export async function registerCaseAction(input: unknown) {
  return register(input);
}

const check = staffAction('checkApplication', form.checkApplicationSchema, checkApplication);
/** Records what the check of an application found. */
export async function checkApplicationAction(input: unknown) {
  return check(input);
}

const assign = staffAction('assignCase', form.assignSchema, assignCase);
/** Assigns a case to a handler. */
export async function assignCaseAction(input: unknown) {
  return assign(input);
}

const accept = staffAction('acceptAssignment', form.caseOnlySchema, acceptAssignment);
/** Accepts an assignment. */
export async function acceptAssignmentAction(input: unknown) {
  return accept(input);
}

const decline = staffAction('declineAssignment', form.caseReasonSchema, declineAssignment);
/** Declines an assignment with the reason. */
export async function declineAssignmentAction(input: unknown) {
  return decline(input);
}

const reasons = staffAction('recordReasons', form.recordReasonsSchema, recordReasons);
/** Records the reasons an applicant gave. */
export async function recordReasonsAction(input: unknown) {
  return reasons(input);
}

const supplement = staffAction('recordSupplement', form.recordSupplementSchema, recordSupplement);
/** Records corrections that reached the office. */
export async function recordSupplementAction(input: unknown) {
  return supplement(input);
}

const supplemented = staffAction('receiveSupplement', form.receiveSupplementSchema, receiveSupplement);
/** Sets the receipt date of a corrected application. */
export async function receiveSupplementAction(input: unknown) {
  return supplemented(input);
}

const service = staffAction(
  'recordConsultationService',
  form.consultationServiceSchema,
  recordConsultationService,
);
/** Records that a consulted party has the letter. */
export async function recordConsultationServiceAction(input: unknown) {
  return service(input);
}

const opinion = staffAction('endConsultation', form.endConsultationSchema, endConsultation);
/** Records the opinion of a consulted party. */
export async function endConsultationAction(input: unknown) {
  return opinion(input);
}

const pay = staffAction('recordPayment', form.paymentSchema, recordPayment);
/** Records that the fee was paid. */
export async function recordPaymentAction(input: unknown) {
  return pay(input);
}

const waive = staffAction('cancelFee', form.cancelFeeSchema, cancelFee);
/** Takes a charge back. */
export async function cancelFeeAction(input: unknown) {
  return waive(input);
}

const search = staffAction('recordSearch', form.searchSchema, recordSearch);
/** Records a search. */
export async function recordSearchAction(input: unknown) {
  return search(input);
}

const correct = staffAction('correctReceiptDate', form.correctReceiptDateSchema, correctReceiptDate);
/** Corrects a wrong receipt date. */
export async function correctReceiptDateAction(input: unknown) {
  return correct(input);
}

const contacts = staffAction('changeContact', form.changeContactSchema, changeContact);
/** Records new ways to reach a party. */
export async function changePartyContactAction(input: unknown) {
  return contacts(input);
}

const delivery = staffAction('changeDelivery', form.changeDeliverySchema, changeDelivery);
/** Records another way or form of delivery. */
export async function changeDeliveryAction(input: unknown) {
  return delivery(input);
}

const split = staffAction('splitCase', form.splitSchema, splitCase);
/** Opens cases of their own for parts of an application. */
export async function splitCaseAction(input: unknown) {
  return split(input);
}

const merge = staffAction('mergeCase', form.mergeSchema, mergeCase);
/** Answers a case together with another of the same applicant. */
export async function mergeCaseAction(input: unknown) {
  return merge(input);
}

const unmerge = staffAction('unmergeCase', form.caseReasonSchema, unmergeCase);
/** Answers a case on its own again. */
export async function unmergeCaseAction(input: unknown) {
  return unmerge(input);
}

const link = staffAction('linkCase', form.linkSchema, linkCase);
/** Says of two cases what they have to do with each other. */
export async function linkCaseAction(input: unknown) {
  return link(input);
}

const transfer = staffAction('transferPetition', form.transferPetitionSchema, transferPetition);
/** Records that a petition was handed on. */
export async function transferPetitionAction(input: unknown) {
  return transfer(input);
}

const restrict = staffAction('restrictCase', form.restrictSchema, restrictCase);
/** Restricts a case to named people. */
export async function restrictCaseAction(input: unknown) {
  return restrict(input);
}

const lift = staffAction('liftRestriction', form.caseReasonSchema, liftRestriction);
/** Opens a restricted case again. */
export async function liftRestrictionAction(input: unknown) {
  return lift(input);
}

const note = staffAction('addNote', form.noteSchema, addNote);
/** Adds a note to the file. */
export async function addNoteAction(input: unknown) {
  return note(input);
}

const withdraw = staffAction('withdrawApplication', form.withdrawSchema, withdrawApplication);
/** Records that the applicant withdraws. */
export async function withdrawApplicationAction(input: unknown) {
  return withdraw(input);
}

const archive = staffAction('archiveCase', form.seenCaseSchema, archiveCase);
/** Archives a case. */
export async function archiveCaseAction(input: unknown) {
  return archive(input);
}

const identity = staffAction('openIdentity', form.openIdentitySchema, openCaseIdentity);
/** Opens an identity number, with the reason in the log. */
export async function openIdentityAction(input: unknown) {
  return identity(input);
}
