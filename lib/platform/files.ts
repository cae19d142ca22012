import 'server-only';
import { sha256Hex } from './canonical';
import { currentTime } from './clock';
import { publicDatabase, staffDatabase, type Tx } from './database';

/** Bytes per stored row: a Range request reads only the rows it needs. */
export const CHUNK_BYTES = 1024 * 1024;

/**
 * Stores bytes under their own hash, once; the database recomputes the hash before it accepts the file. Files live in
 * PostgreSQL so that the same rights that guard the text guard the bytes (docs/decisions/0006).
 */
export async function storeFile(tx: Tx, bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<string> {
  const sha256 = sha256Hex(bytes);
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${sha256}, 1))`;
  if ((await tx.storedFile.count({ where: { sha256 } })) > 0) return sha256;
  for (let seq = 0; seq * CHUNK_BYTES < bytes.length; seq += 1) {
    const chunk = bytes.slice(seq * CHUNK_BYTES, (seq + 1) * CHUNK_BYTES);
    await tx.fileChunk.create({ data: { sha256, seq, bytes: chunk } });
  }
  await tx.storedFile.create({ data: { sha256, size: bytes.length, mediaType, storedAt: currentTime() } });
  return sha256;
}

type ChunkReader = (sha256: string, seq: number) => Promise<Uint8Array | null>;

/** Reads a chunk as the office role. */
export const staffChunk: ChunkReader = async (sha256, seq) =>
  (await staffDatabase().fileChunk.findUnique({ where: { sha256_seq: { sha256, seq } } }))?.bytes ?? null;

/** Reads a chunk as the public role: null unless the file belongs to something public now. */
export const publicChunk: ChunkReader = async (sha256, seq) =>
  (await publicDatabase().publishedFileChunk.findUnique({ where: { sha256_seq: { sha256, seq } } }))?.bytes ??
  null;

/**
 * Streams the bytes `from` … `to` (both inclusive) of a stored file chunk by chunk. When a chunk is missing, as after
 * a withdrawal during the download, the stream breaks off with an error rather than ending as if complete.
 */
export function streamFile(
  read: ChunkReader,
  sha256: string,
  from: number,
  to: number,
): ReadableStream<Uint8Array> {
  let position = from;
  return new ReadableStream({
    async pull(controller) {
      if (position > to) {
        controller.close();
        return;
      }
      const seq = Math.floor(position / CHUNK_BYTES);
      const chunk = await read(sha256, seq);
      if (chunk === null) {
        controller.error(new Error('the file is no longer available'));
        return;
      }
      const start = position - seq * CHUNK_BYTES;
      const part = chunk.subarray(start, Math.min(chunk.length, to - seq * CHUNK_BYTES + 1));
      position += part.length;
      controller.enqueue(part);
    },
  });
}

/** A byte range a request asks for: all of it, a part, or one that cannot be satisfied. */
export type ByteRange =
  | { kind: 'whole' }
  | { kind: 'part'; from: number; to: number }
  | { kind: 'unsatisfiable' };

/** Reads a `Range` header for a file of `size` bytes; several ranges or a unit other than bytes give the whole file. */
export function parseRange(header: string | null, size: number): ByteRange {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return { kind: 'whole' };
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), size);
    return length === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', from: size - length, to: size - 1 };
  }
  const from = Number(match[1]);
  const to = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (from >= size) return { kind: 'unsatisfiable' };
  return from > to ? { kind: 'whole' } : { kind: 'part', from, to };
}
