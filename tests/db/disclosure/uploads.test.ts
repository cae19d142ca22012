import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWordFile } from '@/lib/disclosure/commands/import-word';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { listUploads } from '@/lib/disclosure/queries/find-upload';
import { proofreadDraft } from '@/lib/disclosure/queries/proofread-draft';
import { fileTextsOf } from '@/lib/documents/queries';
import { sha256Hex } from '@/lib/platform/canonical';
import { type Bytes, compound, docx, para, pdf, run, xlsx, zipOf } from '../../support/documents';
import {
  codesOf,
  draftItem,
  getItem,
  makeOrgan,
  openTestOffice,
  save,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let other: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  other = await makeOrgan(staff);
});
afterAll(() => office.close());

const upload = (itemId: string, name: string, bytes: Bytes, actor = organ.cast.author) =>
  uploadFile(actor, { itemId, name, bytes, inline: false });
const sentence = (result: Awaited<ReturnType<typeof upload>>) =>
  result.ok ? '' : result.refusals.map((refusal) => refusal.message).join('');

/** The audit rows of an item, as parsed entries. */
async function auditOf(itemId: string, action: string) {
  const { rows } = await staff.query<{ entry: string }>('SELECT entry FROM office.audit_entry ORDER BY seq');
  return rows
    .map((row) => JSON.parse(row.entry))
    .filter((entry) => entry.subject_id === itemId && entry.action === action);
}
async function isStored(bytes: Bytes): Promise<boolean> {
  const { rows } = await staff.query('SELECT 1 FROM office.file_chunk WHERE sha256 = $1', [sha256Hex(bytes)]);
  return rows.length > 0;
}

describe('上传时拒收的文件', () => {
  const visible = { name: '公示', rows: [['姓名'], ['甲']] };

  it.each([
    [
      '隐藏的工作表',
      '名单.xlsx',
      xlsx([visible, { name: '底稿', state: 'hidden', rows: [['乙']] }]),
      '第2张工作表“底稿”是隐藏的',
    ],
    ['隐藏的行', '名单.xlsx', xlsx([{ ...visible, hiddenRows: [2] }]), '第2行是隐藏的'],
    ['单元格批注', '名单.xlsx', xlsx([{ ...visible, comments: { A2: '核对' } }]), 'A2单元格有批注'],
    ['修订痕迹', '通知.docx', docx(para(`<w:ins>${run('新')}</w:ins>`)), '有修订痕迹'],
    ['隐藏的文字', '通知.docx', docx(para(run('藏', '<w:vanish/>'))), '有隐藏的文字'],
    ['白字', '通知.docx', docx(para(run('藏', '<w:color w:val="FFFFFF"/>'))), '颜色与底色相同'],
    ['夹带的部分', '通知.docx', docx(para('正文'), { parts: { 'word/a.xml': '<a/>' } }), '夹带了1份'],
    ['同名的部分', '通知.docx', docx(para('正文'), { parts: { 'word/DOCUMENT.xml': '<a/>' } }), '同名的部分'],
    ['打开密码', '通知.docx', compound({ EncryptedPackage: new Uint8Array(8) }), '设有密码'],
    ['坏了的文件', '通知.docx', zipOf({ '[Content_Types].xml': '<Types/>', 'word/a.xml': '<a' }), '打不开'],
    ['谎报的类型', '通知.docx', pdf({ pages: ['a'] }), '与扩展名“.docx”不符'],
    ['旧版改名', '通知.docx', compound({ WordDocument: new Uint8Array(12) }), '与扩展名“.docx”不符'],
  ] as const)('%s：说出文件名和位置，不留存', async (_, name, bytes, words) => {
    const itemId = await draftItem(organ);
    const result = await upload(itemId, name, bytes);
    expect(codesOf(result)).toEqual(['file_refused']);
    expect(sentence(result)).toContain(name);
    expect(sentence(result)).toContain(words);
    expect(await isStored(bytes)).toBe(false);
    expect(await listUploads(organ.cast.author, itemId)).toEqual([]);
  });

  it('[REG-17-2] 有密级标志的：拒收，不留存；日志记下谁在何时、在哪个位置，不记文件名和内容', async () => {
    const marked = docx(para('某某会议纪要'), { header: para('机密★10年') });
    for (const [name, bytes, where] of [
      ['会议纪要.docx', marked, 'header.1:1'],
      ['名册（秘密）.docx', docx(para('正文')), 'name:1'],
      ['表.xlsx', xlsx([{ name: 'S', rows: [['密级：绝密']] }]), 'sheet.1:1'],
      ['书签.docx', docx('<w:bookmarkStart w:name="绝密★"/>'), 'other:word/document.xml:1'],
    ] as const) {
      const itemId = await draftItem(organ);
      const result = await upload(itemId, name, bytes);
      expect(result).toMatchObject({ ok: false, refusals: [{ code: 'file_classified', law: 'REG-17-2' }] });
      expect(sentence(result)).not.toContain('10年');
      expect(await isStored(bytes)).toBe(false);
      const rows = await auditOf(itemId, 'refuse_file');
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        person_id: organ.cast.author.personId,
        detail: { reason: 'classified', where, sha256: sha256Hex(bytes), size: bytes.length },
      });
      const written = JSON.stringify(rows[0]);
      for (const word of ['机密', '秘密', '绝密', '会议纪要', '名册']) expect(written).not.toContain(word);
    }
  });

  it('不能改这一稿的人，文件里有什么都不回答，也不记', async () => {
    const itemId = await draftItem(organ);
    const marked = docx(para('机密★10年'));
    expect(codesOf(await upload(itemId, '甲.docx', marked, other.cast.author))).toEqual(['not_found']);
    expect(codesOf(await upload(itemId, '甲.docx', marked, organ.cast.publisher))).toEqual([
      'role_missing_edit',
    ]);
    await submit(organ, itemId);
    expect(codesOf(await upload(itemId, '甲.docx', marked))).toEqual(['not_editable_in_state']);
    expect(await auditOf(itemId, 'refuse_file')).toEqual([]);
  });
});

