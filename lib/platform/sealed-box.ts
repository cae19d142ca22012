import 'server-only';
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { environment } from './env';
import { type NumberedKey, readKey, readKeyRing } from './key-ring';

/*
 * Encryption of single values and files (AES-256-GCM). The keys stand in the environment, never in the database; what is
 * sealed names the number of its key, so that keys can be changed (`npx gongkai keys rotate`).
 */

const ALGORITHM = 'aes-256-gcm';
/** First byte of every cipher: how the rest is laid out. */
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** Bytes of a file sealed at a time: one row each. */
export const SEALED_CHUNK_BYTES = 1024 * 1024;

/** What was sealed, and the number of the key that opens it. */
export type Sealed = { readonly cipher: Uint8Array<ArrayBuffer>; readonly keyNo: number };

/** The key with which something was sealed is not in the environment. */
export class KeyMissing extends Error {
  constructor(readonly keyNo: number) {
    super(`the key ${keyNo} is not among GONGKAI_DATA_KEYS; put it back, behind the current one`);
  }
}

/** What is opened was changed, cut short, or belongs to another record. */
export class SealBroken extends Error {
  constructor() {
    super('a sealed value was changed, or belongs to another record');
  }
}

function keyRing(): readonly NumberedKey[] {
  const ring = readKeyRing(environment().GONGKAI_DATA_KEYS ?? '');
  if (ring === null) throw new Error('环境变量 GONGKAI_DATA_KEYS 缺失，不能保存或打开加密的个人信息。');
  return ring;
}

/** The number of the key that seals now. */
export function currentKeyNo(): number {
  return keyRing()[0]?.no ?? 0;
}

/** The numbers of all keys at hand, the current one first. */
export function keyNumbers(): number[] {
  return keyRing().map(({ no }) => no);
}

/** What is bound into a seal beside its bytes: the number of the key, and the record it belongs to. */
function associatedData(keyNo: number, context: string): Uint8Array {
  return Buffer.from(`gongkai/${FORMAT}\n${keyNo}\n${context}`, 'utf8');
}

/**
 * Seals bytes for one record. `context` names the record and its field, e.g. `applicant_identity:<id>:applicant`: moved
 * to another record, the seal does not open.
 */
export function seal(bytes: Uint8Array, context: string): Sealed {
  const [current] = keyRing();
  if (current === undefined) throw new KeyMissing(0);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, current.key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(current.no, context));
  const body = [cipher.update(bytes), cipher.final()];
  const whole = Buffer.concat([Uint8Array.of(FORMAT), nonce, cipher.getAuthTag(), ...body]);
  return { cipher: Uint8Array.from(whole), keyNo: current.no };
}

/** Opens what `seal` sealed for this record. Throws KeyMissing or SealBroken. */
export function open({ cipher, keyNo }: Sealed, context: string): Uint8Array<ArrayBuffer> {
  const key = keyRing().find(({ no }) => no === keyNo)?.key;
  if (key === undefined) throw new KeyMissing(keyNo);
  if (cipher.length < HEAD_BYTES || cipher[0] !== FORMAT) throw new SealBroken();
  const nonce = cipher.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(keyNo, context));
  decipher.setAuthTag(cipher.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  try {
    return Uint8Array.from(Buffer.concat([decipher.update(cipher.subarray(HEAD_BYTES)), decipher.final()]));
  } catch {
    throw new SealBroken();
  }
}

/** `seal` of a text. */
export function sealText(text: string, context: string): Sealed {
  return seal(Buffer.from(text, 'utf8'), context);
}

/** `open` of a text. */
export function openText(sealed: Sealed, context: string): string {
  return Buffer.from(open(sealed, context)).toString('utf8');
}

/** Each chunk says where it stands and of how many: none can be left out, moved or put on. */
function chunkContext(context: string, seq: number, chunks: number): string {
  return `${context}:chunk ${seq} of ${chunks}`;
}

/** Seals a file in chunks of SEALED_CHUNK_BYTES; an empty file is one empty chunk. */
export function sealChunks(bytes: Uint8Array, context: string): Sealed[] {
  const chunks = Math.max(1, Math.ceil(bytes.length / SEALED_CHUNK_BYTES));
  return Array.from({ length: chunks }, (_, seq) =>
    seal(
      bytes.subarray(seq * SEALED_CHUNK_BYTES, (seq + 1) * SEALED_CHUNK_BYTES),
      chunkContext(context, seq, chunks),
    ),
  );
}

/** Opens the chunks of a file, all of them and in order. Throws KeyMissing or SealBroken. */
export function openChunks(sealed: readonly Sealed[], context: string): Uint8Array<ArrayBuffer> {
  const parts = sealed.map((chunk, seq) => open(chunk, chunkContext(context, seq, sealed.length)));
  return Uint8Array.from(Buffer.concat(parts));
}

/** Opens one chunk of a file, for whoever hands it on piece by piece. Throws KeyMissing or SealBroken. */
export function openChunk(
  chunk: Sealed,
  context: string,
  seq: number,
  chunks: number,
): Uint8Array<ArrayBuffer> {
  return open(chunk, chunkContext(context, seq, chunks));
}

/** Opens one chunk and seals it anew under the current key. */
export function resealChunk(chunk: Sealed, context: string, seq: number, chunks: number): Sealed {
  return reseal(chunk, chunkContext(context, seq, chunks));
}

/** Opens and seals anew under the current key. */
export function reseal(sealed: Sealed, context: string): Sealed {
  return seal(open(sealed, context), context);
}

/**
 * A keyed hash (HMAC-SHA-256) under which equal values are found without being opened. Without the key nobody can try
 * all identity numbers against it. `purpose` keeps hashes of different things apart.
 */
export function lookupHash(purpose: string, value: string | Uint8Array): Uint8Array<ArrayBuffer> {
  const key = readKey(environment().GONGKAI_LOOKUP_KEY ?? '');
  if (key === null) throw new Error('环境变量 GONGKAI_LOOKUP_KEY 缺失，不能比对证件号码。');
  return Uint8Array.from(createHmac('sha256', key).update(`${purpose}\n`).update(value).digest());
}
