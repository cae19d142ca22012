import 'server-only';
import { type AwaitingLetter, lettersAwaiting } from '@/lib/letters/queries/find-letters';
import { templatesAwaiting } from '@/lib/letters/queries/list-templates';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import { LETTER_CATEGORIES, letterName } from '@/lib/letters/rules/letter-table';
import type { LetterCode, LetterState } from '@/lib/letters/types/letters';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { canSeeCase } from '../../policy';
import { isToldTo } from '../../queries/ledger-rows';
import { mayReadLedger } from '../../queries/list-cases';
import { loadCase } from '../../queries/load-case';
import { caseIdSchema } from '../../schema/office';

/** A letter that waits for the person, with the number of its case; drafts of their own cases too. */
export type LetterTask = Pick<
  AwaitingLetter,
  'id' | 'applicationId' | 'name' | 'number' | 'recipientName' | 'waitsFor' | 'since' | 'onBehalfOf'
> & {
  readonly what: AwaitingLetter['what'] | 'revise' | 'finish';
  readonly caseNo: string;
};

/** Letters that wait for the person, of cases they may see; the oldest first. Part of 待办. */
export async function listLetterTasks(actor: Actor): Promise<LetterTask[]> {
  if (!mayReadLedger(actor)) return [];
  const waiting = await lettersAwaiting(actor);
  const cases = new Map<string, string | null>();
  for (const id of new Set(waiting.map(({ applicationId }) => applicationId))) {
    const loaded = await loadCase(id);
    const isMine = loaded !== null && canSeeCase(actor, loaded);
    cases.set(id, isMine ? (loaded.applicationNo ?? loaded.submissionNo) : null);
  }
  const open = waiting.flatMap((letter): LetterTask[] => {
    const caseNo = cases.get(letter.applicationId) ?? null;
    return caseNo === null ? [] : [{ ...letter, caseNo }];
  });
  const rank = ({ what }: LetterTask) => (what === 'finish' ? 1 : 0);
  return [...open, ...(await listOwnDrafts(actor))].sort(
    (a, b) => rank(a) - rank(b) || a.since.getTime() - b.since.getTime(),
  );
}

type Draft = Omit<LetterTask, 'name' | 'what' | 'waitsFor' | 'onBehalfOf'> & {
  code: string;
  isReturned: boolean;
};

/** Drafts of the cases a person handles: what came back, and what is still to be finished. */
async function listOwnDrafts(actor: Actor): Promise<LetterTask[]> {
  if (!actor.roles.includes('case_handler')) return [];
  const rows = await staffDatabase().$queryRaw<Draft[]>`
    SELECT l.id, l.application_id AS "applicationId", l.code, l.number, l.recipient_name AS "recipientName",
      l.saved_at AS since, coalesce(a.application_no, a.submission_no) AS "caseNo",
      EXISTS (SELECT 1 FROM office.letter_version v WHERE v.letter_id = l.id) AS "isReturned"
    FROM office.letter l JOIN office.application a ON a.id = l.application_id
    WHERE l.organ_id = ${actor.organId}::uuid AND l.state = 'draft' AND a.handler_id = ${actor.personId}::uuid
    ORDER BY l.id LIMIT 100`;
  return rows.map(({ code, isReturned, ...row }) => ({
    ...row,
    name: letterName(code as LetterCode),
    what: isReturned ? 'revise' : 'finish',
    waitsFor: null,
    onBehalfOf: null,
  }));
}

/** A version of a template that waits for a second person. */
export type TemplateTask = {
  readonly id: string;
  readonly code: LetterCode;
  readonly name: string;
  readonly reason: string;
};

/** Templates that wait for the person to confirm them. */
export async function listTemplateTasks(actor: Actor): Promise<TemplateTask[]> {
  return (await templatesAwaiting(actor)).map(({ id, code, reason }) => ({
    id,
    code,
    reason,
    name: letterName(code),
  }));
}

/** What the list of letters is filtered by. */
export const LETTER_VIEWS = ['mine', 'draft', 'in_route', 'sealed', 'returned', 'register'] as const;
export type LetterListView = (typeof LETTER_VIEWS)[number];

/** A letter in a list of the office. */
export type LetterRow = {
  readonly id: string;
  readonly applicationId: string;
  readonly caseNo: string;
  readonly code: LetterCode;
  readonly name: string;
  readonly state: LetterState;
  readonly number: string | null;
  readonly recipientName: string;
  readonly sealedOn: CivilDate | null;
  readonly legalDate: CivilDate | null;
  readonly endedReason: string;
  readonly draftedAt: Date;
};

