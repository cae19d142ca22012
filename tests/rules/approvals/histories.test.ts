import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkDecision } from '@/lib/approvals/rules/check-decision';
import { CHECKLISTS } from '@/lib/approvals/rules/checklists';
import {
  isRoundPassed,
  nextSteps,
  openSteps,
  returnTargets,
  standingPasses,
} from '@/lib/approvals/rules/next-steps';
import { routeFor } from '@/lib/approvals/rules/route';
import type { DecisionInput } from '@/lib/approvals/schema';
import {
  type Candidate,
  CONCLUSIONS,
  CONTENT_CLASSES,
  type ContentClass,
  type DecisionFacts,
  type RoundFacts,
  type SeparationSettings,
} from '@/lib/approvals/types';

/*
 * Random histories of one item: random people with overlapping roles, random settings, everybody trying everything.
 * The rules alone decide what is accepted; what must hold is said here a second time, in the words of TR-1 to TR-5 and
 * without the code under test.
 */

const SEAT_ROLES = [
  'reviewer_l1',
  'reviewer_l2',
  'secrecy_officer',
  'reviewer_l3',
  'disclosure_leader',
  'head_of_organ',
] as const;
/** TR-1: the seats of each class. */
const SEATS: Record<ContentClass, number> = { a: 4, b: 5, c: 6 };

/** TR-3, said again: who holds both seats breaks it, unless the setting that TR-3 names is on. */
function mayHoldBoth(a: number, b: number, settings: SeparationSettings): boolean {
  const pair = [a, b].sort().join();
  if (pair === '1,3' || pair === '2,3') return settings.secrecy_officer_may_be_l1_or_l2;
  if (pair === '3,4') return settings.secrecy_officer_may_be_l3;
  if (pair === '2,5' || pair === '2,6') return settings.signer_may_be_l2;
  return false;
}

type Move =
  | { kind: 'pass_lawfully'; person: number }
  | { kind: 'decide'; person: number; position: number; conclusion: number; returnTo: number; stale: boolean }
  | { kind: 'return_lawfully'; person: number; toAuthor: boolean }
  | { kind: 'refer'; person: number }
  | { kind: 'reply'; person: number }
  | { kind: 'edit'; person: number };

const person = fc.nat(9);
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('pass_lawfully' as const), person }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      person,
      position: fc.integer({ min: 1, max: 6 }),
      conclusion: fc.nat(CONCLUSIONS.length - 1),
      returnTo: fc.nat(6),
      stale: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('return_lawfully' as const), person, toAuthor: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refer' as const), person }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reply' as const), person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('edit' as const), person }) },
);

const history = fc.record({
  contentClass: fc.constantFrom(...CONTENT_CLASSES),
  settings: fc.record({
    secrecy_officer_may_be_l1_or_l2: fc.boolean(),
    secrecy_officer_may_be_l3: fc.boolean(),
    signer_may_be_l2: fc.boolean(),
  }),
  // Each person holds each role with a chance of one third; the first six hold at least one, so that routes can end.
  roles: fc.array(fc.subarray([...SEAT_ROLES], { maxLength: 3 }), { minLength: 10, maxLength: 10 }),
  author: person,
  moves: fc.array(move, { minLength: 5, maxLength: 40 }),
});

const versions = new Map<number, string>();
function hashOf(version: number): string {
  const hash = versions.get(version) ?? version.toString(16).padStart(64, '0');
  versions.set(version, hash);
  return hash;
}

