import type { CivilDate } from '@/lib/platform/dates';

/** A case that asks for something like it, as far as the person may see it. */
export type LikeCase = {
  readonly id: string;
  readonly submissionNo: string;
  readonly applicationNo: string | null;
  readonly state: string;
  readonly request: string;
  readonly applicantName: string;
  readonly outcome: string | null;
  readonly subOutcome: string | null;
  /** Number of the sealed reply; null where there is none. */
  readonly letterNo: string | null;
  readonly repliedOn: CivilDate | null;
  /** How much of what was asked for occurs there, in percent; rare words weigh more. */
  readonly likeness: number;
};

/** 主动公开建议 (条例44): where it came from. */
export const PROPOSAL_SOURCES = ['same_information', 'applicant', 'staff'] as const;
export type ProposalSource = (typeof PROPOSAL_SOURCES)[number];
export const PROPOSAL_SOURCE_NAMES: Record<ProposalSource, string> = {
  same_information: '多个申请人申请同一信息',
  applicant: '申请人建议主动公开',
  staff: '承办人建议',
};

export type Proposal = {
  readonly id: string;
  readonly source: ProposalSource;
  readonly title: string;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  /** Whether the person who looks proposed it, and so does not decide on it. */
  readonly isOwn: boolean;
  /** The cases it rests on that the person may see. */
  readonly cases: readonly { readonly id: string; readonly no: string }[];
  /** How many there are in all. */
  readonly caseCount: number;
  readonly decision: null | {
    readonly conclusion: 'accepted' | 'declined';
    readonly reason: string;
    readonly itemId: string | null;
    readonly targetDate: CivilDate | null;
    readonly decidedBy: string;
    readonly decidedAt: Date;
    /** Whether what came of it is public now. */
    readonly isPublished: boolean;
    readonly isOverdue: boolean;
  };
};
