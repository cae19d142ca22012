import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkDecision } from '@/lib/approvals/rules/check-decision';
import { checklistOf } from '@/lib/approvals/rules/checklists';
import { isRoundPassed, judge, openSteps } from '@/lib/approvals/rules/next-steps';
import { isAboveFloor, routeFor, stepsToAdd } from '@/lib/approvals/rules/route';
import type { DecisionInput } from '@/lib/approvals/schema';
import {
  type Candidate,
  CONTENT_CLASSES,
  type ContentClass,
  type DecisionFacts,
  LANES,
  type Lane,
  type RoundFacts,
  type RouteSettings,
  type RouteStep,
  SIGNERS,
  type Signer,
} from '@/lib/approvals/types';
import type { Role, Standing } from '@/lib/organs/types';

/*
 * G2 for everything an organ can set and everybody it can have: lanes, split proofs, signers, sections, deputies who come
 * and go, classes that rise, reviewers who edit. Random people try everything; what must hold of what was accepted is
 * written here once more, in the words of TR-1, TR-3, TR-4, TR-11 and TR-12 and without the code under test.
 */

const SEAT_ROLES = [
  'reviewer_l1',
  'reviewer_l2',
  'secrecy_officer',
  'reviewer_l3',
  'disclosure_leader',
  'head_of_organ',
] as const satisfies readonly Role[];

const signers = (contentClass: ContentClass) =>
  fc.subarray<Signer>([...SIGNERS]).filter((list) => isAboveFloor(contentClass, list));
const settings: fc.Arbitrary<RouteSettings> = fc.record({
  split_proof_l1: fc.boolean(),
  split_proof_l2: fc.boolean(),
  split_proof_l3: fc.boolean(),
  l1_own_section: fc.boolean(),
  sign_off_a: signers('a'),
  sign_off_b: signers('b'),
  sign_off_c: signers('c'),
  column_class: fc.constant({}),
  secrecy_officer_may_be_l1_or_l2: fc.boolean(),
  secrecy_officer_may_be_l3: fc.boolean(),
  signer_may_be_l2: fc.boolean(),
});

const PEOPLE = 12;
const person = fc.nat(PEOPLE - 1);
const move = fc.oneof(
  { weight: 14, arbitrary: fc.record({ kind: fc.constant('pass' as const), person, seat: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('return' as const), person, toAuthor: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('edit' as const), person }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('delegate' as const),
      principal: person,
      deputy: person,
      role: fc.constantFrom(...SEAT_ROLES),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('revoke' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('raise' as const) }) },
);
const story = fc.record({
  contentClass: fc.constantFrom(...CONTENT_CLASSES),
  lane: fc.constantFrom(...LANES),
  settings,
  roles: fc.array(fc.subarray([...SEAT_ROLES], { maxLength: 2 }), { minLength: PEOPLE, maxLength: PEOPLE }),
  sections: fc.array(fc.constantFrom('s1', 's2'), { minLength: PEOPLE, maxLength: PEOPLE }),
  authors: fc.uniqueArray(person, { minLength: 1, maxLength: 2 }),
  moves: fc.array(move, { minLength: 20, maxLength: 70, size: 'max' }),
});

/** TR-3: the pairs of seats that a setting lets one person take; all others are two persons. */
function mayShare(a: string, b: string, set: RouteSettings): boolean {
  const pair = [a, b].sort().join('+');
  if (pair === 'l1+secrecy' || pair === 'l2+secrecy') return set.secrecy_officer_may_be_l1_or_l2;
  if (pair === 'l3+secrecy') return set.secrecy_officer_may_be_l3;
  if (pair === 'l2+sign_off') return set.signer_may_be_l2;
  return false;
}

