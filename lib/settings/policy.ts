import { type Actor, ADMIN_ROLES, holdsAny, LEVEL_ROLES, type Role } from '@/lib/organs/types';
import { CONFIRMERS } from './types';

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
  'calendar',
  'letters',
] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

const WHO_WRITES_OR_REVIEWS = [
  ...ADMIN_ROLES,
  ...CONFIRMERS,
  ...LEVEL_ROLES,
  'author',
  'secrecy_officer',
  'publisher',
  'legal_reviewer',
] as const satisfies readonly Role[];

/** Who opens each page; `all` is everybody of the organ who holds any role. */
const READERS: Record<SettingsPage, readonly Role[] | 'all'> = {
  routes: 'all',
  dictionary: WHO_WRITES_OR_REVIEWS,
  sources: WHO_WRITES_OR_REVIEWS,
  roles: [...ADMIN_ROLES, ...CONFIRMERS],
  changes: [...ADMIN_ROLES, ...CONFIRMERS, ...LEVEL_ROLES, 'publisher'],
  // Who stands for whom is everybody's business.
  delegations: 'all',
  // Everybody sees their own.
  leave: 'all',
  staffing: [...ADMIN_ROLES, ...CONFIRMERS, ...LEVEL_ROLES],
  // What a date rests on is everybody's business.
  calendar: 'all',
  // Who handles cases of 依申请公开 or passes their letters.
  letters: [
    'case_handler',
    'office_head',
    'legal_reviewer',
    'secrecy_officer',
    'disclosure_leader',
    'head_of_organ',
  ],
};

/** Whether a person opens a page of 设置. What they may change there, `whyNotPropose` and the others say. */
export function maySeePage(actor: Pick<Actor, 'roles'>, page: SettingsPage): boolean {
  const readers = READERS[page];
  return readers === 'all' ? actor.roles.length > 0 : holdsAny(actor, readers);
}

/** Who loads the notices of the State Council; every date of the installation follows them. */
export const CALENDAR_KEEPERS = ['system_admin', 'office_head'] as const satisfies readonly Role[];

/** Whether a person may preview and load a notice. */
export function mayLoadCalendar(actor: Pick<Actor, 'roles'>): boolean {
  return holdsAny(actor, CALENDAR_KEEPERS);
}

/** Who sees the changes of an organ: those who ask, confirm or supervise. */
export function maySeeChanges(actor: Pick<Actor, 'roles'>): boolean {
  return maySeePage(actor, 'changes');
}

/** Who sees every leave with its reason; all others see their own only. */
export function maySeeAllLeaves(actor: Pick<Actor, 'roles'>): boolean {
  return holdsAny(actor, ['office_head', 'reviewer_l2', 'disclosure_leader', 'head_of_organ']);
}
