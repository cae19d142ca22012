import { CLOCK_STATUS_NAMES } from '@/lib/applications/messages/clock';
import { computeClock } from '@/lib/applications/rules/clock/compute-clock';
import { readClockInput } from '@/lib/applications/schema/clock-input';
import type { ClockState } from '@/lib/applications/types/clock';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import { calendarFileSchema, readCalendarFile } from '@/lib/calendar/schema';
import type { Calendar } from '@/lib/calendar/types';
import { currentTime } from '@/lib/platform/clock';
import { type CivilDate, civilDate, formatDate } from '@/lib/platform/dates';
import { readSomeArguments } from './arguments';
import { BAD_INPUT, BadInput, DONE, print } from './command';
import { readJson, readJsonValue } from './input';

const OPTIONS = { json: { type: 'boolean' }, calendar: { type: 'string' } } as const;

type Answer = { readonly file: string; readonly state: ClockState } | { readonly error: string };

/** `gongkai deadline FILE… [--calendar FILE]`: needs no database. */
export async function deadlineCommand(args: string[]): Promise<number> {
  const { values, positionals } = readSomeArguments(args, OPTIONS, 'FILE.json');
  if (positionals.filter((file) => file === '-').length > 1) throw new BadInput('标准输入（-）只能写一次。');
  const calendar = values.calendar === undefined ? packagedCalendar() : await readCalendar(values.calendar);
  const today = civilDate(currentTime());
  const answers: Answer[] = [];
  for (const file of positionals) answers.push(await answer(file, calendar, today));
  const [first] = answers;
  if (answers.length === 1 && first !== undefined && 'error' in first) throw new BadInput(first.error);
  if (values.json) {
    const shown = answers.map((one) => ('error' in one ? one : readable(one.state)));
    await print(JSON.stringify(answers.length === 1 ? shown[0] : shown));
  } else for (const one of answers) await print('error' in one ? one.error : summary(one));
  return answers.some((one) => 'error' in one) ? BAD_INPUT : DONE;
}

async function answer(file: string, calendar: Calendar, today: CivilDate): Promise<Answer> {
  try {
    const input = readClockInput(await readJsonValue(file), today);
    const clock = input.ok ? computeClock(calendar, input.value) : input;
    if (clock.ok) return { file, state: clock.value };
    return { error: `文件 ${file}：${clock.refusals.map(({ message }) => message).join(' ')}` };
  } catch (error) {
    if (error instanceof BadInput) return { error: error.message };
    throw error;
  }
}

async function readCalendar(file: string): Promise<Calendar> {
  const calendar = readCalendarFile(await readJson(file, calendarFileSchema));
  if (calendar.ok) return calendar.value;
  throw new BadInput(`文件 ${file}：${calendar.refusals.map(({ message }) => message).join(' ')}`);
}

/** The form of data/README.md: a row of the proof has four keys. */
function readable(state: ClockState) {
  return {
    ...state,
    proof: state.proof.map(({ date, counted, n, why }) => ({
      date,
      counted,
      ...(n === undefined ? {} : { n }),
      why,
    })),
  };
}

function summary({ file, state }: { file: string; state: ClockState }): string {
  const due = state.replyDue === null ? '没有答复期限' : `答复期限 ${formatDate(state.replyDue)}（含当日）`;
  const more = [
    ...(state.provisional ? ['暂定'] : []),
    ...(state.overdueDays > 0 ? [`逾期 ${state.overdueDays} 天`] : []),
    ...state.refused.map(
      ({ index, type, date, rule }) => `第${index + 1}个事件（${type}，${date}）不符合${rule}`,
    ),
  ];
  return [`${file}：${CLOCK_STATUS_NAMES[state.status]}，${due}`, ...more].join('；');
}
