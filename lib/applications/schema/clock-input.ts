import { z } from 'zod';
import { type CivilDate, isCivilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { unreadableClockInput } from '../messages/clock';
import { INTAKE_CHANNELS } from '../types/case';
import { CLOSING_OUTCOMES, type ClockEvent, type ClockInput, CONSULTED_PARTIES } from '../types/clock';

const FIRST_YEAR = '2000';
const LAST_YEAR = '2199';

/** Years far away are slips of the keyboard. */
const date = z
  .string('缺少日期')
  .refine(
    (text) => isCivilDate(text) && text.slice(0, 4) >= FIRST_YEAR && text.slice(0, 4) <= LAST_YEAR,
    '没有这个日期，应为 2026-03-02 这样的日期',
  );
/** What may be left out may also be null. */
const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? undefined);
const id = z.string('缺少编号').trim().min(1, '缺少编号').max(200, '编号过长');
const one = <const T extends readonly string[]>(values: T, what: string) =>
  z.enum(values, `${what}应为 ${values.join('、')} 之一`);

const dated = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), date, ...shape });

/** One event in the form of `gongkai deadline`. */
export const clockEventSchema = z.discriminatedUnion(
  'type',
  [
    dated('submitted', {}),
    dated('arrived', {}),
    dated('received', {}),
    dated('supplement_notice', {
      approvedBy: optional(z.string('应为批准人姓名')),
      served: optional(date),
      dueDate: optional(date),
    }),
    dated('supplement_received', {}),
    dated('consultation_sent', {
      id,
      to: one(CONSULTED_PARTIES, '征求对象'),
      dueDate: optional(date),
    }),
    dated('consultation_served', { id }),
    dated('consultation_answered', { id }),
    dated('extension', {
      workingDays: z.int('应为不小于1的整数').min(1, '应为不小于1的整数'),
    }),
    dated('deferral', { until: date }),
    dated('fee_notice', { served: optional(date) }),
    dated('fee_paid', {}),
    dated('fee_cancelled', {}),
    dated('replied', {}),
    dated('closed', { outcome: one(CLOSING_OUTCOMES, '结案情形') }),
  ],
  '没有这种事件',
) satisfies z.ZodType<ClockEvent, unknown>;

const clockInputSchema = z.object(
  {
    receivedVia: one(INTAKE_CHANNELS, '提交渠道'),
    asOf: optional(date),
    events: z.array(clockEventSchema, '应为事件的列表'),
  },
  '应为一件申请的事件',
);

/**
 * Reads what is said to be the events of a case. `today` is the day the dates are asked for where none is given.
 *
 * Refusals: `malformed_clock_input`, one sentence with the place of the first thing wrong.
 */
export function readClockInput(value: unknown, today: CivilDate): Result<ClockInput> {
  const parsed = clockInputSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const [first, index, ...rest] = (issue?.path ?? []).map(String);
    const where =
      first === 'events' && index !== undefined
        ? [`第${Number(index) + 1}个事件`, ...rest].join(' ')
        : [first, index, ...rest].filter((part) => part !== undefined).join('.');
    return refuse(unreadableClockInput(where, issue?.message ?? '格式不对'));
  }
  const { receivedVia, asOf, events } = parsed.data;
  return ok({ receivedVia, asOf: asOf ?? today, events });
}
