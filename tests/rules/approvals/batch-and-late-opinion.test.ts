import { describe, expect, it } from 'vitest';
import { lastChangeOf, whyNotBatch } from '@/lib/approvals/rules/batch';
import { owedOpinion, owedOpinionWords } from '@/lib/approvals/rules/late-opinion';
import { type Conclusion, STEPS } from '@/lib/approvals/types';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import { shanghaiInstant } from '@/lib/platform/dates';

const at = (time: string) => shanghaiInstant('2026-03-13', time);

describe('批量签发的条件', () => {
  it('[REG-17-1] 除签发外，任何环节都不能批量，看过也不行', () => {
    const others = STEPS.filter((step) => step !== 'sign_off');
    for (const step of others) {
      expect(whyNotBatch({ step }, at('12:00'), at('09:00')).map(({ code }) => code)).toEqual([
        'batch_only_sign_off',
      ]);
    }
    expect(others).toHaveLength(STEPS.length - 1);
  });

  it.each([
    ['从未打开', null, ['not_opened']],
    ['变化之前打开', at('09:59'), ['not_opened']],
    ['变化的同一刻打开', at('10:00'), []],
    ['变化之后打开', at('10:01'), []],
  ] as const)('%s', (_, openedAt, codes) => {
    const found = whyNotBatch({ step: 'sign_off' }, openedAt, at('10:00'));
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  it('最后的变化：送审、意见、提高等级、他人处理校对发现中最晚的一个', () => {
    const round = { openedAt: at('09:00'), decisions: [{ decidedAt: at('10:00') }] };
    expect(lastChangeOf({ ...round, decisions: [] }, [])).toEqual(at('09:00'));
    expect(lastChangeOf(round, [])).toEqual(at('10:00'));
    expect(lastChangeOf(round, [at('11:00'), at('09:30')])).toEqual(at('11:00'));
  });
});

describe('应急流程欠下的书面意见', () => {
  const round = { lane: 'emergency', closed: null } as const;
  const pass = {
    seq: 1,
    position: 1,
    conclusion: 'pass' as Conclusion,
    opinion: '',
    // 周五
    decidedAt: at('22:00'),
  };
  const on = (today: string) => ({ calendar: packagedCalendar(), today });

  it('[TR-11] 一个工作日内补写：周五作出的，周一不算逾期，周二算', () => {
    const owed = (today: string) => owedOpinion(round, pass, pass, false, on(today));
    expect(owed('2026-03-13')).toEqual({ due: '2026-03-16', isOverdue: false });
    expect(owed('2026-03-16')).toEqual({ due: '2026-03-16', isOverdue: false });
    expect(owed('2026-03-17')).toEqual({ due: '2026-03-16', isOverdue: true });
  });

  it('[TR-11] 已写、已补、别的流程、退回、被后来的退回取消、作废的一稿：都不欠', () => {
    const today = on('2026-03-17');
    const cases = [
      owedOpinion(round, { ...pass, opinion: '同意。' }, pass, false, today),
      owedOpinion(round, pass, pass, true, today),
      owedOpinion({ ...round, lane: 'normal' }, pass, pass, false, today),
      owedOpinion({ ...round, lane: 'correction' }, pass, pass, false, today),
      owedOpinion(round, { ...pass, conclusion: 'return' }, pass, false, today),
      owedOpinion(round, pass, undefined, false, today),
      owedOpinion(round, pass, { seq: 4 }, false, today),
      owedOpinion({ ...round, closed: 'edited' }, pass, pass, false, today),
      owedOpinion({ ...round, closed: 'returned' }, pass, pass, false, today),
    ];
    expect(cases).toEqual(cases.map(() => null));
    expect(owedOpinion({ ...round, closed: 'published' }, pass, pass, false, today)).not.toBeNull();
  });

  it('写明最后一天；逾期换一句话说', () => {
    expect(owedOpinionWords({ due: '2026-03-16', isOverdue: false })).toBe('书面意见待补（2026-03-16 前）');
    expect(owedOpinionWords({ due: '2026-03-16', isOverdue: true })).toBe(
      '书面意见逾期未补（应于 2026-03-16 前补写）',
    );
  });
});
