import 'server-only';
import { Readable, type Writable } from 'node:stream';
import Busboy, { type BusboyFileStream } from '@fastify/busboy';

/** How much of a form is taken; bytes. */
export type FormLimits = {
  /** The whole request: beyond it nothing more is read. */
  readonly requestBytes: number;
  /** One file: a larger one is named and not kept. */
  readonly fileBytes: number;
  /** All files together that are kept in memory. */
  readonly keptBytes: number;
  readonly fieldBytes: number;
  readonly fields: number;
  readonly files: number;
};

export type ReceivedFormFile = {
  readonly field: string;
  /** As the browser named it, without folders. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** A form as it came. Fields that came twice keep their last value. */
export type ReceivedForm = {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly ReceivedFormFile[];
  /** Files that were larger than a file may be, or than all may be together. */
  readonly tooLarge: readonly { readonly field: string; readonly name: string }[];
};

/** `too_large`: the whole request; `unreadable`: broken off, or no form at all. */
export type FormFault = 'too_large' | 'unreadable';
export type FormReading =
  | { readonly ok: true; readonly form: ReceivedForm }
  | { readonly ok: false; readonly fault: FormFault };

const unreadable: FormReading = { ok: false, fault: 'unreadable' };

/**
 * Reads a posted form as it comes in, so that no more is held than is kept: size is asked before the first byte, counted
 * with every one, and the rest of a file that is too large is let go.
 */
export async function readReceivedForm(request: Request, limits: FormLimits): Promise<FormReading> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) return unreadable;
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (length > limits.requestBytes) return { ok: false, fault: 'too_large' };
  if (request.body === null) return unreadable;
  try {
    return await collect(request.body, type, limits);
  } catch {
    return unreadable;
  }
}

type Collected = {
  fields: Record<string, string>;
  files: ReceivedFormFile[];
  tooLarge: { field: string; name: string }[];
  kept: number;
};

function collect(body: ReadableStream<Uint8Array>, type: string, limits: FormLimits): Promise<FormReading> {
  const collected: Collected = { fields: Object.create(null), files: [], tooLarge: [], kept: 0 };
  const parser = new Busboy({
    headers: { 'content-type': type },
    limits: {
      fieldNameSize: 100,
      fieldSize: limits.fieldBytes,
      fields: limits.fields,
      fileSize: limits.fileBytes,
      files: limits.files,
      parts: limits.fields + limits.files,
      headerPairs: 20,
      headerSize: 8192,
    },
  });
  return new Promise((resolve, reject) => {
    const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
    const end = (reading: FormReading) => {
      source.unpipe(parser as unknown as Writable);
      source.destroy();
      resolve(reading);
    };
    let read = 0;
    let isCut = false;
    source.on('data', (chunk: Uint8Array) => {
      read += chunk.length;
      if (read > limits.requestBytes) end({ ok: false, fault: 'too_large' });
    });
    source.on('error', reject);
    parser.on('error', reject);
    parser.on('field', (name, value, isNameCut, isValueCut) => {
      if (isNameCut || isValueCut) isCut = true;
      else collected.fields[name] = value;
    });
    for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
      parser.on(limit, () => {
        isCut = true;
      });
    }
    parser.on('file', (field, stream, name) => take(collected, limits, { field, name: name ?? '' }, stream));
    parser.on('finish', () => {
      const { fields, files, tooLarge } = collected;
      end(
        isCut
          ? { ok: false, fault: 'too_large' }
          : { ok: true, form: { fields: { ...fields }, files, tooLarge } },
      );
    });
    source.pipe(parser as unknown as Writable);
  });
}

/** Gathers one file; a field for a file that was left empty comes as a file without name and bytes. */
function take(
  collected: Collected,
  limits: FormLimits,
  part: { field: string; name: string },
  stream: BusboyFileStream,
): void {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let isTooLarge = false;
  const letGo = () => {
    isTooLarge = true;
    collected.kept -= size;
    chunks = [];
    size = 0;
  };
  stream.on('data', (chunk: Uint8Array) => {
    if (isTooLarge) return;
    chunks.push(chunk);
    size += chunk.length;
    collected.kept += chunk.length;
    if (collected.kept > limits.keptBytes) letGo();
  });
  stream.on('limit', () => {
    if (!isTooLarge) letGo();
  });
  stream.on('end', () => {
    if (isTooLarge) collected.tooLarge.push(part);
    else if (part.name !== '' || size > 0) {
      collected.files.push({ ...part, bytes: Uint8Array.from(Buffer.concat(chunks)) });
    }
  });
}
