import 'server-only';
import { zipSync } from 'fflate';
import { listLetters } from '@/lib/letters/queries/find-letters';
import { loadLetterDocx } from '@/lib/letters/queries/load-letter-docx';
import { getOrgan } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { CASE_FILE_KIND_NAMES } from '@/lib/personal-data/types';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { isBlank } from '@/lib/platform/text';
import { caseRefusal } from '../messages/case';
import { findCaseView, findVisibleCase } from '../queries/case-view';
import { caseFileText } from '../rules/case-file-text';
import { openFileOfCase } from './case-files';

/** A file to be saved. */
export type Bundle = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

const encoder = new TextEncoder();

/** A name as every system can unpack it. */
function safe(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(-80);
}

/**
 * The whole file of a case as one archive, for 归档 or a court: the case as text and as events, every file, every letter
 * with its frozen wording. Each paper is opened with the reason, and each opening is logged.
 *
 * Refusals: `not_found`, `reason_missing`, those of opening a file.
 *
 * @law 条例45 @rule LT-7
 */
export async function bundleCase(
  actor: Actor,
  input: { caseId: string; reason: string },
): Promise<Result<Bundle>> {
  const { caseId, reason } = input;
  const loaded = await findVisibleCase(actor, caseId);
  const view = loaded === null ? null : await findCaseView(actor, caseId);
  if (loaded === null || view === null) return refuse(caseRefusal('not_found'));
  if (isBlank(reason)) return refuse(caseRefusal('reason_missing', { field: 'reason' }));
  const organ = await getOrgan(loaded.organId);
  const entries: Record<string, Uint8Array> = {
    // With a mark of its encoding, for programs that would guess another.
    '案卷.txt': encoder.encode(`\uFEFF${caseFileText(view, organ.name)}`),
    'events.json': encoder.encode(
      JSON.stringify({ facts: view.facts, inherited: loaded.inherited, events: loaded.events }, null, 2),
    ),
  };
  for (const [at, file] of view.files.entries()) {
    const opened = await openFileOfCase(actor, { caseId, fileId: file.id, reason });
    if (!opened.ok) return opened;
    const number = String(at + 1).padStart(2, '0');
    entries[`材料/${number}_${CASE_FILE_KIND_NAMES[file.kind]}_${safe(file.name)}`] = opened.value.bytes;
  }
  for (const [at, letter] of (await listLetters(actor, caseId)).entries()) {
    const docx = await loadLetterDocx(actor, letter.id);
    if (docx === null) continue;
    entries[`文书/${String(at + 1).padStart(2, '0')}_${safe(docx.name)}`] = docx.bytes;
  }
  const bytes = new Uint8Array(zipSync(entries, { level: 6 }));
  return ok({ name: `${loaded.applicationNo ?? loaded.submissionNo}.zip`, bytes });
}
