import 'server-only';
import {
  type LoadedRound,
  lateOpinionsOf,
  listOpenings,
  listRounds,
  type OpeningRow,
} from '@/lib/approvals/queries';
import { type OwedOpinion, owedOpinion } from '@/lib/approvals/rules/late-opinion';
import { nextSteps, principalName, standingPasses } from '@/lib/approvals/rules/next-steps';
import { secondsSpent } from '@/lib/approvals/rules/time-spent';
import { currentCalendar } from '@/lib/calendar/queries';
import type { Calendar } from '@/lib/calendar/types';
import { listColleagues, namesOf } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { lateStepsOf } from '../reminders/queries';
import { findItem, type LoadedItem } from './load-item';

export type VersionRow = {
  id: string;
  number: number;
  contentHash: string;
  frozenAt: Date;
  frozenBy: string;
};
export type EventRow = { id: string; kind: string; personId: string; reason: string; at: Date };
export type PublicationRow = { id: string; versionId: string; publisherId: string; publishedAt: Date };

/** A save of the working copy; each can still be read. */
export type SaveRow = { revision: number; savedBy: string; savedAt: Date };
/** How many of the newest saves a page shows. */
const SAVES_SHOWN = 50;

/** What stands beside a decision: how long it took, and the opinion written later (TR-11). */
export type DecisionNote = {
  readonly spentSeconds: number | null;
  readonly lateOpinion: { readonly opinion: string; readonly writtenAt: Date } | null;
  /** The written opinion that a pass of the emergency lane still owes. */
  readonly owed: OwedOpinion | null;
};

/** An item with its whole history, for its page, its review and its approval form. */
export type ItemDetail = {
  item: LoadedItem;
  versions: VersionRow[];
  /** The newest saves of the working copy: no text that was ever saved is out of reach. */
  saves: SaveRow[];
  rounds: LoadedRound[];
  /** Who opened the review of each round, oldest first. */
  openings: OpeningRow[];
  /** By id of the decision. */
  notes: ReadonlyMap<string, DecisionNote>;
  publications: PublicationRow[];
  events: EventRow[];
  /** Names of those who may decide each open step of the running round, with whom they stand for, by position. */
  waitingFor: Map<number, string[]>;
  /** Open steps of the running round that are late, in words, by position (TR-9). */
  late: ReadonlyMap<number, string>;
  /** Names and posts of everybody who appears. */
  people: Map<string, { name: string; post: string }>;
};

/** The history of an item if the actor may see it, newest first. */
export async function findItemDetail(actor: Actor, itemId: string): Promise<ItemDetail | null> {
  const item = await findItem(actor, itemId);
  if (item === null) return null;
  const where = { itemId };
  const [versions, saves, rounds, publications, events, colleagues] = await Promise.all([
    staffDatabase().version.findMany({ where, orderBy: { number: 'desc' }, omit: { canonical: true } }),
    staffDatabase().draftSave.findMany({
      where,
      orderBy: { revision: 'desc' },
      take: SAVES_SHOWN,
      select: { revision: true, savedBy: true, savedAt: true },
    }),
    listRounds(itemId),
    staffDatabase().publication.findMany({ where, orderBy: { publishedAt: 'desc' } }),
    staffDatabase().visibilityEvent.findMany({ where, orderBy: { at: 'desc' } }),
    listColleagues(item.organId),
  ]);
  const people = await namesOf([
    item.createdBy,
    item.draft.savedBy,
    ...(item.plan ? [item.plan.plannedBy] : []),
    ...versions.map((version) => version.frozenBy),
    ...saves.map((save) => save.savedBy),
    ...rounds.flatMap((round) => [
      round.openedBy,
      ...round.facts.contributors,
      ...round.decisions.flatMap(({ personId, onBehalfOf }) =>
        onBehalfOf === null ? [personId] : [personId, onBehalfOf],
      ),
    ]),
    ...publications.map((publication) => publication.publisherId),
    ...events.map((event) => event.personId),
  ]);
  const [openings, lateOpinions, calendar] = await Promise.all([
    listOpenings(rounds.map((round) => round.id)),
    lateOpinionsOf(rounds.flatMap((round) => round.decisions.map((decision) => decision.id))),
    currentCalendar(),
  ]);
  const running = rounds.find((round) => round.facts.closed === null);
  const waitingFor = new Map(
    running
      ? nextSteps(running.facts, colleagues).map(({ step, mayDecide }) => [
          step.position,
          colleagues
            .filter((person) => mayDecide.includes(person.id))
            .map((person) => {
              const principal = principalName(running.facts, step, person);
              return principal === null ? person.name : `${person.name}（代${principal}）`;
            }),
        ])
      : [],
  );
  return {
    item,
    versions,
    saves,
    rounds,
    openings,
    notes: notesOf(rounds, openings, lateOpinions, { calendar, today: civilDate(currentTime()) }),
    publications,
    events,
    waitingFor,
    late: running ? await lateStepsOf(running) : new Map(),
    people,
  };
}

function notesOf(
  rounds: readonly LoadedRound[],
  openings: readonly OpeningRow[],
  lateOpinions: ReadonlyMap<string, { opinion: string; writtenAt: Date }>,
  when: { calendar: Calendar; today: CivilDate },
): Map<string, DecisionNote> {
  return new Map(
    rounds.flatMap((round) => {
      const own = openings.filter((opening) => opening.roundId === round.id);
      const passes = standingPasses(round.facts);
      const course = { lane: round.lane, closed: round.facts.closed };
      const before = { roundOpenedAt: round.openedAt, decisions: round.decisions };
      return round.decisions.map((decision) => [
        decision.id,
        {
          spentSeconds: secondsSpent(decision, before, own),
          lateOpinion: lateOpinions.get(decision.id) ?? null,
          owed: owedOpinion(
            course,
            decision,
            passes.get(decision.position ?? 0),
            lateOpinions.has(decision.id),
            when,
          ),
        },
      ]);
    }),
  );
}
