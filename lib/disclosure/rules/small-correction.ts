import { canonicalJson, type Json } from '@/lib/platform/canonical';
import type { BodyDoc } from '../body/types';
import type { ItemContent } from '../types';
import { diffText } from '../what-changed/rules/diff-text';

/** 文字更正 changes at most so many characters, counted as the larger of what goes and what comes【约定】. */
export const SMALL_CORRECTION_CHARACTERS = 20;
/** And at most this share of the text, but two characters always【约定】. */
export const SMALL_CORRECTION_SHARE = 0.02;
const ALWAYS_SMALL = 2;

/**
 * Why a change is more than a typing error: something beside body and summary (title, fields, columns, files, report),
 * the form of the body (blocks, links, tables, pictures), a figure or a negation, or too many characters.
 */
export type LargeCorrection = 'fields' | 'form' | 'figures' | 'length';

type Skeleton = { readonly form: string; readonly texts: readonly string[] };

/** The body without its words, and its words in order. */
function skeletonOf(body: BodyDoc): Skeleton {
  const texts: string[] = [];
  const visit = (node: unknown): Json => {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node as Json;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        if (key !== 'text' || typeof value !== 'string') return [key, visit(value)];
        texts.push(value);
        return [key, ''];
      }),
    );
  };
  // Canonical, because a stored content has its keys in another order.
  return { form: canonicalJson(visit(body)), texts };
}

/** Figures with their unit, and what turns a sentence round: neither is ever a matter of spelling alone. */
const FIGURE =
  /[0-9０-９〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟半%％‰]+[年月日号时点分天周季元角个件户家人名项条款章倍吨米亩]?|[A-Za-z]+|[不未无非免禁勿没否]/gu;

function figuresOf(texts: readonly string[]): string {
  return texts.flatMap((text) => text.match(FIGURE) ?? []).join(' ');
}

function changedCharacters(before: string, after: string): number {
  const count = (kind: 'added' | 'removed') =>
    diffText(before, after).reduce((sum, part) => sum + (part.kind === kind ? [...part.text].length : 0), 0);
  return Math.max(count('added'), count('removed'));
}

/**
 * Why a text can't replace a public one as 文字更正, which passes fewer hands; null where it can. Whatever is more is a
 * 内容更正 with its public note, on the whole route.
 *
 * @rule TR-12 @rule TR-13
 */
export function largeCorrection(before: ItemContent, after: ItemContent): LargeCorrection | null {
  const rest = ({ body: _, summary: __, correction: ___, ...fields }: ItemContent) => canonicalJson(fields);
  if (rest(before) !== rest(after)) return 'fields';
  const [old, now] = [skeletonOf(before.body), skeletonOf(after.body)];
  if (old.form !== now.form) return 'form';
  const [oldTexts, newTexts] = [
    [before.summary, ...old.texts],
    [after.summary, ...now.texts],
  ];
  if (figuresOf(oldTexts) !== figuresOf(newTexts)) return 'figures';
  const length = oldTexts.reduce((sum, text) => sum + [...text].length, 0);
  const changed = oldTexts.reduce((sum, text, at) => sum + changedCharacters(text, newTexts[at] ?? ''), 0);
  const most = Math.min(
    SMALL_CORRECTION_CHARACTERS,
    Math.max(ALWAYS_SMALL, Math.floor(length * SMALL_CORRECTION_SHARE)),
  );
  return changed > most ? 'length' : null;
}

/** Whether a text may replace a public one as 文字更正. @rule TR-12 */
export function isSmallCorrection(before: ItemContent, after: ItemContent): boolean {
  return largeCorrection(before, after) === null;
}
