import type { CaseFileKind, IdKind } from '@/lib/personal-data/types';
import type { CivilDate } from '@/lib/platform/dates';
import type { ApplicantType, CaseKind, DeliveryMethod, IntakeChannel, MediaForm, Party } from './case';
import type { ClockSettings } from './clock';

/** Fields of the public form (条例29-2), in the order in which they stand there. No 用途: the law asks for none. */
export const INTAKE_FIELDS = [
  'applicantType',
  'hasAgent',
  'name',
  'idKind',
  'idNumber',
  'contactName',
  'phone',
  'email',
  'address',
  'agentName',
  'agentIdKind',
  'agentIdNumber',
  'agentPhone',
  'agentEmail',
  'title',
  'docNo',
  'description',
  'deliveryMethod',
  'mediaForm',
  'needsHelp',
] as const;
export type IntakeField = (typeof INTAKE_FIELDS)[number];

/** What was typed, as it was typed. */
export type IntakeValues = Readonly<Partial<Record<IntakeField, string>>>;

/** Places of the form where files are brought. */
export const FILE_SLOTS = ['identity', 'agentIdentity', 'authorization', 'attachment'] as const;
export type FileSlot = (typeof FILE_SLOTS)[number];
export const SLOT_KINDS: Record<FileSlot, CaseFileKind> = {
  identity: 'identity_proof',
  agentIdentity: 'identity_proof',
  authorization: 'authorization',
  attachment: 'request',
};

/** A file that was brought to a form and lies sealed in the database; its chunks stand apart. */
export type DraftFile = {
  readonly id: string;
  readonly slot: FileSlot;
  readonly kind: CaseFileKind;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly chunks: number;
  /** Keyed hash of its bytes, base64. */
  readonly hash: string;
  /** Its name as the case will keep it, sealed, base64. */
  readonly cipher: string;
  readonly keyNo: number;
};

/** A form on its way: an application, or the correction of one. */
export type IntakeDraft = {
  /** The case it becomes, or belongs to: files are sealed for it. */
  readonly applicationId: string;
  /** When the form was opened, milliseconds. */
  readonly startedAt: number;
  readonly values: IntakeValues;
  readonly files: readonly DraftFile[];
  /** Whether it was sent once, so that what is missing is said. */
  readonly isChecked: boolean;
  /** Files that were not taken, and why. */
  readonly fileProblems: readonly { readonly slot: FileSlot; readonly message: string }[];
};

/** Somebody the application names, as it is stored. */
export type IntakeParty = {
  readonly party: Party;
  readonly name: string;
  readonly idKind: IdKind;
  readonly idNumber: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly contactName: string;
};

/** An application that may be submitted. */
export type Intake = {
  readonly applicantType: ApplicantType;
  readonly parties: readonly IntakeParty[];
  readonly request: { readonly title: string; readonly docNo: string; readonly description: string };
  readonly deliveryMethod: DeliveryMethod;
  readonly mediaForm: MediaForm;
  readonly needsHelp: boolean;
};

/** Something to be put right, at a field or at a place for files. */
export type IntakeProblem = { readonly field: IntakeField | FileSlot; readonly message: string };

/** What the organ has announced of applying online. */
export type IntakeTerms = {
  /** A submission that went well counts as confirmed by both sides (REG-31-1). */
  readonly autoOnSubmit: boolean;
  /** Working days in which the office gets in touch. */
  readonly contactWorkingDays: number;
  readonly contactHint: string;
};

/** A letter to the applicant that was sent. */
export type SentLetter = {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly number: string | null;
  /** Day of the seal. */
  readonly sealedOn: CivilDate | null;
  readonly sentOn: CivilDate | null;
  readonly servedOn: CivilDate | null;
  readonly enclosures: readonly {
    readonly fileId: string;
    readonly name: string;
    readonly size: number;
    readonly mediaType: string;
    readonly chunks: number;
    readonly applicationId: string;
  }[];
};

/** What an applicant is shown of an own case. Own data is masked. */
export type OwnCase = {
  readonly id: string;
  readonly kind: CaseKind;
  readonly state: string;
  readonly seq: number;
  readonly submissionNo: string;
  readonly applicationNo: string | null;
  readonly channel: IntakeChannel;
  readonly applicantType: ApplicantType;
  readonly deliveryMethod: DeliveryMethod;
  readonly mediaForm: MediaForm;
  /** ISO 8601, UTC. */
  readonly submittedAt: string;
  readonly receiptDate: CivilDate | null;
  readonly repliedOn: CivilDate | null;
  readonly isWithdrawn: boolean;
  readonly mayConfirm: boolean;
  readonly mayWithdraw: boolean;
  readonly maySupplement: boolean;
  readonly mergedInto: string | null;
  readonly clockSettings: Partial<ClockSettings>;
  readonly clockEvents: readonly {
    readonly seq: number;
    readonly action: string;
    readonly onDate: CivilDate;
    readonly clock: Readonly<Record<string, unknown>> | null;
    readonly correctsSeq: number | null;
    readonly servesSeq: number | null;
  }[];
  readonly events: readonly { readonly seq: number; readonly action: string; readonly onDate: CivilDate }[];
  readonly parties: readonly {
    readonly party: Party;
    readonly name: string;
    readonly phone: string;
    readonly email: string;
    readonly hasAddress: boolean;
  }[];
  readonly identities: readonly { readonly party: Party; readonly idKind: IdKind; readonly idHint: string }[];
  readonly texts: readonly {
    readonly number: number;
    readonly kind: 'request' | 'supplement' | 'part';
    readonly title: string;
    readonly docNo: string;
    readonly description: string;
    readonly writtenAt: string;
  }[];
  readonly files: readonly {
    readonly id: string;
    readonly kind: CaseFileKind;
    readonly name: string;
    readonly size: number;
    readonly chunks: number;
    readonly mediaType: string;
  }[];
  readonly letters: readonly SentLetter[];
};
