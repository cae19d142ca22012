import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zeroTables } from '@/lib/annual-report/rules/cells';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import type { BodyDoc } from '@/lib/disclosure/body/types';
import { cancelDraft } from '@/lib/disclosure/commands/cancel-draft';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { createItem } from '@/lib/disclosure/commands/create-item';
import { decideItem, returnApprovedItem } from '@/lib/disclosure/commands/decide-item';
import { publishItem, schedulePublication } from '@/lib/disclosure/commands/publish-item';
import { saveDraft } from '@/lib/disclosure/commands/save-draft';
import { setContentClass } from '@/lib/disclosure/commands/set-content-class';
import { startEdit } from '@/lib/disclosure/commands/start-edit';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { publishDuePlans } from '@/lib/disclosure/jobs';
import { listTasks } from '@/lib/disclosure/queries/list-tasks';
import type { VisibilityAction } from '@/lib/disclosure/transitions';
import { atTime } from '@/lib/platform/clock';
import { bodyOf, p } from '../../support/bodies';
import {
  actorOf,
  answers,
  approveItem,
  codesOf,
  decide,
  decisionInput,
  draftItem,
  edit,
  getItem,
  getRound,
  makeOrgan,
  makePerson,
  openTestOffice,
  passSteps,
  publish,
  publishNew,
  readyContent,
  save,
  schedule,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';
import { PIXEL } from '../../support/pictures';

let office: TestOffice;
let staff: pg.Client;
let visitor: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  visitor = await office.connect('public');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

const publicTitle = async (itemId: string): Promise<string | null> =>
  (await visitor.query('SELECT title FROM published.item WHERE id = $1', [itemId])).rows[0]?.title ?? null;

describe('修改使审核作废', () => {
  it('[TR-2] 审核中修改：旧的通过不再算数，新版本从初审开始', async () => {
    const itemId = await draftItem(organ);
    const first = await submit(organ, itemId);
    await passSteps(organ, itemId, 'reviewer_l3');
    await edit(organ, itemId);
    await save(organ, itemId, { title: '改过的标题' });
    const second = await submit(organ, itemId);
    expect(second.facts.contentHash).not.toBe(first.facts.contentHash);
    expect(second.versionNumber).toBe(2);
    expect(openSteps(second.facts).map((step) => step.position)).toEqual([1]);
    const { rows } = await staff.query('SELECT closed_reason FROM office.round WHERE id = $1', [first.id]);
    expect(rows).toEqual([{ closed_reason: 'edited' }]);
  });

  it('[TR-2] 不先开启修改，审核中的文字保存不了', async () => {
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    const { draft } = await getItem(itemId);
    const content = { ...draft.content, title: '偷偷改' };
    const refused = await saveDraft(organ.cast.author, { itemId, revision: draft.revision, content });
    expect(codesOf(refused)).toEqual(['not_editable_in_state']);
    expect((await getItem(itemId)).draft.content.title).toBe(draft.content.title);
  });

  it('[TR-2] 修改之后，旧页面上的“通过”被当作过期', async () => {
    const itemId = await draftItem(organ);
    const old = await submit(organ, itemId);
    const [step] = openSteps(old.facts);
    if (step === undefined) throw new Error('no step');
    const form = decisionInput(old, step);
    await edit(organ, itemId);
    expect(codesOf(await decideItem(organ.cast.l1, form))).toEqual(['stale_round']);
    await save(organ, itemId, { title: '改过' });
    const now = await submit(organ, itemId);
    expect(codesOf(await decideItem(organ.cast.l1, form))).not.toEqual([]);
    expect((await getRound(itemId)).facts.decisions).toEqual([]);
    expect(codesOf(await decideItem(organ.cast.l1, { ...form, roundId: now.id }))).toEqual(['stale_round']);
  });

  it('[TR-3] 审核人动笔就成了作者：不能再审，也不能发布', async () => {
    const itemId = await draftItem(organ);
    const both = await makePerson(staff, organ, '初审又发布', ['reviewer_l1', 'publisher']);
    await submit(organ, itemId);
    await edit(organ, itemId, both);
    await save(organ, itemId, { title: '审核人改的标题' }, both);
    await submit(organ, itemId);
    expect(codesOf(await decide(organ, itemId, {}, both))).toEqual(['own_work']);
    await passSteps(organ, itemId);
    expect(codesOf(await publishItem(both, await seen(itemId)))).toEqual(['own_publication']);
    const publishAt = new Date(Date.now() + 3_600_000);
    expect(codesOf(await schedulePublication(both, { ...(await seen(itemId)), publishAt }))).toEqual([
      'own_publication',
    ]);
    await publish(organ, itemId);
  });

  it('[TR-3] 作者兼发布员也不能退回自己已审定的稿件', async () => {
    const both = await makePerson(staff, organ, '既写又发布', ['author', 'publisher']);
    const itemId = await draftItem(organ, { by: both });
    await submit(organ, itemId, both);
    await passSteps(organ, itemId);
    const returned = await returnApprovedItem(both, { ...(await seen(itemId)), reason: '想再改改' });
    expect(codesOf(returned)).toEqual(['own_work']);
    expect((await getItem(itemId)).draftState).toBe('approved');
  });

  it.each([
    ['附件', '附件.txt', false],
    ['插图', '图.png', true],
  ])('[TR-3] 上传过这一稿%s的人有一份：不能审，也不能发布；传了没用上的不算', async (_, name, inline) => {
    const both = await makePerson(staff, organ, `传${name}又审`, ['reviewer_l1', 'publisher']);
    const unused = await makePerson(staff, organ, `传了没用 ${name}`, ['reviewer_l1', 'publisher']);
    const bytes = inline ? PIXEL : new TextEncoder().encode('附件的内容');
    const itemId = await draftItem(organ);
    const file = unwrap(await uploadFile(both, { itemId, name, bytes, inline }));
    const other = new TextEncoder().encode('没有用上的附件');
    unwrap(await uploadFile(unused, { itemId, name: '没有用上.txt', bytes: other, inline: false }));
    const body = inline
      ? bodyOf(p('见图。'), { type: 'image', attrs: { file: file.sha256, alt: '图' } })
      : undefined;
    await save(organ, itemId, { attachments: [file], ...(body ? { body } : {}) });
    await submit(organ, itemId);
    expect(codesOf(await decide(organ, itemId, {}, both))).toEqual(['own_work']);
    unwrap(await decide(organ, itemId, {}, unused));
    await passSteps(organ, itemId);
    expect(codesOf(await publishItem(both, await seen(itemId)))).toEqual(['own_publication']);
    const publishAt = new Date(Date.now() + 3_600_000);
    expect(codesOf(await schedulePublication(both, { ...(await seen(itemId)), publishAt }))).toEqual([
      'own_publication',
    ]);
    unwrap(await publishItem(unused, await seen(itemId)));
  });

  it('[TR-3] 一人身兼两级：第二级被拒，设置放宽的席位除外', async () => {
    const l1AndL2 = await makePerson(staff, organ, '身兼初审复审', ['reviewer_l1', 'reviewer_l2']);
    const l1AndSecrecy = await makePerson(staff, organ, '身兼初审保密', ['reviewer_l1', 'secrecy_officer']);
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    unwrap(await decide(organ, itemId, {}, l1AndL2));
    expect(codesOf(await decide(organ, itemId, {}, l1AndL2))).toEqual(['second_seat']);

    const strict = await draftItem(organ);
    await submit(organ, strict);
    unwrap(await decide(organ, strict, {}, l1AndSecrecy));
    unwrap(await decide(organ, strict));
    await staff.query(
      `INSERT INTO office.organ_setting (organ_id, key, value, effective_from)
       VALUES ($1, 'secrecy_officer_may_be_l1_or_l2', 'true', '2020-01-01')`,
      [organ.id],
    );
    // A round keeps the settings it began with.
    expect(codesOf(await decide(organ, strict, {}, l1AndSecrecy))).toEqual(['second_seat']);

    const relaxed = await draftItem(organ);
    await submit(organ, relaxed);
    unwrap(await decide(organ, relaxed, {}, l1AndSecrecy));
    unwrap(await decide(organ, relaxed));
    unwrap(await decide(organ, relaxed, {}, l1AndSecrecy));
    await passSteps(organ, relaxed);
    await publish(organ, relaxed);
    await staff.query(
      `INSERT INTO office.organ_setting (organ_id, key, value, effective_from)
       VALUES ($1, 'secrecy_officer_may_be_l1_or_l2', 'false', '2020-01-01')`,
      [organ.id],
    );
  });

  it('作废的稿件留着文字，不能再动', async () => {
    const itemId = await draftItem(organ);
    unwrap(await cancelDraft(organ.cast.author, await seen(itemId)));
    expect((await getItem(itemId)).draftState).toBe('cancelled');
    expect(codesOf(await submitItem(organ.cast.author, await seen(itemId)))).toEqual(['not_in_this_state']);
    expect(codesOf(await startEdit(organ.cast.author, await seen(itemId)))).toEqual([
      'not_editable_in_state',
    ]);
  });
});

describe('更正', () => {
  it('更正审核期间公开的仍是原来的版本，新版本发布时才替换，地址和索引号不变', async () => {
    const itemId = await publishNew(organ, { content: { title: '原来的标题' } });
    const before = (await getItem(itemId)).live;
    await edit(organ, itemId);
    expect(await publicTitle(itemId)).toBe('原来的标题');
    await save(organ, itemId, { title: '更正的标题', columns: [organ.columns[1]] });
    await submit(organ, itemId);
    await passSteps(organ, itemId);
    expect(await publicTitle(itemId)).toBe('原来的标题');
    await publish(organ, itemId);
    expect(await publicTitle(itemId)).toBe('更正的标题');
    const after = (await getItem(itemId)).live;
    expect(after).toMatchObject({
      indexNo: before?.indexNo,
      firstPublishedAt: before?.firstPublishedAt,
      publications: 2,
    });
    const { rows } = await visitor.query('SELECT column_id FROM published.item_column WHERE item_id = $1', [
      itemId,
    ]);
    expect(rows).toEqual([{ column_id: organ.columns[1] }]);
  });

  it('[TR-3] 原稿的作者不能审核别人写的更正', async () => {
    const author = await makePerson(staff, organ, '既写又审', ['author', 'reviewer_l1']);
    const itemId = await draftItem(organ, { by: author });
    await submit(organ, itemId, author);
    await passSteps(organ, itemId);
    await publish(organ, itemId);
    await edit(organ, itemId, organ.cast.author2);
    await save(organ, itemId, { title: '别人的更正' }, organ.cast.author2);
    await submit(organ, itemId, organ.cast.author2);
    expect(codesOf(await decide(organ, itemId, {}, author))).toEqual(['own_work']);
    await passSteps(organ, itemId);
  });

  it('没有改动的更正不必提交；放弃更正后公开版本照旧，再开更正从公开的文字开始', async () => {
    const itemId = await publishNew(organ, { content: { title: '公开的标题' } });
    await edit(organ, itemId);
    expect(codesOf(await submitItem(organ.cast.author, await seen(itemId)))).toEqual(['nothing_changed']);
    await save(organ, itemId, { title: '写了又不要' });
    unwrap(await cancelDraft(organ.cast.author, await seen(itemId)));
    expect(await getItem(itemId)).toMatchObject({ draftState: 'none', publicState: 'published' });
    await edit(organ, itemId);
    expect((await getItem(itemId)).draft.content.title).toBe('公开的标题');
  });

  it('[TR-14] 隐藏立即生效，恢复的是同一版本，撤回后地址只留编号', async () => {
    const itemId = await publishNew(organ, { content: { title: '有疑问' } });
    const change = async (action: 'hide' | 'restore' | 'withdraw_item', by = organ.cast.l3) =>
      changeVisibility(by, action, { ...(await seen(itemId)), reason: '理由' });
    const { live } = await getItem(itemId);
    expect(codesOf(await change('withdraw_item'))).toEqual(['not_in_this_state']);
    unwrap(await change('hide', organ.cast.l1));
    expect(await publicTitle(itemId)).toBeNull();
    expect(codesOf(await change('restore', organ.cast.l1))).toEqual(['role_missing_visibility']);
    unwrap(await change('restore'));
    expect(await publicTitle(itemId)).toBe('有疑问');
    expect((await getItem(itemId)).live?.versionId).toBe(live?.versionId);
    unwrap(await change('hide', organ.cast.publisher));
    unwrap(await change('withdraw_item', organ.cast.leader));
    expect(await publicTitle(itemId)).toBeNull();
    expect(codesOf(await change('restore'))).toEqual(['not_in_this_state']);
    const { rows } = await visitor.query('SELECT * FROM published.gone WHERE id = $1', [itemId]);
    expect(rows).toEqual([{ id: itemId, organ_id: organ.id, report_year: null, notice_id: null }]);
  });
});

describe('隐藏和撤回之后', () => {
  const change = async (itemId: string, action: VisibilityAction, by = organ.cast.l3) =>
    changeVisibility(by, action, { ...(await seen(itemId)), reason: '理由' });
  const tomorrow = () => new Date(Date.now() + 86_400_000);
  const correct = async (itemId: string, title: string) => {
    await edit(organ, itemId);
    await save(organ, itemId, { title });
    await submit(organ, itemId);
    await passSteps(organ, itemId);
  };
  /** Public, with a correction that passed every step. */
  const corrected = async (): Promise<string> => {
    const itemId = await publishNew(organ, { content: { title: '原来的' } });
    await correct(itemId, '更正的');
    return itemId;
  };
  const publishing = async (itemId: string) => {
    const form = await seen(itemId);
    return [
      codesOf(await publishItem(organ.cast.publisher, form)),
      codesOf(await schedulePublication(organ.cast.publisher, { ...form, publishAt: tomorrow() })),
    ];
  };

  it('[TR-14] 隐藏后，审完的更正稿不能发布也不能定时；恢复的是原来的版本，之后更正稿可以发布', async () => {
    const itemId = await corrected();
    unwrap(await change(itemId, 'hide', organ.cast.l1));
    expect(await publishing(itemId)).toEqual([['hidden_first'], ['hidden_first']]);
    expect(await getItem(itemId)).toMatchObject({ draftState: 'approved', publicState: 'hidden' });
    unwrap(await change(itemId, 'restore'));
    expect(await publicTitle(itemId)).toBe('原来的');
    await publish(organ, itemId);
    expect(await publicTitle(itemId)).toBe('更正的');
  });

  it('[TR-14] 隐藏期间可以写更正、走完审核，仍须先恢复才能发布', async () => {
    const itemId = await publishNew(organ);
    unwrap(await change(itemId, 'hide'));
    await correct(itemId, '隐藏期间的更正');
    expect(await publishing(itemId)).toEqual([['hidden_first'], ['hidden_first']]);
    expect(await publicTitle(itemId)).toBeNull();
    const { toPublish } = await listTasks(organ.cast.publisher);
    expect(toPublish.find((task) => task.row.id === itemId)?.what).toContain('恢复公开后');
  });

  it('[TR-14] 隐藏时取消更正稿的定时，到点什么也不公开，审定仍然有效', async () => {
    const itemId = await corrected();
    await schedule(organ, itemId, tomorrow());
    unwrap(await change(itemId, 'hide', organ.cast.secrecy));
    expect(await getItem(itemId)).toMatchObject({
      draftState: 'approved',
      publicState: 'hidden',
      plan: null,
      refusedPlan: null,
    });
    const { rows } = await staff.query('SELECT ended_reason FROM office.plan WHERE item_id = $1', [itemId]);
    expect(rows).toEqual([{ ended_reason: 'cancelled' }]);
    expect(await atTime(new Date(Date.now() + 2 * 86_400_000), publishDuePlans)).toEqual([]);
    expect(await publicTitle(itemId)).toBeNull();
  });

  it('[TR-14] 撤回后不能再更正：开不了修改，写到一半的不能保存、提交，审完的不能发布，只能放弃', async () => {
    const approved = await corrected();
    const drafted = await publishNew(organ);
    await edit(organ, drafted);
    await save(organ, drafted, { title: '写到一半' });
    const plain = await publishNew(organ);
    for (const itemId of [approved, drafted, plain]) {
      unwrap(await change(itemId, 'hide'));
      unwrap(await change(itemId, 'withdraw_item'));
    }
    const { author } = organ.cast;
    for (const itemId of [approved, plain]) {
      expect(codesOf(await startEdit(author, await seen(itemId)))).toEqual(['not_editable_in_state']);
    }
    const { draft } = await getItem(drafted);
    const text = { itemId: drafted, revision: draft.revision, content: { ...draft.content, title: '再写' } };
    expect(codesOf(await saveDraft(author, text))).toEqual(['not_editable_in_state']);
    expect(codesOf(await submitItem(author, await seen(drafted)))).toEqual(['not_in_this_state']);
    unwrap(await cancelDraft(author, await seen(drafted)));
    expect(await publishing(approved)).toEqual([['hidden_first'], ['hidden_first']]);
    unwrap(
      await returnApprovedItem(organ.cast.publisher, { ...(await seen(approved)), reason: '原信息已撤回' }),
    );
    unwrap(await cancelDraft(author, await seen(approved)));
    for (const itemId of [approved, drafted, plain]) {
      expect(await getItem(itemId)).toMatchObject({ draftState: 'none', publicState: 'withdrawn' });
      expect(await publicTitle(itemId)).toBeNull();
    }
  });

  it('[TR-14] 归档的信息隐藏后恢复，仍是归档；归档之后更正过的，恢复为已公开', async () => {
    const itemId = await publishNew(organ);
    const archive = async () => unwrap(await change(itemId, 'archive', organ.cast.officeHead));
    const hideAndRestore = async () => {
      unwrap(await change(itemId, 'hide'));
      unwrap(await change(itemId, 'restore'));
      return (await getItem(itemId)).publicState;
    };
    expect(await hideAndRestore()).toBe('published');
    await archive();
    expect(await hideAndRestore()).toBe('archived');
    expect(await hideAndRestore()).toBe('archived');
    await correct(itemId, '归档之后的更正');
    await publish(organ, itemId);
    expect(await hideAndRestore()).toBe('published');
  });

  it('[TR-14] 隐藏不因旧页面被拒：别人刚办过也马上隐藏', async () => {
    const itemId = await publishNew(organ);
    const old = { itemId, itemRevision: (await getItem(itemId)).revision - 1, reason: '疑似泄密' };
    unwrap(await changeVisibility(organ.cast.l1, 'hide', old));
    expect(await publicTitle(itemId)).toBeNull();
    expect(codesOf(await changeVisibility(organ.cast.l3, 'restore', old))).toEqual(['stale_item']);
    expect(codesOf(await changeVisibility(organ.cast.l1, 'hide', old))).toEqual(['not_in_this_state']);
  });

  it('[TR-14] 正在发布更正稿时隐藏：两样先后发生，最后看不到', async () => {
    const itemId = await corrected();
    const form = { ...(await seen(itemId)), reason: '有误' };
    const [published, hidden] = await Promise.all([
      publishItem(organ.cast.publisher, form),
      changeVisibility(organ.cast.l1, 'hide', form),
    ]);
    unwrap(hidden);
    if (!published.ok) expect(['stale_item', 'hidden_first']).toContain(codesOf(published)[0]);
    expect(await publicTitle(itemId)).toBeNull();
  });
});

describe('定时', () => {
  const tomorrow = () => new Date(Date.now() + 86_400_000);
  const atDue = () => atTime(new Date(Date.now() + 2 * 86_400_000), publishDuePlans);

  it('到点公开；没到点不动', async () => {
    const itemId = await approveItem(organ, { content: { title: '明天见' } });
    await schedule(organ, itemId, tomorrow());
    expect(await publishDuePlans()).toEqual([]);
    expect(await publicTitle(itemId)).toBeNull();
    expect(await atDue()).toEqual([{ itemId, outcome: 'published' }]);
    expect(await publicTitle(itemId)).toBe('明天见');
    expect(await atDue()).toEqual([]);
  });

  it('已过去的时间不能定', async () => {
    const itemId = await approveItem(organ);
    const input = { ...(await seen(itemId)), publishAt: new Date(Date.now() - 1000) };
    expect(codesOf(await schedulePublication(organ.cast.publisher, input))).toEqual(['publish_time_past']);
  });

  it('[TR-2] 定时之后修改：定时一并取消，到点什么也不公开', async () => {
    const itemId = await approveItem(organ);
    await schedule(organ, itemId, tomorrow());
    await edit(organ, itemId);
    expect(await getItem(itemId)).toMatchObject({ draftState: 'draft', plan: null });
    expect(await atDue()).toEqual([]);
    expect(await publicTitle(itemId)).toBeNull();
  });

  it('定时的人到点时已不是发布员：不公开，退回待发布并说明', async () => {
    const temporary = await makePerson(staff, organ, '临时发布员', ['publisher']);
    const itemId = await approveItem(organ);
    unwrap(await schedulePublication(temporary, { ...(await seen(itemId)), publishAt: tomorrow() }));
    await staff.query('UPDATE office.role_grant SET ends_on = office.today() WHERE person_id = $1', [
      temporary.personId,
    ]);
    const outcomes = await atDue();
    expect(outcomes).toMatchObject([
      { itemId, outcome: 'refused', refusals: [{ code: 'role_missing_publish' }] },
    ]);
    expect(await getItem(itemId)).toMatchObject({ draftState: 'approved', plan: null });
    expect((await getItem(itemId)).refusedPlan?.refusal).toContain('发布员');
    expect(await publicTitle(itemId)).toBeNull();
  });
});

describe('内容等级', () => {
  it.each([
    ['annual_report', 'a'],
    ['policy_document', 'a'],
    ['clarification', 'b'],
  ] as const)('[TR-1] %s 不能登记为 %s 类', async (kind, contentClass) => {
    const content = readyContent(organ, { kind });
    expect(codesOf(await createItem(organ.cast.author, { contentClass, content }))).toEqual([
      'class_too_low',
    ]);
  });

  it('草稿可以提高等级，流程随之加长；提交以后不能改', async () => {
    const itemId = await draftItem(organ);
    const set = async (contentClass: 'a' | 'c') =>
      setContentClass(organ.cast.author, { ...(await seen(itemId)), contentClass });
    unwrap(await set('c'));
    const round = await submit(organ, itemId);
    expect(round.contentClass).toBe('c');
    expect(round.facts.route).toHaveLength(6);
    expect(codesOf(await set('a'))).toEqual(['not_in_this_state']);
  });

  it('[TR-1] 审定之后又加了签发环节：签发之前不能发布', async () => {
    const itemId = await approveItem(organ);
    await staff.query(
      `INSERT INTO office.round_step (round_id, position, stage, step, role)
       VALUES ($1, 5, 5, 'sign_off', 'disclosure_leader')`,
      [(await getRound(itemId)).id],
    );
    expect(codesOf(await publishItem(organ.cast.publisher, await seen(itemId)))).toEqual(['not_approved']);
    expect(await publicTitle(itemId)).toBeNull();
  });

  it('[TR-1] 政策文件的草稿不能降到 A 类', async () => {
    const itemId = await draftItem(organ, { content: { kind: 'policy_document' } });
    const input = { ...(await seen(itemId)), contentClass: 'a' } as const;
    expect(codesOf(await setContentClass(organ.cast.author, input))).toEqual(['class_too_low']);
  });
});

describe('年报', () => {
  const body: BodyDoc = {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: '本年度按要求公开。' }] }],
  };
  const report = (year: number) => ({
    kind: 'annual_report' as const,
    report: {
      year,
      tables: zeroTables(),
      sections: { section_1: body, section_5: body, section_6: body },
    },
  });

  it('[AR-T8] 同年度第二份年报：提交时拒绝；两份同时在审时，后发布的一份拒绝', async () => {
    const first = await approveItem(organ, { content: report(2021) });
    const second = await approveItem(organ, { content: report(2021) });
    await publish(organ, first);
    expect(codesOf(await publishItem(organ.cast.publisher, await seen(second)))).toEqual([
      'report_year_taken',
    ]);
    expect((await getItem(second)).draftState).toBe('approved');
    const third = await draftItem(organ, { content: report(2021) });
    expect(codesOf(await submitItem(organ.cast.author, await seen(third)))).toEqual(['report_year_taken']);
  });

  it('[AR-T8] 隐藏的年报，在同年度另一份公开之后不能恢复', async () => {
    const first = await publishNew(organ, { content: report(2020) });
    const change = async (action: 'hide' | 'restore') =>
      changeVisibility(organ.cast.l3, action, { ...(await seen(first)), reason: '理由' });
    unwrap(await change('hide'));
    const second = await approveItem(organ, { content: report(2020) });
    await publish(organ, second);
    expect(codesOf(await change('restore'))).toEqual(['report_year_taken']);
    expect((await getItem(first)).publicState).toBe('hidden');
  });

  it('[AR-T8] 到点的年报撞上同年度的另一份：这一份不公开，别的定时照常公开', async () => {
    const first = await approveItem(organ, { content: report(2019) });
    const clash = await approveItem(organ, { content: report(2019) });
    const other = await approveItem(organ);
    const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    await schedule(organ, clash, hour(1));
    await schedule(organ, other, hour(2));
    await publish(organ, first);
    const outcomes = await atTime(hour(3), publishDuePlans);
    expect(outcomes).toMatchObject([
      { itemId: clash, outcome: 'refused', refusals: [{ code: 'report_year_taken' }] },
      { itemId: other, outcome: 'published' },
    ]);
    expect((await getItem(clash)).draftState).toBe('approved');
  });

  it('把年报表格放进别的类别，提交时拒绝', async () => {
    const { report: tables } = report(2018);
    const itemId = await draftItem(organ, { content: { report: tables } });
    expect(codesOf(await submitItem(organ.cast.author, await seen(itemId)))).toEqual(['report_elsewhere']);
  });
});

