import { NextRequest } from 'next/server';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePublic } from '@/app/(public)/_pages/serve';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { recordConsultation } from '@/lib/disclosure/after-publication/commands/declarations';
import { recordLiveCheck, reportLeak } from '@/lib/disclosure/after-publication/commands/live-page';
import { endRelation, relateItems } from '@/lib/disclosure/after-publication/commands/relations';
import { confirmValidity, enterValidity } from '@/lib/disclosure/after-publication/commands/validity';
import { probeLivePages, type Visit } from '@/lib/disclosure/after-publication/jobs/probe-live-pages';
import { errorsFoundAfterPublication } from '@/lib/disclosure/after-publication/queries/errors-after-publication';
import { findFollowUp } from '@/lib/disclosure/after-publication/queries/find-follow-up';
import type { ValidityEventInput } from '@/lib/disclosure/after-publication/schema';
import type { HideReason } from '@/lib/disclosure/after-publication/types';
import { bodyFromText } from '@/lib/disclosure/body/rules';
import type { BodyDoc } from '@/lib/disclosure/body/types';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import { findPublicItem } from '@/lib/disclosure/public-queries/find-item';
import { listColumnItems } from '@/lib/disclosure/public-queries/list-items';
import { listTasks } from '@/lib/disclosure/queries/list-tasks';
import type { Correction, ItemContent } from '@/lib/disclosure/types';
import type { Actor } from '@/lib/organs/types';
import { atTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import {
  bringFile,
  codesOf,
  decide,
  draftItem,
  edit,
  getItem,
  makeOrgan,
  makePerson,
  openTestOffice,
  passSteps,
  publish,
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
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

/** Noon of a day in Beijing. */
const noon = (date: string) => new Date(`${date}T04:00:00Z`);
async function page(path: string): Promise<{ status: number; html: string }> {
  const request = new NextRequest(`http://127.0.0.1${path}`, { headers: { host: 'a.example.invalid' } });
  const response = await servePublic(request);
  return { status: response.status, html: (await response.text()).replace(/<!-- -->/g, '') };
}
async function correct(itemId: string, correction: Correction, title: string): Promise<void> {
  await edit(organ, itemId);
  await save(organ, itemId, { title, correction });
  await submit(organ, itemId);
  await passSteps(organ, itemId);
  await publish(organ, itemId);
}
async function hide(itemId: string, reasonKind: HideReason): Promise<void> {
  const form = { ...(await seen(itemId)), reason: '内部的理由', reasonKind };
  unwrap(await changeVisibility(organ.cast.l1, 'hide', form));
}
/** A body with some of its words in others. */
const reworded = (body: BodyDoc, from: string, to: string): BodyDoc =>
  JSON.parse(JSON.stringify(body).replace(from, to));
const dutiesOf = async (actor: Actor, itemId: string) =>
  (await listTasks(actor)).duties
    .filter((task) => task.row.id === itemId)
    .map(({ what, urgent }) => [what, urgent]);
const follow = async (itemId: string) => findFollowUp(await getItem(itemId));

describe('更正', () => {
  it('[TR-12] 已公开的信息再提交，必须说明更正的种类；没公开过的不能写', async () => {
    const itemId = await publishNew(organ);
    await edit(organ, itemId);
    await save(organ, itemId, { title: '改过', correction: null });
    expect(codesOf(await submitItem(organ.cast.author, await seen(itemId)))).toEqual(['correction_missing']);
    const fresh = await draftItem(organ, { content: { correction: { kind: 'typo', note: '' } } });
    expect(codesOf(await submitItem(organ.cast.author, await seen(fresh)))).toEqual([
      'correction_of_nothing',
    ]);
  });

  it('[TR-13] 内容更正的说明公开在页面和更正记录里；下一次更正从没有说明开始，旧说明不再出现', async () => {
    const itemId = await publishNew(organ, { content: { title: '第一版标题' } });
    const note = '“十二万元”更正为“十五万元”';
    await correct(itemId, { kind: 'factual', note }, '第二版标题');
    expect((await page(`/items/${itemId}`)).html).toContain(note);
    expect((await page('/disclosure')).html).toContain(note);
    await edit(organ, itemId);
    expect((await getItem(itemId)).draft.content.correction).toBeNull();
    await save(organ, itemId, {
      body: reworded((await getItem(itemId)).draft.content.body, '正文', '正丈'),
      correction: { kind: 'typo', note: '不公开的话' },
    });
    await submit(organ, itemId);
    await passSteps(organ, itemId);
    await publish(organ, itemId);
    for (const path of [`/items/${itemId}`, '/disclosure']) {
      const { html } = await page(path);
      expect(html).not.toContain(note);
      expect(html).not.toContain('不公开的话');
      expect(html).toContain('更正于');
    }
    // Both corrections are listed, under the title of today.
    const { html } = await page('/disclosure');
    expect(html.match(/第二版标题/g)).toHaveLength(2);
  });

  it('[TR-12] 文字更正只能是改几个错字：标题、栏目、段落、数字有改动的不收，改为内容更正就收', async () => {
    const itemId = await publishNew(organ, { content: { body: bodyFromText('补助十二万元，请即办理。') } });
    await edit(organ, itemId);
    const { content } = (await getItem(itemId)).draft;
    const typo = { kind: 'typo' as const, note: '' };
    const refused = async (changes: Partial<ItemContent>) => {
      await save(organ, itemId, { ...content, correction: typo, ...changes });
      return codesOf(await submitItem(organ.cast.author, await seen(itemId)));
    };
    const body = (from: string, to: string) => ({ body: reworded(content.body, from, to) });
    expect(await refused({ title: '完全另一条信息' })).toEqual(['correction_fields']);
    expect(await refused({ columns: [...organ.columns] })).toEqual(['correction_fields']);
    expect(await refused({ body: bodyFromText('另写一段。\n又一段。') })).toEqual(['correction_form']);
    expect(await refused(body('十二万', '十五万'))).toEqual(['correction_figures']);
    expect(await refused(body('请即', '不予'))).toEqual(['correction_figures']);
    expect(await refused(body('请即办理', '到窗口申领补贴'))).toEqual(['correction_length']);
    expect(await refused(body('请即', '请及'))).toEqual([]);
    const [round] = await staffDatabase().round.findMany({
      where: { itemId },
      orderBy: { openedAt: 'desc' },
    });
    expect(round?.lane).toBe('correction');
  });

  it('[TR-14] 更正过的信息隐藏后，更正记录里也没有了', async () => {
    const itemId = await publishNew(organ, { content: { title: '要隐藏的信息' } });
    await correct(itemId, { kind: 'factual', note: '隐藏前的说明' }, '要隐藏的信息（更正）');
    await hide(itemId, 'error');
    const { html } = await page('/disclosure');
    expect(html).not.toContain('要隐藏的信息');
    expect(html).not.toContain('隐藏前的说明');
  });
});

describe('协商确认', () => {
  const CONSULTED = {
    organName: '示例发改委',
    askedOn: '2024-01-02',
    confirmedOn: '2024-01-03',
    document: '示发改函〔2024〕1号',
    note: '',
  };
  const consult = async (itemId: string, changes: object = {}) =>
    recordConsultation(organ.cast.author, {
      itemId,
      contentHash: (await getItem(itemId)).draft.contentHash,
      ...CONSULTED,
      ...changes,
    });

  it('[TR-8] 涉及的机关没有确认这一稿，终审不能通过；确认后可以；改稿后要重新登记', async () => {
    const itemId = await draftItem(organ, { content: { touches_organs: ['示例发改委', '示例财政局'] } });
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'reviewer_l3');
    expect(codesOf(await decide(organ, itemId))).toEqual(['consultation_missing']);
    unwrap(await consult(itemId));
    unwrap(await consult(itemId, { organName: '示例财政局', confirmedOn: null }));
    expect(codesOf(await decide(organ, itemId))).toEqual(['consultation_missing']);
    unwrap(await consult(itemId, { organName: '示例财政局' }));
    expect((await follow(itemId)).unconfirmed).toEqual([]);
    unwrap(await decide(organ, itemId));
    await edit(organ, itemId);
    await save(organ, itemId, { title: '又改了一笔' });
    expect((await follow(itemId)).unconfirmed).toEqual(['示例发改委', '示例财政局']);
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'reviewer_l3');
    expect(codesOf(await decide(organ, itemId))).toEqual(['consultation_missing']);
  });

  it('[TR-8] 给终审的人自己登记的确认，不算给他自己的终审', async () => {
    const itemId = await draftItem(organ, { content: { touches_organs: ['示例发改委'] } });
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'reviewer_l3');
    const contentHash = (await getItem(itemId)).draft.contentHash;
    unwrap(await recordConsultation(organ.cast.l3, { itemId, contentHash, ...CONSULTED }));
    expect(codesOf(await decide(organ, itemId))).toEqual(['consultation_missing']);
    unwrap(await consult(itemId));
    unwrap(await decide(organ, itemId));
  });

  it('[条例11] 没写明的机关、没有文号的确认、将来的日期、已经改过的一稿，都不登记', async () => {
    const itemId = await draftItem(organ, { content: { touches_organs: ['示例发改委'] } });
    expect(codesOf(await consult(itemId, { organName: '别的机关' }))).toEqual(['organ_not_named']);
    expect(codesOf(await consult(itemId, { document: '' }))).toEqual(['consultation_undocumented']);
    expect(codesOf(await consult(itemId, { confirmedOn: '2999-01-01' }))).toEqual(['consultation_in_future']);
    expect(codesOf(await consult(itemId, { confirmedOn: '2024-01-01' }))).toEqual(['consultation_order']);
    expect(codesOf(await consult(itemId, { contentHash: '0'.repeat(64) }))).toEqual(['stale_item']);
    expect(await staffDatabase().organConsultation.count({ where: { itemId } })).toBe(0);
  });
});

