import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Actor } from '@/lib/organs/types';
import { openCaseFile, openIdentity } from '@/lib/personal-data/commands/open';
import { rotateKeys } from '@/lib/personal-data/commands/rotate-keys';
import { storeCaseFile } from '@/lib/personal-data/commands/store-case-file';
import { copyIdentity, storeIdentity } from '@/lib/personal-data/commands/store-identity';
import { applyRetention } from '@/lib/personal-data/jobs';
import {
  casesByIdNumber,
  casesOfSameApplicant,
  identityHintsOf,
  isSameApplicant,
  listCaseFiles,
  listViews,
} from '@/lib/personal-data/queries';
import { listRetention } from '@/lib/personal-data/queries/retention';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { inTransaction, staffDatabase } from '@/lib/platform/database';
import { ok } from '@/lib/platform/result';
import { SEALED_CHUNK_BYTES } from '@/lib/platform/sealed-box';
import {
  codesOf,
  makeOrgan,
  makePerson,
  openTestOffice,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';
import { TEST_KEYS } from '../../support/keys';
import { archiveOn, fileCase, gateOf } from './scene';

const NUMBER = inventedIdNumber(7);
const OPERATOR = { personId: null, name: '命令行（测试）', clientAddress: null } as const;
const NEWER = `2:${Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 53 + 7) % 256)).toString('base64')}`;
const FILE_NAME = `身份证${NUMBER}.jpg`;

let office: TestOffice;
let staff: pg.Client;
let owner: pg.Client;
let organ: TestOrgan;
let other: TestOrgan;
let handler: Actor;

const identify = (applicationId: string, idNumber = NUMBER) =>
  inTransaction((tx) =>
    storeIdentity(tx, { applicationId, party: 'applicant', idKind: 'resident_id_card', idNumber }),
  );
const bring = async (
  applicationId: string,
  bytes: Uint8Array,
  kind: 'identity_proof' | 'request' = 'identity_proof',
) =>
  unwrap(
    await inTransaction(async (tx) =>
      ok(
        await storeCaseFile(tx, {
          applicationId,
          kind,
          name: FILE_NAME,
          mediaType: 'image/jpeg',
          bytes,
          bringer: { by: 'applicant' },
        }),
      ),
    ),
  ).fileId;

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  owner = await office.connect('owner');
  organ = await makeOrgan(staff);
  other = await makeOrgan(staff);
  handler = await makePerson(staff, organ, '承办人', ['case_handler']);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => office.close());

