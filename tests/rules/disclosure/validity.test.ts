import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validityOn } from '@/lib/disclosure/after-publication/rules/validity';
import type { ValidityEvent, ValidityFacts } from '@/lib/disclosure/after-publication/types';

const event = (changes: Partial<ValidityEvent>): ValidityEvent => ({
  state: 'repealed',
  fromDate: '2026-03-05',
  act: null,
  actNo: '',
  validUntil: null,
  successor: null,
  confirmedAt: '2026-03-01T00:00:00Z',
  ...changes,
});
const document = (changes: Partial<ValidityFacts> = {}): ValidityFacts => ({
  is_normative: true,
  effective_from: '2024-01-01',
  expires_at: '2026-03-10',
  events: [],
  ...changes,
});
const stateOn = (facts: ValidityFacts, today: string) => validityOn(facts, today)?.state ?? null;

describe('有效性', () => {
  it.each([
    ['2023-12-31', 'pending', null],
    ['2024-01-01', 'in_force', '2024-01-01'],
    ['2026-03-10', 'in_force', '2024-01-01'],
    ['2026-03-11', 'lapsed', '2026-03-11'],
  ])('[PF-24] %s：%s', (today, state, since) => {
    expect(validityOn(document(), today)).toMatchObject({ state, since });
  });

  it('[PF-24] 自动失效标明是自动的，登记失效后不再是', () => {
    expect(validityOn(document(), '2026-03-11')).toMatchObject({ isAutomatic: true, event: null });
    const lapsed = event({ state: 'lapsed', fromDate: '2026-03-11' });
    expect(validityOn(document({ events: [lapsed] }), '2026-03-11')).toMatchObject({
      state: 'lapsed',
      isAutomatic: false,
      event: lapsed,
    });
  });

  it.each([
    ['2026-03-04', 'in_force'],
    ['2026-03-05', 'repealed'],
    ['2026-03-11', 'repealed'],
  ])('[PF-24] 3月5日起废止，%s 是 %s，期满后仍是废止', (today, state) => {
    expect(stateOn(document({ events: [event({})] }), today)).toBe(state);
  });

  it('[PF-24] 同一天的两件，后确认的算；先后登记的次序不影响', () => {
    const first = event({ state: 'amended', confirmedAt: '2026-03-05T01:00:00Z' });
    const second = event({ state: 'repealed', confirmedAt: '2026-03-05T02:00:00Z' });
    expect(stateOn(document({ events: [first, second] }), '2026-03-06')).toBe('repealed');
    expect(stateOn(document({ events: [second, first] }), '2026-03-06')).toBe('repealed');
  });

  it('[PF-24] 继续有效并有新的有效期：到新的一天为止', () => {
    const events = [event({ state: 'in_force', fromDate: '2026-03-01', validUntil: '2028-03-10' })];
    expect(validityOn(document({ events }), '2026-03-11')).toMatchObject({
      state: 'in_force',
      until: '2028-03-10',
    });
    expect(stateOn(document({ events }), '2028-03-11')).toBe('lapsed');
  });

  it('[PF-24] 期满以后宣布继续有效的，恢复有效；期满以前宣布的不延长有效期', () => {
    const after = [event({ state: 'in_force', fromDate: '2026-04-01' })];
    expect(stateOn(document({ events: after }), '2026-03-31')).toBe('lapsed');
    expect(validityOn(document({ events: after }), '2026-04-01')).toMatchObject({
      state: 'in_force',
      until: null,
    });
    const before = [event({ state: 'in_force', fromDate: '2026-03-01' })];
    expect(stateOn(document({ events: before }), '2026-03-11')).toBe('lapsed');
  });

  it('[PF-24] 已修改的文件到期同样失效', () => {
    const events = [event({ state: 'amended' })];
    expect(stateOn(document({ events }), '2026-03-10')).toBe('amended');
    expect(stateOn(document({ events }), '2026-03-11')).toBe('lapsed');
  });

  it('没有有效期也没有登记的不显示；登记了废止的普通文件显示', () => {
    const plain = document({ is_normative: false, expires_at: null });
    expect(validityOn(plain, '2026-03-10')).toBeNull();
    expect(stateOn({ ...plain, events: [event({})] }, '2026-03-10')).toBe('repealed');
    expect(validityOn({ ...plain, events: [event({})] }, '2026-03-04')).toBeNull();
  });

  it('[PF-24] 废止之后没有别的登记，就再不会有效', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5_000 }),
        fc.option(fc.integer({ min: -500, max: 4_000 })),
        (days, term) => {
          const day = (n: number) => new Date(Date.UTC(2026, 2, 5 + n)).toISOString().slice(0, 10);
          const facts = document({ events: [event({})], expires_at: term === null ? null : day(term) });
          expect(stateOn(facts, day(days))).toBe('repealed');
        },
      ),
    );
  });
});
