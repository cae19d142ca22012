import 'server-only';
import { otherWorkFirst } from '@/lib/documents/commands';
import { FILE_NOTES, type WordRefusal, wordRefusal } from '@/lib/documents/messages';
import { checkFileText } from '@/lib/documents/rules/check-file-text';
import { readFileText } from '@/lib/documents/rules/read-file-text';
import { importWord } from '@/lib/documents/rules/word-import/import-word';
import { MAX_WORD_BYTES, type WordImport } from '@/lib/documents/types';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { mediaTypeOf } from '../rules/file-kinds';
import { checkMayUpload, refuseFile } from './upload-file';

/** Endings of what Word and WPS wrote before .docx. */
const OLD_WORD = /\.(?:docm?|dotx?|dotm|wps|wpt|rtf|odt)$/i;

/**
 * Reads a Word document for an item that is being drafted: a body to look at, and what was repaired or left out.
 * Nothing is stored: the author takes the text over, or not.
 *
 * Refusals: those of the policy; `not_editable_in_state`; `word_refused` with a sentence that names the file and says
 * what to do (not a .docx, old format, password, damaged, too large); `file_classified` for a document with a
 * classification marking, which leaves an audit row.
 *
 * @rule REG-17-2
 */
export async function readWordFile(
  actor: Actor,
  input: { itemId: string; name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<Result<WordImport>> {
  const { itemId, bytes } = input;
  const name = input.name.normalize('NFC').trim();
  const refused = (code: WordRefusal) => refuse({ code: 'word_refused', message: wordRefusal(code, name) });
  const allowed = await checkMayUpload(actor, itemId);
  if (!allowed.ok) return allowed;
  if (!/\.docx$/i.test(name)) {
    if (OLD_WORD.test(name)) return refused('old_format');
    return refused(/\.pdf$/i.test(name) ? 'pdf' : 'not_word');
  }
  if (bytes.length === 0) return refused('empty');
  if (bytes.length > MAX_WORD_BYTES) return refused('too_large');
  const text = await readFileText(name, mediaTypeOf(name) ?? '', bytes, otherWorkFirst);
  if (text.status === 'encrypted') return refused('encrypted');
  if (text.status === 'none') return refused('not_what_it_says');
  const refusal = checkFileText(name, text);
  if (refusal?.reason === 'classified') return refuseFile(actor, itemId, { name, bytes }, refusal);
  if (text.status === 'unreadable')
    return refused(text.note === FILE_NOTES.too_large_inside ? 'too_large_inside' : 'unreadable');
  try {
    const read = await importWord(bytes, civilDate(currentTime()), otherWorkFirst);
    return read.ok ? ok(read.value) : refuse({ code: 'word_refused', message: read.message });
  } catch {
    // It was opened once above; what fails here is a workbook or a slide show under the name of a document.
    return refused('not_what_it_says');
  }
}
