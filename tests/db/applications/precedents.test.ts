import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideProposal, proposePublication } from '@/lib/applications/commands/publication-proposals';
import { recordSearch } from '@/lib/applications/commands/record-search';
import { linkCase } from '@/lib/applications/commands/relate-cases';
import { casesAlike, findPrecedents, samePersonCases } from '@/lib/applications/queries/like-cases';
import { listProposals } from '@/lib/applications/queries/list-proposals';
import type { LoadedCase } from '@/lib/applications/queries/load-case';
import { currentCalendar } from '@/lib/calendar/queries';
import { addDays } from '@/lib/calendar/rules/civil-dates';
import { workingDayAfter } from '@/lib/calendar/rules/working-days';
import { loadItem } from '@/lib/disclosure/queries/load-item';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { type CaseCast, makeCaseCast, reload } from '../../support/cases';
import {
  codesOf,
  makeOrgan,
  openTestOffice,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';
import { caseOf, submissionOf } from '../../support/numbered-cases';

let office: TestOffice;
let superuser: pg.Client;
let organ: TestOrgan;
let cast: CaseCast;
let otherCast: CaseCast;
const today = civilDate(currentTime());

beforeAll(async () => {
  office = await openTestOffice();
  superuser = await office.connect('superuser');
  const staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  cast = await makeCaseCast(staff, organ);
  otherCast = await makeCaseCast(staff, await makeOrgan(staff));
});
afterAll(() => office.close());

/** As replied to: how a reply comes about is tested elsewhere. */
async function replied(loaded: LoadedCase, outcome: string, on = today): Promise<LoadedCase> {
  await superuser.query(`SET session_replication_role = replica`);
  await superuser.query(
    `UPDATE office.application SET state = 'replied', outcome = $2, replied_on = $3 WHERE id = $1`,
    [loaded.id, outcome, on],
  );
  await superuser.query(`SET session_replication_role = origin`);
  return reload(loaded.id);
}
async function restricted(loaded: LoadedCase): Promise<void> {
  await superuser.query(`SET session_replication_role = replica`);
  await superuser.query(`UPDATE office.application SET is_restricted = true, handler_id = $2 WHERE id = $1`, [
    loaded.id,
    cast.handlerB.personId,
  ]);
  await superuser.query(`SET session_replication_role = origin`);
}
const idsOf = (cases: readonly { id: string }[]) => cases.map(({ id }) => id);
/** Links two cases as asking for the same; gives the first as it is then. */
async function linked(one: LoadedCase, other: LoadedCase): Promise<LoadedCase> {
  unwrap(
    await linkCase(cast.handler, { caseId: one.id, otherId: other.id, kind: 'same_information', note: '' }),
  );
  return reload(one.id);
}

describe('检索词', () => {
  it.each([
    ['汉字两两成词，罕见字也一样', '㐂𠮷铺', ['㐂𠮷', '𠮷铺']],
    ['单字、英文、数字各自成词，全角按半角', '路 GB/T ２０２４', ['2024', 'gb', 't', '路']],
    ['标点不成词', '“，。”', []],
  ])('%s', async (_, text, terms) => {
    const { rows } = await superuser.query<{ t: string[] }>('SELECT office.search_terms($1) AS t', [text]);
    expect(rows[0]?.t.toSorted()).toEqual([...terms].sort());
  });

  it('申请和姓名一写进去就能找到，到期删除姓名后就找不到了', async () => {
    const loaded = await caseOf(cast.handler, 900, { title: '滨河大道绿化养护合同', name: '欧阳修远' });
    const found = async (column: 'terms' | 'names', words: string) =>
      (
        await superuser.query(
          `SELECT FROM office.application_search WHERE application_id = $1
           AND ${column} @@ (SELECT string_agg('''' || t || '''', ' & ')::tsquery FROM unnest(office.search_terms($2)) t)`,
          [loaded.id, words],
        )
      ).rowCount;
    expect(await found('terms', '绿化养护')).toBe(1);
    expect(await found('terms', '养护绿化')).toBe(0);
    expect(await found('names', '欧阳修远')).toBe(1);
    await superuser.query(
      `UPDATE office.application_party SET name = '（到期已删除）' WHERE application_id = $1`,
      [loaded.id],
    );
    expect(await found('names', '欧阳修远')).toBe(0);
  });
});

describe('前案', () => {
  it('同题材的答复排在前，别的不出现；没有答复的不是前案', async () => {
    const same = await replied(
      await caseOf(cast.handler, 1, { title: '人民大道雨污分流改造工程的施工合同' }),
      'public',
    );
    const near = await replied(
      await caseOf(cast.handler, 2, { title: '人民大道雨污分流改造工程环评批复' }),
      'partial',
    );
    const far = await replied(await caseOf(cast.handler, 3, { title: '企业研发补贴名单' }), 'public');
    const unresolved = await caseOf(cast.handler, 4, { title: '人民大道雨污分流改造工程的施工合同' });
    const asked = await caseOf(cast.handler, 5, { title: '申请公开人民大道雨污分流改造工程的施工合同' });
    const found = await findPrecedents(cast.handler, { caseId: asked.id });
    expect(idsOf(found)).toEqual([same.id, near.id]);
    expect(found[0]).toMatchObject({
      outcome: 'public',
      repliedOn: today,
      applicationNo: same.applicationNo,
    });
    expect(found[0]?.likeness).toBeGreaterThan(found[1]?.likeness ?? 100);
    expect(idsOf(found)).not.toContain(far.id);
    expect(idsOf(found)).not.toContain(unresolved.id);
    expect(idsOf(await findPrecedents(cast.handler, { text: '研发补贴' }))).toEqual([far.id]);
    // With statistics the terms weigh by how rare they are: the order stays.
    await superuser.query('ANALYZE office.application_search');
    expect(idsOf(await findPrecedents(cast.handler, { caseId: asked.id }))).toEqual([same.id, near.id]);
    expect(idsOf(await findPrecedents(cast.handler, { text: '研发补贴' }))).toEqual([far.id]);
  });

  it('别的机关的、限制查看的，不给不该看的人看', async () => {
    const hidden = await replied(
      await caseOf(cast.handler, 6, { title: '龙泉水库移民安置补偿标准' }),
      'public',
    );
    await restricted(hidden);
    const text = '龙泉水库移民安置补偿标准';
    expect(idsOf(await findPrecedents(cast.handlerB, { text }))).toEqual([hidden.id]);
    expect(await findPrecedents(cast.handler, { text })).toEqual([]);
    expect(await findPrecedents(cast.head, { text })).toEqual([]);
    expect(await findPrecedents(otherCast.handler, { text })).toEqual([]);
    expect(await findPrecedents(organ.cast.author, { text })).toEqual([]);
    expect(await findPrecedents(otherCast.handler, { caseId: hidden.id })).toEqual([]);
  });

  it('再长的文字、全是套话的文字也不出错', async () => {
    expect(await findPrecedents(cast.handler, { text: '申请公开政府信息' })).toEqual([]);
    expect(await findPrecedents(cast.handler, { text: `${'甲乙丙丁'.repeat(3_000)}` })).toEqual([]);
    expect(await findPrecedents(cast.handler, { text: `' | '' & !((` })).toEqual([]);
  });
});

describe('同一申请人和重复申请', () => {
  it('[FEE-3] 按证件号码列出，同名的别人不在内；限制查看的只给该看的人', async () => {
    const first = await caseOf(cast.handler, 20, { title: '甲厂停产补助', name: '张三' });
    const second = await submissionOf(cast.handler, 20, { title: '乙厂停产补助', name: '张三丰' });
    await caseOf(cast.handler, 21, { title: '丙厂停产补助', name: '张三' });
    expect(idsOf(await samePersonCases(cast.handler, first.id))).toEqual([second.id]);
    expect(await samePersonCases(otherCast.handler, first.id)).toEqual([]);
    await restricted(second);
    expect(await samePersonCases(cast.handler, first.id)).toEqual([]);
    expect(idsOf(await samePersonCases(cast.handlerB, first.id))).toEqual([second.id]);
  });

  it('[REG-44-3] 同一人问同一件事是重复，办结没办结都列；别人问的另列，只提示', async () => {
    const title = '红旗渠大道地铁一号线站点选址方案';
    const before = await replied(await caseOf(cast.handler, 30, { title }), 'public');
    const pending = await submissionOf(cast.handler, 30, { title: `${title}（再次申请）` });
    const others = await caseOf(cast.handler, 31, { title });
    const asked = await caseOf(cast.handler, 30, { title });
    const alike = await casesAlike(cast.handler, asked.id);
    expect(idsOf(alike.duplicates).sort()).toEqual([before.id, pending.id].sort());
    expect(idsOf(alike.sameByOthers)).toEqual([others.id]);
    expect(idsOf(alike.precedents)).toEqual([before.id]);
  });
});

describe('由申请转主动公开', () => {
  it('[REG-44-1] [条例44] 两个不同的人问同一信息，确认相同后提出建议，只提一次', async () => {
    const one = await caseOf(cast.handler, 40, { title: '北关区营商环境评价结果' });
    const again = await caseOf(cast.handler, 40, { title: '北关区营商环境评价结果' });
    const other = await caseOf(cast.handler, 41, { title: '北关区营商环境评价结果' });
    const third = await caseOf(cast.handler, 42, { title: '北关区营商环境评价结果' });
    await linked(again, one);
    expect(await listProposals(cast.head)).toEqual([]);
    expect((await linked(other, again)).events.at(-1)?.action).toBe('propose_publication');
    const [proposal] = await listProposals(cast.head);
    expect(proposal).toMatchObject({
      source: 'same_information',
      title: '北关区营商环境评价结果',
      caseCount: 3,
      decision: null,
    });
    expect(idsOf(proposal?.cases ?? [])).toEqual([one.id, again.id, other.id]);
    expect((await linked(third, one)).events.at(-1)?.action).toBe('link_case');
    expect(await listProposals(cast.head)).toHaveLength(1);
    expect(await listProposals(otherCast.head)).toEqual([]);
  });

  it('[REG-44-1] 都不予公开的不提', async () => {
    const one = await caseOf(cast.handler, 50, { title: '某涉密会议纪要' });
    const other = await caseOf(cast.handler, 51, { title: '某涉密会议纪要' });
    for (const loaded of [one, other]) await replied(loaded, 'not_public.state_secret');
    expect((await linked(one, other)).events.at(-1)?.action).toBe('link_case');
  });

  it('[REG-44-2] 申请人建议的要研究：采纳就生成草稿，20 个工作日，三审三校照走；不采纳写明理由', async () => {
    const loaded = await caseOf(cast.handler, 60, { title: '专精特新企业名单' });
    const input = {
      caseId: loaded.id,
      source: 'applicant' as const,
      title: '专精特新企业名单',
      reason: '申请人建议',
    };
    const { proposalId } = unwrap(await proposePublication(cast.handler, input));
    expect(codesOf(await proposePublication(cast.handler, input))).toEqual(['proposal_open_already']);
    const accept = {
      proposalId,
      conclusion: 'accepted' as const,
      writerId: organ.cast.author.personId,
      reason: '',
    };
    expect(codesOf(await decideProposal(cast.handler, accept))).toEqual(['proposal_role_missing']);
    expect(codesOf(await decideProposal(otherCast.head, accept))).toEqual(['proposal_unknown']);
    expect(codesOf(await decideProposal(cast.head, { ...accept, writerId: cast.handler.personId }))).toEqual([
      'proposal_writer_missing',
    ]);
    expect(
      codesOf(await decideProposal(cast.head, { proposalId, conclusion: 'declined', reason: '' })),
    ).toEqual(['proposal_reason_missing']);
    const done = unwrap(await decideProposal(cast.head, accept));
    const item = await loadItem(done.itemId ?? '');
    expect(item).toMatchObject({ draftState: 'draft', sectionId: organ.cast.author.sectionId, live: null });
    expect(item?.draft.content.title).toBe('专精特新企业名单');
    expect(done.targetDate).toBe(workingDayAfter(await currentCalendar(), today, 20).date);
    expect(codesOf(await decideProposal(cast.headB, accept))).toEqual(['proposal_decided']);
    const found = (await listProposals(cast.head)).find(({ id }) => id === proposalId);
    expect(found?.decision).toMatchObject({ conclusion: 'accepted', isPublished: false, isOverdue: false });
    unwrap(await proposePublication(cast.handler, { ...input, source: 'staff' }));
  });

  it('提出建议的人不作决定', async () => {
    const loaded = await caseOf(cast.handler, 61, { title: '产业集聚区规划' });
    await superuser.query(
      `INSERT INTO office.role_grant (person_id, role, starts_on) VALUES ($1, 'office_head', '2020-01-01')`,
      [cast.handlerB.personId],
    );
    const input = { caseId: loaded.id, source: 'staff' as const, title: '规划', reason: '常有人问' };
    const { proposalId } = unwrap(await proposePublication(cast.handlerB, input));
    const both = { ...cast.handlerB, roles: ['case_handler', 'office_head'] as const };
    expect(
      codesOf(await decideProposal(both, { proposalId, conclusion: 'declined', reason: '不公开' })),
    ).toEqual(['proposal_own']);
    const declined = unwrap(
      await decideProposal(cast.head, { proposalId, conclusion: 'declined', reason: '尚未批复' }),
    );
    expect(declined).toEqual({ itemId: null, targetDate: null });
  });
});

describe('检索记录', () => {
  const search = (loaded: LoadedCase, changes = {}) => ({
    caseId: loaded.id,
    seenSeq: loaded.seq,
    searchedOn: today,
    place: '档案室、办公自动化系统',
    words: '工业投资 2025',
    method: '全文检索',
    searchedBy: '孙示',
    found: false,
    result: '没有找到相关文件',
    ...changes,
  });

  it('在哪里、用什么词、谁、何时、结果如何，记成一条，写进案卷', async () => {
    const loaded = await caseOf(cast.handler, 70);
    const done = unwrap(await recordSearch(cast.handler, search(loaded)));
    const after = await reload(loaded.id);
    expect(after.events.at(-1)).toMatchObject({
      action: 'record_search',
      onDate: today,
      detail: { searchId: done.searchId, found: false },
    });
    expect(after.state).toBe('in_hand');
    expect(codesOf(await recordSearch(cast.handler, search(loaded)))).toEqual(['stale_case']);
  });

  it('日期不能在收到之前，也不能在今天之后；不是承办人的不能记', async () => {
    const loaded = await caseOf(cast.handler, 71);
    expect(
      codesOf(await recordSearch(cast.handler, search(loaded, { searchedOn: addDays(today, 1) }))),
    ).toEqual(['search_in_future']);
    expect(
      codesOf(await recordSearch(cast.handler, search(loaded, { searchedOn: addDays(today, -1) }))),
    ).toEqual(['search_before_receipt']);
    expect(codesOf(await recordSearch(cast.legal, search(loaded)))).toEqual(['role_missing']);
    expect(codesOf(await recordSearch(otherCast.handler, search(loaded)))).toEqual(['not_found']);
  });
});