describe('证件号码', () => {
  it('加密保存，列表里只有遮住的，写错了再记一次以后来的为准', async () => {
    const id = await fileCase(staff, organ);
    expect(unwrap(await identify(id, inventedIdNumber(1)))).toEqual({
      party: 'applicant',
      idKind: 'resident_id_card',
      hint: '4105**********0013',
    });
    unwrap(await identify(id));
    const { rows } = await staff.query(
      'SELECT revision, cipher FROM office.applicant_identity WHERE application_id = $1',
      [id],
    );
    expect(rows.map((row) => row.revision)).toEqual([1, 2]);
    for (const row of rows) expect((row.cipher as Buffer).includes(Buffer.from('4105'))).toBe(false);
    const hints = await identityHintsOf([id]);
    expect(hints.get(id)).toEqual([
      { party: 'applicant', idKind: 'resident_id_card', hint: `4105**********${NUMBER.slice(-4)}` },
    ]);
  });

  it('校验不过的号码不保存', async () => {
    const id = await fileCase(staff, organ);
    const wrong = `${NUMBER.slice(0, 17)}${NUMBER.endsWith('0') ? '1' : '0'}`;
    expect(codesOf(await identify(id, wrong))).toEqual(['id_card_check']);
    expect((await identityHintsOf([id])).size).toBe(0);
  });

  it('打开要有理由、职责和权限；每一次都留下一行，里面没有号码', async () => {
    const id = await fileCase(staff, organ);
    unwrap(await identify(id));
    const gate = gateOf(organ);
    const input = { applicationId: id, party: 'applicant' as const, reason: '核对申请人身份' };
    expect(codesOf(await openIdentity(handler, { ...input, reason: '　' }, gate))).toEqual([
      'reason_missing',
    ]);
    expect(
      codesOf(
        await openIdentity(
          handler,
          { ...input, reason: `核对 ${NUMBER.slice(0, 6)} ${NUMBER.slice(6)}` },
          gate,
        ),
      ),
    ).toEqual(['reason_holds_number']);
    expect(codesOf(await openIdentity(organ.cast.author, input, gate))).toEqual(['role_missing']);
    expect(codesOf(await openIdentity(other.cast.officeHead, input, gate))).toEqual(['not_found']);
    expect(codesOf(await openIdentity(handler, { ...input, party: 'agent' }, gate))).toEqual(['not_found']);
    expect(await listViews(id)).toEqual([]);
    for (const actor of [handler, organ.cast.officeHead, organ.cast.leader]) {
      expect(unwrap(await openIdentity(actor, input, gate))).toEqual({
        idKind: 'resident_id_card',
        idNumber: NUMBER,
      });
    }
    const views = await listViews(id);
    expect(views).toHaveLength(3);
    expect(views[2]).toMatchObject({
      subject: 'identity:applicant',
      personName: '承办人',
      reason: '核对申请人身份',
    });
    const audit = await staff.query('SELECT entry FROM office.audit_entry WHERE entry LIKE $1', [
      '%open_identity%',
    ]);
    expect(audit.rows).toHaveLength(3);
    expect(audit.rows[0].entry).toContain('核对申请人身份');
  });

  it('同一申请人按号码认，不按姓名；不跨机关', async () => {
    const number = inventedIdNumber(500);
    const [one, two, third, elsewhere] = [
      await fileCase(staff, organ),
      await fileCase(staff, organ),
      await fileCase(staff, organ),
      await fileCase(staff, other),
    ];
    unwrap(await identify(one, number));
    unwrap(await identify(two, ` ${number.slice(0, 6)}-${number.slice(6)}`));
    unwrap(await identify(third, inventedIdNumber(501)));
    unwrap(await identify(elsewhere, number));
    expect(await casesOfSameApplicant(one)).toEqual([two]);
    expect(await casesByIdNumber(organ.id, 'resident_id_card', number)).toEqual([two, one]);
    expect(await isSameApplicant(staffDatabase(), one, two)).toBe(true);
    expect(await isSameApplicant(staffDatabase(), one, third)).toBe(false);
    expect(await isSameApplicant(staffDatabase(), one, await fileCase(staff, organ))).toBe(false);
    // 抄错的号码改过之后，旧的不再算。
    unwrap(await identify(third, number));
    unwrap(await identify(two, inventedIdNumber(502)));
    expect(await casesOfSameApplicant(one)).toEqual([third]);
  });

  it('拆出的案件带着同一个号码，密文各是各的', async () => {
    const from = await fileCase(staff, organ);
    const to = await fileCase(staff, organ);
    unwrap(await identify(from));
    unwrap(await inTransaction(async (tx) => ok(await copyIdentity(tx, from, to))));
    const opened = await openIdentity(
      handler,
      { applicationId: to, party: 'applicant', reason: '核对' },
      gateOf(organ),
    );
    expect(unwrap(opened).idNumber).toBe(NUMBER);
  });

  it('把别案的密文搬过来，打不开', async () => {
    const from = await fileCase(staff, organ);
    const to = await fileCase(staff, organ);
    unwrap(await identify(from, inventedIdNumber(9)));
    unwrap(await identify(to));
    await owner.query('ALTER TABLE office.applicant_identity DISABLE TRIGGER USER');
    await owner.query(
      `UPDATE office.applicant_identity t SET cipher = f.cipher FROM office.applicant_identity f
       WHERE f.application_id = $1 AND t.application_id = $2`,
      [from, to],
    );
    await owner.query('ALTER TABLE office.applicant_identity ENABLE TRIGGER USER');
    const input = { applicationId: to, party: 'applicant' as const, reason: '核对' };
    expect(codesOf(await openIdentity(handler, input, gateOf(organ)))).toEqual(['unreadable']);
  });
});

