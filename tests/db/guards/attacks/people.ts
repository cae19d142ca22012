import { canonicalJson, sha256Hex } from '@/lib/platform/canonical';
import { type Attack, type Control, insert, type Query } from './attack';
import type { Scene } from './scene';

const ADMIN = { raise: 'an administrator holds no second role' };
const CHAIN = { raise: 'the row does not continue the chain' };
const ADMINS = ['system_admin', 'security_admin', 'audit_admin'] as const;

const grant = (
  query: Query,
  person_id: string,
  role: string,
  starts_on: string,
  ends_on: string | null = null,
) => insert(query, 'role_grant', { person_id, role, starts_on, ends_on });

const update = (table: string, set: string, where: (scene: Scene) => [string, unknown]) => {
  const run: Attack['run'] = (query, scene) => {
    const [column, value] = where(scene);
    return query(`UPDATE office.${table} SET ${set} WHERE ${column} = $1`, [value]);
  };
  return run;
};

/** Columns that say which thing a row is; nobody at the office changes them. */
const IDENTITIES: [table: string, column: string, where: (scene: Scene) => [string, unknown]][] = [
  ['person', 'id', (s) => ['id', s.people.plain.personId]],
  ['person', 'organ_id', (s) => ['id', s.people.plain.personId]],
  ['organ', 'id', (s) => ['id', s.organ.id]],
  ['section', 'organ_id', (s) => ['id', s.organ.sectionId]],
  ['site_column', 'id', (s) => ['id', s.organ.columns[0]]],
  ['site_column', 'organ_id', (s) => ['id', s.organ.columns[0]]],
  ['account', 'person_id', () => ['login', 'somebody']],
  ['session', 'account_id', () => ['id', 'x']],
];

async function head(query: Query, chain: string): Promise<{ seq: number; hash: string | null }> {
  const { rows } = await query('SELECT seq, hash FROM office.audit_head WHERE chain = $1', [chain]);
  return rows[0] ?? { seq: 0, hash: null };
}

/** Appends an audit row; `change` spoils what stands in it, `row` what stands beside it. */
async function append(
  query: Query,
  scene: Scene,
  change: Record<string, unknown>,
  row: Record<string, unknown> = {},
) {
  const chain = scene.organ.id;
  const end = await head(query, chain);
  const seq = end.seq + 1;
  const entry = canonicalJson({
    _format: 1,
    chain,
    seq,
    previous: end.hash,
    action: 'test',
    ...change,
  } as never);
  return insert(query, 'audit_entry', { chain, seq, entry, hash: sha256Hex(entry), ...row });
}

const CHECKS: [title: string, constraint: string, on: string, run: Attack['run']][] = [
  [
    '授予表外的职责',
    'role_is_known',
    'role_grant',
    (query, { people }) => grant(query, people.plain.personId, 'superuser', '2024-01-01'),
  ],
  [
    '职责结束早于开始',
    'role_ends_after_it_starts',
    'role_grant',
    (query, { people }) => grant(query, people.plain.personId, 'author', '2024-01-02', '2024-01-01'),
  ],
  [
    '登录名有大写字母',
    'login_is_lower_case',
    'account',
    (query, { people }) =>
      insert(query, 'account', { person_id: people.plain.personId, login: 'Admin', password_hash: 'x' }),
  ],
  [
    '统一社会信用代码不足18位',
    'credit_code_has_18_characters',
    'organ',
    update('organ', `credit_code = '114105'`, (s) => ['id', s.organ.id]),
  ],
  [
    '网站标识码不足10位',
    'site_id_code_has_10_characters',
    'organ',
    update('organ', `site_id_code = '41'`, (s) => ['id', s.organ.id]),
  ],
  [
    '栏目地址有空格',
    'slug_is_an_address',
    'site_column',
    (query, { organ }) =>
      insert(query, 'site_column', {
        organ_id: organ.id,
        slug: 'A b',
        name: 'x',
        column_type: '',
        description: '',
        keywords: '',
        position: 1,
      }),
  ],
  [
    '栏目版式写成表外的值',
    'column_layout_is_known',
    'site_column',
    update('site_column', `layout = 'carousel'`, (s) => ['id', s.organ.columns[0]]),
  ],
  [
    '栏目以自己为上级',
    'column_is_not_its_own_parent',
    'site_column',
    update('site_column', 'parent_id = id', (s) => ['id', s.organ.columns[0]]),
  ],
];

