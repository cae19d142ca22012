import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { createItem } from '@/lib/disclosure/commands/create-item';
import { decideItem } from '@/lib/disclosure/commands/decide-item';
import {
  publishItem,
  schedulePublication,
  unschedulePublication,
} from '@/lib/disclosure/commands/publish-item';
import { saveDraft } from '@/lib/disclosure/commands/save-draft';
import { startEdit } from '@/lib/disclosure/commands/start-edit';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { publishDuePlans } from '@/lib/disclosure/jobs';
import type { Result } from '@/lib/platform/result';
import {
  approveItem,
  codesOf,
  decisionInput,
  draftItem,
  edit,
  getItem,
  getRound,
  makeOrgan,
  openTestOffice,
  passSteps,
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

/* Two people act on what both of them saw: one wins, the other is told; never both, never a fault. */

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

/** Exactly one succeeded; gives the codes the others were refused with. */
function losers(results: readonly Result<unknown>[]): string[][] {
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  return results.filter((result) => !result.ok).map(codesOf);
}

const count = async (table: string, itemId: string) =>
  (await staff.query(`SELECT 1 FROM office.${table} WHERE item_id = $1`, [itemId])).rowCount;

describe.each([1, 2])('两人同时（第%i次）', () => {
  let itemId: string;
  beforeEach(async () => {
    itemId = await draftItem(organ);
  });

  it('两名初审人同时通过：一人成功，另一人得知已过期', async () => {
    const round = await submit(organ, itemId);
    const [step] = openSteps(round.facts);
    if (step === undefined) throw new Error('no step');
    const both = await Promise.all(
      [organ.cast.l1, organ.cast.l1b].map((actor) => decideItem(actor, decisionInput(round, step))),
    );
    expect(losers(both)).toEqual([['stale_round']]);
    expect((await getRound(itemId)).facts.decisions).toHaveLength(1);
  });

  it('一人通过、一人退回：只有一个决定算数', async () => {
    const round = await submit(organ, itemId);
    const [step] = openSteps(round.facts);
    if (step === undefined) throw new Error('no step');
    const both = await Promise.all([
      decideItem(organ.cast.l1, decisionInput(round, step)),
      decideItem(
        organ.cast.l1b,
        decisionInput(round, step, { conclusion: 'return', returnTo: 0, opinion: '请补充' }),
      ),
    ]);
    expect(losers(both)).toEqual([['stale_round']]);
    const { rowCount } = await staff.query('SELECT 1 FROM office.decision WHERE round_id = $1', [round.id]);
    expect(rowCount).toBe(1);
  });

  it('一人通过最后一个环节、作者同时开启修改：要么审定，要么作废，不会两样都成', async () => {
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'reviewer_l3');
    const round = await getRound(itemId);
    const [step] = openSteps(round.facts);
    if (step === undefined) throw new Error('no step');
    const form = await seen(itemId);
    const [passed, edited] = await Promise.all([
      decideItem(organ.cast.l3, decisionInput(round, step)),
      startEdit(organ.cast.author, form),
    ]);
    const { draftState } = await getItem(itemId);
    if (edited.ok) {
      expect(codesOf(passed)).toEqual(['stale_round']);
      expect(draftState).toBe('draft');
    } else {
      expect(codesOf(edited)).toEqual(['stale_item']);
      expect(draftState).toBe('approved');
    }
  });

  it('提交按了两下：只有一个版本、一轮审核', async () => {
    const form = await seen(itemId);
    const both = await Promise.all([1, 2].map(() => submitItem(organ.cast.author, form)));
    expect(losers(both)).toEqual([['stale_item']]);
    expect([await count('version', itemId), await count('round', itemId)]).toEqual([1, 1]);
  });

  it('两人同时保存：一份保存，另一份得到对方的文字，什么也没丢', async () => {
    const { draft } = await getItem(itemId);
    const save = (title: string, by = organ.cast.author) =>
      saveDraft(by, { itemId, revision: draft.revision, content: { ...draft.content, title } });
    const both = (await Promise.all([save('甲的标题'), save('乙的标题', organ.cast.author2)])).map(unwrap);
    expect(both.filter((outcome) => outcome.saved)).toHaveLength(1);
    const conflict = both.find((outcome) => !outcome.saved);
    const kept = (await getItem(itemId)).draft;
    expect(conflict).toMatchObject({ saved: false, revision: 2, content: { title: kept.content.title } });
    expect(await count('draft_save', itemId)).toBe(2);
  });

  it('两名发布员同时发布：只公开一次', async () => {
    const approved = await approveItem(organ);
    const form = await seen(approved);
    const both = await Promise.all(
      [organ.cast.publisher, organ.cast.publisherB].map((actor) => publishItem(actor, form)),
    );
    expect(losers(both)).toEqual([['stale_item']]);
    expect(await count('publication', approved)).toBe(1);
  });

  it('发布和定时同时：只成一样', async () => {
    const approved = await approveItem(organ);
    const form = await seen(approved);
    const publishAt = new Date(Date.now() + 3_600_000);
    const both = await Promise.all([
      publishItem(organ.cast.publisher, form),
      schedulePublication(organ.cast.publisherB, { ...form, publishAt }),
    ]);
    expect(losers(both)).toEqual([['stale_item']]);
    expect(['none', 'scheduled']).toContain((await getItem(approved)).draftState);
  });

  it('撤回和恢复同时：只成一样', async () => {
    const published = await publishNew(organ);
    unwrap(await changeVisibility(organ.cast.l1, 'hide', { ...(await seen(published)), reason: '有误' }));
    const form = { ...(await seen(published)), reason: '确认' };
    const both = await Promise.all([
      changeVisibility(organ.cast.l3, 'withdraw_item', form),
      changeVisibility(organ.cast.leader, 'restore', form),
    ]);
    expect(losers(both)).toEqual([['stale_item']]);
  });

  it('到点的定时由两个后台任务同时办理、又有人取消：至多公开一次', async () => {
    const approved = await approveItem(organ);
    const publishAt = new Date(Date.now() + 200);
    await schedule(organ, approved, publishAt);
    const form = await seen(approved);
    await expect.poll(() => Date.now() > publishAt.getTime()).toBe(true);
    const [first, second, cancelled] = await Promise.all([
      publishDuePlans(),
      publishDuePlans(),
      unschedulePublication(organ.cast.publisher, form),
    ]);
    for (const { outcome } of [...first, ...second]) expect(['published', 'taken']).toContain(outcome);
    expect(await count('publication', approved)).toBe(cancelled.ok ? 0 : 1);
    expect((await getItem(approved)).draftState).toBe(cancelled.ok ? 'approved' : 'none');
  });
});

