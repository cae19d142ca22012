import 'server-only';
import { currentCalendar } from '@/lib/calendar/queries';
import { workingDayAfter } from '@/lib/calendar/rules/working-days';
import { createItemIn } from '@/lib/disclosure/commands/create-item';
import { emptyContent } from '@/lib/disclosure/rules/content';
import { LEAST_CLASS } from '@/lib/disclosure/types';
import { findActor } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { notify } from '@/lib/platform/notify';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { knowledgeRefusal } from '../messages/knowledge';
import { caseSettings } from '../queries/case-settings';
import { sameInformationCases } from '../queries/list-proposals';
import type { LoadedCase } from '../queries/load-case';
import type { ProposalSource } from '../types/knowledge';
import { lockCase, writeCaseEvent } from './case-event';

/** What came of a proposal is a text of this kind; its writer may change it. */
const DRAFT_KIND = 'statutory_content';
const TITLE_LENGTH = 60;

/**
 * Proposes that what a case asks for be made public for all: at the wish of the applicant, or of own accord.
 *
 * Refusals: `not_found`, `not_in_this_state`, `role_missing`, `proposal_open_already`.
 *
 * @law 条例44
 * @rule REG-44-2
 */
export function proposePublication(
  actor: Actor,
  input: {
    caseId: string;
    source: Exclude<ProposalSource, 'same_information'>;
    title: string;
    reason: string;
  },
): Promise<Result<{ caseId: string; seq: number; proposalId: string }>> {
  return inTransaction(async (tx) => {
    const locked = await lockCase(tx, actor, input.caseId, null, 'propose_publication');
    if (!locked.ok) return locked;
    if (await isProposed(tx, [input.caseId])) return refuse(knowledgeRefusal('proposal_open_already'));
    const { source, title, reason } = input;
    const made = await writeProposal(tx, actor, locked.value, [], { source, title, reason });
    return made.ok
      ? ok({ caseId: input.caseId, seq: made.value.loaded.seq, proposalId: made.value.id })
      : made;
  });
}

/**
 * After two cases were confirmed to ask for the same information: raises a proposal once two different applicants, by
 * identity number, have asked, unless it has been refused to all or was proposed before. Gives the case as it is then.
 * In the transaction of the link, on the locked case.
 *
 * @law 条例44
 * @rule REG-44-1
 */
export async function raiseProposal(tx: Tx, actor: Actor, loaded: LoadedCase): Promise<Result<LoadedCase>> {
  const same = await sameInformationCases(loaded.id, tx);
  const ids = same.map(({ id }) => id);
  const isRefused = same.every(({ outcome }) => outcome?.startsWith('not_public.') === true);
  const applicants = new Set(same.flatMap(({ lookup }) => (lookup === null ? [] : [lookup])));
  if (applicants.size < 2 || isRefused || (await isProposed(tx, ids, true))) return ok(loaded);
  const [text] = loaded.texts;
  const title = [text?.title, text?.description].find((words) => words?.trim())?.trim() ?? text?.docNo ?? '';
  const made = await writeProposal(
    tx,
    actor,
    loaded,
    ids.filter((id) => id !== loaded.id),
    {
      source: 'same_information',
      title: title.slice(0, TITLE_LENGTH),
      reason: `${applicants.size}个不同的申请人申请了同一信息，共${ids.length}件。`,
    },
  );
  return made.ok ? ok(made.value.loaded) : made;
}

/** Whether one of the cases has a proposal that waits; with `ever`, whether one had any. */
async function isProposed(tx: Tx, caseIds: readonly string[], ever = false): Promise<boolean> {
  const rows = await tx.publicationProposalCase.findMany({
    where: { applicationId: { in: [...caseIds] } },
    select: { proposalId: true },
  });
  if (rows.length === 0 || ever) return rows.length > 0;
  const ids = [...new Set(rows.map(({ proposalId }) => proposalId))];
  return (await tx.publicationProposalDecision.count({ where: { proposalId: { in: ids } } })) < ids.length;
}

async function writeProposal(
  tx: Tx,
  actor: Actor,
  loaded: LoadedCase,
  others: readonly string[],
  facts: { source: ProposalSource; title: string; reason: string },
): Promise<Result<{ id: string; loaded: LoadedCase }>> {
  const { id } = await tx.publicationProposal.create({
    data: {
      ...facts,
      applicationId: loaded.id,
      organId: loaded.organId,
      proposedBy: actor.personId,
      proposedAt: currentTime(),
    },
    select: { id: true },
  });
  if (others.length > 0) {
    await tx.publicationProposalCase.createMany({
      data: others.map((applicationId) => ({ proposalId: id, applicationId })),
    });
  }
  const written = await writeCaseEvent(tx, { kind: 'staff', actor }, loaded, {
    action: 'propose_publication',
    onDate: civilDate(currentTime()),
    detail: { proposalId: id, source: facts.source },
  });
  return written.ok ? ok({ id, loaded: written.value.loaded }) : written;
}

