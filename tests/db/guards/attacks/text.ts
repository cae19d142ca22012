import { sha256Hex } from '@/lib/platform/canonical';
import { type Attack, type Control, insert, type Query } from './attack';
import { ownDraft, ownVersion, roundRow, type Scene, uploadRow, versionRow, type Waiting } from './scene';

const OTHER_HASH = '0'.repeat(64);

/** Saves a draft of the scene with the next revision, or another. */
function saveDraft(query: Query, scene: Scene, waiting: Waiting, changes: { by?: string; step?: number }) {
  return query(
    `UPDATE office.draft SET revision = revision + $2, content = content || '{"title": "悄悄改了"}',
       content_hash = $3, saved_by = $4 WHERE item_id = $1`,
    [scene.items[waiting], changes.step ?? 1, OTHER_HASH, changes.by ?? scene.organ.cast.author.personId],
  );
}

const storeChunk = (query: Query, sha256: string, seq: number, bytes: Uint8Array) =>
  insert(query, 'file_chunk', { sha256, seq, bytes });
const storeFile = (query: Query, sha256: string, size: number) =>
  insert(query, 'file', { sha256, size, media_type: 'text/plain', stored_at: '2020-01-01' });

const NOT_THE_HASH = { raise: 'the bytes stored do not have this hash' };
const NOT_SAVED = { raise: 'the frozen text is not the saved one' };
const bytes = new TextEncoder().encode('一些字节');
const sha256 = sha256Hex(bytes);

