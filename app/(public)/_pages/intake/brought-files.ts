import { dropDraftFile, keepDraftFile } from '@/lib/applications/public-queries/intake-drafts';
import { SLOT_FILES } from '@/lib/applications/schema/intake-form';
import { type DraftFile, FILE_SLOTS, type FileSlot, type IntakeDraft } from '@/lib/applications/types/intake';
import { inspectCaseFile } from '@/lib/personal-data/commands/inspect-file';
import { checkFilesTogether } from '@/lib/personal-data/rules/file-checks';
import { APPLICANT_FILE_LIMITS } from '@/lib/personal-data/types';
import { type FormReading, type ReceivedForm, readReceivedForm } from '@/lib/platform/received-form';

const MEBIBYTE = 1024 * 1024;

/** A form with files: one that is too large is read to its end, so that it can be named, and not kept. */
const LIMITS = {
  requestBytes: 64 * MEBIBYTE,
  fileBytes: APPLICANT_FILE_LIMITS.eachBytes,
  keptBytes: APPLICANT_FILE_LIMITS.togetherBytes,
  fieldBytes: 256 * 1024,
  fields: 60,
  files: 30,
};
/** A form of a few words. */
const SMALL = { ...LIMITS, requestBytes: 64 * 1024, fileBytes: 1, keptBytes: 1, files: 1 };

/** Forms with files that are read at the same time: each may hold 30 MB in memory. */
const AT_ONCE = 4;
let reading = 0;

/** Reads a form of words. */
export function readSmallForm(request: Request): Promise<FormReading> {
  return readReceivedForm(request, SMALL);
}

/** Reads a form with files; `busy` where as many are being read as the server has room for. */
export async function readFileForm(request: Request): Promise<FormReading | { ok: false; fault: 'busy' }> {
  if (reading >= AT_ONCE) return { ok: false, fault: 'busy' };
  reading += 1;
  try {
    return await readReceivedForm(request, LIMITS);
  } finally {
    reading -= 1;
  }
}

function slotOf(field: string): FileSlot | null {
  return FILE_SLOTS.find((slot) => field === `file-${slot}`) ?? null;
}

/**
 * Takes the files that came with a form: looks at each, seals and keeps what may be kept, and says of every other one why
 * not. Gives the form with what it holds then.
 */
export async function takeFiles(
  organId: string,
  key: string,
  draft: IntakeDraft,
  { files, tooLarge, fields }: ReceivedForm,
): Promise<IntakeDraft> {
  const removed = draft.files.find(({ id }) => id === fields.remove);
  if (removed) await dropDraftFile(organId, key, removed.id);
  const kept: DraftFile[] = draft.files.filter((file) => file !== removed);
  const problems: { slot: FileSlot; message: string }[] = [];
  for (const { field, name } of tooLarge) {
    const slot = slotOf(field);
    if (slot === null) continue;
    const message = `“${name}”太大：每个文件不超过10MB，全部合计不超过30MB。请压缩后再上传。填写的内容都还在。`;
    problems.push({ slot, message });
  }
  for (const { field, ...file } of files) {
    const slot = slotOf(field);
    if (slot === null) continue;
    const note = (message: string) => problems.push({ slot, message });
    if (kept.filter((one) => one.slot === slot).length >= SLOT_FILES[slot]) {
      note(`“${file.name}”没有收下：这里最多${SLOT_FILES[slot]}个文件，请先删除一个。`);
      continue;
    }
    const together = checkFilesTogether('applicant', [...kept.map(({ size }) => size), file.bytes.length]);
    const inspected = together.ok ? await inspectCaseFile('applicant', file) : together;
    if (!inspected.ok) {
      note(inspected.refusals[0]?.message ?? `“${file.name}”没有收下，请换一个文件。`);
      continue;
    }
    const done = await keepDraftFile(organId, key, draft, { slot, ...inspected.value });
    if (done === null) {
      note(`“${file.name}”没有收下：系统里等待提交的文件太多。请稍后再试，或者当面提交、邮寄材料。`);
      continue;
    }
    // The same file chosen twice is one.
    if (kept.some((one) => one.slot === slot && one.hash === done.hash))
      await dropDraftFile(organId, key, done.id);
    else kept.push(done);
  }
  return { ...draft, files: kept, fileProblems: problems };
}
