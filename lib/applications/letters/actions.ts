'use server';
import { endLetterSchema, letterDecisionSchema, submitLetterSchema } from '@/lib/letters/schema';
import { staffAction } from '@/lib/organs/staff-gate';
import {
  addEnclosureSchema,
  answerOverrideSchema,
  proposeOverrideSchema,
  removeEnclosureSchema,
} from '@/lib/release-gate/schema';
import {
  decideCaseLetter,
  dropCaseLetter,
  saveCaseLetter,
  submitCaseLetter,
  voidCaseLetter,
} from '../commands/case-letters';
import { closeByNote, concludeOverdue, confirmWithdrawal } from '../commands/conclude';
import { decideCase } from '../commands/decide';
import { draftProcedureLetter } from '../commands/procedure-letters';
import { answerPassingOver, askToPassOver, checkAgain, encloseFile, takeOutFile } from './commands/enclose';
import { issueWithProof, receivedWithProof, returnedWithProof } from './commands/issue-with-proof';
import { previewIssue } from './queries/issue-preview';
import { previewDraft, previewLetter } from './queries/letter-preview';
import * as form from './schema';

// Every door to decisions and letters. Each is a public POST address: session, input, one command.

const decide = staffAction('decideCase', form.decideCaseSchema, decideCase);
/** Decides how a case ends and begins the letter. */
export async function decideCaseAction(input: unknown) {
  return decide(input);
}

const overdue = staffAction('concludeOverdue', form.concludeOverdueSchema, concludeOverdue);
/** Ends a case whose applicant neither corrected nor paid in time. */
export async function concludeOverdueAction(input: unknown) {
  return overdue(input);
}

const withdrawal = staffAction('confirmWithdrawal', form.confirmWithdrawalSchema, confirmWithdrawal);
/** Begins the confirmation of a withdrawal. */
export async function confirmWithdrawalAction(input: unknown) {
  return withdrawal(input);
}

const note = staffAction('closeByNote', form.closeByNoteSchema, closeByNote);
/** Closes a case by a file note. */
export async function closeByNoteAction(input: unknown) {
  return note(input);
}

const draft = staffAction('draftProcedureLetter', form.procedureLetterSchema, draftProcedureLetter);
/** Begins a letter of the procedure. */
export async function draftProcedureLetterAction(input: unknown) {
  return draft(input);
}

const preview = staffAction('previewLetter', form.previewLetterSchema, previewLetter);
/** Shows a letter of the procedure as it would read, and what it would do to the dates. */
export async function previewLetterAction(input: unknown) {
  return preview(input);
}

const previewOfDraft = staffAction('previewDraft', form.previewDraftSchema, previewDraft);
/** Shows a draft as it would read with other words. */
export async function previewDraftAction(input: unknown) {
  return previewOfDraft(input);
}

const save = staffAction('saveCaseLetter', form.saveCaseLetterSchema, saveCaseLetter);
/** Saves the words of a draft. */
export async function saveCaseLetterAction(input: unknown) {
  return save(input);
}

const submit = staffAction('submitCaseLetter', submitLetterSchema, submitCaseLetter);
/** Sends a letter on its reply route. */
export async function submitCaseLetterAction(input: unknown) {
  return submit(input);
}

const decideLetter = staffAction('decideCaseLetter', letterDecisionSchema, decideCaseLetter);
/** Passes or returns a letter at its open step. */
export async function decideCaseLetterAction(input: unknown) {
  return decideLetter(input);
}

const drop = staffAction('dropCaseLetter', endLetterSchema, dropCaseLetter);
/** Gives up a letter without a number. */
export async function dropCaseLetterAction(input: unknown) {
  return drop(input);
}

const voids = staffAction('voidCaseLetter', endLetterSchema, voidCaseLetter);
/** Takes a sealed letter out of use before it is sent. */
export async function voidCaseLetterAction(input: unknown) {
  return voids(input);
}

const issuePreview = staffAction('previewIssue', form.previewIssueSchema, previewIssue);
/** Tells which day counts, and what issuing would do to the dates. */
export async function previewIssueAction(input: unknown) {
  return issuePreview(input);
}

const issue = staffAction('issueLetter', form.issueLetterSchema, issueWithProof);
/** Records how a letter went out, and takes the step of the case that it is. */
export async function issueLetterAction(input: unknown) {
  return issue(input);
}

const received = staffAction('recordLetterReceipt', form.letterReceivedSchema, receivedWithProof);
/** Records that somebody signed for a letter. */
export async function recordLetterReceiptAction(input: unknown) {
  return received(input);
}

const returned = staffAction('recordLetterReturn', form.letterReturnedSchema, returnedWithProof);
/** Records that a letter came back. */
export async function recordLetterReturnAction(input: unknown) {
  return returned(input);
}

const enclose = staffAction('encloseFile', addEnclosureSchema, encloseFile);
/** Encloses a file with a draft. */
export async function encloseFileAction(input: unknown) {
  return enclose(input);
}

const takeOut = staffAction('takeOutFile', removeEnclosureSchema, takeOutFile);
/** Takes a file out of a draft. */
export async function takeOutFileAction(input: unknown) {
  return takeOut(input);
}

const again = staffAction('checkEnclosures', form.letterOnlySchema, checkAgain);
/** Checks the enclosures of a letter anew. */
export async function checkEnclosuresAction(input: unknown) {
  return again(input);
}

const ask = staffAction('askToPassOver', proposeOverrideSchema, askToPassOver);
/** Asks that a finding of the release gate be passed over. */
export async function askToPassOverAction(input: unknown) {
  return ask(input);
}

const answer = staffAction('answerPassingOver', answerOverrideSchema, answerPassingOver);
/** Answers a request to pass over a finding, as another person. */
export async function answerPassingOverAction(input: unknown) {
  return answer(input);
}
