import type { Attack, Control, Query } from './attack';
import type { Scene } from './scene';

const READ = { status: 'read', note: '', texts: [], warnings: [] };

/** By a version of the reader that is not born yet: the present one may have been here. */
function keep(query: Query, sha256: string, status: string, content: unknown): Promise<unknown> {
  return query(
    `INSERT INTO office.file_text (sha256, extractor, status, content, read_at) VALUES ($1, 1000, $2, $3, now())`,
    [sha256, status, JSON.stringify(content)],
  );
}

/** A row that stands already, so that there is something to touch. */
const standing = (scene: Scene) =>
  `INSERT INTO office.file_text (sha256, extractor, status, content, read_at)
   VALUES ('${scene.file.sha256}', 1, 'read', '${JSON.stringify(READ)}', now()) ON CONFLICT DO NOTHING`;

const STATEMENTS = {
  UPDATE: `UPDATE office.file_text SET status = status`,
  DELETE: `DELETE FROM office.file_text`,
  TRUNCATE: `TRUNCATE office.file_text`,
} as const;

const touching: Attack[] = (['UPDATE', 'DELETE', 'TRUNCATE'] as const).flatMap((verb): Attack[] => {
  const right = `GRANT ${verb} ON office.file_text TO gongkai_staff`;
  const run: Attack['run'] = (query) => query(STATEMENTS[verb]);
  const trigger = verb === 'TRUNCATE' ? 'file_text_is_never_truncated' : 'file_text_is_append_only';
  return [
    { title: `${verb} office.file_text`, code: '42501', guard: { right }, run },
    {
      title: `即使有权，${verb} office.file_text`,
      code: 'GK001',
      guard: { trigger, on: 'file_text' },
      given: (scene) => `${standing(scene)}; ${right}`,
      run,
    },
  ];
});

export const fileTextAttacks: Attack[] = [
  ...touching,
  {
    title: '记下一种没有的读取结果',
    code: '23514',
    guard: { constraint: 'file_text_status_is_known', on: 'file_text' },
    run: (query, { file }) => keep(query, file.sha256, 'clean', { ...READ, status: 'clean' }),
  },
  ...(
    [
      ['旁边写读过了，里面写没读', { ...READ, status: 'none' }],
      ['没有文字这一项', { status: 'read', warnings: [] }],
      ['提示不是一列', { ...READ, warnings: {} }],
      ['什么都没有', {}],
    ] as const
  ).map(
    ([title, content]): Attack => ({
      title: `附件文字的记录残缺：${title}`,
      code: '23514',
      guard: { constraint: 'file_text_is_whole', on: 'file_text' },
      run: (query, { file }) => keep(query, file.sha256, 'read', content),
    }),
  ),
];

export const fileTextControls: Control[] = [
  { title: '记下一份文件的文字', run: (query, { file }) => keep(query, file.sha256, 'read', READ) },
];
