import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { returnApprovedItem } from '@/lib/disclosure/commands/decide-item';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import { publishDuePlans } from '@/lib/disclosure/jobs';
import { listTasks } from '@/lib/disclosure/queries/list-tasks';
import { titlesFor } from '@/lib/disclosure/queries/title-of';
import { remindOverdue } from '@/lib/disclosure/reminders/jobs';
import { markNoticesRead } from '@/lib/notices/commands/mark-read';
import { countUnread, listNotices } from '@/lib/notices/queries';
import { NOTICE_PAGE_ROWS } from '@/lib/notices/types';
import type { Actor } from '@/lib/organs/types';
import { atTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { formatMinute, shanghaiInstant } from '@/lib/platform/dates';
import { notify } from '@/lib/platform/notify';
import { ok } from '@/lib/platform/result';
import {
  approveItem,
  type CastName,
  codesOf,
  decide,
  draftItem,
  edit,
  makeOrgan,
  openTestOffice,
  passSteps,
  publish,
  publishNew,
  save,
  schedule,
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

/** Who has an unread notice about the item, by name in the cast, for each kind. */
async function told(itemId: string, of = organ): Promise<Record<string, CastName[]>> {
  const { rows } = await staff.query<{ kind: string; person_id: string }>(
    'SELECT kind, person_id FROM office.notice WHERE item_id = $1 AND read_at IS NULL',
    [itemId],
  );
  const names = Object.entries(of.cast) as [CastName, Actor][];
  const found: Record<string, CastName[]> = {};
  for (const { kind, person_id } of rows) {
    const name = names.find(([, actor]) => actor.personId === person_id)?.[0];
    found[kind] = [...(found[kind] ?? []), name ?? ('?' as CastName)].sort();
  }
  return found;
}

describe('办理一步，告诉下一步的人', () => {
  it('提交告诉能初审的人，每通过一步告诉下一步，最后告诉发布员；前一步的通知随之了结', async () => {
    const itemId = await draftItem(organ, { contentClass: 'c' });
    expect(await told(itemId)).toEqual({});
    await submit(organ, itemId);
    expect(await told(itemId)).toEqual({ review_open: ['l1', 'l1b'] });
    const steps: [Parameters<typeof passSteps>[2], CastName[]][] = [
      ['reviewer_l2', ['l2', 'l2b']],
      ['secrecy_officer', ['secrecy', 'secrecyB']],
      ['reviewer_l3', ['l3', 'l3b']],
      ['disclosure_leader', ['leader', 'leaderB']],
      ['head_of_organ', ['head', 'headB']],
    ];
    for (const [role, people] of steps) {
      await passSteps(organ, itemId, role);
      expect(await told(itemId)).toEqual({ review_open: people });
    }
    await passSteps(organ, itemId);
    expect(await told(itemId)).toEqual({ to_publish: ['publisher', 'publisherB'] });
    await publish(organ, itemId);
    expect(await told(itemId)).toEqual({ published: ['author'] });
  });

  it('[TR-3] 不告诉不能办这一步的人：写过这一稿的，占了别的席位的', async () => {
    const itemId = await draftItem(organ);
    await save(organ, itemId, { title: '初审人动过笔' }, organ.cast.l1);
    await submit(organ, itemId);
    expect(await told(itemId)).toEqual({ review_open: ['l1b'] });
  });

  it('没有人能办时，告诉工作机构负责人', async () => {
    const small = await makeOrgan(staff);
    await staff.query(`UPDATE office.role_grant SET ends_on = office.today() WHERE person_id = ANY ($1)`, [
      [small.cast.l1.personId, small.cast.l1b.personId],
    ]);
    const itemId = await draftItem(small);
    await submit(small, itemId);
    expect(await told(itemId, small)).toEqual({ step_unstaffed: ['officeHead'] });
  });

  it('退回告诉每一个写过这一稿的人，发布员退回也一样', async () => {
    const itemId = await draftItem(organ);
    await save(organ, itemId, { title: '两人合写' }, organ.cast.author2);
    await submit(organ, itemId);
    unwrap(await decide(organ, itemId, { conclusion: 'return', returnTo: 0, opinion: '数字不对' }));
    expect(await told(itemId)).toEqual({ returned: ['author', 'author2'] });
    const approved = await approveItem(organ);
    unwrap(
      await returnApprovedItem(organ.cast.publisher, { ...(await seen(approved)), reason: '附件打不开' }),
    );
    expect(await told(approved)).toEqual({ returned: ['author'] });
  });

  it('[TR-5] 退回上一环节，告诉上一环节的人', async () => {
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'reviewer_l2');
    unwrap(await decide(organ, itemId, { conclusion: 'return', returnTo: 1, opinion: '请再核对' }));
    expect(await told(itemId)).toEqual({ review_open: ['l1', 'l1b'] });
  });

  it('[TR-2] 审核中被改动，告诉已经同意的人，等待的通知了结', async () => {
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'secrecy_officer');
    await edit(organ, itemId);
    expect(await told(itemId)).toEqual({ approvals_voided: ['l1', 'l2'] });
  });

  it('[TR-2] 审核人作废审核自己来改，也告诉写过这一稿的人', async () => {
    const itemId = await draftItem(organ);
    await save(organ, itemId, { title: '两人合写' }, organ.cast.author2);
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'secrecy_officer');
    await edit(organ, itemId, organ.cast.l2);
    expect(await told(itemId)).toEqual({ approvals_voided: ['author', 'author2', 'l1'] });
    const { rows } = await staff.query<{ params: object }>(
      "SELECT params FROM office.notice WHERE item_id = $1 AND kind = 'approvals_voided' AND params <> '{}'",
      [itemId],
    );
    expect(rows.map(({ params }) => params)).toEqual([{ code: 'writer' }, { code: 'writer' }]);
    await save(organ, itemId, { title: '审核人改过' }, organ.cast.l2);
    const task = (await listTasks(organ.cast.author)).drafts.find(({ row }) => row.id === itemId);
    expect(task?.what).toMatch(/^被.+修改过，继续拟稿$/);
  });

  it('被拒绝的操作不告诉任何人', async () => {
    const itemId = await draftItem(organ, { content: { title: '' } });
    expect(codesOf(await submitItem(organ.cast.author, await seen(itemId)))).not.toEqual([]);
    expect(await told(itemId)).toEqual({});
  });

  it('[TR-14] 隐藏告诉能确认的人，确认以后了结，并告诉拟稿人', async () => {
    const form = async (itemId: string) => ({ ...(await seen(itemId)), reason: '疑似有误' });
    const hide = async () => {
      const itemId = await publishNew(organ);
      unwrap(await changeVisibility(organ.cast.l3, 'hide', await form(itemId)));
      return itemId;
    };
    const withdrawn = await hide();
    expect((await told(withdrawn)).hidden).toEqual(['head', 'headB', 'l3b', 'leader', 'leaderB']);
    unwrap(await changeVisibility(organ.cast.l3b, 'withdraw_item', await form(withdrawn)));
    expect(await told(withdrawn)).toEqual({ published: ['author'], withdrawn: ['author'] });
    const restored = await hide();
    unwrap(await changeVisibility(organ.cast.leader, 'restore', await form(restored)));
    expect(await told(restored)).toEqual({ published: ['author'], restored: ['author'] });
  });

  it('定时发布没有成功，告诉定时的人、发布员和工作机构负责人', async () => {
    const nine = shanghaiInstant('2026-03-10', '09:00');
    const plannedAt = shanghaiInstant('2026-03-10', '10:00');
    const small = await makeOrgan(staff);
    const itemId = await atTime(nine, async () => {
      const approved = await approveItem(small);
      await schedule(small, approved, plannedAt);
      return approved;
    });
    await staff.query(`UPDATE office.role_grant SET ends_on = '2026-03-10' WHERE person_id = $1`, [
      small.cast.publisher.personId,
    ]);
    const [outcome] = await atTime(plannedAt, publishDuePlans);
    expect(outcome?.outcome).toBe('refused');
    expect((await told(itemId, small)).plan_refused).toEqual(['officeHead', 'publisher', 'publisherB']);
  });
});

