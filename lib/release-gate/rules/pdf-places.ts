import { getDocumentProxy } from 'unpdf';
import { FILE_LIMITS } from '@/lib/documents/types';
import type { PdfFacts, PlaceKind, SearchedPlace } from '../types';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Earlier versions that are searched, and bytes behind the end that are more than line breaks. */
const MOST_VERSIONS = 20;
const TRAILING_BYTES = 1024;
const DEEPEST = 12;
/** Share of characters without a meaning from which on a page can't be read: fonts without a table of characters. */
const GARBLED = 0.2;

/** A file inside a PDF. */
export type InsideFile = { readonly name: string; readonly bytes: Uint8Array };

/** Everything in a PDF that holds words, and what can't be read in it. */
export type PdfReading = {
  readonly facts: PdfFacts;
  readonly places: readonly SearchedPlace[];
  readonly inside: readonly InsideFile[];
};

/**
 * Extracts the words of a PDF again, from the bytes as they will be sent: the text layer of each page, also where it is
 * covered or invisible; annotations, form fields, alternative texts, bookmarks, names of layers, scripts, properties; and
 * the same of every earlier version that an incremental update has left in the file.
 *
 * Null where the file does not open.
 */
export async function readPdfPlaces(bytes: Uint8Array): Promise<PdfReading | null> {
  const whole = await readVersion(bytes, '');
  if (whole === null) return null;
  const ends = endsOf(bytes);
  const isLinear = /\/Linearized/.test(latin(bytes.subarray(0, 2048)));
  // A linear file has an end behind its first page, which is no version.
  const earlier = ends.slice(0, -1).slice(isLinear ? 1 : 0);
  const places = [...whole.places];
  let hasUnsearched = earlier.length > MOST_VERSIONS;
  for (const [at, end] of earlier.slice(-MOST_VERSIONS).entries()) {
    const version = await readVersion(bytes.subarray(0, end), `第${at + 1}个以前的版本，`);
    if (version === null) hasUnsearched = true;
    else places.push(...version.places.map((place) => ({ ...place, kind: 'earlier_version' as const })));
  }
  return {
    places,
    inside: whole.inside,
    facts: {
      pages: whole.pages,
      notReadable: whole.notReadable,
      pictures: (latin(bytes).match(/\/Subtype\s*\/Image\b/g) ?? []).length,
      earlierVersions: earlier.length,
      hasUnsearched,
      attachments: whole.inside.length,
      trailingBytes: trailingBytes(bytes, ends.at(-1) ?? bytes.length),
    },
  };
}

/** How many pages a PDF has; null where it does not open. */
export async function countPdfPages(bytes: Uint8Array): Promise<number | null> {
  const pdf = await openVersion(bytes);
  const pages = pdf?.numPages ?? null;
  await pdf?.destroy();
  return pages;
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

/** The places behind each `%%EOF`. */
function endsOf(bytes: Uint8Array): number[] {
  return [...latin(bytes).matchAll(/%%EOF/g)].map((match) => match.index + match[0].length);
}

/** Bytes behind the last end, without white space; 0 where they are no more than programs usually leave. */
function trailingBytes(bytes: Uint8Array, end: number): number {
  const rest = latin(bytes.subarray(end)).trim().length;
  return rest > TRAILING_BYTES ? rest : 0;
}

type Version = {
  readonly pages: number;
  readonly notReadable: number[];
  readonly places: SearchedPlace[];
  readonly inside: InsideFile[];
};

async function openVersion(bytes: Uint8Array): Promise<Pdf | null> {
  try {
    // The reader takes its bytes away for good: it gets a copy.
    return await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
    });
  } catch {
    return null;
  }
}

