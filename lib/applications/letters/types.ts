import type { LetterCode, LetterDocument, LetterFields } from '@/lib/letters/types/letters';
import type { FieldDefinition } from '@/lib/letters/types/templates';
import type { CivilDate } from '@/lib/platform/dates';
import type { Refusal } from '@/lib/platform/result';
import type { GroundField, Grounds, Outcome, PartialGround, SubOutcome } from '../types/outcomes';

/** A piece of evidence as the form of a decision shows it. */
export type EvidenceLine = {
  readonly key: string;
  readonly label: string;
  /** A file of the case is chosen; an answer of the form; or a record that is there or not. */
  readonly by: 'file' | 'answer' | 'record';
  readonly isThere: boolean;
  /** What is there, or what to do so that it will be. */
  readonly note: string;
};

/** A row of the one table as the form of a decision offers it. */
export type OutcomeChoice = {
  /** `public/provided`, `partial` */
  readonly key: string;
  readonly outcome: Outcome;
  readonly subOutcome: SubOutcome | null;
  /** The part of table three it stands in: （三）不予公开. */
  readonly group: string;
  readonly label: string;
  /** 《条例》第十四条; empty where it rests on none. */
  readonly basis: string;
  /** `R04 不予公开决定书（国家秘密）`; null where a note closes the case. */
  readonly letter: string | null;
  /** Names of the steps of its reply route. */
  readonly route: readonly string[];
  readonly remedy: string;
  /** The cell of table three in the words of the format; null outside the table. */
  readonly cell: string | null;
  readonly evidence: readonly EvidenceLine[];
  readonly grounds: readonly GroundField[];
  /** What records of the case answer already. */
  readonly known: Grounds;
};

/** A ground on which a part can be withheld. */
export type WithheldGround = {
  readonly outcome: Outcome;
  readonly label: string;
  readonly basis: string;
  readonly grounds: readonly GroundField[];
  /** Whether 复议 has to come first for it (条例14至16). */
  readonly isRefusal: boolean;
};

/** A file of the case that may be named as evidence. */
export type FileChoice = { readonly id: string; readonly name: string; readonly kind: string };

/** An earlier case that may be the one already answered. */
export type EarlierCase = { readonly id: string; readonly no: string; readonly note: string };

/** What was decided before and came back: nothing of it is typed again. */
export type FormerDecision = {
  readonly key: string;
  readonly grounds: Grounds;
  readonly partialGrounds: readonly PartialGround[];
  readonly evidenceFiles: Readonly<Record<string, string>>;
  readonly publicInterest: string;
  readonly ownWords: readonly string[];
  /** Who returned the reply and why; empty where it was given up. */
  readonly opinion: string;
};

/** What the screen of a decision needs. */
export type DecisionForm = {
  readonly caseId: string;
  readonly seenSeq: number;
  readonly no: string;
  readonly request: string;
  /** Why it can't be decided now; empty where it can. */
  readonly whyNot: readonly Refusal[];
  readonly warnings: readonly Refusal[];
  readonly choices: readonly OutcomeChoice[];
  readonly withheld: readonly WithheldGround[];
  readonly files: readonly FileChoice[];
  readonly earlier: readonly EarlierCase[];
  readonly searches: readonly string[];
  readonly consultations: readonly string[];
  /** A third party objects with reasons: whoever gives access says why the public interest outweighs them. */
  readonly hasObjection: boolean;
  readonly former: FormerDecision | null;
  /** Answered together with it. */
  readonly merged: readonly string[];
};

/** The other ways a case ends, each by a step of its own. */
export type EndingForm =
  | {
      readonly kind: 'overdue';
      readonly what: 'supplement' | 'payment';
      readonly due: CivilDate | null;
      readonly whyNot: readonly Refusal[];
    }
  | { readonly kind: 'withdrawn'; readonly on: CivilDate; readonly whyNot: readonly Refusal[] }
  | { readonly kind: 'note'; readonly label: string; readonly whyNot: readonly Refusal[] };

/** A letter as a preview shows it. */
export type LetterPreview = {
  readonly document: LetterDocument;
  readonly problems: readonly Refusal[];
  /** What the step would do to the due date. */
  readonly dates: { readonly dueBefore: CivilDate | null; readonly dueAfter: CivilDate | null } | null;
  readonly fee: FeePreview | null;
};

/** Both amounts, and what each rests on; 分. */
export type FeePreview = {
  readonly nth: number;
  readonly month: string;
  readonly isIdentityKnown: boolean;
  readonly choices: readonly {
    readonly scale: 'by_item' | 'by_volume';
    readonly amountFen: number | null;
    readonly isPossible: boolean;
    readonly whyNot: string;
    readonly steps: readonly string[];
  }[];
};

/** A consultation that a letter can be about. */
export type ConsultationChoice = { readonly id: string; readonly text: string };

/** What the form of a letter of the procedure needs. */
export type ProcedureForm = {
  readonly caseId: string;
  readonly seenSeq: number;
  readonly no: string;
  readonly code: LetterCode;
  readonly name: string;
  readonly whyNot: readonly Refusal[];
  readonly warnings: readonly Refusal[];
  readonly fields: readonly FieldDefinition[];
  /** What the case and the settings fill in, by key. */
  readonly values: LetterFields;
  readonly route: readonly string[];
  readonly today: CivilDate;
  readonly replyDue: CivilDate | null;
  /** Working days by which it can still be extended. */
  readonly extendable: number;
  readonly consultations: readonly ConsultationChoice[];
};

/** What issuing a letter on a day would do. */
export type IssuePreview = {
  readonly legalDate: CivilDate;
  /** Why that day counts. */
  readonly why: string;
  /** What it does to the case, in a sentence. */
  readonly effect: string;
  readonly dueBefore: CivilDate | null;
  readonly dueAfter: CivilDate | null;
};
