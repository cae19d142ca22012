import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DiffView } from '@/components/disclosure/diff-view';
import type { BodyDoc } from '@/lib/disclosure/body/types';
import { diffBodies } from '@/lib/disclosure/what-changed/rules/diff-bodies';
import {
  changeCount,
  diffAttachments,
  diffContent,
  diffValues,
} from '@/lib/disclosure/what-changed/rules/diff-content';
import { diffText } from '@/lib/disclosure/what-changed/rules/diff-text';
import type { BodyChange, ComparableContent, TextPart } from '@/lib/disclosure/what-changed/types';
import { bodyOf, FILE_A, FILE_B, h, list, p, storedBody, table } from '../../support/bodies';

const nothing: ComparableContent = { fields: [], attachments: [], cells: [], bodies: [] };
const withBody = (doc: BodyDoc): ComparableContent => ({
  ...nothing,
  bodies: [{ path: 'body', label: '正文', doc }],
});
const markup = (before: ComparableContent, after: ComparableContent) =>
  renderToStaticMarkup(<DiffView diff={diffContent(before, after)} />).replace(/ class="[^"]*"/g, '');
/** The markup without the signs in the margin and what only a screen reader says. */
const view = (before: ComparableContent, after: ComparableContent) =>
  markup(before, after).replace(/<span(?: aria-hidden="true")?>(?:[＋－改]|新增：|删去：)<\/span>/g, '');
const bodyView = (before: BodyDoc, after: BodyDoc) => view(withBody(before), withBody(after));
const kinds = (changes: readonly BodyChange[]) => changes.map((change) => change.kind);
const side = (parts: readonly TextPart[], kind: 'added' | 'removed') =>
  parts
    .filter((part) => part.kind === 'same' || part.kind === kind)
    .map((part) => part.text)
    .join('');

describe('一句话里的改动', () => {
  it('日期里只标出改了的数字', () => {
    expect(diffText('申报截止时间为3月15日。', '申报截止时间为3月20日。')).toEqual([
      { kind: 'same', text: '申报截止时间为3月' },
      { kind: 'removed', text: '15' },
      { kind: 'added', text: '20' },
      { kind: 'same', text: '日。' },
    ]);
  });

  it('金额作为一个整体，不拆成数字', () => {
    expect(diffText('补助1,200.50元', '补助1,300.50元')).toEqual([
      { kind: 'same', text: '补助' },
      { kind: 'removed', text: '1,200.50' },
      { kind: 'added', text: '1,300.50' },
      { kind: 'same', text: '元' },
    ]);
  });

  it('汉字逐字比较', () => {
    expect(diffText('各县区人民政府', '各县（区）人民政府').filter((part) => part.kind !== 'same')).toEqual([
      { kind: 'added', text: '（' },
      { kind: 'added', text: '）' },
    ]);
  });

  it('保留和删去的部分合起来是原文，保留和新增的部分合起来是新文', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc
        .array(fc.constantFrom('公开', '申请', '2026', '年', '，', 'A', ' ', '\n'), { maxLength: 30 })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffText(before, after);
        expect(side(parts, 'removed')).toBe(before);
        expect(side(parts, 'added')).toBe(after);
        expect(parts.every((part) => part.text !== '')).toBe(true);
        expect(parts.some((part) => part.kind !== 'same')).toBe(before !== after);
      }),
      { numRuns: 1_000 },
    );
  });

  it('整段重写、极长的段落也不丢字', () => {
    const random = (seed: number, length: number) =>
      Array.from({ length }, (_, at) =>
        String.fromCharCode(0x4e00 + ((at * 7919 + seed * 104_729) % 3_000)),
      ).join('');
    const [before, after] = [random(1, 30_000), random(2, 30_000)];
    const parts = diffText(before, after);
    expect(side(parts, 'removed')).toBe(before);
    expect(side(parts, 'added')).toBe(after);
  });
});

