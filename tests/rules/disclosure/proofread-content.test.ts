import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zeroTables } from '@/lib/annual-report/rules/cells';
import { bodyBlocks, bodyFromText } from '@/lib/disclosure/body/rules';
import { bodyLines } from '@/lib/disclosure/rules/body-lines';
import { emptyContent } from '@/lib/disclosure/rules/content';
import { proofreadContent, proofreadingInput } from '@/lib/disclosure/rules/proofread-content';
import type { ItemContent } from '@/lib/disclosure/types';
import { SHIPPED_DICTIONARIES } from '@/lib/proofreading/rules/shipped/dictionaries';
import type { Dictionaries } from '@/lib/proofreading/types';
import { bodyOf, FILE_A, h, list, p, storedBody, table } from '../../support/bodies';

const FACTS = {
  today: '2024-06-28',
  columnNames: new Map([['c1', '通知公告']]),
  personalDataExemption: null,
};
const ORGAN = { name: '北关区工业和信息化局' };

const content = (change: Partial<ItemContent> = {}): ItemContent => ({
  ...emptyContent('notice', ORGAN, null),
  ...change,
});
const found = (item: ItemContent, facts = FACTS) =>
  proofreadContent(item, facts, SHIPPED_DICTIONARIES).map(({ rule, place }) => [
    rule,
    place.path,
    place.line,
  ]);

describe('正文的行', () => {
  it('与 bodyBlocks 一一对应；单元格和链接都在行内', () => {
    fc.assert(
      fc.property(storedBody, (body) => {
        const lines = bodyLines(body);
        const blocks = bodyBlocks(body);
        expect(lines.map((line) => line.text)).toEqual(blocks.map((block) => block.text));
        lines.forEach((line, at) => {
          const words = (line.cells ?? []).map(({ from, to }) => line.text.slice(from, to));
          expect(words).toEqual(blocks[at]?.cells ?? []);
          const hrefs = (line.links ?? []).map((link) => link.href);
          // One link interrupted by plain words is two places here, one target there.
          expect(hrefs.filter((href, index) => line.kind === 'row' || href !== hrefs[index - 1])).toEqual(
            blocks[at]?.links,
          );
          for (const { from, to } of line.links ?? []) {
            expect(from).toBeGreaterThanOrEqual(0);
            expect(to).toBeLessThanOrEqual(line.text.length);
          }
        });
      }),
      { numRuns: 150 },
    );
  });

  it('合并的单元格按所占的列计算合计', () => {
    const cell = (text: string, attrs?: object) => ({
      type: 'tableCell',
      ...(attrs ? { attrs } : {}),
      content: [p(text)],
    });
    const rows = [
      [cell('区域'), cell('项目'), cell('金额')],
      [cell('东区', { rowspan: 2 }), cell('甲'), cell('5')],
      [cell('乙'), cell('6')],
      [cell('合计', { colspan: 2 }), cell('12')],
    ];
    const body = bodyOf({ type: 'table', content: rows.map((one) => ({ type: 'tableRow', content: one })) });
    const lines = bodyLines(body);
    expect(lines.map((line) => line.cells?.map((one) => one.column))).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [1, 2],
      [0, 2],
    ]);
    const [finding] = proofreadContent(content({ body }), FACTS, SHIPPED_DICTIONARIES);
    expect(finding).toMatchObject({
      rule: 'sum_differs',
      place: { path: 'body', line: 3, excerpt: '12' },
      suggestion: '11',
    });
  });
});

