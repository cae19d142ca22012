import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import type { Calendar } from '@/lib/calendar/types';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import { canSeeCase, whyNotTakeIn } from '../policy';
import { computeClock } from '../rules/clock/compute-clock';
import { whyRefused, withEvent } from '../rules/clock/why-refused';
import { clockEventsOf, clockInputOf } from '../rules/clock-events';
import { receiptDateOf } from '../rules/receipt-date';
import type { PreviewReceiptInput, PreviewStepInput } from '../schema/office';
import type { IntakeChannel } from '../types/case';
import type { ClockEvent, ClockInput, ClockSettings } from '../types/clock';
import type { ReceiptPreview, StepPreview } from '../types/previews';
import { clockSettingsOf } from './case-clock';
import { type LoadedCase, loadCase } from './load-case';

/**
 * What an application would be received as, and by when it would have to be replied to: computed here, so that the browser
 * only shows it.
 *
 * Refusals: `role_missing`, those of `receiptDateOf`.
 *
 * @law 条例31 @law 条例33
 */
export async function previewReceipt(
  actor: Actor,
  { channel, evidence }: PreviewReceiptInput,
): Promise<Result<ReceiptPreview>> {
  const refusals = whyNotTakeIn(actor);
  if (refusals.length > 0) return refuse(...refusals);
  const today = civilDate(currentTime());
  const receipt = receiptDateOf(channel, evidence, today);
  if (!receipt.ok) return receipt;
  if (receipt.value.status === 'to_confirm') return ok({ status: 'to_confirm' });
  const { date, law, why } = receipt.value;
  const arrivedOn = evidence.arrivedOn;
  const events: ClockEvent[] = [
    ...(channel === 'plain_mail' && arrivedOn !== undefined
      ? [{ type: 'arrived' as const, date: arrivedOn }]
      : []),
    { type: 'received', date },
  ];
  const clock = computeClock(await currentCalendar(), { receivedVia: channel, asOf: today, events });
  if (!clock.ok) return clock;
  const { replyDue, provisional, flags } = clock.value;
  return ok({
    status: 'received',
    date,
    law,
    why,
    replyDue,
    provisional,
    isLateConfirmation: flags.includes('late_confirmation'),
  });
}

/**
 * What a step would do to the dates of a case, before it is taken.
 *
 * Refusals: `not_found`, `future_date`, `date_before_submission`,
 * `date_before_handing_in`, those of the step itself.
 */
export async function previewStep(actor: Actor, input: PreviewStepInput): Promise<Result<StepPreview>> {
  const loaded = await loadCase(input.caseId);
  if (loaded === null || !canSeeCase(actor, loaded)) return refuse(caseRefusal('not_found'));
  const today = civilDate(currentTime());
  const calendar = await currentCalendar();
  const settings = clockSettingsOf(loaded.events);
  const before = clockInputOf(loaded.channel, [...loaded.inherited, ...loaded.events], today);
  const step = await stepped(loaded, before, input, today, calendar, settings);
  if (!step.ok) return step;
  const [then, after] = [
    computeClock(calendar, before, settings),
    computeClock(calendar, step.value.input, settings),
  ];
  if (!after.ok) return after;
  return ok({
    on: step.value.on,
    law: step.value.law,
    why: step.value.why,
    dueBefore: then.ok ? then.value.replyDue : null,
    dueAfter: after.value.replyDue,
    provisional: after.value.provisional,
    overdueDays: after.value.overdueDays,
  });
}

/** As the commands have it: nothing is received before it was submitted. */
function isBeforeSubmission({ events }: LoadedCase, date: CivilDate): boolean {
  const submitted = events.find(({ action }) => action === 'submit')?.onDate;
  return submitted !== undefined && date < submitted;
}

function isBeforeHandingIn({ events }: LoadedCase, date: CivilDate): boolean {
  const handedIn = events.findLast(({ action }) => action === 'send_supplement')?.onDate;
  return handedIn !== undefined && date < handedIn;
}

type Stepped = {
  readonly input: ClockInput;
  readonly on: CivilDate;
  readonly law: string | null;
  readonly why: string;
};

async function stepped(
  loaded: LoadedCase,
  before: ClockInput,
  input: PreviewStepInput,
  today: CivilDate,
  calendar: Calendar,
  settings: ClockSettings,
): Promise<Result<Stepped>> {
  const add = (event: ClockEvent, law: string | null, why: string): Result<Stepped> => {
    if (event.date > today) return refuse(caseRefusal('future_date'));
    const refusals = whyRefused(calendar, before, event, settings);
    if (refusals.length > 0) return refuse(...refusals);
    return ok({ input: { ...before, events: withEvent(before.events, event) }, on: event.date, law, why });
  };
  switch (input.step) {
    case 'confirm':
    case 'receive_supplement': {
      const channel: IntakeChannel = input.step === 'confirm' ? loaded.channel : input.channel;
      const receipt = receiptDateOf(channel, input.evidence, today);
      if (!receipt.ok) return receipt;
      if (receipt.value.status === 'to_confirm') return refuse(caseRefusal('confirmation_missing'));
      const { date, law, why } = receipt.value;
      if (input.step === 'confirm' && isBeforeSubmission(loaded, date))
        return refuse(caseRefusal('date_before_submission', { field: 'evidence' }));
      if (input.step === 'receive_supplement' && isBeforeHandingIn(loaded, date))
        return refuse(caseRefusal('date_before_handing_in', { law: '条例31', field: 'evidence' }));
      return add({ type: input.step === 'confirm' ? 'received' : 'supplement_received', date }, law, why);
    }
    case 'correct_receipt_date': {
      if (input.date > today) return refuse(caseRefusal('future_date', { field: 'date' }));
      if (isBeforeSubmission(loaded, input.date))
        return refuse(caseRefusal('date_before_submission', { field: 'date' }));
      const first = loaded.events.find(({ clock }) => clock?.type === 'received');
      if (first === undefined) return refuse(caseRefusal('not_found'));
      const corrected = [
        ...loaded.inherited,
        ...loaded.events,
        {
          seq: loaded.seq + 1,
          action: 'correct_receipt_date',
          onDate: input.date,
          clock: null,
          detail: {},
          correctsSeq: first.seq,
        },
      ];
      return ok({
        input: { ...before, events: clockEventsOf(corrected) },
        on: input.date,
        law: '条例31',
        why: '更正后的收到之日',
      });
    }
    case 'record_consultation_service':
      return add(
        { type: 'consultation_served', id: input.consultationId, date: input.date },
        '条例32',
        '对方的期限从送达次日起算15个工作日',
      );
    case 'end_consultation':
      return add(
        { type: 'consultation_answered', id: input.consultationId, date: input.date },
        '条例33-3',
        '暂停到收到意见之日为止',
      );
  }
}
