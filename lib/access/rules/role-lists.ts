import type { Role } from '@/lib/organs/types';

/** Who may change a text; reviewers thereby become authors of it. */
export const EDITORS = [
  'author',
  'reviewer_l1',
  'reviewer_l2',
  'reviewer_l3',
] as const satisfies readonly Role[];

/** Who holds a seat of a route. */
export const REVIEWERS = [
  'reviewer_l1',
  'reviewer_l2',
  'secrecy_officer',
  'reviewer_l3',
  'disclosure_leader',
  'head_of_organ',
] as const satisfies readonly Role[];

/** Who sees the cases of 依申请公开 of the organ. */
export const CASE_READERS = [
  'case_handler',
  'office_head',
  'legal_reviewer',
  'secrecy_officer',
  'disclosure_leader',
  'head_of_organ',
] as const satisfies readonly Role[];