describe('超过时限的提醒', () => {
  /** Submitted on Monday 2026-03-02 at nine, in an organ of its own. */
  const monday = () =>
    atTime(shanghaiInstant('2026-03-02', '09:00'), async () => {
      const own = await makeOrgan(staff);
      const itemId = await draftItem(own);
      await submit(own, itemId);
      return { own, itemId };
    });
  const remindAt = (date: string, time = '09:00') => atTime(shanghaiInstant(date, time), remindOverdue);
  const reminders = async (itemId: string) =>
    (
      await staff.query(
        `SELECT count(*)::int AS n FROM office.notice WHERE item_id = $1 AND kind IN ('review_overdue', 'hide_overdue')`,
        [itemId],
      )
    ).rows[0].n;

  it('[TR-9] 到期当天不提醒，次日起每个环节每天提醒一次，休息日不提醒', async () => {
    const { own, itemId } = await monday();
    await remindAt('2026-03-03', '23:59');
    expect(await reminders(itemId)).toBe(0);
    await remindAt('2026-03-04', '00:00');
    expect(await told(itemId, own)).toEqual({ review_open: ['l1', 'l1b'], review_overdue: ['l1', 'l1b'] });
    await remindAt('2026-03-04', '15:00');
    expect(await reminders(itemId)).toBe(2);
    await remindAt('2026-03-05');
    expect(await reminders(itemId)).toBe(4);
    await remindAt('2026-03-07');
    expect(await reminders(itemId)).toBe(4);
    await atTime(shanghaiInstant('2026-03-09', '09:00'), () => passSteps(own, itemId, 'reviewer_l2'));
    expect(await told(itemId, own)).toEqual({ review_open: ['l2', 'l2b'] });
    await remindAt('2026-03-10');
    expect(await reminders(itemId)).toBe(4);
  });

  it('[TR-9] 两个后台任务同时提醒，每人只有一条', async () => {
    const { itemId } = await monday();
    await atTime(shanghaiInstant('2026-03-05'), () => Promise.all([remindOverdue(), remindOverdue()]));
    expect(await reminders(itemId)).toBe(2);
  });

  it('[TR-9] 待办里用文字说明超了几个工作日', async () => {
    const { own } = await monday();
    const lateAt = async (date: string) =>
      (await atTime(shanghaiInstant(date, '09:00'), () => listTasks(own.cast.l1))).reviews[0]?.late;
    expect(await lateAt('2026-03-03')).toBeNull();
    expect(await lateAt('2026-03-04')).toBe('已超 1 工作日');
    expect(await lateAt('2026-03-09')).toBe('已超 4 工作日');
  });

  it('[TR-14] 隐藏后一个工作日没有确认，每天提醒能确认的人', async () => {
    const own = await makeOrgan(staff);
    const itemId = await publishNew(own);
    unwrap(await changeVisibility(own.cast.l1, 'hide', { ...(await seen(itemId)), reason: '疑似有误' }));
    const now = new Date();
    await remindOverdue();
    expect(await reminders(itemId)).toBe(0);
    // Two weeks on there was at least one working day, and one of three days in a row is one.
    for (const days of [20, 21, 22]) await atTime(new Date(now.getTime() + days * 86_400_000), remindOverdue);
    expect((await told(itemId, own)).hide_overdue).toEqual(expect.arrayContaining(['l3', 'leader', 'head']));
  });
});

