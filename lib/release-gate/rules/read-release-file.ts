import type { Pause } from '@/lib/documents/rules/containers/read-xml';
import { readFileText } from '@/lib/documents/rules/read-file-text';
import type { FileText } from '@/lib/documents/types';
import { findDangers } from '@/lib/personal-data/rules/file-checks';
import { sha256Hex } from '@/lib/platform/canonical';
import type { PlaceKind, ReleaseFile, SearchedPlace } from '../types';
import { type InsideFile, readPdfPlaces } from './pdf-places';
import { picturesOf } from './picture-traces';
import { searchRawPdf } from './raw-search';

/** How deep files inside of files are read. */
const DEEPEST = 3;
const MOST_INSIDE = 50;

/**
 * Reads a file as it will be sent: what its readers see, what it holds beside that, and, where words were removed from it,
 * every place in which one of them could still stand. Never throws for a bad file.
 *
 * @param removedWords words that must be gone; empty where nothing was removed
 * @param pause lets other work have its turn during a large file
 */
export async function readReleaseFile(
  file: { name: string; mediaType: string; bytes: Uint8Array<ArrayBuffer> },
  removedWords: readonly string[],
  pause?: Pause,
): Promise<ReleaseFile> {
  const { name, mediaType, bytes } = file;
  const text = await readFileText(name, mediaType, bytes, pause);
  const isPdf = mediaType === 'application/pdf';
  const pdf = isPdf ? await readPdfPlaces(bytes) : null;
  await pause?.();
  const wantsPlaces = removedWords.length > 0;
  return {
    name,
    sha256: sha256Hex(bytes),
    mediaType,
    text,
    pictures: picturesOf(bytes),
    hasProgram: findDangers(name, bytes).hasMacros,
    pdf: pdf?.facts ?? null,
    places: wantsPlaces
      ? [
          { kind: 'visible', label: '文件名', text: name },
          ...placesOf(text),
          ...(pdf?.places ?? []),
          ...(await insidePlaces(pdf?.inside ?? [], 1)),
        ]
      : [],
    removedWords,
    rawHits: wantsPlaces && isPdf ? await searchRawPdf(bytes, removedWords, pause) : [],
  };
}

/** Parts of a file that its readers see as the text itself; what is beside it is hidden, said of it, or left over. */
const VISIBLE = /^(?:body|page\.\d+|sheet\.\d+|slide\.\d+|header\.\d+|footer\.\d+|footnotes|endnotes|text)$/;

function placesOf(text: FileText): SearchedPlace[] {
  const parts = text.texts.map(({ path, label, lines }): SearchedPlace => {
    const kind: PlaceKind = VISIBLE.test(path) ? 'visible' : path === 'properties' ? 'properties' : 'beside';
    return { kind, label, text: lines.map((line) => line.text).join('\n') };
  });
  return parts;
}

/** The words of files inside a PDF, and of files inside those. */
async function insidePlaces(files: readonly InsideFile[], depth: number): Promise<SearchedPlace[]> {
  const places: SearchedPlace[] = [];
  for (const [at, { name, bytes }] of files.slice(0, MOST_INSIDE).entries()) {
    const label = `第${at + 1}个内嵌文件`;
    const own = Uint8Array.from(bytes);
    const text = await readFileText(name, 'text/plain', own);
    places.push(
      { kind: 'inside_file', label, text: name },
      ...placesOf(text).map((place) => ({
        ...place,
        kind: 'inside_file' as const,
        label: `${label}的${place.label}`,
      })),
    );
    const pdf = depth < DEEPEST ? await readPdfPlaces(own) : null;
    if (pdf === null) continue;
    places.push(
      ...pdf.places.map((place) => ({
        ...place,
        kind: 'inside_file' as const,
        label: `${label}的${place.label}`,
      })),
      ...(await insidePlaces(pdf.inside, depth + 1)),
    );
  }
  return places;
}
