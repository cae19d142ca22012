import 'server-only';
import type { AuditedRecord } from '@/lib/platform/audit';
import { canonicalJson, type Json, sha256Hex } from '@/lib/platform/canonical';
import type { Tx } from '@/lib/platform/database';

type Facts = { readonly [key: string]: Json };
const civil = (day: Date | null) => day?.toISOString().slice(0, 10) ?? null;

/** What a decision on a letter and its audit row both say. */
export function decisionFactsOf(row: {
  id: string;
  versionId: string;
  seq: number;
  position: number;
  step: string;
  role: string;
  contentHash: string;
  onBehalfOf: string | null;
  delegationId: string | null;
  conclusion: string;
  opinion: string;
  checklist: unknown;
  secrecy: unknown;
}): Facts {
  return {
    record_id: row.id,
    version_id: row.versionId,
    seq: row.seq,
    position: row.position,
    step: row.step,
    role: row.role,
    content_hash: row.contentHash,
    on_behalf_of: row.onBehalfOf,
    delegation_id: row.delegationId,
    conclusion: row.conclusion,
    opinion: row.opinion,
    checklist: row.checklist as Json,
    secrecy: (row.secrecy ?? null) as Json,
  };
}

/** What a row of service and its audit row both say; where it went is not among them. */
export function serviceFactsOf(row: {
  id: string;
  seq: number;
  kind: string;
  dispatch: number;
  way: string;
  sentOn: Date | null;
  servedOn: Date | null;
  returnedOn: Date | null;
  trackingNo: string;
  proofSha256: string | null;
}): Facts {
  return {
    record_id: row.id,
    seq: row.seq,
    kind: row.kind,
    dispatch: row.dispatch,
    way: row.way,
    sent_on: civil(row.sentOn),
    served_on: civil(row.servedOn),
    returned_on: civil(row.returnedOn),
    tracking_no: row.trackingNo,
    proof_sha256: row.proofSha256,
  };
}

type Reader = Pick<
  Tx,
  'letter' | 'letterVersion' | 'letterDecision' | 'letterService' | 'letterFile' | 'letterTemplateVersion'
> &
  Pick<Tx, 'letterTemplateApproval'>;

/** Letters read at a time. */
const PAGE = 500;

/**
 * Every submission, decision, seal, service and end of every letter, and every version of a template, with the facts the
 * audit row of the act told.
 */
export async function* readAuditedLetters(database: Reader): AsyncGenerator<AuditedRecord<'letter_record'>> {
  for (let after: string | null = null; ; ) {
    const letters: LetterRow[] = await database.letter.findMany({
      orderBy: { id: 'asc' },
      take: PAGE,
      ...(after === null ? {} : { cursor: { id: after }, skip: 1 }),
    });
    const ids = letters.map(({ id }) => id);
    const versions = await database.letterVersion.findMany({
      where: { letterId: { in: ids } },
      orderBy: { number: 'asc' },
    });
    const decisions = await database.letterDecision.findMany({
      where: { versionId: { in: versions.map(({ id }) => id) } },
    });
    const services = await database.letterService.findMany({ where: { letterId: { in: ids } } });
    const files = await database.letterFile.findMany({ where: { letterId: { in: ids } } });
    for (const letter of letters) {
      const own = versions.filter(({ letterId }) => letterId === letter.id);
      for (const version of own) {
        const { id, number, contentHash } = version;
        const { remedy_mode } = JSON.parse(version.canonical) as { remedy_mode: string };
        yield recordOf(letter, 'submit_letter', id, version.frozenBy, {
          number,
          content_hash: contentHash,
          remedy_mode,
        });
      }
      for (const row of decisions.filter(({ versionId }) => own.some(({ id }) => id === versionId))) {
        yield recordOf(letter, 'decide_letter', row.id, row.personId, decisionFactsOf(row));
      }
      if (letter.number !== null) {
        yield recordOf(letter, 'seal_letter', letter.id, letter.sealedBy, {
          number: letter.number,
          sealed_on: civil(letter.sealedOn),
          content_hash: own.at(-1)?.contentHash ?? null,
          file_sha256: files.find(({ letterId }) => letterId === letter.id)?.sha256 ?? null,
        });
      }
      for (const row of services.filter(({ letterId }) => letterId === letter.id)) {
        yield recordOf(letter, 'record_letter_service', row.id, row.recordedBy, serviceFactsOf(row));
      }
      if (letter.state === 'void' || letter.state === 'dropped') {
        const action = letter.state === 'void' ? 'void_letter' : 'drop_letter';
        yield recordOf(letter, action, letter.id, letter.endedBy, {
          number: letter.number,
          reason: letter.endedReason,
        });
      }
    }
    after = letters.at(-1)?.id ?? null;
    if (letters.length < PAGE) break;
  }
  yield* templateRecords(database);
}

type LetterRow = Awaited<ReturnType<Tx['letter']['findMany']>>[number];

function recordOf(
  letter: LetterRow,
  action: string,
  recordId: string,
  by: string | null,
  facts: Facts,
): AuditedRecord<'letter_record'> {
  const { id, organId, applicationId, code } = letter;
  return {
    type: 'letter_record',
    id: `${action}/${id}/${recordId}`,
    chain: organId,
    facts: { application_id: applicationId, code, ...facts, record_id: recordId, by },
  };
}

async function* templateRecords(database: Reader): AsyncGenerator<AuditedRecord<'letter_record'>> {
  const versions = await database.letterTemplateVersion.findMany({ orderBy: { id: 'asc' } });
  const approvals = await database.letterTemplateApproval.findMany();
  for (const row of versions) {
    const { id, organId, code, number, reason, writtenBy } = row;
    const of = (action: string, facts: Facts): AuditedRecord<'letter_record'> => ({
      type: 'letter_record',
      id: `${action}/${id}/${id}`,
      chain: organId,
      facts: { code, number, record_id: id, ...facts },
    });
    const texts_hash = sha256Hex(canonicalJson(row.texts as Json));
    yield of('write_letter_template', { reason, texts_hash, by: writtenBy });
    const approval = approvals.find(({ versionId }) => versionId === id);
    if (approval !== undefined) {
      yield of('approve_letter_template', { written_by: writtenBy, by: approval.approvedBy });
    }
  }
}
