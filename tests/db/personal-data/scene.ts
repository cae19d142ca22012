import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { CaseGate } from '@/lib/personal-data/commands/open';
import { personalDataRefusal } from '@/lib/personal-data/messages';
import { ok, refuse } from '@/lib/platform/result';
import type { TestOrgan } from '../../support/factories';

/** Files a case of an organ, as the public form does; gives its id. */
export async function fileCase(staff: pg.Client, organ: Pick<TestOrgan, 'id'>): Promise<string> {
  const id = randomUUID();
  await staff.query('BEGIN');
  await staff.query(
    `INSERT INTO office.application (id, organ_id, submission_no, submission_key, query_code_hash, channel, applicant_type,
       delivery_method, media_form, submitted_at)
     VALUES ($1, $2, '', $3, 'x', 'internet', 'natural_person', 'mail', 'paper', now())`,
    [id, organ.id, randomUUID()],
  );
  await staff.query(
    `INSERT INTO office.application_text (application_id, number, kind, description, written_at)
     VALUES ($1, 1, 'request', '测试申请', now())`,
    [id],
  );
  await staff.query(
    `INSERT INTO office.application_party (application_id, party, revision, name, phone, address, email)
     VALUES ($1, 'applicant', 1, '𠮷㐂', '10000000000', '安阳市北关区示例路9号', 'a@example.invalid')`,
    [id],
  );
  await staff.query(
    `INSERT INTO office.application_event (application_id, seq, action, from_state, to_state, on_date, at, actor_kind,
       person_name) VALUES ($1, 1, 'submit', 'none', 'submitted', office.today(), now(), 'applicant', '申请人')`,
    [id],
  );
  await staff.query('COMMIT');
  return id;
}

/** Puts a case into the archive on a day, as the owner: the way through the events is long and tested elsewhere. */
export async function archiveOn(owner: pg.Client, applicationId: string, day: string): Promise<void> {
  await owner.query(
    `UPDATE office.application SET state = 'archived', outcome = 'public', archived_at = $2::date WHERE id = $1`,
    [applicationId, day],
  );
}

/** The gate of a case for tests: the organ of the case, and no restriction. */
export function gateOf(organ: Pick<TestOrgan, 'id'>): CaseGate {
  return async (_tx, actor) =>
    actor.organId === organ.id ? ok({ organId: organ.id }) : refuse(personalDataRefusal('not_found'));
}

/** A letter of a case as a draft; gives its id. */
export async function draftLetter(
  staff: pg.Client,
  organ: Pick<TestOrgan, 'id'>,
  applicationId: string,
  by: { readonly personId: string },
): Promise<string> {
  const { rows } = await staff.query<{ id: string }>(
    `INSERT INTO office.letter (organ_id, application_id, code, recipient_kind, address_form, recipient_name, fields, remedy_mode,
       drafted_by, drafted_at, saved_at) VALUES ($1, $2, 'R02', 'applicant', 'person', '𠮷㐂', '{}', 'either', $3, now(), now())
     RETURNING id`,
    [organ.id, applicationId, by.personId],
  );
  return rows[0]?.id ?? '';
}
