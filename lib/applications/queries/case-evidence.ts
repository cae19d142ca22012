import 'server-only';
import type { Tx } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import type { OnFile } from '../rules/evidence-on-file';
import { clockNow } from './case-clock';
import type { LoadedCase } from './load-case';

/** What lies in the file of a case as evidence; `fileKeys` are those a decision points to files for. */
export async function fileOf(tx: Tx, loaded: LoadedCase, fileKeys: readonly string[]): Promise<OnFile> {
  const ended = await endedConsultations(tx, loaded);
  // A search that found something after one that did not is no ground for 不存在.
  const searches = await tx.searchRecord.findMany({
    where: { applicationId: loaded.id },
    orderBy: [{ searchedOn: 'desc' }, { recordedAt: 'desc' }],
    select: { found: true },
  });
  return {
    events: loaded.events,
    fileKeys,
    searchRecords: searches[0]?.found === false ? searches.length : 0,
    endedConsultations: ended.filter(({ opinion }) => opinion !== 'consent').length,
    hasEarlierCase:
      (await tx.applicationLink.count({ where: { applicationId: loaded.id, kind: 'earlier_reply' } })) > 0,
    sentLetters: loaded.events.flatMap(({ detail }) =>
      typeof detail.code === 'string' ? [detail.code] : [],
    ),
  };
}

/** Consultations of third parties that are over: with the opinion given, or silence past the party's own day. */
async function endedConsultations(
  tx: Tx,
  loaded: LoadedCase,
): Promise<{ id: string; sentOn: CivilDate; opinion: unknown }[]> {
  const { clock, asOf } = await clockNow(loaded, tx);
  const rows = await tx.consultation.findMany({
    where: { applicationId: loaded.id, partyKind: 'third_party' },
    select: { id: true },
  });
  return rows.flatMap(({ id }) => {
    const about = (action: string) =>
      loaded.events.findLast((event) => event.action === action && event.detail.consultationId === id);
    const answer = about('end_consultation');
    const sent = about('consult');
    const due = clock.consultationDue[id];
    const isOver = answer !== undefined || (typeof due === 'string' && due < asOf);
    return isOver && sent !== undefined
      ? [{ id, sentOn: sent.onDate, opinion: answer?.detail.opinion ?? null }]
      : [];
  });
}

/** The day a third party was asked that did not consent: what 保护第三方合法权益 rests on; null where every one did. */
export async function objectionOf(tx: Tx, loaded: LoadedCase): Promise<CivilDate | null> {
  const ended = await endedConsultations(tx, loaded);
  return ended.findLast(({ opinion }) => opinion !== 'consent')?.sentOn ?? null;
}