describe('收下的文件', () => {
  it('文字随文件一起留存；属性里的人名只提醒', async () => {
    const itemId = await draftItem(organ);
    const bytes = docx(para('正文'), { core: { 'dc:creator': '张三' } });
    const { sha256, notes } = unwrap(await upload(itemId, '通知.docx', bytes));
    expect(notes.join()).toContain('作者“张三”');
    const { rows } = await staff.query('SELECT status, content FROM office.file_text WHERE sha256 = $1', [
      sha256,
    ]);
    expect(rows).toHaveLength(1);
    const texts = await fileTextsOf(itemId, [sha256]);
    expect(texts.get(sha256)).toEqual(rows[0]?.content);
    expect(texts.get(sha256)).toMatchObject({
      status: 'read',
      texts: [{ path: 'body', lines: [{ text: '正文', kind: 'paragraph' }] }, { path: 'properties' }],
    });
  });

  it('以前存下、没有读过文字的，问到时读出并留存；没有的文件不答', async () => {
    const bytes = xlsx([{ name: 'S', rows: [['旧的']] }]);
    const sha256 = sha256Hex(bytes);
    await staff.query('BEGIN');
    await staff.query('INSERT INTO office.file_chunk (sha256, seq, bytes) VALUES ($1, 0, $2)', [
      sha256,
      bytes,
    ]);
    await staff.query(
      `INSERT INTO office.file (sha256, size, media_type, stored_at) VALUES ($1, $2, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', now())`,
      [sha256, bytes.length],
    );
    await staff.query('COMMIT');
    const missing = 'f'.repeat(64);
    const itemId = await draftItem(organ);
    expect((await fileTextsOf(itemId, [sha256])).size).toBe(0);
    await staff.query(
      `INSERT INTO office.upload (item_id, sha256, name, uploaded_by, uploaded_at) VALUES ($1, $2, '旧.xlsx', $3, now())`,
      [itemId, sha256, organ.cast.author.personId],
    );
    const first = await fileTextsOf(itemId, [sha256, missing, sha256]);
    expect([...first.keys()]).toEqual([sha256]);
    expect(first.get(sha256)?.texts[0]?.lines).toEqual([{ text: '旧的', kind: 'row' }]);
    const { rows } = await staff.query('SELECT 1 FROM office.file_text WHERE sha256 = $1', [sha256]);
    expect(rows).toHaveLength(1);
    expect(await fileTextsOf(itemId, [sha256])).toEqual(first);
  });

  it('同一份文件再传一次，文字只留一份', async () => {
    const bytes = docx(para('同一份'));
    const [one, two] = [await draftItem(organ), await draftItem(organ)];
    unwrap(await upload(one, '甲.docx', bytes));
    unwrap(await upload(two, '乙.docx', bytes));
    const { rows } = await staff.query('SELECT 1 FROM office.file_text WHERE sha256 = $1', [
      sha256Hex(bytes),
    ]);
    expect(rows).toHaveLength(1);
  });

  it('别的机关没有公开的文件，稿件里写上它的哈希也读不到一个字', async () => {
    const bytes = docx(para('按步就班，身份证号11010519491231002X。'));
    const theirs = await draftItem(other);
    const file = unwrap(await upload(theirs, '名单.docx', bytes, other.cast.author));
    const mine = await draftItem(organ);
    await save(organ, mine, { attachments: [file] });
    expect(await fileTextsOf(mine, [file.sha256])).toEqual(new Map());
    const { revision } = (await getItem(mine)).draft;
    const read = unwrap(await proofreadDraft(organ.cast.author, { itemId: mine, draftRevision: revision }));
    expect(read.findings.filter(({ place }) => place.path.startsWith('attachments.'))).toEqual([]);
    expect(JSON.stringify(read)).not.toMatch(/按步就班|110105/);
    // Brought to this item too, they are proofread.
    unwrap(await upload(mine, '名单.docx', bytes));
    const own = unwrap(await proofreadDraft(organ.cast.author, { itemId: mine, draftRevision: revision }));
    expect(JSON.stringify(own)).toContain('按步就班');
  });

  it.each([
    ['旧版文档', '旧.doc', compound({ WordDocument: new Uint8Array(12) }), '请另存为 .docx'],
    ['压缩包', '包.zip', zipOf({ 'a.txt': 'x' }), '压缩包里的文件系统不检查'],
    ['扫描件', '扫描.pdf', pdf({ pages: [''] }), '可能是扫描件'],
  ] as const)('%s收下，说明没有检查', async (_, name, bytes, words) => {
    const { notes } = unwrap(await upload(await draftItem(organ), name, bytes));
    expect(notes.join()).toContain(words);
  });

  it('对外的角色读不到附件的文字', async () => {
    const reader = await office.connect('public');
    await expect(reader.query('SELECT 1 FROM office.file_text')).rejects.toMatchObject({ code: '42501' });
  });
});

