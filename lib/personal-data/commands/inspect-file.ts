import 'server-only';
import { fileTypeFromBuffer } from 'file-type';
import { otherWorkFirst } from '@/lib/documents/commands';
import { readFileText } from '@/lib/documents/rules/read-file-text';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { checkCaseFile, checkCaseFileContent, checkFilesTogether } from '../rules/file-checks';
import type { FileSource } from '../types';

/** A file that may be stored: its clean name, and the media type to serve it with. */
export type InspectedFile = {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** A file as it was brought. */
export type BroughtFile = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

/**
 * Looks at a file that an applicant or the office brings to a case: name, size, kind against its first bytes, and what is in
 * it. Stores nothing.
 *
 * Refusals: those of `checkCaseFile` and `checkCaseFileContent`, each with a sentence that names the file.
 *
 * @rule REG-17-2
 */
export async function inspectCaseFile(source: FileSource, file: BroughtFile): Promise<Result<InspectedFile>> {
  const detected = (await fileTypeFromBuffer(file.bytes))?.mime ?? null;
  const checked = checkCaseFile(source, file.name, file.bytes.length, detected);
  if (!checked.ok) return checked;
  const { name, mediaType } = checked.value;
  const text = await readFileText(name, mediaType, file.bytes, otherWorkFirst);
  const content = checkCaseFileContent(name, file.bytes, text);
  return content.ok ? ok({ name, mediaType, bytes: file.bytes }) : content;
}

/**
 * `inspectCaseFile` of all files of one submission, and their size together. All refusals are given, so that a person mends
 * everything at once; files before which nothing was chosen (no name, no bytes) are left out.
 */
export async function inspectCaseFiles(
  source: FileSource,
  files: readonly BroughtFile[],
): Promise<Result<readonly InspectedFile[]>> {
  const chosen = files.filter((file) => file.name !== '' || file.bytes.length > 0);
  const inspected: InspectedFile[] = [];
  const refusals: Refusal[] = [];
  for (const file of chosen) {
    const result = await inspectCaseFile(source, file);
    if (result.ok) inspected.push(result.value);
    else refusals.push(...result.refusals);
  }
  if (refusals.length > 0) return refuse(...refusals);
  const together = checkFilesTogether(
    source,
    chosen.map((file) => file.bytes.length),
  );
  return together.ok ? ok(inspected) : together;
}