describe('有效性', () => {
  const document = (content: object = {}) =>
    atTime(noon('2026-03-02'), () =>
      publishNew(organ, {
        content: {
          kind: 'policy_document',
          title: '若干措施',
          is_normative: true,
          expires_at: '2026-03-10',
          ...content,
        },
      }),
    );
  const enter = (itemId: string, changes: Partial<ValidityEventInput> = {}) =>
    enterValidity(organ.cast.author, {
      itemId,
      state: 'repealed',
      fromDate: '2026-03-05',
      actTitle: '清理决定',
      actNo: '',
      actId: null,
      validUntil: null,
      successorId: null,
      note: '',
      ...changes,
    });
  const answer = async (itemId: string, by: Actor, conclusion: 'confirmed' | 'rejected', note = '') => {
    const { id } = await staffDatabase().validityEvent.findFirstOrThrow({ where: { itemId } });
    return confirmValidity(by, { itemId, eventId: id, conclusion, note });
  };
  const shown = async (itemId: string, date: string) =>
    atTime(noon(date), async () => {
      const list = await listColumnItems(organ.id, organ.columns[0], 1);
      const { html } = await page(`/items/${itemId}`);
      return [/有效性：([^<]+)/.exec(html)?.[1], list?.items.find((item) => item.id === itemId)?.validity];
    });

  it('[PF-24] 期满次日页面和列表自动显示失效，办公室有一件待办', async () => {
    const itemId = await document();
    expect(await shown(itemId, '2026-03-10')).toEqual(['有效', 'in_force']);
    expect(await shown(itemId, '2026-03-11')).toEqual(['失效', 'lapsed']);
    await atTime(noon('2026-03-10'), async () => {
      expect(
        (await dutiesOf(organ.cast.officeHead, itemId)).some(([what]) => String(what).includes('届满')),
      ).toBe(false);
    });
    await atTime(noon('2026-03-11'), async () => {
      expect(await dutiesOf(organ.cast.officeHead, itemId)).toContainEqual([
        expect.stringContaining('2026年3月10日届满'),
        false,
      ]);
    });
  });

  it('[PF-24] 废止由一人登记、另一人确认；确认之前公众看不到，不予确认的不算', async () => {
    const itemId = await document();
    await atTime(noon('2026-03-05'), async () => {
      unwrap(await enter(itemId));
      expect(await dutiesOf(organ.cast.l3, itemId)).toEqual([['确认有效性的变更', false]]);
      expect(await dutiesOf(organ.cast.author, itemId)).toEqual([]);
    });
    expect(await shown(itemId, '2026-03-06')).toEqual(['有效', 'in_force']);
    await atTime(noon('2026-03-05'), async () => {
      expect(codesOf(await answer(itemId, organ.cast.l3, 'rejected'))).toEqual(['rejection_reason']);
      unwrap(await answer(itemId, organ.cast.l3, 'confirmed'));
      expect(codesOf(await answer(itemId, organ.cast.officeHead, 'confirmed'))).toEqual([
        'already_confirmed',
      ]);
    });
    expect(await shown(itemId, '2026-03-06')).toEqual(['废止', 'repealed']);
    // The text itself was not touched: no approval is void.
    expect(await getItem(itemId)).toMatchObject({ draftState: 'none', publicState: 'published' });
    const other = await document();
    await atTime(noon('2026-03-05'), async () => {
      unwrap(await enter(other));
      unwrap(await answer(other, organ.cast.officeHead, 'rejected', '决定里没有这一件'));
    });
    expect(await shown(other, '2026-03-06')).toEqual(['有效', 'in_force']);
  });

  it('[PF-24] 登记的人自己不能确认', async () => {
    const itemId = await document();
    const event = { itemId, state: 'repealed', fromDate: '2026-03-05', actTitle: '清理决定' } as const;
    const rest = { actNo: '', actId: null, validUntil: null, successorId: null, note: '' };
    unwrap(await enterValidity(organ.cast.officeHead, { ...event, ...rest }));
    expect(codesOf(await answer(itemId, organ.cast.officeHead, 'confirmed'))).toEqual(['same_person']);
  });

  it('[PF-24] 登记的话不公开：页面只有文号，和本站已公开的依据自己的标题', async () => {
    const act = await draftItem(organ, { content: { title: '审定过的清理决定' } });
    const itemId = await document();
    await atTime(noon('2026-03-05'), async () => {
      unwrap(
        await enter(itemId, {
          actTitle: '没有人审过的话',
          actNo: '测办〔2026〕9号',
          actId: act,
          note: '内部备注',
        }),
      );
      unwrap(await answer(itemId, organ.cast.l3, 'confirmed'));
    });
    const at = (date: string) => atTime(noon(date), () => page(`/items/${itemId}`));
    const before = await at('2026-03-06');
    expect(before.html).toContain('测办〔2026〕9号');
    expect(before.html).not.toMatch(/没有人审过的话|内部备注|审定过的清理决定/);
    expect(before.html).not.toContain(act);
    await submit(organ, act);
    await passSteps(organ, act);
    await publish(organ, act);
    const after = await at('2026-03-06');
    expect(after.html).toMatch(new RegExp(`href="/items/${act}">审定过的清理决定</a>（测办〔2026〕9号）`));
    expect(after.html).not.toContain('没有人审过的话');
    await hide(act, 'other');
    expect((await at('2026-03-06')).html).not.toContain('审定过的清理决定');
  });

  it('[TR-18] 登记和确认的话里有密级标志或证件号码的，不收', async () => {
    const itemId = await document();
    for (const words of ['机密★1年 清理决定', '张某 11010519491231002X 的决定'])
      expect(codesOf(await enter(itemId, { actTitle: words }))).toEqual(['words_marked']);
    expect(codesOf(await enter(itemId, { note: '机密★1年' }))).toEqual(['words_marked']);
    unwrap(await enter(itemId));
    expect(codesOf(await answer(itemId, organ.cast.l3, 'confirmed', '机密★1年'))).toEqual(['words_marked']);
  });

  it('[PF-24] 接替的、作为依据的须是同一机关里看得到的别的信息；看不到的和没有的答复一样', async () => {
    const itemId = await document();
    const hidden = await draftItem(organ, { by: organ.cast.author2 });
    const stranger = { ...organ.cast.author, sectionId: null };
    for (const id of ['zzzzzzzzzz', itemId, hidden]) {
      const by = id === hidden ? stranger : organ.cast.author;
      const enterBy = (changes: object) =>
        enterValidity(by, {
          itemId,
          state: 'repealed',
          fromDate: '2026-03-05',
          actTitle: '清理决定',
          actNo: '',
          actId: null,
          validUntil: null,
          successorId: null,
          note: '',
          ...changes,
        });
      expect(codesOf(await enterBy({ successorId: id }))).toEqual(['successor_unknown']);
      expect(codesOf(await enterBy({ actId: id }))).toEqual(['act_unknown']);
    }
  });

  it('[PF-24] 接替的文件没有公开时，页面不提它', async () => {
    const successor = await draftItem(organ, { content: { title: '还没公开的新办法' } });
    const itemId = await document();
    await atTime(noon('2026-03-05'), async () => {
      unwrap(await enter(itemId, { successorId: successor }));
      unwrap(await answer(itemId, organ.cast.l3, 'confirmed'));
    });
    const before = await atTime(noon('2026-03-06'), () => page(`/items/${itemId}`));
    expect(before.html).not.toContain('清理决定');
    expect(before.html).toContain('有效性：废止');
    expect(before.html).not.toContain('还没公开的新办法');
    expect(before.html).not.toContain(successor);
    await submit(organ, successor);
    await passSteps(organ, successor);
    await publish(organ, successor);
    expect((await page(`/items/${itemId}`)).html).toContain('还没公开的新办法');
  });
});

