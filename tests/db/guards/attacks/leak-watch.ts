import { leakWatcherId } from '@/lib/organs/rules/leak-watcher';
import { type Attack, type Control, insert, type Query } from './attack';
import type { Scene } from './scene';

const CARRIED_ON = { raise: 'a run of the leak watch is only carried on and finished, once' };
const TABLE = 'leak_watch_run';

/** The person of the leak watch, as its first run makes it. */
function makeWatcher(query: Query, { organ }: Scene) {
  const person = {
    id: leakWatcherId(organ.id),
    organ_id: organ.id,
    name: '系统',
    post: '',
    left_on: '2000-01-01',
  };
  return insert(query, 'person', person);
}

async function request(
  query: Query,
  { organ }: Scene,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const row = { organ_id: organ.id, requested_name: '系统', requested_at: new Date(0), ...changes };
  const { rows } = await insert(query, TABLE, row);
  return String(rows[0].id);
}

async function change(query: Query, scene: Scene, set: string) {
  const id = await request(query, scene);
  return query(`UPDATE office.${TABLE} SET ${set} WHERE id = $1`, [id]);
}

async function finished(query: Query, scene: Scene): Promise<string> {
  const id = await request(query, scene);
  await query(`UPDATE office.${TABLE} SET started_at = now() WHERE id = $1`, [id]);
  await query(
    `UPDATE office.${TABLE} SET finished_at = now(), result = 'leak', findings = '[{"kind":"word_found"}]' WHERE id = $1`,
    [id],
  );
  return id;
}

const CHECKS: [title: string, constraint: string, set: string][] = [
  [
    '检测以表外的结果结束',
    'leak_watch_result_is_known',
    `finished_at = now(), result = 'fine', findings = '[1]'`,
  ],
  ['检测结束而没有结果', 'leak_watch_end_has_result', 'finished_at = now()'],
  ['检测没有结束就有结果', 'leak_watch_end_has_result', `result = 'clean'`],
  [
    '发现了泄漏却说没有发现',
    'leak_watch_clean_found_nothing',
    `finished_at = now(), result = 'clean', findings = '[1]'`,
  ],
  ['没有发现什么却说泄漏', 'leak_watch_clean_found_nothing', `finished_at = now(), result = 'leak'`],
];

function never(verb: 'DELETE' | 'TRUNCATE', trigger: string): Attack[] {
  const statement = verb === 'DELETE' ? `DELETE FROM office.${TABLE}` : `TRUNCATE office.${TABLE} CASCADE`;
  const run: Attack['run'] = async (query, scene) => {
    await request(query, scene);
    return query(statement);
  };
  const right = `GRANT ${verb} ON ALL TABLES IN SCHEMA office TO gongkai_staff`;
  return [
    { title: `${verb} office.${TABLE}`, code: '42501', guard: { right }, run },
    {
      title: `即使有权，${verb} office.${TABLE}`,
      code: 'GK001',
      guard: { trigger, on: TABLE },
      given: () => right,
      run,
    },
  ];
}

export const leakWatchAttacks: Attack[] = [
  ...(['role_grant', 'account'] as const).map(
    (table): Attack => ({
      title: table === 'account' ? '给泄漏检测开账号' : '给泄漏检测授予角色',
      code: 'GK004',
      guard: { raise: 'the leak watch holds no account and no role' },
      run: async (query, scene) => {
        await makeWatcher(query, scene);
        const person_id = leakWatcherId(scene.organ.id);
        return table === 'account'
          ? insert(query, table, { person_id, login: 'leak-watch', password_hash: 'x' })
          : insert(query, table, { person_id, role: 'author', starts_on: '2024-01-01' });
      },
    }),
  ),
  {
    title: '把检测稿件提交审核',
    code: 'GK006',
    guard: { raise: 'the canary of the leak watch is never reviewed' },
    run: async (query, scene) => {
      await makeWatcher(query, scene);
      const organ_id = scene.organ.id;
      await insert(query, 'item', {
        id: 'canary2345',
        organ_id,
        kind: 'news',
        content_class: 'a',
        draft_state: 'draft',
        created_by: leakWatcherId(organ_id),
        created_at: new Date(0),
      });
      return query(
        `INSERT INTO office.round (item_id, organ_id, version_id, content_hash, content_class, settings, opened_by, opened_at)
         VALUES ('canary2345', $1, uuidv7(), '', 'a', '{}', $2, now())`,
        [organ_id, scene.organ.cast.author.personId],
      );
    },
  },
  {
    title: '写进一次早已做完的检测',
    code: 'GK006',
    guard: { raise: 'a run of the leak watch begins as a request' },
    run: (query, scene) =>
      request(query, scene, { started_at: new Date(0), finished_at: new Date(0), result: 'clean' }),
  },
  {
    title: '把发现泄漏的检测改成没有发现',
    code: 'GK001',
    guard: CARRIED_ON,
    run: async (query, scene) =>
      query(`UPDATE office.${TABLE} SET result = 'clean', findings = '[]' WHERE id = $1`, [
        await finished(query, scene),
      ]),
  },
  {
    title: '把检测换到别人名下',
    code: 'GK001',
    guard: CARRIED_ON,
    given: () => `GRANT UPDATE ON office.${TABLE} TO gongkai_staff`,
    run: (query, scene) => change(query, scene, `requested_name = '别人'`),
  },
  ...CHECKS.map(
    ([title, constraint, set]): Attack => ({
      title,
      code: '23514',
      guard: { constraint, on: TABLE },
      run: (query, scene) => change(query, scene, set),
    }),
  ),
  {
    title: '一个机关同时有两次检测',
    code: '23505',
    guard: { index: 'leak_watch_one_open_per_organ' },
    run: async (query, scene) => {
      await request(query, scene);
      await request(query, scene);
    },
  },
  ...never('DELETE', 'leak_watch_run_is_never_deleted'),
  ...never('TRUNCATE', 'leak_watch_run_is_never_truncated'),
];

export const leakWatchControls: Control[] = [
  {
    title: '检测做完，记下结果；再开始一次',
    run: async (query, scene) => {
      await finished(query, scene);
      await request(query, scene);
    },
  },
  { title: '检测稿件的作者写草稿', run: makeWatcher },
];
