import { loadDraft } from '@/lib/applications/public-queries/intake-drafts';
import { INTAKE_FIELDS, type IntakeDraft, type IntakeValues } from '@/lib/applications/types/intake';
import { currentTime } from '@/lib/platform/clock';
import { openToken, readSealedCookie, sealedCookie, sealToken } from '@/lib/platform/sealed-token';
import type { PageRequest } from '../answer';
import { FORM_SECONDS } from './visitor';

/** A form as a visitor's cookie finds it. */
export type FormState =
  | { readonly state: 'none' }
  | { readonly state: 'open'; readonly key: string; readonly draft: IntakeDraft }
  | { readonly state: 'submitted'; readonly key: string; readonly submissionNo: string };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The key a cookie holds; null where there is none. */
export function keyIn({ request }: PageRequest, cookie: string): string | null {
  const key = readSealedCookie(request.headers, cookie)?.key;
  return typeof key === 'string' && UUID.test(key) ? key : null;
}

/** The form of the visitor's cookie. */
export async function findForm(asked: PageRequest, cookie: string): Promise<FormState> {
  const key = keyIn(asked, cookie);
  if (key === null) return { state: 'none' };
  const found = await loadDraft(asked.context.site.organId, key);
  if (found === null) return { state: 'none' };
  return found.state === 'open' ? { state: 'open', key, draft: found.draft } : { ...found, key };
}

/** Keeps the form with the visitor for as long as the database keeps it. */
export function formCookie(cookie: string, key: string): string {
  return sealedCookie(cookie, { key }, FORM_SECONDS);
}

/** Least time between opening a form and sending it, milliseconds: no person is faster, most programs are. */
const LEAST_MS = 3_000;

/** Whether a form was filled in faster than a person can. */
export function isTooFast(draft: Pick<IntakeDraft, 'startedAt'>): boolean {
  return currentTime().getTime() - draft.startedAt < LEAST_MS;
}

/** What a page hands to the browser so that the answer can be tied to it: which form, and what it showed. */
export function formToken(key: string, shown: string): string {
  return sealToken('form', { key, shown }, 12 * 60 * 60);
}

/** What the page of a token showed; null where it is none of ours, or of another form. */
export function shownBy(token: string | undefined, key: string | null): string | null {
  const said = openToken('form', token);
  return said !== null && key !== null && said.key === key && typeof said.shown === 'string'
    ? said.shown
    : null;
}

/** The words of a form, over those it had: a field that is not on the page keeps what it held. */
export function valuesOf(fields: Readonly<Record<string, string>>, before: IntakeValues): IntakeValues {
  const typed = INTAKE_FIELDS.flatMap((field) => {
    const value = fields[field];
    return value === undefined ? [] : [[field, value.replace(/\r\n?/g, '\n')] as const];
  });
  return { ...before, ...Object.fromEntries(typed) };
}
