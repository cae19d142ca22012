import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeFor } from '@/lib/approvals/rules/route';
import { type CastRules, castOf, type SeatTaken } from '@/lib/approvals/rules/staffing';
import { type StaffMember, smallestCast, staffingReport } from '@/lib/approvals/rules/staffing-report';
import {
  CONTENT_CLASSES,
  DEFAULT_ROUTE_SETTINGS,
  LANES,
  type RouteSettings,
  type RouteStep,
} from '@/lib/approvals/types';
import type { Role } from '@/lib/organs/types';

type Deputised = readonly [principal: string, role: Role];

function person(id: string, roles: readonly Role[], more: Partial<StaffMember> = {}): StaffMember {
  return { id, name: id, roles, sectionId: null, standsFor: [], isOnLeave: false, ...more };
}
function standsFor(...deputised: readonly Deputised[]): Pick<StaffMember, 'standsFor'> {
  return {
    standsFor: deputised.map(([principalId, role], at) => ({
      isUnconfirmed: false,
      delegationId: `d${at}`,
      principalId,
      principalName: principalId,
      principalSectionId: null,
      role,
    })),
  };
}

/** The six of TR-3 and a publisher of their own. */
const STAFF = [
  person('拟稿', ['author']),
  person('初审', ['reviewer_l1']),
  person('复审', ['reviewer_l2']),
  person('保密', ['secrecy_officer']),
  person('终审', ['reviewer_l3']),
  person('分管', ['disclosure_leader']),
  person('主要', ['head_of_organ']),
  person('发布', ['publisher']),
];
const COLUMNS = [
  { id: 'news', path: '工作动态' },
  { id: 'files', path: '政策文件' },
];
const report = (people: readonly StaffMember[], settings: Partial<RouteSettings> = {}) =>
  staffingReport({ people, settings: { ...DEFAULT_ROUTE_SETTINGS, ...settings }, columns: COLUMNS });
const without = (...ids: string[]) => STAFF.filter(({ id }) => !ids.includes(id));
const change = (id: string, more: Partial<StaffMember>) =>
  STAFF.map((one) => (one.id === id ? { ...one, ...more } : one));
/** Of class A, the hindrances of the first seat that stays empty. */
const firstLack = (people: readonly StaffMember[], settings: Partial<RouteSettings> = {}) => {
  const lack = report(people, settings).classes[0]?.authors[0]?.lacks[0];
  return [lack?.step.step, lack?.hindrances];
};

