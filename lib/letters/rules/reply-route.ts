import type { ReplyStep, RouteStep } from '@/lib/approvals/types';
import type { Role } from '@/lib/organs/types';
import type { LetterCode, RemedyMode } from '../types/letters';
import { LETTERS } from './letter-table';

/** Whose seat a step is. */
export const REPLY_ROLES: Record<ReplyStep, Role> = {
  secrecy: 'secrecy_officer',
  head: 'office_head',
  legal: 'legal_reviewer',
  leader: 'disclosure_leader',
};

/** Sent as they are: a request to confirm, a receipt. */
const NEEDS_NO_APPROVAL: readonly LetterCode[] = ['L00', 'L01'];
/** Letters that hand out or describe information (REG-17-1). */
const DESCRIBES_INFORMATION: readonly LetterCode[] = ['R01', 'R02', 'R03', 'R07', 'L06', 'L09'];
/** Refusals under Art. 14 to 16, partial disclosure, disclosure in the public interest, fees. */
const NEEDS_LEGAL_REVIEW: readonly LetterCode[] = [
  'R03',
  'R04',
  'R05',
  'R06',
  'R07',
  'R08',
  'R09',
  'R10',
  'L09',
  'L10',
];

/** The steps of a letter, in order; its remedies decide too: other ones than its kind has need the legal reviewer. */
function stepsOf(code: LetterCode, remedyMode: RemedyMode): ReplyStep[] {
  if (NEEDS_NO_APPROVAL.includes(code)) return [];
  const isLegal = NEEDS_LEGAL_REVIEW.includes(code) || remedyMode !== LETTERS[code].remedy;
  const isLed = LETTERS[code].isDecision || code === 'L10';
  return [
    ...(DESCRIBES_INFORMATION.includes(code) ? (['secrecy'] as const) : []),
    'head',
    ...(isLegal ? (['legal'] as const) : []),
    ...(isLed ? (['leader'] as const) : []),
  ];
}

/**
 * The reply route of a letter: 保密审查 where it hands out or describes information, the head of the office always, the
 * legal reviewer and the leader in charge where the letter decides. One after the other, one person each. The database
 * knows the same (office.letter_route).
 *
 * @rule LT-4 @rule LT-10 @rule REG-17-1
 */
export function replyRoute(code: LetterCode, remedyMode: RemedyMode): RouteStep<ReplyStep>[] {
  return stepsOf(code, remedyMode).map((step, at) => ({
    position: at + 1,
    step,
    role: REPLY_ROLES[step],
    stage: at + 1,
  }));
}
