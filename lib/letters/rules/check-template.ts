import type { Refusal } from '@/lib/platform/result';
import { letterRefusal } from '../messages';
import type { LetterCode } from '../types/letters';
import type { TemplateTexts } from '../types/templates';
import { articlesIn } from './articles';
import { fieldByKey, fieldByName } from './fields';
import { namesIn } from './merge';
import { openingText } from './render-letter';
import { SHIPPED_TEMPLATES, shippedTexts } from './templates/shipped';

/** Fields of the frame that any template may name. */
const FRAME_NAMES = ['您', '提交日期', '提交渠道', '申请编号', '收到日期', '联系人', '联系电话'];
const CONTACT_NAMES = ['联系人', '联系电话'];

/** The names a template of this letter may use in braces: those of its shipped words and those of the frame. */
export function namesFor(code: LetterCode): string[] {
  const { blocks } = SHIPPED_TEMPLATES[code];
  const own = blocks.flatMap((block) => (block.kind === 'text' ? namesIn(block.text) : []));
  return [...new Set([...own, ...FRAME_NAMES])];
}

/**
 * The keys of every field a letter asks for, in the order of its template: those of the opening, the words, the lists and
 * the choices that decide which words stand.
 */
export function fieldKeysOf(code: LetterCode): string[] {
  const keyOf = (name: string) => fieldByName(name)?.key ?? name;
  const { blocks } = SHIPPED_TEMPLATES[code];
  const inBlocks = blocks.flatMap((block) => {
    if (block.kind === 'free') return [];
    const when = block.when === undefined ? [] : [block.when.field];
    return [...when, ...(block.kind === 'list' ? [block.field] : namesIn(block.text).map(keyOf))];
  });
  const keys = [...namesIn(openingText(code)).map(keyOf), ...inBlocks, ...CONTACT_NAMES.map(keyOf)];
  return [...new Set(keys)].filter((key) => key !== 'you');
}

/** The fields that belong to another letter, or exist nowhere, by name or key. */
export function foreignFields(code: LetterCode, keys: readonly string[]): string[] {
  const own = new Set(fieldKeysOf(code));
  return keys.filter((key) => !own.has(key)).map((key) => fieldByKey(key)?.name ?? key);
}

/**
 * Whether an organ's own words for a template can be kept. The frame, the remedies, the lists and the conditions are not
 * words and stay; so do the fields each block had, and the articles the letter rests on.
 *
 * Refusals: `template_block_unknown`, `template_block_empty`, `template_braces`, `template_field_unknown` (by name),
 * `template_field_lost`, `template_articles_changed`, `remedy_elsewhere`, `template_unchanged`.
 *
 * @rule LT-2 @rule LT-T3 @rule LT-T4
 */
export function checkTemplateTexts(code: LetterCode, texts: TemplateTexts): Refusal[] {
  const shipped = shippedTexts(code);
  const unknown = Object.keys(texts).filter((key) => !(key in shipped));
  const refusals: Refusal[] =
    unknown.length > 0 ? [letterRefusal('template_block_unknown', { names: unknown })] : [];
  for (const [key, before] of Object.entries(shipped)) {
    const after = texts[key];
    if (after !== undefined) refusals.push(...checkBlock(code, key, before, after));
  }
  const isSame = Object.entries(shipped).every(([key, before]) => (texts[key] ?? before) === before);
  if (refusals.length === 0 && isSame) refusals.push(letterRefusal('template_unchanged'));
  return refusals;
}

function checkBlock(code: LetterCode, key: string, before: string, after: string): Refusal[] {
  const field = `texts.${key}`;
  if (after.trim() === '') return [letterRefusal('template_block_empty', { name: key }, field)];
  const names = namesIn(after);
  const unknown = names.filter((name) => !namesFor(code).includes(name));
  const lost = namesIn(before).filter((name) => !names.includes(name));
  const articles = articlesIn(before);
  const isCited = articlesIn(after).join() === articles.join();
  return [
    ...(/[{}]/.test(after.replace(/\{[^{}]+\}/g, '')) ? [letterRefusal('template_braces', {}, field)] : []),
    ...(unknown.length > 0 ? [letterRefusal('template_field_unknown', { names: unknown }, field)] : []),
    ...(lost.length > 0 ? [letterRefusal('template_field_lost', { names: lost }, field)] : []),
    ...(isCited ? [] : [letterRefusal('template_articles_changed', { names: articles }, field)]),
    ...(/复议|起诉|行政诉讼/.test(after) ? [letterRefusal('remedy_elsewhere', {}, field)] : []),
  ];
}
