import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyMessage } from '@/lib/disclosure/body/messages';
import { linkHref } from '@/lib/disclosure/body/normal-form/rules';
import { bodySchema, cleanBody, parseBody, readBody } from '@/lib/disclosure/body/schema';
import { BODY_LIMITS, BODY_REFUSAL_CODES } from '@/lib/disclosure/body/types';
import { bodyOf, editorOutput, FILE_A, h, list, p, table } from '../../support/bodies';

const doc = (...content: unknown[]) => ({ type: 'doc', content });
const codes = (input: unknown): string[] => {
  const read = readBody(input);
  return read.ok ? [] : read.refusals.map((refusal) => refusal.code);
};
const linkTo = (href: unknown) => doc(p('看这里', [{ type: 'link', attrs: { href } }]));

describe('正文只能由白名单里的内容组成', () => {
  it.each([
    ['脚本', { type: 'script', content: [{ type: 'text', text: 'alert(1)' }] }],
    ['矢量图', { type: 'svg' }],
    ['内嵌框架', { type: 'iframe', attrs: { src: 'https://example.cn' } }],
    ['原样 HTML', { type: 'html', text: '<b onclick=x>' }],
    ['代码块', { type: 'codeBlock', content: [{ type: 'text', text: 'x' }] }],
    ['一级标题', h(1, '题目')],
    ['五级标题', h(5, '题目')],
    ['没有类型的节点', { content: [] }],
    ['不是对象的节点', '<p>文字</p>'],
    ['放错地方的单元格', { type: 'tableCell', content: [p('x')] }],
    ['空列表', { type: 'bulletList', content: [] }],
    ['列表项以标题开头', { type: 'bulletList', content: [{ type: 'listItem', content: [h(2, 'x')] }] }],
    ['标题里放段落', { type: 'heading', attrs: { level: 2 }, content: [p('x')] }],
  ])('%s：拒绝', (_name, node) => {
    expect(codes(doc(p('正常段落'), node))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^body_unknown_(content|attribute)$/)]),
    );
  });

  it.each([
    ['事件属性', { ...p('x'), attrs: { onclick: 'alert(1)' } }],
    ['样式属性', { ...p('x'), attrs: { style: 'position:fixed' } }],
    ['写在节点上的事件', { ...p('x'), onmouseover: 'alert(1)' }],
    ['两端对齐', { ...p('x'), attrs: { align: 'justify' } }],
    ['对齐里藏样式', { ...p('x'), attrs: { align: 'left;color:red' } }],
    [
      '单元格样式',
      {
        type: 'table',
        content: [
          { type: 'tableRow', content: [{ type: 'tableCell', attrs: { style: 'x' }, content: [p('x')] }] },
        ],
      },
    ],
    [
      '负的跨列数',
      {
        type: 'table',
        content: [
          { type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: -3 }, content: [p('x')] }] },
        ],
      },
    ],
    [
      '跨列数写成文字',
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [{ type: 'tableCell', attrs: { colspan: '2" onclick="x' }, content: [p('x')] }],
          },
        ],
      },
    ],
    ['未知的文字格式', p('x', [{ type: 'textStyle', attrs: { color: 'red' } }])],
    ['加粗上带属性', p('x', [{ type: 'bold', attrs: { onclick: 'x' } }])],
    ['链接上带事件', p('x', [{ type: 'link', attrs: { href: '/a', onclick: 'x' } }])],
    ['图片上带事件', { type: 'image', attrs: { file: FILE_A, alt: '', onerror: 'x' } }],
  ])('%s：拒绝', (_name, node) => {
    expect(codes(doc(node)).length).toBeGreaterThan(0);
  });

  it('伪装成 __proto__ 的键不会被悄悄放过', () => {
    expect(codes(JSON.parse('{"type":"doc","content":[],"__proto__":{"x":1}}')).length).toBeGreaterThan(0);
    const inAttrs =
      '{"type":"doc","content":[{"type":"paragraph","attrs":{"align":"left","__proto__":{"x":1}}}]}';
    expect(codes(JSON.parse(inAttrs)).length).toBeGreaterThan(0);
  });

  it.each([undefined, null, 7, 'text', [], {}, { type: 'doc', content: 'x' }, p('没有外层')])(
    '不是文档（%j）：拒绝',
    (input) => {
      expect(codes(input).length).toBeGreaterThan(0);
      expect(bodySchema.safeParse(input).success).toBe(false);
    },
  );

  it('任意 JSON 都不会让读取出错，通过的一定是文档', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        const read = readBody(input);
        if (read.ok) expect(read.body.type).toBe('doc');
      }),
    );
  });
});

