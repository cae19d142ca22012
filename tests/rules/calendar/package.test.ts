import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { computeClock } from '@/lib/applications/rules/clock/compute-clock';
import { addDays } from '@/lib/calendar/rules/civil-dates';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import { dayStatus, isWorkingDay, workingDayAfter } from '@/lib/calendar/rules/working-days';
import { listFiles, readText } from '../../architecture/paths';

const calendar = packagedCalendar();

function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) days.push(date);
  return days;
}

describe('自带的日历和 chinese-days 包', () => {
  it.each([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])(
    '[CAL-1][CAL-2] %d 年每一天是否上班，与包里的安排相同',
    (year) => {
      const apart = daysFrom(`${year}-01-01`, `${year}-12-31`).filter(
        (date) => isWorkingDay(calendar, date) !== chineseDays.isWorkday(date),
      );
      expect(apart).toEqual([]);
    },
  );

  it('[CAL-5][SET-R11] 包对没有通知的年份默不作声地按周一至周五回答；我们说明是暂定的', () => {
    // 这就是陷阱：2027年元旦被当成工作日，也没有任何提示。
    expect(chineseDays.isWorkday('2027-01-01')).toBe(true);
    expect(dayStatus(calendar, '2027-01-01')).toMatchObject({ isWorking: false, isCovered: false });
    expect(workingDayAfter(calendar, '2026-12-10', 20).provisional).toBe(true);
    const clock = computeClock(calendar, {
      receivedVia: 'in_person',
      asOf: '2026-12-10',
      events: [{ type: 'received', date: '2026-12-10' }],
    });
    expect(clock.ok && [clock.value.replyDue, clock.value.provisional]).toEqual(['2027-01-08', true]);
  });

  it('程序从不向这个包要日期：只有测试用它', () => {
    const places = ['app', 'bin', 'components', 'lib', 'prisma', 'scripts', 'worker'];
    const asking = places.flatMap((place) =>
      listFiles(place, (file) => /\.(?:tsx?|mjs|cjs)$/.test(file)).filter((file) =>
        /(?:from|import|require)\s*\(?\s*['"]chinese-days/.test(readText(file)),
      ),
    );
    expect(asking).toEqual([]);
  });
});
