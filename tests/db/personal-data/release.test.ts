import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/organs/types';
import { rotateKeys } from '@/lib/personal-data/commands/rotate-keys';
import { storeCaseFile } from '@/lib/personal-data/commands/store-case-file';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { inTransaction, staffDatabase } from '@/lib/platform/database';
import { ok, type Result } from '@/lib/platform/result';
import { checkEnclosures } from '@/lib/release-gate/commands/check-enclosures';
import { addEnclosure, removeEnclosure } from '@/lib/release-gate/commands/enclosures';
import { answerOverride, proposeOverride } from '@/lib/release-gate/commands/overrides';
import { listEnclosures, releaseStanding } from '@/lib/release-gate/queries';
import { covered } from '../../rules/release-gate/pdfs';
import { type Bytes, docx, para, pdf } from '../../support/documents';
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
import { draftLetter, fileCase, gateOf } from './scene';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const NUMBER = inventedIdNumber(11);

let office: TestOffice;
let staff: pg.Client;
let owner: pg.Client;
let organ: TestOrgan;
let other: TestOrgan;
let handler: Actor;

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  owner = await office.connect('owner');
  organ = await makeOrgan(staff);
  other = await makeOrgan(staff);
  handler = await makePerson(staff, organ, '承办人', ['case_handler']);
});
afterAll(() => office.close());

async function bring(applicationId: string, name: string, bytes: Bytes): Promise<string> {
  const mediaType = name.endsWith('.pdf') ? 'application/pdf' : WORD;
  const bringer = { by: 'staff', personId: handler.personId } as const;
  return unwrap(
    await inTransaction(async (tx) =>
      ok(await storeCaseFile(tx, { applicationId, kind: 'enclosure', name, mediaType, bytes, bringer })),
    ),
  ).fileId;
}

const enclose = (letterId: string, fileId: string, removedWords = '', by = handler) =>
  inTransaction((tx) => addEnclosure(tx, by, { letterId, fileId, removedWords }));
const standing = (letterId: string) => releaseStanding(staffDatabase(), letterId);
const isClear = async (letterId: string): Promise<boolean> =>
  (await staff.query('SELECT office.release_is_clear($1) AS clear', [letterId])).rows[0].clear;

/** Both say the same, the program and the database. */
async function expectStanding(letterId: string, codes: string[]): Promise<Result<unknown>> {
  const result = await standing(letterId);
  expect(codesOf(result)).toEqual(codes);
  expect(await isClear(letterId)).toBe(codes.length === 0);
  return result;
}

async function scene(name: string, bytes: Bytes, removedWords = '') {
  const applicationId = await fileCase(staff, organ);
  const letterId = await draftLetter(staff, organ, applicationId, handler);
  const fileId = await bring(applicationId, name, bytes);
  const { enclosureId } = unwrap(await enclose(letterId, fileId, removedWords));
  return { applicationId, letterId, fileId, enclosureId };
}

