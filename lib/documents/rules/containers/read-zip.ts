import { Inflate } from 'fflate';
import { FILE_LIMITS } from '../../types';
import { MalformedFile, TooLargeInside } from './faults';
import type { Pause } from './read-xml';

/** Signatures of the records of a zip. */
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
/** Longest comment behind the end record, bytes. */
const LONGEST_COMMENT = 0xffff;
/** Compressed bytes handed to the inflater at a time: each may grow a thousandfold before the limit is asked. */
const STEP = 16 * 1024;
/** More than this many times its compressed size, and large: no document, a bomb. */
const ODD_RATIO = 250;
const ODD_FROM = 24 * 1024 * 1024;

type Entry = {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly compressed: number;
  readonly size: number;
  readonly at: number;
};

/** An opened zip; parts are inflated when they are asked for, within the limits. */
export type Zip = {
  readonly names: readonly string[];
  /** An entry that needs a password. */
  readonly hasEncrypted: boolean;
  /** Bytes of a part, or null where there is none of that name. */
  read(name: string): Uint8Array<ArrayBuffer> | null;
  readonly pause: Pause | undefined;
};

/**
 * Opens a zip by its central directory. Names are compared without regard to case, as Office does.
 *
 * @throws MalformedFile for what is no zip; TooLargeInside for too many entries, or when a part is read beyond the limits
 */
export function openZip(bytes: Uint8Array, pause?: Pause): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(bytes, view);
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  let total = 0;
  return {
    pause,
    names: entries.map((entry) => entry.name),
    hasEncrypted: entries.some((entry) => entry.isEncrypted),
    read(name) {
      const entry = byName.get(name.replace(/^\//, '').toLowerCase());
      if (!entry) return null;
      if (entry.isEncrypted) throw new MalformedFile('encrypted entry');
      const part = inflate(bytes, view, entry, FILE_LIMITS.totalBytes - total);
      total += part.length;
      return part;
    },
  };
}

function readDirectory(bytes: Uint8Array, view: DataView): Entry[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  // The marks of zip64 (archives of more than 4 GB) are larger than any file that is accepted.
  if (count > FILE_LIMITS.entries) throw new TooLargeInside();
  const entries: Entry[] = [];
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw new MalformedFile('directory');
    const nameLength = view.getUint16(at + 28, true);
    const flags = view.getUint16(at + 8, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/\\/g, '/'),
      isEncrypted: (flags & 1) === 1,
      method: view.getUint16(at + 10, true),
      compressed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new MalformedFile('no end record');
}

function inflate(bytes: Uint8Array, view: DataView, entry: Entry, left: number): Uint8Array<ArrayBuffer> {
  const most = Math.min(FILE_LIMITS.partBytes, left);
  if (entry.size > most) throw new TooLargeInside();
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== LOCAL)
    throw new MalformedFile('entry');
  const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  const packed = bytes.subarray(from, from + entry.compressed);
  if (packed.length < entry.compressed) throw new MalformedFile('cut off');
  if (entry.method === 0) return Uint8Array.from(packed);
  if (entry.method !== 8) throw new MalformedFile('compression');
  const pieces: Uint8Array[] = [];
  let size = 0;
  const inflater = new Inflate((piece) => {
    size += piece.length;
    if (size > most || (size > ODD_FROM && size > packed.length * ODD_RATIO)) throw new TooLargeInside();
    pieces.push(piece);
  });
  for (let at = 0; at < packed.length || at === 0; at += STEP) {
    try {
      inflater.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
    } catch (error) {
      throw error instanceof TooLargeInside ? error : new MalformedFile('compressed data');
    }
  }
  const part = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    part.set(piece, at);
    at += piece.length;
  }
  return part;
}
