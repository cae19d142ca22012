import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '@/lib/organs/types';
import {
  mayLoadCalendar,
  maySeeAllLeaves,
  maySeePage,
  SETTINGS_PAGES,
  type SettingsPage,
} from '@/lib/settings/policy';

const ADMINS: Role[] = ['system_admin', 'security_admin', 'audit_admin'];
const LEADERS: Role[] = ['office_head', 'disclosure_leader', 'head_of_organ'];
const REVIEWERS: Role[] = ['reviewer_l1', 'reviewer_l2', 'reviewer_l3'];
const WRITERS: Role[] = ['author', 'secrecy_officer', 'publisher', 'legal_reviewer'];

/** Who opens each page; everybody else finds nothing there. */
const READERS: Record<SettingsPage, readonly Role[]> = {
  routes: ROLES,
  dictionary: [...ADMINS, ...LEADERS, ...REVIEWERS, ...WRITERS],
  sources: [...ADMINS, ...LEADERS, ...REVIEWERS, ...WRITERS],
  roles: [...ADMINS, ...LEADERS],
  changes: [...ADMINS, ...LEADERS, ...REVIEWERS, 'publisher'],
  delegations: ROLES,
  leave: ROLES,
  staffing: [...ADMINS, ...LEADERS, ...REVIEWERS],
  calendar: ROLES,
  letters: [
    'case_handler',
    'office_head',
    'legal_reviewer',
    'secrecy_officer',
    'disclosure_leader',
    'head_of_organ',
  ],
};

describe.each(SETTINGS_PAGES)('设置的页面：%s', (page) => {
  it.each(ROLES)('%s 能否打开', (role) => {
    expect(maySeePage({ roles: [role] }, page)).toBe(READERS[page].includes(role));
  });

  it('没有角色的人打不开', () => {
    expect(maySeePage({ roles: [] }, page)).toBe(false);
  });
});

it.each(ROLES)('%s 能否看到别人的请假', (role) => {
  const keepers = ['office_head', 'reviewer_l2', 'disclosure_leader', 'head_of_organ'];
  expect(maySeeAllLeaves({ roles: [role] })).toBe(keepers.includes(role));
});

it.each(ROLES)('%s 能否载入放假通知', (role) => {
  expect(mayLoadCalendar({ roles: [role] })).toBe(['system_admin', 'office_head'].includes(role));
});
