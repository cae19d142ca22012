import { z } from 'zod';
import { cleanBody, isFileHash, isObject, type Json, linkHref, sameJson } from './normal-form/rules';
import {
  type BlockNode,
  BODY_LIMITS,
  type BodyDoc,
  type BodyMark,
  type BodyRefusal,
  type BodyRefusalCode,
  HEADING_LEVELS,
  type InlineNode,
  type ListItemNode,
  PARAGRAPH_ALIGNS,
  type ParsedBody,
  type TableCellNode,
  type TableRowNode,
} from './types';

export { cleanBody };

// ── Shape ────────────────────────────────────────────────────────────────────────────────────────────────────────

const href = z
  .string()
  .refine((value) => linkHref(value) === value, { params: { code: 'body_unsafe_link' } });
const mark: z.ZodType<BodyMark> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('link'), attrs: z.strictObject({ href }) }),
  z.strictObject({ type: z.enum(['bold', 'italic', 'underline', 'strike']) }),
]);
const marks = z
  .array(mark)
  .min(1)
  .refine((all) => new Set(all.map(({ type }) => type)).size === all.length);
const text = z.strictObject({
  type: z.literal('text'),
  marks: marks.optional(),
  text: z.string().min(1),
});
const hardBreak = z.strictObject({ type: z.literal('hardBreak') });
const inline: z.ZodType<InlineNode> = z.discriminatedUnion('type', [text, hardBreak]);
const inlines = z.array(inline).min(1).optional();

const blocks = z.lazy(() => z.array(block).min(1));
const listItem: z.ZodType<ListItemNode> = z.strictObject({
  type: z.literal('listItem'),
  content: blocks.refine((content) => content[0]?.type === 'paragraph'),
});
const span = (most: number) => z.int().min(2).max(most).optional();
const spans = z
  .strictObject({ colspan: span(1_000), rowspan: span(10_000) })
  .refine((value) => Object.keys(value).length > 0);
const cell: z.ZodType<TableCellNode> = z.strictObject({
  type: z.enum(['tableCell', 'tableHeader']),
  attrs: spans.optional(),
  content: blocks,
});
const row: z.ZodType<TableRowNode> = z.strictObject({
  type: z.literal('tableRow'),
  content: z.array(cell).min(1).optional(),
});

const file = z.string().refine(isFileHash, { params: { code: 'body_bad_image' } });
const alt = z.string().max(BODY_LIMITS.altLength, { error: 'body_bad_image' });

const block: z.ZodType<BlockNode> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('paragraph'),
    attrs: z.strictObject({ align: z.enum(PARAGRAPH_ALIGNS) }).optional(),
    content: inlines,
  }),
  z.strictObject({
    type: z.literal('heading'),
    attrs: z.strictObject({ level: z.literal([...HEADING_LEVELS]) }),
    content: inlines,
  }),
  z.strictObject({ type: z.literal('bulletList'), content: z.array(listItem).min(1) }),
  z.strictObject({
    type: z.literal('orderedList'),
    attrs: z.strictObject({ start: z.int().min(0).max(99_999) }).optional(),
    content: z.array(listItem).min(1),
  }),
  z.strictObject({ type: z.literal('blockquote'), content: blocks }),
  z.strictObject({ type: z.literal('horizontalRule') }),
  z.strictObject({ type: z.literal('image'), attrs: z.strictObject({ file, alt }) }),
  z.strictObject({ type: z.literal('table'), content: z.array(row).min(1) }),
]);

const doc = z.strictObject({ type: z.literal('doc'), content: z.array(block) });

// ── Limits ───────────────────────────────────────────────────────────────────────────────────────────────────────

function utf8Bytes(value: string): number {
  return new TextEncoder().encode(value).length;
}

function cellArea(node: Json): number {
  const attrs = isObject(node.attrs) ? node.attrs : {};
  const side = (value: unknown) => (typeof value === 'number' && value > 1 ? value : 1);
  return side(attrs.colspan) * side(attrs.rowspan);
}

