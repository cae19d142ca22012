import { nextSteps } from '@/lib/approvals/rules/next-steps';
import { isAtLeast } from '@/lib/approvals/rules/route';
import { asCandidate, CONTENT_CLASSES, type ContentClass, type RoundFacts } from '@/lib/approvals/types';
import type { Actor } from '@/lib/organs/types';
import type { Refusal } from '@/lib/platform/result';
import { disclosureRefusal } from '../messages';
import { type ItemFacts, whyNot } from '../policy';
import { type ItemKind, LEAST_CLASS } from '../types';

export type OfferedKey =
  | 'publish'
  | 'schedule'
  | 'unschedule'
  | 'returnApproved'
  | 'hide'
  | 'withdraw_item'
  | 'restore'
  | 'archive'
  | 'cancel';

/** What the page of an item offers this person. */
export type Offer = {
  readonly review: boolean;
  readonly edit: boolean;
  /** Classes this person may give the item now, as a reviewer. */
  readonly classes: readonly ContentClass[];
  readonly acts: readonly { readonly key: OfferedKey; readonly refusals: readonly Refusal[] }[];
};

/** What decides which classes can be chosen. */
export type ClassFacts = { readonly kind: ItemKind; readonly contentClass: ContentClass };

/** Any reviewer raises; 终审 lowers too, but not while the text is under review, and never below the kind's least. */
function classChoices(actor: Actor, item: ItemFacts & ClassFacts): ContentClass[] {
  if (whyNot(actor, 'change_class', item).length > 0) return [];
  const isUnderReview = item.draftState === 'in_review' || item.draftState === 'secrecy_referred';
  const mayLower = !isUnderReview && actor.roles.includes('reviewer_l3') && item.createdBy !== actor.personId;
  return CONTENT_CLASSES.filter(
    (choice) =>
      choice !== item.contentClass &&
      isAtLeast(choice, LEAST_CLASS[item.kind]) &&
      (mayLower || isAtLeast(choice, item.contentClass)),
  );
}

/**
 * What a person can do with an item now. An act that fits neither its state nor the person's roles is left out; one
 * that is the person's work but barred (own text; the item was taken off) is listed with its reasons.
 */
export function offerActs(actor: Actor, item: ItemFacts & ClassFacts, round: RoundFacts | null): Offer {
  const isApproved = item.draftState === 'approved' || item.draftState === 'scheduled';
  const wrote = round?.contributors.includes(actor.personId) ?? false;
  const acts: { key: OfferedKey; refusals: Refusal[] }[] = [];
  const offer = (key: OfferedKey, refusals: Refusal[]) => acts.push({ key, refusals });
  for (const key of ['publish', 'schedule', 'unschedule'] as const) {
    const refusals = whyNot(actor, key, item);
    if (refusals.some((refusal) => refusal.code !== 'hidden_first')) continue;
    if (wrote && key !== 'unschedule') refusals.push(disclosureRefusal('own_publication'));
    offer(key, refusals);
  }
  const lastSigner = round?.decisions.findLast((decision) => decision.conclusion === 'pass')?.personId;
  if (isApproved && !wrote && (actor.roles.includes('publisher') || lastSigner === actor.personId)) {
    offer('returnApproved', []);
  }
  for (const key of ['hide', 'withdraw_item', 'restore', 'archive', 'cancel'] as const) {
    if (whyNot(actor, key, item).length === 0) offer(key, []);
  }
  const steps = round === null ? [] : nextSteps(round, [asCandidate(actor)]);
  return {
    review: steps.some((step) => step.mayDecide.length > 0),
    edit: whyNot(actor, 'edit', item).length === 0,
    classes: classChoices(actor, item),
    acts,
  };
}