describe('解读和关联', () => {
  const relate = (itemId: string, otherId: string) =>
    relateItems(organ.cast.author, { itemId, otherId, kind: 'interpretation' });

  it('[PF-28] 两条都公开了才互相显示；取消后不再显示', async () => {
    const document = await publishNew(organ, { content: { kind: 'policy_document', title: '某办法' } });
    const explanation = await draftItem(organ, {
      content: { kind: 'policy_interpretation', title: '某办法的解读' },
    });
    unwrap(await relate(document, explanation));
    expect(codesOf(await relate(document, explanation))).toEqual(['related_already']);
    expect((await page(`/items/${document}`)).html).not.toContain('某办法的解读');
    await submit(organ, explanation);
    await passSteps(organ, explanation);
    await publish(organ, explanation);
    expect((await page(`/items/${document}`)).html).toMatch(/相关解读[\s\S]*某办法的解读/);
    expect((await page(`/items/${explanation}`)).html).toMatch(/相关文件[\s\S]*某办法</);
    await hide(explanation, 'other');
    expect((await page(`/items/${document}`)).html).not.toContain('某办法的解读');
    unwrap(
      await changeVisibility(organ.cast.l3, 'restore', { ...(await seen(explanation)), reason: '无误' }),
    );
    const [relation] = (await follow(document)).relations;
    unwrap(
      await endRelation(organ.cast.author, {
        itemId: document,
        relationId: relation?.id ?? '',
        reason: '解读的是别的文件',
      }),
    );
    expect((await page(`/items/${document}`)).html).not.toContain('某办法的解读');
    expect(codesOf(await relate(document, await draftItem(organ)))).toEqual(['related_wrong_kind']);
  });

  it('[PF-27] 需要解读的文件公开后有一件待办，第四个工作日起变红，解读公开后消失', async () => {
    // Monday 2 March 2026: three working days after is Thursday the 5th.
    const document = await atTime(noon('2026-03-02'), () =>
      publishNew(organ, {
        content: { kind: 'policy_document', title: '要解读的办法', needs_interpretation: true },
      }),
    );
    const due = (date: string) => atTime(noon(date), () => dutiesOf(organ.cast.author, document));
    expect(await due('2026-03-05')).toEqual([['公开解读并与文件关联（2026-03-05 前）', false]]);
    expect(await due('2026-03-06')).toEqual([['公开解读并与文件关联（2026-03-05 前应办，已逾期）', true]]);
    await atTime(noon('2026-03-06'), async () => {
      const explanation = await publishNew(organ, { content: { kind: 'policy_interpretation' } });
      unwrap(await relate(document, explanation));
    });
    expect(await due('2026-03-09')).toEqual([]);
  });
});

