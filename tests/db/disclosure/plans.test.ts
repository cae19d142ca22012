import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedulePublication } from '@/lib/disclosure/commands/publish-item';
import { startEdit } from '@/lib/disclosure/commands/start-edit';
import { publishDuePlans } from '@/lib/disclosure/jobs';
import { atTime } from '@/lib/platform/clock';
import {
  approveItem,
  edit,
  getItem,
  makeOrgan,
  makePerson,
  openTestOffice,
  passSteps,
  publishNew,
  save,
  schedule,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

const NINE = new Date('2026-03-10T01:00:00Z');
const at = (minutes: number) => new Date(NINE.getTime() + minutes * 60_000);

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

/** An item planned at nine for an hour later. */
function planned(): Promise<string> {
  return atTime(NINE, async () => {
    const itemId = await approveItem(organ);
    await schedule(organ, itemId, at(60));
    return itemId;
  });
}

const publications = async (itemId: string) =>
  (await staff.query('SELECT * FROM office.publication WHERE item_id = $1', [itemId])).rows;

describe('定时发布', () => {
  it('时间未到不发布，到点由系统发布，发布人是定时的人', async () => {
    const itemId = await planned();
    expect(await atTime(at(59), publishDuePlans)).toEqual([]);
    expect(await atTime(at(60), publishDuePlans)).toEqual([{ itemId, outcome: 'published' }]);
    const item = await getItem(itemId);
    expect([item.draftState, item.publicState, item.plan]).toEqual(['none', 'published', null]);
    const [row] = await publications(itemId);
    expect(row).toMatchObject({ publisher_id: organ.cast.publisher.personId, published_at: at(60) });
    expect(await atTime(at(61), publishDuePlans)).toEqual([]);
  });

  it('定时的人已不是发布员：拒绝，说明原因，信息仍为已审定', async () => {
    const publisher = await makePerson(staff, organ, '旧发布员', ['publisher']);
    const itemId = await atTime(NINE, async () => {
      const approved = await approveItem(organ);
      unwrap(await schedulePublication(publisher, { ...(await seen(approved)), publishAt: at(60) }));
      return approved;
    });
    await staff.query(`UPDATE office.role_grant SET ends_on = '2026-03-10' WHERE person_id = $1`, [
      publisher.personId,
    ]);
    expect(await atTime(at(60), publishDuePlans)).toMatchObject([
      { itemId, outcome: 'refused', refusals: [{ code: 'role_missing_publish' }] },
    ]);
    const item = await getItem(itemId);
    expect(item.draftState).toBe('approved');
    expect(item.refusedPlan?.refusal).toContain('发布员');
    expect(await publications(itemId)).toEqual([]);
    const { rows } = await staff.query(
      `SELECT entry::jsonb ->> 'action' AS action FROM office.audit_entry
       WHERE entry::jsonb ->> 'subject_id' = $1 ORDER BY seq DESC LIMIT 1`,
      [itemId],
    );
    expect(rows).toEqual([{ action: 'plan_refused' }]);
    // It is not tried again by itself.
    expect(await atTime(at(61), publishDuePlans)).toEqual([]);
  });

  it('两个后台任务同时办理，只发布一次', async () => {
    const items = [await planned(), await planned(), await planned()];
    const outcomes = await atTime(at(60), () => Promise.all([publishDuePlans(), publishDuePlans()]));
    for (const itemId of items) {
      expect(await publications(itemId)).toHaveLength(1);
      const told = outcomes.flat().filter((outcome) => outcome.itemId === itemId);
      expect(told.filter(({ outcome }) => outcome === 'published')).toHaveLength(1);
      expect(told.every(({ outcome }) => outcome === 'published' || outcome === 'taken')).toBe(true);
    }
  });

  it('[TR-2] 定时之后修改，计划取消，到点什么也不发布', async () => {
    const itemId = await planned();
    await atTime(at(10), async () => unwrap(await startEdit(organ.cast.author, await seen(itemId))));
    expect(await atTime(at(60), publishDuePlans)).toEqual([]);
    expect((await getItem(itemId)).draftState).toBe('draft');
    expect(await publications(itemId)).toEqual([]);
  });

  it('[TR-14] 计划还在而信息已被隐藏：到点不发布，说明要先恢复公开', async () => {
    const itemId = await atTime(NINE, async () => {
      const published = await publishNew(organ);
      await edit(organ, published);
      await save(organ, published, { title: '更正后的标题' });
      await submit(organ, published);
      await passSteps(organ, published);
      await schedule(organ, published, at(60));
      return published;
    });
    // The command would take the plan off as well; this is somebody with the office role and no more.
    await staff.query(
      `INSERT INTO office.visibility_event (item_id, publication_id, kind, person_id, reason)
       SELECT item_id, publication_id, 'hide', $2, '疑似泄密' FROM office.live_item WHERE item_id = $1`,
      [itemId, organ.cast.l1.personId],
    );
    expect(await atTime(at(60), publishDuePlans)).toMatchObject([
      { itemId, outcome: 'refused', refusals: [{ code: 'hidden_first' }] },
    ]);
    expect(await getItem(itemId)).toMatchObject({
      draftState: 'approved',
      publicState: 'hidden',
      plan: null,
    });
    expect((await getItem(itemId)).refusedPlan?.refusal).toContain('恢复公开');
    expect(await publications(itemId)).toHaveLength(1);
  });

  it('一条办不成的计划不耽误其他计划', async () => {
    const [broken, good] = [await planned(), await planned()];
    const superuser = await office.connect('superuser');
    // A fault, not a refusal: the row the publication needs is locked away by a broken trigger.
    await superuser.query(`
      CREATE FUNCTION office.break_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.item_id = '${broken}' THEN RAISE EXCEPTION 'disk failure' USING ERRCODE = '58030'; END IF;
        RETURN NEW; END $$`);
    await superuser.query(`CREATE TRIGGER a_break BEFORE INSERT ON office.publication
      FOR EACH ROW EXECUTE FUNCTION office.break_one()`);
    try {
      const outcomes = await atTime(at(60), publishDuePlans);
      expect(outcomes.map(({ itemId, outcome }) => [itemId, outcome])).toEqual([
        [broken, 'failed'],
        [good, 'published'],
      ]);
      expect((await getItem(broken)).draftState).toBe('scheduled');
    } finally {
      await superuser.query('DROP TRIGGER a_break ON office.publication');
    }
    expect(await atTime(at(61), publishDuePlans)).toEqual([{ itemId: broken, outcome: 'published' }]);
  });
});
