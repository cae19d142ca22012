import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Plain JSON values. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Brings every string, keys included, into Unicode normal form C. */
export function toNfc(value: Json): Json {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(toNfc);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key.normalize('NFC'), toNfc(inner)]),
    );
  }
  return value;
}

/** Canonical JSON (RFC 8785) with text in NFC: equal values give equal bytes. Throws on what JSON cannot say. */
export function canonicalJson(value: Json): string {
  const text = canonicalize(toNfc(value));
  if (text === undefined) throw new Error('the value has no JSON form');
  return text;
}

/** SHA-256 of the UTF-8 bytes, lower-case hexadecimal. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
