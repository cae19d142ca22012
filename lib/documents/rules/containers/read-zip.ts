import { Inflate } from 'fflate';
import { FILE_LIMITS } from '../../types';
import { ForgedFile, MalformedFile, TooLargeInside } from './faults';
import type { Pause } from './read-xml';

/** Signatures of the records of a zip. */
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
/** Longest comment behind the end record, bytes. */
const LONGEST_COMMENT = 0xffff;
/** Compressed bytes handed to the inflater at a time: each may grow a thousandfold before the limit is asked. */
const STEP = 16 * 1024;
/** Bytes of a part that are looked at to tell what it is. */
const PEEK = 4 * 1024;
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
  /** The first bytes of a part, at most a few thousand; they don't count towards the limits. */
  peek(name: string): Uint8Array<ArrayBuffer> | null;
  readonly pause: Pause | undefined;
};

/** What a name is compared by: Office regards neither case nor escapes, and finds `a/b` under `/a//b` too. */
export function partKey(name: string): string {
  const plain = name
    .replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\/g, '/');
  return plain
    .split('/')
    .filter((step) => step !== '' && step !== '.')
    .join('/')
    .toLowerCase();
}

/**
 * Opens a zip by its central directory. Names are compared without regard to case, as Office does. A part counts
 * towards the limits once, however often it is read.
 *
 * @throws MalformedFile for what is no zip; ForgedFile where two entries have one name, or an entry has two;
 *   TooLargeInside for too many entries, or when a part is read beyond the limits
 */
export function openZip(bytes: Uint8Array, pause?: Pause): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(bytes, view);
  const byName = new Map(entries.map((entry) => [partKey(entry.name), entry]));
  if (byName.size < entries.length) throw new ForgedFile('two entries of one name');
  const counted = new Set<Entry>();
  let total = 0;
  return {
    pause,
    names: entries.map((entry) => entry.name),
    hasEncrypted: entries.some((entry) => entry.isEncrypted),
    read(name) {
      const entry = byName.get(partKey(name));
      if (!entry) return null;
      if (entry.isEncrypted) throw new MalformedFile('encrypted entry');
      const isNew = !counted.has(entry);
      const part = inflate(
        bytes,
        view,
        entry,
        isNew ? FILE_LIMITS.totalBytes - total : FILE_LIMITS.partBytes,
      );
      counted.add(entry);
      if (isNew) total += part.length;
      return part;
    },
    peek(name) {
      const entry = byName.get(partKey(name));
      if (!entry) return null;
      if (entry.isEncrypted) throw new MalformedFile('encrypted entry');
      return inflate(bytes, view, { ...entry, size: 0 }, FILE_LIMITS.partBytes, true);
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
    const local = view.getUint32(at + 42, true);
    const name = bytes.subarray(at + 46, at + 46 + nameLength);
    if (!isCalled(bytes, view, local, name)) throw new ForgedFile('an entry of two names');
    entries.push({
      name: new TextDecoder().decode(name).replace(/\\/g, '/'),
      isEncrypted: (flags & 1) === 1,
      method: view.getUint16(at + 10, true),
      compressed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: local,
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  // A reader that goes on to the end record would meet entries that the count hides.
  if (at + 4 <= bytes.length && view.getUint32(at, true) === CENTRAL) throw new ForgedFile('a hidden entry');
  return entries;
}

/** Whether the header of an entry has the name that the directory gives it. */
function isCalled(bytes: Uint8Array, view: DataView, local: number, name: Uint8Array): boolean {
  if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL) return true;
  if (view.getUint16(local + 26, true) !== name.length) return false;
  return name.every((byte, at) => bytes[local + 30 + at] === byte);
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new MalformedFile('no end record');
}

function inflate(
  bytes: Uint8Array,
  view: DataView,
  entry: Entry,
  left: number,
  isPeek = false,
): Uint8Array<ArrayBuffer> {
  const most = Math.min(FILE_LIMITS.partBytes, left);
  if (entry.size > most) throw new TooLargeInside();
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== LOCAL)
    throw new MalformedFile('entry');
  const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  const packed = bytes.subarray(from, from + entry.compressed);
  if (packed.length < entry.compressed) throw new MalformedFile('cut off');
  if (entry.method === 0) return Uint8Array.from(isPeek ? packed.subarray(0, PEEK) : packed);
  if (entry.method !== 8) throw new MalformedFile('compression');
  const pieces: Uint8Array[] = [];
  let size = 0;
  const inflater = new Inflate((piece) => {
    size += piece.length;
    if (size > most || (size > ODD_FROM && size > packed.length * ODD_RATIO)) throw new TooLargeInside();
    pieces.push(piece);
  });
  for (let at = 0; at < packed.length || at === 0; at += STEP) {
    if (isPeek && size > 0) break;
    try {
      inflater.push(packed.subarray(at, at + STEP), !isPeek && at + STEP >= packed.length);
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
  return isPeek ? part.slice(0, PEEK) : part;
}