describe('随文书提供的文件', () => {
  it('没有附件的文书没有可查的；干净的附件加上就能发', async () => {
    const applicationId = await fileCase(staff, organ);
    await expectStanding(await draftLetter(staff, organ, applicationId, handler), []);
    const { letterId } = await scene('情况说明.pdf', pdf({ pages: ['public', 'two'] }));
    await expectStanding(letterId, []);
    expect(await listEnclosures(letterId)).toMatchObject([
      {
        position: 1,
        name: '情况说明.pdf',
        pages: 2,
        removedWords: 0,
        check: { result: 'clear', isCurrent: true, findings: [] },
      },
    ]);
  });

  it('没有查过的不能发，直接写进数据库的也不能', async () => {
    const { letterId, enclosureId } = await scene('a.pdf', pdf({ pages: ['a'] }));
    await owner.query('ALTER TABLE office.release_check DISABLE TRIGGER USER');
    await owner.query('DELETE FROM office.release_check WHERE enclosure_id = $1', [enclosureId]);
    await owner.query('ALTER TABLE office.release_check ENABLE TRIGGER USER');
    await expectStanding(letterId, ['release_not_checked']);
    unwrap(await inTransaction((tx) => checkEnclosures(tx, handler, letterId)));
    await expectStanding(letterId, []);
  });

  it('去除的词语加密保存；还在的查出来，说在哪里、不说是什么', async () => {
    const { letterId } = await scene('答复.pdf', covered('Zhang San'), 'Zhang San\n410599199001010001');
    const refused = await expectStanding(letterId, ['release_blocked']);
    expect(refused.ok ? '' : refused.refusals[0]?.message).toBe(
      '附件“答复.pdf”的检查没有通过：去除的文字还在。请改好后换上，或者由两人写明理由放行。',
    );
    const [enclosure] = await listEnclosures(letterId);
    expect(enclosure?.check?.proof).toMatchObject({ words: 2, found: 1, pages: 1 });
    const { rows } = await staff.query('SELECT * FROM office.letter_enclosure WHERE letter_id = $1', [
      letterId,
    ]);
    expect((rows[0].cipher as Buffer).includes(Buffer.from('Zhang'))).toBe(false);
    const checks = await staff.query(
      'SELECT findings::text || coalesce(proof::text, $2) AS said FROM office.release_check WHERE letter_id = $1',
      [letterId, ''],
    );
    expect(checks.rows[0].said).not.toMatch(/Zhang|410599/);
  });

  it('换密钥之后，去除的词语照样能查', async () => {
    const { letterId } = await scene('答复.pdf', pdf({ pages: ['gone'] }), 'Zhang San');
    const newer = Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 53 + 7) % 256)).toString('base64');
    process.env.GONGKAI_DATA_KEYS = `2:${newer},${TEST_KEYS.GONGKAI_DATA_KEYS}`;
    const operator = { personId: null, name: '命令行（测试）', clientAddress: null } as const;
    expect((await rotateKeys(operator)).renewed.removed_words).toBeGreaterThan(0);
    process.env.GONGKAI_DATA_KEYS = `2:${newer}`;
    const checked = unwrap(await inTransaction((tx) => checkEnclosures(tx, handler, letterId, true)));
    expect(checked).toMatchObject([{ result: 'clear' }]);
    process.env.GONGKAI_DATA_KEYS = `2:${newer},${TEST_KEYS.GONGKAI_DATA_KEYS}`;
  });

  it('只有承办人和工作机构负责人、只在起草时、只附本案的文件、不重复', async () => {
    const { applicationId, letterId, fileId, enclosureId } = await scene('a.pdf', pdf({ pages: ['a'] }));
    const second = await bring(applicationId, 'b.pdf', pdf({ pages: ['b'] }));
    const elsewhere = await bring(await fileCase(staff, organ), 'c.pdf', pdf({ pages: ['c'] }));
    expect(codesOf(await enclose(letterId, fileId))).toEqual(['release_enclosed_already']);
    expect(codesOf(await enclose(letterId, elsewhere))).toEqual(['release_file_unreadable']);
    expect(codesOf(await enclose(letterId, second, '李'))).toEqual(['release_word_too_short']);
    expect(codesOf(await enclose(letterId, second, '', organ.cast.author))).toEqual([
      'release_role_missing_enclose',
    ]);
    expect(codesOf(await enclose(letterId, second, '', other.cast.officeHead))).toEqual([
      'release_not_found',
    ]);
    unwrap(await enclose(letterId, second, '', organ.cast.officeHead));
    expect((await listEnclosures(letterId)).map(({ position, name }) => [position, name])).toEqual([
      [1, 'a.pdf'],
      [2, 'b.pdf'],
    ]);
    const remove = (by: Actor) => inTransaction((tx) => removeEnclosure(tx, by, { letterId, enclosureId }));
    expect(codesOf(await remove(organ.cast.author))).toEqual(['release_role_missing_enclose']);
    await setState(letterId, 'in_route');
    expect(codesOf(await remove(handler))).toEqual(['release_letter_not_draft']);
    expect(codesOf(await enclose(letterId, second))).toEqual(['release_letter_not_draft']);
    await setState(letterId, 'draft');
    unwrap(await remove(handler));
    expect(codesOf(await remove(handler))).toEqual(['release_not_found']);
  });

  it('检查之后文件被换，查不过', async () => {
    const { letterId, fileId } = await scene('a.pdf', pdf({ pages: ['a'] }));
    await owner.query('ALTER TABLE office.application_file_chunk DISABLE TRIGGER USER');
    await owner.query(
      'UPDATE office.application_file_chunk SET cipher = set_byte(cipher, 40, (get_byte(cipher, 40) + 1) % 256) WHERE file_id = $1',
      [fileId],
    );
    await owner.query('ALTER TABLE office.application_file_chunk ENABLE TRIGGER USER');
    const again = await inTransaction((tx) => checkEnclosures(tx, handler, letterId, true));
    expect(codesOf(again)).toEqual(['release_file_unreadable']);
  });
});

