import type { LetterState } from '@/lib/letters/types/letters';
import type { CaseFile, IdentityHint } from '@/lib/personal-data/types';
import type { CivilDate } from '@/lib/platform/dates';
import type { Refusal } from '@/lib/platform/result';
import type { CaseOffer } from '../rules/case-offers';
import type { Light } from '../rules/light';
import type { TimelineEntry } from '../rules/timeline';
import type { CaseFacts, Party } from './case';
import type { ClockState } from './clock';
import type { ClockStrip } from './clock-strip';
import type { ConsultationView } from './consultation';

/** A person who may be chosen in a form. */
export type CaseColleague = { readonly id: string; readonly name: string; readonly post: string };

/** Another case in a line. */
export type CaseLine = {
  readonly id: string;
  readonly no: string;
  readonly state: string;
  readonly request: string;
  readonly note: string;
};

/** Somebody the case names, as shown: numbers are masked. */
export type CasePartyView = {
  readonly party: Party;
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly email: string;
  readonly contactName: string;
  readonly identity: IdentityHint | null;
};

/** A letter of the case in a line. */
export type CaseLetterLine = {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly number: string | null;
  readonly state: LetterState;
  readonly recipient: string;
  /** The step of its route it waits for; null where it is on none. */
  readonly waitsFor: string | null;
  readonly isReturned: boolean;
};

/** 检索记录 in a line. */
export type SearchLine = {
  readonly id: string;
  readonly searchedOn: CivilDate;
  readonly place: string;
  readonly words: string;
  readonly method: string;
  readonly searchedBy: string;
  readonly found: boolean;
  readonly result: string;
};

/** Everything the case screen shows; plain data. */
export type CaseView = {
  readonly facts: CaseFacts;
  readonly needsHelp: boolean;
  readonly registeredAt: Date | null;
  readonly handlerName: string | null;
  readonly handlerAccepted: boolean;
  readonly isMine: boolean;
  readonly asOf: CivilDate;
  readonly clock: ClockState;
  readonly strip: ClockStrip;
  readonly light: Light | null;
  /** Names of the notices the calendar rests on, for the proof. */
  readonly calendar: { readonly version: number; readonly sources: readonly string[] };
  readonly offers: readonly CaseOffer[];
  readonly timeline: readonly TimelineEntry[];
  /** What of Art. 29 the application lacks (REG-30-1). */
  readonly missing: readonly Refusal[];
  readonly parties: readonly CasePartyView[];
  readonly mayOpen: boolean;
  readonly texts: readonly {
    readonly number: number;
    readonly kind: 'request' | 'supplement' | 'part';
    readonly title: string;
    readonly docNo: string;
    readonly description: string;
    readonly writtenAt: Date;
  }[];
  readonly files: readonly (CaseFile & { readonly isGuarded: boolean })[];
  readonly letters: readonly CaseLetterLine[];
  readonly consultations: readonly ConsultationView[];
  readonly searches: readonly SearchLine[];
  readonly parts: readonly CaseLine[];
  readonly parent: CaseLine | null;
  readonly mergedInto: CaseLine | null;
  readonly merged: readonly CaseLine[];
  readonly links: readonly CaseLine[];
  readonly sameApplicant: readonly CaseLine[];
  readonly precedents: readonly CaseLine[];
  readonly sameMatter: readonly CaseLine[];
  readonly handlers: readonly CaseColleague[];
  readonly readers: readonly CaseColleague[];
  readonly named: readonly string[];
};
