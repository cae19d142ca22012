import { type Role, SEAT_ROLES } from '@/lib/organs/types';
import type { DraftState, PublicState } from './types';

/** Acts on the text of an item. */
export const ITEM_ACTIONS = [
  'submit',
  'cancel',
  'pass',
  'return_item',
  'refer_secrecy',
  'record_referral_reply',
  'edit',
  'publish',
  'schedule',
  'unschedule',
] as const;
export type ItemAction = (typeof ITEM_ACTIONS)[number];

export type ItemTransition = {
  readonly from: DraftState;
  readonly action: ItemAction;
  readonly to: DraftState;
};

/**
 * The text of an item (states.md). What is not listed is refused; the database holds the same table
 * (office.item_transition, compared by a test).
 *
 * `edit` is TR-2 made a row: an edit of a text under review, approved or scheduled closes its round, takes its plan
 * off and opens a draft; of a public item it opens a correction while the public version stays.
 */
export const ITEM_TRANSITIONS: readonly ItemTransition[] = [
  { from: 'draft', action: 'submit', to: 'in_review' },
  { from: 'returned', action: 'submit', to: 'in_review' },
  { from: 'draft', action: 'cancel', to: 'cancelled' },
  { from: 'returned', action: 'cancel', to: 'cancelled' },
  // Of a correction: the public version stands alone again.
  { from: 'draft', action: 'cancel', to: 'none' },
  { from: 'returned', action: 'cancel', to: 'none' },
  { from: 'in_review', action: 'pass', to: 'in_review' },
  { from: 'in_review', action: 'pass', to: 'approved' },
  { from: 'in_review', action: 'return_item', to: 'returned' },
  { from: 'in_review', action: 'return_item', to: 'in_review' },
  { from: 'in_review', action: 'refer_secrecy', to: 'secrecy_referred' },
  { from: 'secrecy_referred', action: 'record_referral_reply', to: 'in_review' },
  { from: 'in_review', action: 'edit', to: 'draft' },
  { from: 'approved', action: 'edit', to: 'draft' },
  { from: 'scheduled', action: 'edit', to: 'draft' },
  { from: 'none', action: 'edit', to: 'draft' },
  { from: 'approved', action: 'publish', to: 'none' },
  { from: 'approved', action: 'schedule', to: 'scheduled' },
  { from: 'scheduled', action: 'publish', to: 'none' },
  { from: 'scheduled', action: 'unschedule', to: 'approved' },
  { from: 'approved', action: 'return_item', to: 'returned' },
  { from: 'scheduled', action: 'return_item', to: 'returned' },
];

/** The states an action can lead to from a state; empty = refused. */
export function nextStates(from: DraftState, action: ItemAction): DraftState[] {
  return ITEM_TRANSITIONS.filter((row) => row.from === from && row.action === action).map((row) => row.to);
}

/** Acts on what the public sees. */
export const VISIBILITY_ACTIONS = ['hide', 'withdraw_item', 'restore', 'archive'] as const;
export type VisibilityAction = (typeof VISIBILITY_ACTIONS)[number];

const CONFIRMING = ['reviewer_l3', 'disclosure_leader', 'head_of_organ'] as const satisfies readonly Role[];

/** What the public sees of an item (states.md, TR-14) and who may change it. */
export const VISIBILITY_TRANSITIONS: readonly {
  readonly from: PublicState;
  readonly action: VisibilityAction;
  readonly to: PublicState;
  readonly roles: readonly Role[];
}[] = [
  { from: 'published', action: 'hide', to: 'hidden', roles: [...SEAT_ROLES, 'publisher'] },
  { from: 'archived', action: 'hide', to: 'hidden', roles: [...SEAT_ROLES, 'publisher'] },
  { from: 'hidden', action: 'withdraw_item', to: 'withdrawn', roles: CONFIRMING },
  { from: 'hidden', action: 'restore', to: 'published', roles: CONFIRMING },
  // What was archived before it was hidden.
  { from: 'hidden', action: 'restore', to: 'archived', roles: CONFIRMING },
  { from: 'published', action: 'archive', to: 'archived', roles: ['office_head'] },
];

/**
 * Whether an item was public and was taken off: no publication brings it back, only a restore of the same version.
 *
 * @rule TR-14
 */
export function isTakenOff(state: PublicState): boolean {
  return state === 'hidden' || state === 'withdrawn';
}
