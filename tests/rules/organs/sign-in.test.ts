import { describe, expect, it } from 'vitest';
import { checkPassword, isSessionLive, lockedUntil } from '@/lib/organs/rules/sign-in';

const now = new Date('2026-03-10T09:00:00+08:00');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

describe('登录锁定', () => {
  it.each([
    { failures: [], locked: false },
    { failures: [1, 2, 3, 4], locked: false },
    { failures: [1, 2, 3, 4, 5], locked: true },
    { failures: [14.99, 20, 30, 40, 50], locked: true },
    { failures: [15, 20, 30, 40, 50], locked: false },
  ])('失败于 $failures 分钟前：锁定 = $locked', ({ failures, locked }) => {
    expect(lockedUntil(failures.map(minutesAgo), now) !== null).toBe(locked);
  });

  it('锁定到最近一次失败后15分钟', () => {
    expect(lockedUntil([1, 2, 3, 4, 5].map(minutesAgo), now)).toEqual(minutesAgo(-14));
  });
});

describe('会话时限', () => {
  const session = (age: number, idle: number, endedAt: Date | null = null) => ({
    createdAt: minutesAgo(age),
    lastSeenAt: minutesAgo(idle),
    endedAt,
  });
  it.each([
    { name: '刚用过', value: session(60, 1), live: true },
    { name: '空闲不到30分钟', value: session(60, 29.99), live: true },
    { name: '空闲满30分钟', value: session(60, 30), live: false },
    { name: '登录不到12小时', value: session(719.9, 1), live: true },
    { name: '登录满12小时', value: session(720, 1), live: false },
    { name: '已结束', value: session(1, 1, now), live: false },
  ])('$name：有效 = $live', ({ value, live }) => {
    expect(isSessionLive(value, now)).toBe(live);
  });
});

describe('密码要求', () => {
  it.each([
    { password: 'abcdefghijkl', problems: 0 },
    { password: 'abcdefghijk', problems: 1 },
    { password: 'Abcdef12', problems: 0 },
    { password: 'abcdef12', problems: 1 },
    { password: 'Abcde12', problems: 1 },
    { password: 'feng-long-password', problems: 1 },
    { password: `Ab1${'x'.repeat(198)}`, problems: 1 },
  ])('$password：$problems 个问题', ({ password, problems }) => {
    expect(checkPassword(password, 'feng')).toHaveLength(problems);
  });
});
