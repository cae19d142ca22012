import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentCalendar } from '@/lib/calendar/queries';
import { addDays } from '@/lib/calendar/rules/civil-dates';
import { isWorkingDay } from '@/lib/calendar/rules/working-days';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { loadHolidayNotice, previewHolidayNotice } from '@/lib/settings/commands/holiday-notice';
import { type CaseCast, caseInHand, makeCaseCast } from '../../support/cases';
import {
  codesOf,
  makeOrgan,
  makePerson,
  openTestOffice,
  type TestOffice,
  unwrap,
} from '../../support/factories';

let office: TestOffice;
let cast: CaseCast;
let stranger: CaseCast;
let admin: Actor;
let text: string;

beforeAll(async () => {
  office = await openTestOffice();
  const staff = await office.connect('staff');
  const organ = await makeOrgan(staff);
  cast = await makeCaseCast(staff, organ);
  stranger = await makeCaseCast(staff, await makeOrgan(staff));
  admin = await makePerson(staff, organ, '系统管理员', ['system_admin']);
  for (let at = 0; at < 3; at += 1) await caseInHand(cast.handler);
  await caseInHand(stranger.handler);
  const calendar = await currentCalendar();
  let date = addDays(civilDate(currentTime()), 7);
  while (!isWorkingDay(calendar, date)) date = addDays(date, 1);
  text = JSON.stringify({
    year: Number(date.slice(0, 4)),
    number: '调整',
    title: '关于调整的通知',
    issuedOn: '2026-11-01',
    days: [{ date, kind: 'holiday', name: '试验' }],
  });
});
afterAll(() => office.close());

describe('载入放假通知的页面', () => {
  it('[CAL-5] 预览：所有机关的件数合在一起，逐件只列看得到的', async () => {
    const view = unwrap(await previewHolidayNotice(cast.head, { text }));
    expect(view).toMatchObject({ cases: 4, moved: 4, alerts: 0, daysOff: 1, daysWorked: 0, seenVersion: 2 });
    expect(view.groups[0]).toMatchObject({ name: '答复期限', count: 4, isEarlier: false });
    expect(view.lines).toHaveLength(3);
    expect(view.lines[0]?.words).toMatch(/^答复期限从 \d{4}-\d\d-\d\d 到 \d{4}-\d\d-\d\d/);
    const blind = unwrap(await previewHolidayNotice(admin, { text }));
    expect([blind.moved, blind.lines]).toEqual([4, []]);
  });

  it('读不懂的通知、没有职责的人：一句话，什么也不改变', async () => {
    const spoiled = await previewHolidayNotice(cast.head, { text: '{' });
    expect([codesOf(spoiled), spoiled.ok ? null : spoiled.refusals[0]?.field]).toEqual([
      ['notice_unreadable'],
      'text',
    ]);
    expect(codesOf(await loadHolidayNotice(cast.head, { text: '{"year": 2027}', seenVersion: 2 }))).toEqual([
      'notice_unreadable',
    ]);
    expect(codesOf(await previewHolidayNotice(cast.handler, { text }))).toEqual([
      'not_yours_to_load_calendar',
    ]);
    expect(codesOf(await loadHolidayNotice(cast.leader, { text, seenVersion: 2 }))).toEqual([
      'not_yours_to_load_calendar',
    ]);
    expect((await currentCalendar()).version).toBe(2);
  });

  it('按预览载入；同一份不能再载入', async () => {
    expect(unwrap(await loadHolidayNotice(admin, { text, seenVersion: 2 }))).toMatchObject({
      version: 3,
      cases: 4,
      moved: 4,
    });
    expect(codesOf(await loadHolidayNotice(admin, { text, seenVersion: 3 }))).toEqual([
      'notice_loaded_already',
    ]);
  });
});
