import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { submitCaseLetter, voidCaseLetter } from '@/lib/applications/commands/case-letters';
import { decideCase, type NewDecision } from '@/lib/applications/commands/decide';
import { draftProcedureLetter } from '@/lib/applications/commands/procedure-letters';
import { recordSearch } from '@/lib/applications/commands/record-search';
import { findDecisionForm } from '@/lib/applications/letters/queries/decision-form';
import { previewIssue } from '@/lib/applications/letters/queries/issue-preview';
import {
  listLetterRows,
  listLetterTasks,
  listRegister,
} from '@/lib/applications/letters/queries/letter-lists';
import { findLetterPage } from '@/lib/applications/letters/queries/letter-page';
import { previewDraft, previewLetter } from '@/lib/applications/letters/queries/letter-preview';
import { findProcedureForm } from '@/lib/applications/letters/queries/procedure-form';
import { procedureLetterSchema, saveCaseLetterSchema } from '@/lib/applications/letters/schema';
import { clockNow } from '@/lib/applications/queries/case-clock';
import type { LoadedCase } from '@/lib/applications/queries/load-case';
import { OUTCOME_TABLE } from '@/lib/applications/rules/outcome-table';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import { renderNow } from '@/lib/letters/queries/render-now';
import { staffDatabase } from '@/lib/platform/database';
import { approveLetter, decideOpenStep, post } from '../../support/case-letters';
import { type CaseCast, caseInHand, makeCaseCast, reload } from '../../support/cases';
import { fingerprint } from '../../support/doors/scene';
import { codesOf, makeOrgan, openTestOffice, type TestOffice, unwrap } from '../../support/factories';

// The one clock of the program stands on the day a test says, and the database follows.
const story = vi.hoisted(() => ({ now: null as Date | null }));
vi.mock('@/lib/platform/clock', async (original) => ({
  ...(await original<typeof import('@/lib/platform/clock')>()),
  currentTime: () => story.now ?? new Date(),
  isClockMoved: () => story.now !== null,
}));

/* What the screens of decisions and letters are filled with: previews that write nothing and say what will be so. */

let office: TestOffice;
let staff: pg.Client;
let cast: CaseCast;
beforeAll(async () => {
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  const organ = await makeOrgan(staff);
  cast = await makeCaseCast(staff, organ);
  const owner = await office.connect('owner');
  await owner.query(
    `UPDATE office.organ SET reconsideration_organ = '某区人民政府', court = '某区人民法院', phone = '0372-0000000' WHERE id = $1`,
    [organ.id],
  );
});
afterAll(async () => {
  story.now = null;
  await office.close();
});

const on = (date: string) => {
  story.now = new Date(`${date}T09:00:00+08:00`);
};
const SUPPLEMENT = { deficiency: 'unclear', corrections: '写明所需信息的年度\n写明所需信息的种类' };
const R13 = {
  outcome: 'unavailable.not_held',
  subOutcome: 'not_responsible',
  grounds: { not_responsible_reason: '该信息由市统计局制作' },
} as const;
async function inHand(date = '2026-03-02'): Promise<LoadedCase> {
  on(date);
  return caseInHand(cast.handler, { on: date });
}
function decided(loaded: LoadedCase, changes: Partial<NewDecision> = {}) {
  const beside = { partialGrounds: [], evidenceFiles: {}, publicInterest: '', ownWords: [] };
  return decideCase(cast.handler, { caseId: loaded.id, seenSeq: loaded.seq, ...R13, ...beside, ...changes });
}
async function begun(loaded: LoadedCase, code: 'L02' | 'L04', more: object): Promise<string> {
  const { id: caseId, seq: seenSeq } = loaded;
  const input = { caseId, seenSeq, code, fields: {}, ownWords: [], ...more };
  return unwrap(await draftProcedureLetter(cast.handler, input)).letterId;
}
async function writingNothing<T>(work: () => Promise<T>): Promise<T> {
  const before = await fingerprint(staff);
  const result = await work();
  expect(await fingerprint(staff)).toBe(before);
  return result;
}
const holders = async (role: string) => {
  const { rows } = await staff.query<{ id: string }>(
    `SELECT id FROM office.person WHERE organ_id = $1 AND office.holds_role(id, $2) ORDER BY id`,
    [cast.head.organId, role],
  );
  return rows.map(({ id }) => id);
};
const told = async (kind: string) =>
  (await staffDatabase().notice.findMany({ where: { kind, readAt: null } }))
    .map(({ personId }) => personId)
    .sort();

