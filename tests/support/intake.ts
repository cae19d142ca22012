import { randomUUID } from 'node:crypto';
import { keepDraftFile, newDraft, saveDraft } from '@/lib/applications/public-queries/intake-drafts';
import { type CaseKey, caseKeyOf } from '@/lib/applications/public-queries/own-case';
import { submitApplication } from '@/lib/applications/public-queries/submit-application';
import { checkIntake } from '@/lib/applications/schema/intake-form';
import type { Intake, IntakeDraft, IntakeValues } from '@/lib/applications/types/intake';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';

/** What a careful applicant types. */
export const TYPED: IntakeValues = {
  applicantType: 'natural_person',
  hasAgent: 'no',
  name: '吉㐂𠮷',
  idKind: 'resident_id_card',
  idNumber: inventedIdNumber(7),
  phone: '13800000000',
  email: 'someone@example.com',
  title: '2025年度工业经济运行分析',
  deliveryMethod: 'online',
  mediaForm: 'electronic',
};

/** An application that may be submitted. */
export function intakeOf(values: IntakeValues = TYPED): Intake {
  const checked = checkIntake(values, [{ slot: 'identity' }], '2026-03-10');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.intake;
}

/** A form that was filled in, with a copy of the identity card. */
export async function openForm(
  organId: string,
  options: { values?: IntakeValues; fileText?: string; key?: string } = {},
): Promise<{ key: string; draft: IntakeDraft }> {
  const { values = TYPED, fileText = 'a copy', key = randomUUID() } = options;
  const empty = { ...newDraft(), values };
  await saveDraft(organId, key, empty, null);
  const bytes = new TextEncoder().encode(fileText);
  const file = await keepDraftFile(organId, key, empty, {
    slot: 'identity',
    name: '身份证.jpg',
    mediaType: 'image/jpeg',
    bytes,
  });
  if (file === null) throw new Error('the file was not kept');
  const draft = { ...empty, files: [file] };
  await saveDraft(organId, key, draft, null);
  return { key, draft };
}

/** An application submitted online, with the key to look at it. */
export async function applyOnline(
  organId: string,
  client: Uint8Array<ArrayBuffer> | null = null,
): Promise<{ id: string; no: string; code: string; key: CaseKey }> {
  const { key, draft } = await openForm(organId);
  const done = await submitApplication(organId, key, draft, intakeOf(draft.values), client);
  if (done.result !== 'submitted') throw new Error(done.result);
  const { submissionNo: no, queryCode: code } = done;
  return { id: draft.applicationId, no, code, key: caseKeyOf(no, code) };
}