describe('正文的改动', () => {
  const before = bodyOf(
    h(2, '一、总体情况'),
    p('2023年，本局制发规范性文件3件。'),
    p('公开信息128条。'),
    p('接受社会监督。'),
  );

  it('同一篇正文没有改动', () => {
    expect(new Set(kinds(diffBodies(before, before)))).toEqual(new Set(['same']));
    expect(bodyView(before, before)).toBe('<p>没有改动。</p>');
  });

  it('改一段、加一段、删一段，各归各位', () => {
    const after = bodyOf(
      h(2, '一、总体情况'),
      p('2023年，本局制发规范性文件4件。'),
      p('新增加的一段说明文字。'),
      p('接受社会监督。'),
    );
    expect(kinds(diffBodies(before, after))).toEqual(['same', 'changed', 'removed', 'added', 'same']);
    const shown = bodyView(before, after);
    expect(shown).toContain('共 3 处改动');
    expect(shown).toContain('文件<del>3</del><ins>4</ins>件。');
    expect(shown).toContain('删除一段：<del>公开信息128条。</del>');
    expect(shown).toContain('新增一段：<ins>新增加的一段说明文字。</ins>');
  });

  it('没有改动的段落折叠起来，改动前后各留一段', () => {
    const many = Array.from({ length: 12 }, (_, at) => p(`第${at + 1}段内容没有变化。`));
    const shown = bodyView(bodyOf(...many, p('截止3月15日')), bodyOf(...many, p('截止3月20日')));
    expect(shown).toContain('<details><summary>未改动的 11 段</summary>');
    expect(shown.indexOf('第11段')).toBeLessThan(shown.indexOf('</details>'));
    expect(shown.indexOf('第12段')).toBeGreaterThan(shown.indexOf('</details>'));
  });

  it('任何不同都有改动，任何改动都不同', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(storedBody, storedBody, (left, right) => {
        const isSame = JSON.stringify(left) === JSON.stringify(right);
        expect(diffBodies(left, right).every((change) => change.kind === 'same')).toBe(isSame);
        expect(diffBodies(left, left).every((change) => change.kind === 'same')).toBe(true);
        if (!isSame) expect(bodyView(left, right)).toMatch(/共 [1-9]\d* 处改动/);
      }),
      { numRuns: 300 },
    );
  });

  it('只改一处的正文也看得出来：每种属性', () => {
    const link = (href: string) => [{ type: 'link', attrs: { href } }];
    const cases: [string, BodyDoc, BodyDoc][] = [
      ['链接由<del>/a</del>改为<ins>/b</ins>', bodyOf(p('见此', link('/a'))), bodyOf(p('见此', link('/b')))],
      ['新增链接<ins>/a</ins>', bodyOf(p('见此')), bodyOf(p('见此', link('/a')))],
      [
        `链接由<del>附件（校验码 aaaaaaaa…）</del>改为<ins>附件（校验码 bbbbbbbb…）</ins>`,
        bodyOf(p('见', link(`attachment:${FILE_A}`))),
        bodyOf(p('见', link(`attachment:${FILE_B}`))),
      ],
      ['由正文改为标题', bodyOf(p('一、总则')), bodyOf(h(2, '一、总则'))],
      ['由标题改为二级标题', bodyOf(h(2, '总则')), bodyOf(h(3, '总则'))],
      ['排列由首行缩进改为居右', bodyOf(p('落款')), bodyOf({ ...p('落款'), attrs: { align: 'right' } })],
      ['格式或层次', bodyOf(p('重要')), bodyOf(p('重要', [{ type: 'bold' }]))],
      [
        '格式或层次',
        bodyOf(list('orderedList', '甲', '乙')),
        bodyOf(list('orderedList', '甲'), list('orderedList', '乙')),
      ],
      [
        '格式或层次',
        bodyOf(list('orderedList', '甲')),
        bodyOf({ ...list('orderedList', '甲'), attrs: { start: 3 } }),
      ],
      ['格式或层次', bodyOf(list('orderedList', '甲')), bodyOf(list('bulletList', '甲'))],
      [
        '图片已换成另一个文件',
        bodyOf({ type: 'image', attrs: { file: FILE_A, alt: '图' } }),
        bodyOf({ type: 'image', attrs: { file: FILE_B, alt: '图' } }),
      ],
      [
        '图片说明：',
        bodyOf({ type: 'image', attrs: { file: FILE_A, alt: '旧图' } }),
        bodyOf({ type: 'image', attrs: { file: FILE_A, alt: '新图' } }),
      ],
      [
        '新增分隔线：<ins>（分隔线）</ins>',
        bodyOf(p('甲'), p('乙')),
        bodyOf(p('甲'), { type: 'horizontalRule' }, p('乙')),
      ],
      ['新增一段：<ins>（空行）</ins>', bodyOf(p('甲'), p('乙')), bodyOf(p('甲'), p(''), p('乙'))],
    ];
    for (const [words, from, to] of cases) expect(bodyView(from, to)).toContain(words);
  });

  it('列表最前面加一项，只算加了一项', () => {
    const changes = diffBodies(
      bodyOf(list('bulletList', '甲', '乙')),
      bodyOf(list('bulletList', '新', '甲', '乙')),
    );
    expect(kinds(changes)).toEqual(['added', 'same', 'same']);
  });

  it('表格改一个数，说出第几行第几格', () => {
    const from = bodyOf(p('如下'), table(['项目', '数量'], ['制发件数', '3'], ['废止件数', '0']));
    const to = bodyOf(p('如下'), table(['项目', '数量'], ['制发件数', '5'], ['废止件数', '0']));
    expect(kinds(diffBodies(from, to))).toEqual(['same', 'same', 'changed', 'same']);
    expect(bodyView(from, to)).toContain('表格 1 第 2 行第 2 格（制发件数）：由<del>3</del>改为<ins>5</ins>');
  });

  it('表格加一行，其余的行不算改动', () => {
    const from = bodyOf(table(['项目', '数量'], ['甲', '1'], ['乙', '2']));
    const to = bodyOf(table(['项目', '数量'], ['甲', '1'], ['丙', '9'], ['乙', '2']));
    expect(kinds(diffBodies(from, to))).toEqual(['same', 'same', 'added', 'same']);
    expect(bodyView(from, to)).toContain('新增表格 1 第 3 行：<ins>丙　｜　9</ins>');
  });

  it('很长的文件整篇重写，也逐段列出而不遗漏', () => {
    const make = (mark: string, count: number) =>
      bodyOf(...Array.from({ length: count }, (_, at) => p(`${mark}${at}${mark.repeat(20)}`)));
    const changes = diffBodies(make('旧', 2_000), make('新', 2_000));
    const of = (kind: BodyChange['kind']) => changes.filter((change) => change.kind === kind).length;
    expect(of('removed') + of('changed')).toBe(2_000);
    expect(of('added') + of('changed')).toBe(2_000);
  });

  it('二十页的文件处处小改，每段都对上', () => {
    const make = (day: number) =>
      bodyOf(
        ...Array.from({ length: 190 }, (_, at) =>
          p(`第${at + 1}条 ${'申报单位应当按要求提交材料，'.repeat(6)}截止${day}日。`),
        ),
      );
    expect(new Set(kinds(diffBodies(make(15), make(20))))).toEqual(new Set(['changed']));
  });
});