describe('作出决定的页面', () => {
  it('[REG-36-1] 可以选的结果正是总表的各行，每行的依据、文书、救济告知和表三的格子都写出来', async () => {
    const { id } = await inHand();
    const form = await findDecisionForm(cast.handler, id);
    const offered = form?.choices.map(({ key }) => key) ?? [];
    const wanted = OUTCOME_TABLE.filter(
      ({ outcome, subOutcome }) =>
        outcome !== 'record_correction' &&
        outcome !== 'other.supplement_overdue' &&
        outcome !== 'other.fee_unpaid' &&
        subOutcome !== 'withdrawn',
    ).map(({ outcome, subOutcome }) => (subOutcome === null ? outcome : `${outcome}/${subOutcome}`));
    expect(offered).toEqual(wanted);
    expect(form?.choices.find(({ key }) => key === 'not_public.state_secret')).toMatchObject({
      group: '（三）不予公开',
      basis: '《条例》第十四条',
      letter: 'R04 不予公开决定书（国家秘密）',
      remedy: '复议前置',
      cell: '（三）不予公开 1.属于国家秘密',
      route: ['工作机构负责人审核', '法制审核', '分管领导审批'],
    });
    expect(form?.choices.every(({ cell }) => cell !== null && cell !== '')).toBe(true);
    expect(form?.whyNot).toEqual([]);
    expect((await findDecisionForm(cast.head, id))?.whyNot[0]?.code).toBe('role_missing');
  });

  it('[REG-EV-1] 案卷里有检索记录，“政府信息不存在”的材料就齐了，检索的情况不必再填', async () => {
    const loaded = await inHand();
    const none = (await findDecisionForm(cast.handler, loaded.id))?.choices.find(({ key }) =>
      key.endsWith('does_not_exist'),
    );
    expect(none?.evidence).toMatchObject([{ key: 'search_record', isThere: false }]);
    const search = {
      place: '档案室',
      words: '投资',
      method: '目录检索',
      searchedBy: '承办人',
      found: false,
      result: '未检索到',
    };
    unwrap(
      await recordSearch(cast.handler, {
        caseId: loaded.id,
        seenSeq: loaded.seq,
        searchedOn: '2026-03-02',
        ...search,
      }),
    );
    const some = (await findDecisionForm(cast.handler, loaded.id))?.choices.find(({ key }) =>
      key.endsWith('does_not_exist'),
    );
    expect(some?.evidence).toMatchObject([{ key: 'search_record', isThere: true }]);
    expect(some?.known).toMatchObject({
      search_words: '投资',
      search_places: '档案室',
      searched_on: '2026-03-02',
    });
  });
});