function tableArea(table: Json): number {
  let area = 0;
  for (const tableRow of Array.isArray(table.content) ? table.content : []) {
    const cells = isObject(tableRow) && Array.isArray(tableRow.content) ? tableRow.content : [];
    for (const tableCell of cells) area += isObject(tableCell) ? cellArea(tableCell) : 1;
  }
  return area;
}

/** Walks without recursion, so that a hostile document can't exhaust the stack before it is refused. */
function limitRefusal(root: unknown): BodyRefusalCode | null {
  const open: Array<{ value: unknown; depth: number }> = [{ value: root, depth: 1 }];
  let nodes = 0;
  let bytes = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (!isObject(value)) continue;
    nodes += 1;
    if (depth > BODY_LIMITS.depth) return 'body_too_deep';
    if (nodes > BODY_LIMITS.nodes) return 'body_too_many_nodes';
    if (typeof value.text === 'string') bytes += utf8Bytes(value.text);
    for (const from of [value, ...(Array.isArray(value.marks) ? value.marks : [])]) {
      if (!isObject(from) || !isObject(from.attrs)) continue;
      for (const attr of Object.values(from.attrs)) if (typeof attr === 'string') bytes += utf8Bytes(attr);
    }
    if (bytes > BODY_LIMITS.textBytes) return 'body_too_much_text';
    if (value.type === 'table' && tableArea(value) > BODY_LIMITS.tableCells) return 'body_table_too_large';
    for (const child of Array.isArray(value.content) ? value.content : [])
      open.push({ value: child, depth: depth + 1 });
  }
  return null;
}

// ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────

function codeOf(issue: z.core.$ZodIssue): BodyRefusalCode {
  if (issue.code === 'custom' && issue.params?.code === 'body_unsafe_link') return 'body_unsafe_link';
  if (issue.path.includes('marks'))
    return issue.path.at(-1) === 'href' ? 'body_unsafe_link' : 'body_unknown_attribute';
  const last = issue.path.at(-1);
  if (last === 'file' || last === 'alt') return 'body_bad_image';
  if (issue.code === 'unrecognized_keys' || issue.path.includes('attrs')) return 'body_unknown_attribute';
  return issue.path.length < 2 && issue.path[0] !== 'content'
    ? 'body_not_a_document'
    : 'body_unknown_content';
}

function refuse(code: BodyRefusalCode, path = ''): ParsedBody {
  return { ok: false, refusals: [{ code, field: 'body', path }] };
}

/**
 * Reads a body strictly: anything outside the whitelist of `types.ts` refuses the whole, nothing is dropped silently.
 * An accepted body is in its one normal form, so equal documents have equal content hashes.
 *
 * Refusals: `body_too_deep`, `body_too_many_nodes`, `body_too_much_text`, `body_table_too_large` (limits, checked
 * first); `body_not_a_document`, `body_unknown_content`, `body_unknown_attribute`, `body_unsafe_link`,
 * `body_bad_image` (whitelist); `body_not_normalised` (run `cleanBody` first).
 */
export function parseBody(input: unknown): ParsedBody {
  const limit = limitRefusal(input);
  if (limit) return refuse(limit);
  const parsed = doc.safeParse(input);
  if (!parsed.success) {
    const refusals: BodyRefusal[] = [];
    for (const issue of parsed.error.issues) {
      const code = codeOf(issue);
      if (!refusals.some((known) => known.code === code)) {
        refusals.push({ code, field: 'body', path: issue.path.map(String).join('.') });
      }
    }
    return { ok: false, refusals };
  }
  if (!sameJson(cleanBody(input), input)) return refuse('body_not_normalised');
  return { ok: true, body: parsed.data };
}

/** `cleanBody`, then `parseBody`: for whatever an editor or an import hands over. */
export function readBody(input: unknown): ParsedBody {
  return parseBody(cleanBody(input));
}

/** For forms and actions: the body as zod sees it. The message of an issue is the refusal code. */
export const bodySchema = z.unknown().transform((value, context): BodyDoc => {
  const read = readBody(value);
  if (read.ok) return read.body;
  for (const refusal of read.refusals) context.addIssue({ code: 'custom', message: refusal.code });
  return z.NEVER;
});
