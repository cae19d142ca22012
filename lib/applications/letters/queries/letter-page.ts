import 'server-only';
import { nextSteps } from '@/lib/approvals/rules/next-steps';
import { REPLY_STEP_NAMES } from '@/lib/approvals/types';
import { getLetter, type LetterView } from '@/lib/letters/queries/find-letters';
import { fieldKeysOf } from '@/lib/letters/rules/check-template';
import { fieldByKey } from '@/lib/letters/rules/fields';
import type { FieldDefinition } from '@/lib/letters/types/templates';
import { listColleagues, namesOf } from '@/lib/organs/queries';
import { type Actor, actingRoles } from '@/lib/organs/types';
import { listCaseFiles } from '@/lib/personal-data/queries';
import { CASE_FILE_KIND_NAMES, GUARDED_FILE_KINDS } from '@/lib/personal-data/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { mayAnswerOverride, mayEnclose, mayProposeOverride } from '@/lib/release-gate/policy';
import { type EnclosureStanding, listEnclosures } from '@/lib/release-gate/queries';
import { findVisibleCase } from '../../queries/case-view';
import type { LoadedCase } from '../../queries/load-case';
import { findOutcome } from '../../rules/outcomes';
import { caseIdSchema } from '../../schema/office';
import { basisOf, reportLabels } from '../rules/outcome-choices';
import type { FileChoice } from '../types';

/** A step of the reply route with who passed it, or whom it waits for. */
export type RouteLine = {
  readonly position: number;
  readonly name: string;
  readonly state: 'passed' | 'returned' | 'open' | 'coming';
  /** Who decided, or who may; a deputy with whom they stand for. */
  readonly people: readonly string[];
  readonly at: Date | null;
  readonly opinion: string;
  readonly basis: string;
};

/** What the outcome fixes, as who decides reads it beside a reply. */
export type OutcomeFacts = {
  readonly label: string;
  readonly basis: string;
  readonly cell: string | null;
  readonly publicInterest: string;
};

/** Everything the page of a letter shows. */
export type LetterPage = {
  readonly view: LetterView;
  readonly caseNo: string;
  /** A reply that came back: its case is decided anew, this draft is only read. */
  readonly isToDecideAgain: boolean;
  readonly seenSeq: number;
  readonly fields: readonly FieldDefinition[];
  readonly enclosures: readonly EnclosureStanding[];
  /** Names of those who asked for, or answered, passing over a finding. */
  readonly names: Readonly<Record<string, string>>;
  readonly route: readonly RouteLine[];
  readonly files: readonly FileChoice[];
  readonly outcome: OutcomeFacts | null;
  readonly today: CivilDate;
  readonly personId: string;
  readonly may: {
    readonly write: boolean;
    readonly enclose: boolean;
    readonly propose: boolean;
    readonly answer: boolean;
    readonly serve: boolean;
    readonly void: boolean;
  };
};

/** The page of a letter, for a person who may see its case; null otherwise, and for a letter of another case. */
export async function findLetterPage(
  actor: Actor,
  caseId: string,
  letterId: string,
): Promise<LetterPage | null> {
  const loaded = await findVisibleCase(actor, caseId);
  const isId = caseIdSchema.safeParse(letterId).success;
  const view = loaded === null || !isId ? null : await getLetter(actor, letterId);
  if (loaded === null || view === null || view.applicationId !== loaded.id) return null;
  const [enclosures, files] = await Promise.all([listEnclosures(letterId), listCaseFiles(caseId)]);
  const people = enclosures.flatMap(({ check }) =>
    (check?.findings ?? []).flatMap(({ override }) =>
      override === null
        ? []
        : [override.proposedBy, ...(override.answeredBy === null ? [] : [override.answeredBy])],
    ),
  );
  const names = await namesOf(people);
  const outcome = await outcomeOf(loaded, letterId);
  const isToDecideAgain = outcome !== null && view.state === 'draft' && loaded.state !== 'deciding';
  const holds = (role: string) => (actingRoles(actor) as readonly string[]).includes(role);
  const isHandler = actor.roles.includes('case_handler');
  return {
    view,
    caseNo: loaded.applicationNo ?? loaded.submissionNo,
    isToDecideAgain,
    seenSeq: loaded.seq,
    fields: fieldKeysOf(view.code).flatMap((key) => fieldByKey(key) ?? []),
    enclosures,
    names: Object.fromEntries([...names].map(([id, { name }]) => [id, name])),
    route: await routeOf(view),
    files: files
      .filter(({ kind }) => !GUARDED_FILE_KINDS.some((guarded) => guarded === kind))
      .map(({ id, name, kind }) => ({ id, name, kind: CASE_FILE_KIND_NAMES[kind] })),
    outcome,
    today: civilDate(currentTime()),
    personId: actor.personId,
    may: {
      write: isHandler && view.state === 'draft' && !isToDecideAgain,
      enclose: mayEnclose(actor, view.organId) && view.state === 'draft' && !isToDecideAgain,
      propose: mayProposeOverride(actor, view.organId),
      answer: mayAnswerOverride(actor, view.organId),
      serve: isHandler,
      void: holds('office_head'),
    },
  };
}

/** The route of the newest wording with names: who passed, whom it waits for. @rule LT-4 */
async function routeOf(view: LetterView): Promise<RouteLine[]> {
  const { frozen, state } = view;
  if (frozen === null) return [];
  const isOpen = state === 'in_route';
  const next = isOpen ? nextSteps(frozen.round, await listColleagues(view.organId)) : [];
  const waiting = await namesOf(next.flatMap(({ mayDecide }) => mayDecide));
  return frozen.round.route.map((step) => {
    const row = view.decisions.findLast(({ position }) => position === step.position);
    const open = next.find((one) => one.step.position === step.position);
    const deputy = row?.onBehalfOfName ? `（代${row.onBehalfOfName}）` : '';
    return {
      position: step.position,
      name: REPLY_STEP_NAMES[step.step],
      state:
        row === undefined ? (open ? 'open' : 'coming') : row.conclusion === 'return' ? 'returned' : 'passed',
      people:
        row === undefined
          ? (open?.mayDecide ?? []).flatMap((id) => waiting.get(id)?.name ?? [])
          : [`${row.name}${deputy}`],
      at: row?.decidedAt ?? null,
      opinion: row?.opinion ?? '',
      basis: row?.secrecy?.basis ?? '',
    };
  });
}

async function outcomeOf(loaded: LoadedCase, letterId: string): Promise<OutcomeFacts | null> {
  const decision = await staffDatabase().applicationDecision.findFirst({
    where: { applicationId: loaded.id, letterId },
    orderBy: { decidedAt: 'desc' },
  });
  const row = decision === null ? null : findOutcome(decision.outcome, decision.subOutcome);
  if (decision === null || row === null) return null;
  const evidence = decision.evidence as { publicInterest?: unknown } | null;
  return {
    label: row.label,
    basis: basisOf(row),
    cell: row.reportRow === null ? null : reportLabels(row).join(' '),
    publicInterest: typeof evidence?.publicInterest === 'string' ? evidence.publicInterest : '',
  };
}