it('[TR-14] 有人正在隐藏时发布更正稿：发布等隐藏完成，然后被拒绝', async () => {
  const itemId = await publishNew(organ);
  await edit(organ, itemId);
  await save(organ, itemId, { title: '更正' });
  const round = await submit(organ, itemId);
  await passSteps(organ, itemId);
  const hiding = await office.connect('staff');
  const publishing = await office.connect('staff');
  await hiding.query('BEGIN');
  await hiding.query(
    `INSERT INTO office.visibility_event (item_id, publication_id, kind, person_id, reason)
     SELECT item_id, publication_id, 'hide', $2, '疑似泄密' FROM office.live_item WHERE item_id = $1`,
    [itemId, organ.cast.l1.personId],
  );
  const { rows } = await publishing.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const published = publishing
    .query(
      `INSERT INTO office.publication (item_id, organ_id, version_id, round_id, content_hash, publisher_id)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [itemId, organ.id, round.versionId, round.id, round.facts.contentHash, organ.cast.publisher.personId],
    )
    .catch((error: pg.DatabaseError) => error.code);
  const waits = async () => {
    const sql = 'SELECT wait_event_type AS waits FROM pg_stat_activity WHERE pid = $1';
    return (await hiding.query(sql, [rows[0]?.pid])).rows[0]?.waits;
  };
  await expect.poll(waits).toBe('Lock');
  await hiding.query('COMMIT');
  expect(await published).toBe('GK006');
  expect((await getItem(itemId)).publicState).toBe('hidden');
});

it('很多人同时新建、上传同一个文件：日志仍然是一条完整的链', async () => {
  const bytes = new TextEncoder().encode('同一个文件');
  const items = await Promise.all(
    Array.from({ length: 6 }, (_, at) =>
      createItem(organ.cast[at % 2 ? 'author' : 'author2'], {
        contentClass: 'a',
        content: readyContent(organ),
      }),
    ),
  );
  const uploads = await Promise.all(
    items.map((item) =>
      uploadFile(organ.cast.author, { itemId: unwrap(item).itemId, name: '文件.txt', bytes, inline: false }),
    ),
  );
  expect(uploads.map((upload) => upload.ok)).toEqual(uploads.map(() => true));
  const { rows } = await staff.query<{ seq: number; previous: string | null; hash: string }>(
    `SELECT seq, entry::jsonb ->> 'previous' AS previous, hash FROM office.audit_entry WHERE chain = $1 ORDER BY seq`,
    [organ.id],
  );
  expect(rows.map((row) => row.seq)).toEqual(rows.map((_, at) => at + 1));
  expect(rows.slice(1).map((row) => row.previous)).toEqual(rows.slice(0, -1).map((row) => row.hash));
});
