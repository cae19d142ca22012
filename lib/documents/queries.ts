import 'server-only';
import { staffDatabase } from '@/lib/platform/database';
import { staffChunk } from '@/lib/platform/files';
import { keepFileText, otherWorkFirst } from './commands';
import { readFileText } from './rules/read-file-text';
import { EXTRACTOR_VERSION, type FileText } from './types';

/**
 * What could be read of the files brought to an item, by hash; a hash under which nothing was brought to it is left out,
 * also where another item has such a file: a draft may name any hash, and its words would be told to whoever wrote it.
 * Files of before this was kept, or read by an older version of the reader, are read now and kept. Whoever asks has
 * proven that the person may see the item.
 */
export async function fileTextsOf(
  itemId: string,
  sha256s: readonly string[],
): Promise<Map<string, FileText>> {
  const names = new Map(
    (
      await staffDatabase().upload.findMany({
        where: { itemId, sha256: { in: [...sha256s] } },
        orderBy: { uploadedAt: 'asc' },
        select: { sha256: true, name: true },
      })
    ).map(({ sha256, name }) => [sha256, name]),
  );
  const wanted = [...names.keys()];
  const rows = await staffDatabase().fileTextRow.findMany({
    where: { sha256: { in: wanted }, extractor: EXTRACTOR_VERSION },
    select: { sha256: true, content: true },
  });
  const texts = new Map(rows.map((row) => [row.sha256, row.content as unknown as FileText]));
  for (const [sha256, name] of names) {
    if (texts.has(sha256)) continue;
    const text = await readStored(sha256, name);
    if (text === null) continue;
    await keepFileText(staffDatabase(), sha256, text);
    texts.set(sha256, text);
  }
  return texts;
}

async function readStored(sha256: string, name: string): Promise<FileText | null> {
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
  return readFileText(name, file.mediaType, bytes, otherWorkFirst);
}
