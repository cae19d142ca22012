/** Letters and digits that are not taken for each other. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** About 50 bits. */
const LENGTH = 10;

/**
 * A query code (查询码) made of random-looking bytes, ten characters in two groups: `7KMQP-3RTXV`. Each character takes
 * two bytes, so that none is noticeably more frequent than another. Throws where there are too few bytes.
 */
export function queryCodeFrom(bytes: Uint8Array): string {
  if (bytes.length < LENGTH * 2) throw new RangeError('too few bytes for a query code');
  const characters = Array.from({ length: LENGTH }, (_, at) => {
    const value = ((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0);
    return ALPHABET[value % ALPHABET.length] ?? '';
  }).join('');
  return `${characters.slice(0, 5)}-${characters.slice(5)}`;
}

/** A query code as people type it – small letters, spaces, full-width, without the dash – in the one form that counts. */
export function normaliseQueryCode(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  return `${plain.slice(0, 5)}-${plain.slice(5)}`;
}