const itemRow = (scene: Scene, changes: Record<string, unknown>) => ({
  id: 'cccccccccc',
  organ_id: scene.organ.id,
  kind: 'news',
  content_class: 'a',
  draft_state: 'draft',
  created_by: scene.organ.cast.author.personId,
  created_at: '2020-01-01',
  ...changes,
});

export const peopleAttacks: Attack[] = [
  ...CHECKS.map(
    ([title, constraint, on, run]): Attack => ({ title, code: '23514', guard: { constraint, on }, run }),
  ),
  ...(
    [
      ['item_address_is_plain', { id: '../etc' }],
      ['item_kind_is_known', { kind: 'secret' }],
      ['content_class_is_known', { content_class: '0' }],
    ] as const
  ).map(
    ([constraint, changes]): Attack => ({
      title: `信息登记为 ${JSON.stringify(changes)}`,
      code: '23514',
      guard: { constraint, on: 'item' },
      run: (query, scene) => insert(query, 'item', itemRow(scene, changes)),
    }),
  ),
  {
    title: '两个机关都是默认网站',
    code: '23505',
    guard: { index: 'organ_one_default_site' },
    run: update('organ', 'is_default_site = true', (s) => ['id', s.other.id]),
  },
  // ── Role grants ──
  {
    title: '把职责转给别人',
    code: '42501',
    guard: { right: 'GRANT UPDATE ON office.role_grant TO gongkai_staff' },
    run: update(
      'role_grant',
      `person_id = (SELECT id FROM office.person WHERE name = 'author2' LIMIT 1)`,
      (s) => ['person_id', s.organ.cast.head.personId],
    ),
  },
  ...(['role', 'starts_on', 'person_id'] as const).map(
    (column): Attack => ({
      title: `即使有权，改动职责的 ${column}`,
      code: 'GK001',
      guard: { raise: 'of a role grant only the end can be set' },
      given: () => 'GRANT UPDATE ON office.role_grant TO gongkai_staff',
      run: (query, scene) => {
        const values = {
          role: `'reviewer_l3'`,
          starts_on: `'2019-01-01'`,
          person_id: `'${scene.organ.cast.author2.personId}'`,
        };
        return query(`UPDATE office.role_grant SET ${column} = ${values[column]} WHERE person_id = $1`, [
          scene.organ.cast.l1.personId,
        ]);
      },
    }),
  ),
  ...ADMINS.flatMap((role) => [
    {
      title: `[三员] 审核人再当 ${role}`,
      code: 'GK009',
      guard: ADMIN,
      run: (query: Query, { organ }: Scene) => grant(query, organ.cast.l1.personId, role, '2024-01-01'),
    } satisfies Attack,
    {
      title: `[三员] ${role} 再当审核人`,
      code: 'GK009',
      guard: ADMIN,
      run: async (query: Query, { people }: Scene) => {
        await grant(query, people.plain.personId, role, '2024-01-01');
        await grant(query, people.plain.personId, 'reviewer_l1', '2024-06-01');
      },
    } satisfies Attack,
    ...ADMINS.filter((second) => second !== role).map(
      (second): Attack => ({
        title: `[三员] ${role} 兼 ${second}`,
        code: 'GK009',
        guard: ADMIN,
        run: async (query, { people }) => {
          await grant(query, people.plain.personId, role, '2024-01-01');
          await grant(query, people.plain.personId, second, '2025-01-01');
        },
      }),
    ),
  ]),
  {
    title: '[三员] 先有间隔，再把前一职责延长到重叠',
    code: 'GK001',
    guard: { raise: 'a role that ends is not given again by moving its end' },
    run: async (query, { people }) => {
      await grant(query, people.plain.personId, 'system_admin', '2024-01-01', '2024-02-01');
      await grant(query, people.plain.personId, 'author', '2024-02-01');
      await query(
        `UPDATE office.role_grant SET ends_on = NULL WHERE person_id = $1 AND role = 'system_admin'`,
        [people.plain.personId],
      );
    },
  },
  // ── Identities ──
  ...IDENTITIES.map(
    ([table, column, where]): Attack => ({
      title: `[TR-3] 改 ${table} 的 ${column}`,
      code: '42501',
      guard: { right: `GRANT UPDATE ON office.${table} TO gongkai_staff` },
      run: update(table, `${column} = uuidv7()`, where),
    }),
  ),
  {
    title: '改栏目的地址',
    code: '42501',
    guard: { right: 'GRANT UPDATE ON office.site_column TO gongkai_staff' },
    run: update('site_column', `slug = 'elsewhere'`, (s) => ['id', s.organ.columns[0]]),
  },
  // ── What only the owner sets ──
  {
    title: '把正式库标成演示库',
    code: '42501',
    guard: { right: 'GRANT UPDATE ON office.installation TO gongkai_staff' },
    run: (query) => query(`UPDATE office.installation SET mode = 'demo'`),
  },
  {
    title: '库的用途写成表外的值',
    code: '23514',
    guard: { constraint: 'installation_mode_is_known', on: 'installation' },
    given: () => 'GRANT UPDATE ON office.installation TO gongkai_staff',
    run: (query) => query(`UPDATE office.installation SET mode = 'trial'`),
  },
  {
    title: '库的用途有两行',
    code: '23514',
    guard: { constraint: 'installation_is_one_row', on: 'installation' },
    given: () => 'GRANT INSERT ON office.installation TO gongkai_staff',
    run: (query) => query(`INSERT INTO office.installation (id, mode) VALUES (2, 'demo')`),
  },
  {
    title: '[TR-1] 往状态表里加一条近路',
    code: '42501',
    guard: { right: 'GRANT INSERT ON office.item_transition TO gongkai_staff' },
    run: (query) => query(`INSERT INTO office.item_transition VALUES ('draft', 'pass', 'approved')`),
  },
  // ── Audit ──
  ...(
    [
      ['序号跳号', {}, { seq: 99999 }],
      ['序号重复', {}, { seq: 1 }],
      ['内容里的序号不符', { seq: 99999 }, {}],
      ['前一行的哈希不符', { previous: '0'.repeat(64) }, {}],
      ['不接前一行', { previous: null }, {}],
      ['内容里写别的链', { chain: 'installation' }, {}],
      ['哈希不是内容的', {}, { hash: '0'.repeat(64) }],
      ['写到还没有的链上却不从一开始', {}, { chain: 'elsewhere' }],
    ] as const
  ).map(
    ([what, change, row]): Attack => ({
      title: `日志：${what}`,
      code: 'GK010',
      guard: CHAIN,
      run: (query, scene) => append(query, scene, change, row),
    }),
  ),
  {
    title: '把日志的链头挪开',
    code: '42501',
    guard: { right: 'GRANT UPDATE ON office.audit_head TO gongkai_staff' },
    run: (query) => query(`UPDATE office.audit_head SET seq = 0`),
  },
];