describe('起草文书的页面', () => {
  it('[REG-33-2] 预览延期告知书：什么也不记录，写出的新日期就是起草后文书写的日期', async () => {
    const loaded = await inHand();
    const input = { caseId: loaded.id, code: 'L04' as const, ownWords: [], workingDays: 10 };
    const bare = unwrap(await writingNothing(() => previewLetter(cast.handler, { ...input, fields: {} })));
    expect(bare.problems.map(({ message }) => message).join()).toContain('延期原因');
    expect(bare.document.paragraphs.map(({ text }) => text).join()).toContain('【延期原因】');
    expect(bare.dates).toEqual({ dueBefore: '2026-03-30', dueAfter: '2026-04-14' });
    const fields = { extension_reason: '资料分散' };
    const whole = unwrap(await writingNothing(() => previewLetter(cast.handler, { ...input, fields })));
    expect(whole.problems).toEqual([]);
    const letterId = await begun(loaded, 'L04', { workingDays: 10, fields });
    const letter = await loadLetter(letterId);
    if (letter === null) throw new Error('no letter');
    expect(unwrap(await renderNow(staffDatabase(), letter)).document).toEqual(whole.document);
    expect((await findProcedureForm(cast.handler, loaded.id, 'L04'))?.extendable).toBe(20);
  });

  it('[REG-30-7] 过了7个工作日才告知补正，页面提醒；没有发出征求意见的，不能告知申请人', async () => {
    const loaded = await inHand();
    const early = await findProcedureForm(cast.handler, loaded.id, 'L02');
    expect(early?.warnings.map(({ code }) => code)).not.toContain('late_supplement_notice');
    on('2026-03-20');
    const late = await findProcedureForm(cast.handler, loaded.id, 'L02');
    expect(late?.warnings.map(({ code }) => code)).toContain('late_supplement_notice');
    expect(late?.whyNot).toEqual([]);
    expect(
      (await findProcedureForm(cast.handler, loaded.id, 'L07'))?.whyNot.map(({ code }) => code),
    ).toContain('nothing_to_do');
    expect(await findProcedureForm(cast.handler, loaded.id, 'R02')).toBeNull();
  });

  it('由系统填写的内容，表单里不能改', async () => {
    const { id: caseId } = await inHand();
    const input = { caseId, seenSeq: 1, code: 'L04', ownWords: [], workingDays: 5 };
    expect(procedureLetterSchema.safeParse({ ...input, fields: { extension_reason: '一' } }).success).toBe(
      true,
    );
    expect(procedureLetterSchema.safeParse({ ...input, fields: { new_due: '2026-12-31' } }).success).toBe(
      false,
    );
    const change = { letterId: caseId, revision: 1 };
    expect(
      saveCaseLetterSchema.safeParse({ ...change, fields: { receipt_date: '2026-01-01' } }).success,
    ).toBe(false);
  });

  it('改动草稿的预览不保存', async () => {
    const letterId = await begun(await inHand(), 'L02', { fields: SUPPLEMENT });
    const input = { letterId, fields: { corrections: '写明文号' }, ownWords: ['可以来电咨询'] };
    const { document } = unwrap(await writingNothing(() => previewDraft(cast.handler, input)));
    const text = document.paragraphs.map((one) => one.text).join('\n');
    expect(text).toContain('写明文号');
    expect(text).toContain('可以来电咨询。');
    expect((await loadLetter(letterId))?.fields['corrections']).toBe(SUPPLEMENT.corrections);
  });
});

