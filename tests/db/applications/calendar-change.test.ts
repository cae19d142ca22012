import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCalendarNotice } from '@/lib/applications/commands/load-calendar-notice';
import { recomputeStaleDeadlines } from '@/lib/applications/jobs/recompute-stale';
import { previewNotice } from '@/lib/applications/queries/preview-notice';
import { currentCalendar } from '@/lib/calendar/queries';
import { addDays } from '@/lib/calendar/rules/civil-dates';
import { isWorkingDay, workingDayAfter } from '@/lib/calendar/rules/working-days';
import type { CalendarDayKind, HolidayNotice } from '@/lib/calendar/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { type CaseCast, caseInHand, fileCase, makeCaseCast } from '../../support/cases';
import {
  codesOf,
  makeOrgan,
  openTestOffice,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

const OPERATOR = { personId: null, name: '命令行', clientAddress: null } as const;
let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let cast: CaseCast;
let caseId: string;
let due: string;
const today = civilDate(currentTime());

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  cast = await makeCaseCast(staff, organ);
  caseId = (await caseInHand(cast.handler)).id;
  // Not confirmed yet: it has no dates, but is open.
  await fileCase(cast.handler);
  due = workingDayAfter(await currentCalendar(), today, 20).date;
});
afterAll(() => office.close());

/** A notice that amends its year by one day. */
function amendment(number: string, date: string, kind: CalendarDayKind): HolidayNotice {
  const year = Number(date.slice(0, 4));
  return {
    year,
    number,
    title: '调整',
    issuedOn: '2026-11-01',
    days: [{ date, kind, name: '试验' }],
  };
}

/** The next working day, or day of rest, after a week from now. */
async function dayThat(works: boolean): Promise<string> {
  const calendar = await currentCalendar();
  let date = addDays(today, 7);
  while (isWorkingDay(calendar, date) !== works) date = addDays(date, 1);
  return date;
}

const storedDue = async () => {
  const { rows } = await staff.query(
    `SELECT reply_due::text, calendar_version FROM office.application_deadline WHERE application_id = $1`,
    [caseId],
  );
  return rows[0];
};
const changes = async () => {
  const { rows } = await staff.query(
    `SELECT field, old_date::text, new_date::text, reason, calendar_version
     FROM office.deadline_change WHERE application_id = $1 ORDER BY id`,
    [caseId],
  );
  return rows;
};
const told = async () => {
  const { rows } = await staff.query<{ kind: string; name: string; params: unknown }>(
    `SELECT n.kind, p.name, n.params FROM office.notice n JOIN office.person p ON p.id = n.person_id
     WHERE n.kind LIKE 'case_date%' ORDER BY n.kind, p.name`,
  );
  return rows;
};

