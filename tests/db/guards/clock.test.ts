import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishItem } from '@/lib/disclosure/commands/publish-item';
import { atTime } from '@/lib/platform/clock';
import {
  approveItem,
  edit,
  getItem,
  getRound,
  makeOrgan,
  openTestOffice,
  passSteps,
  save,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';
import { attempt, insert, type Query } from './attacks/attack';
import { buildScene, ownPublication, publicationRow, roundOf, type Scene } from './attacks/scene';

const LONG_AGO = '2019-05-01T02:03:04.000Z';

describe('正式库', () => {
  let office: TestOffice;
  let staff: pg.Client;
  let scene: Scene;
  beforeAll(async () => {
    office = await openTestOffice('production');
    staff = await office.connect('staff');
    scene = await buildScene(staff);
  });
  afterAll(() => office.close());

  /** Runs in a transaction that is rolled back; faults are thrown on. */
  async function trying<T>(work: (query: Query) => Promise<T>): Promise<T> {
    const box: { value?: T } = {};
    const outcome = await attempt(staff, async (query) => {
      box.value = await work(query);
    });
    expect(outcome).toEqual({ accepted: true });
    return box.value as T;
  }

  it.each(['', LONG_AGO])('[TR-20] 发布日期由数据库写入，倒填无效（会话时钟“%s”也无效）', async (moved) => {
    const row = await trying(async (query) => {
      await query(`SELECT set_config('gongkai.now', $1, true)`, [moved]);
      const inserted = await insert(
        query,
        'publication',
        publicationRow(scene, 'approved', { published_at: LONG_AGO }),
      );
      const { itemId } = roundOf(scene, 'approved');
      const live = await query('SELECT * FROM office.live_item WHERE item_id = $1', [itemId]);
      const now = await query('SELECT now() AS now');
      expect(live.rows[0].first_published_at).toEqual(inserted.rows[0].published_at);
      return { published: inserted.rows[0].published_at as Date, now: now.rows[0].now as Date };
    });
    expect(Math.abs(row.published.getTime() - row.now.getTime())).toBeLessThan(1000);
  });

  it('每一步的时间、序号和版本号都由数据库写入', async () => {
    await trying(async (query) => {
      const round = await ownPublication(query, scene);
      const { rows } = await query(
        `SELECT i.created_at, s.saved_at, v.frozen_at, r.opened_at, r.closed_at, min(d.decided_at) AS decided_at,
           v.number, array_agg(d.seq ORDER BY d.seq) AS seqs, now() AS now
         FROM office.item i JOIN office.draft s ON s.item_id = i.id JOIN office.version v ON v.item_id = i.id
         JOIN office.round r ON r.item_id = i.id JOIN office.decision d ON d.round_id = r.id
         WHERE i.id = $1 GROUP BY i.id, s.item_id, v.id, r.id`,
        [round.itemId],
      );
      const { now, number, seqs, ...times } = rows[0];
      expect([number, seqs]).toEqual([1, [1, 2, 3, 4]]);
      for (const [name, time] of Object.entries(times)) {
        expect(Math.abs((time as Date).getTime() - now.getTime()), name).toBeLessThan(1000);
      }
    });
  });

  it('公开状态的变化记在当前那次发布上，不论写的是哪一次', async () => {
    await trying(async (query) => {
      const { rows } = await insert(query, 'visibility_event', {
        item_id: scene.items.published,
        publication_id: '00000000-0000-0000-0000-000000000000',
        kind: 'hide',
        person_id: scene.organ.cast.l1.personId,
        reason: '疑似泄密',
        at: LONG_AGO,
      });
      const live = await query('SELECT publication_id FROM office.live_item WHERE item_id = $1', [
        scene.items.published,
      ]);
      expect(rows[0].publication_id).toBe(live.rows[0].publication_id);
      expect(rows[0].at.getUTCFullYear()).toBeGreaterThan(2019);
    });
  });

  it('移动会话时钟没有用：职责仍按真实的今天算', async () => {
    const outcome = await attempt(staff, async (query) => {
      await query(`SELECT set_config('gongkai.now', '2019-12-31T00:00:00Z', true)`);
      const { rows } = await query(
        'SELECT office.today()::text AS today, office.holds_role($1, $2) AS holds',
        [scene.organ.cast.l1.personId, 'reviewer_l1'],
      );
      expect(rows[0].holds).toBe(true);
      expect(rows[0].today > '2020').toBe(true);
    });
    expect(outcome).toEqual({ accepted: true });
  });
});

describe('演示库', () => {
  let office: TestOffice;
  let organ: TestOrgan;
  beforeAll(async () => {
    office = await openTestOffice('demo');
    organ = await makeOrgan(await office.connect('staff'));
  });
  afterAll(() => office.close());

  it('跟随移动的时钟：整条流程可以落在2024年', async () => {
    const then = new Date('2024-01-31T01:30:00.000Z');
    const itemId = await atTime(then, async () => {
      const id = await approveItem(organ, { content: { formed_at: '2024-01-30' } });
      unwrap(await publishItem(organ.cast.publisher, await seen(id)));
      return id;
    });
    const { live } = await getItem(itemId);
    expect(live?.firstPublishedAt).toEqual(then);
    expect(live?.indexNo).toMatch(/\/2024-00001$/);
  });

  it('时钟倒回之后，状态仍按最新的一轮判断，不被时间更晚的旧一轮误导', async () => {
    const itemId = await atTime(new Date('2026-06-01T00:00:00Z'), async () => {
      const id = await approveItem(organ);
      unwrap(await publishItem(organ.cast.publisher, await seen(id)));
      return id;
    });
    await atTime(new Date('2025-01-01T00:00:00Z'), async () => {
      await edit(organ, itemId);
      await save(organ, itemId, { title: '更正' });
      await submit(organ, itemId);
      await passSteps(organ, itemId);
      expect((await getRound(itemId)).versionNumber).toBe(2);
      unwrap(await publishItem(organ.cast.publisher, await seen(itemId)));
    });
    expect(await getItem(itemId)).toMatchObject({ draftState: 'none', publicState: 'published' });
  });
});
