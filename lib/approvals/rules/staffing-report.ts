import {
  type Candidate,
  CONTENT_CLASSES,
  type ContentClass,
  type RouteSettings,
  type RouteStep,
  type SeparationSettings,
} from '../types';
import { isAtLeast, leastClassOfColumns, routeFor } from './route';
import { handsOfCapacity, seatsExclude } from './separation';
import { type CastRules, castOf, choicesFor, type SeatTaken } from './staffing';

/** A person of the organ as they stand on a day: roles and delegations of that day, and whether they are away. */
export type StaffMember = Candidate & { readonly name: string; readonly isOnLeave: boolean };

/** What the check is made from. */
export type StaffingFacts = {
  readonly people: readonly StaffMember[];
  readonly settings: RouteSettings;
  /** Columns in which items are listed, in the order of the site. */
  readonly columns: readonly { readonly id: string; readonly path: string }[];
};

/** Why somebody who holds the role of a seat can't take it. */
export type Hindrance =
  | { readonly name: string; readonly why: 'on_leave' }
  | { readonly name: string; readonly why: 'deputies_taken'; readonly deputies: readonly string[] }
  | { readonly name: string; readonly why: 'author' }
  | { readonly name: string; readonly why: 'other_section' }
  | { readonly name: string; readonly why: 'seated'; readonly seats: readonly RouteStep[] };

/** A seat nobody can take, with everybody who holds its role and what hinders them. */
export type Lack = { readonly step: RouteStep; readonly hindrances: readonly Hindrance[] };

/** What stands against a text of one author. */
export type AuthorStaffing = {
  readonly authorId: string;
  readonly author: string;
  readonly cast: readonly SeatTaken[];
  readonly lacks: readonly Lack[];
  /** Who may publish: anybody with the role, at work, but the author (TR-3). */
  readonly publishers: readonly string[];
  readonly isPossible: boolean;
  /** Persons of the smallest cast found, author and publisher included; null where there is none. */
  readonly size: number | null;
};

/** All authors for one class. */
export type ClassStaffing = {
  readonly contentClass: ContentClass;
  readonly route: readonly RouteStep[];
  readonly authors: readonly AuthorStaffing[];
  readonly state: 'possible' | 'partly' | 'impossible';
};

export type StaffingReport = {
  readonly classes: readonly ClassStaffing[];
  /** Each column with the classes of what may go there: its own least class and those above. */
  readonly columns: readonly {
    readonly id: string;
    readonly path: string;
    readonly leastClass: ContentClass;
    readonly classes: readonly ContentClass[];
  }[];
};

/**
 * Whether the people of a day still make a lawful cast: for every class, for a text of every author who is at work, the
 * fullest cast of the route with somebody to publish, and where a seat stays empty, why. People on leave sit nowhere, but
 * whom they have made their deputy does.
 *
 * @rule TR-3 @rule TR-4
 */
export function staffingReport({ people, settings, columns }: StaffingFacts): StaffingReport {
  const atWork = people.filter((person) => !person.isOnLeave);
  const authors = atWork.filter((person) => person.roles.includes('author'));
  const classes = CONTENT_CLASSES.map((contentClass): ClassStaffing => {
    const route = routeFor(contentClass, 'normal', settings);
    const checked = authors.map((author) => authorStaffing(route, author, people, settings));
    const possible = checked.filter((author) => author.isPossible).length;
    const state = possible === 0 ? 'impossible' : possible < checked.length ? 'partly' : 'possible';
    return { contentClass, route, authors: checked, state };
  });
  return {
    classes,
    columns: columns.map(({ id, path }) => {
      const leastClass = leastClassOfColumns([id], settings.column_class);
      const accepted = CONTENT_CLASSES.filter((contentClass) => isAtLeast(contentClass, leastClass));
      return { id, path, leastClass, classes: accepted };
    }),
  };
}

