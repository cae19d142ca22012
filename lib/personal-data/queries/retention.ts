import 'server-only';
import { staffDatabase, type Tx } from '@/lib/platform/database';

/** A case whose archive term is over or ends soon, and what of it would be deleted. */
export type RetentionCase = {
  readonly applicationId: string;
  readonly organId: string;
  readonly organName: string;
  readonly applicationNo: string;
  /** Last day of the archive term, civil date. */
  readonly termEnds: string;
  readonly isOver: boolean;
  readonly identities: number;
  readonly files: number;
  readonly parties: number;
};

/**
 * Archived cases with personal data whose term ends on or before `until` (civil date), the earliest first. What is enclosed
 * with a letter is not counted: it stays.
 */
export async function listRetention(
  until: string,
  reader: Pick<Tx, '$queryRaw'> = staffDatabase(),
): Promise<RetentionCase[]> {
  return reader.$queryRaw<RetentionCase[]>`
    SELECT * FROM (
      SELECT a.id AS "applicationId", a.organ_id AS "organId", o.name AS "organName",
        coalesce(a.application_no, a.submission_no) AS "applicationNo", office.archive_term_ends(a.id)::text AS "termEnds",
        office.archive_term_ends(a.id) < office.today() AS "isOver",
        (SELECT count(*)::int FROM office.applicant_identity i WHERE i.application_id = a.id) AS identities,
        (SELECT count(*)::int FROM office.application_file f WHERE f.application_id = a.id
          AND NOT EXISTS (SELECT 1 FROM office.letter_enclosure e WHERE e.file_id = f.id)) AS files,
        (SELECT count(*)::int FROM office.application_party p WHERE p.application_id = a.id
          AND (p.name, p.phone, p.address, p.email, p.contact_name) IS DISTINCT FROM ('（到期已删除）', '', '', '', '')) AS parties
      FROM office.application a JOIN office.organ o ON o.id = a.organ_id
      WHERE a.state = 'archived') AS c
    WHERE c."termEnds" <= ${until} AND c.identities + c.files + c.parties > 0
    ORDER BY c."termEnds", c."applicationNo"`;
}