type Row = Omit<LetterRow, 'code' | 'name' | 'state'> & { code: string; state: string };

const ROWS = 200;
const LAST_SERVICE = `(SELECT s.kind FROM office.letter_service s WHERE s.letter_id = l.id ORDER BY s.seq DESC LIMIT 1)`;
const CONDITIONS: Record<Exclude<LetterListView, 'mine' | 'register'>, string> = {
  draft: `l.state = 'draft'`,
  in_route: `l.state = 'in_route'`,
  sealed: `l.state = 'sealed'`,
  returned: `l.state = 'served' AND ${LAST_SERVICE} = 'return'`,
};

async function rowsWhere(
  actor: Actor,
  condition: string,
  order: string,
  values: readonly unknown[],
): Promise<LetterRow[]> {
  const rows = await staffDatabase().$queryRawUnsafe<Row[]>(
    `SELECT l.id, l.application_id AS "applicationId", coalesce(a.application_no, a.submission_no) AS "caseNo", l.code,
       l.state, l.number, CASE WHEN ${isToldTo('$1')} THEN l.recipient_name ELSE '' END AS "recipientName",
       l.sealed_on::text AS "sealedOn", l.ended_reason AS "endedReason", l.drafted_at AS "draftedAt",
       (SELECT coalesce(CASE WHEN s.way IN ('china_post', 'electronic') THEN s.sent_on ELSE s.served_on END)::text
        FROM office.letter_service s WHERE s.letter_id = l.id AND s.kind = 'dispatch' ORDER BY s.seq LIMIT 1) AS "legalDate"
     FROM office.letter l JOIN office.application a ON a.id = l.application_id
     WHERE l.organ_id = $2::uuid AND ${condition} ORDER BY ${order} LIMIT ${ROWS}`,
    actor.personId,
    actor.organId,
    ...values,
  );
  return rows.map((row) => ({
    ...row,
    code: row.code as LetterCode,
    state: row.state as LetterState,
    name: letterName(row.code as LetterCode),
  }));
}

/** Letters in a state, newest first; those of cases the person may not see are left out. */
export async function listLetterRows(actor: Actor, view: keyof typeof CONDITIONS): Promise<LetterRow[]> {
  if (!mayReadLedger(actor)) return [];
  return rowsWhere(actor, `${CONDITIONS[view]} AND ${isToldTo('$1')}`, 'l.id DESC', []);
}

/**
 * The register of numbers of a year and a category, in the order of the series: gapless, with what was voided. Of a case
 * that is out of sight the number stands without recipient.
 *
 * @rule LT-3
 */
export async function listRegister(actor: Actor, year: number, category: string): Promise<LetterRow[]> {
  if (!mayReadLedger(actor) || !LETTER_CATEGORIES.some((known) => known === category)) return [];
  return rowsWhere(actor, 'l.year = $3 AND l.category = $4', 'l.serial', [year, category]);
}

/** Years with numbers, newest first. */
export async function registerYears(actor: Actor): Promise<number[]> {
  if (!mayReadLedger(actor)) return [];
  const rows = await staffDatabase().letterSerial.findMany({
    where: { organId: actor.organId },
    distinct: ['year'],
    orderBy: { year: 'desc' },
    select: { year: true },
  });
  return rows.map(({ year }) => year);
}

/** What the person has just decided, for the list they come back to. */
export type DoneLetter = {
  readonly conclusion: 'pass' | 'return';
  readonly caseId: string;
  readonly letterId: string;
  readonly name: string;
  readonly number: string | null;
};

/** Reads what was just decided from the address; null where it says nothing, or of a case out of sight. */
export async function findDoneLetter(
  actor: Actor,
  { done, letter: id }: Readonly<Record<string, string | string[] | undefined>>,
): Promise<DoneLetter | null> {
  if ((done !== 'pass' && done !== 'return') || typeof id !== 'string' || !caseIdSchema.safeParse(id).success)
    return null;
  const letter = await loadLetter(id);
  const loaded = letter === null ? null : await loadCase(letter.applicationId);
  if (letter === null || loaded === null || !canSeeCase(actor, loaded)) return null;
  const { code, number, applicationId: caseId } = letter;
  return { conclusion: done, caseId, letterId: id, name: letterName(code), number };
}