export const textAttacks: Attack[] = [
  // ── Items ──
  {
    title: '[TR-1] 新建时就写成已审定',
    code: 'GK006',
    guard: { raise: 'an item begins as a draft' },
    run: (query, { organ }) =>
      insert(query, 'item', {
        id: 'aaaaaaaaaa',
        organ_id: organ.id,
        kind: 'news',
        content_class: 'a',
        draft_state: 'approved',
        created_by: organ.cast.author.personId,
        created_at: '2020-01-01',
      }),
  },
  ...(['organ_id', 'kind', 'created_by', 'created_at', 'id'] as const).map(
    (column): Attack => ({
      title: `改动信息的 ${column}`,
      code: 'GK001',
      guard: { raise: 'identity of an item is never changed' },
      given: () => `GRANT UPDATE ON office.item TO gongkai_staff`,
      run: (query, { items, other }) => {
        const values = {
          organ_id: `'${other.id}'`,
          kind: `'notice'`,
          created_by: `'${other.cast.author.personId}'`,
          created_at: `'2000-01-01'`,
          id: `'bbbbbbbbbb'`,
        };
        return query(`UPDATE office.item SET ${column} = ${values[column]} WHERE id = $1`, [items.draft]);
      },
    }),
  ),
  {
    title: '给信息换机关',
    code: '42501',
    guard: { right: 'GRANT UPDATE (organ_id) ON office.item TO gongkai_staff' },
    run: (query, { items, other }) =>
      query('UPDATE office.item SET organ_id = $2 WHERE id = $1', [items.draft, other.id]),
  },
  {
    title: '审核中把内容等级降下来',
    code: 'GK006',
    guard: { raise: 'the class of a text under review is only raised' },
    run: (query, { items }) =>
      query(`UPDATE office.item SET content_class = 'a' WHERE id = $1`, [items.atHead]),
  },
  // ── Drafts ──
  ...(['atL1', 'referred', 'approved', 'scheduled', 'published', 'hidden'] as const).map(
    (waiting): Attack => ({
      title: `[TR-2] 不先开启修改，直接改 ${waiting} 的稿件`,
      code: 'GK002',
      guard: { raise: 'the text is in state % or under review, not a draft' },
      run: (query, scene) => saveDraft(query, scene, waiting, {}),
    }),
  ),
  {
    title: '[TR-2] 送审后趁状态仍是草稿再改一笔',
    code: 'GK002',
    guard: { raise: 'the text is in state % or under review, not a draft' },
    run: async (query, scene) => {
      const version = await ownVersion(query, scene);
      await insert(query, 'round', roundRow(scene, version));
      await query('UPDATE office.draft SET revision = revision + 1 WHERE item_id = $1', [version.itemId]);
    },
  },
  {
    title: '以外机关人员的名义保存稿件',
    code: 'GK011',
    guard: { raise: 'a person of another organ' },
    run: (query, scene) => saveDraft(query, scene, 'draft', { by: scene.other.cast.author.personId }),
  },
  ...[0, 2].map(
    (step): Attack => ({
      title: `保存时稿件版次跳 ${step} 步，覆盖别人的文字`,
      code: 'GK012',
      guard: { raise: 'the draft has been changed meanwhile' },
      run: (query, scene) => saveDraft(query, scene, 'draft', { step }),
    }),
  ),
  {
    title: '把稿件挪到别的信息上',
    code: 'GK001',
    guard: { raise: 'a draft stays with its item' },
    given: () => 'GRANT UPDATE ON office.draft TO gongkai_staff',
    run: (query, { items }) =>
      query('UPDATE office.draft SET item_id = $2, revision = revision + 1 WHERE item_id = $1', [
        items.draft,
        items.draft2,
      ]),
  },
  {
    title: '伪造稿件的保存记录',
    code: '42501',
    guard: { right: 'GRANT INSERT ON office.draft_save TO gongkai_staff' },
    run: (query, { items, organ }) =>
      insert(query, 'draft_save', {
        item_id: items.draft,
        revision: 99,
        content: {},
        content_hash: OTHER_HASH,
        saved_by: organ.cast.author2.personId,
        saved_at: '2020-01-01',
      }),
  },
  // ── Versions ──
  {
    title: '[TR-2] 冻结时写上不属于正文的哈希',
    code: '23514',
    guard: { constraint: 'version_hash_is_of_its_text', on: 'version' },
    run: async (query, scene) => {
      const draft = await ownDraft(query, scene);
      await query('UPDATE office.draft SET revision = 2, content_hash = $2 WHERE item_id = $1', [
        draft.itemId,
        OTHER_HASH,
      ]);
      await insert(
        query,
        'version',
        versionRow(scene, draft, { draft_revision: 2, content_hash: OTHER_HASH }),
      );
    },
  },
  {
    title: '[TR-2] 冻结另一篇文字（哈希也是那一篇的）',
    code: 'GK007',
    guard: NOT_SAVED,
    run: async (query, scene) => {
      const draft = await ownDraft(query, scene);
      const canonical = draft.canonical.replace('关于测试的消息', '从未保存过的标题');
      await insert(
        query,
        'version',
        versionRow(scene, draft, { canonical, content_hash: sha256Hex(canonical) }),
      );
    },
  },
  {
    title: '[TR-2] 保存时登记别的哈希，再冻结与保存不同的文字',
    code: 'GK007',
    guard: NOT_SAVED,
    run: async (query, scene) => {
      const draft = await ownDraft(query, scene);
      const canonical = draft.canonical.replace('关于测试的消息', '从未保存过的标题');
      const contentHash = sha256Hex(canonical);
      await query('UPDATE office.draft SET revision = 2, content_hash = $2 WHERE item_id = $1', [
        draft.itemId,
        contentHash,
      ]);
      await insert(
        query,
        'version',
        versionRow(scene, draft, { draft_revision: 2, canonical, content_hash: contentHash }),
      );
    },
  },
  {
    title: '[TR-3] 冻结时谎报较早的版次，漏掉后来动过笔的人',
    code: 'GK007',
    guard: NOT_SAVED,
    run: async (query, scene) => {
      const draft = await ownDraft(query, scene);
      await query('UPDATE office.draft SET revision = 2, saved_by = $2 WHERE item_id = $1', [
        draft.itemId,
        scene.organ.cast.l1.personId,
      ]);
      await insert(query, 'version', versionRow(scene, draft));
    },
  },
  {
    title: '冻结的信息类别与登记的不同，逃避较高等级',
    code: 'GK007',
    guard: { raise: 'the kind of the text is not that of the item' },
    run: async (query, scene) => {
      const draft = await ownDraft(query, scene);
      const canonical = draft.canonical.replace('"kind":"news"', '"kind":"annual_report"');
      const contentHash = sha256Hex(canonical);
      await query(
        'UPDATE office.draft SET revision = 2, content = $3, content_hash = $2 WHERE item_id = $1',
        [draft.itemId, contentHash, canonical],
      );
      await insert(
        query,
        'version',
        versionRow(scene, draft, { draft_revision: 2, canonical, content_hash: contentHash }),
      );
    },
  },
  {
    title: '给审核中的信息再冻结一版',
    code: 'GK006',
    guard: { raise: 'a version is frozen from the draft of its item' },
    run: (query, { items }) =>
      query(
        `INSERT INTO office.version (item_id, organ_id, number, draft_revision, canonical, content_hash, frozen_by, frozen_at)
         SELECT item_id, organ_id, number, draft_revision, canonical, content_hash, frozen_by, frozen_at
         FROM office.version WHERE item_id = $1`,
        [items.atL1],
      ),
  },
  {
    title: '冻结时写别的机关',
    code: 'GK006',
    guard: { raise: 'a version is frozen from the draft of its item' },
    run: async (query, scene) =>
      insert(query, 'version', versionRow(scene, await ownDraft(query, scene), { organ_id: scene.other.id })),
  },
  {
    title: '版本号从零开始',
    code: '23514',
    guard: { constraint: 'version_number_counts_from_one', on: 'version' },
    given: () => 'ALTER TABLE office.version DISABLE TRIGGER version_guard',
    run: async (query, scene) => insert(query, 'version', versionRow(scene, await ownDraft(query, scene))),
  },
  {
    title: '[TR-3] 添加或伪造写作者',
    code: '42501',
    guard: { right: 'GRANT INSERT ON office.version_contributor TO gongkai_staff' },
    run: (query, { rounds, organ }) =>
      insert(query, 'version_contributor', {
        version_id: rounds.atL1?.versionId,
        person_id: organ.cast.l2.personId,
      }),
  },
  // ── Files ──
  {
    title: '文件登记的哈希不是字节的哈希',
    code: 'GK008',
    guard: NOT_THE_HASH,
    run: async (query) => {
      await storeChunk(query, OTHER_HASH, 0, bytes);
      await storeFile(query, OTHER_HASH, bytes.length);
    },
  },
  {
    title: '文件登记的大小不对',
    code: 'GK008',
    guard: NOT_THE_HASH,
    run: async (query) => {
      await storeChunk(query, sha256, 0, bytes);
      await storeFile(query, sha256, bytes.length + 1);
    },
  },
  ...(
    [
      [0, 2],
      [1, 2],
      [-1, 1],
    ] as const
  ).map(
    ([first, second]): Attack => ({
      title: `文件分块编号为 ${first} 和 ${second}，读者会读到空洞`,
      code: 'GK008',
      guard: NOT_THE_HASH,
      run: async (query) => {
        const whole = new Uint8Array(1048577);
        await storeChunk(query, sha256Hex(whole), first, whole.subarray(0, 1048576));
        await storeChunk(query, sha256Hex(whole), second, whole.subarray(1048576));
        await storeFile(query, sha256Hex(whole), whole.length);
      },
    }),
  ),
  {
    title: '文件分块大小不一，按位置读会错位',
    code: 'GK008',
    guard: NOT_THE_HASH,
    run: async (query) => {
      await storeChunk(query, sha256, 0, bytes.subarray(0, 3));
      await storeChunk(query, sha256, 1, bytes.subarray(3));
      await storeFile(query, sha256, bytes.length);
    },
  },
  ...(['atL1', 'referred', 'approved', 'scheduled', 'published', 'hidden', 'cancelled'] as const).map(
    (waiting): Attack => ({
      title: `[TR-3] 给 ${waiting} 的信息补传文件，不算动过那一稿`,
      code: 'GK002',
      guard: { raise: 'a file is brought to a draft, not to a text in state % or under review' },
      run: (query, { items, organ, file }) =>
        insert(query, 'upload', uploadRow(items[waiting], file, organ.cast.l1.personId)),
    }),
  ),
  {
    title: '[TR-3] 送审后趁状态仍是草稿补传文件',
    code: 'GK002',
    guard: { raise: 'a file is brought to a draft, not to a text in state % or under review' },
    run: async (query, scene) => {
      const version = await ownVersion(query, scene);
      await insert(query, 'round', roundRow(scene, version));
      await insert(query, 'upload', uploadRow(version.itemId, scene.file, scene.organ.cast.l1.personId));
    },
  },
  {
    title: '文件登记完成后再加字节',
    code: 'GK001',
    guard: { raise: 'the file is complete' },
    run: (query, { file }) => storeChunk(query, file.sha256, 1, bytes),
  },
];

