import { AFTER_PUBLICATION_TABLES } from './after-publication';
import { APPLICATION_TABLES } from './applications';
import type { Attack } from './attack';
import { KNOWLEDGE_TABLES } from './knowledge';
import { LETTER_TABLES } from './letters';

/** A column to touch in each table whose rows are never changed. */
const UNCHANGING = {
  draft_save: 'saved_at',
  version: 'frozen_at',
  version_contributor: 'person_id',
  file: 'media_type',
  file_chunk: 'bytes',
  upload: 'name',
  round_step: 'stage',
  decision: 'opinion',
  finding: 'message',
  finding_handling: 'reason',
  publication: 'published_at',
  visibility_event: 'reason',
  audit_entry: 'entry',
  calendar_version: 'source_doc',
  calendar_day: 'kind',
  organ_setting: 'value',
  sign_in_attempt: 'succeeded',
  review_opening: 'opened_at',
  class_change: 'reason',
  late_opinion: 'opinion',
  ...AFTER_PUBLICATION_TABLES,
  ...APPLICATION_TABLES,
  ...KNOWLEDGE_TABLES,
  ...LETTER_TABLES,
} as const;

/** Tables whose rows change in lawful ways but never go. */
const LASTING = {
  role_grant: 'role_grant_is_never_deleted',
  item: 'item_is_never_deleted',
  draft: 'draft_is_never_deleted',
  round: 'round_is_never_deleted',
  plan: 'plan_is_never_deleted',
  change_request: 'change_request_is_never_deleted',
  delegation: 'delegation_is_never_deleted',
  leave: 'leave_is_never_deleted',
  letter: 'letter_is_never_deleted',
} as const;

/** Everything else the office keeps. */
const REST = [
  'organ',
  'section',
  'person',
  'account',
  'session',
  'site_column',
  'notice',
  'outbox_message',
  'live_item',
  'live_column',
  'live_attachment',
  'index_serial',
  'letter_serial',
  'audit_head',
  'installation',
  'item_transition',
] as const;

type Verb = 'UPDATE' | 'DELETE' | 'TRUNCATE';
const statement = (verb: Verb, table: string, column = '') =>
  ({
    UPDATE: `UPDATE office.${table} SET ${column} = ${column}`,
    DELETE: `DELETE FROM office.${table}`,
    TRUNCATE: `TRUNCATE office.${table} CASCADE`,
  })[verb];

/** Refused for want of a right, and by the trigger even to one who has the right. */
function twice(verb: Verb, table: string, trigger: string, column?: string): Attack[] {
  const run: Attack['run'] = (query) => query(statement(verb, table, column));
  const right = `GRANT ${verb} ON ALL TABLES IN SCHEMA office TO gongkai_staff`;
  return [
    { title: `${verb} office.${table}`, code: '42501', guard: { right }, run },
    {
      title: `即使有权，${verb} office.${table}`,
      code: 'GK001',
      guard: { trigger, on: table },
      given: () => right,
      run,
    },
  ];
}

export const appendOnlyAttacks: Attack[] = [
  ...Object.entries(UNCHANGING).flatMap(([table, column]) => [
    ...twice('UPDATE', table, `${table}_is_append_only`, column),
    ...twice('DELETE', table, `${table}_is_append_only`),
    ...twice('TRUNCATE', table, `${table}_is_never_truncated`),
  ]),
  ...Object.entries(LASTING).flatMap(([table, trigger]) => twice('DELETE', table, trigger)),
  ...[...REST, ...Object.keys(LASTING)].flatMap((table) =>
    (['DELETE', 'TRUNCATE'] as const)
      .filter((verb) => !(verb === 'DELETE' && table in LASTING))
      .map(
        (verb): Attack => ({
          title: `${verb} office.${table}`,
          code: '42501',
          guard: { right: `GRANT ${verb} ON ALL TABLES IN SCHEMA office TO gongkai_staff` },
          run: (query) => query(statement(verb, table)),
        }),
      ),
  ),
];
