import { MalformedFile } from './faults';

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Sector numbers from here on are marks, not places. */
const FIRST_MARK = 0xfffffffa;
/** Streams shorter than this lie in the small sectors of the root. */
const SMALL_BELOW = 4096;
/** Directory entries read at most. */
const MOST_ENTRIES = 20_000;

/** An OLE compound file (旧版 Office，或加了密的新版): the names of its streams, and the first bytes of one. */
export type Compound = {
  readonly names: readonly string[];
  /** First bytes of a stream, at most `most`; null where there is none of that name. */
  head(name: string, most: number): Uint8Array | null;
};

/** Whether bytes begin like a compound file. */
export function isCompound(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/**
 * Reads the directory of a compound file ([MS-CFB]).
 *
 * @throws MalformedFile where its chains lead nowhere
 */
export function openCompound(bytes: Uint8Array): Compound {
  if (!isCompound(bytes) || bytes.length < 512) throw new MalformedFile('compound');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) throw new MalformedFile('sector size');
  const size = 1 << shift;
  const sector = (number: number) => bytes.subarray((number + 1) * size, (number + 2) * size);
  const word = (from: Uint8Array, at: number) =>
    at + 4 <= from.length ? new DataView(from.buffer, from.byteOffset).getUint32(at, true) : FIRST_MARK;

  const fatSectors: number[] = [];
  for (let at = 0; at < 109; at += 1) fatSectors.push(view.getUint32(76 + at * 4, true));
  let next = view.getUint32(68, true);
  for (let seen = 0; next < FIRST_MARK && seen < bytes.length / size; seen += 1) {
    const table = sector(next);
    for (let at = 0; at < size / 4 - 1; at += 1) fatSectors.push(word(table, at * 4));
    next = word(table, size - 4);
  }
  const following = (number: number) => {
    const table = fatSectors[Math.floor(number / (size / 4))];
    return table === undefined || table >= FIRST_MARK
      ? FIRST_MARK
      : word(sector(table), (number % (size / 4)) * 4);
  };
  const chain = (start: number, most: number, step: (number: number) => number): number[] => {
    const numbers: number[] = [];
    for (let number = start; number < FIRST_MARK && numbers.length < most; number = step(number)) {
      numbers.push(number);
    }
    return numbers;
  };
  const joined = (parts: readonly Uint8Array[], most: number) => {
    const all = new Uint8Array(
      Math.min(
        most,
        parts.reduce((sum, part) => sum + part.length, 0),
      ),
    );
    let at = 0;
    for (const part of parts) {
      const piece = part.subarray(0, all.length - at);
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  };

  const perSector = size / 128;
  const directory = chain(view.getUint32(48, true), Math.ceil(MOST_ENTRIES / perSector), following).flatMap(
    (number) => {
      const table = sector(number);
      return Array.from({ length: perSector }, (_, at) => table.subarray(at * 128, at * 128 + 128));
    },
  );
  const streams = directory.flatMap((entry) => {
    const length = entry.length === 128 ? (entry[64] ?? 0) + (entry[65] ?? 0) * 256 : 0;
    if (length < 2 || length > 64) return [];
    const name = new TextDecoder('utf-16le').decode(entry.subarray(0, length - 2));
    return [{ name, kind: entry[66], start: word(entry, 116), size: word(entry, 120) }];
  });
  const root = streams.find((stream) => stream.kind === 5);

  return {
    names: streams.filter((stream) => stream.kind === 1 || stream.kind === 2).map((stream) => stream.name),
    head(name, most) {
      const stream = streams.find((one) => one.kind === 2 && one.name === name);
      if (!stream) return null;
      const wanted = Math.min(most, stream.size);
      if (stream.size >= SMALL_BELOW || !root) {
        return joined(chain(stream.start, Math.ceil(wanted / size), following).map(sector), wanted);
      }
      const small = joined(
        chain(root.start, Math.ceil(Math.min(root.size, bytes.length) / size), following).map(sector),
        bytes.length,
      );
      const smallFat = joined(
        chain(view.getUint32(60, true), Math.ceil(bytes.length / size), following).map(sector),
        bytes.length,
      );
      const pieces = chain(stream.start, Math.ceil(wanted / 64), (number) => word(smallFat, number * 4));
      return joined(
        pieces.map((number) => small.subarray(number * 64, number * 64 + 64)),
        wanted,
      );
    },
  };
}

/** Document kinds of a compound file, and whether a password is needed to open it. */
export function findCompoundPassword(bytes: Uint8Array): 'encrypted' | 'open' {
  const file = openCompound(bytes);
  if (file.names.includes('EncryptedPackage') || file.names.includes('EncryptionInfo')) return 'encrypted';
  // [MS-DOC] 2.5.1: fEncrypted is bit 8 of the flags behind the head of the file information block.
  const word = file.head('WordDocument', 12);
  if (word && word.length >= 12 && ((word[11] ?? 0) & 1) === 1) return 'encrypted';
  const workbook = file.head('Workbook', 4096) ?? file.head('Book', 4096);
  if (workbook && hasFilePass(workbook)) return 'encrypted';
  return file.names.includes('EncryptedSummary') ? 'encrypted' : 'open';
}

/** [MS-XLS] 2.4.117: the record FilePass stands near the beginning of an encrypted workbook. */
function hasFilePass(workbook: Uint8Array): boolean {
  const view = new DataView(workbook.buffer, workbook.byteOffset, workbook.byteLength);
  for (let at = 0; at + 4 <= workbook.length; ) {
    if (view.getUint16(at, true) === 0x002f) return true;
    at += 4 + view.getUint16(at + 2, true);
  }
  return false;
}