export const textControls: Control[] = [
  { title: '保存草稿', run: (query, scene) => saveDraft(query, scene, 'draft', {}) },
  { title: '保存被退回的稿件', run: (query, scene) => saveDraft(query, scene, 'returned', {}) },
  { title: '由审核人修改草稿', run: (q, s) => saveDraft(q, s, 'draft', { by: s.organ.cast.l1.personId }) },
  { title: '冻结保存过的稿件', run: (query, scene) => ownVersion(query, scene) },
  {
    title: '审核中提高内容等级',
    run: (query, { items }) =>
      query(`UPDATE office.item SET content_class = 'c' WHERE id = $1`, [items.atL1]),
  },
  ...(['draft', 'returned', 'correction'] as const).map(
    (waiting): Control => ({
      title: `给 ${waiting} 的信息上传文件`,
      run: (query, { items, organ, file }) =>
        insert(query, 'upload', uploadRow(items[waiting], file, organ.cast.l1.personId)),
    }),
  ),
  {
    title: '存入两个分块的文件',
    run: async (query) => {
      const whole = new Uint8Array(1048577);
      await storeChunk(query, sha256Hex(whole), 0, whole.subarray(0, 1048576));
      await storeChunk(query, sha256Hex(whole), 1, whole.subarray(1048576));
      await storeFile(query, sha256Hex(whole), whole.length);
    },
  },
];
