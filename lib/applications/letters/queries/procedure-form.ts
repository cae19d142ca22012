import 'server-only';
import { REPLY_STEP_NAMES } from '@/lib/approvals/types';
import { currentCalendar } from '@/lib/calendar/queries';
import { organWordsOf } from '@/lib/letters/queries/organ-words';
import { fieldKeysOf } from '@/lib/letters/rules/check-template';
import { fieldByKey } from '@/lib/letters/rules/fields';
import { LETTERS, letterName } from '@/lib/letters/rules/letter-table';
import { replyRoute } from '@/lib/letters/rules/reply-route';
import type { LetterCode } from '@/lib/letters/types/letters';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { civilDate, formatDate } from '@/lib/platform/dates';
import type { Refusal } from '@/lib/platform/result';
import { whyNotAct } from '../../policy';
import { clockSettingsOf } from '../../queries/case-clock';
import { findVisibleCase, listConsultations } from '../../queries/case-view';
import { letterSource } from '../../queries/letter-source';
import type { LoadedCase } from '../../queries/load-case';
import { caseSteps } from '../../rules/case-steps';
import { clockInputOf } from '../../rules/clock-events';
import { actionOf, effectKindOf } from '../../rules/letter-effects';
import { lettersFieldsFromCase } from '../../rules/letter-fields';
import type { ConsultationView } from '../../types/consultation';
import type { ProcedureForm } from '../types';

/** Working days by which a reply is extended at most (条例33-2). */
const MOST_EXTENSION = 20;

/** All that the form of a letter of the procedure shows; null for a case out of sight, and for letters of a decision. */
export async function findProcedureForm(
  actor: Actor,
  caseId: string,
  code: LetterCode,
): Promise<ProcedureForm | null> {
  const loaded = await findVisibleCase(actor, caseId);
  if (loaded === null || effectKindOf(code) === 'reply') return null;
  const database = staffDatabase();
  const source = await letterSource(database, actor, loaded, code, { kind: 'tell' });
  const consultations = await listConsultations(loaded, source.clock);
  const organ = await organWordsOf(loaded.organId);
  const steps = await whatToMind(actor, loaded, code, source.clock, consultations);
  return {
    caseId,
    seenSeq: loaded.seq,
    no: loaded.applicationNo ?? loaded.submissionNo,
    code,
    name: letterName(code),
    ...steps,
    fields: fieldKeysOf(code).flatMap((key) => fieldByKey(key) ?? []),
    values: {
      contact_name: actor.name,
      contact_phone: organ.phone,
      ...lettersFieldsFromCase(code, source),
    },
    route: replyRoute(code, LETTERS[code].remedy).map(({ step }) => REPLY_STEP_NAMES[step]),
    today: source.asOf,
    replyDue: source.clock.replyDue,
    extendable: MOST_EXTENSION - extendedBy(loaded),
    consultations: aboutWhich(code, consultations).map(({ id, name, sentOn }) => ({
      id,
      text: `${name}（${sentOn === null ? '还没有发出' : `${formatDate(sentOn)}发出`}）`,
    })),
  };
}

function extendedBy({ events, inherited }: LoadedCase): number {
  return [...inherited, ...events].reduce((sum, { clock }) => {
    const days = clock?.type === 'extension' ? clock.workingDays : 0;
    return sum + (typeof days === 'number' ? days : 0);
  }, 0);
}

/** L07 tells the applicant of a consultation that was sent; L09 a party that it objected with reasons. */
function aboutWhich(
  code: LetterCode,
  consultations: readonly ConsultationView[],
): readonly ConsultationView[] {
  if (code === 'L07') return consultations.filter(({ sentOn }) => sentOn !== null);
  if (code === 'L09') return consultations.filter(({ opinion }) => opinion === 'refuse_with_reason');
  return [];
}

/** A correction is asked for though the check found nothing to correct: either may be the mistake. */
function againstTheCheck(code: LetterCode, { events }: LoadedCase): Refusal[] {
  const check = events.findLast(({ action }) => action === 'check_application')?.detail;
  if (code !== 'L02' || check?.complete !== true || check.clear !== true) return [];
  return [
    {
      code: 'checked_in_order',
      message: '审核时记为齐全、明确，请核对后再告知补正。',
      law: '条例30',
    },
  ];
}

async function whatToMind(
  actor: Actor,
  loaded: LoadedCase,
  code: LetterCode,
  clock: Parameters<typeof caseSteps>[0]['clock'],
  consultations: readonly ConsultationView[],
): Promise<{ whyNot: readonly Refusal[]; warnings: readonly Refusal[] }> {
  const kind = effectKindOf(code);
  const action = actionOf({ kind });
  const calendar = await currentCalendar();
  const asOf = civilDate(currentTime());
  const step = caseSteps({
    actor,
    facts: loaded,
    calendar,
    input: clockInputOf(loaded.channel, [...loaded.inherited, ...loaded.events], asOf),
    settings: clockSettingsOf(loaded.events),
    clock,
    supplementRounds: loaded.events.filter((event) => event.action === 'request_supplement').length,
    hasSearchRecord: true,
    hasReasonedObjection: false,
  }).find((one) => one.action === action);
  const none: Refusal = {
    code: 'nothing_to_do',
    message:
      code === 'L07'
        ? '还没有发出征求意见的文书，没有可以告知申请人的。'
        : '没有第三方以合理理由不同意公开，不需要公开决定告知书。',
  };
  const needsOne = code === 'L07' || code === 'L09';
  return {
    whyNot: [
      ...(step?.reasons ?? whyNotAct(actor, loaded, action)),
      ...(needsOne && aboutWhich(code, consultations).length === 0 ? [none] : []),
    ],
    warnings: [...(step?.warnings ?? []), ...againstTheCheck(code, loaded)],
  };
}
