import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { routeFor } from '@/lib/approvals/rules/route';
import { CONTENT_CLASSES } from '@/lib/approvals/types';
import { decideItem, returnApprovedItem } from '@/lib/disclosure/commands/decide-item';
import { publishItem } from '@/lib/disclosure/commands/publish-item';
import type { Role } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import {
  approveItem,
  type CastName,
  codesOf,
  decide,
  decisionInput,
  draftItem,
  getItem,
  getRound,
  makeOrgan,
  openTestOffice,
  passSteps,
  seen,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

let office: TestOffice;
let visitor: pg.Client;
let staff: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  visitor = await office.connect('public');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

const isPublic = async (itemId: string) =>
  (await visitor.query('SELECT 1 FROM published.item WHERE id = $1', [itemId])).rowCount === 1;

const HOLDER: Partial<Record<Role, CastName>> = {
  reviewer_l1: 'l1',
  reviewer_l2: 'l2',
  secrecy_officer: 'secrecy',
  reviewer_l3: 'l3',
  disclosure_leader: 'leader',
  head_of_organ: 'head',
};

describe('从拟稿到公开', () => {
  it.each(CONTENT_CLASSES)(
    '[TR-1] %s 类：一步一步通过才能发布，每一步只有该办的人能办',
    async (contentClass) => {
      const itemId = await draftItem(organ, { contentClass });
      await submit(organ, itemId);
      for (const step of routeFor(contentClass)) {
        const round = await getRound(itemId);
        expect(openSteps(round.facts).map((open) => open.position)).toEqual([step.position]);
        expect(await getItem(itemId)).toMatchObject({ draftState: 'in_review', publicState: 'unpublished' });
        expect(codesOf(await publishItem(organ.cast.publisher, await seen(itemId)))).toEqual([
          'not_in_this_state',
        ]);
        const able = HOLDER[step.role];
        const unable = Object.entries(organ.cast).filter(([, actor]) => !actor.roles.includes(step.role));
        expect(unable.length).toBeGreaterThan(10);
        for (const [, actor] of unable) {
          expect(codesOf(await decide(organ, itemId, {}, actor))).toContain('role_missing');
        }
        const isLast = step.position === routeFor(contentClass).length;
        expect(unwrap(await decide(organ, itemId, {}, organ.cast[able ?? 'author']))).toBe(
          isLast ? 'passed' : 'open',
        );
        expect(await isPublic(itemId)).toBe(false);
      }
      expect(await getItem(itemId)).toMatchObject({ draftState: 'approved', publicState: 'unpublished' });
      for (const [name, actor] of Object.entries(organ.cast)) {
        if (actor.roles.includes('publisher')) continue;
        expect(codesOf(await publishItem(actor, await seen(itemId))), name).toEqual(['role_missing_publish']);
      }
      unwrap(await publishItem(organ.cast.publisher, await seen(itemId)));
      expect(await getItem(itemId)).toMatchObject({ draftState: 'none', publicState: 'published' });
      expect(await isPublic(itemId)).toBe(true);
      const { rows } = await visitor.query('SELECT column_id FROM published.item_column WHERE item_id = $1', [
        itemId,
      ]);
      expect(rows).toEqual([{ column_id: organ.columns[0] }]);
    },
  );

  it('[PF-22] 索引号按机关和年度连续编号', async () => {
    const { rows } = await visitor.query<{ index_no: string }>(
      'SELECT index_no FROM published.item ORDER BY index_no',
    );
    const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
    expect(rows.map((row) => row.index_no.split('/')[1])).toEqual(
      rows.map((_, at) => `${year}-${String(at + 1).padStart(5, '0')}`),
    );
    expect(rows.length).toBeGreaterThan(2);
  });
});

describe('退回', () => {
  it('[TR-5] 退回一级：同一版本上只重开那一级和后面的环节', async () => {
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'reviewer_l3');
    expect(unwrap(await decide(organ, itemId, { conclusion: 'return', returnTo: 3, opinion: '再核' }))).toBe(
      'open',
    );
    const round = await getRound(itemId);
    expect(round.versionNumber).toBe(1);
    expect(openSteps(round.facts).map((step) => step.position)).toEqual([3]);
    expect((await getItem(itemId)).draftState).toBe('in_review');
    await passSteps(organ, itemId);
    unwrap(await publishItem(organ.cast.publisher, await seen(itemId)));
  });

  it('[TR-5] 退回拟稿人：再次提交是新版本，从初审重新开始，哪怕一字未改', async () => {
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'reviewer_l3');
    const opinion = '数据没有来源';
    expect(unwrap(await decide(organ, itemId, { conclusion: 'return', returnTo: 0, opinion }))).toBe(
      'returned',
    );
    expect((await getItem(itemId)).draftState).toBe('returned');
    const again = await submit(organ, itemId);
    expect(again.versionNumber).toBe(2);
    expect(again.facts.decisions).toEqual([]);
    expect(openSteps(again.facts).map((step) => step.position)).toEqual([1]);
  });

  it('[TR-5] 退回不写理由，什么也不改变', async () => {
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    const before = await getItem(itemId);
    const empty = { conclusion: 'return', returnTo: 0, opinion: ' ' } as const;
    expect(codesOf(await decide(organ, itemId, empty))).toEqual(['return_needs_reason']);
    expect(await getItem(itemId)).toEqual(before);
  });

  it.each(['publisher', 'l3'] as const)('已审定的稿件由 %s 退回拟稿人', async (name) => {
    const itemId = await approveItem(organ);
    unwrap(await returnApprovedItem(organ.cast[name], { ...(await seen(itemId)), reason: '时机不当' }));
    expect(await getItem(itemId)).toMatchObject({ draftState: 'returned' });
    expect((await submit(organ, itemId)).versionNumber).toBe(2);
  });

  it.each(['author', 'l1', 'l2', 'secrecy', 'l3b', 'leader', 'officeHead'] as const)(
    '已审定的稿件，%s 不能退回',
    async (name) => {
      const itemId = await approveItem(organ);
      const refused = await returnApprovedItem(organ.cast[name], { ...(await seen(itemId)), reason: '理由' });
      expect(codesOf(refused)).toEqual(['role_missing_publish']);
      expect((await getItem(itemId)).draftState).toBe('approved');
    },
  );
});

