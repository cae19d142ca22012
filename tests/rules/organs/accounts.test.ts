import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isCreditCode } from '@/lib/organs/rules/credit-code';
import { checkRoleGrant } from '@/lib/organs/rules/role-grants';
import { checkPassword } from '@/lib/organs/rules/sign-in';
import { organFileSchema } from '@/lib/organs/schema';
import { ADMIN_ROLES, ROLES } from '@/lib/organs/types';
import { makePassword } from '@/lib/platform/password';

describe('统一社会信用代码', () => {
  it.each(['114105030000000000', '91350100M000100Y43'])('%s 的校验位正确', (code) => {
    expect(isCreditCode(code)).toBe(true);
  });

  it.each([
    '114105030000000001',
    '91350100M000100Y44',
    '19350100M000100Y43',
    '11410503000000000',
    '11410503000000000O',
  ])('%s 不是', (code) => {
    expect(isCreditCode(code)).toBe(false);
  });
});

describe('角色', () => {
  it('三员每一个都不能与任何其他角色同在一人', () => {
    for (const admin of ADMIN_ROLES) {
      for (const role of ROLES.filter((other) => other !== admin)) {
        const codes = (held: (typeof ROLES)[number], added: (typeof ROLES)[number]) =>
          checkRoleGrant([held], [added]).map(({ code }) => code);
        expect(codes(admin, role)).toEqual(['administrator_second_role']);
        expect(codes(role, admin)).toEqual(['administrator_second_role']);
      }
    }
  });

  it('业务角色可以兼任，同一角色不重复授予', () => {
    expect(checkRoleGrant(['publisher'], ['case_handler'])).toEqual([]);
    expect(checkRoleGrant([], ['system_admin'])).toEqual([]);
    expect(checkRoleGrant(['publisher'], ['publisher'])[0]?.code).toBe('role_already_held');
  });
});

describe('一次性口令', () => {
  it('符合口令要求，每次不同', () => {
    const made = Array.from({ length: 50 }, makePassword);
    expect(new Set(made).size).toBe(50);
    expect(made.flatMap((password) => checkPassword(password, 'li'))).toEqual([]);
    expect(made.every((password) => /^([a-z]{6}-){3}\d{3}$/.test(password))).toBe(true);
  });
});

describe('机关文件', () => {
  const example = JSON.parse(readFileSync('docs/organ.example.json', 'utf8'));

  it('样例可以读入', () => {
    expect(organFileSchema.parse(example).columns.length).toBeGreaterThan(3);
  });

  it.each([
    ['校验位不对', { credit_code: '114105030000000001' }, 'credit_code'],
    ['多余的键', { unknown: 1 }, ''],
    ['栏目地址重复', { columns: [example.columns[0], example.columns[0]] }, 'columns'],
    ['没有股室', { sections: [] }, 'sections'],
    ['第二十条没有的项', { settings: { statutory_not_applicable: ['art20.16'] } }, 'settings'],
  ])('%s，拒绝', (_, change, path) => {
    const parsed = organFileSchema.safeParse({ ...example, ...change });
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues[0]?.path.join('.')).toBe(path);
  });
});