describe('附件', () => {
  it.each([
    ['把文本文件说成网页', { media_type: 'text/html' }],
    ['改成不接受的扩展名', { name: '附件.html' }],
    ['谎报大小', { size: 1 }],
  ])('%s，提交时拒绝', async (_, lie) => {
    const itemId = await draftItem(organ);
    const bytes = new TextEncoder().encode('<script>alert(1)</script>');
    const upload = { itemId, name: '附件.txt', bytes, inline: false };
    const attachment = unwrap(await uploadFile(organ.cast.author, upload));
    await save(organ, itemId, { attachments: [{ ...attachment, ...lie }] });
    const submission = { ...(await seen(itemId)), handlings: await answers(itemId) };
    expect(codesOf(await submitItem(organ.cast.author, submission))).toEqual(['attachment_differs']);
    await save(organ, itemId, { attachments: [attachment] });
    await submit(organ, itemId);
  });
});

describe('过期的表单', () => {
  it('别人保存过的稿子，没有看过就不能提交，也不能放弃', async () => {
    const itemId = await draftItem(organ);
    const old = await seen(itemId);
    await save(organ, itemId, { title: '别人补写的一大段' }, organ.cast.l1);
    expect(codesOf(await submitItem(organ.cast.author, old))).toEqual(['stale_item']);
    expect(codesOf(await cancelDraft(organ.cast.author, old))).toEqual(['stale_item']);
    expect((await getItem(itemId)).draft.content.title).toBe('别人补写的一大段');
  });

  it('别人办过之后，凭旧页面做什么都被拒绝，什么也不改变', async () => {
    const itemId = await publishNew(organ);
    const now = await seen(itemId);
    const old = { ...now, itemRevision: now.itemRevision - 1 };
    const before = await getItem(itemId);
    const { author, publisher, officeHead } = organ.cast;
    const publishAt = tomorrowAt();
    const results = await Promise.all([
      startEdit(author, old),
      submitItem(author, old),
      cancelDraft(author, old),
      setContentClass(author, { ...old, contentClass: 'c' }),
      publishItem(publisher, old),
      schedulePublication(publisher, { ...old, publishAt }),
      changeVisibility(officeHead, 'archive', { ...old, reason: '理由' }),
    ]);
    expect(results.map(codesOf)).toEqual(results.map(() => ['stale_item']));
    expect(await getItem(itemId)).toEqual(before);
  });
});

function tomorrowAt(): Date {
  return new Date(Date.now() + 86_400_000);
}

it('调离的人不再是可以办事的人', async () => {
  const person = await makePerson(staff, organ, '即将调离', ['reviewer_l1']);
  await staff.query('UPDATE office.person SET left_on = office.today() - 1 WHERE id = $1', [person.personId]);
  await expect(actorOf(person.personId)).rejects.toThrow('in office');
});
