import 'server-only';
import type { Actor } from '@/lib/organs/types';
import type { Json } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import { caseSettings } from '../queries/case-settings';
import { type LoadedCase, loadCase, type PartyRow } from '../queries/load-case';
import type { ApplicantType, CaseKind, DeliveryMethod, IntakeChannel, MediaForm } from '../types/case';
import type { ClockEvent } from '../types/clock';
import { writeCaseEvent } from './case-event';
import { queryCodeHash, queryCodeOf } from './query-code';

/** A case as it is filed, before its first act. */
export type NewCase = {
  readonly organId: string;
  readonly kind: CaseKind;
  readonly submissionKey: string;
  readonly channel: IntakeChannel;
  readonly applicantType: ApplicantType;
  readonly needsHelp: boolean;
  readonly deliveryMethod: DeliveryMethod;
  readonly mediaForm: MediaForm;
  readonly parties: readonly Omit<PartyRow, 'revision'>[];
  readonly request: { readonly title: string; readonly docNo: string; readonly description: string };
  readonly parentId?: string | null;
  readonly remadeOfId?: string | null;
};

/** The first act on a case: handed in, or opened by the office (a part split off, a reply to be made anew). */
export type FirstAct = {
  readonly action: 'submit' | 'open_case';
  readonly onDate: CivilDate;
  readonly clock?: ClockEvent;
  readonly detail?: Readonly<Record<string, Json>>;
};

/**
 * Files a case with its first act. The numbers are the database's. The periods the organ has set go into the first act:
 * a running case keeps those it began with.
 */
export async function openCase(
  tx: Tx,
  actor: Actor,
  input: NewCase,
  first: FirstAct,
): Promise<Result<LoadedCase>> {
  const { parties, request, parentId = null, remadeOfId = null, ...facts } = input;
  const now = currentTime();
  const { id } = await tx.application.create({
    data: {
      ...facts,
      parentId,
      remadeOfId,
      queryCodeHash: queryCodeHash(queryCodeOf(input.submissionKey)),
    },
    select: { id: true },
  });
  await tx.applicationParty.createMany({
    data: parties.map((party) => ({ ...party, applicationId: id, revision: 1 })),
  });
  await tx.applicationText.create({
    data: {
      applicationId: id,
      number: 1,
      kind: parentId === null ? 'request' : 'part',
      ...request,
      writtenAt: now,
    },
  });
  const filed = await loadCase(id, tx);
  if (filed === null) return refuse(caseRefusal('not_found'));
  const settings = await caseSettings(input.organId, civilDate(now), tx);
  const written = await writeCaseEvent(tx, { kind: 'staff', actor }, filed, {
    ...first,
    detail: {
      ...(first.detail ?? {}),
      clockSettings: {
        supplementWorkingDays: settings.supplement_working_days,
        payWorkingDays: settings.pay_working_days,
        supplementRounds: settings.supplement_rounds,
      },
    },
  });
  return written.ok ? ok(written.value.loaded) : written;
}
