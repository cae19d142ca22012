import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import { legalDate, whyNotDispatch } from '@/lib/letters/rules/service';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { civilDate, formatDate } from '@/lib/platform/dates';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { effectOf } from '../../commands/letter-work';
import { caseRefusal } from '../../messages/case';
import { canSeeCase } from '../../policy';
import { clockSettingsOf } from '../../queries/case-clock';
import { loadCase } from '../../queries/load-case';
import { computeClock } from '../../rules/clock/compute-clock';
import { whyRefused, withEvent } from '../../rules/clock/why-refused';
import { clockInputOf } from '../../rules/clock-events';
import { clockEventOf } from '../../rules/letter-effects';
import type { ConsultedParty } from '../../types/clock';
import { dayWords, effectWords } from '../rules/issue-words';
import type { PreviewIssueInput } from '../schema';
import type { IssuePreview } from '../types';

/** Said by the form itself while it is being filled in. */
const WHILE_TYPING: readonly Refusal['code'][] = ['tracking_missing'];

/**
 * What issuing a letter by a way on a day would do: which day counts by law, and what becomes of the case and its dates.
 * Nothing is written.
 *
 * Refusals: `not_found`, those of `whyNotDispatch` save the tracking number, those of the clock.
 *
 * @rule REG-33-5
 */
export function previewIssue(actor: Actor, input: PreviewIssueInput): Promise<Result<IssuePreview>> {
  return inTransaction(async (tx) => {
    const letter = await loadLetter(input.letterId, tx);
    const loaded = letter === null ? null : await loadCase(letter.applicationId, tx);
    const effect = letter === null ? null : await effectOf(tx, letter.id);
    if (letter === null || loaded === null || effect === null || !canSeeCase(actor, loaded))
      return refuse(caseRefusal('not_found'));
    if (letter.sealedOn === null) return refuse(caseRefusal('no_letter_sealed'));
    const today = civilDate(currentTime());
    const facts = { sealedOn: letter.sealedOn, isElectronic: letter.isElectronic, records: letter.services };
    const refusals = whyNotDispatch(facts, { ...input, trackingNo: '' }, today).filter(
      ({ code }) => !WHILE_TYPING.includes(code),
    );
    const date = legalDate(input);
    if (refusals.length > 0 || date === null) return refuse(...refusals);
    const consultation =
      effect.kind === 'consult'
        ? await tx.consultation.findUnique({ where: { id: effect.consultationId } })
        : null;
    const event =
      letter.state === 'served'
        ? null
        : clockEventOf({
            effect,
            date,
            servedOn: input.servedOn,
            approvedBy: letter.frozen?.decisions.find(({ step }) => step === 'head')?.personId ?? null,
            party: (consultation?.partyKind ?? null) as ConsultedParty | null,
            outcome: loaded.outcome,
            subOutcome: loaded.subOutcome,
          });
    const calendar = await currentCalendar(tx);
    const settings = clockSettingsOf(loaded.events);
    const before = clockInputOf(loaded.channel, [...loaded.inherited, ...loaded.events], today);
    const byClock = event === null ? [] : whyRefused(calendar, before, event, settings);
    if (byClock.length > 0) return refuse(...byClock);
    const then = computeClock(calendar, before, settings);
    const after =
      event === null
        ? then
        : computeClock(calendar, { ...before, events: withEvent(before.events, event) }, settings);
    if (!after.ok) return after;
    return ok({
      legalDate: date,
      why: dayWords(input.way, formatDate(date)),
      effect: letter.state === 'served' ? '再次发出，不改变答复期限。' : effectWords(effect, event),
      dueBefore: then.ok ? then.value.replyDue : null,
      dueAfter: after.value.replyDue,
    });
  });
}