describe('改动的记号不只靠颜色', () => {
  it('每处改动旁有＋、－或“改”，词语上的记号读屏也说得出', () => {
    const shown = markup(
      withBody(bodyOf(p('保留的一段。'), p('截止3月15日。'), p('删掉的一段文字。'))),
      withBody(bodyOf(p('保留的一段。'), p('截止3月20日。'), p('另有新增内容若干。'))),
    );
    for (const sign of ['＋', '－', '改']) expect(shown).toContain(`<span aria-hidden="true">${sign}</span>`);
    expect(shown).toContain('<del><span>删去：</span>15</del><ins><span>新增：</span>20</ins>');
    expect(shown.match(/data-change="\d+"/g)).toEqual([1, 2, 3].map((at) => `data-change="${at}"`));
  });
});

describe('其他内容的改动', () => {
  it('字段新增、删除、改动，按新版的顺序', () => {
    const value = (path: string, label: string, text: string | null) => ({ path, label, value: text });
    const before = [
      value('title', '标题', '通知'),
      value('docNo', '文号', null),
      value('source', '来源', '办公室'),
    ];
    const after = [value('docNo', '文号', '北工信〔2026〕3号'), value('title', '标题', '公告')];
    expect(diffValues(before, after).map(({ path, before: from, after: to }) => [path, from, to])).toEqual([
      ['docNo', null, '北工信〔2026〕3号'],
      ['title', '通知', '公告'],
      ['source', '办公室', null],
    ]);
    const shown = view({ ...nothing, fields: before }, { ...nothing, fields: after });
    expect(shown).toContain('>标题：由<del>通知</del>改为<ins>公告</ins></div>');
    expect(shown).toContain('>文号：新增<ins>北工信〔2026〕3号</ins></div>');
    expect(shown).toContain('>来源：删除<del>办公室</del></div>');
  });

  it('年报表格的一格改了数，说出是哪一格', () => {
    const cell = (text: string) => ({
      ...nothing,
      cells: [{ path: 't3.public.natural', label: '表三 予以公开·自然人', value: text }],
    });
    expect(view(cell('7'), cell('8'))).toContain('表三 予以公开·自然人：由<del>7</del>改为<ins>8</ins>');
    expect(view(cell('0'), cell('1'))).toContain('由<del>0</del>改为<ins>1</ins>');
  });

  const file = (name: string, sha256: string) => ({ name, sha256 });

  it('附件改名、替换、新增、删除各是各的说法', () => {
    const before = [file('附件1.pdf', 'a'), file('附件2.xls', 'b'), file('附件3.doc', 'c')];
    const after = [file('附件1 申报表.pdf', 'a'), file('附件2.xls', 'x'), file('附件4.doc', 'd')];
    expect(diffAttachments(before, after)).toEqual([
      { kind: 'renamed', before: '附件1.pdf', after: '附件1 申报表.pdf' },
      { kind: 'replaced', name: '附件2.xls', before: 'b', after: 'x' },
      { kind: 'added', name: '附件4.doc' },
      { kind: 'removed', name: '附件3.doc' },
    ]);
    const shown = view({ ...nothing, attachments: before }, { ...nothing, attachments: after });
    expect(shown).toContain('附件名称由<del>附件1.pdf</del>改为<ins>附件1 申报表.pdf</ins>（文件内容未变）');
    expect(shown).toContain('附件“附件2.xls”内容已改变（已替换为另一个文件');
    expect(shown).toContain('共 4 处改动');
  });

  it('两个附件互换名称是改名，不是替换', () => {
    const changes = diffAttachments([file('甲', 'a'), file('乙', 'b')], [file('乙', 'a'), file('甲', 'b')]);
    expect(changes.map((change) => change.kind)).toEqual(['renamed', 'renamed']);
  });

  it('附件换了顺序也算改动，因为顺序在内容校验值里', () => {
    expect(diffAttachments([file('甲', 'a'), file('乙', 'b')], [file('乙', 'b'), file('甲', 'a')])).toEqual([
      { kind: 'reordered', before: ['甲', '乙'], after: ['乙', '甲'] },
    ]);
  });

  it('同一文件挂两次，去掉一次算删除', () => {
    expect(diffAttachments([file('甲', 'a'), file('甲', 'a')], [file('甲', 'a')])).toEqual([
      { kind: 'removed', name: '甲' },
    ]);
  });

  it('附件的任何不同都有改动，任何改动都不同', () => {
    const attachments = fc.array(
      fc.record({ name: fc.constantFrom('甲', '乙', '丙'), sha256: fc.constantFrom('a', 'b', 'c') }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(attachments, attachments, (before, after) => {
        expect(diffAttachments(before, after).length > 0).toBe(
          JSON.stringify(before) !== JSON.stringify(after),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('整段去掉的正文按删除列出，处数合计', () => {
    const before = {
      ...withBody(bodyOf(p('甲'), p('乙'))),
      fields: [{ path: 't', label: '标题', value: 'x' }],
    };
    const diff = diffContent(before, nothing);
    expect(diff.bodies[0]?.changes.map((change) => change.kind)).toEqual(['removed', 'removed']);
    expect(changeCount(diff)).toBe(3);
  });
});
