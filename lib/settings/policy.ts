import { type Actor, ADMIN_ROLES, holdsAny, type Role } from '@/lib/organs/types';

/** The pages of 设置, in the order of the navigation. */
export const SETTINGS_PAGES = [
  'routes',
  'dictionary',
  'sources',
  'roles',
  'changes',
  'delegations',
  'leave',
  'staffing',
] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

const LEADERS = ['office_head', 'disclosure_leader', 'head_of_organ'] as const satisfies readonly Role[];
const REVIEWERS = ['reviewer_l1', 'reviewer_l2', 'reviewer_l3'] as const satisfies readonly Role[];

/** Who opens each page; `all` is everybody of the organ who holds any role. */
const READERS: Record<SettingsPage, readonly Role[] | 'all'> = {
  routes: 'all',
  dictionary: [
    ...ADMIN_ROLES,
    ...LEADERS,
    ...REVIEWERS,
    'author',
    'secrecy_officer',
    'publisher',
    'legal_reviewer',
  ],
  sources: [
    ...ADMIN_ROLES,
    ...LEADERS,
    ...REVIEWERS,
    'author',
    'secrecy_officer',
    'publisher',
    'legal_reviewer',
  ],
  roles: [...ADMIN_ROLES, ...LEADERS],
  changes: [...ADMIN_ROLES, ...LEADERS, ...REVIEWERS, 'publisher'],
  // Who stands for whom is everybody's business.
  delegations: 'all',
  // Everybody sees their own.
  leave: 'all',
  staffing: [...ADMIN_ROLES, ...LEADERS, ...REVIEWERS],
};

/** Whether a person opens a page of 设置. What they may change there, `whyNotPropose` and the others say. */
export function maySeePage(actor: Pick<Actor, 'roles'>, page: SettingsPage): boolean {
  const readers = READERS[page];
  return readers === 'all' ? actor.roles.length > 0 : holdsAny(actor, readers);
}

/** Who sees the changes of an organ: those who ask, confirm or supervise. */
export function maySeeChanges(actor: Pick<Actor, 'roles'>): boolean {
  return maySeePage(actor, 'changes');
}

/** Who sees every leave with its reason; all others see their own only. */
export function maySeeAllLeaves(actor: Pick<Actor, 'roles'>): boolean {
  return holdsAny(actor, ['office_head', 'reviewer_l2', 'disclosure_leader', 'head_of_organ']);
}
