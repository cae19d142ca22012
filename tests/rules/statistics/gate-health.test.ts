import { describe, expect, it } from 'vitest';
import { DEFAULT_REVIEW_TARGETS } from '@/lib/approvals/rules/review-due';
import { routeFor } from '@/lib/approvals/rules/route';
import type { Conclusion } from '@/lib/approvals/types';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import { shanghaiInstant } from '@/lib/platform/dates';
import { gateHealth, median } from '@/lib/statistics/rules/gate-health';
import type { GateRound } from '@/lib/statistics/types';
import { HASH } from '../../support/rounds';

/** 2026-03-10 is a Tuesday. */
const at = (time: string, date = '2026-03-10') => shanghaiInstant(date, time);
const MARCH = { from: at('00:00', '2026-03-01'), until: at('00:00', '2026-04-01') };
const measures = (now = at('18:00')) => ({
  calendar: packagedCalendar(),
  targets: DEFAULT_REVIEW_TARGETS,
  now,
});

type Given = {
  position: number | null;
  by?: string;
  at: Date;
  conclusion?: Conclusion;
  returnTo?: number;
};

function round(given: readonly Given[], changes: Partial<GateRound> = {}): GateRound {
  const route = changes.route ?? routeFor('b');
  return {
    id: 'round',
    openedAt: at('09:00'),
    contentClass: 'b',
    lane: 'normal',
    closed: null,
    route,
    decisions: given.map((one, index) => ({
      seq: index + 1,
      position: one.position,
      step: route.find(({ position }) => position === one.position)?.step ?? 'publication',
      personId: one.by ?? `person ${one.position}`,
      conclusion: one.conclusion ?? 'pass',
      returnTo: one.conclusion === 'return' ? (one.returnTo ?? 0) : null,
      contentHash: HASH,
      decidedAt: one.at,
    })),
    openings: [],
    findings: [],
    ...changes,
  };
}
const health = (rounds: readonly GateRound[], now?: Date) => gateHealth(rounds, MARCH, measures(now));
const stepOf = (found: ReturnType<typeof health>, key: string) =>
  found.steps.find((step) => step.key === key);

