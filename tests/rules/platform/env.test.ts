import { describe, expect, it } from 'vitest';
import { environmentForServing, isWeakSecret, weakDatabaseUrls } from '@/lib/platform/env';
import { TEST_KEYS } from '../../support/keys';

const STAFF = 'f3b1c07e5d9a4286b0e7';
const PUBLIC = '90ad5be2c4f71836d2c5';
const OWNER = '5ce8810b7f2d94a36e1f';
const SESSION = 'k3Vt0pZ8wQm4Ry7uLs2Xd9Hb6Nf1Jc5E';

const url = (role: string, word: string) => `postgresql://gongkai_${role}:${word}@db:5432/gongkai`;

/** A production environment that is in order, and what is changed in it. */
function production(changes: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    GONGKAI_MODE: 'production',
    DATABASE_URL_STAFF: url('staff', STAFF),
    DATABASE_URL_PUBLIC: url('public', PUBLIC),
    NEXTAUTH_SECRET: SESSION,
    NEXTAUTH_URL: 'https://www.example.org',
    ...TEST_KEYS,
    ...changes,
  };
}

describe('正式配置的密钥，缺失或过弱都不启动', () => {
  it('各不相同、足够长的随机密钥可以使用', () => {
    expect(environmentForServing(production()).GONGKAI_MODE).toBe('production');
  });

  it('没有写运行方式就是正式方式，不会因为漏写而放松', () => {
    const env = production({ GONGKAI_MODE: undefined, NEXTAUTH_SECRET: 'a'.repeat(32) });
    expect(() => environmentForServing(env)).toThrow('NEXTAUTH_SECRET');
  });

  it.each(['DATABASE_URL_STAFF', 'DATABASE_URL_PUBLIC', 'NEXTAUTH_SECRET', 'NEXTAUTH_URL'])(
    '缺少 %s 时用一句话点名',
    (name) => {
      for (const value of [undefined, '']) {
        expect(() => environmentForServing(production({ [name]: value }))).toThrow(
          `环境变量缺失或过弱：${name} (missing or weak environment variables)`,
        );
      }
    },
  );

  it('邮件可以不配置；配置了就要像样', () => {
    expect(environmentForServing(production({ SMTP_FROM: '', SMTP_URL: '' })).SMTP_FROM).toBeUndefined();
    const mail = { SMTP_FROM: '公开系统 <a@example.gov.cn>', SMTP_URL: 'smtps://a:b@mail.example.gov.cn' };
    expect(environmentForServing(production(mail))).toMatchObject(mail);
    for (const SMTP_FROM of ['公开系统', 'a@b\nBcc: c@d', 'a@b, c@d', '<>']) {
      expect(() => environmentForServing(production({ SMTP_FROM }))).toThrow('SMTP_FROM');
    }
    for (const SMTP_URL of ['mail.example.gov.cn', 'http://mail.example.gov.cn', 'smtp://a b']) {
      expect(() => environmentForServing(production({ SMTP_URL }))).toThrow('SMTP_URL');
    }
  });

  it('会话密钥少一个字符就过短，正好 32 个字符可以', () => {
    expect(SESSION).toHaveLength(32);
    expect(() => environmentForServing(production({ NEXTAUTH_SECRET: SESSION.slice(1) }))).toThrow(
      'NEXTAUTH_SECRET',
    );
  });

  it.each([
    'please-change-me-to-something-long-0',
    'your-nextauth-secret-goes-here-32ch',
    '12345678901234567890123456789012',
    'ababababababababababababababababab',
    '请换成随机字符请换成随机字符请换成随机字符请换成随机字符',
  ])('示例或有规律的会话密钥“%s”不算密钥', (secret) => {
    expect(() => environmentForServing(production({ NEXTAUTH_SECRET: secret }))).toThrow('NEXTAUTH_SECRET');
  });

  it('数据库口令 15 个字符过短，16 个可以', () => {
    expect(isWeakSecret(STAFF.slice(0, 16), 16)).toBe(false);
    const short = production({ DATABASE_URL_STAFF: url('staff', STAFF.slice(0, 15)) });
    expect(() => environmentForServing(short)).toThrow('DATABASE_URL_STAFF');
  });

  it('两个角色用同一个口令，两个地址都点名', () => {
    const env = production({ DATABASE_URL_PUBLIC: url('public', STAFF) });
    expect(() => environmentForServing(env)).toThrow('DATABASE_URL_STAFF、DATABASE_URL_PUBLIC');
  });

  it('属主的口令也一起检查', () => {
    expect(weakDatabaseUrls(production({ DATABASE_URL_OWNER: url('owner', OWNER) }))).toEqual([]);
    expect(weakDatabaseUrls({ NODE_ENV: 'production', DATABASE_URL_OWNER: url('owner', 'short') })).toEqual([
      'DATABASE_URL_OWNER',
    ]);
    expect(weakDatabaseUrls(production({ DATABASE_URL_OWNER: url('owner', PUBLIC) }))).toEqual([
      'DATABASE_URL_OWNER',
      'DATABASE_URL_PUBLIC',
    ]);
  });

  it('数据库口令不能就是会话密钥', () => {
    const env = production({ DATABASE_URL_STAFF: url('staff', SESSION) });
    expect(() => environmentForServing(env)).toThrow('DATABASE_URL_STAFF');
  });

  it('没有口令的地址不算地址', () => {
    const env = production({ DATABASE_URL_PUBLIC: 'postgresql://db/gongkai' });
    expect(() => environmentForServing(env)).toThrow('DATABASE_URL_PUBLIC');
  });

  it('公开访问地址必须是 https', () => {
    const env = production({ NEXTAUTH_URL: 'http://www.example.org' });
    expect(() => environmentForServing(env)).toThrow('NEXTAUTH_URL');
  });

  it('试用方式只看有没有，不看强弱', () => {
    const env = production({ GONGKAI_MODE: 'trial', DATABASE_URL_STAFF: url('staff', 'x') });
    expect(environmentForServing(env).GONGKAI_MODE).toBe('trial');
  });

  describe('个人信息的密钥', () => {
    const key = (seed: number) =>
      Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 37 + seed * 101 + at * at) % 256)).toString(
        'base64',
      );

    it.each(['GONGKAI_DATA_KEYS', 'GONGKAI_LOOKUP_KEY'])('正式方式缺少 %s 时用一句话点名', (name) => {
      for (const value of [undefined, '']) {
        expect(() => environmentForServing(production({ [name]: value }))).toThrow(
          `环境变量缺失或过弱：${name} (missing or weak environment variables)`,
        );
      }
    });

    it('新密钥在前、旧密钥在后，编号不重、第一个最大', () => {
      const two = { GONGKAI_DATA_KEYS: `2:${key(2)},1:${key(1)}` };
      expect(environmentForServing(production(two)).GONGKAI_DATA_KEYS).toBe(two.GONGKAI_DATA_KEYS);
      for (const ring of [
        `1:${key(1)},2:${key(2)}`,
        `1:${key(1)},1:${key(2)}`,
        `0:${key(1)}`,
        key(1),
        `1:${key(1).slice(0, 40)}`,
        `1:${key(1)},`,
      ]) {
        expect(() => environmentForServing(production({ GONGKAI_DATA_KEYS: ring }))).toThrow(
          'GONGKAI_DATA_KEYS',
        );
      }
    });

    it('写不成 32 个字节的、打字打出来的、有规律的、重复用的，都不算密钥', () => {
      const weak = [
        Buffer.alloc(32).toString('base64'),
        Buffer.from('a secret of thirty-two characters'.slice(0, 32)).toString('base64'),
        Buffer.from('0102'.repeat(16), 'hex').toString('base64'),
      ];
      for (const text of weak) {
        expect(() => environmentForServing(production({ GONGKAI_DATA_KEYS: `1:${text}` }))).toThrow(
          'GONGKAI_DATA_KEYS',
        );
        expect(() => environmentForServing(production({ GONGKAI_LOOKUP_KEY: text }))).toThrow(
          'GONGKAI_LOOKUP_KEY',
        );
      }
      const twice = { GONGKAI_DATA_KEYS: `2:${key(1)},1:${key(1)}` };
      expect(() => environmentForServing(production(twice))).toThrow('GONGKAI_DATA_KEYS');
      const shared = { GONGKAI_DATA_KEYS: `1:${key(1)}`, GONGKAI_LOOKUP_KEY: key(1) };
      expect(() => environmentForServing(production(shared))).toThrow('GONGKAI_LOOKUP_KEY');
    });

    it('试用方式可以没有，有的话也要写得对', () => {
      const none = production({ GONGKAI_MODE: 'trial', GONGKAI_DATA_KEYS: '', GONGKAI_LOOKUP_KEY: '' });
      expect(environmentForServing(none).GONGKAI_DATA_KEYS).toBeUndefined();
      const wrong = production({ GONGKAI_MODE: 'trial', GONGKAI_DATA_KEYS: '1:abc' });
      expect(() => environmentForServing(wrong)).toThrow('GONGKAI_DATA_KEYS');
    });
  });
});
