import 'server-only';
import { settingOf } from '@/lib/organs/queries';
import type { AuditedRecord } from '@/lib/platform/audit';
import { canonicalJson, type Json, sha256Hex } from '@/lib/platform/canonical';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { likenessKey } from './rules/handling';
import { withOwnDictionaries } from './rules/shipped/dictionaries';
import { readDictionary } from './schema';
import type { Dictionaries, FindingPlace, Handling, HandlingAct, StoredFinding } from './types';

/** Key of the setting with the organ's own entries; changes of it need a second person. */
export const DICTIONARY_SETTING = 'proofreading_dictionary';

type Reader = Pick<Tx, 'finding' | 'findingHandling'>;

/** The organ's own entries in force today, without the shipped ones. */
export async function ownDictionariesOf(
  organId: string,
  database: Pick<Tx, 'organSetting'> = staffDatabase(),
): Promise<Dictionaries> {
  return readDictionary(await settingOf<unknown>(organId, DICTIONARY_SETTING, {}, database as Tx));
}

/** The dictionaries an organ's texts are proofread with today: the shipped ones and its own. */
export async function dictionariesOf(
  organId: string,
  database: Pick<Tx, 'organSetting'> = staffDatabase(),
): Promise<Dictionaries> {
  return withOwnDictionaries(await ownDictionariesOf(organId, database));
}

const withHandlings = { handlings: { orderBy: { seq: 'asc' } } } as const;
type Row = Awaited<ReturnType<Tx['finding']['findUniqueOrThrow']>> & {
  handlings: Awaited<ReturnType<Tx['findingHandling']['findMany']>>;
};

function storedFinding(row: Row): StoredFinding {
  return {
    id: row.id,
    roundId: row.roundId,
    key: row.key,
    origin: row.origin as StoredFinding['origin'],
    rule: row.rule,
    kind: row.kind as StoredFinding['kind'],
    severity: row.severity as StoredFinding['severity'],
    place: row.place as FindingPlace,
    message: row.message,
    suggestion: row.suggestion,
    exemptBasis: row.exemptBasis,
    foundBy: row.foundBy,
    foundStep: row.foundStep,
    handlings: row.handlings.map(
      ({ act, reason, personId, step, at }): Handling => ({
        act: act as HandlingAct,
        reason,
        personId,
        step,
        at,
      }),
    ),
  };
}

/** The findings of rounds with all that was done about them, in the order in which they were recorded. */
export async function listFindings(
  roundIds: readonly string[],
  database: Pick<Tx, 'finding'> = staffDatabase(),
): Promise<StoredFinding[]> {
  if (roundIds.length === 0) return [];
  const rows = await database.finding.findMany({
    where: { roundId: { in: [...roundIds] } },
    include: withHandlings,
    orderBy: { id: 'asc' },
  });
  return rows.map(storedFinding);
}

/** Words once written about findings alike: by likeness, of each person the last. */
export type FormerWords = ReadonlyMap<
  string,
  readonly {
    readonly act: HandlingAct;
    readonly reason: string;
    readonly personId: string;
    readonly step: string;
  }[]
>;

/** What was written about the findings of earlier rounds, so that it is offered again and not typed again. */
export function formerWords(findings: readonly StoredFinding[]): FormerWords {
  const words = new Map<
    string,
    Map<string, { act: HandlingAct; reason: string; personId: string; step: string }>
  >();
  for (const finding of findings) {
    const key = likenessKey(finding);
    const byPerson = words.get(key) ?? new Map();
    for (const { act, reason, personId, step } of finding.handlings)
      byPerson.set(personId, { act, reason, personId, step });
    words.set(key, byPerson);
  }
  return new Map([...words].map(([key, byPerson]) => [key, [...byPerson.values()]]));
}

type FindingRow = Awaited<ReturnType<Tx['finding']['findMany']>>[number];
type HandlingRow = Awaited<ReturnType<Tx['findingHandling']['findMany']>>[number];

/** Everything a finding says, in the form in which an audit row keeps it. */
export function findingFacts(row: FindingRow): { readonly [key: string]: Json } {
  return {
    id: row.id,
    version_id: row.versionId,
    round_id: row.roundId,
    key: row.key,
    origin: row.origin,
    rule: row.rule,
    kind: row.kind,
    severity: row.severity,
    place: row.place as Json,
    message: row.message,
    suggestion: row.suggestion,
    exempt_basis: row.exemptBasis,
    found_step: row.foundStep,
    found_at: row.foundAt.toISOString(),
  };
}

/** What the machine said of a version as its audit row keeps it: how many findings, and the hash of them all. */
export function findingListFacts(
  versionId: string,
  rows: readonly FindingRow[],
): { readonly [key: string]: Json } {
  const facts = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)).map(findingFacts);
  return { version_id: versionId, count: rows.length, hash: sha256Hex(canonicalJson(facts)) };
}

/** The handlings of one act as their audit row keeps them. */
export function handlingBatchFacts(
  batchId: string,
  rows: readonly HandlingRow[],
): { readonly [key: string]: Json } {
  return {
    batch_id: batchId,
    handlings: [...rows]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, findingId, seq, act, reason, step, at }) => ({
        id,
        finding_id: findingId,
        seq,
        act,
        reason,
        step,
        at: at.toISOString(),
      })),
  };
}