describe('文书从审批到送达', () => {
  it('[LT-4] 提交、同意、退回、盖章，只通知下一个该办的人；待办随之变化', async () => {
    const loaded = await inHand();
    const { letterId } = unwrap(await decided(loaded));
    const id = String(letterId);
    const waits = async (actor: CaseCast['head']) =>
      (await listLetterTasks(actor)).filter((task) => task.id === id).map(({ what }) => what);
    expect(await waits(cast.handler)).toEqual(['finish']);
    unwrap(await submitCaseLetter(cast.handler, { letterId: id, revision: 1 }));
    expect(await told('letter_open')).toEqual(await holders('office_head'));
    expect(await waits(cast.head)).toEqual(['decide']);
    expect(await waits(cast.leader)).toEqual([]);
    unwrap(await decideOpenStep(cast, id, 'pass'));
    expect(await told('letter_open')).toEqual(await holders('disclosure_leader'));
    expect(await waits(cast.leader)).toEqual(['decide']);
    const page = await findLetterPage(cast.leader, loaded.id, id);
    expect(page?.route.map(({ state, people }) => [state, people])).toEqual([
      ['passed', ['head']],
      ['open', expect.arrayContaining(['leader'])],
    ]);
    expect(page?.outcome).toMatchObject({ cell: '（四）无法提供 1.本机关不掌握相关政府信息' });
    unwrap(await decideOpenStep(cast, id, 'return'));
    expect(await told('letter_open')).toEqual([]);
    expect(await told('letter_returned')).toEqual([cast.handler.personId]);
    expect((await findLetterPage(cast.handler, loaded.id, id))?.route.at(-1)).toMatchObject({
      state: 'returned',
      opinion: '请写明具体年度',
    });
    expect(await waits(cast.handler)).toEqual(['revise']);
    // The case is in hand again: the reply is decided anew, with all that was typed, and the old draft gives way.
    const page2 = await findLetterPage(cast.handler, loaded.id, id);
    expect(page2).toMatchObject({ isToDecideAgain: true, may: { write: false } });
    expect(codesOf(await submitCaseLetter(cast.handler, { letterId: id, revision: 1 }))).toEqual([
      'decide_again',
    ]);
    expect((await findDecisionForm(cast.handler, loaded.id))?.former).toMatchObject({
      key: 'unavailable.not_held/not_responsible',
      grounds: R13.grounds,
      opinion: '请写明具体年度',
    });
    const again = unwrap(await decided(await reload(loaded.id)));
    expect((await loadLetter(id))?.state).toBe('dropped');
    await approveLetter(cast, String(again.letterId));
    expect(await told('letter_sealed')).toEqual([cast.handler.personId]);
  });

  it('[REG-33-5] 送达前写明交邮之日和效力；登记后正是这样', async () => {
    const { id, seq } = await inHand();
    const letterId = await begun(await reload(id), 'L04', {
      workingDays: 5,
      fields: { extension_reason: '资料分散' },
    });
    await approveLetter(cast, letterId);
    expect(seq).toBeGreaterThan(0);
    const way = { letterId, way: 'china_post' as const, sentOn: '2026-03-02', servedOn: null };
    const preview = unwrap(await writingNothing(() => previewIssue(cast.handler, way)));
    expect(preview).toMatchObject({
      legalDate: '2026-03-02',
      dueBefore: '2026-03-30',
      dueAfter: '2026-04-07',
    });
    expect(preview.effect).toContain('延长5个工作日');
    unwrap(await post(cast, letterId, '2026-03-02'));
    expect((await clockNow(await reload(id))).clock.replyDue).toBe(preview.dueAfter);
    const late = await previewIssue(cast.handler, { ...way, sentOn: '2026-03-01' });
    expect(late.ok).toBe(false);
  });

  it('[LT-3] 文号登记簿按序号列出，作废的留在里面，写明理由', async () => {
    on('2027-03-01');
    const loaded = await caseInHand(cast.handler, { on: '2027-03-01' });
    const first = unwrap(await decided(loaded));
    await approveLetter(cast, String(first.letterId));
    expect((await listLetterRows(cast.handler, 'sealed')).map(({ id }) => id)).toContain(first.letterId);
    unwrap(await voidCaseLetter(cast.head, { letterId: String(first.letterId), reason: '文字有误' }));
    const second = unwrap(await decided(await reload(loaded.id)));
    await approveLetter(cast, String(second.letterId));
    unwrap(await post(cast, String(second.letterId), '2027-03-01'));
    const register = await listRegister(cast.handler, 2027, '公开复');
    expect(register.map(({ state, endedReason, legalDate }) => [state, endedReason, legalDate])).toEqual([
      ['void', '文字有误', null],
      ['served', '', '2027-03-01'],
    ]);
    expect(register[0]?.number).toMatch(/公开复〔2027〕1号$/);
    expect(await listRegister(cast.handler, 2027, '别的')).toEqual([]);
  });
});