describe('更正公告', () => {
  it('[TR-13] 作者一个人不能把更正公告挂到公开页面上', async () => {
    const itemId = await publishNew(organ);
    const otherId = await publishNew(organ, { content: { kind: 'notice', title: '更正公告' } });
    const notice = { itemId, otherId, kind: 'correction_notice' as const };
    expect(codesOf(await relateItems(organ.cast.author, notice))).toEqual(['correction_notice_role']);
    expect((await page(`/items/${itemId}`)).html).not.toContain(otherId);
    unwrap(await relateItems(organ.cast.officeHead, notice));
    expect((await page(`/items/${itemId}`)).html).toContain(otherId);
  });
});

describe('发布后核查', () => {
  const publicationOf = async (itemId: string) =>
    (await staffDatabase().liveItem.findUniqueOrThrow({ where: { itemId } })).publicationId;
  const checkPage = async (itemId: string, result: 'ok' | 'problem', note = '', by = organ.cast.officeHead) =>
    recordLiveCheck(by, { itemId, publicationId: await publicationOf(itemId), result, note });

  it('发布后有一件待办，一个工作日后变红；核查无误后消失，再发布又有', async () => {
    const itemId = await atTime(noon('2026-03-06'), () => publishNew(organ));
    const due = (date: string) => atTime(noon(date), () => dutiesOf(organ.cast.officeHead, itemId));
    // Friday; the next working day is Monday the 9th.
    expect(await due('2026-03-09')).toEqual([['核查公开页面（2026-03-09 前）', false]]);
    expect(await due('2026-03-10')).toEqual([['核查公开页面（2026-03-09 前应办，已逾期）', true]]);
    await atTime(noon('2026-03-10'), async () => {
      unwrap(await checkPage(itemId, 'ok'));
      expect(await dutiesOf(organ.cast.officeHead, itemId)).toEqual([]);
      await correct(itemId, { kind: 'factual', note: '改了一个字' }, '改了一个字');
      // Who published it is not asked to look at it.
      expect(await dutiesOf(organ.cast.publisher, itemId)).toEqual([]);
      expect(await dutiesOf(organ.cast.officeHead, itemId)).toEqual([
        ['核查公开页面（2026-03-11 前）', false],
      ]);
    });
  });

  it('核查发现问题，作者和工作机构负责人收到通知；作者有一件待办，提交更正或者隐藏以后没有', async () => {
    await atTime(noon('2026-05-07'), async () => {
      const [itemId, hiddenId] = [await publishNew(organ), await publishNew(organ)];
      const told = () =>
        staffDatabase().notice.findMany({ where: { itemId, kind: 'live_problem' }, orderBy: { id: 'asc' } });
      const { author, officeHead, publisher } = organ.cast;
      const checker = await makePerson(staff, organ, '核查员', ['publisher']);
      unwrap(await checkPage(itemId, 'problem', '附件打不开', checker));
      unwrap(await checkPage(hiddenId, 'problem', '附件打不开', checker));
      expect((await told()).map(({ personId }) => personId).sort()).toEqual(
        [author.personId, officeHead.personId].sort(),
      );
      const task = [['核查发现问题，请更正', true]];
      expect(await dutiesOf(author, itemId)).toEqual(task);
      expect(await dutiesOf(publisher, itemId)).toEqual([]);
      await edit(organ, itemId);
      expect(await dutiesOf(author, itemId)).toEqual(task);
      await save(organ, itemId, { title: '附件打得开', correction: { kind: 'factual', note: '换了附件' } });
      await submit(organ, itemId);
      expect(await dutiesOf(author, itemId)).toEqual([]);
      await passSteps(organ, itemId);
      await publish(organ, itemId);
      expect((await told()).every(({ readAt }) => readAt !== null)).toBe(true);
      const { live, earlierChecks } = await follow(itemId);
      expect([live?.checks, earlierChecks.map(({ note, versionNumber }) => [note, versionNumber])]).toEqual([
        [],
        [['附件打不开', 1]],
      ]);
      await hide(hiddenId, 'error');
      expect(await dutiesOf(author, hiddenId)).toEqual([]);
      expect((await follow(hiddenId)).earlierChecks).toHaveLength(1);
    });
  });

  it('发现问题要写明，计入发布后发现的差错；核查的须是现在公开的一版', async () => {
    const from = new Date('2026-04-01T00:00:00Z');
    const until = new Date('2026-05-01T00:00:00Z');
    await atTime(noon('2026-04-07'), async () => {
      const itemId = await publishNew(organ);
      expect(codesOf(await checkPage(itemId, 'problem'))).toEqual(['problem_undescribed']);
      const first = await publicationOf(itemId);
      unwrap(await checkPage(itemId, 'problem', '表格错行'));
      expect(await dutiesOf(organ.cast.officeHead, itemId)).toEqual([['公开页面有问题，请隐藏或更正', true]]);
      expect(codesOf(await checkPage(itemId, 'ok', '', organ.cast.publisher))).toEqual(['own_page']);
      await correct(itemId, { kind: 'factual', note: '表格重排' }, '改正后的标题');
      const late = { itemId, publicationId: first, result: 'ok' as const, note: '' };
      expect(codesOf(await recordLiveCheck(organ.cast.officeHead, late))).toEqual(['publication_changed']);
      await hide(itemId, 'error');
      expect(codesOf(await checkPage(itemId, 'ok'))).toEqual(['not_public_now']);
    });
    expect(await errorsFoundAfterPublication(organ.id, from, until)).toEqual({
      items: 1,
      problems: 1,
      typos: 0,
      factualCorrections: 1,
      hiddenForError: 1,
      hiddenForLeak: 0,
    });
  });

  /** A visitor who is shown what the test says; everything else is not there. */
  const visitor = (answers: Record<string, string | number>, asked: string[] = []): Visit => ({
    ask: async ({ method, path }) => {
      asked.push(`${method} ${decodeURIComponent(path)}`);
      const answer = answers[decodeURIComponent(path)] ?? 404;
      return typeof answer === 'number'
        ? { status: answer, body: new Uint8Array() }
        : { status: 200, body: new TextEncoder().encode(answer) };
    },
    askOutside: async (url) => {
      asked.push(`OUTSIDE ${url}`);
      return 404;
    },
    close: () => {},
  });

  it('机器核查：标题、附件的字节、站内链接；站外链接只在机关设定时才查；每次发布看一遍', async () => {
    const at = noon('2026-05-06');
    const link = (href: string) => ({
      type: 'paragraph' as const,
      content: [{ type: 'text' as const, text: '链接', marks: [{ type: 'link' as const, attrs: { href } }] }],
    });
    const itemId = await atTime(at, async () => {
      const drafted = await draftItem(organ, { content: { title: '带<附件>的消息' } });
      const bytes = new TextEncoder().encode('审定的附件');
      const file = { itemId: drafted, name: '附件.txt', bytes, inline: false };
      const attachments = [await bringFile(organ.cast.author, file)];
      const body = bodyFromText('正文。');
      body.content.push(link('/items/aaaaaaaaaa'), link('/columns/news'), link('https://outside.example/x'));
      await save(organ, drafted, { attachments, body });
      await submit(organ, drafted);
      await passSteps(organ, drafted);
      await publish(organ, drafted);
      return drafted;
    });
    const asked: string[] = [];
    const answers = {
      [`/items/${itemId}`]: '<h1>带&lt;附件&gt;的<b>消息</b></h1>',
      [`/items/${itemId}/files/附件.txt`]: '被换掉的附件',
      '/columns/news': '列表',
    };
    const look = (visit: Visit, seconds: number) =>
      atTime(new Date(at.getTime() + seconds * 1000), () => probeLivePages(() => visit));
    // Caches may still hold the old page.
    expect(await look(visitor(answers), 3)).toEqual([]);
    const unreachable: Visit = {
      ...visitor({}),
      ask: async () => {
        throw new Error('nobody answers');
      },
    };
    await expect(look(unreachable, 30)).rejects.toThrow('nobody answers');
    expect(await look(visitor(answers, asked), 60)).toEqual([
      {
        itemId,
        findings: [
          { code: 'file_differs', what: '附件.txt' },
          { code: 'link_broken', what: '/items/aaaaaaaaaa' },
        ],
      },
    ]);
    expect(asked).not.toContain('OUTSIDE https://outside.example/x');
    expect(await look(visitor(answers), 90)).toEqual([]);
    expect((await follow(itemId)).live?.probe?.findings).toHaveLength(2);
    await staff.query(
      `INSERT INTO office.organ_setting (organ_id, key, value, effective_from)
       VALUES ($1, 'live_check_external_links', 'true', '2020-01-01')`,
      [organ.id],
    );
    await atTime(new Date(at.getTime() + 120_000), () =>
      correct(itemId, { kind: 'factual', note: '改过' }, '改过'),
    );
    const [again] = await look(visitor({ ...answers, [`/items/${itemId}`]: '别的页面' }), 240);
    expect(again?.findings.map(({ code }) => code)).toEqual([
      'title_missing',
      'file_differs',
      'link_broken',
      'link_broken',
    ]);
  });
});

