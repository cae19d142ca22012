import 'server-only';
import { judge, openSteps } from '@/lib/approvals/rules/next-steps';
import { asCandidate, REPLY_STEP_NAMES, type ReplyStep, type RouteStep } from '@/lib/approvals/types';
import { namesOf } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import type { Refusal } from '@/lib/platform/result';
import { letterName } from '../rules/letter-table';
import { currentDispatch, isReturned, legalDate, signedOn } from '../rules/service';
import type { LetterCode, LetterDocument, LetterState, ServiceRecord } from '../types/letters';
import { type LetterDecisionRow, type LoadedLetter, loadLetter } from './load-letter';
import { composeNow } from './render-now';

/** The open step of a letter, and whether the reader may decide it. */
export type OpenLetterStep = {
  readonly step: RouteStep<ReplyStep>;
  readonly name: string;
  readonly whyNot: readonly Refusal[];
  /** For whom the reader would decide; null for themselves. */
  readonly onBehalfOf: string | null;
};

/** A letter as its page shows it. */
export type LetterView = LoadedLetter & {
  readonly name: string;
  /** As frozen; of a draft as it would be now, with what is missing by name. Null where neither is. */
  readonly document: LetterDocument | null;
  /** What keeps a draft from being submitted. */
  readonly problems: readonly Refusal[];
  readonly open: OpenLetterStep | null;
  /** Decisions of the newest wording with names. */
  readonly decisions: readonly (LetterDecisionRow & {
    readonly name: string;
    readonly onBehalfOfName: string | null;
    readonly stepName: string;
  })[];
  readonly isReturned: boolean;
  readonly signedOn: CivilDate | null;
  readonly fileSha256: string | null;
};

/** A letter of the reader's organ; null where there is none. Who may see its case, the caller has asked. */
export async function getLetter(actor: Actor, letterId: string): Promise<LetterView | null> {
  const database = staffDatabase();
  const letter = await loadLetter(letterId);
  if (letter === null || letter.organId !== actor.organId) return null;
  const isDraft = letter.state === 'draft';
  const composed = isDraft ? await composeNow(database, letter) : null;
  const rows = letter.frozen?.decisions ?? [];
  const names = await namesOf(
    rows.flatMap(({ personId, onBehalfOf }) => [personId, ...(onBehalfOf ? [onBehalfOf] : [])]),
  );
  const nameOf = (id: string) => names.get(id)?.name ?? '';
  const file = await database.letterFile.findUnique({ where: { letterId } });
  return {
    ...letter,
    name: letterName(letter.code),
    document: composed?.document ?? letter.frozen?.document ?? null,
    problems: composed?.problems ?? [],
    open: openStepOf(actor, letter),
    decisions: rows.map((row) => ({
      ...row,
      name: nameOf(row.personId),
      onBehalfOfName: row.onBehalfOf ? nameOf(row.onBehalfOf) : null,
      stepName: row.step === 'publication' ? '' : REPLY_STEP_NAMES[row.step],
    })),
    isReturned: isReturned(letter.services),
    signedOn: signedOn(letter.services),
    fileSha256: file?.sha256 ?? null,
  };
}

function openStepOf(actor: Actor, letter: LoadedLetter): OpenLetterStep | null {
  if (letter.state !== 'in_route' || letter.frozen === null) return null;
  const [step] = openSteps(letter.frozen.round);
  if (step === undefined) return null;
  const judged = judge(letter.frozen.round, step, asCandidate(actor));
  return {
    step,
    name: REPLY_STEP_NAMES[step.step],
    whyNot: judged.refusals,
    onBehalfOf: judged.capacity?.onBehalfOf?.name ?? null,
  };
}

/** A letter in a list. */
export type LetterLine = {
  readonly id: string;
  readonly applicationId: string;
  readonly code: LetterCode;
  readonly name: string;
  readonly state: LetterState;
  readonly recipientName: string;
  readonly number: string | null;
  readonly sealedOn: CivilDate | null;
  /** The step it waits for; null where it is not on its route. */
  readonly waitsFor: string | null;
  /** The day it counts as served (REG-33-5); null before. */
  readonly legalDate: CivilDate | null;
  readonly signedOn: CivilDate | null;
  readonly isReturned: boolean;
  readonly services: readonly ServiceRecord[];
};

function lineOf(letter: LoadedLetter): LetterLine {
  const [step] = letter.state === 'in_route' && letter.frozen ? openSteps(letter.frozen.round) : [];
  const [first] = letter.services;
  return {
    id: letter.id,
    applicationId: letter.applicationId,
    code: letter.code,
    name: letterName(letter.code),
    state: letter.state,
    recipientName: letter.recipient.name,
    number: letter.number,
    sealedOn: letter.sealedOn,
    waitsFor: step === undefined ? null : REPLY_STEP_NAMES[step.step],
    legalDate: first === undefined ? null : legalDate(currentDispatch(letter.services)[0] ?? first),
    signedOn: signedOn(letter.services),
    isReturned: isReturned(letter.services),
    services: letter.services,
  };
}

/** The letters of a case, in the order they were begun. Who may see the case, the caller has asked. */
export async function listLetters(
  actor: Pick<Actor, 'organId'>,
  applicationId: string,
): Promise<LetterLine[]> {
  const rows = await staffDatabase().letter.findMany({
    where: { organId: actor.organId, applicationId },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const letters = await Promise.all(rows.map(({ id }) => loadLetter(id)));
  return letters.flatMap((letter) => (letter === null ? [] : [lineOf(letter)]));
}

/** Something to do about a letter: decide its open step, serve it, send again what came back. */
export type AwaitingLetter = LetterLine & {
  readonly what: 'decide' | 'serve' | 'resend';
  readonly since: Date;
  readonly onBehalfOf: string | null;
};

/** Letters that wait for this person; part of 待办. Those of cases the person may not see, the caller takes out. */
export async function lettersAwaiting(actor: Actor): Promise<AwaitingLetter[]> {
  const isHandler = actor.roles.includes('case_handler');
  const rows = await staffDatabase().$queryRaw<{ id: string }[]>`
    SELECT l.id FROM office.letter l
    WHERE l.organ_id = ${actor.organId}::uuid AND (l.state = 'in_route' OR (${isHandler} AND (l.state = 'sealed'
      OR (l.state = 'served' AND (SELECT s.kind FROM office.letter_service s WHERE s.letter_id = l.id
        ORDER BY s.seq DESC LIMIT 1) = 'return'))))
    ORDER BY l.id`;
  const letters = await Promise.all(rows.map(({ id }) => loadLetter(id)));
  return letters.flatMap((letter): AwaitingLetter[] => {
    if (letter === null) return [];
    const line = lineOf(letter);
    if (letter.state === 'sealed') {
      return [{ ...line, what: 'serve', since: letter.sealedAt ?? new Date(0), onBehalfOf: null }];
    }
    if (line.isReturned) {
      const back = letter.services.at(-1)?.returnedOn;
      const since = back ? new Date(`${back}T00:00:00+08:00`) : new Date(0);
      return [{ ...line, what: 'resend', since, onBehalfOf: null }];
    }
    const open = openStepOf(actor, letter);
    if (open === null || open.whyNot.length > 0 || letter.frozen === null) return [];
    const since = letter.frozen.decisions.at(-1)?.decidedAt ?? letter.frozen.frozenAt;
    return [{ ...line, what: 'decide', since, onBehalfOf: open.onBehalfOf }];
  });
}
