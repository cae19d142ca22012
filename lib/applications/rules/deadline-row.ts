import type { CivilDate } from '@/lib/platform/dates';
import type { ClockState } from '../types/clock';

/** The dates of a case as they are kept for the lists. `overdue` changes by the day and is asked of the date itself. */
export function deadlineRow(clock: ClockState) {
  return {
    clockStatus: clock.status === 'overdue' ? ('running' as const) : clock.status,
    replyDue: day(clock.replyDue),
    provisional: clock.provisional,
    supplementNoticeDue: day(clock.supplementNoticeDue),
    supplementDue: day(clock.supplementDue),
    paymentDue: day(clock.paymentDue),
    riskDate: day(clock.riskDate),
    flags: [...clock.flags],
  };
}

function day(date: CivilDate | null): Date | null {
  return date === null ? null : new Date(date);
}