describe('人员配备检查', () => {
  it('[TR-3] 六个人加一名发布员，A、B、C 三类都能办理', () => {
    const { classes } = report(STAFF);
    expect(classes.map(({ contentClass, state }) => `${contentClass} ${state}`)).toEqual([
      'a possible',
      'b possible',
      'c possible',
    ]);
    expect(classes.map(({ authors }) => authors[0]?.size)).toEqual([6, 7, 8]);
  });

  it('[TR-3] 席位上的人兼发布员，A 类五个人、B 类六个人就够', () => {
    const people = change('终审', { roles: ['reviewer_l3', 'publisher'] }).filter(({ id }) => id !== '发布');
    expect(report(people).classes.map(({ authors }) => authors[0]?.size)).toEqual([5, 6, 7]);
  });

  it('每一席都说明由谁办理，依流程的次序', () => {
    const [a] = report(STAFF).classes;
    expect(a?.authors[0]?.cast.map(({ step, capacity }) => `${step.step} ${capacity.personId}`)).toEqual([
      'l1 初审',
      'l2 复审',
      'secrecy 保密',
      'l3 终审',
    ]);
  });

  it.each(['初审', '复审', '保密', '终审'])('[TR-3] 没有%s人，三类都不能办理', (id) => {
    expect(report(without(id)).classes.map(({ state }) => state)).toEqual(Array(3).fill('impossible'));
  });

  it('[TR-3] 没有分管领导只缺 B、C，没有主要领导只缺 C', () => {
    const states = (id: string) => report(without(id)).classes.map(({ state }) => state);
    expect(states('分管')).toEqual(['possible', 'impossible', 'impossible']);
    expect(states('主要')).toEqual(['possible', 'possible', 'impossible']);
  });

  it('没有人担任', () => {
    expect(firstLack(without('终审'))).toEqual(['l3', []]);
  });

  it('[TR-4] 请假的人由代理人办理；没有代理人的写明请假', () => {
    const away = change('终审', { isOnLeave: true });
    expect(firstLack(away)).toEqual(['l3', [{ name: '终审', why: 'on_leave' }]]);
    const deputised = [...away, person('代理', [], standsFor(['终审', 'reviewer_l3']))];
    const [a] = report(deputised).classes;
    expect(a?.state).toBe('possible');
    expect(a?.authors[0]?.cast.at(-1)?.capacity).toMatchObject({
      personId: '代理',
      onBehalfOf: { personId: '终审' },
    });
  });

  it('[TR-4] 代理人已占别的席位，不能再占授权人的席位', () => {
    const people = STAFF.map((one) => {
      if (one.id === '终审') return { ...one, isOnLeave: true };
      return one.id === '初审' ? { ...one, ...standsFor(['终审', 'reviewer_l3']) } : one;
    });
    expect(firstLack(people)).toEqual(['l3', [{ name: '终审', why: 'deputies_taken', deputies: ['初审'] }]]);
  });

  it('[TR-4] 拟稿人不能代理审自己的稿', () => {
    const people = STAFF.map((one) => {
      if (one.id === '终审') return { ...one, isOnLeave: true };
      return one.id === '拟稿' ? { ...one, ...standsFor(['终审', 'reviewer_l3']) } : one;
    });
    expect(firstLack(people)[0]).toBe('l3');
  });

  it('[TR-3] 拟稿人是唯一的初审人', () => {
    const people = without('初审').map((one) =>
      one.id === '拟稿' ? person('拟稿', ['author', 'reviewer_l1']) : one,
    );
    expect(firstLack(people)).toEqual(['l1', [{ name: '拟稿', why: 'author' }]]);
  });

  it('[TR-3] 一个人担任复审和终审，只能占一席', () => {
    const people = without('终审').map((one) =>
      one.id === '复审' ? person('复审', ['reviewer_l2', 'reviewer_l3']) : one,
    );
    const [step, hindrances] = firstLack(people);
    expect([step, hindrances]).toEqual([
      'l3',
      [{ name: '复审', why: 'seated', seats: [expect.objectContaining({ step: 'l2' })] }],
    ]);
  });

  it('初审只办理本股室稿件时，其他股室的初审人不算', () => {
    const people = STAFF.map((one) => {
      if (one.id === '拟稿') return { ...one, sectionId: '甲' };
      return one.id === '初审' ? { ...one, sectionId: '乙' } : one;
    });
    expect(firstLack(people)[0]).toBeUndefined();
    expect(firstLack(people, { l1_own_section: true })).toEqual([
      'l1',
      [{ name: '初审', why: 'other_section' }],
    ]);
  });

  it('[TR-3] 发布员就是拟稿人、或者请假，不能发布', () => {
    const own = without('发布').map((one) =>
      one.id === '拟稿' ? person('拟稿', ['author', 'publisher']) : one,
    );
    for (const people of [own, change('发布', { isOnLeave: true })]) {
      const [a] = report(people).classes;
      expect(a?.state).toBe('impossible');
      expect(a?.authors[0]).toMatchObject({ lacks: [], publishers: [], isPossible: false, size: null });
    }
  });

  it('有的拟稿人能办、有的不能办', () => {
    const people = [...STAFF, person('初审兼拟稿', ['author', 'reviewer_l1'])].filter(
      ({ id }) => id !== '初审',
    );
    const [a] = report(people).classes;
    expect(a?.state).toBe('partly');
    expect(a?.authors.map(({ author, isPossible }) => [author, isPossible])).toEqual([
      ['拟稿', true],
      ['初审兼拟稿', false],
    ]);
  });

  it('请假的拟稿人不算；一个拟稿人也没有就不能办理', () => {
    const [a] = report(change('拟稿', { isOnLeave: true })).classes;
    expect([a?.authors, a?.state]).toEqual([[], 'impossible']);
  });

  it('栏目按最低内容等级列出可能用到的等级', () => {
    const { columns } = report(STAFF, { column_class: { files: 'b' } });
    expect(columns.map(({ path, classes }) => `${path} ${classes.join('')}`)).toEqual([
      '工作动态 abc',
      '政策文件 bc',
    ]);
  });

  it('校由专人办理时，多出的席位也要有人', () => {
    expect(firstLack(STAFF, { split_proof_l1: true })[0]).toMatch(/l1$/);
    const people = [...STAFF, person('一校', ['reviewer_l1'])];
    expect(report(people, { split_proof_l1: true }).classes[0]?.state).toBe('possible');
  });
});

// ── Against counting every assignment ────────────────────────────────────────────────────────────────────────────

const SEAT_ROLES = [
  'reviewer_l1',
  'reviewer_l2',
  'reviewer_l3',
  'secrecy_officer',
  'disclosure_leader',
  'head_of_organ',
] as const satisfies readonly Role[];
const IDS = ['p0', 'p1', 'p2', 'p3', 'p4'] as const;

