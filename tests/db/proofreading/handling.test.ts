import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { addFinding, handleFindings } from '@/lib/disclosure/commands/handle-findings';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import { proofreadDraft } from '@/lib/disclosure/queries/proofread-draft';
import type { ItemContent } from '@/lib/disclosure/types';
import type { Actor } from '@/lib/organs/types';
import { dictionariesOf, listFindings } from '@/lib/proofreading/queries';
import type { AddFindingInput } from '@/lib/proofreading/schema';
import type { HandlingAct, StoredFinding } from '@/lib/proofreading/types';
import {
  answers,
  codesOf,
  decide,
  draftItem,
  getItem,
  getRound,
  makeOrgan,
  openTestOffice,
  passSteps,
  publishNew,
  save,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

const body = (...lines: string[]): ItemContent['body'] => ({
  type: 'doc',
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});
/** One finding that blocks (a valid number), one warning (a wrong word), one hint (a space). */
const FAULTY = body('联系人身份证号 11010519491231002X。', '请各企业按步就班落实。');

async function draftOf(doc: ItemContent['body']): Promise<string> {
  return draftItem(organ, { content: { body: doc } });
}
const codesOfSubmit = async (itemId: string, handlings = answers(itemId)) =>
  codesOf(await submitItem(organ.cast.author, { ...(await seen(itemId)), handlings: await handlings }));
const findingsOf = async (itemId: string) => listFindings([(await getRound(itemId)).id]);

async function handle(
  itemId: string,
  by: Actor,
  act: HandlingAct,
  findings: readonly StoredFinding[],
  reason = '理由',
) {
  const round = await getRound(itemId);
  const [step] = openSteps(round.facts);
  return handleFindings(by, {
    roundId: round.id,
    position: step?.position ?? 0,
    handlings: findings.map(({ id }) => ({ findingId: id, act, reason })),
  });
}

async function point(itemId: string, by: Actor, changes: Partial<AddFindingInput> = {}) {
  const round = await getRound(itemId);
  const [step] = openSteps(round.facts);
  return addFinding(by, {
    roundId: round.id,
    position: step?.position ?? 0,
    place: { path: 'body', line: 1, from: 0, to: 0, words: '各企业' },
    kind: 'other',
    severity: 'warning',
    message: '应写明企业范围',
    ...changes,
  });
}

describe('[TR-17] 提交时逐条处理校对发现', () => {
  it('没有答复就不能提交；答复齐了，发现和答复随这一稿保存', async () => {
    const itemId = await draftOf(FAULTY);
    expect(await codesOfSubmit(itemId, Promise.resolve([]))).toEqual(['finding_unanswered']);
    const all = await answers(itemId);
    expect(all.length).toBeGreaterThan(1);
    expect(await codesOfSubmit(itemId, Promise.resolve(all.slice(1)))).toEqual(['finding_unanswered']);
    expect((await getItem(itemId)).draftState).toBe('draft');
    expect(await codesOfSubmit(itemId)).toEqual([]);
    const stored = await findingsOf(itemId);
    expect(stored.map((finding) => finding.key).sort()).toEqual(all.map(({ key }) => key).sort());
    for (const finding of stored) {
      expect(finding.handlings).toMatchObject([{ step: 'author', personId: organ.cast.author.personId }]);
    }
  });

  it('拟稿人不能忽略必须处理的发现，只能改正或提请决定；不写理由不行', async () => {
    const itemId = await draftOf(FAULTY);
    const all = await answers(itemId);
    const refused = all.map((one) => ({ ...one, act: 'refused' as const }));
    expect(await codesOfSubmit(itemId, Promise.resolve(refused))).toEqual(['finding_only_final_review']);
    const silent = all.map((one) => ({ ...one, reason: ' ' }));
    expect(new Set(await codesOfSubmit(itemId, Promise.resolve(silent)))).toEqual(
      new Set(['escalation_reason_missing', 'finding_reason_missing']),
    );
  });

  it('[REG-17-2] 有密级标志就不能提交，什么答复都没有用', async () => {
    const itemId = await draftOf(body('机密★10年', '正文。'));
    expect(await codesOfSubmit(itemId)).toEqual(['finding_marking']);
    const escalated = (await answers(itemId)).map((one) => ({ ...one, act: 'escalated' as const }));
    expect(await codesOfSubmit(itemId, Promise.resolve(escalated))).toEqual(['finding_marking']);
  });

  it('[TR-19] 写明公开个人信息的依据后，身份证号只提醒，依据记在发现里', async () => {
    const itemId = await draftItem(organ, {
      content: { body: FAULTY, personal_data_basis: '《行政处罚法》第四十八条' },
    });
    await submit(organ, itemId);
    const [number] = (await findingsOf(itemId)).filter((finding) => finding.rule === 'id_card');
    expect(number).toMatchObject({ severity: 'warning', exemptBasis: '《行政处罚法》第四十八条' });
  });

  it('[TR-18] 保存的发现里没有完整的号码', async () => {
    const itemId = await draftOf(FAULTY);
    await submit(organ, itemId);
    const { rows } = await staff.query('SELECT f::text AS row FROM office.finding f');
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) expect(row).not.toContain('11010519491231002X');
  });
});

