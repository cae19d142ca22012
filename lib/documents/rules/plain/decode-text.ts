/** Double bytes of GB 2312, which nearly all of a Chinese text in GB 18030 consists of. */
const isCommonPair = (lead: number, trail: number) =>
  lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 && trail <= 0xfe;
/** What a Chinese text in UTF-16 consists of. */
const USUAL = /[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u2027\t\r\n -~★☆]/u;

/**
 * The text of bytes: UTF-8 or UTF-16 by their mark; without one UTF-16 where zero bytes or the characters say so, else
 * UTF-8 where it is valid, else GB 18030.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const zeros = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // Of a Latin letter, digit or space in UTF-16 one byte is zero, always on the same side.
  if (even + odd > 0) {
    const wide = new TextDecoder(odd >= even ? 'utf-16le' : 'utf-16be').decode(bytes);
    if (share([...wide], (character) => USUAL.test(character)) > 0.7) return wide;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const wide = wideChinese(bytes);
    return wide ?? new TextDecoder('gb18030').decode(bytes);
  }
}

/** Bytes that are neither UTF-8 nor Chinese in GB 18030, but Chinese in UTF-16 without a mark; null for others. */
function wideChinese(bytes: Uint8Array): string | null {
  let pairs = 0;
  let common = 0;
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    const [lead = 0, trail = 0] = bytes.subarray(at, at + 2);
    if (lead < 0x80) continue;
    pairs += 1;
    if (isCommonPair(lead, trail)) common += 1;
    at += 1;
  }
  if (pairs === 0 || common / pairs > 0.8) return null;
  const read = (['utf-16le', 'utf-16be'] as const).map((encoding) => {
    const text = new TextDecoder(encoding).decode(bytes);
    return { text, usual: share([...text], (character) => USUAL.test(character)) };
  });
  const best = read.sort((a, b) => b.usual - a.usual)[0];
  return best && best.usual > 0.9 ? best.text : null;
}

function share<T>(of: readonly T[], is: (one: T) => boolean): number {
  return of.length === 0 ? 0 : of.filter(is).length / of.length;
}
