/** Length of every key, bytes: AES-256, and the output of SHA-256 for the keyed hash. */
export const KEY_BYTES = 32;
/** Fewer different bytes than this in 32 is a pattern: a random key has about 30. */
const DISTINCT_BYTES = 16;

/** A key with its number. Numbers only grow: the first of a ring is the current one and the highest. */
export type NumberedKey = { readonly no: number; readonly key: Uint8Array };

/** 32 bytes in base64 (padded, as `openssl rand -base64 32` prints them), or null. */
export function readKey(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return null;
  const key = Buffer.from(text, 'base64');
  return key.length === KEY_BYTES && key.toString('base64') === text ? new Uint8Array(key) : null;
}

/**
 * The keys of `GONGKAI_DATA_KEYS`, e.g. `2:base64…,1:base64…`: the current one first, then older ones that still open
 * what they sealed. Null where the text is not of this form, a number comes twice, or the first is not the highest.
 */
export function readKeyRing(text: string): readonly NumberedKey[] | null {
  const keys = text.split(',').map((part): NumberedKey | null => {
    const match = /^([1-9]\d{0,8}):(.+)$/.exec(part.trim());
    const key = match ? readKey(match[2] ?? '') : null;
    return match && key ? { no: Number(match[1]), key } : null;
  });
  const read = keys.filter((one) => one !== null);
  const numbers = read.map(({ no }) => no);
  const isWhole = read.length === keys.length && new Set(numbers).size === numbers.length;
  return isWhole && numbers[0] === Math.max(...numbers) ? read : null;
}

/** Whether a key was typed or repeats itself, instead of being drawn at random. */
export function isWeakKey(key: Uint8Array): boolean {
  const isTyped = key.every((byte) => byte >= 0x20 && byte < 0x7f);
  return isTyped || new Set(key).size < DISTINCT_BYTES;
}

/**
 * Of the two variables with keys, those that may not be used: absent, unreadable, weak, or the same key twice, since
 * who can look a number up must not thereby be able to open what is sealed.
 */
export function weakKeys(source: NodeJS.ProcessEnv): string[] {
  const ring = readKeyRing(source.GONGKAI_DATA_KEYS ?? '');
  const lookup = readKey(source.GONGKAI_LOOKUP_KEY ?? '');
  const texts = (ring ?? []).map(({ key }) => Buffer.from(key).toString('base64'));
  const isRingWeak =
    ring === null || ring.some(({ key }) => isWeakKey(key)) || new Set(texts).size < texts.length;
  const isLookupWeak =
    lookup === null || isWeakKey(lookup) || texts.includes(Buffer.from(lookup).toString('base64'));
  return [...(isRingWeak ? ['GONGKAI_DATA_KEYS'] : []), ...(isLookupWeak ? ['GONGKAI_LOOKUP_KEY'] : [])];
}
