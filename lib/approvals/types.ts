import type { Actor, Role, Standing } from '@/lib/organs/types';

/** 内容等级, from general to sensitive; later is higher. */
export const CONTENT_CLASSES = ['a', 'b', 'c'] as const;
export type ContentClass = (typeof CONTENT_CLASSES)[number];

/**
 * Steps of the route (states.md): 初审, 复审, 保密审查, 终审, 签发. A level gives 审 and 校 in one seat, unless the organ
 * has its 校 done by a person of its own (一校/二校/三校).
 */
export const STEPS = ['proof_l1', 'l1', 'proof_l2', 'l2', 'secrecy', 'proof_l3', 'l3', 'sign_off'] as const;
export type Step = (typeof STEPS)[number];

/** Steps of the reply route of a letter to an applicant (LT-4): 保密审查, 工作机构负责人, 法制审核, 分管领导. */
export const REPLY_STEPS = ['secrecy', 'head', 'legal', 'leader'] as const;
export type ReplyStep = (typeof REPLY_STEPS)[number];
/** A seat of any route. The rules of seats are the same for both. */
export type AnyStep = Step | ReplyStep;

/** How a round runs: in order; fast lane of an emergency (TR-11); fast lane of a typing error in a public text (TR-12). */
export const LANES = ['normal', 'emergency', 'correction'] as const;
export type Lane = (typeof LANES)[number];
export const LANE_NAMES: Record<Lane, string> = {
  normal: '一般流程',
  emergency: '应急流程',
  correction: '更正流程',
};

/** One step of a route as copied into a round. Steps of one stage are open together. */
export type RouteStep<S extends AnyStep = Step> = {
  readonly position: number;
  readonly step: S;
  readonly role: Role;
  readonly stage: number;
};

export const CONCLUSIONS = ['pass', 'return', 'refer_secrecy', 'referral_reply'] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

/** What the rules need to know of a decision; `position` is null for a return by the publisher. */
export type DecisionFacts<S extends AnyStep = Step> = {
  readonly seq: number;
  readonly position: number | null;
  readonly step: S | 'publication';
  readonly personId: string;
  readonly conclusion: Conclusion;
  /** Of a return: the position open again on the same version, 0 = back to the author. */
  readonly returnTo: number | null;
  readonly contentHash: string;
  /** The person a deputy stood for (TR-4). */
  readonly onBehalfOf?: string | null;
};

/** Settings of TR-3, all off by default; a round keeps those it began with. */
export type SeparationSettings = {
  readonly secrecy_officer_may_be_l1_or_l2: boolean;
  readonly secrecy_officer_may_be_l3: boolean;
  readonly signer_may_be_l2: boolean;
};
export const STRICT_SEPARATION: SeparationSettings = {
  secrecy_officer_may_be_l1_or_l2: false,
  secrecy_officer_may_be_l3: false,
  signer_may_be_l2: false,
};

/** Who may sign, in order (签发). */
export const SIGNERS = ['disclosure_leader', 'head_of_organ'] as const satisfies readonly Role[];
export type Signer = (typeof SIGNERS)[number];

/** All that an organ decides about its routes, each entry a setting of its own (organ_setting). */
export type RouteSettings = SeparationSettings & {
  /** Whether the 校 of a level is a seat of its own. */
  readonly split_proof_l1: boolean;
  readonly split_proof_l2: boolean;
  readonly split_proof_l3: boolean;
  /** 初审 only of what the reviewer's own section wrote. */
  readonly l1_own_section: boolean;
  /** Signers of each class, in order; never below the floor. */
  readonly sign_off_a: readonly Signer[];
  readonly sign_off_b: readonly Signer[];
  readonly sign_off_c: readonly Signer[];
  /** Least class of what goes into a column, by id of the column. */
  readonly column_class: Readonly<Record<string, ContentClass>>;
};
export const DEFAULT_ROUTE_SETTINGS: RouteSettings = {
  ...STRICT_SEPARATION,
  split_proof_l1: false,
  split_proof_l2: false,
  split_proof_l3: false,
  l1_own_section: false,
  sign_off_a: [],
  sign_off_b: ['disclosure_leader'],
  sign_off_c: ['disclosure_leader', 'head_of_organ'],
  column_class: {},
};

export const CLOSED_REASONS = ['returned', 'edited', 'published', 'cancelled'] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

/** Somebody found or answered findings at a step. */
export type ProofHand = { readonly personId: string; readonly step: Step };

/** One submission of one version: all that decides what may happen next. */
export type RoundFacts<S extends AnyStep = Step> = {
  readonly contentHash: string;
  readonly route: readonly RouteStep<S>[];
  /** In the order they were given. */
  readonly decisions: readonly DecisionFacts<S>[];
  /** Whoever wrote any part of the version (TR-3). */
  readonly contributors: readonly string[];
  readonly settings: SeparationSettings & Partial<RouteSettings>;
  readonly closed: ClosedReason | null;
  /** Absent: normal. */
  readonly lane?: Lane;
  /** Who found or answered findings at which step (TR-3): a seat like a decision. */
  readonly proofHands?: readonly ProofHand[];
  /** Section that wrote the item, where the organ wants 初审 by the own section. */
  readonly sectionId?: string | null;
};

/** A person who might hold a seat. */
export type Candidate = {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly sectionId?: string | null;
  readonly standsFor?: readonly Standing[];
};

/** An actor as a candidate for a seat. */
export function asCandidate(actor: Pick<Actor, 'personId' | 'roles' | 'sectionId' | 'standsFor'>): Candidate {
  return { id: actor.personId, roles: actor.roles, sectionId: actor.sectionId, standsFor: actor.standsFor };
}

/** Answers of 保密审查, item by item (REG-17-1); `true` = the information contains it. */
export type SecrecyAnswers = {
  readonly state_secret: boolean;
  readonly work_secret: boolean;
  readonly trade_secret: boolean;
  readonly personal_privacy: boolean;
  readonly basis: string;
  readonly conclusion: SecrecyConclusion;
};
/** 公开 / 去除…后公开 / 不公开 / 报请确定 */
export const SECRECY_CONCLUSIONS = ['publish', 'publish_after_removal', 'withhold', 'refer'] as const;
export type SecrecyConclusion = (typeof SECRECY_CONCLUSIONS)[number];

/** Step names as the screens and the 信息发布审批表 print them. */
export const STEP_NAMES: Record<Step | 'publication', string> = {
  proof_l1: '一校',
  proof_l2: '二校',
  proof_l3: '三校',
  l1: '初审 · 一校',
  l2: '复审 · 二校',
  secrecy: '保密审查',
  l3: '终审 · 三校',
  sign_off: '签发',
  publication: '发布',
};
/** Steps of the reply route, likewise. */
export const REPLY_STEP_NAMES: Record<ReplyStep, string> = {
  secrecy: '保密审查',
  head: '工作机构负责人审核',
  legal: '法制审核',
  leader: '分管领导审批',
};
export const CLASS_NAMES: Record<ContentClass, string> = { a: 'A 一般', b: 'B 重要', c: 'C 重大/敏感' };

/** The name of a step of a route; the two signatures of class C are told apart by role. */
export function routeStepName(step: Pick<RouteStep<AnyStep>, 'step' | 'role'>): string {
  if (step.step !== 'sign_off') return anyStepName(step.step);
  return step.role === 'head_of_organ' ? '主要领导签发' : '分管领导签发';
}

/** The name of a step of any route. */
export function anyStepName(step: AnyStep | 'publication'): string {
  return { ...REPLY_STEP_NAMES, ...STEP_NAMES }[step];
}
