import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { emptyContent } from '@/lib/disclosure/rules/content';
import { proofreadContent } from '@/lib/disclosure/rules/proofread-content';
import { itemContentSchema } from '@/lib/disclosure/schema';
import type { ItemContent } from '@/lib/disclosure/types';
import { SHIPPED_DICTIONARIES } from '@/lib/proofreading/rules/shipped/dictionaries';
import { FILE_A, storedBody } from '../../support/bodies';

const MARK = '绝密★1年';

/** Strings of a content that hold no words, and why. */
const NO_WORDS: Readonly<Record<string, string>> = {
  'columns.*': 'an id; the name of the column is proofread',
  'attachments.*.sha256': 'a hash',
  'attachments.*.media_type': 'must be that of the ending of the name to be submitted',
};
/** Texts with a form of their own, planted by the second test. */
const BODIES = /^(?:body|report\.sections\.\w+)$/;

type Def = { type: string } & Partial<{
  in: Schema;
  out: Schema;
  shape: Record<string, Schema>;
  element: Schema;
  innerType: Schema;
  options: Schema[];
  getter: () => Schema;
  valueType: Schema;
}>;
type Schema = { _zod: { def: Def } };

/** The paths of all strings that a schema lets anybody write; those of lists end in `*`. */
function stringsOf({ _zod: { def } }: Schema, path = ''): string[] {
  const at = (schema: Schema | undefined, key: string) =>
    schema ? stringsOf(schema, path === '' ? key : `${path}.${key}`) : [];
  if (BODIES.test(path)) return [path];
  switch (def.type) {
    case 'string':
      return [path];
    case 'object':
      return Object.entries(def.shape ?? {}).flatMap(([key, schema]) => at(schema, key));
    case 'array':
      return at(def.element, '*');
    case 'nullable':
    case 'optional':
    case 'default':
      return def.innerType ? stringsOf(def.innerType, path) : [];
    case 'pipe': {
      const side = def.in?._zod.def.type === 'transform' ? def.out : def.in;
      return side ? stringsOf(side, path) : [];
    }
    case 'union':
      return [...new Set((def.options ?? []).flatMap((option) => stringsOf(option, path)))];
    case 'enum':
    case 'literal':
    case 'number':
    case 'int':
    case 'boolean':
    case 'null':
      return [];
    default:
      throw new Error(`say how a schema of type ${def.type} at ${path} is walked`);
  }
}

/** A content in which every optional part is there. */
function whole(): ItemContent {
  return {
    ...emptyContent('annual_report', { name: '北关区工业和信息化局' }, 2023),
    reprint: { source_name: '', source_url: '', original_date: null, cuts: '' },
    correction: { kind: 'factual', note: '' },
    touches_organs: [''],
    keywords: [''],
    columns: [''],
    attachments: [{ name: '', sha256: FILE_A, size: 1, media_type: '', inline: false }],
  };
}

function planted(path: string): ItemContent {
  const content = structuredClone(whole());
  const keys = path.split('.').map((key) => (key === '*' ? '0' : key));
  let place = content as unknown as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) place = place[key] as Record<string, unknown>;
  const last = keys.at(-1) ?? '';
  if (!(last in place)) throw new Error(`the whole content has no ${path}`);
  place[last] = MARK;
  return content;
}

const FACTS = { today: '2024-06-28', columnNames: new Map<string, string>(), personalDataExemption: null };
const classified = (content: ItemContent) =>
  proofreadContent(content, FACTS, SHIPPED_DICTIONARIES).filter(({ kind }) => kind === 'classification');

describe('[REG-17-2] 公开的每一处文字都校对', () => {
  const all = stringsOf(itemContentSchema as z.ZodType as unknown as Schema);

  it('列得出稿件里所有能写字的地方', () => {
    expect(all).toEqual(expect.arrayContaining(['title', 'body', 'correction.note', 'reprint.cuts']));
    expect(all.length).toBeGreaterThan(25);
    expect(Object.keys(NO_WORDS).filter((path) => !all.includes(path))).toEqual([]);
    expect(classified(whole())).toEqual([]);
  });

  it.each(all.filter((path) => !BODIES.test(path) && !(path in NO_WORDS)))(
    '%s 里的密级标志找得到',
    (path) => {
      const found = classified(planted(path));
      expect(found).not.toEqual([]);
      expect(found[0]?.place.path).toBe(path.replaceAll('*', '0').replace(/^attachments\.0$/, ''));
    },
  );

  it('正文和年报各节里，任何一段、一格、一句替代文字、一个网址里的都找得到', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        storedBody,
        fc.constantFrom('body', 'section_1', 'section_5', 'section_6'),
        (body, where) => {
          // One of each kind: a body has hundreds.
          for (const leaf of new Map(leavesOf(body).map((one) => [one.key, one])).values()) {
            seen.add(leaf.key);
            const marked = structuredClone(body);
            const place = leaf.keys
              .slice(0, -1)
              .reduce((at, key) => at[key] as never, marked as never as Node);
            place[leaf.key] = leaf.key === 'href' ? `https://example.invalid/${encodeURI(MARK)}` : MARK;
            const content = whole();
            if (where === 'body') content.body = marked;
            else if (content.report) content.report.sections[where as 'section_1'] = marked;
            expect(classified(content), JSON.stringify(marked)).not.toEqual([]);
          }
        },
      ),
      { numRuns: 25 },
    );
    expect([...seen].sort()).toEqual(['alt', 'href', 'text']);
  });
});

type Node = Record<string, unknown>;

/** The strings of a body that are words: not the names of its parts, not hashes, not what links to an attachment. */
function leavesOf(value: unknown, keys: string[] = []): { keys: string[]; key: string }[] {
  if (typeof value === 'string') {
    const key = keys.at(-1) ?? '';
    const isWords = !['type', 'align', 'file'].includes(key) && !value.startsWith('attachment:');
    return isWords ? [{ keys, key }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...keys, key]));
}
