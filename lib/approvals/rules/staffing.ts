import type { Candidate, RouteStep, SeparationSettings } from '../types';
import { type Capacity, capacitiesFor, handsOfCapacity, seatsExclude } from './separation';

/** A seat with who would sit on it, and for whom. */
export type SeatTaken = { readonly step: RouteStep; readonly capacity: Capacity };

/** Whether the people at hand can give every decision of a route, and who would be missing. */
export type Cast = {
  readonly taken: readonly SeatTaken[];
  /** Seats nobody can fill while the others are filled; empty where the cast is lawful. */
  readonly missing: readonly RouteStep[];
};

/** What a cast must respect beside the route. */
export type CastRules = {
  readonly settings: SeparationSettings;
  /** Whoever wrote the text: holds no seat, not even as a deputy (TR-3). */
  readonly authorIds: readonly string[];
  /** Set where 初审 is of the own section: the section that writes. */
  readonly ownSectionId: string | null;
};

/**
 * The fullest lawful cast of a route from the people at hand: every seat by somebody who may hold it, nobody on two seats
 * that exclude each other, deputies counted as themselves and as whom they stand for. Of several equally full casts the
 * first in the order of the people.
 *
 * @rule TR-3 @rule TR-4
 */
export function castOf(route: readonly RouteStep[], people: readonly Candidate[], rules: CastRules): Cast {
  const open = route.map((step) => ({ step, choices: choicesFor(step, people, rules) }));
  // Seats with the fewest choices first: dead ends show early.
  const order = open
    .filter((seat) => seat.choices.length > 0)
    .sort((a, b) => a.choices.length - b.choices.length);
  let taken: readonly SeatTaken[] | null = null;
  for (let skips = 0; taken === null; skips += 1) taken = fill(order, rules.settings, [], skips);
  const filled = taken;
  const missing = route.filter((step) => !filled.some((seat) => seat.step.position === step.position));
  return { taken: filled, missing };
}

/** Everybody who may sit on a seat, own role or as a deputy, whatever else they do in the round. */
export function choicesFor(step: RouteStep, people: readonly Candidate[], rules: CastRules): Capacity[] {
  const isFirstLevel = step.step === 'l1' || step.step === 'proof_l1';
  return people
    .flatMap((person) => capacitiesFor(step, person))
    .filter((capacity) => !handsOfCapacity(capacity).some((id) => rules.authorIds.includes(id)))
    .filter(
      (capacity) => !isFirstLevel || rules.ownSectionId === null || capacity.sectionId === rules.ownSectionId,
    );
}

/** Fills the seats that are left, leaving out at most `skips` of them; null where that is not possible. */
function fill(
  left: readonly { step: RouteStep; choices: readonly Capacity[] }[],
  settings: SeparationSettings,
  taken: readonly SeatTaken[],
  skips: number,
): readonly SeatTaken[] | null {
  const [seat, ...others] = left;
  if (seat === undefined) return taken;
  for (const capacity of seat.choices) {
    const hands = handsOfCapacity(capacity);
    const clashes = taken.some(
      (other) =>
        handsOfCapacity(other.capacity).some((id) => hands.includes(id)) &&
        seatsExclude(other.step.step, seat.step.step, settings),
    );
    if (clashes) continue;
    const filled = fill(others, settings, [...taken, { step: seat.step, capacity }], skips);
    if (filled !== null) return filled;
  }
  return skips > 0 ? fill(others, settings, taken, skips - 1) : null;
}
