import 'server-only';
import { decisionFacts, type LoadedRound } from '@/lib/approvals/queries';
import { stepNameIn } from '@/lib/approvals/rules/checklists';
import { standingPasses } from '@/lib/approvals/rules/next-steps';
import { LANE_NAMES, routeStepName, STEP_NAMES } from '@/lib/approvals/types';
import { currentCalendar } from '@/lib/calendar/queries';
import { workingDayAfter } from '@/lib/calendar/rules/working-days';
import { namesOf } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { chainEndOf } from '@/lib/platform/audit';
import { staffDatabase } from '@/lib/platform/database';
import { formatMinute } from '@/lib/platform/dates';
import { type Result, refuse } from '@/lib/platform/result';
import { listFindings } from '@/lib/proofreading/queries';
import type { StoredFinding } from '@/lib/proofreading/types';
import { findItemDetail, type ItemDetail } from '../../queries/get-item-detail';
import { listColumns } from '../../queries/list-columns';
import { getVersionContent } from '../../queries/load-item';
import { formRefusal } from '../messages';
import { assembleForm, proofWords, withoutEnd } from '../rules/assemble-form';
import { checkCodeOf } from '../rules/check-code';
import type { ApprovalForm, FormDecision, FormFacts } from '../types';

/** A sheet and the facts it was printed from. */
export type FoundForm = { readonly form: ApprovalForm; readonly facts: FormFacts };

/**
 * 信息发布审批表 of one round of an item the actor may see.
 *
 * Refusals: `form_round_unknown`; those of `assembleForm`.
 *
 * @rule TR-6
 */
export async function getApprovalForm(
  actor: Actor,
  itemId: string,
  versionNumber: number,
): Promise<Result<FoundForm>> {
  const detail = await findItemDetail(actor, itemId);
  const round = detail?.rounds.find((candidate) => candidate.versionNumber === versionNumber);
  if (detail === null || round === undefined) return refuse(formRefusal('form_round_unknown'));
  const facts = await formFacts(detail, round);
  const form = assembleForm(facts);
  return form.ok ? { ok: true, value: { form: form.value, facts } } : form;
}

async function formFacts(detail: ItemDetail, round: LoadedRound): Promise<FormFacts> {
  const { item } = detail;
  const database = staffDatabase();
  const [{ content, contentHash }, columns, organ, section, findings, auditHead, calendar] =
    await Promise.all([
      getVersionContent(round.versionId),
      listColumns(item.organId),
      database.organ.findUniqueOrThrow({ where: { id: item.organId } }),
      item.sectionId ? database.section.findUnique({ where: { id: item.sectionId } }) : null,
      listFindings([round.id]),
      chainEndOf(item.organId),
      currentCalendar(),
    ]);
  const names = await namesOf([
    ...round.facts.contributors,
    ...detail.publications.map((publication) => publication.publisherId),
  ]);
  const due = content.formed_at === null ? null : workingDayAfter(calendar, content.formed_at, 20);
  return {
    number: `${item.id}-${round.versionNumber}`,
    organName: organ.name,
    organPhone: organ.phone,
    sectionName: section?.name ?? '',
    authors: round.facts.contributors.map((id) => names.get(id)?.name ?? '').filter((name) => name !== ''),
    submittedAt: round.openedAt,
    content,
    contentClass: round.contentClass,
    laneName: LANE_NAMES[round.lane],
    laneReason: round.laneReason,
    columnPaths: columns.filter((column) => content.columns.includes(column.id)).map((column) => column.path),
    contentHash,
    checkCode: await checkCodeFor(round, item.id, contentHash),
    route: round.facts.route,
    decisions: await formDecisions(detail, round, findings),
    disclosureDue: due && { date: due.date, provisional: due.provisional },
    history: historyOf(round, detail),
    publication: await publicationOf(detail, round, organ.siteHost),
    remarks: remarksOf(detail, round),
    auditHead,
  };
}

/** The code of the sheet of a round as its records stand now. */
export async function checkCodeFor(round: LoadedRound, itemId: string, contentHash: string): Promise<string> {
  const rows = await staffDatabase().decision.findMany({
    where: { id: { in: standingOf(round).map((decision) => decision.id) } },
    orderBy: { seq: 'asc' },
  });
  return checkCodeOf({
    number: `${itemId}-${round.versionNumber}`,
    contentHash,
    decisions: rows.map((row) => decisionFacts(row, itemId)),
  });
}

