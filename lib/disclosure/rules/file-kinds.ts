/** Largest file that can be uploaded, bytes. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;

type FileKind = {
  /** Media type with which the file is served. */
  readonly mediaType: string;
  /** What the first bytes may show it to be; null = plain text without signature. */
  readonly detected: readonly (string | null)[];
};

const ZIP = 'application/zip';
const COMPOUND = 'application/x-cfb';

/** What may be uploaded, by ending. No SVG, HTML or programs: nothing here runs in a reader's browser. */
export const FILE_KINDS: Readonly<Record<string, FileKind>> = {
  pdf: { mediaType: 'application/pdf', detected: ['application/pdf'] },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    detected: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', ZIP],
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    detected: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ZIP],
  },
  pptx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    detected: ['application/vnd.openxmlformats-officedocument.presentationml.presentation', ZIP],
  },
  ofd: { mediaType: 'application/ofd', detected: [ZIP] },
  doc: { mediaType: 'application/msword', detected: [COMPOUND] },
  xls: { mediaType: 'application/vnd.ms-excel', detected: [COMPOUND] },
  wps: { mediaType: 'application/vnd.ms-works', detected: [COMPOUND, ZIP] },
  et: { mediaType: 'application/vnd.ms-excel', detected: [COMPOUND, ZIP] },
  txt: { mediaType: 'text/plain', detected: [null] },
  csv: { mediaType: 'text/csv', detected: [null] },
  zip: { mediaType: ZIP, detected: [ZIP] },
  png: { mediaType: 'image/png', detected: ['image/png', 'image/apng'] },
  jpg: { mediaType: 'image/jpeg', detected: ['image/jpeg'] },
  jpeg: { mediaType: 'image/jpeg', detected: ['image/jpeg'] },
  gif: { mediaType: 'image/gif', detected: ['image/gif'] },
  webp: { mediaType: 'image/webp', detected: ['image/webp'] },
};

/** Whether a file of this name may be a new Office file behind a password, which is kept in an old container. */
export function mayBeLocked(name: string, detected: string | null): boolean {
  return detected === COMPOUND && ['docx', 'xlsx', 'pptx'].includes(endingOf(name));
}

/** The media type with which a file of this name is served; null where such a file is not accepted. */
export function mediaTypeOf(name: string): string | null {
  return FILE_KINDS[endingOf(name)]?.mediaType ?? null;
}

/** The ending of a file name in lower case, without the dot; empty where it has none. */
export function endingOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** What is known of the files brought to an item, by hash: size in bytes, and the endings their first bytes were checked for. */
export type UploadFacts = ReadonlyMap<string, { readonly size: number; readonly endings: readonly string[] }>;

/** Gathers uploads by hash: the same bytes may have been brought under several names. */
export function uploadFacts(uploads: readonly { sha256: string; name: string; size: number }[]): UploadFacts {
  const files = new Map<string, { size: number; endings: string[] }>();
  for (const { sha256, name, size } of uploads) {
    files.set(sha256, { size, endings: [...(files.get(sha256)?.endings ?? []), endingOf(name)] });
  }
  return files;
}

export type FileCheck =
  | { readonly ok: true; readonly mediaType: string }
  | { readonly ok: false; readonly message: string };

/**
 * Whether a file may be stored: size, ending, and first bytes that fit the ending.
 *
 * @param detected what the first bytes show (media type), null where they show nothing
 * @returns the media type to serve it with, or a sentence that names the file and says what to do
 */
export function checkFile(name: string, size: number, detected: string | null): FileCheck {
  const ending = endingOf(name);
  const kind = FILE_KINDS[ending];
  if (size === 0) return { ok: false, message: `“${name}”是空文件，请检查后重新选择。` };
  if (size > MAX_FILE_BYTES) return { ok: false, message: `“${name}”超过50MB，请压缩或拆分后再上传。` };
  if (!kind) {
    const allowed = [...new Set(Object.keys(FILE_KINDS))].join('、');
    return { ok: false, message: `不能上传“${name}”：只接受 ${allowed} 文件。` };
  }
  if (!kind.detected.includes(detected)) {
    return { ok: false, message: `“${name}”的内容与扩展名“.${ending}”不符，请用原程序重新保存后再上传。` };
  }
  return { ok: true, mediaType: kind.mediaType };
}
