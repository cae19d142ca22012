import 'server-only';
import type { Tx } from '@/lib/platform/database';
import type { OnFile } from '../rules/evidence-on-file';
import { clockNow } from './case-clock';
import type { LoadedCase } from './load-case';

/** What lies in the file of a case as evidence; `fileKeys` are those a decision points to files for. */
export async function fileOf(tx: Tx, loaded: LoadedCase, fileKeys: readonly string[]): Promise<OnFile> {
  const { clock, asOf } = await clockNow(loaded, tx);
  const thirdParties = await tx.consultation.findMany({
    where: { applicationId: loaded.id, partyKind: 'third_party' },
    select: { id: true },
  });
  const answered = new Set(
    loaded.events
      .filter(({ action }) => action === 'end_consultation')
      .map(({ detail }) => detail.consultationId),
  );
  const ended = thirdParties.filter(({ id }) => {
    const due = clock.consultationDue[id];
    return answered.has(id) || (typeof due === 'string' && due < asOf);
  });
  return {
    events: loaded.events,
    fileKeys,
    searchRecords: await tx.searchRecord.count({ where: { applicationId: loaded.id } }),
    endedConsultations: ended.length,
    hasEarlierCase:
      (await tx.applicationLink.count({ where: { applicationId: loaded.id, kind: 'earlier_reply' } })) > 0,
    sentLetters: loaded.events.flatMap(({ detail }) =>
      typeof detail.code === 'string' ? [detail.code] : [],
    ),
  };
}
