import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyBlocks, bodyFromText, bodyText, filesOf, isEmptyBody } from '@/lib/disclosure/body/rules';
import { parseBody } from '@/lib/disclosure/body/schema';
import { cleanText } from '@/lib/platform/text';
import { bodyOf, FILE_A, FILE_B, h, list, p, storedBody, table } from '../../support/bodies';

describe('从纯文本导入', () => {
  it('一行一段，去掉空行和行首的空格（缩进由页面画）', () => {
    expect(bodyFromText('　　第一段\r\n\r\n 第二段\u2028第三段　').content).toEqual([
      p('第一段'),
      p('第二段'),
      p('第三段'),
    ]);
  });

  it('短的“一、”行是标题，短的“（一）”行是下一级标题', () => {
    expect(bodyFromText('一、总体情况\n（一）主动公开\n(二)依申请公开\n十一、附则').content).toEqual([
      h(2, '一、总体情况'),
      h(3, '（一）主动公开'),
      h(3, '(二)依申请公开'),
      h(2, '十一、附则'),
    ]);
  });

  it('“一、”开头的整段话仍是正文', () => {
    const sentence = '一、在2022年10月1日至2022年12月31日期间，缓缴耕地开垦费。';
    const fifty = `一、${'长'.repeat(48)}`;
    expect(bodyFromText(sentence).content).toEqual([p(sentence)]);
    expect(bodyFromText(fifty).content).toEqual([h(2, fifty)]);
    expect(bodyFromText(`${fifty}长`).content).toEqual([p(`${fifty}长`)]);
  });

  it('“一是”“1.”“第一条”不是标题', () => {
    for (const line of ['一是加强领导', '1.加强领导', '第一条 总则', '（1）加强领导']) {
      expect(bodyFromText(line).content).toEqual([p(line)]);
    }
  });

  it('任何文本导入后都是合格的正文，再取出文字一行不少', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('一、总则', '（一）范围', '　', '\ud800'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const body = bodyFromText(lines.join('\n'));
        expect(parseBody(body)).toEqual({ ok: true, body });
        const expected = lines
          .flatMap((text) => text.split(/\r\n|[\n\r\u2028\u2029\u0085]/))
          .map((text) => cleanText(text).trim())
          .filter((text) => text !== '');
        expect(bodyText(body)).toBe(expected.join('\n'));
        expect(bodyFromText(bodyText(body))).toEqual(body);
      }),
      { numRuns: 500 },
    );
  });
});

describe('取出文字', () => {
  it('段落、列表、引用、图片说明各占一行，表格每行一行，单元格用制表符隔开', () => {
    const body = bodyOf(
      h(2, '一、总则'),
      {
        type: 'paragraph',
        content: [{ type: 'text', text: '上行' }, { type: 'hardBreak' }, { type: 'text', text: '下行' }],
      },
      list('orderedList', '甲', '乙'),
      { type: 'blockquote', content: [p('引文')] },
      { type: 'horizontalRule' },
      { type: 'image', attrs: { file: FILE_A, alt: '流程图' } },
      table(['项目', '数量'], ['制发', '3']),
    );
    expect(bodyText(body)).toBe('一、总则\n上行\n下行\n甲\n乙\n引文\n流程图\n项目\t数量\n制发\t3');
  });

  it('每一个字都取得到', () => {
    fc.assert(
      fc.property(storedBody, (body) => {
        const texts: string[] = [];
        JSON.stringify(body, (key, value) => {
          if ((key === 'text' || key === 'alt') && typeof value === 'string') texts.push(value);
          return value;
        });
        const squeezed = bodyText(body).replace(/\s/g, '');
        for (const text of texts) expect(squeezed).toContain(text.replace(/\s/g, ''));
      }),
    );
  });
});

describe('引用的文件', () => {
  it('图片和附件链接都算，各列一次', () => {
    const link = [{ type: 'link', attrs: { href: `attachment:${FILE_B}` } }];
    const body = bodyOf(
      { type: 'image', attrs: { file: FILE_A, alt: '' } },
      p('见附件', link),
      { type: 'bulletList', content: [{ type: 'listItem', content: [p('再见附件', link)] }] },
      p('别处', [{ type: 'link', attrs: { href: `https://a.cn/${FILE_A}` } }]),
    );
    expect(filesOf(body)).toEqual([FILE_A, FILE_B]);
  });

  it('表格和引用里的也找得到', () => {
    const image = { type: 'image', attrs: { file: FILE_A, alt: '' } };
    const inTable = {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [{ type: 'tableCell', content: [{ type: 'blockquote', content: [image] }] }],
        },
      ],
    };
    expect(filesOf(bodyOf(inTable))).toEqual([FILE_A]);
  });
});

describe('空正文', () => {
  it.each([
    [[], true],
    [[p('')], true],
    [[p('　 '), { type: 'horizontalRule' }], true],
    [[table([' ', ''])], true],
    [[p('字')], false],
    [[{ type: 'image', attrs: { file: FILE_A, alt: '' } }], false],
    [[table(['', '0'])], false],
  ])('%j：空是 %s', (content, isEmpty) => {
    expect(isEmptyBody(bodyOf(...content))).toBe(isEmpty);
  });
});

describe('分段', () => {
  it('两篇正文相同，当且仅当每一段的 form 和 begins 相同', () => {
    const identity = (body: Parameters<typeof bodyBlocks>[0]) =>
      bodyBlocks(body).map(({ form, begins }) => [form, begins]);
    fc.assert(
      fc.property(storedBody, storedBody, (left, right) => {
        const isSame = JSON.stringify(left) === JSON.stringify(right);
        expect(JSON.stringify(identity(left)) === JSON.stringify(identity(right))).toBe(isSame);
      }),
      { numRuns: 500 },
    );
  });

  it('一个列表拆成两个，看得出来', () => {
    const one = bodyBlocks(bodyOf(list('orderedList', '甲', '乙')));
    const two = bodyBlocks(bodyOf(list('orderedList', '甲'), list('orderedList', '乙')));
    expect(one.map((block) => block.form)).toEqual(two.map((block) => block.form));
    expect(one.map((block) => block.begins)).toEqual(['11', '01']);
    expect(two.map((block) => block.begins)).toEqual(['11', '11']);
  });
});