describe('[TR-17] 审核时处理校对发现', () => {
  it('提请决定的可以走到终审；终审不写结论不能通过，初审不能代为忽略', async () => {
    const itemId = await draftOf(FAULTY);
    await submit(organ, itemId);
    const blocking = (await findingsOf(itemId)).filter((finding) => finding.severity === 'blocking');
    expect(codesOf(await handle(itemId, organ.cast.l1, 'refused', blocking))).toEqual([
      'finding_only_final_review',
    ]);
    expect(codesOf(await handle(itemId, organ.cast.l1, 'escalated', blocking))).toEqual([]);
    await passSteps(organ, itemId, 'reviewer_l3');
    expect(codesOf(await decide(organ, itemId))).toEqual(['finding_undecided']);
    expect(codesOf(await handle(itemId, organ.cast.l3, 'refused', blocking, ''))).toEqual([
      'finding_reason_missing',
    ]);
    unwrap(await handle(itemId, organ.cast.l3, 'refused', blocking));
    expect(codesOf(await decide(organ, itemId))).toEqual([]);
  });

  it('审核人提出的意见没有处理就不能通过；提出的人可以注明已解决，别人不行', async () => {
    const itemId = await draftOf(FAULTY);
    await submit(organ, itemId);
    unwrap(await point(itemId, organ.cast.l1));
    const own = (await findingsOf(itemId)).filter((finding) => finding.origin === 'reviewer');
    expect(own).toMatchObject([{ place: { excerpt: '各企业', from: 1, to: 4 }, foundStep: 'l1' }]);
    expect(codesOf(await decide(organ, itemId))).toEqual(['finding_unhandled']);
    expect(codesOf(await handle(itemId, organ.cast.l1b, 'settled', own))).toEqual([
      'finding_not_yours_to_settle',
    ]);
    unwrap(await handle(itemId, organ.cast.l1, 'settled', own, '已电话核实'));
    expect(codesOf(await decide(organ, itemId))).toEqual([]);
  });

  it('审核人指出的密级标志，终审也不能放过', async () => {
    const itemId = await draftOf(body('正文。', '请各企业报送。'));
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'reviewer_l3');
    unwrap(await point(itemId, organ.cast.l3, { kind: 'classification', severity: 'blocking' }));
    const own = await findingsOf(itemId);
    for (const act of ['refused', 'settled'] as const) {
      expect(codesOf(await handle(itemId, organ.cast.l3, act, own)), act).toContain('finding_never_refused');
    }
    unwrap(await handle(itemId, organ.cast.l3, 'escalated', own));
    expect(codesOf(await decide(organ, itemId))).toEqual(['finding_undecided']);
  });

  it('位置不对、号码要遮盖、不是自己的环节、写过这一稿的人，都照规矩来', async () => {
    const itemId = await draftOf(FAULTY);
    await submit(organ, itemId);
    const place = { path: 'body', line: 1, from: 0, to: 0, words: '没有的字' };
    expect(codesOf(await point(itemId, organ.cast.l1, { place }))).toEqual(['place_unknown']);
    const beyond = { path: 'body', line: 99, from: 0, to: 5, words: '' };
    expect(codesOf(await point(itemId, organ.cast.l1, { place: beyond }))).toEqual(['place_unknown']);
    expect(codesOf(await point(itemId, organ.cast.l2))).toEqual(['role_missing']);
    expect(codesOf(await point(itemId, organ.cast.author))).toContain('own_work');
    unwrap(
      await point(itemId, organ.cast.l1, { place: { path: 'body', line: 0, from: 0, to: 0, words: '' } }),
    );
    const [own] = (await findingsOf(itemId)).filter((finding) => finding.origin === 'reviewer');
    expect(own?.place.excerpt).toContain('110***2X');
    expect(own?.place.excerpt).not.toContain('19491231');
  });

  it('一次处理几条，有一条不行就全不记', async () => {
    const itemId = await draftOf(FAULTY);
    await submit(organ, itemId);
    const all = await findingsOf(itemId);
    expect(codesOf(await handle(itemId, organ.cast.l1, 'refused', all))).toEqual([
      'finding_only_final_review',
    ]);
    for (const finding of await findingsOf(itemId)) expect(finding.handlings).toHaveLength(1);
    const foreign = await draftOf(FAULTY);
    await submit(organ, foreign);
    expect(codesOf(await handle(itemId, organ.cast.l1, 'escalated', await findingsOf(foreign)))).toContain(
      'finding_gone',
    );
  });
});

