import { describe, expect, it } from 'vitest';
import type { ProofAttachment, ProofLine } from '@/lib/proofreading/types';
import { foundIn, proofreadTexts, proseOf, textOf } from '../../support/proofreading';

const linked = (words: string, href: string): ProofLine => ({
  text: `见${words}。`,
  kind: 'paragraph',
  links: [{ from: 1, to: 1 + words.length, href }],
});

describe('链接', () => {
  it.each([
    ['办事指南', 'https://www.example.com/a', 'link_foreign'],
    ['办事指南', 'https://www.fake-gov.cn/a', 'link_foreign'],
    ['办事指南', 'https://gov.cn.example.com/', 'link_foreign'],
    ['办事指南', 'http://192.168.1.20/', 'link_private'],
    ['办事指南', 'http://localhost:3000/', 'link_private'],
    ['办事指南', 'ftp://www.gov.cn/', 'link_scheme'],
    ['www.gov.cn', 'https://www.example.com/', 'link_text_differs'],
    ['点击这里', 'https://www.gov.cn/', 'link_text_vague'],
  ])('“%s” → %s', (words, href, rule) => {
    expect(foundIn(linked(words, href), 'link')).toEqual([`${rule} ${words}`]);
  });

  it.each([
    ['办事指南', 'https://www.beiguan.gov.cn/a'],
    ['办事指南', 'https://gov.cn/a'],
    ['办事指南', '/items/3'],
    ['办事指南', `attachment:${'a'.repeat(64)}`],
    ['www.gov.cn', 'https://www.gov.cn/a'],
    ['来信', 'mailto:a@gov.cn'],
  ])('“%s” → %s 没有问题', (words, href) => {
    expect(foundIn(linked(words, href), 'link')).toEqual([]);
  });

  it.each([
    ['网站（www.pingtan.gov.cn）查阅', 'link_bare www.pingtan.gov.cn'],
    ['登录http://www.szgxj-help.com/a申报', 'link_foreign http://www.szgxj-help.com/a'],
    ['登录https//www.gov.cn下载', 'link_malformed https//www.gov.cn'],
    ['登录http：//www.gov.cn下载', 'link_malformed http：//www.gov.cn'],
    ['登录www.pingtan。gov.cn下载', 'link_malformed www.pingtan。gov'],
  ])('“%s”', (line, found) => {
    expect(foundIn(line, 'link')).toContain(found);
  });
});

describe('图片', () => {
  it.each([
    ['', ['image_alt_missing']],
    ['图片', ['image_alt_vague']],
    ['IMG_20230512.jpg', ['image_alt_vague']],
    ['流程图：申请、受理、答复三步', []],
  ])('替代文字“%s”', (text, found) => {
    const findings = proofreadTexts([proseOf({ text, kind: 'image' })]);
    expect(findings.filter((one) => one.kind === 'image').map((one) => one.rule)).toEqual(found);
  });
});

describe('附件', () => {
  const file = (name: string, more: Partial<ProofAttachment> = {}): ProofAttachment => ({
    path: 'attachments.0.name',
    name,
    mediaType: 'application/pdf',
    expectedMediaType: 'application/pdf',
    isInline: false,
    ...more,
  });
  const rules = (lines: string[], ...attachments: ProofAttachment[]) =>
    proofreadTexts(
      [proseOf(...lines), ...attachments.map((one) => textOf('file_name', one.path, one.name))],
      { attachments },
    )
      .filter((one) => one.kind === 'attachment')
      .map((one) => one.rule);

  it.each<[string, string[], ProofAttachment[], string[]]>([
    ['提到而没有', ['名单见附件。'], [], ['attachment_missing']],
    ['没有提到', ['现予公布。'], [], []],
    ['同名', ['附件：重点企业名单'], [file('重点企业名单.pdf')], []],
    ['带序号的文件名', ['附件：重点企业名单'], [file('附件1.重点企业名单.pdf')], []],
    ['不同名', ['附件：重点企业名单'], [file('审批流程图.pdf')], ['attachment_unlisted']],
    [
      '少一个',
      ['附件：1.重点企业名单 2.审批流程图'],
      [file('重点企业名单.pdf')],
      ['attachment_count_differs', 'attachment_unlisted'],
    ],
    ['类型不符', [], [file('名单情况.pdf', { mediaType: 'application/zip' })], ['attachment_type_differs']],
    ['名称空泛', [], [file('新建 Microsoft Word 文档.pdf')], ['attachment_name_vague']],
    [
      '图片的名称不管',
      [],
      [file('1.png', { isInline: true, mediaType: 'image/png', expectedMediaType: 'image/png' })],
      [],
    ],
  ])('%s', (_, lines, attachments, found) => {
    expect(rules(lines, ...attachments)).toEqual(found);
  });
});

describe('残留代码', () => {
  it.each([
    ['<p style="a">正文', 'page_remains <p style="a">'],
    ['正文&nbsp;正文', 'page_remains &nbsp;'],
    ['1111MicrosoftInternetExplorer402', 'page_remains MicrosoftInternetExplorer402'],
    ['【打印本页】', 'page_navigation 【打印本页】'],
    ['锟斤拷锟斤拷', 'mojibake 锟斤拷锟斤拷'],
    ['共????件', 'mojibake ????'],
  ])('“%s”', (line, found) => {
    expect(foundIn(line, 'residue')).toEqual([found]);
  });

  it.each(['a < b 且 c > d', '打印后交本页签字', 'R&D投入'])('“%s”没有问题', (line) => {
    expect(foundIn(line, 'residue')).toEqual([]);
  });
});