export const peopleControls: Control[] = [
  {
    title: '授予职责',
    run: (query, { people }) => grant(query, people.plain.personId, 'author', '2024-01-01'),
  },
  {
    title: '结束职责',
    run: (query, { organ }) =>
      query(`UPDATE office.role_grant SET ends_on = office.today() WHERE person_id = $1`, [
        organ.cast.l1.personId,
      ]),
  },
  {
    title: '卸任系统管理员之后当拟稿人',
    run: async (query, { people }) => {
      await grant(query, people.plain.personId, 'system_admin', '2024-01-01', '2024-02-01');
      await grant(query, people.plain.personId, 'author', '2024-02-01');
    },
  },
  {
    title: '一人兼两个业务职责',
    run: (query, { organ }) => grant(query, organ.cast.l1.personId, 'author', '2024-01-01'),
  },
  {
    title: '改人员的姓名、职务、股室和离任日期',
    run: update('person', `name = '新名', post = '新职', left_on = office.today()`, (s) => [
      'id',
      s.people.plain.personId,
    ]),
  },
  {
    title: '改栏目的名称和版式',
    run: update('site_column', `name = '新名', layout = 'group'`, (s) => ['id', s.organ.columns[0]]),
  },
  { title: '接着日志写一行', run: (query, scene) => append(query, scene, {}) },
  { title: '登记一条信息', run: (query, scene) => insert(query, 'item', itemRow(scene, {})) },
];
