import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recordApplication } from '@/lib/applications/commands/record-application';
import { openCaseFile, openIdentity } from '@/lib/personal-data/commands/open';
import { rotateKeys } from '@/lib/personal-data/commands/rotate-keys';
import { storeCaseFile } from '@/lib/personal-data/commands/store-case-file';
import { storeIdentity } from '@/lib/personal-data/commands/store-identity';
import { casesOfSameApplicant, identityHintsOf, listCaseFiles, listViews } from '@/lib/personal-data/queries';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { CASE_FILE_KINDS, ID_KINDS, IDENTITY_PARTIES } from '@/lib/personal-data/types';
import { faultRefusal } from '@/lib/platform/action';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { ok } from '@/lib/platform/result';
import { addEnclosure } from '@/lib/release-gate/commands/enclosures';
import { listEnclosures, releaseStanding } from '@/lib/release-gate/queries';
import { type CaseCast, makeCaseCast } from '../../support/cases';
import { docx, para } from '../../support/documents';
import { makeOrgan, openTestOffice, type TestOffice, type TestOrgan, unwrap } from '../../support/factories';
import { draftLetter, gateOf } from './scene';

/*
 * A case is planted with an identity number that stands nowhere else, and goes through everything that is done with such
 * numbers. Then every row of every table, everything the programs said, and every answer they gave is searched for it.
 */

const NUMBER = inventedIdNumber(345, '19671111');
const AGENT = inventedIdNumber(678, '19680202');
const FILE_NAME = `身份证 ${NUMBER}.docx`;
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let office: TestOffice;
let staff: pg.Client;
let superuser: pg.Client;
let organ: TestOrgan;
let cast: CaseCast;
/** Everything the programs wrote to their logs. */
const said: string[] = [];
/** Everything they answered, but for the one thing that was asked for with a reason. */
const answers: unknown[] = [];

const words = (value: unknown) =>
  value instanceof Error
    ? `${value.stack} ${JSON.stringify(value, Object.getOwnPropertyNames(value))}`
    : JSON.stringify(value);

async function plant(): Promise<string> {
  const done = unwrap(
    await recordApplication(cast.handler, {
      submissionKey: randomUUID(),
      kind: 'application',
      channel: 'in_person',
      applicantType: 'natural_person',
      needsHelp: false,
      deliveryMethod: 'mail',
      mediaForm: 'paper',
      parties: [
        {
          party: 'applicant',
          name: '𠮷㐂',
          phone: '10000000000',
          address: '安阳市北关区示例路9号',
          email: '',
          contactName: '',
        },
        { party: 'agent', name: '王代理', phone: '10000000001', address: '', email: '', contactName: '' },
      ],
      identities: [
        { party: 'applicant', idKind: 'resident_id_card', idNumber: NUMBER },
        { party: 'agent', idKind: 'resident_id_card', idNumber: AGENT },
      ],
      request: { title: '2025年度工业投资统计', docNo: '', description: '' },
      evidence: { submittedOn: civilDate(currentTime()) },
    }),
  );
  answers.push(done);
  return done.caseId;
}

async function useIt(id: string): Promise<void> {
  const gate = gateOf(organ);
  const bytes = docx(para(`姓名：某人，公民身份号码：${NUMBER}`));
  const file = { applicationId: id, name: FILE_NAME, mediaType: WORD, bytes };
  const [proof, enclosed] = unwrap(
    await inTransaction(async (tx) =>
      ok([
        await storeCaseFile(tx, { ...file, kind: 'identity_proof', bringer: { by: 'applicant' } }),
        await storeCaseFile(tx, { ...file, name: '名单.docx', kind: 'enclosure', bringer: { by: 'system' } }),
      ]),
    ),
  );
  const fileId = proof?.fileId ?? '';
  expect(
    unwrap(
      await openIdentity(cast.handler, { applicationId: id, party: 'applicant', reason: '核对身份' }, gate),
    ).idNumber,
  ).toBe(NUMBER);
  unwrap(await openCaseFile(cast.head, { fileId, reason: '核对身份证明' }, gate));
  const asked = { applicationId: id, party: 'applicant' as const };
  answers.push(
    await openIdentity(cast.handler, { ...asked, reason: `核对${NUMBER}` }, gate),
    await openIdentity(cast.secrecy, { ...asked, reason: '看看' }, gate),
    await openCaseFile(cast.handler, { fileId, reason: `核对${NUMBER}` }, gate),
    await inTransaction((tx) =>
      storeIdentity(tx, {
        applicationId: id,
        party: 'applicant',
        idKind: 'resident_id_card',
        idNumber: `${NUMBER}1`,
      }),
    ),
    [...(await identityHintsOf([id]))],
    await listViews(id),
    await casesOfSameApplicant(id),
    (await listCaseFiles(id)).map(({ name: _, ...rest }) => rest),
  );
  // A document with the number is enclosed, and the gate stops it.
  const letterId = await draftLetter(staff, organ, id, cast.handler);
  const added = await inTransaction((tx) =>
    addEnclosure(tx, cast.handler, { letterId, fileId: enclosed?.fileId ?? '', removedWords: NUMBER }),
  );
  answers.push(added, await listEnclosures(letterId));
  const standing = await inTransaction((tx) => releaseStanding(tx, letterId));
  expect(standing.ok).toBe(false);
  answers.push(standing);
  // A fault in the middle of storing.
  try {
    await inTransaction((tx) =>
      storeIdentity(tx, {
        applicationId: randomUUID(),
        party: 'applicant',
        idKind: 'resident_id_card',
        idNumber: NUMBER,
      }),
    );
    throw new Error('stored for a case that is not there');
  } catch (fault) {
    said.push(words(fault) ?? '');
    answers.push(faultRefusal('storeIdentity', fault));
  }
  answers.push(await rotateKeys({ personId: null, name: '命令行（测试）', clientAddress: null }));
}

beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => {
      said.push(args.map((one) => (typeof one === 'string' ? one : (words(one) ?? ''))).join(' '));
    });
  }
  office = await openTestOffice();
  staff = await office.connect('staff');
  superuser = await office.connect('superuser');
  organ = await makeOrgan(staff);
  cast = await makeCaseCast(staff, organ);
  await useIt(await plant());
});
afterAll(async () => {
  vi.restoreAllMocks();
  await office.close();
});

/** The number as text, as UTF-8 in hexadecimal, and in pieces long enough to tell. */
const traces = (number: string) => [
  number,
  Buffer.from(number).toString('hex'),
  number.slice(4, 14),
  number.slice(0, 10),
];

/** Every table in which a word stands, whatever the column. */
async function tablesWith(word: string): Promise<string[]> {
  const { rows } = await superuser.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'v', 'm') AND n.nspname IN ('office', 'published', 'intake', 'public') ORDER BY 1`,
  );
  expect(rows.length).toBeGreaterThan(60);
  const found: string[] = [];
  for (const { name } of rows) {
    const hit = await superuser.query(`SELECT 1 FROM ${name} AS t WHERE strpos(t::text, $1) > 0 LIMIT 1`, [
      word,
    ]);
    if (hit.rows.length > 0) found.push(name);
  }
  return found;
}

describe('证件号码哪里都没有', () => {
  it('查得到该查到的：姓名在当事人表里，遮住的号码在证件表里', async () => {
    expect(await tablesWith('𠮷㐂')).toContain('office.application_party');
    expect(await tablesWith(`4105**********${NUMBER.slice(-4)}`)).toEqual(['office.applicant_identity']);
    expect(await tablesWith('核对身份证明')).toEqual(['office.audit_entry', 'office.personal_data_view']);
  });

  it.each([
    ['申请人的', NUMBER],
    ['代理人的', AGENT],
  ])(
    '%s号码不在任何一张表的任何一列里：案件、事件、日志、通知、待发邮件、检查结果都没有',
    async (_, number) => {
      for (const trace of traces(number)) expect(await tablesWith(trace), trace).toEqual([]);
    },
  );

  it('不在程序的任何输出里，出错时也不在', () => {
    expect(said.join('\n')).toMatch(/fault [0-9a-f]{8} in storeIdentity/);
    for (const trace of [...traces(NUMBER), ...traces(AGENT)]) expect(said.join('\n')).not.toContain(trace);
  });

  it('不在任何一个回答里：列表、检查、拒绝、出错都没有', () => {
    const given = answers.map((answer) => words(answer)).join('\n');
    expect(given).toContain('reason_holds_number');
    expect(given).toContain('"fault"');
    for (const trace of [...traces(NUMBER), ...traces(AGENT)]) expect(given).not.toContain(trace);
  });

  it('公众角色看不到这些表', async () => {
    const visitor = await office.connect('public');
    for (const table of [
      'applicant_identity',
      'application_file',
      'application_file_chunk',
      'personal_data_view',
      'personal_data_erasure',
      'letter_enclosure',
      'release_check',
      'release_override',
      'release_override_answer',
    ]) {
      await expect(visitor.query(`SELECT 1 FROM office.${table}`)).rejects.toMatchObject({ code: '42501' });
    }
    for (const call of [
      'erase_personal_data(uuidv7(), $$x$$)',
      'archive_term_ends(uuidv7())',
      'release_is_clear(uuidv7())',
    ]) {
      await expect(visitor.query(`SELECT office.${call}`)).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('程序和数据库的清单相同', () => {
  it.each<[string, readonly string[]]>([
    ['identity_kind_is_known', ID_KINDS],
    ['identity_party_is_known', IDENTITY_PARTIES],
    ['case_file_kind_is_known', CASE_FILE_KINDS],
  ])('%s', async (constraint, list) => {
    const { rows } = await superuser.query<{ definition: string }>(
      `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1`,
      [constraint],
    );
    const values = [...(rows[0]?.definition ?? '').matchAll(/'([^']+)'::text/g)].map((match) => match[1]);
    expect(values).toEqual([...list]);
  });
});
