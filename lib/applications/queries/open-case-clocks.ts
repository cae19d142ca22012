import 'server-only';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { type ClockedEvent, clockInputOf } from '../rules/clock-events';
import type { IntakeChannel } from '../types/case';
import type { DatedCase } from '../types/moved-dates';
import { clockSettingsOf } from './case-clock';

/** An open case as its dates are computed, many at once. */
export type OpenCase = DatedCase & {
  readonly id: string;
  readonly organId: string;
  readonly handlerId: string | null;
  readonly isRestricted: boolean;
  readonly applicationNo: string | null;
  readonly submissionNo: string;
  readonly seq: number;
  /** Version of the calendar its dates were computed with; null where they never were. */
  readonly calendarVersion: number | null;
};

/** States in which the dates of a case no longer move (REG-33-5), or not yet exist. */
export const SETTLED_STATES = ['none', 'replied', 'archived'] as const;

/** The columns of an event that move a clock. */
const CLOCKED = {
  seq: true,
  action: true,
  onDate: true,
  clock: true,
  detail: true,
  correctsSeq: true,
} as const;

/** A stored event as the clock reads it. */
function readClocked(row: {
  seq: number;
  action: string;
  onDate: Date;
  clock: unknown;
  detail: unknown;
  correctsSeq: number | null;
}): ClockedEvent {
  return {
    seq: row.seq,
    action: row.action,
    onDate: row.onDate.toISOString().slice(0, 10),
    clock: (row.clock ?? null) as ClockedEvent['clock'],
    detail: (row.detail ?? {}) as ClockedEvent['detail'],
    correctsSeq: row.correctsSeq,
  };
}

/** Open cases by their ids in order, a page at a time. `after` is the last id of the page before. */
export async function listOpenCases(
  page: { readonly after: string | null; readonly take: number; readonly ids?: readonly string[] },
  asOf: CivilDate,
  database: Pick<Tx, 'application' | 'applicationEvent'> = staffDatabase(),
): Promise<OpenCase[]> {
  const rows = await database.application.findMany({
    where: {
      state: { notIn: [...SETTLED_STATES] },
      ...(page.ids === undefined ? {} : { id: { in: [...page.ids] } }),
      ...(page.after === null ? {} : { AND: { id: { gt: page.after } } }),
    },
    orderBy: { id: 'asc' },
    take: page.take,
    include: {
      events: { orderBy: { seq: 'asc' }, select: CLOCKED },
      deadline: { select: { calendarVersion: true } },
    },
  });
  const inherited = await inheritedEvents(rows, database);
  return rows.map((row) => {
    const events = row.events.map(readClocked);
    const channel = row.channel as IntakeChannel;
    return {
      id: row.id,
      organId: row.organId,
      handlerId: row.handlerId,
      isRestricted: row.isRestricted,
      applicationNo: row.applicationNo,
      submissionNo: row.submissionNo,
      seq: row.seq,
      calendarVersion: row.deadline?.calendarVersion ?? null,
      input: clockInputOf(channel, [...(inherited.get(row.id) ?? []), ...events], asOf),
      settings: clockSettingsOf(events),
    };
  });
}

type Row = {
  readonly id: string;
  readonly parentId: string | null;
  readonly events: readonly { readonly detail: unknown }[];
};

/** For cases split from another: its acts up to the split, which move their clock too. By the id of the split case. */
async function inheritedEvents(
  rows: readonly Row[],
  database: Pick<Tx, 'applicationEvent'>,
): Promise<Map<string, ClockedEvent[]>> {
  const split = rows.flatMap(({ id, parentId, events }) => {
    const until = (events[0]?.detail as { splitFromSeq?: unknown } | null)?.splitFromSeq;
    return parentId !== null && typeof until === 'number' ? [{ id, parentId, until }] : [];
  });
  if (split.length === 0) return new Map();
  const found = await database.applicationEvent.findMany({
    where: { applicationId: { in: [...new Set(split.map(({ parentId }) => parentId))] } },
    orderBy: { seq: 'asc' },
    select: { ...CLOCKED, applicationId: true },
  });
  return new Map(
    split.map(({ id, parentId, until }) => [
      id,
      found
        .filter(({ applicationId, seq }) => applicationId === parentId && seq <= until)
        .map(readClocked)
        .filter(({ clock }) => clock !== null && clock.type !== 'received'),
    ]),
  );
}
