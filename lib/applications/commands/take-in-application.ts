import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { checkIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import type { TakeInInput } from '../schema/office';
import type { Party } from '../types/case';
import type { CaseDone } from './confirm-receipt';
import { type RecordedApplication, recordApplication } from './record-application';

/**
 * Takes in an application from the form of the office. An identity number that is given must be right; one that the paper
 * lacks is no reason to turn an application away: it is asked for by 补正 (REG-30-1).
 *
 * Refusals: those of `recordApplication`; of a number, with the field of whose it is.
 *
 * @law 条例29 @law 条例31
 */
export async function takeInApplication(actor: Actor, form: TakeInInput): Promise<Result<CaseDone>> {
  const identities = identitiesOf(form);
  if (!identities.ok) return identities;
  const { submissionKey, kind, channel, evidence, applicantType, needsHelp, deliveryMethod, mediaForm } =
    form;
  const { title, docNo, description } = form;
  return recordApplication(actor, {
    submissionKey,
    kind,
    channel,
    evidence,
    applicantType,
    needsHelp,
    deliveryMethod,
    mediaForm,
    parties: partiesOf(form),
    identities: identities.value,
    request: { title, docNo, description },
  });
}

function partiesOf(form: TakeInInput): RecordedApplication['parties'] {
  const { name, phone, address, email, contactName } = form;
  const isPerson = form.applicantType === 'natural_person';
  return [
    { party: 'applicant', name, phone, address, email, contactName: isPerson ? '' : contactName },
    ...(form.hasAgent
      ? [
          {
            party: 'agent' as const,
            name: form.agentName,
            phone: form.agentPhone,
            address: form.agentAddress,
            email: form.agentEmail,
            contactName: '',
          },
        ]
      : []),
  ];
}

function identitiesOf(form: TakeInInput): Result<RecordedApplication['identities']> {
  const given: { party: Party; idKind: TakeInInput['idKind']; idNumber: string; field: string }[] = [
    { party: 'applicant', idKind: form.idKind, idNumber: form.idNumber, field: 'idNumber' },
    ...(form.hasAgent
      ? [
          {
            party: 'agent' as const,
            idKind: form.agentIdKind,
            idNumber: form.agentIdNumber,
            field: 'agentIdNumber',
          },
        ]
      : []),
  ];
  const today = civilDate(currentTime());
  const refusals: Refusal[] = [];
  const identities: RecordedApplication['identities'][number][] = [];
  for (const { party, idKind, idNumber, field } of given) {
    if (idNumber.trim() === '') continue;
    const checked = checkIdNumber(idKind, idNumber, today);
    if (checked.ok) identities.push({ party, idKind, idNumber: checked.value });
    else refusals.push(...checked.refusals.map((one) => ({ ...one, field })));
  }
  return refusals.length > 0 ? refuse(...refusals) : ok(identities);
}
