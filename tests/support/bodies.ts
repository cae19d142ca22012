import fc from 'fast-check';
import { readBody } from '@/lib/disclosure/body/schema';
import type { BodyDoc } from '@/lib/disclosure/body/types';

export const FILE_A = 'a'.repeat(64);
export const FILE_B = 'b'.repeat(64);

type Json = Record<string, unknown>;

/** A paragraph as the editor writes it. */
export function p(text: string, marks?: Json[]): Json {
  return {
    type: 'paragraph',
    content: text === '' ? [] : [{ type: 'text', text, ...(marks ? { marks } : {}) }],
  };
}

export function h(level: number, text: string): Json {
  return { type: 'heading', attrs: { level }, content: [{ type: 'text', text }] };
}

export function list(type: 'bulletList' | 'orderedList', ...items: string[]): Json {
  return { type, content: items.map((item) => ({ type: 'listItem', content: [p(item)] })) };
}

/** A table whose first row is a header. */
export function table(...rows: string[][]): Json {
  return {
    type: 'table',
    content: rows.map((cells, at) => ({
      type: 'tableRow',
      content: cells.map((cell) => ({ type: at === 0 ? 'tableHeader' : 'tableCell', content: [p(cell)] })),
    })),
  };
}

/** The stored form of a body; throws when it would be refused. */
export function bodyOf(...content: Json[]): BodyDoc {
  const read = readBody({ type: 'doc', content });
  if (!read.ok) throw new Error(read.refusals.map((refusal) => `${refusal.code} ${refusal.path}`).join(', '));
  return read.body;
}

// ── Random documents, as an editor might hand them over ──────────────────────────────────────────────────────────

const hostile = [
  '<script>alert(1)</script>',
  '" onerror="alert(1)',
  '<img src=x onerror=alert(1)>',
  "' style='x:expression(1)",
  'javascript:alert(1)',
  '&lt;b&gt;&#60;i&#62;',
  '关于印发《办法》的通知',
  '第三条　申报时间：2026年3月15日。',
  '\u202e反着写\u200b',
  'e\u0301',
  '\u0301',
  '\t第一\n行',
  '\ud800',
  '',
];
const words = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const href = fc.constantFrom(
  'https://www.beiguan.gov.cn/a?b=1&c="2"',
  'HTTP://example.cn',
  ' mailto:office@example.cn ',
  'tel:0372-3165900',
  '/items/3',
  `attachment:${FILE_A}`,
);
const mark = fc.oneof(
  fc.constantFrom({ type: 'bold' }, { type: 'italic' }, { type: 'underline' }, { type: 'strike' }),
  href.map((address) => ({
    type: 'link',
    attrs: { href: address, target: '_blank', rel: 'noopener', class: 'x', title: null },
  })),
);
const marks = fc.uniqueArray(mark, { maxLength: 4, selector: (value) => value.type });
const inline = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('text'), text: words, marks }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ type: 'hardBreak' }, { type: 'hardBreak', marks: [{ type: 'bold' }] }),
  },
);
const inlines = fc.array(inline, { maxLength: 5 });
const paragraph = fc.record({
  type: fc.constant('paragraph'),
  attrs: fc.record({ align: fc.constantFrom(null, 'left', 'center', 'right') }),
  content: inlines,
});

const tree = fc.letrec<{ block: Json; blocks: Json[] }>((tie) => ({
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true, maxDepth: 4 },
    paragraph,
    fc.record({
      type: fc.constant('heading'),
      attrs: fc.record({ level: fc.constantFrom(2, 3, 4) }),
      content: inlines,
    }),
    fc.constant({ type: 'horizontalRule' }),
    fc.record({
      type: fc.constant('image'),
      attrs: fc.record({
        file: fc.constantFrom(FILE_A, FILE_B),
        alt: words,
        src: fc.constant('https://x/y.png'),
      }),
    }),
    fc.record({ type: fc.constant('blockquote'), content: tie('blocks') }),
    fc.record({
      type: fc.constantFrom('bulletList', 'orderedList'),
      content: fc.array(
        fc.tuple(paragraph, fc.array(tie('block'), { maxLength: 2 })).map(([first, rest]) => ({
          type: 'listItem',
          content: [first, ...rest],
        })),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    fc.record({
      type: fc.constant('table'),
      content: fc.array(
        fc.record({
          type: fc.constant('tableRow'),
          content: fc.array(
            fc.record({
              type: fc.constantFrom('tableCell', 'tableHeader'),
              attrs: fc.record({
                colspan: fc.constantFrom(1, 1, 2),
                rowspan: fc.constantFrom(1, 1, 3),
                colwidth: fc.constantFrom(null, [120]),
                align: fc.constant(null),
              }),
              content: tie('blocks'),
            }),
            { maxLength: 3 },
          ),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  ),
}));

/** What an editor may hand over: allowed nodes with all the noise Tiptap and pasting add. */
export const editorOutput: fc.Arbitrary<Json> = fc
  .array(tree.block, { maxLength: 6 })
  .map((content) => ({ type: 'doc', content }));

/** Bodies in stored form. */
export const storedBody: fc.Arbitrary<BodyDoc> = editorOutput.map((raw) => {
  const read = readBody(raw);
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  return read.body;
});