/** How a proposal is decided. */
export type ProposalDecision =
  | {
      readonly proposalId: string;
      readonly conclusion: 'accepted';
      readonly writerId: string;
      readonly reason: string;
    }
  | { readonly proposalId: string; readonly conclusion: 'declined'; readonly reason: string };

/**
 * Decides on a proposal. Accepted, it becomes a draft in the section of the person who is to write it, with a date by
 * which it should be public; it goes through its reviews like every text and is published by none of this. Declined, it
 * needs a reason.
 *
 * Refusals: `proposal_unknown`, `proposal_role_missing`, `proposal_own`, `proposal_decided`, `proposal_reason_missing`,
 * `proposal_writer_missing`.
 *
 * @law 条例44
 * @rule REG-44-2
 */
export function decideProposal(
  actor: Actor,
  input: ProposalDecision,
): Promise<Result<{ itemId: string | null; targetDate: CivilDate | null }>> {
  return inTransaction(async (tx) => {
    const proposal = await tx.publicationProposal.findUnique({ where: { id: input.proposalId } });
    if (proposal === null || proposal.organId !== actor.organId)
      return refuse(knowledgeRefusal('proposal_unknown'));
    if (!actor.roles.includes('office_head')) return refuse(knowledgeRefusal('proposal_role_missing'));
    if (proposal.proposedBy === actor.personId) return refuse(knowledgeRefusal('proposal_own'));
    const locked = await lockCase(tx, actor, proposal.applicationId);
    if (!locked.ok) return refuse(knowledgeRefusal('proposal_unknown'));
    const before = await tx.publicationProposalDecision.findUnique({ where: { proposalId: proposal.id } });
    if (before !== null) return refuse(knowledgeRefusal('proposal_decided'));
    if (input.conclusion === 'declined' && input.reason === '') {
      return refuse(knowledgeRefusal('proposal_reason_missing', { field: 'reason' }));
    }
    const accepted =
      input.conclusion === 'accepted' ? await draftFor(tx, actor, proposal.title, input.writerId) : null;
    if (accepted !== null && !accepted.ok) return accepted;
    const itemId = accepted?.value.itemId ?? null;
    const targetDate = accepted?.value.targetDate ?? null;
    await tx.publicationProposalDecision.create({
      data: {
        proposalId: proposal.id,
        conclusion: input.conclusion,
        reason: input.reason,
        itemId,
        targetDate: targetDate === null ? null : new Date(targetDate),
        decidedBy: actor.personId,
        decidedAt: currentTime(),
      },
    });
    await writeAudit(tx, {
      organId: actor.organId,
      actor,
      action: 'decide_proposal',
      subject: { type: 'application', id: proposal.applicationId },
      detail: { proposal: proposal.id, conclusion: input.conclusion, item: itemId, target_date: targetDate },
    });
    return ok({ itemId, targetDate });
  });
}

/** The draft of an accepted proposal, in the section of its writer, who is told. */
async function draftFor(
  tx: Tx,
  actor: Actor,
  title: string,
  writerId: string,
): Promise<Result<{ itemId: string; targetDate: CivilDate }>> {
  const writer = await findActor(writerId, null);
  if (writer === null || writer.organId !== actor.organId || !writer.roles.includes('author')) {
    return refuse(knowledgeRefusal('proposal_writer_missing', { field: 'writerId' }));
  }
  const today = civilDate(currentTime());
  const organ = await tx.organ.findUniqueOrThrow({ where: { id: actor.organId }, select: { name: true } });
  const calendar = await currentCalendar(tx);
  const settings = await caseSettings(actor.organId, today, tx);
  const content = { ...emptyContent(DRAFT_KIND, organ, null), title };
  const itemId = await createItemIn(tx, actor, {
    contentClass: LEAST_CLASS[DRAFT_KIND],
    content,
    sectionId: writer.sectionId,
  });
  await notify(tx, {
    organId: actor.organId,
    kind: 'proposal_accepted',
    itemId,
    recipients: [writer.personId],
    key: `proposal_accepted:${itemId}`,
  });
  return ok({
    itemId,
    targetDate: workingDayAfter(calendar, today, settings.convert_to_proactive_working_days).date,
  });
}
