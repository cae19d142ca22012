import { leakWatcherId } from '@/lib/organs/rules/leak-watcher';
import { type Actor, actingRoles, holdsAny, LEVEL_ROLES, type Role, SEAT_ROLES } from '@/lib/organs/types';
import type { Refusal } from '@/lib/platform/result';
import { disclosureRefusal } from './messages';
import { isTakenOff, nextStates, VISIBILITY_TRANSITIONS, type VisibilityAction } from './transitions';
import type { DraftState, PublicState } from './types';

/** What the policy needs to know of an item. */
export type ItemFacts = {
  readonly organId: string;
  readonly sectionId: string | null;
  readonly createdBy: string;
  readonly draftState: DraftState;
  readonly publicState: PublicState;
};

/** Acts this policy knows; any other is refused. */
export type ItemPermission =
  | 'create'
  | 'read'
  | 'edit'
  | 'submit'
  | 'cancel'
  | 'publish'
  | 'schedule'
  | 'unschedule'
  | 'change_class'
  | VisibilityAction;

/** Roles that see every item of their organ: those who review, publish or answer for disclosure. */
const SEE_ALL = [
  ...SEAT_ROLES,
  'publisher',
  'office_head',
  'legal_reviewer',
] as const satisfies readonly Role[];

/** States of the text in which a reviewer changes its class (three-reviews.md §4). */
const CLASS_CHANGES_IN = [
  'draft',
  'returned',
  'in_review',
  'secrecy_referred',
] as const satisfies readonly DraftState[];

/** Which items a person may see: none, those of their section and their own, or all of their organ. */
export type ItemScope =
  | { readonly scope: 'none' }
  | {
      readonly scope: 'section';
      readonly organId: string;
      readonly sectionId: string | null;
      readonly personId: string;
    }
  | { readonly scope: 'organ'; readonly organId: string };

/** The one description of scope behind lists and single pages: what is out of it does not exist for the person. */
export function visibleTo(actor: Actor): ItemScope {
  // A deputy sees what the person they stand for sees (TR-4).
  if (holdsAny({ roles: actingRoles(actor) }, SEE_ALL)) return { scope: 'organ', organId: actor.organId };
  if (actor.roles.includes('author')) {
    return { scope: 'section', organId: actor.organId, sectionId: actor.sectionId, personId: actor.personId };
  }
  return { scope: 'none' };
}

/** Whether an author may work on the item: their own, or one of their section. What a deputy sees besides is not theirs. */
function isAuthorOf(actor: Actor, item: ItemFacts): boolean {
  const isOfSection = actor.sectionId !== null && item.sectionId === actor.sectionId;
  return actor.roles.includes('author') && (item.createdBy === actor.personId || isOfSection);
}

/** Authors of the item, and reviewers, who thereby become authors of it (TR-3). */
function mayEdit(actor: Actor, item: ItemFacts): boolean {
  return isAuthorOf(actor, item) || holdsAny(actor, LEVEL_ROLES);
}

/** Whether the item lies within the person's scope. */
export function canSee(actor: Actor, item: ItemFacts): boolean {
  const scope = visibleTo(actor);
  // The canary of the leak watch is nobody's work.
  if (item.createdBy === leakWatcherId(item.organId)) return false;
  switch (scope.scope) {
    case 'none':
      return false;
    case 'organ':
      return item.organId === scope.organId;
    case 'section':
      return (
        item.organId === scope.organId &&
        (item.createdBy === scope.personId ||
          (scope.sectionId !== null && item.sectionId === scope.sectionId))
      );
  }
}

/**
 * Why a person may not do this to an item in its present state; empty where they may. The screens disable the button
 * with these sentences, the commands refuse with them.
 *
 * Refusals: `not_found` (out of scope), `role_missing`, `not_in_this_state`; `not_editable_in_state` of a text that is
 * not to be changed, and of a withdrawn item, which is at its end; `hidden_first` where the approved text belongs to an
 * item that was taken off.
 *
 * @rule TR-14
 */
export function whyNot(actor: Actor, permission: ItemPermission, item: ItemFacts | null): Refusal[] {
  if (permission === 'create')
    return actor.roles.includes('author') ? [] : [disclosureRefusal('role_missing_create')];
  if (item === null || !canSee(actor, item)) return [disclosureRefusal('not_found')];
  switch (permission) {
    case 'read':
      return [];
    case 'edit': {
      if (!mayEdit(actor, item)) return [disclosureRefusal('role_missing_edit')];
      if (item.publicState === 'withdrawn') return [disclosureRefusal('not_editable_in_state')];
      const editable = item.draftState === 'draft' || item.draftState === 'returned';
      return editable || nextStates(item.draftState, 'edit').length > 0
        ? []
        : [disclosureRefusal('not_editable_in_state')];
    }
    case 'submit':
    case 'cancel': {
      if (!isAuthorOf(actor, item)) return [disclosureRefusal('role_missing_author')];
      // A correction of a withdrawn item can only be given up.
      if (permission === 'submit' && item.publicState === 'withdrawn')
        return [disclosureRefusal('not_in_this_state')];
      return nextStates(item.draftState, permission).length > 0
        ? []
        : [disclosureRefusal('not_in_this_state')];
    }
    case 'publish':
    case 'schedule':
    case 'unschedule': {
      if (!actor.roles.includes('publisher')) return [disclosureRefusal('role_missing_publish')];
      if (nextStates(item.draftState, permission).length === 0)
        return [disclosureRefusal('not_in_this_state')];
      return permission !== 'unschedule' && isTakenOff(item.publicState)
        ? [disclosureRefusal('hidden_first')]
        : [];
    }
    case 'change_class': {
      if (!holdsAny({ roles: actingRoles(actor) }, SEAT_ROLES))
        return [disclosureRefusal('role_missing_class')];
      // An approved text goes back first: a raised class would need signatures that nobody has given.
      return CLASS_CHANGES_IN.some((state) => state === item.draftState)
        ? []
        : [disclosureRefusal('not_in_this_state')];
    }
    case 'hide':
    case 'withdraw_item':
    case 'restore':
    case 'archive': {
      const rows = VISIBILITY_TRANSITIONS.filter((row) => row.action === permission);
      const row = rows.find((candidate) => candidate.from === item.publicState);
      if (!row) return [disclosureRefusal('not_in_this_state')];
      return holdsAny(actor, row.roles) ? [] : [disclosureRefusal('role_missing_visibility')];
    }
  }
}
