import { getSchema } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyExtensions } from '@/components/disclosure/body-editor/extensions';
import { readBody } from '@/lib/disclosure/body/schema';
import { bodyOf, storedBody } from '../../support/bodies';

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
