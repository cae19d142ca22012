/** Every role of docs/glossary.md; the database knows the same list. */
export const ROLES = [
  'author',
  'reviewer_l1',
  'reviewer_l2',
  'reviewer_l3',
  'secrecy_officer',
  'disclosure_leader',
  'head_of_organ',
  'publisher',
  'case_handler',
  'office_head',
  'legal_reviewer',
  'enterprise_desk',
  'enterprise_desk_head',
  'enterprise_liaison',
  'unit_contact',
  'rollup_reader',
  'system_admin',
  'security_admin',
  'audit_admin',
] as const;
export type Role = (typeof ROLES)[number];

/** 三员: three persons, none with a second of the three or any business role. */
export const ADMIN_ROLES = [
  'system_admin',
  'security_admin',
  'audit_admin',
] as const satisfies readonly Role[];

/** Roles that hold a seat of a route (初审 … 签发): who reviews, hides at once, raises a class, and can be deputised. */
export const SEAT_ROLES = [
  'reviewer_l1',
  'reviewer_l2',
  'reviewer_l3',
  'secrecy_officer',
  'disclosure_leader',
  'head_of_organ',
] as const satisfies readonly Role[];
export type SeatRole = (typeof SEAT_ROLES)[number];
/** Roles somebody can be deputised for: those seats, and those of the reply route of letters (LT-4). */
export const DELEGABLE_ROLES = [
  ...SEAT_ROLES,
  'office_head',
  'legal_reviewer',
] as const satisfies readonly Role[];
export type DelegableRole = (typeof DELEGABLE_ROLES)[number];
/** The three levels of review, whose holders may also take up the pen. */
export const LEVEL_ROLES = ['reviewer_l1', 'reviewer_l2', 'reviewer_l3'] as const satisfies readonly Role[];

/** Roles as the screens name them. */
export const ROLE_NAMES: Record<Role, string> = {
  author: '拟稿人',
  reviewer_l1: '股室负责人（初审）',
  reviewer_l2: '分管领导（复审）',
  reviewer_l3: '终审人',
  secrecy_officer: '保密审查人',
  disclosure_leader: '分管政府信息公开的领导',
  head_of_organ: '主要领导',
  publisher: '发布员',
  case_handler: '承办人',
  office_head: '工作机构负责人',
  legal_reviewer: '法制审核人',
  enterprise_desk: '助企办人员',
  enterprise_desk_head: '助企办负责人',
  enterprise_liaison: '企业专员',
  unit_contact: '责任单位联系人',
  rollup_reader: '主管部门汇总员',
  system_admin: '系统管理员',
  security_admin: '安全管理员',
  audit_admin: '审计员',
};

/** Who acts: a person of an organ with the roles held today. The first argument of every command. */
export type Actor = {
  readonly personId: string;
  readonly organId: string;
  readonly sectionId: string | null;
  readonly name: string;
  readonly post: string;
  readonly roles: readonly Role[];
  /** Delegations that stand today: whom this person may act for, and in which role (TR-4). */
  readonly standsFor: readonly Standing[];
  readonly clientAddress: string | null;
  /** When the password was last given again in this session; null = not since signing in. */
  readonly reauthenticatedAt: Date | null;
};

/** A delegation that stands today (审批代理). */
export type Standing = {
  readonly delegationId: string;
  readonly principalId: string;
  readonly principalName: string;
  readonly principalSectionId: string | null;
  readonly role: Role;
  /** An order by telephone not yet confirmed: serves the emergency lane only (TR-11). */
  readonly isUnconfirmed: boolean;
};

/** Where notices to a person go besides the office, and whether they do. */
export type Contact = { readonly email: string | null; readonly wantsEmail: boolean };

/** Who works at the server's own command line: no person of an organ, named by the account of the machine. */
export type Operator = { readonly personId: null; readonly name: string; readonly clientAddress: null };

/** Roles the actor may act in today, as their own or as a deputy. */
export function actingRoles(actor: Pick<Actor, 'roles' | 'standsFor'>): Role[] {
  return [...actor.roles, ...actor.standsFor.map((standing) => standing.role)];
}

/** Whether the actor holds at least one of the roles today. */
export function holdsAny(actor: Pick<Actor, 'roles'>, roles: readonly Role[]): boolean {
  return roles.some((role) => actor.roles.includes(role));
}
