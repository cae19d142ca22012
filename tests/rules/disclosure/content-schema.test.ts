import { describe, expect, it } from 'vitest';
import { decisionInputSchema } from '@/lib/approvals/schema';
import { canonicalContent } from '@/lib/disclosure/rules/canonical-content';
import { emptyContent } from '@/lib/disclosure/rules/content';
import { uploadFacts } from '@/lib/disclosure/rules/file-kinds';
import { readItemQuery } from '@/lib/disclosure/rules/item-query';
import { listedFiles } from '@/lib/disclosure/rules/listed-files';
import { checkReadyToSubmit } from '@/lib/disclosure/rules/ready-to-submit';
import { fileNameSchema, itemContentSchema, reasonSchema } from '@/lib/disclosure/schema';
import { bodyOf, p } from '../../support/bodies';

const content = (changes: object) => ({ ...emptyContent('notice', { name: '测试局' }, null), ...changes });
const titleOf = (title: string) => itemContentSchema.parse(content({ title })).title;

describe('稿件内容的文字', () => {
  it.each([
    ['组合字符', 'Cafe\u0301', 'Caf\u00e9'],
    ['兼容汉字', '\uf914', '\u6a02'],
    ['改变方向的字符', '通知\u202e知通', '通知知通'],
    ['零宽字符', '通\u200b知', '通知'],
    ['控制字符', '通\u0000\u001b知', '通知'],
  ])('[TR-2] %s在保存前就规范，提交时与保存的一致', (_, typed, stored) => {
    expect(titleOf(typed)).toBe(stored);
    const parsed = itemContentSchema.parse(content({ title: typed }));
    expect(JSON.parse(canonicalContent(parsed).canonical)).toEqual(parsed);
  });

  it('多行的概述保留换行，标题不许换行', () => {
    expect(itemContentSchema.parse(content({ summary: '一\r\n二\u0000' })).summary).toBe('一\n二');
    expect(itemContentSchema.safeParse(content({ title: '一\n二' })).success).toBe(false);
  });

  it.each(['a\u200b.txt', 'a\u202etxt.exe', '../a.txt', 'a\\b.txt', '.', 'a\u0007.txt'])(
    '文件名 %j 不接受',
    (name) => {
      expect(fileNameSchema.safeParse(name).success).toBe(false);
    },
  );

  it('只有空白的理由等于没有理由', () => {
    const seen = { itemId: 'abcdefghij', itemRevision: 0 };
    expect(reasonSchema.safeParse({ ...seen, reason: ' \n\u200b' }).success).toBe(false);
    expect(reasonSchema.parse({ ...seen, reason: '有误\u200b' }).reason).toBe('有误');
    expect(reasonSchema.safeParse({ ...seen, reason: '有误\u0000' }).success).toBe(false);
  });
});

describe('附件与上传时一致', () => {
  const sha256 = 'a'.repeat(64);
  const uploads = uploadFacts([
    { sha256, name: '说明.txt', size: 3 },
    { sha256: 'b'.repeat(64), name: '图.png', size: 9 },
  ]);
  const codes = (name: string, media_type: string, size = 3) =>
    codesOf({ attachments: [{ name, sha256, size, media_type, inline: false }] });
  const codesOf = (changes: object) =>
    checkReadyToSubmit(content(changes), {
      contentClass: 'a',
      today: '2026-03-10',
      listColumns: new Set(),
      columnClass: {},
      uploads,
      isCorrection: false,
      reprintSources: [],
    })
      .map((refusal) => refusal.code)
      .filter((code) => /^(?:attachment|inline)/.test(code));

  it('改名可以，改扩展名、类型或大小不行：文件按上传时核对过的类型公开', () => {
    expect(codes('改名.txt', 'text/plain')).toEqual([]);
    expect(codes('改名.TXT', 'text/plain')).toEqual([]);
    expect(codes('说明.pdf', 'application/pdf')).toEqual(['attachment_differs']);
    expect(codes('说明.txt', 'text/html')).toEqual(['attachment_differs']);
    expect(codes('说明.txt', 'text/plain', 4)).toEqual(['attachment_differs']);
  });

  const PICTURE = 'b'.repeat(64);
  const picture = { name: '图.png', sha256: PICTURE, size: 9, media_type: 'image/png', inline: true };
  const shown = (file: string) => bodyOf(p('见图。'), { type: 'image', attrs: { file, alt: '示意图' } });

  it('[TR-2] 标为正文图片的须是图片，并且正文显示了它：否则谁也没有审到就会公开', () => {
    const file = { name: '说明.txt', sha256, size: 3, media_type: 'text/plain', inline: true };
    expect(codesOf({ attachments: [picture], body: shown(PICTURE) })).toEqual([]);
    expect(codesOf({ attachments: [file], body: shown(sha256) })).toEqual(['inline_not_image']);
    expect(codesOf({ attachments: [file] })).toEqual(['inline_not_image', 'inline_unused']);
    expect(codesOf({ attachments: [picture] })).toEqual(['inline_unused']);
    const linked = bodyOf({
      type: 'paragraph',
      content: [
        { type: 'text', text: '图', marks: [{ type: 'link', attrs: { href: `attachment:${PICTURE}` } }] },
      ],
    });
    expect(codesOf({ attachments: [picture], body: linked })).toEqual(['inline_unused']);
  });

  it('[TR-2] 标了正文图片而不是的，照样列为附件；表格里的图片是正文图片', () => {
    const file = { name: '说明.txt', sha256, size: 3, media_type: 'text/plain', inline: true };
    const listed = (changes: object) =>
      listedFiles(content({ attachments: [file, picture], ...changes })).map(({ name }) => name);
    expect(listed({})).toEqual(['说明.txt', '图.png']);
    expect(listed({ body: shown(PICTURE) })).toEqual(['说明.txt']);
    expect(listed({ body: bodyOf({ type: 'blockquote', content: shown(PICTURE).content }) })).toEqual([
      '说明.txt',
    ]);
    const cell = { type: 'tableCell' as const, content: shown(PICTURE).content };
    const inTable = bodyOf({ type: 'table', content: [{ type: 'tableRow', content: [cell] }] });
    expect(listed({ body: inTable })).toEqual(['说明.txt']);
  });
});

describe('审核意见和列表条件', () => {
  const decision = {
    roundId: '018f2b7c-1111-7111-8111-111111111111',
    position: 1,
    contentHash: 'a'.repeat(64),
    decisionsSeen: 0,
    conclusion: 'pass',
    returnTo: null,
    opinion: '同意。\n请发布。',
    reviewChecklist: {},
    proofChecklist: {},
    secrecy: null,
  };
  it('意见可以换行，不许有不能保存的字符；要点不许多于二十项', () => {
    expect(decisionInputSchema.safeParse(decision).success).toBe(true);
    expect(decisionInputSchema.safeParse({ ...decision, opinion: 'a\u0000' }).success).toBe(false);
    expect(decisionInputSchema.safeParse({ ...decision, opinion: 'a\ud800' }).success).toBe(false);
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`k${index}`, true]));
    expect(decisionInputSchema.safeParse({ ...decision, reviewChecklist: many }).success).toBe(false);
  });

  it('列表条件里的怪字符不会到数据库', () => {
    expect(readItemQuery({ q: 'a\u0000b', column: "x' or 1=1", page: '-1' })).toEqual({
      filter: { q: 'ab' },
      sort: 'saved',
      page: 1,
    });
  });
});
