import { getSchema } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyExtensions } from '@/components/disclosure/body-editor/extensions';
import { findWords, locatedLines } from '@/components/disclosure/body-editor/locate';
import { bodyBlocks } from '@/lib/disclosure/body/rules';
import { readBody } from '@/lib/disclosure/body/schema';
import { bodyOf, p, storedBody, table } from '../../support/bodies';

const schema = getSchema(bodyExtensions(() => ''));

describe('编辑器的结构与正文的白名单一致', () => {
  it('任何存下的正文都能打开，不改就存，一个字节也不变', () => {
    fc.assert(
      fc.property(storedBody, (body) => {
        // An empty body has no block; the editor opens it with one empty paragraph.
        const opened = body.content.length > 0 ? body : { type: 'doc', content: [{ type: 'paragraph' }] };
        const document = schema.nodeFromJSON(opened);
        document.check();
        const read = readBody(document.toJSON());
        expect(JSON.stringify(read)).toBe(JSON.stringify({ ok: true, body }));
      }),
      { numRuns: 300 },
    );
  });

  it('编辑器里没有白名单以外的节点和格式', () => {
    expect(Object.keys(schema.nodes).sort()).toEqual(
      [
        'blockquote',
        'bulletList',
        'doc',
        'hardBreak',
        'heading',
        'horizontalRule',
        'image',
        'listItem',
        'orderedList',
        'paragraph',
        'table',
        'tableCell',
        'tableHeader',
        'tableRow',
        'text',
      ].sort(),
    );
    expect(Object.keys(schema.marks).sort()).toEqual(['bold', 'italic', 'link', 'strike', 'underline']);
  });

  it('空正文打开再存还是空的', () => {
    expect(readBody(schema.nodeFromJSON({ type: 'doc', content: [{ type: 'paragraph' }] }).toJSON())).toEqual(
      {
        ok: true,
        body: bodyOf(),
      },
    );
  });
});

describe('校对的位置在编辑器里找得到', () => {
  const lines = (body: Parameters<typeof bodyBlocks>[0]) =>
    locatedLines(
      schema.nodeFromJSON(body.content.length > 0 ? body : { type: 'doc', content: [{ type: 'paragraph' }] }),
    );

  it('任何正文，编辑器里的行与校对的行一一对应，每个字都在它的位置上', () => {
    fc.assert(
      fc.property(storedBody, (body) => {
        if (body.content.length === 0) return;
        const document = schema.nodeFromJSON(body);
        const located = locatedLines(document);
        expect(located.map((line) => line.text)).toEqual(bodyBlocks(body).map((block) => block.text));
        for (const { text, at } of located) {
          expect(at).toHaveLength(text.length);
          at.forEach((pos, unit) => {
            const found = document.textBetween(pos, Math.min(pos + 1, document.content.size));
            if (found !== '' && !/[\t\n]/.test(text[unit] ?? '')) expect(found).toBe(text[unit]);
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('文字挪了地方，找最近的一处；改掉了就说找不到', () => {
    const doc = bodyOf(p('第一段'), p('插进来的一段'), p('按步就班'), table(['甲', '按步就班']));
    const place = { line: 1, from: 0, to: 4, words: '按步就班' };
    const range = findWords(lines(doc), place);
    const document = schema.nodeFromJSON(doc);
    expect(range && document.textBetween(range.from, range.to)).toBe('按步就班');
    const row = findWords(lines(doc), { ...place, line: 3, from: 2, to: 6 });
    expect(row && document.textBetween(row.from, row.to)).toBe('按步就班');
    expect(row?.from).toBeGreaterThan(range?.from ?? 0);
    expect(findWords(lines(doc), { ...place, words: '没有了' })).toBeNull();
  });
});