describe('审核质量', () => {
  it('什么都没有：没有环节，没有比例，不是零', () => {
    const empty = health([]);
    expect(empty.steps).toEqual([]);
    expect(empty.total).toMatchObject({
      decisions: 0,
      medianWaitSeconds: null,
      medianSpentSeconds: null,
      returnedShare: null,
      quickShare: null,
      overdueShare: null,
    });
    expect(empty).toMatchObject({ submitted: 0, returnedByPublisher: 0, lateNow: 0 });
    expect(empty.ended).toEqual({ returned: 0, edited: 0, published: 0, cancelled: 0 });
  });

  it('只有一次意见：中位数就是它', () => {
    const one = health([
      round([{ position: 1, at: at('11:00') }], {
        openings: [{ personId: 'person 1', openedAt: at('10:57') }],
      }),
    ]);
    expect(stepOf(one, 'l1')).toMatchObject({
      name: '初审 · 一校',
      decisions: 1,
      medianWaitSeconds: 7200,
      medianSpentSeconds: 180,
      timed: 1,
      returned: 0,
      returnedShare: 0,
      quickShare: 0,
      overdueShare: 0,
    });
    expect(one.steps).toHaveLength(1);
    expect(one.submitted).toBe(1);
  });

  it('等待从上一环节通过算起，不从送审算起', () => {
    const two = health([
      round([
        { position: 1, at: at('11:00') },
        { position: 2, at: at('11:30') },
      ]),
    ]);
    expect(stepOf(two, 'l2')?.medianWaitSeconds).toBe(1800);
  });

  it('退回上一环节后，同一环节又轮到一次，各算各的', () => {
    const again = health([
      round([
        { position: 1, at: at('10:00') },
        { position: 2, conclusion: 'return', returnTo: 1, at: at('11:00') },
        { position: 1, at: at('14:00') },
      ]),
    ]);
    expect(stepOf(again, 'l1')).toMatchObject({ decisions: 2, medianWaitSeconds: (3600 + 3 * 3600) / 2 });
    expect(stepOf(again, 'l2')).toMatchObject({ decisions: 1, returned: 1, returnedShare: 1 });
    expect(again.total).toMatchObject({ decisions: 3, returned: 1 });
  });

  it('应急流程里同时办理的环节，都从送审算起', () => {
    const route = routeFor('c', 'emergency');
    const fast = health([
      round(
        [
          { position: 2, at: at('09:20') },
          { position: 1, at: at('09:40') },
        ],
        { route, contentClass: 'c', lane: 'emergency' },
      ),
    ]);
    expect(stepOf(fast, 'l2')?.medianWaitSeconds).toBe(1200);
    expect(stepOf(fast, 'l1')?.medianWaitSeconds).toBe(2400);
  });

  it.each([
    ['59 秒', 59, 1],
    ['60 秒', 60, 0],
    ['61 秒', 61, 0],
  ])('一分钟内通过：%s', (_, seconds, quick) => {
    const opened = new Date(at('11:00').getTime() - seconds * 1000);
    const found = health([
      round([{ position: 1, at: at('11:00') }], { openings: [{ personId: 'person 1', openedAt: opened }] }),
    ]);
    expect(found.total).toMatchObject({ quickPasses: quick, timedPasses: 1, quickShare: quick });
  });

  it('没有打开记录的不计入用时；很快退回的不算“很快通过”', () => {
    const found = health([
      round([{ position: 1, at: at('11:00') }]),
      round([{ position: 1, conclusion: 'return', at: at('11:00') }], {
        openings: [{ personId: 'person 1', openedAt: at('11:00') }],
      }),
    ]);
    expect(found.total).toMatchObject({
      decisions: 2,
      timed: 1,
      timedPasses: 0,
      quickPasses: 0,
      quickShare: null,
    });
  });

  it('[TR-17] 有发现而本人一处也没有处理的通过；别人处理的、之后才处理的都不算他的', () => {
    const by = (personId: string, when: Date) => ({ handlings: [{ personId, at: when }] });
    const pass = [{ position: 1, at: at('11:00') }];
    const none = round(pass, { findings: [by('author', at('09:00')), by('person 1', at('12:00'))] });
    const some = round(pass, { findings: [by('author', at('09:00')), by('person 1', at('10:59'))] });
    expect(health([none, some, round(pass)]).total).toMatchObject({
      passesWithFindings: 2,
      passesNoneHandled: 1,
    });
    const secrecy = round([{ position: 3, at: at('11:00') }], { findings: [by('author', at('09:00'))] });
    expect(health([secrecy]).total).toMatchObject({ passesWithFindings: 0, passesNoneHandled: 0 });
  });

  it('[TR-9] 超期：时限的最后一天还不算，第二天算', () => {
    const decided = (date: string, time: string) =>
      stepOf(health([round([{ position: 1, at: at(time, date) }])]), 'l1')?.overdue;
    expect(decided('2026-03-11', '23:59')).toBe(0);
    expect(decided('2026-03-12', '00:00')).toBe(1);
  });

  it('[TR-9] 现在超期未办的环节，不论时段；已结束的一轮没有', () => {
    const waiting = round([], { openedAt: at('09:00', '2026-01-05') });
    expect(health([waiting], at('09:00', '2026-01-06')).lateNow).toBe(0);
    expect(health([waiting], at('09:00', '2026-01-07')).lateNow).toBe(1);
    expect(health([{ ...waiting, closed: 'edited' }], at('09:00', '2026-01-07')).lateNow).toBe(0);
    expect(health([waiting]).submitted).toBe(0);
  });

  it('审核中被修改的一轮：所花的时间照算，记为“被修改”', () => {
    const edited = health([round([{ position: 1, at: at('11:00') }], { closed: 'edited' })]);
    expect(edited.total).toMatchObject({ decisions: 1, medianWaitSeconds: 7200 });
    expect(edited.ended).toEqual({ returned: 0, edited: 1, published: 0, cancelled: 0 });
  });

  it('时段之外的意见不算；边上的一刻，开始算、结束不算', () => {
    const only = (when: Date) =>
      health([round([{ position: 1, at: when }], { openedAt: at('09:00', '2026-02-20') })]).total.decisions;
    expect(only(new Date(MARCH.from.getTime() - 1))).toBe(0);
    expect(only(MARCH.from)).toBe(1);
    expect(only(new Date(MARCH.until.getTime() - 1))).toBe(1);
    expect(only(MARCH.until)).toBe(0);
  });

  it('报请确定和答复不算意见；发布员的退回另算', () => {
    const found = health([
      round([
        { position: 3, conclusion: 'refer_secrecy', at: at('10:00') },
        { position: 3, conclusion: 'referral_reply', at: at('11:00') },
        { position: 3, at: at('12:00') },
        { position: null, by: 'publisher', conclusion: 'return', at: at('15:00') },
      ]),
    ]);
    expect(stepOf(found, 'secrecy')).toMatchObject({ decisions: 1, medianWaitSeconds: 3600 });
    expect(found.total).toMatchObject({ decisions: 1, returned: 0 });
    expect(found.returnedByPublisher).toBe(1);
  });

  it('环节按流程的次序，两个签发分开', () => {
    const all = routeFor('c').map(({ position }) => ({ position, at: at(`1${position}:00`) }));
    const found = health([round(all.toReversed(), { route: routeFor('c'), contentClass: 'c' })]);
    expect(found.steps.map(({ name }) => name)).toEqual([
      '初审 · 一校',
      '复审 · 二校',
      '保密审查',
      '终审 · 三校',
      '分管领导签发',
      '主要领导签发',
    ]);
  });
});

it.each([
  [[], null],
  [[5], 5],
  [[9, 1], 5],
  [[3, 1, 2], 2],
  [[10, 1, 3, 2], 2.5],
])('中位数：%j', (values, expected) => {
  expect(median(values)).toBe(expected);
});
