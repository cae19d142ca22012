import { describe, expect, it } from 'vitest';
import { emptyContent } from '@/lib/disclosure/rules/content';
import { placeName, pointedPlace, wordsAt } from '@/lib/disclosure/rules/place-names';
import { proofreadContent, proofreadingInput } from '@/lib/disclosure/rules/proofread-content';
import type { ItemContent } from '@/lib/disclosure/types';
import type { FileText } from '@/lib/documents/types';
import { SHIPPED_DICTIONARIES } from '@/lib/proofreading/rules/shipped/dictionaries';
import { bodyOf, FILE_A, FILE_B, p, table } from '../../support/bodies';

const FILE: FileText = {
  status: 'read',
  note: '',
  texts: [
    {
      path: 'sheet.1',
      label: '第1张工作表',
      lines: [
        { text: '姓名\t身份证号', kind: 'row' },
        { text: '甲\t11010519491231002X', kind: 'row' },
        { text: '按步就班,逾期不候 。', kind: 'paragraph' },
      ],
    },
  ],
  warnings: [
    { code: 'hidden_rows', message: '第1张工作表有隐藏的行，请取消隐藏或删去。' },
    { code: 'properties', message: '文件属性里有作者姓名。' },
  ],
};
const content = (changes: Partial<ItemContent> = {}): ItemContent => ({
  ...emptyContent('notice', { name: '测试局' }, null),
  attachments: [
    { name: '图.png', sha256: FILE_B, size: 1, media_type: 'image/png', inline: true },
    {
      name: '名单.xlsx',
      sha256: FILE_A,
      size: 1,
      media_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      inline: false,
    },
  ],
  ...changes,
});
const facts = (file: FileText | null) => ({
  today: '2026-03-10',
  columnNames: new Map<string, string>(),
  personalDataExemption: null,
  files: new Map(file ? [[FILE_A, file]] : []),
});
const found = (file: FileText | null) =>
  proofreadContent(content(), facts(file), SHIPPED_DICTIONARIES)
    .filter(({ place }) => place.path.startsWith('attachments.1'))
    .map(({ rule, severity, place }) => `${rule} ${severity} ${place.path}`);

describe('附件的文字和隐藏内容也要校对', () => {
  it('[TR-18] 表格里的身份证号、错字找得到；标点空格不提；隐藏内容必须处理', () => {
    const all = found(FILE);
    expect(all).toContain('id_card blocking attachments.1.text.0');
    expect(all).toContain('wrong_word warning attachments.1.text.0');
    expect(all.filter((one) => /half_width|space/.test(one))).toEqual([]);
    expect(all).toContain('attachment_hidden blocking attachments.1.name');
    expect(all).toContain('attachment_residue warning attachments.1.name');
  });

  it('[TR-2] 标成正文图片的附件，正文没有用到或者不是图片，照样校对；正文里的图片不提', () => {
    const of = (changes: Partial<ItemContent>, hash: string) =>
      proofreadContent(
        content(changes),
        { ...facts(null), files: new Map([[hash, FILE]]) },
        SHIPPED_DICTIONARIES,
      )
        .filter(({ place }) => place.path.startsWith('attachments.'))
        .map(({ rule, place }) => `${rule} ${place.path}`);
    const attachments = content().attachments.map((file) => ({ ...file, inline: true }));
    const body = bodyOf(p('正文'), { type: 'image', attrs: { file: FILE_B, alt: '图' } });
    expect(of({ attachments }, FILE_A)).toContain('attachment_hidden attachments.1.name');
    expect(of({}, FILE_B)).toContain('attachment_hidden attachments.0.name');
    expect(of({ body }, FILE_B)).not.toContain('attachment_hidden attachments.0.name');
  });

  it('读不出文字的文件提醒人工核对；没有读过的不提', () => {
    const locked: FileText = { status: 'encrypted', note: '文件有密码。', texts: [], warnings: [] };
    expect(found(locked)).toContain('attachment_unread warning attachments.1.name');
    expect(found({ ...locked, status: 'none' }).join()).not.toContain('attachment_unread');
    expect(found(null).join()).not.toContain('attachment_');
  });

  it('[REG-17-2] 附件里的密级标志与正文里的一样', () => {
    const marked = {
      ...FILE,
      texts: [{ path: 'body', label: '', lines: [{ text: '机密★5年', kind: 'paragraph' as const }] }],
    };
    expect(found(marked)).toContain('classification_term blocking attachments.1.text.0');
  });
});

describe('位置的说法和所指的文字', () => {
  const { texts } = proofreadingInput(
    content({
      title: '通知',
      body: bodyOf(p('第一段。'), p('身份证号11010519491231002X在此'), table(['甲企业', '120'])),
    }),
    facts(FILE),
  );
  const at = (changes: object) =>
    pointedPlace(texts, { path: 'body', line: 0, from: 0, to: 0, words: '', ...changes });

  it('说出段、表格的行和附件', () => {
    expect(placeName(texts, { path: 'title', line: 0 })).toBe('标题');
    expect(placeName(texts, { path: 'body', line: 1 })).toBe('正文第2段');
    expect(placeName(texts, { path: 'body', line: 2 })).toBe('正文表格“甲企业”一行');
    expect(placeName(texts, { path: 'attachments.1.text.0', line: 1 })).toBe(
      '附件“名单.xlsx”第1张工作表表格“甲”一行',
    );
    expect(wordsAt(texts, { path: 'body', line: 0, from: 0, to: 3 })).toBe('第一段');
  });

  it('选中的、写出的、整段的都认得；写错了地方在同一篇里找；没有就说没有', () => {
    expect(at({ from: 1, to: 3 })).toMatchObject({ from: 1, to: 3, excerpt: '一段' });
    expect(at({ words: '一段' })).toMatchObject({ line: 0, from: 1, to: 3 });
    expect(at({})).toMatchObject({ from: 0, to: 0, excerpt: '第一段。' });
    expect(at({ words: '甲企业' })).toMatchObject({ line: 2, from: 0, to: 3 });
    expect(at({ words: '没有的' })).toBeNull();
    expect(at({ path: 'nowhere' })).toBeNull();
    expect(at({ line: 99 })).toBeNull();
    expect(at({ from: 2, to: 900 })).toMatchObject({ from: 2, to: 4 });
  });

  it('[TR-18] 长号码遮盖后才记下', () => {
    expect(at({ line: 1 })?.excerpt).toBe('身份证号110***2X在此');
  });
});
