'use server';
import { staffAction } from '@/lib/organs/staff-gate';
import { concludeChange } from './commands/conclude-change';
import { loadHolidayNotice, previewHolidayNotice } from './commands/holiday-notice';
import { proposeChange } from './commands/propose-change';
import { concludeChangeSchema, loadNoticeSchema, previewNoticeSchema, proposeChangeSchema } from './schema';

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

const previewNotice = staffAction('previewHolidayNotice', previewNoticeSchema, previewHolidayNotice);
/** Says what a notice of the State Council would move; changes nothing. */
export async function previewHolidayNoticeAction(input: unknown) {
  return previewNotice(input);
}

const loadNotice = staffAction('loadHolidayNotice', loadNoticeSchema, loadHolidayNotice);
/** Loads a notice of the State Council and computes every open case anew. */
export async function loadHolidayNoticeAction(input: unknown) {
  return loadNotice(input);
}
