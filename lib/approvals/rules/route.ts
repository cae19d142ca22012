import type { Role } from '@/lib/organs/types';
import {
  type ContentClass,
  DEFAULT_ROUTE_SETTINGS,
  type Lane,
  type RouteSettings,
  type RouteStep,
  SIGNERS,
  type Signer,
  type Step,
} from '../types';

type Seat = { readonly step: Step; readonly role: Role };

/** The signatures of a class: in an emergency 主要领导 signs alone (TR-11). */
function signersOf(contentClass: ContentClass, lane: Lane, settings: RouteSettings): readonly Signer[] {
  return lane === 'emergency' ? ['head_of_organ'] : settings[`sign_off_${contentClass}`];
}

/**
 * The seats of a route in order, grouped by what is open together. One level after the other; in the fast lanes 初审,
 * 复审 and 保密审查 (with their proofreads) stand beside each other, and 终审 and 签发 come last all the same.
 */
function stagesOf(contentClass: ContentClass, lane: Lane, settings: RouteSettings): Seat[][] {
  const level = (name: 'l1' | 'l2' | 'l3', role: Role): Seat[] => [
    ...(settings[`split_proof_${name}`] ? [{ step: `proof_${name}`, role } as const] : []),
    { step: name, role },
  ];
  const l1 = level('l1', 'reviewer_l1');
  const l2 = level('l2', 'reviewer_l2');
  const secrecy: Seat = { step: 'secrecy', role: 'secrecy_officer' };
  const first = lane === 'normal' ? [...l1, ...l2, secrecy].map((seat) => [seat]) : [[...l1, ...l2, secrecy]];
  const signatures = signersOf(contentClass, lane, settings).map((role): Seat[] => [
    { step: 'sign_off', role },
  ]);
  return [...first, ...level('l3', 'reviewer_l3').map((seat) => [seat]), ...signatures];
}

/**
 * The route for a content class: three reviews with three proofreads and 保密审查 for every class, 签发 by the leader in
 * charge for B, then by 主要领导 for C, and what the organ's settings add. No setting and no lane takes a seat away; the
 * same floor stands in the database (office.assert_round_passed).
 *
 * @rule TR-1 @rule TR-3 @rule TR-11 @rule TR-12
 */
export function routeFor(
  contentClass: ContentClass,
  lane: Lane = 'normal',
  settings: RouteSettings = DEFAULT_ROUTE_SETTINGS,
): RouteStep[] {
  let position = 0;
  return stagesOf(contentClass, lane, settings).flatMap((seats, index) =>
    seats.map((seat): RouteStep => {
      position += 1;
      return { position, step: seat.step, role: seat.role, stage: index + 1 };
    }),
  );
}

/**
 * The steps a running route gains when its class is raised: the signatures it lacks, behind all others, so that what
 * was passed stays passed. Those signatures are in order already, since a class never signs less than a lower one.
 */
export function stepsToAdd(
  route: readonly RouteStep[],
  contentClass: ContentClass,
  lane: Lane,
  settings: RouteSettings,
): RouteStep[] {
  const last = Math.max(0, ...route.map((step) => step.position));
  const lastStage = Math.max(0, ...route.map((step) => step.stage));
  return routeFor(contentClass, lane, settings)
    .filter((wanted) => !route.some((step) => step.step === wanted.step && step.role === wanted.role))
    .map((step, index) => ({ ...step, position: last + index + 1, stage: lastStage + index + 1 }));
}

/**
 * Whether a list of signers may be saved for a class: B is signed by the leader in charge, C by that leader and then by
 * 主要领导, whatever else the organ wishes (the floor; office.assert_setting_floor says the same). 主要领导 never signs
 * before the leader in charge has, so that raising a class only ever adds signatures at the end.
 *
 * @rule TR-1
 */
export function isAboveFloor(contentClass: ContentClass, signers: readonly Signer[]): boolean {
  const least = { a: 0, b: 1, c: 2 }[contentClass];
  return signers.length >= least && signers.every((signer, at) => signer === SIGNERS[at]);
}

/** Whether `next` is at least as high as `current`: nobody lowers the class of a running round. */
export function isAtLeast(next: ContentClass, current: ContentClass): boolean {
  return next >= current;
}

/** The least class of what goes into these columns, as the organ has set it. */
export function leastClassOfColumns(
  columnIds: readonly string[],
  columnClass: RouteSettings['column_class'],
): ContentClass {
  return columnIds.reduce<ContentClass>((least, id) => {
    const wanted = columnClass[id] ?? 'a';
    return isAtLeast(wanted, least) ? wanted : least;
  }, 'a');
}