function careful(round: RoundFacts, position: number, changes: Partial<DecisionInput>): DecisionInput {
  const step = round.route.find((candidate) => candidate.position === position)?.step ?? 'l1';
  const ticked = (items: readonly { key: string }[]) =>
    Object.fromEntries(items.map((item) => [item.key, true]));
  return {
    roundId: '01900000-0000-7000-8000-000000000000',
    position,
    contentHash: round.contentHash,
    decisionsSeen: round.decisions.length,
    conclusion: 'pass',
    returnTo: null,
    opinion: '意见',
    reviewChecklist: ticked(CHECKLISTS[step].review),
    proofChecklist: ticked(CHECKLISTS[step].proof),
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
}

/** What must hold; a plain check, since it runs half a million times. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** The passes that count, by replaying the decisions one by one. */
function counted(decisions: readonly DecisionFacts[]): Set<number> {
  const set = new Set<number>();
  for (const decision of decisions) {
    if (decision.conclusion === 'pass') set.add(decision.position ?? 0);
    if (decision.conclusion === 'return') {
      for (let at = decision.returnTo ?? 0; at <= 6; at += 1) set.delete(at);
    }
  }
  return set;
}

it('[TR-1] [TR-2] [TR-3] [TR-5] 无论谁怎么试，没有审完的不能发布，没有人占两个席位，每次修改都作废', () => {
  const seen = { publishable: 0, returned: 0, referred: 0, edited: 0, refused: 0 };
  fc.assert(
    fc.property(history, ({ contentClass, settings, roles, author, moves }) => {
      const people = roles.map((held, at): Candidate => {
        const sure = SEAT_ROLES[at];
        return { id: `p${at}`, roles: [...new Set([...held, ...(sure ? [sure] : [])])] };
      });
      const contributors = new Set([`p${author}`]);
      let version = 1;
      const open = (): RoundFacts => ({
        contentHash: hashOf(version),
        route: routeFor(contentClass),
        decisions: [],
        contributors: [...contributors],
        settings,
        closed: null,
      });
      let round = open();
      const opened = () =>
        openSteps(round)
          .map((step) => step.position)
          .join();

      /** Tries a decision; when the rules accept it, checks that they were right to, and records it. */
      const attempt = (who: Candidate, position: number, changes: Partial<DecisionInput>): boolean => {
        const step = round.route.find((candidate) => candidate.position === position);
        if (step === undefined) return false;
        const input = careful(round, position, changes);
        if (checkDecision(round, step, who, input).length > 0) {
          seen.refused += 1;
          return false;
        }
        const before = counted(round.decisions);
        const referrals = round.decisions.filter((d) => d.conclusion === 'refer_secrecy').length;
        const replies = round.decisions.filter((d) => d.conclusion === 'referral_reply').length;
        // An open referral takes its answer and nothing else, and an answer needs an open referral.
        must(referrals > replies === (input.conclusion === 'referral_reply'), 'a referral was passed over');
        must(round.closed === null, 'decided in a closed round');
        must(
          who.roles.some((role) => role === SEAT_ROLES[position - 1]),
          'decided without the role',
        );
        must(!contributors.has(who.id), 'judged own work');
        must(!before.has(position), 'passed twice');
        for (let at = 1; at < position; at += 1) must(before.has(at), 'an earlier step was skipped');
        for (const other of round.decisions) {
          if (other.personId === who.id && other.position !== position) {
            must(mayHoldBoth(other.position ?? 0, position, settings), 'holds two seats');
          }
        }
        must(input.contentHash === hashOf(version), 'decided on another text');
        const { conclusion } = input;
        const decision: DecisionFacts = {
          seq: round.decisions.length + 1,
          position,
          step: step.step,
          personId: who.id,
          conclusion,
          returnTo: conclusion === 'return' ? input.returnTo : null,
          contentHash: input.contentHash,
        };
        round = { ...round, decisions: [...round.decisions, decision] };
        if (conclusion === 'return') {
          seen.returned += 1;
          const target = decision.returnTo ?? 0;
          must(target === 0 || target === position - 1, 'returned elsewhere');
          // A return opens exactly its target and what follows; what came before stands.
          const after = [...standingPasses(round).keys()].sort();
          must(
            after.join() ===
              [...before]
                .filter((at) => at < target)
                .sort()
                .join(),
            'a return opened something else',
          );
          if (target > 0) must(opened() === String(target), 'the target of a return is not open');
        }
        if (conclusion === 'refer_secrecy') seen.referred += 1;
        if (conclusion === 'return' && decision.returnTo === 0) {
          const closed: RoundFacts = { ...round, closed: 'returned' };
          must(openSteps(closed).length === 0, 'open after a return to the author');
          must(!isRoundPassed(closed), 'publishable after a return');
          // The author submits again: a new version, and all steps start again.
          version += 1;
          round = open();
        }
        return true;
      };

      for (const next of moves) {
        const who = people[next.person] ?? { id: 'nobody', roles: [] };
        const [first] = nextSteps(round, people);
        switch (next.kind) {
          case 'pass_lawfully': {
            const able = first?.mayDecide ?? [];
            const chosen = people.find(
              (candidate) => candidate.id === able[next.person % (able.length || 1)],
            );
            if (first && chosen) {
              // Who is listed as able is able.
              must(
                attempt(chosen, first.step.position, {}) !== first.awaitsReferralReply,
                'able, yet refused',
              );
            }
            break;
          }
          case 'return_lawfully': {
            if (!first) break;
            const targets = returnTargets(round, first.step);
            attempt(who, first.step.position, {
              conclusion: 'return',
              returnTo: next.toAuthor ? 0 : (targets.at(-1) ?? 0),
            });
            break;
          }
          case 'refer':
            for (const candidate of people) {
              if (attempt(candidate, 3, { conclusion: 'refer_secrecy', secrecy: null })) break;
            }
            break;
          case 'reply':
            for (const candidate of people) {
              if (attempt(candidate, 3, { conclusion: 'referral_reply', secrecy: null })) break;
            }
            break;
          case 'decide': {
            const conclusion = CONCLUSIONS[next.conclusion] ?? 'pass';
            const stale = next.stale ? { contentHash: hashOf(version + 7) } : {};
            const accepted = attempt(who, next.position, { conclusion, returnTo: next.returnTo, ...stale });
            must(!(accepted && next.stale), 'a stale form was accepted');
            break;
          }
          case 'edit': {
            seen.edited += 1;
            const voided: RoundFacts = { ...round, closed: 'edited' };
            must(!isRoundPassed(voided), 'publishable after an edit');
            must(nextSteps(voided, people).length === 0, 'open after an edit');
            contributors.add(who.id);
            version += 1;
            round = open();
            must(opened() === '1', 'a new version does not begin at the first step');
            must(!isRoundPassed(round), 'a new version was passed at once');
            break;
          }
        }

        const passes = counted(round.decisions);
        const referralOpen =
          round.decisions.findLast((d) => d.conclusion.startsWith('refer'))?.conclusion === 'refer_secrecy';
        const isComplete = Array.from({ length: SEATS[contentClass] }, (_, at) => at + 1).every((at) =>
          passes.has(at),
        );
        must(isRoundPassed(round) === (isComplete && !referralOpen), 'publishable without every step');
        if (isRoundPassed(round)) {
          seen.publishable += 1;
          for (const pass of standingPasses(round).values()) {
            must(pass.contentHash === hashOf(version), 'a pass of another text counts');
            must(!contributors.has(pass.personId), 'a pass of a contributor counts');
          }
        }
      }
    }),
    { numRuns: 1500 },
  );
  // The walk went everywhere, or it proves nothing.
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(50);
}, 60_000);