describe('隐藏之后', () => {
  const hiddenOn = (date: string, kind: HideReason) =>
    atTime(noon(date), async () => {
      const itemId = await publishNew(organ, { content: { title: '处罚决定书' } });
      await hide(itemId, kind);
      return itemId;
    });

  it('[TR-14] 待确认的写明期限，过了一个工作日变红，但一直隐藏', async () => {
    const itemId = await hiddenOn('2026-06-05', 'error');
    const what = (date: string) =>
      atTime(
        noon(date),
        async () => (await listTasks(organ.cast.l3)).hidden.find((task) => task.row.id === itemId)?.what,
      );
    expect(await what('2026-06-08')).toBe('确认撤回，或恢复公开（2026-06-08 前）');
    expect(await what('2026-06-09')).toBe('确认撤回，或恢复公开（2026-06-08 前应办，已逾期）');
    const late = await atTime(noon('2026-06-09'), () => follow(itemId));
    expect(late.hiding?.confirmDue).toEqual({ on: '2026-06-08', isLate: true });
    expect((await page(`/items/${itemId}`)).status).toBe(410);
  });

  it('[TR-15] 处罚决定变更的：三个工作日内公开理由；理由是审核过的通知，公开后出现在原网址上', async () => {
    const itemId = await hiddenOn('2026-06-05', 'penalty_changed');
    const due = (date: string) => atTime(noon(date), () => dutiesOf(organ.cast.officeHead, itemId));
    expect(await due('2026-06-10')).toEqual([['公开撤回行政处罚决定的理由（2026-06-10 前）', false]]);
    expect(await due('2026-06-11')).toEqual([
      ['公开撤回行政处罚决定的理由（2026-06-10 前应办，已逾期）', true],
    ]);
    const silent = await page(`/items/${itemId}`);
    const notice = await draftItem(organ, {
      content: { kind: 'notice', title: '撤回说明', body: bodyFromText('经复议，原决定已撤销。') },
    });
    const relation = { itemId, otherId: notice, kind: 'withdrawal_notice' as const };
    unwrap(await relateItems(organ.cast.author, relation));
    // Not before the notice is public itself.
    expect(await page(`/items/${itemId}`)).toEqual(silent);
    await submit(organ, notice);
    await passSteps(organ, notice);
    await publish(organ, notice);
    const told = await page(`/items/${itemId}`);
    expect(told.status).toBe(410);
    expect(told.html).toContain('经复议，原决定已撤销。');
    expect(told.html).not.toContain('处罚决定书');
    expect(told.html).not.toContain('内部的理由');
    expect((await page(`/items/${notice}`)).html).not.toContain(itemId);
    expect(await due('2026-06-11')).toEqual([]);
    await hide(notice, 'other');
    expect(await page(`/items/${itemId}`)).toEqual(silent);
  });

  it('[TR-15] 因别的原因隐藏的，即使关联了通知，原网址也不说什么', async () => {
    const itemId = await hiddenOn('2026-06-05', 'error');
    const notice = await publishNew(organ, { content: { kind: 'notice', title: '另一则通知' } });
    const silent = await page(`/items/${itemId}`);
    const relation = { itemId, otherId: notice, kind: 'withdrawal_notice' as const };
    unwrap(await relateItems(organ.cast.author, relation));
    expect(await page(`/items/${itemId}`)).toEqual(silent);
  });

  it('[TR-16] 疑似泄密：待办直到登记了向谁报告；别的原因不能登记', async () => {
    const itemId = await hiddenOn('2026-06-05', 'leak');
    const at = noon('2026-06-05');
    await atTime(at, async () => {
      const waiting = [['疑似泄密：保全证据，向保密行政管理部门报告并登记', true]];
      expect(await dutiesOf(organ.cast.secrecy, itemId)).toEqual(waiting);
      const { hiding } = await follow(itemId);
      const report = {
        itemId,
        eventId: hiding?.eventId ?? '',
        reportedTo: '示例保密局',
        evidence: '日志已备份',
      };
      expect(codesOf(await reportLeak(organ.cast.secrecy, { ...report, reportedOn: '2026-06-06' }))).toEqual([
        'report_in_future',
      ]);
      unwrap(await reportLeak(organ.cast.secrecy, { ...report, reportedOn: '2026-06-05' }));
      expect(await dutiesOf(organ.cast.secrecy, itemId)).toEqual([]);
      const other = await hiddenOn('2026-06-05', 'error');
      const wrong = { ...report, itemId: other, eventId: (await follow(other)).hiding?.eventId ?? '' };
      expect(codesOf(await reportLeak(organ.cast.secrecy, { ...wrong, reportedOn: '2026-06-05' }))).toEqual([
        'no_leak',
      ]);
    });
  });
});