const PAGE = 500;

/**
 * Every list of automatic findings, every finding of a reviewer and every act of handling, of every organ, with the
 * facts their audit rows told, for comparison.
 */
export async function* readAuditedFindings(
  database: Reader & Pick<Tx, 'round' | 'version'>,
): AsyncGenerator<AuditedRecord<'finding_list' | 'finding' | 'finding_handling'>> {
  const chains = new Map<string, { chain: string; itemId: string; frozenBy: string }>();
  const placeOf = async (roundId: string) => {
    const known = chains.get(roundId);
    if (known) return known;
    const round = await database.round.findUniqueOrThrow({
      where: { id: roundId },
      include: { version: true },
    });
    // The version is missing where somebody tampered with it.
    const frozenBy = (round.version as { frozenBy: string } | null)?.frozenBy ?? '';
    const place = { chain: round.organId, itemId: round.itemId, frozenBy };
    chains.set(roundId, place);
    return place;
  };
  const list = async (rows: readonly FindingRow[]): Promise<AuditedRecord<'finding_list'>[]> => {
    const [first] = rows;
    if (first === undefined) return [];
    const { chain, itemId, frozenBy } = await placeOf(first.roundId);
    const facts = { ...findingListFacts(first.versionId, rows), person_id: frozenBy, item_id: itemId };
    return [{ type: 'finding_list', id: first.versionId, chain, facts }];
  };
  let automatic: FindingRow[] = [];
  for await (const row of inPages((after) =>
    database.finding.findMany({
      orderBy: [{ versionId: 'asc' }, { id: 'asc' }],
      take: PAGE,
      ...(after === null ? {} : { cursor: { id: after }, skip: 1 }),
    }),
  )) {
    if (row.origin === 'reviewer') {
      const { chain, itemId } = await placeOf(row.roundId);
      yield {
        type: 'finding',
        id: row.id,
        chain,
        facts: { ...findingFacts(row), person_id: row.foundBy, item_id: itemId },
      };
      continue;
    }
    if (automatic[0] && automatic[0].versionId !== row.versionId) {
      yield* await list(automatic);
      automatic = [];
    }
    automatic.push(row);
  }
  yield* await list(automatic);
  yield* readAuditedHandlings(database, placeOf);
}

async function* readAuditedHandlings(
  database: Reader,
  placeOf: (roundId: string) => Promise<{ chain: string; itemId: string }>,
): AsyncGenerator<AuditedRecord<'finding_handling'>> {
  type Found = HandlingRow & { finding: { roundId: string } | null };
  let batch: Found[] = [];
  const told = async (): Promise<AuditedRecord<'finding_handling'>[]> => {
    const [first] = batch;
    if (first === undefined) return [];
    // What it was about is gone: then nothing of it can be what the log told.
    const gone = { chain: '', itemId: '' };
    const { chain, itemId } = first.finding ? await placeOf(first.finding.roundId) : gone;
    const facts = { ...handlingBatchFacts(first.batchId, batch), person_id: first.personId, item_id: itemId };
    return [{ type: 'finding_handling', id: first.batchId, chain, facts }];
  };
  for await (const row of inPages((after) =>
    database.findingHandling.findMany({
      include: { finding: { select: { roundId: true } } },
      orderBy: [{ batchId: 'asc' }, { id: 'asc' }],
      take: PAGE,
      ...(after === null ? {} : { cursor: { id: after }, skip: 1 }),
    }),
  )) {
    if (batch[0] && batch[0].batchId !== row.batchId) {
      yield* await told();
      batch = [];
    }
    batch.push(row);
  }
  yield* await told();
}

async function* inPages<T extends { id: string }>(
  read: (after: string | null) => Promise<T[]>,
): AsyncGenerator<T> {
  for (let after: string | null = null; ; ) {
    const rows: T[] = await read(after);
    yield* rows;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < PAGE) return;
  }
}

/**
 * Who found or answered findings at which step of each round, the author's own answers left out: a seat like a decision
 * (TR-3).
 */
export async function proofHandsOf(
  database: Pick<Tx, '$queryRaw'>,
  roundIds: readonly string[],
): Promise<Map<string, { personId: string; step: string }[]>> {
  if (roundIds.length === 0) return new Map();
  const rows = await database.$queryRaw<{ roundId: string; personId: string; step: string }[]>`
    SELECT f.round_id::text AS "roundId", f.found_by::text AS "personId", f.found_step AS step
    FROM office.finding f WHERE f.round_id = ANY (${[...roundIds]}::uuid[]) AND f.found_by IS NOT NULL
    UNION
    SELECT f.round_id::text, h.person_id::text, h.step
    FROM office.finding f JOIN office.finding_handling h ON h.finding_id = f.id
    WHERE f.round_id = ANY (${[...roundIds]}::uuid[]) AND h.step <> 'author'`;
  const hands = new Map<string, { personId: string; step: string }[]>();
  for (const { roundId, ...hand } of rows) hands.set(roundId, [...(hands.get(roundId) ?? []), hand]);
  return hands;
}