function authorStaffing(
  route: readonly RouteStep[],
  author: StaffMember,
  people: readonly StaffMember[],
  settings: RouteSettings,
): AuthorStaffing {
  const atWork = people.filter((person) => !person.isOnLeave);
  const ownSectionId = settings.l1_own_section ? (author.sectionId ?? null) : null;
  const rules: CastRules = { settings, authorIds: [author.id], ownSectionId };
  const { taken, missing } = castOf(route, atWork, rules);
  const cast = missing.length === 0 ? smallestCast(route, atWork, rules, taken) : taken;
  const publishers = atWork.filter(({ id, roles }) => id !== author.id && roles.includes('publisher'));
  const isPossible = missing.length === 0 && publishers.length > 0;
  const seated = new Set(cast.map((seat) => seat.capacity.personId));
  const outsider = publishers.some(({ id }) => seated.has(id)) ? 0 : 1;
  return {
    authorId: author.id,
    author: author.name,
    cast: route.flatMap((step) => cast.find((seat) => seat.step.position === step.position) ?? []),
    lacks: missing.map((step) => ({ step, hindrances: hindrancesOf(step, people, rules, taken) })),
    publishers: publishers.map(({ name }) => name),
    isPossible,
    size: isPossible ? 1 + seated.size + outsider : null,
  };
}

function hindrancesOf(
  step: RouteStep,
  people: readonly StaffMember[],
  rules: CastRules,
  taken: readonly SeatTaken[],
): Hindrance[] {
  const seatsOf = (id: string) =>
    taken.filter((seat) => handsOfCapacity(seat.capacity).includes(id)).map((seat) => seat.step);
  const hinder = (person: StaffMember): Hindrance => {
    const { id, name } = person;
    if (rules.authorIds.includes(id)) return { name, why: 'author' };
    if (!person.isOnLeave && choicesFor(step, [person], rules).length === 0)
      return { name, why: 'other_section' };
    const deputies = people.filter((other) =>
      other.standsFor?.some((standing) => standing.principalId === id && standing.role === step.role),
    );
    if (deputies.length > 0 && person.isOnLeave) {
      return { name, why: 'deputies_taken', deputies: deputies.map((deputy) => deputy.name) };
    }
    if (person.isOnLeave) return { name, why: 'on_leave' };
    return { name, why: 'seated', seats: seatsOf(id) };
  };
  return people.filter((person) => person.roles.includes(step.role)).map(hinder);
}

/** Tries of the search for a smaller cast; beyond it the cast at hand is good enough. */
const TRIES = 100_000;

/**
 * The cast with the fewest persons for a route that a full cast exists for. Only the settings of TR-3 let one person take
 * two seats, so without them every full cast is the smallest.
 *
 * @param full a full cast of the same route, people and rules
 * @rule TR-3
 */
export function smallestCast(
  route: readonly RouteStep[],
  people: readonly Candidate[],
  rules: CastRules,
  full: readonly SeatTaken[],
): readonly SeatTaken[] {
  const seats = route
    .map((step) => ({ step, choices: choicesFor(step, people, rules) }))
    .sort((a, b) => a.choices.length - b.choices.length);
  let tries = TRIES;
  const fill = (at: number, taken: readonly SeatTaken[], most: number): readonly SeatTaken[] | null => {
    const seat = seats[at];
    if (seat === undefined) return taken;
    for (const capacity of seat.choices) {
      tries -= 1;
      if (tries < 0) return null;
      const next = [...taken, { step: seat.step, capacity }];
      if (clashes(taken, next[at], rules.settings) || personsOf(next) > most) continue;
      const filled = fill(at + 1, next, most);
      if (filled !== null) return filled;
    }
    return null;
  };
  for (let most = route.length - sharedSeats(rules.settings); most < personsOf(full); most += 1) {
    const found = fill(0, [], most);
    if (found !== null) return found;
  }
  return full;
}

function personsOf(taken: readonly SeatTaken[]): number {
  return new Set(taken.map((seat) => seat.capacity.personId)).size;
}

/** How many seats at most the settings let a person take beside another. */
function sharedSeats(settings: SeparationSettings): number {
  const secrecy = settings.secrecy_officer_may_be_l1_or_l2 || settings.secrecy_officer_may_be_l3;
  return Number(secrecy) + Number(settings.signer_may_be_l2);
}

function clashes(
  taken: readonly SeatTaken[],
  added: SeatTaken | undefined,
  settings: SeparationSettings,
): boolean {
  if (added === undefined) return false;
  const hands = handsOfCapacity(added.capacity);
  return taken.some(
    (other) =>
      handsOfCapacity(other.capacity).some((id) => hands.includes(id)) &&
      seatsExclude(other.step.step, added.step.step, settings),
  );
}
