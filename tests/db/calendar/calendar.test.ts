import fs from 'node:fs';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCalendarNotice as loadNotice } from '@/lib/applications/commands/load-calendar-notice';
import { currentCalendar } from '@/lib/calendar/queries';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import { workingDayAfter } from '@/lib/calendar/rules/working-days';
import type { HolidayNotice } from '@/lib/calendar/types';
import { codesOf, openTestOffice, type TestOffice, unwrap } from '../../support/factories';

const OPERATOR = { personId: null, name: '命令行', clientAddress: null } as const;
const NOTICE: HolidayNotice = {
  year: 2027,
  number: '国办发明电〔2026〕1号',
  title: '关于2027年部分节假日安排的通知',
  issuedOn: '2026-11-05',
  days: [
    { date: '2027-01-01', kind: 'holiday', name: '元旦' },
    { date: '2026-12-27', kind: 'makeup_workday', name: '元旦' },
  ],
};

let office: TestOffice;
let staff: pg.Client;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
});
afterAll(() => office.close());

describe('库里的工作日历', () => {
  it('[CAL-4] 安装后就是程序自带的通知，逐日一致', async () => {
    expect(await currentCalendar()).toEqual({ ...packagedCalendar(), version: 2 });
  });

  it('[CAL-4][CAL-5] 载入通知是新的一版：旧版不动，暂定的日期可以重算，日志记下依据', async () => {
    const before = await currentCalendar();
    expect(workingDayAfter(before, '2026-12-24', 5)).toMatchObject({ date: '2026-12-31', provisional: true });
    expect(unwrap(await loadNotice(OPERATOR, NOTICE))).toMatchObject({ version: 3, coversTo: '2027-12-24' });
    const after = await currentCalendar();
    expect(after.version).toBe(3);
    expect(workingDayAfter(after, '2026-12-24', 5)).toMatchObject({ date: '2026-12-30', provisional: false });
    expect(after.days.get('2026-02-14')).toEqual(before.days.get('2026-02-14'));
    expect(after.notices).toEqual([...before.notices, expect.objectContaining({ year: 2027 })]);
    const { rows } = await staff.query(
      'SELECT count(*)::int AS days FROM office.calendar_day WHERE version = 2',
    );
    expect(rows).toEqual([{ days: before.days.size }]);
    const log = await staff.query<{ entry: string }>(
      `SELECT entry FROM office.audit_entry WHERE chain = 'installation' AND entry LIKE '%load_calendar%' ORDER BY seq DESC LIMIT 1`,
    );
    expect(JSON.parse(log.rows[0]?.entry ?? '{}')).toMatchObject({
      action: 'load_calendar',
      subject_id: '3',
      detail: { number: NOTICE.number, covers_to: '2027-12-24' },
    });
  });

  it('有问题的通知不载入，什么也不改变', async () => {
    const { version } = await currentCalendar();
    expect(codesOf(await loadNotice(OPERATOR, NOTICE))).toEqual(['notice_loaded_already']);
    expect(codesOf(await loadNotice(OPERATOR, { ...NOTICE, number: '另一份', days: [] }))).toEqual([
      'notice_without_days',
    ]);
    expect((await currentCalendar()).version).toBe(version);
  });

  it('两个人同时载入，各成一版，不相互覆盖', async () => {
    const amended = (number: string, date: string) => ({
      ...NOTICE,
      number,
      days: [{ date, kind: 'holiday' as const, name: '调整' }],
    });
    const [one, two] = await Promise.all([
      loadNotice(OPERATOR, amended('调整甲', '2027-03-01')),
      loadNotice(OPERATOR, amended('调整乙', '2027-03-02')),
    ]);
    expect([unwrap(one).version, unwrap(two).version].sort()).toEqual([4, 5]);
    const { days } = await currentCalendar();
    expect([days.get('2027-03-01')?.source, days.get('2027-03-02')?.source]).toEqual(['调整甲', '调整乙']);
  });

  it('[CAL-4] 升级时补入往年的通知，机关自己载入的都保留', async () => {
    const before = await currentCalendar();
    const owner = await office.connect('superuser');
    const file = 'prisma/migrations/20261125001500_calendar_2019/migration.sql';
    await owner.query(`BEGIN; ${fs.readFileSync(file, 'utf8')}; COMMIT`);
    const after = await currentCalendar();
    expect(after).toEqual({ ...before, version: (before.version ?? 0) + 1 });
    expect(after.notices.at(-1)?.year).toBe(2027);
  });
});
