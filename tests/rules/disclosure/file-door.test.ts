import { describe, expect, test } from 'vitest';
import { staffFileHeaders } from '@/lib/disclosure/rules/file-headers';
import { isSameOrigin } from '@/lib/platform/same-origin';

const from = (headers: Record<string, string>) => isSameOrigin(new Headers(headers));

describe('上传只接受本系统页面发出的请求', () => {
  test('浏览器说是同源的才接受', () => {
    expect(from({ 'sec-fetch-site': 'same-origin' })).toBe(true);
    for (const site of ['cross-site', 'same-site', 'none'])
      expect(from({ 'sec-fetch-site': site })).toBe(false);
    // What the browser says of itself outranks an Origin that fits.
    expect(from({ 'sec-fetch-site': 'cross-site', origin: 'https://a.cn', host: 'a.cn' })).toBe(false);
  });

  test('旧浏览器看 Origin，主机和端口都要相同；两样都没有的不接受', () => {
    expect(from({ origin: 'https://a.cn', host: 'a.cn' })).toBe(true);
    expect(from({ origin: 'https://a.cn', host: 'app:3000', 'x-forwarded-host': 'a.cn' })).toBe(true);
    expect(from({ origin: 'https://a.cn:8443', host: 'a.cn' })).toBe(false);
    expect(from({ origin: 'https://a.cn.evil.cn', host: 'a.cn' })).toBe(false);
    expect(from({ origin: 'null', host: 'a.cn' })).toBe(false);
    expect(from({ host: 'a.cn' })).toBe(false);
  });
});

describe('办公端下发附件', () => {
  const headers = (name: string, mediaType: string) => staffFileHeaders({ name, mediaType, size: 7 });

  test('只有图片和 PDF 直接显示，其余一律下载；都不许猜类型、不许缓存', () => {
    for (const type of ['image/png', 'application/pdf']) {
      expect(headers('a', type)['content-disposition']).toMatch(/^inline;/);
    }
    for (const type of ['text/plain', 'text/csv', 'application/zip', 'text/html', 'image/svg+xml']) {
      expect(headers('a', type)['content-disposition']).toMatch(/^attachment;/);
    }
    for (const type of ['image/png', 'application/pdf', 'text/plain']) {
      const all = headers('a', type);
      expect(all['x-content-type-options']).toBe('nosniff');
      expect(all['cache-control']).toBe('private, no-store');
      expect(all['content-security-policy']).toContain("default-src 'none'");
    }
    expect(headers('a', 'text/plain')['content-security-policy']).toContain('sandbox');
  });

  test('文件名里的引号、换行、汉字不会破坏响应头', () => {
    const value =
      headers('关于“申报”的"通知"\r\nx: y (1).pdf', 'application/pdf')['content-disposition'] ?? '';
    expect(value).not.toMatch(/[\r\n]/);
    expect(value.match(/"/g)).toHaveLength(2);
    expect(decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(value)?.[1] ?? '')).toBe(
      '关于“申报”的"通知"\r\nx: y (1).pdf',
    );
  });
});