async function readVersion(bytes: Uint8Array, prefix: string): Promise<Version | null> {
  const pdf = await openVersion(bytes);
  if (pdf === null) return null;
  try {
    const places: SearchedPlace[] = [];
    const add = (kind: PlaceKind, label: string, strings: readonly string[]) => {
      const text = strings.join('\n');
      if (text.trim() !== '') places.push({ kind, label: `${prefix}${label}`, text });
    };
    const notReadable: number[] = [];
    const pages = Math.min(pdf.numPages, FILE_LIMITS.pages);
    // Words that run over the end of a page.
    let running = '';
    for (let number = 1; number <= pages; number += 1) {
      const text = await readPage(pdf, number, add);
      running += text;
      if (!isReadable(text)) notReadable.push(number);
    }
    for (let number = pages + 1; number <= pdf.numPages; number += 1) notReadable.push(number);
    add('visible', '跨页的文字', pages > 1 ? [running] : []);
    const inside = await readSurroundings(pdf, add);
    return { pages: pdf.numPages, notReadable, places, inside };
  } catch {
    return null;
  } finally {
    await pdf.destroy();
  }
}

type Add = (kind: PlaceKind, label: string, strings: readonly string[]) => void;

async function readPage(pdf: Pdf, number: number, add: Add): Promise<string> {
  const page = await pdf.getPage(number);
  const label = `第${number}页`;
  // No spaces and breaks between the pieces: a word may be set in many.
  const { items } = await page.getTextContent({ includeMarkedContent: false, disableNormalization: true });
  const text = items.map((item) => ('str' in item ? item.str : '')).join('');
  add('visible', label, [text]);
  add('beside', `${label}的批注和表单`, stringsIn(await page.getAnnotations()));
  add('beside', `${label}的替代文字`, stringsIn(await page.getStructTree()));
  add('beside', `${label}的脚本`, stringsIn(await page.getJSActions()));
  page.cleanup();
  return text;
}

/** Whether the words of a page can be read: it has some, and they are characters with a meaning. */
function isReadable(text: string): boolean {
  const characters = [...text.replace(/\s/g, '')];
  if (characters.length === 0) return false;
  const odd = characters.filter((one) => /[\p{Co}\p{Cc}\p{Cn}\ufffd]/u.test(one)).length;
  return odd / characters.length < GARBLED;
}

async function readSurroundings(pdf: Pdf, add: Add): Promise<InsideFile[]> {
  const { info, metadata } = await pdf.getMetadata();
  add('properties', '文件属性', [
    ...stringsIn(info),
    ...stringsIn(metadata === null ? null : [...(metadata as Iterable<unknown>)]),
  ]);
  add('beside', '书签', stringsIn(await pdf.getOutline()));
  add('beside', '表单', stringsIn(await pdf.getFieldObjects()));
  add('beside', '脚本', stringsIn(await pdf.getJSActions()));
  add('beside', '页码标签', stringsIn(await pdf.getPageLabels()));
  add('beside', '内部链接', Object.keys((await pdf.getDestinations()) ?? {}));
  const layers = await pdf.getOptionalContentConfig({ intent: 'any' });
  add('beside', '图层', stringsIn([...(layers as unknown as Iterable<unknown>)]));
  const attached: unknown = await pdf.getAttachments();
  const files = attached instanceof Map ? [...attached.values()] : Object.values(attached ?? {});
  const inside = files.flatMap((file: unknown): InsideFile[] => {
    const { filename, content } = (file ?? {}) as { filename?: unknown; content?: unknown };
    return content instanceof Uint8Array ? [{ name: String(filename ?? ''), bytes: content }] : [];
  });
  add('inside_file', '内嵌文件的名称和说明', stringsIn(files));
  return inside;
}

/** All strings inside of what the reader gives, whatever its shape. */
export function stringsIn(value: unknown, depth = 0, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > DEEPEST || seen.has(value)) return [];
  if (ArrayBuffer.isView(value)) return [];
  seen.add(value);
  const inner = value instanceof Map ? [...value.entries()].flat() : Object.values(value);
  return inner.flatMap((one) => stringsIn(one, depth + 1, seen));
}
