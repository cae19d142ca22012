import { describe, expect, it } from 'vitest';
import {
  fileHeaders,
  matchesEtag,
  methodNotAllowed,
  redirectResponse,
  textResponse,
} from '@/lib/platform/public-response';

function ask(headers: Record<string, string> = {}, method = 'GET'): Request {
  return new Request('http://localhost/', { method, headers });
}

const PAGE = { body: '<p>页</p>', type: 'text/html' as const };

describe('answers to the public', () => {
  it('[PF-18] allow no script, no inline style and nothing from elsewhere, and set no cookie', () => {
    const answers = [
      textResponse(ask(), PAGE),
      textResponse(ask(), { ...PAGE, status: 404 }),
      textResponse(ask(), { ...PAGE, status: 410 }),
    ];
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.has('set-cookie')).toBe(false);
    }
  });

  it('may be kept for 5 seconds inside the installation; errors are not kept at all', () => {
    expect(textResponse(ask(), PAGE).headers.get('cache-control')).toBe('public, max-age=0, s-maxage=5');
    for (const status of [404, 410, 500] as const) {
      const { headers } = textResponse(ask(), { ...PAGE, status });
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.has('etag')).toBe(false);
    }
    expect(methodNotAllowed().headers.get('allow')).toBe('GET, HEAD');
    expect(redirectResponse('/a').headers.get('location')).toBe('/a');
  });

  it('are not sent again to who has the same bytes', async () => {
    const etag = textResponse(ask(), PAGE).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    for (const header of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = textResponse(ask({ 'if-none-match': header }), PAGE);
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      expect(again.headers.get('etag')).toBe(etag);
    }
    const changed = textResponse(ask({ 'if-none-match': etag }), { ...PAGE, body: '<p>新页</p>' });
    expect(changed.status).toBe(200);
    expect(matchesEtag(null, etag)).toBe(false);
  });

  it('answer HEAD with the headers of GET', async () => {
    const head = textResponse(ask({}, 'HEAD'), PAGE);
    expect(await head.text()).toBe('');
    expect(head.headers.get('etag')).toBe(textResponse(ask(), PAGE).headers.get('etag'));
  });
});

describe('files', () => {
  const sha256 = 'a'.repeat(64);

  it('are saved under their own name, whatever it holds', () => {
    const headers = fileHeaders({ name: `附件"1\\'(a)*.docx`, mediaType: 'application/msword', sha256 });
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="___1_'(a)*.docx"; filename*=UTF-8''%E9%99%84%E4%BB%B6%221%5C%27%28a%29%2A.docx`,
    );
    expect(headers.get('etag')).toBe(`"${sha256}"`);
    expect(headers.get('content-security-policy')).toContain('sandbox');
  });

  it.each([
    ['image/png', 'inline'],
    ['application/pdf', 'inline'],
    ['text/plain', 'attachment'],
    ['image/svg+xml', 'attachment'],
    ['text/html', 'attachment'],
  ])('%s is %s', (mediaType, disposition) => {
    const headers = fileHeaders({ name: 'a', mediaType, sha256 });
    expect(headers.get('content-disposition')?.split(';')[0]).toBe(disposition);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