describe('链接地址', () => {
  const refused = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    '\u00a0javascript:alert(1)',
    'javascript&colon;alert(1)',
    '&#106;avascript:alert(1)',
    'javascript\u200b:alert(1)',
    'ｊavascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'DATA:text/html;base64,PHNjcmlwdD4=',
    'vbscript:msgbox(1)',
    'file:///C:/a.doc',
    'blob:https://a/b',
    'ftp://example.cn/a',
    'view-source:https://a.cn',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'https:evil.example',
    'https:///evil.example',
    'https://',
    'https://gov.cn@evil.example/',
    'https://user:pass@gov.cn/',
    'https://gov.cn\\@evil.example/',
    'https://gov。cn /x',
    'www.gov.cn',
    '#top',
    '?a=1',
    '',
    'mailto:',
    'mailto:a@b@c',
    'tel:javascript',
    'attachment:../../etc/passwd',
    `attachment:${'A'.repeat(64)}`,
    `attachment:${FILE_A}/x`,
    `https://a.cn/${'x'.repeat(BODY_LIMITS.hrefLength)}`,
    7,
    null,
  ];
  it.each(refused)('%j：拒绝', (href) => {
    expect(codes(linkTo(href))).toContain(href === null ? 'body_unknown_attribute' : 'body_unsafe_link');
  });

  it.each([
    ['https://www.beiguan.gov.cn/x?a=1#b', 'https://www.beiguan.gov.cn/x?a=1#b'],
    ['HTTPS://WWW.gov.cn', 'https://WWW.gov.cn'],
    ['  http://政务.中国/公开  ', 'http://政务.中国/公开'],
    ['mailto:office@example.cn?subject=x', 'mailto:office@example.cn?subject=x'],
    ['tel:+86-372-3165900', 'tel:+86-372-3165900'],
    ['/items/3#附件', '/items/3#附件'],
    [`attachment:${FILE_A}`, `attachment:${FILE_A}`],
  ])('%j：允许，存为 %j', (href, stored) => {
    const read = readBody(linkTo(href));
    expect(read.ok && read.body.content[0]).toEqual(p('看这里', [{ type: 'link', attrs: { href: stored } }]));
  });

  it('任何被允许的地址，浏览器看到的协议都在名单里', () => {
    const pieces = fc.constantFrom(
      'java',
      'script',
      ':',
      '/',
      '\\',
      '\t',
      '&',
      '@',
      'http',
      's',
      'data',
      '//',
      'a.cn',
      '。',
      '\u200b',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
        ),
        (raw) => {
          const href = linkHref(raw);
          if (href === null) return;
          expect(linkHref(href)).toBe(href);
          const url = new URL(href, 'https://self.example/');
          expect(['http:', 'https:', 'mailto:', 'tel:', 'attachment:']).toContain(url.protocol);
          if (href.startsWith('/')) expect(url.host).toBe('self.example');
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('一段文字上不能有两个链接', () => {
    const two = [
      { type: 'link', attrs: { href: '/a' } },
      { type: 'link', attrs: { href: '/b' } },
    ];
    expect(codes(doc(p('x', two))).length).toBeGreaterThan(0);
  });
});

describe('图片', () => {
  it.each([
    undefined,
    '',
    'https://example.cn/a.png',
    'data:image/png;base64,xx',
    '../a',
    'A'.repeat(64),
    'a'.repeat(63),
  ])('文件写成 %j：拒绝', (file) => {
    expect(codes(doc({ type: 'image', attrs: { file, alt: '图' } }))).toEqual(['body_bad_image']);
  });

  it('编辑器附带的外部地址不保存', () => {
    const body = bodyOf({
      type: 'image',
      attrs: { file: FILE_A, alt: ' 图 ', src: 'https://example.cn/a.png', title: 'x' },
    });
    expect(body.content[0]).toEqual({ type: 'image', attrs: { file: FILE_A, alt: '图' } });
  });
});

describe('大小限制', () => {
  const nested = (levels: number): unknown =>
    Array.from({ length: levels }).reduce<unknown>(
      (inner) => ({ type: 'blockquote', content: [inner] }),
      p('x'),
    );

  it('套 20 层可以，21 层拒绝', () => {
    // doc, quotes, paragraph, text
    expect(codes(doc(nested(BODY_LIMITS.depth - 3)))).toEqual([]);
    expect(codes(doc(nested(BODY_LIMITS.depth - 2)))).toEqual(['body_too_deep']);
  });

  it('套十万层的文档也只是被拒绝', () => {
    expect(codes(doc(nested(100_000)))).toEqual(['body_too_deep']);
  });

  it('指向自己的数据也只是被拒绝', () => {
    const loop: { type: string; content: unknown[] } = { type: 'blockquote', content: [] };
    loop.content.push(loop);
    expect(codes(doc(loop))).toEqual(['body_too_deep']);
  });

  it('五万个节点可以，再多一个拒绝', () => {
    const rules = (count: number) =>
      doc(...Array.from({ length: count }, () => ({ type: 'horizontalRule' })));
    expect(codes(rules(BODY_LIMITS.nodes - 1))).toEqual([]);
    expect(codes(rules(BODY_LIMITS.nodes))).toEqual(['body_too_many_nodes']);
  });

  it('1 MB 文字可以，多一个字节拒绝', () => {
    expect(BODY_LIMITS.textBytes).toBe(1_048_576);
    expect(codes(doc(p('x'.repeat(BODY_LIMITS.textBytes))))).toEqual([]);
    expect(codes(doc(p('x'.repeat(BODY_LIMITS.textBytes + 1))))).toEqual(['body_too_much_text']);
    expect(codes(doc(p('公'.repeat(BODY_LIMITS.textBytes / 2))))).toEqual(['body_too_much_text']);
  });

  it('一万格的表格可以，多一格拒绝，跨行跨列的按占的格数算', () => {
    const cell = (attrs?: object) => ({
      type: 'tableCell',
      ...(attrs ? { attrs } : {}),
      content: [{ type: 'paragraph' }],
    });
    const of = (count: number, ...extra: object[]) =>
      doc({
        type: 'table',
        content: [{ type: 'tableRow', content: [...Array.from({ length: count }, () => cell()), ...extra] }],
      });
    expect(codes(of(BODY_LIMITS.tableCells))).toEqual([]);
    expect(codes(of(BODY_LIMITS.tableCells + 1))).toEqual(['body_table_too_large']);
    expect(codes(of(1, cell({ colspan: 100, rowspan: 100 })))).toEqual(['body_table_too_large']);
  });

  it('每种拒绝都有一句不同的中文说明', () => {
    const sentences = BODY_REFUSAL_CODES.map((code) => bodyMessage({ code }));
    expect(new Set(sentences).size).toBe(BODY_REFUSAL_CODES.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[^a-z_]*正文.*。$/u);
  });
});

describe('存储形式只有一种', () => {
  it('编辑器的输出整理后都能通过，再整理一次一个字节也不变', () => {
    fc.assert(
      fc.property(editorOutput, (raw) => {
        const once = cleanBody(raw);
        expect(JSON.stringify(cleanBody(once))).toBe(JSON.stringify(once));
        const parsed = parseBody(once);
        expect(parsed.ok ? [] : parsed.refusals).toEqual([]);
        expect(parsed.ok && JSON.stringify(parsed.body)).toBe(JSON.stringify(once));
      }),
      { numRuns: 300 },
    );
  });

  it('任意 JSON 整理两次和一次相同', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (value, content) => {
        for (const input of [value, doc(value), doc(...content)]) {
          const once = cleanBody(input);
          expect(JSON.stringify(cleanBody(once))).toBe(JSON.stringify(once));
        }
      }),
    );
  });

  it('数据库换了键的顺序，读回来还是同一个字节串', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, shuffled(inner)]),
      );
    };
    fc.assert(
      fc.property(editorOutput, (raw) => {
        const read = readBody(raw);
        const again = parseBody(read.ok && shuffled(read.body));
        expect(again.ok && JSON.stringify(again.body)).toBe(JSON.stringify(read.ok && read.body));
      }),
    );
  });

  it('去掉 Tiptap 加的属性、空文字和文末空段，合并相同格式的文字', () => {
    const raw = doc(
      {
        type: 'paragraph',
        attrs: { align: null },
        content: [
          { type: 'text', text: '关于' },
          { type: 'text', text: '' },
          { type: 'text', text: '申报' },
          { type: 'text', text: '重', marks: [{ type: 'underline' }, { type: 'bold' }] },
          { type: 'text', text: '要', marks: [{ type: 'bold' }, { type: 'underline' }] },
        ],
      },
      {
        type: 'orderedList',
        attrs: { start: 1, type: null },
        content: [{ type: 'listItem', content: [p('一')] }],
      },
      { type: 'paragraph' },
      { type: 'paragraph', attrs: { align: 'center' }, content: [] },
    );
    expect(cleanBody(raw)).toEqual({
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: '关于申报' },
            { type: 'text', marks: [{ type: 'bold' }, { type: 'underline' }], text: '重要' },
          ],
        },
        { type: 'orderedList', content: [{ type: 'listItem', content: [p('一')] }] },
      ],
    });
  });

  it('字母和分开送来的重音合成一个字符（NFC）', () => {
    const split = [
      { type: 'text', text: 'e' },
      { type: 'text', text: '\u200b\u0301' },
    ];
    expect(bodyOf({ type: 'paragraph', content: split }).content).toEqual([p('\u00e9')]);
  });

  it('去掉控制字符、方向控制、零宽字符和落单的代理项，制表和换行变成空格', () => {
    const body = bodyOf(p('国\u200b家\u0000秘\u202e密\ufeff\ud800，\t见\r\n附件\u2028二'));
    expect(body.content).toEqual([p('国家秘密， 见 附件 二')]);
  });

  it('没有整理过的正文不收：不同的字节不能代表同一篇文章', () => {
    for (const raw of [doc(p('e\u0301')), doc(p('零\u200b宽')), doc(p('x'), { type: 'paragraph' })]) {
      const parsed = parseBody(raw);
      expect(parsed.ok ? [] : parsed.refusals.map((refusal) => refusal.code)).toContain(
        'body_not_normalised',
      );
    }
  });

  it('整理不会把坏的变好：不认识的内容原样留下，由检查拒绝', () => {
    expect(cleanBody(doc({ type: 'script', text: 'x' }))).toEqual(doc({ type: 'script', text: 'x' }));
    expect(codes(doc(p('好'), { type: 'script', text: 'x' }))).toEqual(['body_unknown_content']);
  });

  it('一篇平常的文章通过', () => {
    const body = bodyOf(
      h(2, '一、总体情况'),
      p('正文'),
      list('bulletList', '甲', '乙'),
      table(['项目', '数量'], ['制发件数', '3']),
    );
    expect(parseBody(body)).toEqual({ ok: true, body });
    expect(bodySchema.parse(body)).toEqual(body);
  });
});