describe('转载和审核人', () => {
  it('[TR-7] 只能转载允许的来源；页面注明来源、原文日期和删节，来源可以点开', async () => {
    const reprint = {
      source_name: '示例网',
      source_url: 'https://www.source.example/a.htm',
      original_date: '2024-02-01',
      cuts: '删去文末广告',
    };
    const itemId = await draftItem(organ, { content: { reprint, content_source: '示例网' } });
    expect(codesOf(await submitItem(organ.cast.author, await seen(itemId)))).toEqual([
      'reprint_source_unknown',
    ]);
    await staff.query(
      `INSERT INTO office.organ_setting (organ_id, key, value, effective_from)
       VALUES ($1, 'reprint_sources', '[{"name": "示例网", "host": "source.example"}]', '2020-01-01')`,
      [organ.id],
    );
    await submit(organ, itemId);
    await passSteps(organ, itemId);
    await publish(organ, itemId);
    const { html } = await page(`/items/${itemId}`);
    expect(html).toContain('href="https://www.source.example/a.htm"');
    expect(html).toContain('原文发布于2024年2月1日');
    expect(html).toContain('删去文末广告');
  });

  it('[TR-10] 机关愿意时页面写明审核人，姓名是审核时的；不愿意时一个字也没有', async () => {
    const itemId = await publishNew(organ);
    expect((await page(`/items/${itemId}`)).html).not.toContain('初审');
    await staff.query(
      `INSERT INTO office.organ_setting (organ_id, key, value, effective_from)
       VALUES ($1, 'show_reviewers', 'true', '2020-01-01')`,
      [organ.id],
    );
    await staff.query(`UPDATE office.person SET name = '改名以后' WHERE id = $1`, [organ.cast.l1.personId]);
    const item = await findPublicItem(organ.id, itemId);
    expect(item !== null && item !== 'gone' && item.reviewers).toEqual([
      { step: 'l1', name: 'l1' },
      { step: 'l2', name: 'l2' },
      { step: 'l3', name: 'l3' },
    ]);
    expect((await page(`/items/${itemId}`)).html).toContain('初审、一校：l1');
    await staff.query(
      `INSERT INTO office.organ_setting (organ_id, key, value, effective_from, set_at)
       VALUES ($1, 'show_reviewers', 'false', '2020-01-01', now() + interval '1 second')`,
      [organ.id],
    );
  });
});