function standingOf(round: LoadedRound) {
  const seqs = new Set([...standingPasses(round.facts).values()].map((pass) => pass.seq));
  return round.decisions.filter((decision) => seqs.has(decision.seq));
}

async function formDecisions(
  detail: ItemDetail,
  round: LoadedRound,
  findings: readonly StoredFinding[],
): Promise<FormDecision[]> {
  const standing = standingOf(round);
  const signers = await staffDatabase().decisionSigner.findMany({
    where: { decisionId: { in: standing.map((decision) => decision.id) } },
  });
  return round.facts.route.flatMap((step) => {
    const decision = standing.find((candidate) => candidate.position === step.position);
    if (decision === undefined) return [];
    const signer = signers.find((candidate) => candidate.decisionId === decision.id);
    const note = detail.notes.get(decision.id);
    return [
      {
        step,
        stepName: stepNameIn(step, round.facts.route),
        name: signer?.name ?? detail.people.get(decision.personId)?.name ?? '',
        post: signer?.post ?? detail.people.get(decision.personId)?.post ?? '',
        onBehalfOf:
          decision.onBehalfOf === null ? null : (detail.people.get(decision.onBehalfOf)?.name ?? ''),
        opinion: decision.opinion,
        lateOpinion: note?.lateOpinion?.opinion ?? null,
        owedUntil: note?.owed?.due ?? null,
        decidedAt: decision.decidedAt,
        proof: proofWords(step.step, findings),
        spentSeconds: note?.spentSeconds ?? null,
        secrecy: decision.secrecy,
      },
    ];
  });
}

/** Returns and referrals of this round: the steps that had to be taken twice. */
function historyOf(round: LoadedRound, { people }: ItemDetail): string[] {
  const words = { return: '退回', refer_secrecy: '报请确定', referral_reply: '登记答复', pass: '' } as const;
  return round.decisions
    .filter((decision) => decision.conclusion !== 'pass')
    .map((decision) => {
      const step = round.facts.route.find((candidate) => candidate.position === decision.position);
      const name = step ? routeStepName(step) : STEP_NAMES.publication;
      return `${formatMinute(decision.decidedAt)} ${name} ${people.get(decision.personId)?.name ?? ''}${words[decision.conclusion]}：${decision.opinion}`;
    });
}

async function publicationOf(
  detail: ItemDetail,
  round: LoadedRound,
  siteHost: string | null,
): Promise<FormFacts['publication']> {
  const publication = detail.publications.find((candidate) => candidate.versionId === round.versionId);
  if (publication === undefined) return null;
  const check = await staffDatabase().liveCheck.findFirst({
    where: { publicationId: publication.id },
    orderBy: { checkedAt: 'desc' },
  });
  const checker = check ? await namesOf([check.checkedBy]) : null;
  return {
    name: detail.people.get(publication.publisherId)?.name ?? '',
    at: publication.publishedAt,
    indexNo: detail.item.live?.indexNo ?? '',
    url: `${siteHost ? `https://${siteHost}` : ''}/items/${detail.item.id}`,
    liveCheck: check && {
      name: checker?.get(check.checkedBy)?.name ?? '',
      at: check.checkedAt,
      result: check.result === 'ok' ? '无误' : `发现问题，${withoutEnd(check.note)}`,
    },
  };
}

/** What became of the text after it was published, in time order. */
function remarksOf(detail: ItemDetail, round: LoadedRound): string[] {
  const publication = detail.publications.find((candidate) => candidate.versionId === round.versionId);
  if (publication === undefined) return [];
  const words: Record<string, string> = {
    hide: '隐藏',
    withdraw: '撤回',
    restore: '恢复公开',
    archive: '归档',
  };
  const later = [
    ...detail.publications
      .filter((other) => other.publishedAt > publication.publishedAt)
      .map((other) => {
        const version = detail.versions.find((candidate) => candidate.id === other.versionId);
        return { at: other.publishedAt, text: `由第 ${version?.number ?? ''} 稿更正` };
      }),
    ...detail.events
      .filter((event) => event.at >= publication.publishedAt)
      .map((event) => ({
        at: event.at,
        text: `${detail.people.get(event.personId)?.name ?? ''}${words[event.kind] ?? event.kind}：${withoutEnd(event.reason)}`,
      })),
  ];
  return later
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map((event) => `${formatMinute(event.at)} ${event.text}`);
}
