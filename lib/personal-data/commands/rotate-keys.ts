import 'server-only';
import type { Operator } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { currentKeyNo, reseal, resealChunk, type Sealed } from '@/lib/platform/sealed-box';
import { type IdentityParty, type IdKind, SEALED_KINDS, type SealedKind } from '../types';
import { caseFileContext, enclosureContext, identityContext, unsealed } from './seal';

/** How a rotation went: what was sealed anew, and what could not be opened and stays as it is. */
export type RotationReport = {
  readonly keyNo: number;
  readonly renewed: Record<SealedKind, number>;
  readonly failed: Record<SealedKind, number>;
};

/** Rows taken at a time: each batch is a transaction of its own. */
const BATCH = 20;

type Row = Sealed & { readonly key: string };
type Rotation = {
  /** Rows under an older key behind `after`, locked, in the order of `key`. */
  read(tx: Tx, keyNo: number, after: string): Promise<Row[]>;
  renew(row: Row): Sealed;
  write(tx: Tx, row: Row, sealed: Sealed): Promise<unknown>;
};

const ROTATIONS: Record<SealedKind, Rotation> = {
  identity: {
    read: (tx, keyNo, after) => tx.$queryRaw<Row[]>`
      SELECT concat_ws(' ', application_id, party, lpad(revision::text, 9, '0'), id_kind) AS key, cipher, key_no AS "keyNo"
      FROM office.applicant_identity
      WHERE key_no <> ${keyNo}
        AND concat_ws(' ', application_id, party, lpad(revision::text, 9, '0'), id_kind) > ${after}
      ORDER BY 1 LIMIT ${BATCH} FOR UPDATE`,
    renew: (row) => {
      const [id = '', party, , kind] = row.key.split(' ');
      return reseal(row, identityContext(id, party as IdentityParty, kind as IdKind));
    },
    write: (tx, row, { cipher, keyNo }) => {
      const [id = '', party = '', revision] = row.key.split(' ');
      return tx.applicantIdentity.update({
        where: {
          applicationId_party_revision: { applicationId: id, party, revision: Number(revision) },
        },
        data: { cipher, keyNo },
      });
    },
  },
  file_name: {
    read: (tx, keyNo, after) => tx.$queryRaw<Row[]>`
      SELECT concat_ws(' ', id, application_id) AS key, cipher, key_no AS "keyNo" FROM office.application_file
      WHERE key_no <> ${keyNo} AND concat_ws(' ', id, application_id) > ${after}
      ORDER BY 1 LIMIT ${BATCH} FOR UPDATE`,
    renew: (row) => {
      const [id = '', applicationId = ''] = row.key.split(' ');
      return reseal(row, `${caseFileContext(applicationId, id)}:name`);
    },
    write: (tx, row, { cipher, keyNo }) =>
      tx.applicationFile.update({ where: { id: row.key.split(' ')[0] ?? '' }, data: { cipher, keyNo } }),
  },
  file_chunk: {
    read: (tx, keyNo, after) => tx.$queryRaw<Row[]>`
      SELECT concat_ws(' ', c.file_id, lpad(c.seq::text, 9, '0'), f.chunks, f.application_id) AS key, c.cipher,
        c.key_no AS "keyNo"
      FROM office.application_file_chunk c JOIN office.application_file f ON f.id = c.file_id
      WHERE c.key_no <> ${keyNo}
        AND concat_ws(' ', c.file_id, lpad(c.seq::text, 9, '0'), f.chunks, f.application_id) > ${after}
      ORDER BY 1 LIMIT ${BATCH} FOR UPDATE OF c`,
    renew: (row) => {
      const [fileId = '', seq, chunks, applicationId = ''] = row.key.split(' ');
      return resealChunk(row, caseFileContext(applicationId, fileId), Number(seq), Number(chunks));
    },
    write: (tx, row, { cipher, keyNo }) => {
      const [fileId = '', seq] = row.key.split(' ');
      return tx.applicationFileChunk.update({
        where: { fileId_seq: { fileId, seq: Number(seq) } },
        data: { cipher, keyNo },
      });
    },
  },
  removed_words: {
    read: (tx, keyNo, after) => tx.$queryRaw<Row[]>`
      SELECT concat_ws(' ', id, letter_id) AS key, cipher, key_no AS "keyNo" FROM office.letter_enclosure
      WHERE key_no IS NOT NULL AND key_no <> ${keyNo} AND concat_ws(' ', id, letter_id) > ${after}
      ORDER BY 1 LIMIT ${BATCH} FOR UPDATE`,
    renew: (row) => {
      const [id = '', letterId = ''] = row.key.split(' ');
      return reseal(row, enclosureContext(letterId, id));
    },
    write: (tx, row, { cipher, keyNo }) =>
      tx.letterEnclosure.update({ where: { id: row.key.split(' ')[0] ?? '' }, data: { cipher, keyNo } }),
  },
};

function noneOf(): Record<SealedKind, number> {
  return { identity: 0, file_name: 0, file_chunk: 0, removed_words: 0 };
}

/**
 * Seals everything that lies under an older key anew under the current one. In batches: stopped in the middle, what was done
 * stays done, and the next run goes on. What does not open is counted and left as it is. Ends with one audit row with the
 * counts.
 *
 * @param say hears of the progress after each batch
 */
export async function rotateKeys(
  operator: Operator,
  say: (kind: SealedKind, renewed: number) => void = () => undefined,
): Promise<RotationReport> {
  const keyNo = currentKeyNo();
  const renewed = noneOf();
  const failed = noneOf();
  for (const kind of SEALED_KINDS) {
    const rotation = ROTATIONS[kind];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const from: string = after;
      const done = await staffDatabase().$transaction(
        async (tx) => {
          const rows = await rotation.read(tx, keyNo, from);
          let count = 0;
          for (const row of rows) {
            const sealed = unsealed(() => rotation.renew(row));
            if (sealed === null) continue;
            await rotation.write(tx, row, sealed);
            count += 1;
          }
          return { count, failed: rows.length - count, last: rows.at(-1)?.key };
        },
        { maxWait: 10_000, timeout: 60_000 },
      );
      renewed[kind] += done.count;
      failed[kind] += done.failed;
      after = done.last;
      if (done.last !== undefined) say(kind, renewed[kind]);
    }
  }
  await staffDatabase().$transaction((tx) =>
    writeAudit(tx, {
      organId: null,
      actor: operator,
      action: 'rotate_keys',
      subject: { type: 'key', id: String(keyNo) },
      detail: { renewed, failed },
    }),
  );
  return { keyNo, renewed, failed };
}
