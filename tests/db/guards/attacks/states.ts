import { ITEM_TRANSITIONS } from '@/lib/disclosure/transitions';
import { DRAFT_STATES, type DraftState } from '@/lib/disclosure/types';
import { type Attack, type Control, insert, type Query } from './attack';
import {
  decisionRow,
  ownVersion,
  publicationRow,
  roundOf,
  roundRow,
  type Scene,
  type Waiting,
} from './scene';

/** An item of the scene in each state. */
const IN_STATE: Record<DraftState, Waiting> = {
  none: 'published',
  draft: 'draft',
  in_review: 'atL1',
  secrecy_referred: 'referred',
  returned: 'returned',
  approved: 'approved',
  scheduled: 'scheduled',
  cancelled: 'cancelled',
};

const FITS_ROUND = { raise: 'state % does not fit the review round' };
const FITS_PUBLIC = { raise: 'state % does not fit the public state' };

const move = (query: Query, scene: Scene, waiting: Waiting, to: DraftState) =>
  query('UPDATE office.item SET draft_state = $2 WHERE id = $1', [scene.items[waiting], to]);
const close = (query: Query, scene: Scene, waiting: Waiting, reason: string) =>
  query('UPDATE office.round SET closed_at = now(), closed_reason = $2 WHERE id = $1', [
    roundOf(scene, waiting).id,
    reason,
  ]);

const isListed = (from: DraftState, to: DraftState) =>
  ITEM_TRANSITIONS.some((row) => row.from === from && row.to === to);

export const stateAttacks: Attack[] = [
  ...DRAFT_STATES.flatMap((from) =>
    [...DRAFT_STATES, 'public' as DraftState]
      .filter((to) => to !== from && !isListed(from, to))
      .map(
        (to): Attack => ({
          title: `[TR-1] 状态从 ${from} 直接改成 ${to}`,
          code: 'GK006',
          guard: { raise: 'no transition from % to %' },
          run: (query, scene) => move(query, scene, IN_STATE[from], to),
        }),
      ),
  ),
  // What the table lists still needs the facts that belong to it.
  ...(
    [
      ['draft', 'in_review'],
      ['returned', 'in_review'],
      ['in_review', 'draft'],
      ['in_review', 'returned'],
      ['approved', 'draft'],
      ['approved', 'returned'],
      ['approved', 'none'],
      ['scheduled', 'draft'],
      ['scheduled', 'returned'],
      ['scheduled', 'none'],
    ] as const
  ).map(
    ([from, to]): Attack => ({
      title: `[TR-2] 状态从 ${from} 改成 ${to}，而审核轮次没有相应地开始或结束`,
      code: 'GK006',
      guard: FITS_ROUND,
      run: (query, scene) => move(query, scene, IN_STATE[from], to),
    }),
  ),
  {
    title: '[TR-1] 一轮没有发布就结束，却说稿件已公开',
    code: 'GK006',
    guard: { raise: 'the last round was not published' },
    run: async (query, scene) => {
      await close(query, scene, 'approved', 'edited');
      await move(query, scene, 'approved', 'none');
    },
  },
  ...(['draft', 'returned'] as const).map(
    (waiting): Attack => ({
      title: `从未公开的 ${waiting} 说成只剩公开版本`,
      code: 'GK006',
      guard: FITS_PUBLIC,
      run: (query, scene) => move(query, scene, waiting, 'none'),
    }),
  ),
  {
    title: '作废一条公开信息的更正稿，连信息一起作废',
    code: 'GK006',
    guard: FITS_PUBLIC,
    run: (query, scene) => move(query, scene, 'correction', 'cancelled'),
  },
];

export const stateControls: Control[] = [
  {
    title: '提交：草稿 → 审核中',
    run: async (query, scene) => {
      const version = await ownVersion(query, scene);
      await insert(query, 'round', roundRow(scene, version));
      await query(`UPDATE office.item SET draft_state = 'in_review' WHERE id = $1`, [version.itemId]);
    },
  },
  { title: '作废从未公开的草稿', run: (query, scene) => move(query, scene, 'draft', 'cancelled') },
  { title: '放弃更正，只剩公开版本', run: (query, scene) => move(query, scene, 'correction', 'none') },
  { title: '公开的信息开始更正', run: (query, scene) => move(query, scene, 'published', 'draft') },
  ...(['atL1', 'approved', 'scheduled'] as const).map(
    (waiting): Control => ({
      title: `修改 ${waiting} 的信息：结束一轮，回到草稿`,
      run: async (query, scene) => {
        await close(query, scene, waiting, 'edited');
        await move(query, scene, waiting, 'draft');
      },
    }),
  ),
  {
    title: '退回拟稿人',
    run: async (query, scene) => {
      await close(query, scene, 'atL1', 'returned');
      await move(query, scene, 'atL1', 'returned');
    },
  },
  { title: '报请确定', run: (query, scene) => move(query, scene, 'atSecrecy', 'secrecy_referred') },
  { title: '登记答复', run: (query, scene) => move(query, scene, 'referred', 'in_review') },
  { title: '定时', run: (query, scene) => move(query, scene, 'approved', 'scheduled') },
  { title: '取消定时', run: (query, scene) => move(query, scene, 'scheduled', 'approved') },
  {
    title: '最后一个环节通过后已审定',
    run: async (query, scene) => {
      await insert(query, 'decision', decisionRow(scene, roundOf(scene, 'atHead'), 6));
      await move(query, scene, 'atHead', 'approved');
    },
  },
  {
    title: '发布后只剩公开版本',
    run: async (query, scene) => {
      await insert(query, 'publication', publicationRow(scene, 'approved'));
      await move(query, scene, 'approved', 'none');
    },
  },
];