describe('一条信息的全部文字', () => {
  it('标题、概述、正文、字段、栏目、附件名称都读到', () => {
    const item = content({
      title: '关于布署工作的通知',
      summary: '布署。',
      body: bodyOf(
        h(2, '一、布署'),
        p('布署。'),
        list('bulletList', '布署'),
        table(['甲', '乙'], ['布署', '1']),
      ),
      doc_no: '布署〔2024〕1号',
      issuing_organ: '布署局',
      content_source: '布署局',
      theme: '布署',
      keywords: ['工作', '布署'],
      columns: ['c1'],
      disclosure_reason: '布署',
      attachments: [
        { name: '布署.pdf', sha256: FILE_A, size: 1, media_type: 'application/pdf', inline: false },
      ],
    });
    const facts = { ...FACTS, columnNames: new Map([['c1', '布署']]) };
    const places = found(item, facts).filter(([rule]) => rule === 'wrong_word');
    expect(places.map(([, path, line]) => `${path} ${line}`)).toEqual([
      'title 0',
      'summary 0',
      'body 0',
      'body 1',
      'body 2',
      'body 4',
      'doc_no 0',
      'content_source 0',
      'issuing_organ 0',
      'theme 0',
      'disclosure_reason 0',
      'keywords.1 0',
      'columns.0 0',
      'attachments.0.name 0',
    ]);
  });

  it('附件的类型、有效期、链接', () => {
    const link = [{ type: 'link', attrs: { href: 'https://www.example.com/' } }];
    const item = content({
      title: '关于检查的通知',
      body: bodyOf(p('办事指南', link)),
      expires_at: '2024-06-27',
      attachments: [
        { name: '名单情况.pdf', sha256: FILE_A, size: 1, media_type: 'application/zip', inline: false },
      ],
    });
    expect(found(item).map(([rule, path]) => `${rule} ${path}`)).toEqual([
      'link_foreign body',
      'expired expires_at',
      'attachment_type_differs attachments.0.name',
    ]);
  });

  it('空白的内容没有发现', () => {
    expect(found(content())).toEqual([]);
  });

  it('写得对的转载、更正、依据和涉及的机关没有发现：短语不必有句号，网址不当文字挑剔', () => {
    const source_url = 'https://www.source.example/a/2024-02/01/c_1130012345.htm?id=20240201&p=1';
    const declared = content({
      reprint: { source_name: '示例网', source_url, original_date: '2024-02-01', cuts: '删去文末广告' },
      correction: { kind: 'factual', note: '将“3月1日”更正为“3月2日”' },
      personal_data_basis: '《中华人民共和国行政许可法》第四十条',
      touches_organs: ['北关区财政局', '文峰区人民政府'],
    });
    expect(found(declared)).toEqual([]);
    const urls = {
      ...declared,
      reprint: { ...declared.reprint, source_url: 'https://source.example/a.htm' },
    };
    expect(found(urls as ItemContent)).toEqual([]);
  });

  it('路径不重复', () => {
    const report = emptyContent('annual_report', ORGAN, 2023);
    const { texts } = proofreadingInput({ ...report, keywords: ['甲', '乙'] }, FACTS);
    expect(new Set(texts.map((text) => text.path)).size).toBe(texts.length);
  });
});

describe('年度报告', () => {
  const section = (text: string) => bodyOf(p(text));
  const report = (change: Partial<NonNullable<ItemContent['report']>> = {}): ItemContent => ({
    ...emptyContent('annual_report', ORGAN, 2023),
    report: {
      year: 2023,
      tables: zeroTables(),
      sections: {
        section_1: section('认真贯彻条例。'),
        section_5: section('没有。'),
        section_6: section('没有。'),
      },
      ...change,
    },
  });

  it('三个文字部分按路径报出；填好的零报告没有发现', () => {
    expect(found(report())).toEqual([]);
    const sections = {
      section_1: section('认真布署。'),
      section_5: section('没有。'),
      section_6: section('没有。'),
    };
    expect(found(report({ sections }))).toEqual([['wrong_word', 'report.sections.section_1', 0]]);
  });

  it('表格的错误报在单元格上，级别与年报检查一致', () => {
    const tables = zeroTables();
    tables.table3['results.public'].natural_person = 1;
    const findings = proofreadContent(report({ tables }), FACTS, SHIPPED_DICTIONARIES);
    expect(findings.length).toBeGreaterThan(0);
    for (const one of findings) {
      expect(one.rule).toBe('report_figure');
      expect(one.severity).toBe('blocking');
      expect(one.place.path).toMatch(/^table3\//);
    }
  });
});

describe('文件和解读', () => {
  const missing = (needs: boolean, has: boolean | undefined, settings: Dictionaries['settings'] = []) =>
    proofreadContent(
      content({ needs_interpretation: needs }),
      { ...FACTS, ...(has === undefined ? {} : { hasInterpretation: has }) },
      { ...SHIPPED_DICTIONARIES, settings },
    )
      .filter(({ rule }) => rule === 'interpretation_missing')
      .map(({ severity }) => severity);

  it('[PF-28] 需要解读而没有关联解读的，提示；有解读、不需要、不知道的不提示', () => {
    expect(missing(true, false)).toEqual(['warning']);
    expect(missing(true, true)).toEqual([]);
    expect(missing(false, false)).toEqual([]);
    expect(missing(true, undefined)).toEqual([]);
  });

  it('机关可以关掉这条提示，或者改成提醒', () => {
    expect(missing(true, false, [{ rule: 'interpretation_missing', isOff: true }])).toEqual([]);
    expect(
      missing(true, false, [{ rule: 'interpretation_missing', isOff: false, severity: 'hint' }]),
    ).toEqual(['hint']);
  });
});

describe('公开个人信息的依据', () => {
  it('[TR-19] 稿件写明依据的，身份证号只提示并注明依据；没有写的拦截', () => {
    const body = bodyFromText('失信被执行人身份证号：11010519491231002X。');
    const found = (basis: string) =>
      proofreadContent(content({ body, personal_data_basis: basis }), FACTS, SHIPPED_DICTIONARIES)
        .filter(({ rule }) => rule === 'id_card')
        .map(({ severity, exempt }) => [severity, exempt?.basis]);
    expect(found('  ')).toEqual([['blocking', undefined]]);
    expect(found('《条例》第十五条')).toEqual([['warning', '《条例》第十五条']]);
  });
});
