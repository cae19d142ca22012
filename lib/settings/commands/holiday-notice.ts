import 'server-only';
import { type LoadedNotice, loadCalendarNotice } from '@/lib/applications/commands/load-calendar-notice';
import { dateFieldName, movedSentence } from '@/lib/applications/messages/moved-dates';
import { canSeeCase } from '@/lib/applications/policy';
import type { OpenCase } from '@/lib/applications/queries/open-case-clocks';
import { previewNotice } from '@/lib/applications/queries/preview-notice';
import { groupMoves } from '@/lib/applications/rules/what-moves';
import type { MovedCase, MovedGroup } from '@/lib/applications/types/moved-dates';
import { readNoticeText } from '@/lib/calendar/schema';
import type { Actor } from '@/lib/organs/types';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { settingsRefusal } from '../messages';
import { mayLoadCalendar } from '../policy';
import type { LoadNoticeInput, PreviewNoticeInput } from '../schema';

/** More lines than this nobody reads before loading; the log names every case afterwards. */
const MOST_LINES = 200;

/** What the screen shows before a notice is loaded. */
export type NoticePreviewView = {
  readonly notice: { readonly year: number; readonly number: string; readonly title: string };
  readonly daysOff: number;
  readonly daysWorked: number;
  readonly coversTo: string;
  /** The calendar it was made with. */
  readonly seenVersion: number;
  /** Open cases of the installation looked at, those that move, and those somebody will be told of. */
  readonly cases: number;
  readonly moved: number;
  readonly alerts: number;
  readonly groups: readonly (MovedGroup & { readonly name: string })[];
  /** Cases that this person sees, one by one. */
  readonly lines: readonly {
    readonly caseId: string;
    readonly number: string;
    readonly words: string;
    readonly isAlert: boolean;
  }[];
};

/**
 * What a notice would move, changing nothing. Cases are named only to who may see them; the others are counted.
 *
 * Refusals: `not_yours_to_load_calendar`, `notice_unreadable`, those of `addNotice`.
 *
 * @rule CAL-5
 */
export async function previewHolidayNotice(
  actor: Actor,
  { text }: PreviewNoticeInput,
): Promise<Result<NoticePreviewView>> {
  if (!mayLoadCalendar(actor)) return refuse(settingsRefusal('not_yours_to_load_calendar'));
  const notice = readNoticeText(text);
  if (!notice.ok) return notice;
  const preview = await previewNotice(notice.value);
  if (!preview.ok) return preview;
  const { before, after, cases, moved } = preview.value;
  const { year, number, title, days } = notice.value;
  const seen = moved.filter(({ of }) => canSeeCase(actor, { ...of, named: [] }));
  return ok({
    notice: { year, number, title },
    daysOff: days.filter(({ kind }) => kind === 'holiday').length,
    daysWorked: days.filter(({ kind }) => kind === 'makeup_workday').length,
    coversTo: after.coversTo,
    seenVersion: before.version ?? 0,
    cases,
    moved: moved.length,
    alerts: moved.filter(({ isAlert }) => isAlert).length,
    groups: groupMoves(moved).map((group) => ({ ...group, name: dateFieldName(group.field) })),
    lines: seen.slice(0, MOST_LINES).map(lineOf),
  });
}

function lineOf({ of, moves, turned, isAlert }: MovedCase<OpenCase>): NoticePreviewView['lines'][number] {
  const dates = moves.map(
    ({ field, from, to }) => `${dateFieldName(field)}从 ${from ?? '无'} 到 ${to ?? '无'}`,
  );
  return {
    caseId: of.id,
    number: of.applicationNo ?? of.submissionNo,
    words: [...dates, ...turned.map(movedSentence)].join('；'),
    isAlert,
  };
}

/**
 * Loads a notice as previewed.
 *
 * Refusals: `not_yours_to_load_calendar`, `notice_unreadable`, those of `addNotice`, `calendar_changed`.
 *
 * @rule CAL-5
 */
export async function loadHolidayNotice(
  actor: Actor,
  { text, seenVersion }: LoadNoticeInput,
): Promise<Result<LoadedNotice>> {
  if (!mayLoadCalendar(actor)) return refuse(settingsRefusal('not_yours_to_load_calendar'));
  const notice = readNoticeText(text);
  return notice.ok ? loadCalendarNotice(actor, notice.value, seenVersion) : notice;
}