it('以上的每一件都有日志，日志与记录相符', async () => {
  const { findings, records } = await verifyAudit();
  expect(findings).toEqual([]);
  expect(records.follow_up).toBeGreaterThan(15);
  const superuser = await office.connect('superuser');
  await superuser.query('SET session_replication_role = replica');
  await superuser.query(`UPDATE office.validity_event SET act_title = '别的决定' WHERE state = 'repealed'`);
  expect((await verifyAudit()).findings.map(({ code }) => code)).toContain('record_changed');
});

it('[TR-18] 别的途径进来的带密级标志的登记，只能不予确认', async () => {
  const itemId = await publishNew(organ);
  const { rows } = await staff.query<{ id: string }>(
    `INSERT INTO office.validity_event (item_id, state, from_date, act_title, act_no, note, entered_by, entered_at)
     VALUES ($1, 'repealed', '2026-03-05', '机密★1年 清理决定', '', '', $2, now()) RETURNING id`,
    [itemId, organ.cast.author.personId],
  );
  const answer = { itemId, eventId: rows[0]?.id ?? '', note: '有密级标志' };
  const by = organ.cast.officeHead;
  expect(codesOf(await confirmValidity(by, { ...answer, conclusion: 'confirmed' }))).toEqual([
    'words_marked',
  ]);
  unwrap(await confirmValidity(by, { ...answer, conclusion: 'rejected' }));
});
