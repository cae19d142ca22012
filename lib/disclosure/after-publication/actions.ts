'use server';
import { staffAction } from '@/lib/organs/staff-gate';
import { recordConsultation, setReprintComparison } from './commands/declarations';
import { recordLiveCheck, reportLeak } from './commands/live-page';
import { endRelation, relateItems } from './commands/relations';
import { confirmValidity, enterValidity } from './commands/validity';
import {
  consultationSchema,
  leakReportSchema,
  liveCheckSchema,
  relationEndSchema,
  relationSchema,
  reprintComparisonSchema,
  validityConfirmationSchema,
  validityEventSchema,
} from './schema';

// Every door to what is recorded beside a text and after its publication. Each is a public POST address.

const consult = staffAction('recordConsultation', consultationSchema, recordConsultation);
/** Records the consultation of another organ (TR-8). */
export async function recordConsultationAction(input: unknown) {
  return consult(input);
}

const compare = staffAction('setReprintComparison', reprintComparisonSchema, setReprintComparison);
/** Keeps the text of the source of a 转载 for comparison (TR-7). */
export async function setReprintComparisonAction(input: unknown) {
  return compare(input);
}

const enter = staffAction('enterValidity', validityEventSchema, enterValidity);
/** Enters a change of 有效性 (PF-24). */
export async function enterValidityAction(input: unknown) {
  return enter(input);
}

const confirm = staffAction('confirmValidity', validityConfirmationSchema, confirmValidity);
/** Confirms or rejects a change of 有效性 that another person entered. */
export async function confirmValidityAction(input: unknown) {
  return confirm(input);
}

const relate = staffAction('relateItems', relationSchema, relateItems);
/** Relates two items (PF-28). */
export async function relateItemsAction(input: unknown) {
  return relate(input);
}

const unrelate = staffAction('endRelation', relationEndSchema, endRelation);
/** Takes a relation off. */
export async function endRelationAction(input: unknown) {
  return unrelate(input);
}

const check = staffAction('recordLiveCheck', liveCheckSchema, recordLiveCheck);
/** Records the check of a live page. */
export async function recordLiveCheckAction(input: unknown) {
  return check(input);
}

const leak = staffAction('reportLeak', leakReportSchema, reportLeak);
/** Records the report of a suspected leak (TR-16). */
export async function reportLeakAction(input: unknown) {
  return leak(input);
}