/** TR-1, TR-11, TR-12: the seats that a text of this class must have had in this lane, and which comes before which. */
function wantedSeats(contentClass: ContentClass, lane: Lane, set: RouteSettings): string[] {
  const split = (level: 'l1' | 'l2' | 'l3') => (set[`split_proof_${level}`] ? [`proof_${level}`] : []);
  const reviews = [...split('l1'), 'l1', ...split('l2'), 'l2', 'secrecy', ...split('l3'), 'l3'];
  const floor = { a: [], b: ['disclosure_leader'], c: ['disclosure_leader', 'head_of_organ'] }[contentClass];
  const signed =
    lane === 'emergency' ? ['head_of_organ'] : [...new Set([...floor, ...set[`sign_off_${contentClass}`]])];
  return [...reviews, ...signed.map((role) => `sign_off ${role}`)];
}
const ORDER = ['proof_l1', 'l1', 'proof_l2', 'l2', 'secrecy', 'proof_l3', 'l3'];
function comesBefore(a: RouteStep, b: RouteStep, lane: Lane): boolean {
  const at = ({ step, role }: RouteStep) => {
    if (step === 'sign_off') return role === 'head_of_organ' ? 9 : 8;
    const place = ORDER.indexOf(step);
    // In the fast lanes what comes before 终审 has no order.
    return lane !== 'normal' && place < 5 ? 0 : place;
  };
  return at(a) < at(b);
}
const seatName = ({ step, role }: RouteStep) => (step === 'sign_off' ? `sign_off ${role}` : step);

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
const hashes = new Map<number, string>();
function hashOf(version: number): string {
  const hash = hashes.get(version) ?? version.toString(16).padStart(64, '0');
  hashes.set(version, hash);
  return hash;
}
/** Who stands behind a decision. */
const handsOf = ({ personId, onBehalfOf }: Pick<DecisionFacts, 'personId' | 'onBehalfOf'>) =>
  onBehalfOf ? [personId, onBehalfOf] : [personId];

