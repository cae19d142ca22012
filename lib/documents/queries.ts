import 'server-only';
import { staffDatabase } from '@/lib/platform/database';
import { staffChunk } from '@/lib/platform/files';
import { keepFileText, otherWorkFirst } from './commands';
import { readFileText } from './rules/read-file-text';
import { EXTRACTOR_VERSION, type FileText } from './types';

/**
 * What could be read of stored files, by hash; a hash that no file has is left out. Files of before this was kept, or
 * read by an older version of the reader, are read now and kept. Whoever asks has proven that the person may see the
 * files: bytes have no owner, items have.
 */
export async function fileTextsOf(sha256s: readonly string[]): Promise<Map<string, FileText>> {
  const wanted = [...new Set(sha256s)];
  const rows = await staffDatabase().fileTextRow.findMany({
    where: { sha256: { in: wanted }, extractor: EXTRACTOR_VERSION },
    select: { sha256: true, content: true },
  });
  const texts = new Map(rows.map((row) => [row.sha256, row.content as unknown as FileText]));
  for (const sha256 of wanted) {
    if (texts.has(sha256)) continue;
    const text = await readStored(sha256);
    if (text === null) continue;
    await keepFileText(staffDatabase(), sha256, text);
    texts.set(sha256, text);
  }
  return texts;
}

async function readStored(sha256: string): Promise<FileText | null> {
  const database = staffDatabase();
  const file = await database.storedFile.findUnique({ where: { sha256 } });
  if (file === null) return null;
  const bytes = new Uint8Array(file.size);
  for (let seq = 0, at = 0; at < file.size; seq += 1) {
    const chunk = await staffChunk(sha256, seq);
    if (chunk === null) throw new Error(`file ${sha256} lacks chunk ${seq}`);
    bytes.set(chunk, at);
    at += chunk.length;
  }
  const upload = await database.upload.findFirst({ where: { sha256 }, select: { name: true } });
  return readFileText(upload?.name ?? '', file.mediaType, bytes, otherWorkFirst);
}