describe('载入放假通知以后重算在办申请', () => {
  let later: string;

  it('[CAL-5] 预览说明几件会变、从哪天到哪天，什么也不改变', async () => {
    const date = await dayThat(false).then(() => dayThat(true));
    const preview = unwrap(await previewNotice(amendment('调整一', date, 'holiday')));
    later = preview.moved[0]?.moves.find(({ field }) => field === 'reply_due')?.to ?? '';
    expect([preview.cases, preview.moved.length, preview.moved[0]?.isAlert]).toEqual([2, 1, false]);
    expect(preview.moved[0]?.moves).toContainEqual({
      field: 'reply_due',
      from: due,
      to: later,
      isEarlier: false,
    });
    expect(later > due).toBe(true);
    expect([await storedDue(), await changes()]).toEqual([{ reply_due: due, calendar_version: 2 }, []]);
    expect(codesOf(await previewNotice(amendment('国办发明电〔2025〕7号', date, 'holiday')))).toEqual([
      'notice_loaded_already',
    ]);
  });

  it('[CAL-5] 推后的日期：重算、记下原日期、新日期、理由和日历版本，不惊动人', async () => {
    const date = await dayThat(true);
    const loaded = unwrap(await loadCalendarNotice(OPERATOR, amendment('调整一', date, 'holiday')));
    expect(loaded).toMatchObject({ version: 3, cases: 2, moved: 1, alerts: 0 });
    expect(await storedDue()).toEqual({ reply_due: later, calendar_version: 3 });
    expect(await changes()).toContainEqual({
      field: 'reply_due',
      old_date: due,
      new_date: later,
      reason: '载入调整一',
      calendar_version: 3,
    });
    expect(await told()).toEqual([]);
    const { rows } = await staff.query<{ entry: string }>(
      `SELECT entry FROM office.audit_entry WHERE chain = 'installation' ORDER BY seq DESC LIMIT 1`,
    );
    expect(JSON.parse(rows[0]?.entry ?? '{}')).toMatchObject({
      action: 'recompute_deadlines',
      detail: { cases: 2, moved: 1, alerts: 0 },
    });
  });

  it('[CAL-5] 提前的日期：通知承办人和工作机构负责人，各一次', async () => {
    const superuser = await office.connect('superuser');
    await superuser.query('UPDATE office.application SET handler_id = $1 WHERE id = $2', [
      cast.handler.personId,
      caseId,
    ]);
    const date = await dayThat(false);
    const loaded = unwrap(await loadCalendarNotice(OPERATOR, amendment('调整二', date, 'makeup_workday')));
    expect(loaded).toMatchObject({ version: 4, moved: 1, alerts: 1 });
    const { reply_due: earlier } = await storedDue();
    expect(earlier < later).toBe(true);
    expect(await told()).toEqual([
      { kind: 'case_date_earlier', name: cast.handler.name, params: { date: `${later}..${earlier}` } },
      ...[cast.head.name, cast.headB.name, organ.cast.officeHead.name]
        .sort()
        .map((name) => ({ kind: 'case_dates_earlier', name, params: { count: 1 } })),
    ]);
  });

  it('预览以后日历变了就不载入；有问题的通知也不载入，什么也不改变', async () => {
    const before = await storedDue();
    const notice = amendment('调整三', await dayThat(true), 'holiday');
    expect(codesOf(await loadCalendarNotice(OPERATOR, notice, 3))).toEqual(['calendar_changed']);
    expect(codesOf(await loadCalendarNotice(OPERATOR, { ...notice, days: [] }))).toEqual([
      'notice_without_days',
    ]);
    expect([await storedDue(), (await currentCalendar()).version]).toEqual([before, 4]);
  });

  it('[CAL-5] 载入时漏下的，由后台按各自的日历版本补算；补完就没有了', async () => {
    const { reply_due: now } = await storedDue();
    const many = (await changes()).length;
    await staff.query(
      'UPDATE office.application_deadline SET calendar_version = 3, reply_due = $1 WHERE application_id = $2',
      [later, caseId],
    );
    expect(await recomputeStaleDeadlines()).toEqual({ cases: 1, moved: 1, alerts: 1 });
    expect(await storedDue()).toEqual({ reply_due: now, calendar_version: 4 });
    expect((await changes()).slice(many)).toContainEqual({
      field: 'reply_due',
      old_date: later,
      new_date: now,
      reason: '日历第4版（调整二）',
      calendar_version: 4,
    });
    expect(await recomputeStaleDeadlines()).toEqual({ cases: 0, moved: 0, alerts: 0 });
  });

  it('已答复的申请不再重算', async () => {
    const superuser = await office.connect('superuser');
    await superuser.query(`SET session_replication_role = replica`);
    await superuser.query(`UPDATE office.application SET state = 'replied', replied_on = $2 WHERE id = $1`, [
      caseId,
      today,
    ]);
    const before = await storedDue();
    const loaded = unwrap(
      await loadCalendarNotice(OPERATOR, amendment('调整四', await dayThat(true), 'holiday')),
    );
    expect([loaded.cases, loaded.moved, await storedDue()]).toEqual([1, 0, before]);
  });
});
