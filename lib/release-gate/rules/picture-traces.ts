import { openZip } from '@/lib/documents/rules/containers/read-zip';
import type { PictureTrace } from '../types';

/** Tags that lead to or say where a picture was taken, and with what or by whom (Exif 2.3). */
const GPS = 0x8825;
const EXIF = 0x8769;
const ORIGIN = new Set([0x010f, 0x0110, 0x013b, 0x8298, 0x9c9d, 0xa430, 0xa431, 0xa435]);
const MOST_TAGS = 1000;

/**
 * What pictures say of the place and the camera: of a picture itself, of those in an Office file, and of those kept as they
 * came in a PDF.
 */
export function picturesOf(bytes: Uint8Array): PictureTrace[] {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return tracesIn(bytes, '');
  try {
    const zip = openZip(bytes);
    return zip.names.flatMap((name, at) => {
      if (!/\.(?:jpe?g|png|tiff?|webp)$/i.test(name)) return [];
      const part = zip.read(name);
      return part === null ? [] : tracesIn(part, `第${at + 1}个内部文件`);
    });
  } catch {
    // Reading its text says what is wrong with it.
    return [];
  }
}

function tracesIn(bytes: Uint8Array, where: string): PictureTrace[] {
  const traces: PictureTrace[] = [];
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // JPEG, WebP and pictures inside a PDF: `Exif` and two zeros before the block; PNG: the name of the chunk.
  for (const [mark, behind] of [
    ['Exif\0\0', 6],
    ['eXIf', 4],
  ] as const) {
    for (let at = buffer.indexOf(mark, 0, 'latin1'); at >= 0; at = buffer.indexOf(mark, at + 1, 'latin1')) {
      const trace = readTags(bytes.subarray(at + behind));
      if (trace !== null && (trace.hasPlace || trace.hasOrigin)) traces.push({ where, ...trace });
    }
  }
  const isAdobe = /exif:GPSLatitude|GPSLongitude/.test(buffer.toString('latin1'));
  if (isAdobe && !traces.some((trace) => trace.hasPlace)) {
    traces.push({ where, hasPlace: true, hasOrigin: false });
  }
  return traces;
}

/** Reads the tags of a TIFF block; null where it is none. */
function readTags(block: Uint8Array): { hasPlace: boolean; hasOrigin: boolean } | null {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  if (block.length < 8) return null;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return null;
  const little = order === 0x4949;
  let hasPlace = false;
  let hasOrigin = false;
  const open = [view.getUint32(4, little)];
  const seen = new Set<number>();
  for (let at = open.pop(), read = 0; at !== undefined && read < MOST_TAGS; at = open.pop()) {
    if (seen.has(at) || at + 2 > block.length) continue;
    seen.add(at);
    const count = view.getUint16(at, little);
    for (let index = 0; index < count; index += 1, read += 1) {
      const entry = at + 2 + index * 12;
      if (entry + 12 > block.length) break;
      const tag = view.getUint16(entry, little);
      if (tag === GPS) hasPlace ||= holdsTags(view, view.getUint32(entry + 8, little), little);
      else if (tag === EXIF) open.push(view.getUint32(entry + 8, little));
      else if (ORIGIN.has(tag)) hasOrigin = true;
    }
  }
  return { hasPlace, hasOrigin };
}

/** Whether the list of tags about the place says more than its version. */
function holdsTags(view: DataView, at: number, little: boolean): boolean {
  return at + 2 <= view.byteLength && view.getUint16(at, little) > 1;
}
