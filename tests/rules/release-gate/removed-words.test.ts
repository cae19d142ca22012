import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkRelease, releaseResult, removalProof } from '@/lib/release-gate/rules/check-release';
import { readReleaseFile } from '@/lib/release-gate/rules/read-release-file';
import { findRemovedWords, readRemovedWords, wordSearch } from '@/lib/release-gate/rules/removed-words';
import type { ReleaseFinding } from '@/lib/release-gate/types';
import { type Bytes, docx, para, pdf, run, xlsx } from '../../support/documents';
import {
  changedByAppending,
  covered,
  hexText,
  inPieces,
  invisible,
  pageWith,
  stream,
  withAnnotation,
  withAttachment,
  withBookmark,
  withField,
  withLeftover,
} from './pdfs';

const TODAY = { today: '2026-03-10' };
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PDF = 'application/pdf';

async function check(bytes: Bytes, words: readonly string[], mediaType = PDF, name = '答复.pdf') {
  const file = await readReleaseFile({ name, mediaType, bytes }, words);
  const findings = checkRelease([file], TODAY);
  return { findings, proof: removalProof(file), rules: findings.map(({ rule }) => rule) };
}
const removed = (findings: readonly ReleaseFinding[]) =>
  findings.filter(({ rule }) => rule === 'removed_word').map(({ where }) => where);

describe('去除的词语，从要发出的字节里重新提取来查', () => {
  it('删净了：一处也找不到，写明查了几个词、几页、哪些地方', async () => {
    const { findings, proof } = await check(pdf({ pages: ['public part', 'second page'] }), [
      'Zhang San',
      '410599199001010001',
    ]);
    expect(findings).toEqual([]);
    expect(proof).toEqual({
      words: 2,
      found: 0,
      searched: ['页面上的文字', '文件属性', '没有被引用的残留数据'],
      pages: 2,
      notReadable: [],
      pictures: 0,
      earlierVersions: 0,
    });
  });

  it.each<[string, Bytes, string]>([
    ['只是盖了一块黑', covered('Zhang San'), '第1页'],
    ['一个字母一个字母地写', inPieces('ZhangSan'), '第1页'],
    ['看不见的文字层', invisible('Zhang San'), '第1页'],
    ['批注', withAnnotation(`/Subtype/Text/Contents${hexText('Zhang San')}`), '第1页的批注和表单'],
    ['批注的作者', withAnnotation(`/Subtype/Text/T${hexText('Zhang San')}/Contents(x)`), '第1页的批注和表单'],
    ['涂黑的标记', withAnnotation(`/Subtype/Redact/OverlayText(x)/Contents(Zhang San)`), '第1页的批注和表单'],
    ['表单里填的', withField('(Zhang San)'), '第1页的批注和表单'],
    ['书签', withBookmark(hexText('Zhang San')), '书签'],
    ['内嵌文件的内容', withAttachment('a.txt', 'Name: Zhang San'), '第1个内嵌文件的正文'],
    ['内嵌文件的名称', withAttachment('Zhang San.txt', 'x'), '内嵌文件的名称和说明'],
    [
      '文件属性',
      pageWith('BT /F1 12 Tf (a) Tj ET', {
        objects: [`<</Subject${hexText('Zhang San')}>>`],
        trailer: '/Info 6 0 R',
      }),
      '文件属性',
    ],
    ['没有被引用的残留文字', withLeftover('<</Old(Zhang San)>>'), '文件结构里的文字'],
    ['没有被引用的十六进制文字', withLeftover(`<</Old${hexText('Zhang San')}>>`), '文件结构里的文字'],
  ])('%s：查得出来', async (_, bytes, where) => {
    const { findings, proof } = await check(bytes, ['zhang  san']);
    expect(removed(findings)).toContain(where);
    expect(proof?.found).toBe(1);
    expect(releaseResult(findings)).toBe('blocked');
    // 存下来的发现里没有那个词。
    expect(JSON.stringify(findings).toLowerCase()).not.toContain('zhang');
  });

  it('压缩的残留数据里，各种编码的都查得出来', async () => {
    const utf16 = Buffer.from('张三丰', 'utf16le').swap16();
    const gbk = Buffer.from([0xd5, 0xc5, 0xc8, 0xfd, 0xb7, 0xe1]);
    for (const content of [Buffer.from('<x>张三丰</x>'), Buffer.concat([Buffer.from([0]), utf16]), gbk]) {
      const packed = Buffer.from(zlibSync(Uint8Array.from(content))).toString('latin1');
      const { findings } = await check(withLeftover(stream(packed, '/Filter/FlateDecode')), ['张三丰']);
      expect(removed(findings)).toEqual(['文件里的残留数据']);
    }
  });

  it('以“保存”改过的：以前的版本里还有，查得出来', async () => {
    const bytes = changedByAppending('Zhang San lives here', 'blacked out');
    const { findings, proof } = await check(bytes, ['Zhang San']);
    expect(removed(findings)).toContain('第1个以前的版本，第1页');
    expect(proof?.earlierVersions).toBe(1);
    expect(findings.find(({ rule }) => rule === 'earlier_version')?.severity).toBe('blocking');
    // 没有去除过什么的文件，只是提醒。
    const other = await check(bytes, []);
    expect(other.findings).toMatchObject([{ rule: 'earlier_version', severity: 'warning' }]);
    expect(other.proof).toBeNull();
  });

  it('只有图片的页，说明看不到，不当作已经查过', async () => {
    const { findings, proof } = await check(pdf({ pages: ['text', '', ''] }), ['Zhang San']);
    expect(proof?.notReadable).toEqual([2, 3]);
    expect(findings).toMatchObject([{ rule: 'not_checkable', severity: 'warning', where: '第2、3页' }]);
    expect(findings[0]?.message).toContain('人工');
  });

  it('Word：正文、页眉、批注、修订删去的、隐藏的、属性、替代文字里的都查得出来', async () => {
    const word = '张三丰';
    const files: [string, Bytes][] = [
      ['正文', docx(para(`当事人${word}`))],
      ['页眉', docx(para('a'), { header: para(word) })],
      ['批注', docx(para('a'), { comments: `<w:comment w:id="1" w:author="甲">${para(word)}</w:comment>` })],
      [
        '修订',
        docx(`<w:p><w:del w:id="1" w:author="甲"><w:r><w:delText>${word}</w:delText></w:r></w:del></w:p>`),
      ],
      ['隐藏', docx(para(run(word, '<w:vanish/>')))],
      ['属性', docx(para('a'), { core: { 'dc:title': word } })],
      ['域代码', docx(para(`<w:r><w:instrText>QUOTE ${word}</w:instrText></w:r>`))],
      ['分成几段写', docx(para(`${run('张')}${run('三')}${run('丰')}`))],
    ];
    for (const [name, bytes] of files) {
      const { proof } = await check(bytes, [word], DOCX, '答复.docx');
      expect(proof?.found, name).toBe(1);
    }
    const clean = await check(docx(para('当事人××')), [word], DOCX, '答复.docx');
    expect(clean.proof).toMatchObject({ found: 0, pages: null });
  });

  it('表格里数字写成各种样子都认得', async () => {
    const sheet = xlsx([
      { name: '表', rows: [['138 0013-8000'], ['乙']], comments: { A2: '卡号6222.0210.0111.6245.702' } },
    ]);
    const { proof } = await check(
      sheet,
      ['13800138000', '6222021001116245702', '19912345678'],
      XLSX,
      '表.xlsx',
    );
    expect(proof).toMatchObject({ words: 3, found: 2 });
  });

  it('文件名里的也算', async () => {
    const { findings } = await check(pdf({ pages: ['a'] }), ['张三丰'], PDF, '张三丰的答复.pdf');
    expect(removed(findings)).toEqual(['文件名']);
  });
});

