/** Types a browser shows without running anything in them; all others are saved. */
const SHOWN = ['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** RFC 5987: what `encodeURIComponent` leaves and a header value may not contain. */
function encodeExtended(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Headers with which an uploaded file is served to staff: its declared type and no other, nothing in it runs, no cache
 * keeps it. Pictures and PDF are shown, the rest is saved under its name.
 */
export function staffFileHeaders(file: {
  name: string;
  mediaType: string;
  size: number;
}): Record<string, string> {
  const place = SHOWN.includes(file.mediaType) ? 'inline' : 'attachment';
  const plain = file.name.replace(/[^\w. -]/g, '_');
  return {
    'content-type': file.mediaType.startsWith('text/') ? `${file.mediaType}; charset=utf-8` : file.mediaType,
    'content-length': String(file.size),
    'content-disposition': `${place}; filename="${plain}"; filename*=UTF-8''${encodeExtended(file.name)}`,
    // A browser's own PDF reader does not open in a sandbox; it runs nothing of ours.
    'content-security-policy': `default-src 'none'; frame-ancestors 'none'${file.mediaType === 'application/pdf' ? "; object-src 'self'; style-src 'unsafe-inline'" : '; sandbox'}`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  };
}
