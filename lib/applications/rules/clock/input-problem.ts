import type { CivilDate } from '@/lib/platform/dates';
import type { ClockEvent, ClockInput } from '../../types/clock';
import type { ClockInputProblem } from '../../types/clock-refusals';

/** What was seen of a case so far. */
type Seen = {
  lastDate: CivilDate;
  isReceived: boolean;
  readonly sent: Set<string>;
  readonly served: Set<string>;
  readonly answered: Set<string>;
};

/**
 * The first thing wrong with the events as such, whatever the law makes of them: their order, what must come first, ids
 * that do not match. Null where nothing is. The form of each event is checked by `clockInputSchema`.
 *
 * @rule SET-O1 @rule SET-O10
 */
export function inputProblem({ receivedVia, asOf, events }: ClockInput): ClockInputProblem | null {
  if (events.length === 0) return { code: 'no_events', index: null, event: null };
  const seen: Seen = {
    lastDate: '',
    isReceived: false,
    sent: new Set(),
    served: new Set(),
    answered: new Set(),
  };
  for (const [index, event] of events.entries()) {
    const code =
      problemOfPlace(event, seen, asOf) ??
      problemOfReceipt(event, seen, receivedVia === 'plain_mail') ??
      problemOfConsultation(event, seen) ??
      problemOfDates(event, asOf);
    if (code !== null) return { code, index, event };
    seen.lastDate = event.date;
  }
  return null;
}

type Code = ClockInputProblem['code'] | null;

function problemOfPlace({ date }: ClockEvent, { lastDate }: Seen, asOf: CivilDate): Code {
  if (date < lastDate) return 'wrong_order';
  return date > asOf ? 'later_than_as_of' : null;
}

function problemOfReceipt({ type }: ClockEvent, seen: Seen, isPlainMail: boolean): Code {
  if (type === 'arrived' && !isPlainMail) return 'arrived_needs_plain_mail';
  if (type === 'submitted' || type === 'arrived') return seen.isReceived ? 'after_receipt' : null;
  if (type !== 'received') return seen.isReceived ? null : 'before_receipt';
  if (seen.isReceived) return 'received_twice';
  seen.isReceived = true;
  return null;
}

function problemOfConsultation(event: ClockEvent, { sent, served, answered }: Seen): Code {
  switch (event.type) {
    case 'consultation_sent':
      if (sent.has(event.id)) return 'sent_twice';
      sent.add(event.id);
      return event.dueDate !== undefined && event.to !== 'organ' ? 'due_date_for_organ_only' : null;
    case 'consultation_served':
      if (!sent.has(event.id)) return 'never_sent';
      if (served.has(event.id)) return 'served_twice';
      served.add(event.id);
      return answered.has(event.id) ? 'served_after_answer' : null;
    case 'consultation_answered':
      if (!sent.has(event.id)) return 'never_sent';
      if (answered.has(event.id)) return 'answered_twice';
      answered.add(event.id);
      return null;
    default:
      return null;
  }
}

function problemOfDates(event: ClockEvent, asOf: CivilDate): Code {
  const { date } = event;
  const served = 'served' in event ? event.served : undefined;
  const dueDate = 'dueDate' in event ? event.dueDate : undefined;
  if ((served ?? date) < date || (dueDate ?? date) < date) return 'date_before_event';
  return served !== undefined && served > asOf ? 'served_later_than_as_of' : null;
}