describe('再次提交', () => {
  it('上一稿写过的理由和审核人的意见带到这一稿；改掉的不再出现', async () => {
    const itemId = await draftOf(FAULTY);
    await submit(organ, itemId);
    unwrap(await point(itemId, organ.cast.l1));
    unwrap(await decide(organ, itemId, { conclusion: 'return', returnTo: 0, opinion: '请按意见修改' }));
    const before = await getItem(itemId);
    const again = unwrap(
      await proofreadDraft(organ.cast.author, { itemId, draftRevision: before.draft.revision }),
    );
    expect(again.remarks).toMatchObject([{ message: '应写明企业范围', isChanged: false }]);
    expect(again.findings.find((finding) => finding.rule === 'wrong_word')?.former).toMatchObject({
      act: 'refused',
      reason: '经核对无误',
      by: 'author（拟稿）',
    });
    await save(organ, itemId, { body: body('联系人略。', '请规上企业按部就班落实。') });
    const after = await getItem(itemId);
    const fixed = unwrap(
      await proofreadDraft(organ.cast.author, { itemId, draftRevision: after.draft.revision }),
    );
    expect(fixed.findings.filter((finding) => ['id_card', 'wrong_word'].includes(finding.rule))).toEqual([]);
    expect(fixed.remarks).toMatchObject([{ isChanged: true }]);
    expect(codesOf(await proofreadDraft(organ.cast.author, { itemId, draftRevision: 1 }))).toEqual([
      'stale_item',
    ]);
  });

  it('没有发现的稿件照常走完', async () => {
    const itemId = await publishNew(organ);
    expect((await getItem(itemId)).publicState).toBe('published');
  });
});

describe('机关自己的词典', () => {
  it('生效的设置参加校对，写坏的一条不影响其他', async () => {
    const other = await makeOrgan(staff);
    const value = {
      protectedNames: [{ name: '欧阳示例', posts: ['局长'], order: 1 }],
      corrections: [{ wrong: '测试错词', right: '测试对词' }, { wrong: '' }],
      settings: [{ rule: 'classification_term', isOff: true }],
    };
    const owner = await office.connect('owner');
    await owner.query(
      `INSERT INTO office.organ_setting (organ_id, key, value, effective_from) VALUES ($1, 'proofreading_dictionary', $2, '2020-01-01')`,
      [other.id, JSON.stringify(value)],
    );
    const dictionaries = await dictionariesOf(other.id);
    expect(dictionaries.protectedNames).toEqual(value.protectedNames);
    expect(dictionaries.corrections).toContainEqual(value.corrections[0]);
    expect(dictionaries.settings).toEqual([]);
    const itemId = await draftItem(other, { content: { body: body('测试错词。') } });
    const { draft } = await getItem(itemId);
    const { findings } = unwrap(
      await proofreadDraft(other.cast.author, { itemId, draftRevision: draft.revision }),
    );
    expect(findings).toMatchObject([
      { rule: 'wrong_word', suggestion: '测试对词', words: '测试错词', where: '正文' },
    ]);
  });
});

describe('[TR-6] 日志与校对记录对照', () => {
  it('发现和处理与日志一致；删去、改动任何一条都查得出', async () => {
    expect((await verifyAudit()).findings).toEqual([]);
    const superuser = await office.connect('superuser');
    const problemsAfter = async (sql: string) => {
      await superuser.query('BEGIN');
      await superuser.query('SET LOCAL session_replication_role = replica');
      const { rows } = await superuser.query(sql);
      await superuser.query('COMMIT');
      const { findings } = await verifyAudit();
      return { rows, codes: findings.map(({ code, record }) => [code, record?.type]) };
    };
    const handled = await problemsAfter(
      `UPDATE office.finding_handling SET reason = '别的理由' WHERE id = (SELECT id FROM office.finding_handling
       WHERE step = 'l3' LIMIT 1) RETURNING id`,
    );
    expect(handled.codes).toEqual([['record_changed', 'finding_handling']]);
    const gone = await problemsAfter(
      `DELETE FROM office.finding WHERE id = (SELECT id FROM office.finding f WHERE origin = 'reviewer'
       AND NOT EXISTS (SELECT 1 FROM office.finding_handling h WHERE h.finding_id = f.id) LIMIT 1) RETURNING id`,
    );
    expect(gone.rows).toHaveLength(1);
    expect(gone.codes).toContainEqual(['audit_without_record', 'finding']);
    const machine = await problemsAfter(
      `UPDATE office.finding SET severity = 'hint' WHERE id = (SELECT id FROM office.finding WHERE origin = 'automatic'
       LIMIT 1) RETURNING id`,
    );
    expect(machine.codes).toContainEqual(['record_changed', 'finding_list']);
  });
});
