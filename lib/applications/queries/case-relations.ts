import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import { outcomeName } from '../messages/knowledge';
import type { CaseLine, CaseView } from '../types/case-view';
import type { LikeCase } from '../types/knowledge';
import type { LedgerRow } from '../types/ledger';
import { ledgerDay, ledgerRows } from './ledger-rows';
import { casesAlike, samePersonCases } from './like-cases';
import type { LoadedCase } from './load-case';

/** Cases shown in one panel. */
const SHOWN = 10;

function lineOf(row: LedgerRow, note = ''): CaseLine {
  return {
    id: row.id,
    no: row.applicationNo ?? row.submissionNo,
    state: row.state,
    // Of a restricted case only that it is there.
    request: row.body?.request ?? '（限制查看）',
    note,
  };
}

function likeLine(one: LikeCase): CaseLine {
  const parts = [
    `相似度 ${one.likeness}%`,
    one.repliedOn === null ? '' : `${one.repliedOn} 答复`,
    one.outcome === null ? '' : outcomeName(one.outcome),
    one.letterNo ?? '',
  ];
  return {
    id: one.id,
    no: one.applicationNo ?? one.submissionNo,
    state: one.state,
    request: one.request,
    note: parts.filter((part) => part !== '').join(' · '),
  };
}

type Relations = Pick<
  CaseView,
  'parts' | 'parent' | 'mergedInto' | 'merged' | 'links' | 'sameApplicant' | 'precedents' | 'sameMatter'
>;

/** What a case has to do with others: parts, answers given together, links, the same applicant, the same matter. */
export async function caseRelations(actor: Actor, loaded: LoadedCase): Promise<Relations> {
  const database = staffDatabase();
  const [parts, merged, links, alike, own] = await Promise.all([
    database.application.findMany({
      where: { parentId: loaded.id },
      select: { id: true },
      orderBy: { id: 'asc' },
    }),
    database.application.findMany({
      where: { mergedIntoId: loaded.id },
      select: { id: true },
      orderBy: { id: 'asc' },
    }),
    database.applicationLink.findMany({
      where: { OR: [{ applicationId: loaded.id }, { otherId: loaded.id }] },
      orderBy: { linkedAt: 'asc' },
    }),
    casesAlike(actor, loaded.id),
    samePersonCases(actor, loaded.id),
  ]);
  const linked = links.map(({ applicationId, otherId, kind }) => ({
    id: applicationId === loaded.id ? otherId : applicationId,
    note: kind === 'earlier_reply' ? '已答复过的申请' : '申请同一信息',
  }));
  const ids = [
    ...parts.map(({ id }) => id),
    ...merged.map(({ id }) => id),
    ...linked.map(({ id }) => id),
    ...[loaded.parentId, loaded.mergedIntoId].filter((id) => id !== null),
  ];
  const rows = await ledgerRows([...new Set(ids)], actor.personId, await ledgerDay(loaded.organId));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const lines = (some: readonly { id: string; note?: string }[]) =>
    some.flatMap(({ id, note }) => {
      const row = byId.get(id);
      return row === undefined ? [] : [lineOf(row, note)];
    });
  const one = (id: string | null) => (id === null ? null : (lines([{ id }])[0] ?? null));
  return {
    parts: lines(parts),
    parent: one(loaded.parentId),
    mergedInto: one(loaded.mergedIntoId),
    merged: lines(merged),
    links: lines(linked),
    sameApplicant: own.slice(0, SHOWN).map((row) => lineOf(row)),
    precedents: alike.precedents.map(likeLine),
    sameMatter: alike.sameByOthers.map(likeLine),
  };
}
