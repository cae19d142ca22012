import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  currentKeyNo,
  KeyMissing,
  lookupHash,
  open,
  openChunks,
  openText,
  reseal,
  SEALED_CHUNK_BYTES,
  SealBroken,
  seal,
  sealChunks,
  sealText,
} from '@/lib/platform/sealed-box';
import { TEST_KEYS } from '../../support/keys';

const NEWER = `2:${Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 53 + 7) % 256)).toString('base64')}`;

beforeEach(() => {
  vi.stubEnv('DATABASE_URL_STAFF', 'postgresql://a');
  vi.stubEnv('DATABASE_URL_PUBLIC', 'postgresql://b');
  vi.stubEnv('NEXTAUTH_SECRET', 'a secret of the tests, 32 characters long');
  for (const [name, value] of Object.entries(TEST_KEYS)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

const WORD = '证件号码𠮷㐂';

describe('个人信息的加密', () => {
  it('打开的就是封进去的，密文里没有原文，两次封的不一样', () => {
    const one = sealText(WORD, 'a:1');
    expect(openText(one, 'a:1')).toBe(WORD);
    expect(Buffer.from(one.cipher).includes(Buffer.from(WORD))).toBe(false);
    expect(sealText(WORD, 'a:1').cipher).not.toEqual(one.cipher);
    expect(one.keyNo).toBe(1);
  });

  it('搬到别的记录上、改了一个字节、改了密钥编号，都打不开', () => {
    const { cipher, keyNo } = sealText(WORD, 'a:1');
    expect(() => openText({ cipher, keyNo }, 'a:2')).toThrow(SealBroken);
    for (let at = 0; at < cipher.length; at += 1) {
      const spoilt = Uint8Array.from(cipher);
      spoilt[at] = (spoilt[at] ?? 0) ^ 1;
      expect(() => open({ cipher: spoilt, keyNo }, 'a:1'), `byte ${at}`).toThrow(SealBroken);
    }
    for (let length = 0; length < cipher.length; length += 1) {
      expect(() => open({ cipher: cipher.slice(0, length), keyNo }, 'a:1')).toThrow(SealBroken);
    }
    expect(() => open({ cipher, keyNo: 9 }, 'a:1')).toThrow(KeyMissing);
  });

  it('换密钥：旧的留着还能打开，换封之后不再需要旧的', () => {
    const old = sealText(WORD, 'a:1');
    vi.stubEnv('GONGKAI_DATA_KEYS', `${NEWER},${TEST_KEYS.GONGKAI_DATA_KEYS}`);
    expect(currentKeyNo()).toBe(2);
    expect(openText(old, 'a:1')).toBe(WORD);
    const renewed = reseal(old, 'a:1');
    expect(renewed.keyNo).toBe(2);
    vi.stubEnv('GONGKAI_DATA_KEYS', NEWER);
    expect(openText(renewed, 'a:1')).toBe(WORD);
    expect(() => openText(old, 'a:1')).toThrow(KeyMissing);
  });

  it('文件分块加密，少一块、换次序、接上别的文件的块都打不开', () => {
    const bytes = new Uint8Array(2 * SEALED_CHUNK_BYTES + 5).map((_, at) => at % 251);
    const chunks = sealChunks(bytes, 'file:1');
    expect(chunks).toHaveLength(3);
    expect(Buffer.from(openChunks(chunks, 'file:1')).equals(Buffer.from(bytes))).toBe(true);
    const [a, b, c] = chunks as [(typeof chunks)[0], (typeof chunks)[0], (typeof chunks)[0]];
    for (const wrong of [[a, b], [b, a, c], [a, b, c, c], []]) {
      if (wrong.length > 0) expect(() => openChunks(wrong, 'file:1')).toThrow(SealBroken);
    }
    const other = sealChunks(bytes, 'file:2');
    expect(() => openChunks([a, other[1] ?? b, c], 'file:1')).toThrow(SealBroken);
    expect(openChunks(sealChunks(new Uint8Array(0), 'file:3'), 'file:3')).toHaveLength(0);
  });

  it('比对用的散列离不开密钥，不同用途的不相同', () => {
    const hash = lookupHash('identity', '1');
    expect(hash).toHaveLength(32);
    expect(lookupHash('identity', '1')).toEqual(hash);
    expect(lookupHash('file', '1')).not.toEqual(hash);
    vi.stubEnv('GONGKAI_LOOKUP_KEY', Buffer.from(NEWER.slice(2), 'base64').toString('base64'));
    expect(lookupHash('identity', '1')).not.toEqual(hash);
  });

  it('没有密钥时说出是哪个环境变量', () => {
    vi.stubEnv('GONGKAI_DATA_KEYS', '');
    expect(() => seal(new Uint8Array(1), 'a')).toThrow('GONGKAI_DATA_KEYS');
    vi.stubEnv('GONGKAI_LOOKUP_KEY', '');
    expect(() => lookupHash('identity', '1')).toThrow('GONGKAI_LOOKUP_KEY');
  });
});