it('[TR-3] [TR-4] [TR-11] [TR-12] [G2] 任何设置、流程、代理和升级：写过的人不审，谁也不占两席，委托人算在内', () => {
  const seen = {
    passed: 0,
    deputised: 0,
    raised: 0,
    edited: 0,
    refused: 0,
    shared: 0,
    emergency: 0,
    split: 0,
  };
  fc.assert(
    fc.property(story, ({ contentClass, lane, settings: set, roles, sections, authors, moves }) => {
      const held = roles.map((some, at): Role[] => {
        // One sure holder of each role; some of the others hold none and are there to be deputies.
        const sure = SEAT_ROLES[at];
        return [...new Set<Role>([...some, ...(sure ? [sure] : [])])];
      });
      const standing: { id: string; principal: string; deputy: string; role: Role }[] = [];
      const idOf = (at: number) => `p${at}`;
      const candidate = (at: number): Candidate => ({
        id: idOf(at),
        roles: held[at] ?? [],
        sectionId: sections[at] ?? null,
        standsFor: standing
          .filter(({ deputy }) => deputy === idOf(at))
          .map(
            ({ id, principal, role }): Standing => ({
              delegationId: id,
              isUnconfirmed: false,
              principalId: principal,
              principalName: principal,
              principalSectionId: sections[Number(principal.slice(1))] ?? null,
              role,
            }),
          ),
      });
      const contributors = new Set(authors.map(idOf));
      let version = 1;
      let present = lane === 'emergency' ? 'c' : contentClass;
      const open = (): RoundFacts => ({
        contentHash: hashOf(version),
        route: routeFor(present, lane, set),
        decisions: [],
        contributors: [...contributors],
        settings: set,
        closed: null,
        lane,
        sectionId: set.l1_own_section ? 's1' : null,
      });
      let round = open();
      const standingPasses = () => {
        const passes = new Map<number, DecisionFacts>();
        for (const decision of round.decisions) {
          if (decision.conclusion === 'pass' && decision.position !== null) {
            passes.set(decision.position, decision);
          }
          if (decision.conclusion === 'return') {
            for (const at of [...passes.keys()]) if (at >= (decision.returnTo ?? 0)) passes.delete(at);
          }
        }
        return passes;
      };

      const attempt = (at: number, step: RouteStep, changes: Partial<DecisionInput>): void => {
        const who = candidate(at);
        const list = checklistOf(step.step, round.route);
        const tick = (items: readonly { key: string }[]) =>
          Object.fromEntries(items.map(({ key }) => [key, true]));
        const input: DecisionInput = {
          roundId: '01900000-0000-7000-8000-000000000000',
          position: step.position,
          contentHash: round.contentHash,
          decisionsSeen: round.decisions.length,
          conclusion: 'pass',
          returnTo: null,
          opinion: '意见',
          reviewChecklist: tick(list.review),
          proofChecklist: tick(list.proof),
          secrecy: {
            state_secret: false,
            work_secret: false,
            trade_secret: false,
            personal_privacy: false,
            basis: '核对',
            conclusion: 'publish',
          },
          ...changes,
        };
        if (checkDecision(round, step, who, input).length > 0) {
          seen.refused += 1;
          return;
        }
        const { capacity } = judge(round, step, who);
        must(capacity !== null, 'accepted without a capacity');
        const onBehalfOf = capacity?.onBehalfOf?.personId ?? null;
        const hands = handsOf({ personId: who.id, onBehalfOf });
        // The role is one's own, or that of somebody who holds it and whose deputy one is today.
        const lends = standing.some(
          (one) => one.deputy === who.id && one.principal === onBehalfOf && one.role === step.role,
        );
        must(onBehalfOf === null ? who.roles.includes(step.role) : lends, 'decided without the role');
        for (const hand of hands) must(!contributors.has(hand), 'judged own work, or that of the principal');
        for (const other of round.decisions) {
          if (other.position === step.position) continue;
          if (!handsOf(other).some((hand) => hands.includes(hand))) continue;
          must(mayShare(other.step, step.step, set), `one person on ${other.step} and ${step.step}`);
          seen.shared += 1;
        }
        const passes = standingPasses();
        must(!passes.has(step.position), 'passed twice');
        for (const other of round.route) {
          if (comesBefore(other, step, lane)) must(passes.has(other.position), `${other.step} was skipped`);
        }
        const isFirstLevel = step.step === 'l1' || step.step === 'proof_l1';
        if (isFirstLevel && set.l1_own_section) {
          const section = sections[Number((onBehalfOf ?? who.id).slice(1))];
          must(section === 's1', 'a reviewer of another section');
        }
        if (onBehalfOf) seen.deputised += 1;
        if (lane === 'emergency') seen.emergency += 1;
        if (step.step.startsWith('proof')) seen.split += 1;
        const { conclusion, returnTo, contentHash } = input;
        const seq = round.decisions.length + 1;
        const { position } = step;
        const facts = {
          seq,
          position,
          step: step.step,
          personId: who.id,
          conclusion,
          contentHash,
          onBehalfOf,
        };
        round = { ...round, decisions: [...round.decisions, { ...facts, returnTo }] };
        if (conclusion === 'return' && returnTo === 0) {
          version += 1;
          round = open();
        }
      };

      for (const next of moves) {
        switch (next.kind) {
          case 'pass': {
            // Half of the tries are at an open step by somebody at random, the others anywhere.
            const steps = next.seat < 6 ? openSteps(round) : round.route;
            const step = steps[next.seat % Math.max(1, steps.length)];
            if (step) attempt(next.person, step, {});
            // Everybody else tries what is open, too, until somebody may.
            const [first] = openSteps(round);
            if (first && next.seat < 3) {
              for (let at = 0; at < PEOPLE; at += 1) attempt((next.person + at) % PEOPLE, first, {});
            }
            break;
          }
          case 'return': {
            const [step] = openSteps(round);
            if (step)
              attempt(next.person, step, {
                conclusion: 'return',
                returnTo: next.toAuthor ? 0 : step.position - 1,
              });
            break;
          }
          case 'edit':
            // A reviewer who types a byte is an author from now on, in later rounds too.
            seen.edited += 1;
            contributors.add(idOf(next.person));
            version += 1;
            round = open();
            must(!isRoundPassed(round), 'a new version was passed at once');
            break;
          case 'delegate':
            if (next.principal !== next.deputy && held[next.principal]?.includes(next.role)) {
              const id = `d${standing.length}`;
              standing.push({
                id,
                principal: idOf(next.principal),
                deputy: idOf(next.deputy),
                role: next.role,
              });
            }
            break;
          case 'revoke':
            if (standing.length > 0) standing.splice(next.which % standing.length, 1);
            break;
          case 'raise': {
            const higher = CONTENT_CLASSES[CONTENT_CLASSES.indexOf(present) + 1];
            if (higher === undefined) break;
            const before = standingPasses();
            present = higher;
            round = { ...round, route: [...round.route, ...stepsToAdd(round.route, higher, lane, set)] };
            for (const at of before.keys()) must(standingPasses().has(at), 'raising the class undid a pass');
            seen.raised += 1;
            break;
          }
        }
        if (!isRoundPassed(round)) continue;
        seen.passed += 1;
        const passes = standingPasses();
        const taken = round.route.flatMap((step) => {
          const pass = passes.get(step.position);
          return pass ? [{ step, pass }] : [];
        });
        const names = taken.map(({ step }) => seatName(step));
        for (const seat of wantedSeats(present, lane, set))
          must(names.includes(seat), `passed without ${seat}`);
        for (const [at, { step, pass }] of taken.entries()) {
          must(pass.contentHash === hashOf(version), 'a pass of another text counts');
          for (const hand of handsOf(pass)) must(!contributors.has(hand), 'a pass of a contributor counts');
          for (const other of taken.slice(at + 1)) {
            const shares = handsOf(other.pass).some((hand) => handsOf(pass).includes(hand));
            must(!shares || mayShare(step.step, other.step.step, set), 'one person on two seats');
          }
        }
      }
    }),
    { numRuns: 1500 },
  );
  // The walk went everywhere, or it proves nothing.
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(50);
}, 60_000);