describe('词语的比较', () => {
  it('全角、空格、大小写、部首字形不同的是同一个词', () => {
    for (const text of ['ＺＨＡＮＧ ＳＡＮ', 'zhang\nsan', 'Zhang\u200bSan']) {
      expect(wordSearch(['Zhang San'])(text), text).toEqual([0]);
    }
    // 排版软件把“大”写成部首“⼤”。
    expect(wordSearch(['大元'])('⼤元')).toEqual([0]);
    expect(wordSearch(['大元'])('大无')).toEqual([]);
  });

  it('每个词在每处只报一次', () => {
    const places = [
      { kind: 'visible', label: '第1页', text: '甲乙甲乙' },
      { kind: 'visible', label: '第2页', text: '甲乙' },
    ] as const;
    expect(findRemovedWords(['甲乙', '丙丁'], places).map(({ word, label }) => `${word} ${label}`)).toEqual([
      '0 第1页',
      '0 第2页',
    ]);
  });

  it('一行一个词：空行和重复的不算，一个字的不收', () => {
    expect(readRemovedWords('张三\n\n  张 三 \r\n13800138000')).toEqual({ words: ['张三', '13800138000'] });
    expect(readRemovedWords('张三\n李')).toEqual({ problem: 'too_short', line: 1 });
    expect(readRemovedWords('字'.repeat(201))).toEqual({ problem: 'too_long', line: 0 });
    const many = Array.from({ length: 501 }, (_, at) => `词${at}`).join('\n');
    expect(readRemovedWords(many)).toEqual({ problem: 'too_many', line: -1 });
  });
});
