import { loadCalendarNotice } from '@/lib/applications/commands/load-calendar-notice';
import { dateFieldName, movedSentence } from '@/lib/applications/messages/moved-dates';
import { type NoticePreview, previewNotice } from '@/lib/applications/queries/preview-notice';
import { currentCalendar } from '@/lib/calendar/queries';
import { noticeFileSchema } from '@/lib/calendar/schema';
import type { HolidayNotice } from '@/lib/calendar/types';
import { readArguments } from './arguments';
import { BadInput, DONE, operator, print, say, sayRefusals } from './command';
import { readJson } from './input';

/** `gongkai calendar show|load` */
export async function calendarCommand(args: string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb === 'show') return show(rest);
  if (verb === 'load') return load(rest);
  throw new BadInput('calendar 的子命令是 show、load；用 --help 查看用法。');
}

async function show(args: string[]): Promise<number> {
  const { values } = readArguments(args, { json: { type: 'boolean' } }, []);
  const { version, coversFrom, coversTo, notices, days } = await currentCalendar();
  if (values.json) {
    await print(JSON.stringify({ version, coversFrom, coversTo, notices, days: [...days.values()] }));
    return DONE;
  }
  await print(`第 ${version} 版，覆盖 ${coversFrom} 至 ${coversTo}`);
  for (const notice of notices) await print(`${notice.year}\t${notice.number}\t${notice.issuedOn}`);
  return DONE;
}

async function load(args: string[]): Promise<number> {
  const options = { json: { type: 'boolean' }, preview: { type: 'boolean' } } as const;
  const { positionals, values } = readArguments(args, options, ['FILE.json']);
  const notice = await readJson(positionals[0] ?? '', noticeFileSchema);
  if (values.preview) return preview(notice, values.json === true);
  const result = await loadCalendarNotice(operator(), notice);
  if (!result.ok) return sayRefusals(result);
  const { version, coversTo, cases, moved, alerts } = result.value;
  if (values.json) await print(JSON.stringify(result.value));
  say(`已载入${notice.number}，现在是第 ${version} 版，覆盖到 ${coversTo}。`);
  say(`重算了 ${cases} 件在办申请，${moved} 件的期限有变动，其中 ${alerts} 件提前，已通知承办人和负责人。`);
  return DONE;
}

/** Says what would move and changes nothing. */
async function preview(notice: HolidayNotice, isJson: boolean): Promise<number> {
  const result = await previewNotice(notice);
  if (!result.ok) return sayRefusals(result);
  const { after, cases, moved } = result.value;
  if (isJson) {
    await print(JSON.stringify({ coversTo: after.coversTo, cases, moved: moved.map(movedAsJson) }));
    return DONE;
  }
  await print(`载入后覆盖到 ${after.coversTo}；${cases} 件在办申请中有 ${moved.length} 件的期限将变动：`);
  for (const one of moved) await print(movedAsLine(one));
  return DONE;
}

type Moved = NoticePreview['moved'][number];

function movedAsJson({ of, moves, turned, isAlert }: Moved) {
  return { case: of.applicationNo ?? of.submissionNo, isAlert, moves, turned };
}

function movedAsLine({ of, moves, turned, isAlert }: Moved): string {
  const dates = moves.map(
    ({ field, from, to }) => `${dateFieldName(field)}从 ${from ?? '无'} 到 ${to ?? '无'}`,
  );
  const mark = isAlert ? '【提前】' : '';
  return `${of.applicationNo ?? of.submissionNo}\t${mark}${[...dates, ...turned.map(movedSentence)].join('；')}`;
}
