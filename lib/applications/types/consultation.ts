import type { CivilDate } from '@/lib/platform/dates';
import type { ConsultedParty } from './clock';
import type { Opinion } from './opinion';

/** A consultation as the case screen lists it. */
export type ConsultationView = {
  readonly id: string;
  readonly partyKind: ConsultedParty;
  readonly purpose: 'opinion' | 'secrecy';
  readonly name: string;
  readonly about: string;
  readonly sentOn: CivilDate | null;
  readonly servedOn: CivilDate | null;
  /** Its own deadline; null before it is sent, and where none ran. */
  readonly due: CivilDate | null;
  readonly answeredOn: CivilDate | null;
  readonly opinion: Opinion | null;
  /** What the party gave as reasons, and what the office thinks of them. */
  readonly reason: string;
  readonly assessment: string;
};