async function setState(letterId: string, state: string): Promise<void> {
  await owner.query('ALTER TABLE office.letter DISABLE TRIGGER USER');
  await owner.query('UPDATE office.letter SET state = $2 WHERE id = $1', [letterId, state]);
  await owner.query('ALTER TABLE office.letter ENABLE TRIGGER USER');
}

describe('两个人放行', () => {
  const propose = (by: Actor, enclosureId: string, findingKey: string, reason = '当事人书面同意提供') =>
    proposeOverride(by, { enclosureId, findingKey, reason }, gateOf(organ));
  const answer = (by: Actor, overrideId: string, said: 'confirmed' | 'rejected' = 'confirmed', note = '') =>
    answerOverride(by, { overrideId, answer: said, note }, gateOf(organ));

  it('一人提出、另一人同意才放行；自己不能同意自己；理由必填', async () => {
    const { letterId, enclosureId } = await scene('名单.docx', docx(para(`身份证号${NUMBER}`)));
    await expectStanding(letterId, ['release_blocked']);
    const key = 'id_card@body';
    expect(codesOf(await propose(handler, enclosureId, key, ' 　'))).toEqual(['release_reason_missing']);
    expect(codesOf(await propose(organ.cast.author, enclosureId, key))).toEqual([
      'release_role_missing_propose',
    ]);
    expect(codesOf(await propose(other.cast.officeHead, enclosureId, key))).toEqual(['not_found']);
    expect(codesOf(await propose(handler, enclosureId, 'bank_card@body'))).toEqual(['release_finding_gone']);
    const { overrideId } = unwrap(await propose(handler, enclosureId, key));
    expect(codesOf(await propose(organ.cast.officeHead, enclosureId, key))).toEqual([
      'release_proposed_already',
    ]);
    await expectStanding(letterId, ['release_blocked']);
    expect(codesOf(await answer(handler, overrideId))).toEqual(['release_role_missing_answer']);
    expect(codesOf(await answer(organ.cast.leader, overrideId, 'rejected', ' '))).toEqual([
      'release_note_missing',
    ]);
    unwrap(await answer(organ.cast.leader, overrideId));
    await expectStanding(letterId, []);
    expect(codesOf(await answer(organ.cast.head, overrideId))).toEqual(['release_answered_already']);
    // 再查一遍，同样的发现仍然算放行过；换了文件就不算。
    unwrap(await inTransaction((tx) => checkEnclosures(tx, handler, letterId, true)));
    await expectStanding(letterId, []);
  });

  it('工作机构负责人提出的，不能由本人同意；不同意之后可以再提', async () => {
    const { letterId, enclosureId } = await scene('名单.docx', docx(para(`身份证号${NUMBER}`)));
    const key = 'id_card@body';
    const { overrideId } = unwrap(await propose(organ.cast.officeHead, enclosureId, key));
    expect(codesOf(await answer(organ.cast.officeHead, overrideId))).toEqual(['release_own_proposal']);
    unwrap(await answer(organ.cast.leader, overrideId, 'rejected', '请遮住'));
    await expectStanding(letterId, ['release_blocked']);
    const again = unwrap(await propose(handler, enclosureId, key));
    unwrap(await answer(organ.cast.officeHead, again.overrideId));
    await expectStanding(letterId, []);
  });

  it('密级标志谁也不能放行 [REG-17-2]', async () => {
    const { letterId, enclosureId } = await scene('材料.docx', docx(para('机密★10年') + para('正文')));
    await expectStanding(letterId, ['release_blocked']);
    const [enclosure] = await listEnclosures(letterId);
    const key = enclosure?.check?.findings[0]?.key ?? '';
    expect(codesOf(await propose(handler, enclosureId, key))).toEqual(['release_never_overridden']);
  });

  it('两个人同时提出，只成一个', async () => {
    const { enclosureId } = await scene('名单.docx', docx(para(`身份证号${NUMBER}`)));
    const results = await Promise.all([
      propose(handler, enclosureId, 'id_card@body'),
      propose(organ.cast.officeHead, enclosureId, 'id_card@body'),
    ]);
    expect(results.flatMap(codesOf)).toEqual(['release_proposed_already']);
  });
});