describe('自己的通知', () => {
  const say = (personId: string, key: string) =>
    inTransaction(async (tx) =>
      ok(
        await notify(tx, { organId: organ.id, kind: 'published', itemId: null, recipients: [personId], key }),
      ),
    );

  it('只看得到自己的，按时间倒序，分页，可以只看未读', async () => {
    const own = await makeOrgan(staff);
    const { personId } = own.cast.author;
    for (let n = 1; n <= NOTICE_PAGE_ROWS + 3; n += 1) {
      await inTransaction(async (tx) =>
        ok(
          await notify(tx, {
            organId: own.id,
            kind: 'published',
            itemId: null,
            recipients: [personId],
            key: `k${n}`,
          }),
        ),
      );
    }
    const first = await listNotices(personId, { unreadOnly: false, page: 1 });
    expect([first.rows.length, first.total, first.unread]).toEqual([NOTICE_PAGE_ROWS, 23, 23]);
    const times = first.rows.map((row) => row.createdAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const second = await listNotices(personId, { unreadOnly: false, page: 2 });
    expect(second.rows).toHaveLength(3);
    expect((await listNotices(own.cast.l1.personId, { unreadOnly: false, page: 1 })).rows).toEqual([]);
    const ids = second.rows.map((row) => row.id);
    expect(unwrap(await markNoticesRead(own.cast.author, { ids }))).toEqual({ marked: 3 });
    expect(unwrap(await markNoticesRead(own.cast.author, { ids }))).toEqual({ marked: 0 });
    expect((await listNotices(personId, { unreadOnly: true, page: 1 })).total).toBe(20);
    expect(await countUnread(personId)).toBe(20);
  });

  it('别人的通知标记不了', async () => {
    const { author, l1 } = organ.cast;
    await say(author.personId, 'not yours');
    const [row] = (await listNotices(author.personId, { unreadOnly: true, page: 1 })).rows;
    if (row === undefined) throw new Error('no notice');
    expect(unwrap(await markNoticesRead(l1, { ids: [row.id] }))).toEqual({ marked: 0 });
    unwrap(await markNoticesRead(l1, { until: new Date(Date.now() + 60_000) }));
    expect((await listNotices(author.personId, { unreadOnly: true, page: 1 })).rows[0]?.id).toBe(row.id);
  });

  it('全部标为已读只到列表显示的时刻，后来的仍是未读', async () => {
    const { author2 } = organ.cast;
    await say(author2.personId, 'before');
    const shown = new Date();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await say(author2.personId, 'after');
    unwrap(await markNoticesRead(author2, { until: shown }));
    const { rows } = await listNotices(author2.personId, { unreadOnly: true, page: 1 });
    expect(rows, formatMinute(shown)).toHaveLength(1);
  });

  it('通知里的标题只给现在看得到稿件的人', async () => {
    const other = await makeOrgan(staff);
    const itemId = await draftItem(organ, { content: { title: '只有本机关看得到的标题' } });
    expect([...(await titlesFor(organ.cast.l1, [itemId])).values()]).toEqual(['只有本机关看得到的标题']);
    expect((await titlesFor(other.cast.l1, [itemId])).size).toBe(0);
  });
});