const people = fc.tuple(
  ...IDS.map((id) =>
    fc
      .record({
        roles: fc.subarray([...SEAT_ROLES, 'author' as const], { maxLength: 4 }),
        sectionId: fc.constantFrom('甲', '乙'),
        deputised: fc.array(
          fc.tuple(
            fc.constantFrom(...IDS.filter((other) => other !== id)),
            fc.constantFrom<Role>(...SEAT_ROLES),
          ),
          { maxLength: 1 },
        ),
      })
      .map(({ roles, sectionId, deputised }) => person(id, roles, { sectionId, ...standsFor(...deputised) })),
  ),
);
const settings = fc
  .record({
    secrecy_officer_may_be_l1_or_l2: fc.boolean(),
    secrecy_officer_may_be_l3: fc.boolean(),
    signer_may_be_l2: fc.boolean(),
    split_proof_l2: fc.boolean(),
  })
  .map((some): RouteSettings => ({ ...DEFAULT_ROUTE_SETTINGS, ...some }));

type Sitting = { step: RouteStep; acts: string; hands: string[] };

/** TR-3 said once more, as a table of what one person may take twice. */
function mayShare(a: Sitting, b: Sitting, given: RouteSettings): boolean {
  const pair = [a.step.step, b.step.step].sort().join(' ');
  return (
    (given.secrecy_officer_may_be_l1_or_l2 && ['l1 secrecy', 'l2 secrecy'].includes(pair)) ||
    (given.secrecy_officer_may_be_l3 && pair === 'l3 secrecy') ||
    (given.signer_may_be_l2 && pair === 'l2 sign_off')
  );
}

/** Every way to seat people, empty seats allowed: the most seats filled, and the fewest persons of a full one. */
function countAll(route: readonly RouteStep[], staff: readonly StaffMember[], rules: CastRules) {
  let most = 0;
  let fewest: number | null = null;
  const seat = (at: number, sitting: readonly Sitting[]): void => {
    const step = route[at];
    if (step === undefined) {
      most = Math.max(most, sitting.length);
      const persons = new Set(sitting.map(({ acts }) => acts)).size;
      if (sitting.length === route.length) fewest = Math.min(fewest ?? persons, persons);
      return;
    }
    seat(at + 1, sitting);
    for (const one of staff) {
      const own = one.roles.includes(step.role) ? [[one.id]] : [];
      const deputised = (one.standsFor ?? [])
        .filter((standing) => standing.role === step.role)
        .map((standing) => [one.id, standing.principalId]);
      for (const hands of [...own, ...deputised]) {
        if (hands.some((id) => rules.authorIds.includes(id))) continue;
        const next = { step, acts: one.id, hands };
        const isLawful = sitting.every(
          (other) =>
            !other.hands.some((id) => hands.includes(id)) ||
            mayShare(other, next, rules.settings as RouteSettings),
        );
        if (isLawful) seat(at + 1, [...sitting, next]);
      }
    }
  };
  seat(0, []);
  return { most, fewest };
}

const personsOf = (cast: readonly SeatTaken[]) => new Set(cast.map((seat) => seat.capacity.personId)).size;

describe('与逐一排列的结果相同', () => {
  const facts = fc.record({
    staff: people,
    given: settings,
    contentClass: fc.constantFrom(...CONTENT_CLASSES),
    lane: fc.constantFrom(...LANES),
    authorId: fc.constantFrom(...IDS),
  });

  it('[TR-3] 能坐满的席位最多', () => {
    fc.assert(
      fc.property(facts, ({ staff, given, contentClass, lane, authorId }) => {
        const route = routeFor(contentClass, lane, given);
        const rules: CastRules = { settings: given, authorIds: [authorId], ownSectionId: null };
        const { taken, missing } = castOf(route, staff, rules);
        expect(taken.length + missing.length).toBe(route.length);
        expect(taken.length).toBe(countAll(route, staff, rules).most);
      }),
      { numRuns: 300 },
    );
  });

  it('[TR-3] 坐满时用的人最少', () => {
    let full = 0;
    fc.assert(
      fc.property(facts, ({ staff, given, contentClass, authorId }) => {
        // Everybody with many roles, so that full casts are frequent.
        const generous = staff.map((one, at) => ({
          ...one,
          roles: [...one.roles, ...SEAT_ROLES.filter((_, role) => (role + at) % 2 === 0)],
        }));
        const route = routeFor(contentClass, 'normal', { ...given, split_proof_l2: false });
        const rules: CastRules = { settings: given, authorIds: [authorId], ownSectionId: null };
        const { taken, missing } = castOf(route, generous, rules);
        const { fewest } = countAll(route, generous, rules);
        expect(missing.length === 0).toBe(fewest !== null);
        if (fewest === null) return;
        full += 1;
        const smallest = smallestCast(route, generous, rules, taken);
        expect(personsOf(smallest)).toBe(fewest);
        expect(smallest.map(({ step }) => step.position).sort()).toEqual(
          route.map(({ position }) => position).sort(),
        );
      }),
      { numRuns: 200, seed: 3 },
    );
    expect(full).toBeGreaterThan(50);
  });
});
