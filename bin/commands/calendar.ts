import { loadNotice } from '@/lib/calendar/commands/load-notice';
import { currentCalendar } from '@/lib/calendar/queries';
import { noticeFileSchema } from '@/lib/calendar/schema';
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
  const { positionals, values } = readArguments(args, { json: { type: 'boolean' } }, ['FILE.json']);
  const notice = await readJson(positionals[0] ?? '', noticeFileSchema);
  const result = await loadNotice(operator(), notice);
  if (!result.ok) return sayRefusals(result);
  if (values.json) await print(JSON.stringify(result.value));
  say(`已载入${notice.number}，现在是第 ${result.value.version} 版，覆盖到 ${result.value.coversTo}。`);
  return DONE;
}
