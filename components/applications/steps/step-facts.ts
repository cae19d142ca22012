import type { DeliveryMethod, IntakeChannel, MediaForm, Party } from '@/lib/applications/types/case';
import type { CaseColleague, CaseLine, CaseView } from '@/lib/applications/types/case-view';
import type { ConsultationView } from '@/lib/applications/types/consultation';

/** What the forms of the steps need of a case: plain data, no more than that goes to the browser. */
export type StepFacts = {
  readonly caseId: string;
  readonly no: string;
  readonly seq: number;
  readonly state: string;
  readonly channel: IntakeChannel;
  readonly today: string;
  readonly receiptDate: string | null;
  readonly deliveryMethod: DeliveryMethod;
  readonly mediaForm: MediaForm;
  readonly parties: readonly {
    readonly party: Party;
    readonly name: string;
    readonly phone: string;
    readonly address: string;
    readonly email: string;
    readonly contactName: string;
  }[];
  readonly missing: readonly string[];
  readonly handlerId: string | null;
  readonly handlers: readonly CaseColleague[];
  readonly readers: readonly CaseColleague[];
  readonly consultations: readonly ConsultationView[];
  readonly title: string;
  readonly mergeable: readonly CaseLine[];
  readonly linkable: readonly CaseLine[];
  /** The sealed letter that waits for service, if any. */
  readonly sealedLetterId: string | null;
  /** The applicant has withdrawn, and L13, which ends the case, is not begun. */
  readonly needsWithdrawalLetter: boolean;
};

/** Picks them out of what the screen shows. */
export function stepFacts(view: CaseView): StepFacts {
  const { facts } = view;
  const seen = new Set<string>();
  const others = [...view.sameApplicant, ...view.sameMatter, ...view.precedents].filter(({ id }) => {
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  });
  return {
    caseId: facts.id,
    no: facts.applicationNo ?? facts.submissionNo,
    seq: facts.seq,
    state: facts.state,
    channel: facts.channel,
    today: view.asOf,
    receiptDate: facts.receiptDate,
    deliveryMethod: facts.deliveryMethod,
    mediaForm: facts.mediaForm,
    parties: view.parties.map(({ party, name, phone, address, email, contactName }) => ({
      party,
      name,
      phone,
      address,
      email,
      contactName,
    })),
    missing: view.missing.map(({ message }) => message),
    handlerId: facts.handlerId,
    handlers: view.handlers,
    readers: view.readers,
    consultations: view.consultations,
    title: view.texts[0]?.title ?? '',
    mergeable: view.sameApplicant.filter(({ state }) => state === 'registered' || state === 'in_hand'),
    linkable: others,
    needsWithdrawalLetter:
      facts.state === 'deciding' &&
      facts.subOutcome === 'withdrawn' &&
      !view.letters.some(({ code, state }) => code === 'L13' && state !== 'void' && state !== 'dropped'),
    sealedLetterId: view.letters.find(({ state }) => state === 'sealed')?.id ?? null,
  };
}
