import type { ClockEvent, ClockInput } from '@/lib/applications/types/clock';

/**
 * The clock once more, written without the program's own: it walks day by day and keeps what it knows in plain variables.
 * For property tests; slow and long on purpose.
 */
export type NaiveDates = {
  replyDue: string | null;
  status: string;
  supplementDue: string | null;
  paymentDue: string | null;
  riskDate: string | null;
  overdueDays: number;
  refused: string[];
};

const next = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

export function naiveDates(isWorking: (date: string) => boolean, input: ClockInput): NaiveDates {
  const plus = (date: string, n: number) => {
    let day = date;
    for (let left = n; left > 0; ) {
      day = next(day);
      if (isWorking(day)) left -= 1;
    }
    return day;
  };
  const asked = new Map<string, { sent: string; by?: string; served?: string; answered?: string }>();
  const cancelled: [string, string][] = [];
  const refused: string[] = [];
  let start: string | null = null;
  let extended = 0;
  let used = 0;
  let until: string | null = null;
  let waiting: 'supplement' | 'payment' | null = null;
  let waitingSince = '';
  let waitingTo = '';
  let rounds = 0;
  let roundFrom = '';
  let risk: string | null = null;
  let over: { on: string; as: string } | null = null;

  const lastDayOf = (one: { by?: string; served?: string }, today: string) =>
    one.by ?? plus(one.served ?? today, 15);
  const pausedBy = (day: string, today: string) => {
    for (const one of asked.values()) {
      if (day <= one.sent || (one.answered !== undefined && day > one.answered)) continue;
      const isTimeless = one.by === undefined && one.served === undefined && one.answered !== undefined;
      if (isTimeless || day <= lastDayOf(one, today)) return true;
    }
    return cancelled.some(([from, to]) => from < day && day <= to);
  };
  const dueAsOf = (today: string): string | null => {
    if (start === null || waiting !== null) return null;
    if (until !== null) return until;
    let day = start;
    let due = start;
    for (let counted = 0; counted < 20 + extended || pausedBy(next(day), today); ) {
      day = next(day);
      if (isWorking(day)) due = day;
      if (isWorking(day) && !pausedBy(day, today)) counted += 1;
    }
    return due;
  };
  const isWaitingForOpinion = (today: string) =>
    [...asked.values()].some(
      (one) => one.answered === undefined && one.sent < today && today <= lastDayOf(one, today),
    );
  const isLate = (today: string) => {
    const due = dueAsOf(today);
    return due !== null && today > due && (until !== null || !isWaitingForOpinion(today));
  };
  const begin = (date: string) => {
    start = date;
    extended = 0;
    until = null;
    waiting = null;
    cancelled.length = 0;
  };

  /** The rule broken, or null once the event has been taken. */
  const take = (event: ClockEvent): string | null => {
    const { date } = event;
    if (over !== null) return 'REG-33-5';
    switch (event.type) {
      case 'submitted':
      case 'arrived':
        return null;
      case 'received':
        begin(date);
        roundFrom = date;
        return null;
      case 'supplement_notice':
        if (waiting !== null || (rounds > 0 && !event.approvedBy)) return 'REG-30-5';
        if (isLate(date)) return 'REG-30-7';
        if (date > plus(roundFrom, 7)) risk = dueAsOf(date);
        rounds += 1;
        waiting = 'supplement';
        waitingSince = date;
        waitingTo = event.dueDate ?? plus(event.served ?? date, 15);
        return null;
      case 'supplement_received':
        if (waiting !== 'supplement') return 'REG-30-4';
        begin(date);
        roundFrom = date;
        return null;
      case 'consultation_sent':
        if (waiting !== null || isLate(date)) return 'REG-33-3';
        asked.set(event.id, { sent: date, ...(event.dueDate ? { by: event.dueDate } : {}) });
        return null;
      case 'consultation_served':
      case 'consultation_answered': {
        const one = asked.get(event.id);
        if (one) one[event.type === 'consultation_served' ? 'served' : 'answered'] = date;
        return null;
      }
      case 'extension':
        if (waiting !== null || isLate(date) || used + event.workingDays > 20) return 'REG-33-2';
        extended += event.workingDays;
        used += event.workingDays;
        return null;
      case 'deferral':
        if (waiting !== null || isLate(date) || event.until <= (dueAsOf(date) ?? '')) return 'Art. 35';
        until = event.until;
        return null;
      case 'fee_notice':
        if (waiting === 'supplement' || isLate(date)) return 'FEE-5';
        if (waiting === null) waitingSince = date;
        waiting = 'payment';
        waitingTo = plus(event.served ?? date, 20);
        return null;
      case 'fee_paid':
        if (waiting !== 'payment') return 'FEE-6';
        begin(date);
        risk = null;
        return null;
      case 'fee_cancelled':
        if (waiting !== 'payment') return 'FEE-6';
        waiting = null;
        cancelled.push([waitingSince, date]);
        return null;
      case 'replied':
        if (waiting !== null) return 'REG-33-5';
        over = { on: date, as: 'replied' };
        return null;
      case 'closed': {
        const kind = {
          'other.supplement_overdue': 'supplement',
          'other.fee_unpaid': 'payment',
          'other.misc': null,
        }[event.outcome];
        if (kind !== null && (waiting !== kind || date <= waitingTo)) {
          return kind === 'supplement' ? 'REG-30-6' : 'FEE-8';
        }
        over = { on: date, as: 'closed' };
        return null;
      }
    }
  };
  for (const [index, event] of input.events.entries()) {
    const rule = take(event);
    if (rule !== null) refused.push(`${index} ${rule}`);
  }
  // TypeScript does not see that `take` has set them.
  const ended = over as { on: string; as: string } | null;
  const held = waiting as 'supplement' | 'payment' | null;
  const today = ended?.on ?? input.asOf;
  const due = dueAsOf(today);
  let overdueDays = 0;
  if (due !== null && isLate(today)) for (let day = due; day < today; day = next(day)) overdueDays += 1;
  const running = overdueDays > 0 ? 'overdue' : isWaitingForOpinion(today) ? 'paused' : 'running';
  return {
    replyDue: due,
    status:
      ended?.as ?? (start === null ? 'awaiting_confirmation' : held === null ? running : `awaiting_${held}`),
    supplementDue: ended === null && held === 'supplement' ? waitingTo : null,
    paymentDue: ended === null && held === 'payment' ? waitingTo : null,
    riskDate: risk,
    overdueDays,
    refused,
  };
}
