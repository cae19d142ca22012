import { Inflate } from 'fflate';
import { FILE_LIMITS } from '../../types';

/** Compressed bytes handed to the inflater at a time. */
const STEP = 16 * 1024;
const MOST_STREAMS = 20_000;

/**
 * The bytes of a PDF outside its streams, and each stream inflated, whether or not anything in the file leads to it: what a
 * program that follows the links never sees. Streams of other filters (pictures) come as they are when they are small, else
 * not at all.
 */
export type RawPdf = { readonly skeleton: string; readonly streams: readonly Uint8Array[] };

/** Largest stream that is not inflated and still looked at, bytes: a picture is larger, a text is not. */
const PLAIN_STREAM_BYTES = 256 * 1024;

/** Reads the raw parts of a PDF, within the limits of reading one file; never throws for a broken one. */
export function readRawPdf(bytes: Uint8Array): RawPdf {
  const text = new TextDecoder('latin1').decode(bytes);
  const streams: Uint8Array[] = [];
  const pieces: string[] = [];
  let total = 0;
  let from = 0;
  const start = /stream\r?\n/g;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    if (text.slice(match.index - 3, match.index) === 'end') continue;
    const begin = match.index + match[0].length;
    const end = text.indexOf('endstream', begin);
    if (end < 0 || streams.length >= MOST_STREAMS || total >= FILE_LIMITS.totalBytes) break;
    pieces.push(text.slice(from, match.index));
    const raw = bytes.subarray(begin, end);
    const inflated = inflateSome(raw, Math.min(FILE_LIMITS.partBytes, FILE_LIMITS.totalBytes - total));
    if (inflated !== null) streams.push(inflated);
    else if (raw.length <= PLAIN_STREAM_BYTES) streams.push(raw);
    total += inflated?.length ?? 0;
    from = end + 'endstream'.length;
    start.lastIndex = from;
  }
  pieces.push(text.slice(from));
  return { skeleton: pieces.join('\n'), streams };
}

/** The bytes of a zlib stream, as many as there are before it breaks off or reaches the limit; null where it is none. */
function inflateSome(raw: Uint8Array, most: number): Uint8Array | null {
  // The first two bytes of zlib: deflate, and a check of both.
  if (raw.length < 8 || (raw[0] ?? 0) % 16 !== 8 || ((raw[0] ?? 0) * 256 + (raw[1] ?? 0)) % 31 !== 0) {
    return null;
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((part) => {
    parts.push(part);
    length += part.length;
  });
  try {
    for (let at = 2; at < raw.length && length < most; at += STEP) {
      inflate.push(raw.subarray(at, at + STEP), at + STEP >= raw.length);
    }
  } catch {
    // Cut short or spoilt: what came out before is looked at.
  }
  if (length === 0) return null;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Names of a PDF may be written with escapes: `/J#61vaScript`. */
export function plainNames(text: string): string {
  return text.replace(/#([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
