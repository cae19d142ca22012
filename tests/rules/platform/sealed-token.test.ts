import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { atTime } from '@/lib/platform/clock';
import {
  endedCookie,
  openToken,
  readSealedCookie,
  sealedCookie,
  sealToken,
} from '@/lib/platform/sealed-token';
import { TEST_KEYS } from '../../support/keys';

const NOON = new Date('2026-03-10T04:00:00Z');
const before = { ...process.env };
beforeEach(() => {
  Object.assign(process.env, TEST_KEYS, {
    DATABASE_URL_STAFF: 'postgres://x',
    DATABASE_URL_PUBLIC: 'postgres://x',
    NEXTAUTH_SECRET: 'a secret of the tests, 32 characters long',
  });
});
afterEach(() => {
  process.env = { ...before };
});

const at = <T>(seconds: number, work: () => T) =>
  atTime(new Date(NOON.getTime() + seconds * 1000), async () => work());

describe('交给浏览器保管的内容', () => {
  it('只有本系统打得开，只在时限之内，只用于原来的用途', async () => {
    const token = await at(0, () => sealToken('form', { key: 'x', n: 1 }, 60));
    expect(token).not.toContain('key');
    expect(await at(60, () => openToken('form', token))).toEqual({ key: 'x', n: 1 });
    expect(await at(61, () => openToken('form', token))).toBeNull();
    expect(await at(0, () => openToken('other', token))).toBeNull();
  });

  it('改过一个字符、缺了一段、换了密钥编号的，都打不开', async () => {
    const token = await at(0, () => sealToken('form', { key: 'x' }, 60));
    const changed = `${token.slice(0, -3)}${token.at(-3) === 'A' ? 'B' : 'A'}${token.slice(-2)}`;
    for (const wrong of [changed, token.slice(0, -8), `9${token}`, '', 'x', null, undefined]) {
      expect(await at(0, () => openToken('form', wrong))).toBeNull();
    }
  });

  it('Cookie 不给脚本、不给别的网站；用 TLS 时带 __Host- 前缀和 Secure', async () => {
    const plain = await at(0, () => sealedCookie('gongkai-case', { no: 'x' }, 1800));
    expect(plain).toMatch(/^gongkai-case=[^;]+; Path=\/; Max-Age=1800; HttpOnly; SameSite=Strict$/);
    process.env.NEXTAUTH_URL = 'https://www.example.org';
    const secure = await at(0, () => sealedCookie('gongkai-case', { no: 'x' }, 1800));
    expect(secure).toMatch(/^__Host-gongkai-case=[^;]+; .*; Secure$/);
    expect(endedCookie('gongkai-case')).toContain('Max-Age=0');
    const headers = new Headers({ cookie: `a=b; ${secure.split(';')[0]}; c=d` });
    expect(await at(5, () => readSealedCookie(headers, 'gongkai-case'))).toEqual({ no: 'x' });
    expect(await at(5, () => readSealedCookie(headers, 'gongkai-form'))).toBeNull();
  });
});