describe('申请材料', () => {
  it('分块加密保存，名称也加密，打开得到原来的字节', async () => {
    const id = await fileCase(staff, organ);
    const bytes = new Uint8Array(SEALED_CHUNK_BYTES + 3).map((_, at) => at % 249);
    const fileId = await bring(id, bytes);
    expect(await listCaseFiles(id)).toMatchObject([
      {
        id: fileId,
        kind: 'identity_proof',
        name: '身份证明.jpg',
        size: bytes.length,
        broughtBy: 'applicant',
      },
    ]);
    const opened = unwrap(await openCaseFile(handler, { fileId, reason: '核对身份' }, gateOf(organ)));
    expect(Buffer.from(opened.bytes).equals(Buffer.from(bytes))).toBe(true);
    expect(opened.name).toBe(FILE_NAME);
    expect(codesOf(await openCaseFile(handler, { fileId, reason: '' }, gateOf(organ)))).toEqual([
      'reason_missing',
    ]);
    expect(codesOf(await openCaseFile(organ.cast.author, { fileId, reason: '看' }, gateOf(organ)))).toEqual([
      'role_missing',
    ]);
    expect(
      codesOf(await openCaseFile(other.cast.officeHead, { fileId, reason: '看' }, gateOf(organ))),
    ).toEqual(['not_found']);
  });

  it('申请材料属于日常办理，不必写理由，仍然留下一行', async () => {
    const id = await fileCase(staff, organ);
    const fileId = await bring(id, new Uint8Array([1, 2, 3]), 'request');
    unwrap(await openCaseFile(handler, { fileId, reason: '' }, gateOf(organ)));
    expect(await listViews(id)).toMatchObject([{ subject: `file:${fileId}`, reason: '办理本案' }]);
  });
});

describe('更换密钥', () => {
  it('全部换到新密钥下，旧密钥拿走之后照样打开；打不开的如实报告，再运行一次接着做', async () => {
    const id = await fileCase(staff, organ);
    unwrap(await identify(id));
    const fileId = await bring(id, new Uint8Array(SEALED_CHUNK_BYTES + 1));
    vi.stubEnv('GONGKAI_DATA_KEYS', `${NEWER},${TEST_KEYS.GONGKAI_DATA_KEYS}`);
    const report = await rotateKeys(OPERATOR);
    expect(report.keyNo).toBe(2);
    expect(report.renewed.identity).toBeGreaterThan(5);
    expect(report.renewed.file_chunk).toBeGreaterThanOrEqual(4);
    // 上面搬过来的那一条密文。
    expect(report.failed).toEqual({ identity: 1, file_name: 0, file_chunk: 0, removed_words: 0 });
    const { rows } = await staff.query(
      `SELECT count(*)::int AS left FROM (SELECT key_no FROM office.applicant_identity UNION ALL
       SELECT key_no FROM office.application_file UNION ALL SELECT key_no FROM office.application_file_chunk) k WHERE key_no <> 2`,
    );
    expect(rows).toEqual([{ left: 1 }]);
    const again = await rotateKeys(OPERATOR);
    expect(again.renewed).toEqual({ identity: 0, file_name: 0, file_chunk: 0, removed_words: 0 });
    vi.stubEnv('GONGKAI_DATA_KEYS', NEWER);
    const input = { applicationId: id, party: 'applicant' as const, reason: '核对' };
    expect(unwrap(await openIdentity(handler, input, gateOf(organ))).idNumber).toBe(NUMBER);
    expect(unwrap(await openCaseFile(handler, { fileId, reason: '核对' }, gateOf(organ))).bytes).toHaveLength(
      SEALED_CHUNK_BYTES + 1,
    );
    vi.stubEnv('GONGKAI_DATA_KEYS', TEST_KEYS.GONGKAI_DATA_KEYS);
    expect(codesOf(await openIdentity(handler, input, gateOf(organ)))).toEqual(['unreadable']);
  });
});

