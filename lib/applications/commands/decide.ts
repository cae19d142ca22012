import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { type Refusal, type Result, refuse } from '@/lib/platform/result';
import { caseRefusal } from '../messages/case';
import { fileOf, objectionOf } from '../queries/case-evidence';
import { searchedOf } from '../queries/letter-source';
import type { LoadedCase } from '../queries/load-case';
import { evidenceOnFile } from '../rules/evidence-on-file';
import {
  checkPartialGrounds,
  findOutcome,
  foreignGrounds,
  missingEvidence,
  missingGrounds,
  outcomesFor,
} from '../rules/outcomes';
import type { Grounds, OutcomeRow } from '../types/outcomes';
import { lockCase } from './case-event';
import { concludeIn, type Decided, type Reasons } from './conclude';
import { today } from './letter-work';

/** A decision on how a case ends. */
export type NewDecision = Reasons & {
  readonly caseId: string;
  readonly seenSeq: number;
  readonly outcome: string;
  readonly subOutcome: string | null;
};

/** Outcomes that follow from steps of their own. */
const BY_OWN_STEP = ['other.supplement_overdue', 'other.fee_unpaid'];

/**
 * Decides how a case ends (条例36): the outcome fixes article, evidence, letter, remedies and the cell of table three. The
 * decision and the draft of the letter are written together; the case is under decision until the letter is sealed. Cases
 * answered together with it are decided with it.
 *
 * Refusals: `outcome_unknown`, `not_decidable_here`, `grounds_missing`, `evidence_missing`, `public_interest_missing`,
 * `merged_follows`, `merged_not_in_hand`.
 *
 * @law 条例36 @law 条例37 @rule REG-36-1 @rule REG-37-1 @rule REG-EV-1
 */
export function decideCase(actor: Actor, given: NewDecision): Promise<Result<Decided>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, given.caseId, given.seenSeq, 'decide');
    if (!locked.ok) return locked;
    const loaded = locked.value;
    const row = findOutcome(given.outcome, given.subOutcome);
    if (row === null || !outcomesFor(loaded.kind).includes(row))
      return refuse(caseRefusal('outcome_unknown', { field: 'outcome' }));
    if (BY_OWN_STEP.includes(row.outcome) || row.subOutcome === 'withdrawn')
      return refuse(caseRefusal('not_decidable_here', { field: 'outcome' }));
    const input = { ...given, grounds: await groundsOf(tx, loaded, row, given.grounds) };
    const refusals = await whyNotDecide(tx, loaded, row, input);
    if (refusals.length > 0) return refuse(...refusals);
    return concludeIn(tx, actor, loaded, row, input, { action: 'decide', onDate: today() });
  });
}

/** The grounds with what the records say: how was searched is merged from the 检索记录, never typed (LT-1). */
async function groundsOf(tx: Tx, loaded: LoadedCase, row: OutcomeRow, grounds: Grounds): Promise<Grounds> {
  if (row.letter === 'R07') {
    const asked = await objectionOf(tx, loaded);
    return asked === null ? grounds : { ...grounds, consulted_on: asked };
  }
  if (row.letter !== 'R12') return grounds;
  const searched = await searchedOf(tx, loaded.id);
  if (searched == null) return grounds;
  const { words, on, places, method } = searched;
  return { ...grounds, search_words: words, searched_on: on, search_places: places, search_method: method };
}

/** Everything that is missing before the outcome can be signed off, all at once. */
async function whyNotDecide(
  tx: Tx,
  loaded: LoadedCase,
  row: OutcomeRow,
  input: NewDecision,
): Promise<Refusal[]> {
  const { grounds, partialGrounds } = input;
  const fields = missingGrounds(row, grounds).map(({ label }) => label);
  const foreign = foreignGrounds(row, grounds);
  const parts = checkPartialGrounds(row, partialGrounds).map((problem) =>
    problem.why === 'incomplete'
      ? `第${problem.index + 1}项不予公开的部分：${problem.fields.join('、')}`
      : problem.why === 'none_withheld'
        ? '不予公开的部分（至少一项）'
        : '这个结果没有不予公开的部分',
  );
  const file = await fileOf(tx, loaded, Object.keys(input.evidenceFiles));
  const evidence = missingEvidence(row, grounds, evidenceOnFile(row, file)).map(({ label }) => label);
  const missing = [...fields, ...parts];
  return [
    ...(missing.length > 0
      ? [caseRefusal('grounds_missing', { detail: missing.join('；'), field: 'grounds' })]
      : []),
    ...(foreign.length > 0 ? [caseRefusal('outcome_unknown', { field: 'grounds' })] : []),
    ...(evidence.length > 0
      ? [caseRefusal('evidence_missing', { detail: evidence.join('；'), law: 'REG-EV-1', field: 'evidence' })]
      : []),
    ...(await unknownFiles(tx, loaded, input)),
    ...(isOverruling(loaded, row) && input.publicInterest === ''
      ? [caseRefusal('public_interest_missing', { law: '条例32', field: 'publicInterest' })]
      : []),
    ...(loaded.mergedIntoId === null ? [] : [caseRefusal('merged_follows')]),
  ];
}

/** Whether access is given against the reasons of a third party. @law 条例32 */
function isOverruling(loaded: LoadedCase, row: OutcomeRow): boolean {
  return (
    (row.outcome === 'public' || row.outcome === 'partial') &&
    loaded.events.some(
      ({ action, detail }) => action === 'end_consultation' && detail.opinion === 'refuse_with_reason',
    )
  );
}

/** Evidence must lie in the file of this case. */
async function unknownFiles(tx: Tx, loaded: LoadedCase, input: NewDecision): Promise<Refusal[]> {
  const ids = [...new Set(Object.values(input.evidenceFiles))];
  const known = await tx.applicationFile.count({ where: { id: { in: ids }, applicationId: loaded.id } });
  return known === ids.length ? [] : [caseRefusal('evidence_missing', { field: 'evidence' })];
}