describe('从 Word 导入', () => {
  const take = (itemId: string, name: string, bytes: Bytes, actor = organ.cast.author) =>
    readWordFile(actor, { itemId, name, bytes });
  const good = docx(para('标题', '<w:jc w:val="center"/>') + para('正文。'));

  it('读出正文，什么都不存：没有文件，没有上传，稿件没有变', async () => {
    const itemId = await draftItem(organ);
    const before = await staff.query('SELECT revision FROM office.draft WHERE item_id = $1', [itemId]);
    const { body, title } = unwrap(await take(itemId, '通知.docx', good));
    expect(title?.text).toBe('标题');
    expect(body.content).toHaveLength(2);
    expect(await isStored(good)).toBe(false);
    expect(await listUploads(organ.cast.author, itemId)).toEqual([]);
    const after = await staff.query('SELECT revision FROM office.draft WHERE item_id = $1', [itemId]);
    expect(after.rows).toEqual(before.rows);
  });

  it.each([
    ['旧版格式', '通知.doc', compound({ WordDocument: new Uint8Array(12) }), '另存为'],
    ['WPS 文字', '通知.wps', compound({ WordDocument: new Uint8Array(12) }), '另存为'],
    ['PDF', '通知.pdf', pdf({ pages: ['a'] }), '是 PDF'],
    ['别的文件', '通知.txt', Uint8Array.from([65]), '不是 Word 文件'],
    ['空文件', '通知.docx', new Uint8Array(), '空文件'],
    ['旧版改名', '通知.docx', compound({ WordDocument: new Uint8Array(12) }), '内容不是 Word 文档'],
    ['表格改名', '通知.docx', xlsx([{ name: 'S', rows: [['a']] }]), '内容不是 Word 文档'],
    ['压缩包改名', '通知.docx', zipOf({ 'a.txt': 'a' }), '内容不是 Word 文档'],
    ['设了密码', '通知.docx', compound({ EncryptedPackage: new Uint8Array(8) }), '设有密码'],
    ['损坏', '通知.docx', good.slice(0, 300), '已损坏'],
    ['过大', '通知.docx', new Uint8Array(20 * 1024 * 1024 + 1), '超过20MB'],
  ] as const)('%s：说出文件名和怎么办', async (_, name, bytes, words) => {
    const result = await take(await draftItem(organ), name, bytes);
    expect(codesOf(result)).toEqual(['word_refused']);
    const message = result.ok ? '' : (result.refusals[0]?.message ?? '');
    expect(message).toContain(`“${name}”`);
    expect(message).toContain(words);
  });

  it('有修订和批注的照样读，只在报告里说；[REG-17-2] 有密级标志的拒收并记入日志', async () => {
    const itemId = await draftItem(organ);
    const { report } = unwrap(await take(itemId, '通知.docx', docx(para(`<w:ins>${run('新')}</w:ins>`))));
    expect(report.map((group) => group.kind)).toEqual(['tracked_changes']);
    const marked = docx(para('机密★1年'));
    expect(codesOf(await take(itemId, '通知.docx', marked))).toEqual(['file_classified']);
    expect(await auditOf(itemId, 'refuse_file')).toHaveLength(1);
  });

  it('不能改这一稿的人不能借它读文件', async () => {
    const itemId = await draftItem(organ);
    expect(codesOf(await take(itemId, '通知.docx', good, other.cast.author))).toEqual(['not_found']);
    await submit(organ, itemId);
    expect(codesOf(await take(itemId, '通知.docx', good))).toEqual(['not_editable_in_state']);
  });
});