describe('到期清理', () => {
  it('归档期满才删除，预告与实际一致，删了什么有记录，案件和日志留着', async () => {
    const [old, young, open] = [
      await fileCase(staff, other),
      await fileCase(staff, other),
      await fileCase(staff, other),
    ];
    for (const id of [old, young, open]) {
      unwrap(await identify(id));
      await bring(id, new Uint8Array([1]));
    }
    const { rows } = await staff.query('SELECT office.today()::text AS today');
    const year = Number(String(rows[0].today).slice(0, 4));
    // 归档次年1月1日起满10年：前年往前数，正好期满的和差一年的。
    await archiveOn(owner, old, `${year - 11}-12-31`);
    await archiveOn(owner, young, `${year - 10}-01-01`);
    const preview = await listRetention(`${year}-12-31`);
    expect(
      preview.map(({ applicationId, isOver, termEnds, identities, files, parties }) => [
        applicationId,
        isOver,
        termEnds,
        identities,
        files,
        parties,
      ]),
    ).toEqual([
      [old, true, `${year - 1}-12-31`, 1, 1, 1],
      [young, false, `${year}-12-31`, 1, 1, 1],
    ]);
    expect(await applyRetention()).toMatchObject({ cases: 1, things: 3 });
    expect((await identityHintsOf([old, young, open])).size).toBe(2);
    expect(await listCaseFiles(old)).toEqual([]);
    const party = await staff.query(
      'SELECT name, phone, address, email FROM office.application_party WHERE application_id = $1',
      [old],
    );
    expect(party.rows).toEqual([{ name: '（到期已删除）', phone: '', address: '', email: '' }]);
    const gone = await staff.query(
      'SELECT subject, rule, erased_by FROM office.personal_data_erasure WHERE application_id = $1 ORDER BY subject',
      [old],
    );
    expect(gone.rows.map((row) => row.subject.replace(/[0-9a-f-]{36}/, '…'))).toEqual([
      'file:… identity_proof',
      'identity:applicant',
      'party:applicant',
    ]);
    expect(gone.rows[0]).toMatchObject({ rule: 'archive_term', erased_by: '到期清理' });
    expect(await applyRetention()).toMatchObject({ cases: 0, things: 0 });
    const kept = await staff.query(
      'SELECT count(*)::int AS n FROM office.application_event WHERE application_id = $1',
      [old],
    );
    expect(kept.rows).toEqual([{ n: 1 }]);
  });

  it('机关可以把归档期定得更长，不能更短', async () => {
    const id = await fileCase(staff, organ);
    await archiveOn(owner, id, '2000-06-01');
    const ends = async () =>
      (await staff.query('SELECT office.archive_term_ends($1)::text AS day', [id])).rows[0].day;
    expect(await ends()).toBe('2010-12-31');
    const set = (value: unknown, from: string) =>
      staff.query(
        `INSERT INTO office.organ_setting (organ_id, key, value, effective_from, set_at) VALUES ($1, 'archive_term_years', $2, $3, now())`,
        [organ.id, JSON.stringify(value), from],
      );
    await set(30, '2001-01-01');
    expect(await ends()).toBe('2030-12-31');
    await set(1, '2002-01-01');
    expect(await ends()).toBe('2010-12-31');
    await set('三十年', '2003-01-01');
    expect(await ends()).toBe('2010-12-31');
  });
});
