import type { RouteStep, SecrecyAnswers } from '@/lib/approvals/types';
import type { ItemContent } from '../types';

/** A standing pass of the round as the sheet prints it; name and post as they were at that hour. */
export type FormDecision = {
  readonly step: RouteStep;
  /** `复审 · 二校`, or `复审` where 校 is a seat of its own. */
  readonly stepName: string;
  readonly name: string;
  readonly post: string;
  /** The person a deputy stood for; null where none. */
  readonly onBehalfOf: string | null;
  readonly opinion: string;
  readonly lateOpinion: string | null;
  /** Civil date until which the written opinion of an emergency is still owed; null where none is (TR-11). */
  readonly owedUntil: string | null;
  readonly decidedAt: Date;
  /** Findings of 校 this step had before it and what became of them, in words. */
  readonly proof: string;
  /** Seconds from opening to decision; null where not known. */
  readonly spentSeconds: number | null;
  readonly secrecy: SecrecyAnswers | null;
};

/** All that a sheet is printed from. */
export type FormFacts = {
  /** 审批表编号: id of the item and number of the version. */
  readonly number: string;
  readonly organName: string;
  readonly organPhone: string;
  readonly sectionName: string;
  readonly authors: readonly string[];
  readonly submittedAt: Date;
  readonly content: ItemContent;
  readonly contentClass: string;
  readonly laneName: string;
  readonly laneReason: string;
  readonly columnPaths: readonly string[];
  readonly contentHash: string;
  /** Of all standing passes and the content: printed, and compared on the check page. */
  readonly checkCode: string;
  readonly route: readonly RouteStep[];
  readonly decisions: readonly FormDecision[];
  /** 公开时限 (条例第26条), computed; null where the day of formation is missing. */
  readonly disclosureDue: { readonly date: string; readonly provisional: boolean } | null;
  /** Returns and other acts of this round that are history on the sheet. */
  readonly history: readonly string[];
  readonly publication: {
    readonly name: string;
    readonly at: Date;
    readonly indexNo: string;
    readonly url: string;
    readonly liveCheck: { readonly name: string; readonly at: Date; readonly result: string } | null;
  } | null;
  /** 备注: corrections, hiding and withdrawal since. */
  readonly remarks: readonly string[];
  /** End of the audit chain as of printing. */
  readonly auditHead: { readonly seq: number; readonly hash: string } | null;
};

export type FormRow = { readonly label: string; readonly value: string };
export type FormGroup = { readonly title: string; readonly rows: readonly FormRow[] };

/** 信息发布审批表, ready to print. */
export type ApprovalForm = {
  readonly number: string;
  readonly title: string;
  readonly groups: readonly FormGroup[];
  readonly reviews: readonly {
    readonly step: string;
    readonly opinion: string;
    readonly proof: string;
    readonly signature: string;
    readonly at: string;
  }[];
  readonly footer: readonly string[];
};

/** How the check of a sheet ended. */
export type FormCheck = {
  readonly number: string;
  readonly itemId: string;
  readonly title: string;
  readonly findings: readonly { readonly isGood: boolean; readonly text: string }[];
};
