import 'server-only';
import type { Calendar, CalendarDay } from '@/lib/calendar/types';
import { LETTERS } from '@/lib/letters/rules/letter-table';
import type { LetterCode } from '@/lib/letters/types/letters';
import { caseFileContext } from '@/lib/personal-data/commands/seal';
import { shownFileName } from '@/lib/personal-data/rules/file-names';
import { clientAddressOf } from '@/lib/platform/client-address';
import { publicTransaction } from '@/lib/platform/public-transaction';
import { lookupHash, openText } from '@/lib/platform/sealed-box';
import { queryCodeHash } from '../commands/query-code';
import type { IntakeDraft, IntakeTerms, OwnCase } from '../types/intake';
import { filePayload } from './submit-application';

/** Who asks for a case: the number and the keyed hash of the code. Held by the visitor in a sealed cookie. */
export type CaseKey = { readonly no: string; readonly codeHash: string };
type Client = Uint8Array<ArrayBuffer> | null;

/** A keyed hash of the client's address, under which attempts are counted; null where no proxy tells it. */
export function clientHash(headers: Pick<Headers, 'get'>): Client {
  const address = clientAddressOf(headers);
  return address === null ? null : lookupHash('client-address', address);
}

/** A number as people type it: small letters, full width, spaces, other dashes. */
export function normaliseCaseNo(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[‐-―－_]/g, '-')
    .replace(/[^0-9A-Z-]/g, '')
    .slice(0, 40);
}

/** The key of what was typed. */
export function caseKeyOf(typedNo: string, typedCode: string): CaseKey {
  return { no: normaliseCaseNo(typedNo), codeHash: queryCodeHash(typedCode.slice(0, 40)) };
}

type StoredFile = OwnCase['files'][number] & { readonly cipher: string; readonly keyNo: number };
type StoredView = Omit<OwnCase, 'files' | 'letters'> & {
  readonly files: readonly StoredFile[];
  readonly letters: readonly Omit<OwnCase['letters'][number], 'title'>[];
};

/**
 * An own case. Null alike for a wrong code, an unknown number, and where guessing is held.
 *
 * @param isTyped whether somebody has just typed the code: only those attempts are counted and held
 */
export async function findOwnCase(
  organId: string,
  key: CaseKey,
  client: Client,
  isTyped: boolean,
): Promise<OwnCase | null> {
  const [row] = await publicTransaction(
    (tx) => tx.$queryRaw<{ view: StoredView | null }[]>`
      SELECT intake.case_view(${organId}::uuid, ${key.no}, ${key.codeHash}, ${client}::bytea, ${isTyped}) AS view`,
  );
  const view = row?.view ?? null;
  if (view === null) return null;
  const files = view.files.map(({ cipher, keyNo, ...file }) => {
    const sealed = { cipher: Uint8Array.from(Buffer.from(cipher, 'base64')), keyNo };
    const name = openText(sealed, `${caseFileContext(view.id, file.id)}:name`);
    return { ...file, name: shownFileName(file.kind, name) };
  });
  const letters = view.letters.map((letter) => ({
    ...letter,
    title: LETTERS[letter.code as LetterCode].title,
  }));
  return { ...view, files, letters };
}

type Act = 'confirm' | 'withdraw';
export type ActAnswer = 'unknown' | 'already' | 'not_now' | 'confirmed' | 'withdrawn';

/** 确认 or 撤回 by the applicant. */
export async function actOnOwnCase(
  organId: string,
  key: CaseKey,
  client: Client,
  act: Act,
): Promise<ActAnswer> {
  const [row] = await publicTransaction((tx) =>
    act === 'confirm'
      ? tx.$queryRaw<{ answer: ActAnswer }[]>`
          SELECT intake.confirm(${organId}::uuid, ${key.no}, ${key.codeHash}, ${client}::bytea) AS answer`
      : tx.$queryRaw<{ answer: ActAnswer }[]>`
          SELECT intake.withdraw(${organId}::uuid, ${key.no}, ${key.codeHash}, ${client}::bytea) AS answer`,
  );
  return row?.answer ?? 'unknown';
}

export type SupplementAnswer = 'unknown' | 'sent' | 'not_now' | 'limited' | 'files_missing';

/** Sends a correction with the files of its form. */
export async function sendOwnSupplement(
  organId: string,
  key: CaseKey,
  client: Client,
  form: { key: string; draft: IntakeDraft; text: { title: string; docNo: string; description: string } },
): Promise<SupplementAnswer> {
  const { title, docNo, description } = form.text;
  const files = form.draft.files.map((file) => ({ ...filePayload(file), kind: 'supplement' }));
  const payload = { draft_key: form.key, title, doc_no: docNo, description, files };
  const [row] = await publicTransaction(
    (tx) => tx.$queryRaw<{ answer: SupplementAnswer }[]>`
      SELECT intake.send_supplement(${organId}::uuid, ${key.no}, ${key.codeHash}, ${JSON.stringify(payload)}::jsonb,
        ${client}::bytea) AS answer`,
  );
  return row?.answer ?? 'unknown';
}

/** What the organ has announced of applying online. */
export async function intakeTerms(organId: string): Promise<IntakeTerms> {
  const [row] = await publicTransaction(
    (tx) => tx.$queryRaw<{ terms: IntakeTerms }[]>`SELECT intake.terms(${organId}::uuid) AS terms`,
  );
  if (row === undefined) throw new Error('intake.terms gives a row');
  return row.terms;
}

/** The working-day calendar in force. */
export async function publicCalendar(): Promise<Calendar> {
  type Row = Omit<Calendar, 'days'> & { readonly days: readonly CalendarDay[] | null };
  const [row] = await publicTransaction(
    (tx) => tx.$queryRaw<{ calendar: Row | null }[]>`SELECT intake.calendar() AS calendar`,
  );
  if (!row?.calendar) throw new Error('no calendar is loaded');
  return { ...row.calendar, days: new Map((row.calendar.days ?? []).map((day) => [day.date, day])) };
}