describe('报请确定', () => {
  it('[条例17] 答复之前一切停下，答复之后由保密审查人通过', async () => {
    const itemId = await draftItem(organ);
    await submit(organ, itemId);
    await passSteps(organ, itemId, 'secrecy_officer');
    const refer = { conclusion: 'refer_secrecy', opinion: '请确定是否属于工作秘密' } as const;
    expect(unwrap(await decide(organ, itemId, refer))).toBe('referred');
    expect((await getItem(itemId)).draftState).toBe('secrecy_referred');
    expect(codesOf(await decide(organ, itemId))).toEqual(['step_not_open']);
    const round = await getRound(itemId);
    const l3 = round.facts.route[3];
    if (l3 === undefined) throw new Error('no l3');
    expect(codesOf(await decideItem(organ.cast.l3, decisionInput(round, l3)))).toContain('step_not_open');
    expect(unwrap(await decide(organ, itemId, { conclusion: 'referral_reply', opinion: '不属于' }))).toBe(
      'open',
    );
    await passSteps(organ, itemId);
    expect((await getItem(itemId)).draftState).toBe('approved');
  });
});

describe('日志', () => {
  it('每一行都接着前一行，每一个决定和发布都在里面', async () => {
    const { rows } = await staff.query<{ seq: number; entry: string; hash: string }>(
      'SELECT seq, entry, hash FROM office.audit_entry WHERE chain = $1 ORDER BY seq',
      [organ.id],
    );
    expect(rows.length).toBeGreaterThan(50);
    let previous: string | null = null;
    const subjects = new Set<string>();
    for (const [at, row] of rows.entries()) {
      const entry = JSON.parse(row.entry);
      expect([row.seq, entry.seq, entry.previous, row.hash]).toEqual([
        at + 1,
        at + 1,
        previous,
        sha256Hex(row.entry),
      ]);
      previous = row.hash;
      subjects.add(entry.subject_id);
      if (entry.action === 'publish') subjects.add(entry.detail.publication_id);
    }
    const facts = await staff.query<{ id: string }>(
      'SELECT id FROM office.decision UNION ALL SELECT id FROM office.publication',
    );
    expect(facts.rows.length).toBeGreaterThan(20);
    expect(facts.rows.filter((row) => !subjects.has(row.id))).toEqual([]);
  });
});
