import { decideCaseLetter, submitCaseLetter } from '@/lib/applications/commands/case-letters';
import { issueLetter } from '@/lib/applications/commands/issue-letter';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import { LETTER_CHECKLISTS } from '@/lib/letters/rules/check-letter-decision';
import type { Actor, Role } from '@/lib/organs/types';
import type { CivilDate } from '@/lib/platform/dates';
import type { CaseCast } from './cases';
import { unwrap } from './factories';

const SEATS: Partial<Record<Role, keyof CaseCast>> = {
  secrecy_officer: 'secrecy',
  office_head: 'head',
  legal_reviewer: 'legal',
  disclosure_leader: 'leader',
};

/** Sends a draft on its route and lets everybody pass it: sealed in the end. */
export async function approveLetter(cast: CaseCast, letterId: string): Promise<{ number: string | null }> {
  const draft = await loadLetter(letterId);
  if (draft === null) throw new Error('no such letter');
  let moved = unwrap(await submitCaseLetter(cast.handler, { letterId, revision: draft.revision }));
  while (!moved.sealed) moved = unwrap(await decideOpenStep(cast, letterId, 'pass'));
  return { number: moved.number };
}

/** The decision on the open step of a letter by whoever of the cast holds its seat. */
export async function decideOpenStep(
  cast: CaseCast,
  letterId: string,
  conclusion: 'pass' | 'return',
  by?: Actor,
) {
  const letter = await loadLetter(letterId);
  const round = letter?.frozen?.round;
  const step = round === undefined ? undefined : openSteps(round)[0];
  if (round === undefined || step === undefined) throw new Error('no open step');
  const seat = SEATS[step.role];
  if (seat === undefined) throw new Error(`nobody for ${step.role}`);
  return decideCaseLetter(by ?? cast[seat], {
    letterId,
    position: step.position,
    contentHash: round.contentHash,
    decisionsSeen: round.decisions.length,
    conclusion,
    opinion: conclusion === 'return' ? '请写明具体年度' : '',
    checklist: Object.fromEntries(LETTER_CHECKLISTS[step.step].map(({ key }) => [key, true])),
    secrecy:
      step.step === 'secrecy'
        ? {
            state_secret: false,
            work_secret: false,
            trade_secret: false,
            personal_privacy: false,
            basis: '逐项核对，不涉及',
            conclusion: 'publish',
          }
        : null,
  });
}

/** Posts a sealed letter by China Post. */
export async function post(cast: CaseCast, letterId: string, sentOn: CivilDate) {
  return issueLetter(cast.handler, {
    letterId,
    way: 'china_post',
    sentOn,
    servedOn: null,
    trackingNo: 'XA00000000041',
    proofSha256: null,
    note: '',
  });
}
