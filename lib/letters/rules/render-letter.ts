import type { Refusal, Result } from '@/lib/platform/result';
import { ok, refuse } from '@/lib/platform/result';
import { letterRefusal } from '../messages';
import type {
  Enclosed,
  LetterCode,
  LetterDocument,
  LetterFields,
  LetterParagraph,
  Recipient,
  RemedyMode,
} from '../types/letters';
import type { LetterTemplate, TemplateBlock } from '../types/templates';
import { fieldByKey } from './fields';
import { LETTERS } from './letter-table';
import { addressWord, isShown, linesOf, type Merged, mergeText, plain } from './merge';
import { namesPlaces, type RemedyPlaces, remedyText } from './remedy';

/** All that a letter is made from. */
export type LetterInput = {
  readonly code: LetterCode;
  readonly template: LetterTemplate;
  readonly fields: LetterFields;
  /** Paragraphs in the handler's own words. */
  readonly ownWords: readonly string[];
  readonly recipient: Pick<Recipient, 'name' | 'form'>;
  readonly organName: string;
  readonly remedyMode: RemedyMode;
  readonly places: RemedyPlaces;
  readonly isElectronic: boolean;
  readonly enclosures?: readonly Enclosed[];
};

const OPENING =
  '{您}于{提交日期}通过{提交渠道}提出的政府信息公开申请（编号：{申请编号}），本机关于{收到日期}收到。';
const CONTACT = '联系人：{联系人}　　联系电话：{联系电话}';

/** The first paragraph of a letter about an application; empty where it has none. */
export function openingText(code: LetterCode): string {
  const { opening } = LETTERS[code];
  if (opening === 'none') return '';
  const told = code === 'R21' ? OPENING.replace('政府信息公开申请', '更正政府信息记录的申请') : OPENING;
  return opening === 'full' ? `${told}申请内容为：“{申请内容}”。` : told;
}

/** A letter as far as it is written, and what keeps it from being sent. */
export type ComposedLetter = { readonly document: LetterDocument; readonly problems: readonly Refusal[] };

/**
 * A letter from its template and fields, or the names of what is missing. What the applicant, the law and the organ's
 * settings give is put in by name; nothing is left empty and no brace stays.
 *
 * Refusals: `recipient_missing`, `fields_missing` (by name), `field_malformed`, `foreign_reconsideration_organ`,
 * `remedy_elsewhere`.
 *
 * @rule LT-1 @rule LT-2 @rule LT-T3 @rule LT-T6
 */
export function renderLetter(input: LetterInput): Result<LetterDocument> {
  const { document, problems } = composeLetter(input);
  return problems.length > 0 ? refuse(...problems) : ok(document);
}

/** A letter as it would read now: what is still to be written stands in it by name, in brackets `【】`. For previews. */
export function composeLetter(input: LetterInput): ComposedLetter {
  const { code, fields, recipient } = input;
  const you = addressWord(recipient.form);
  const merged: Merged[] = [];
  const missing: string[] = [];
  const merge = (text: string) => {
    const one = mergeText(text, fields, you);
    merged.push(one);
    return one.text;
  };
  const paragraphs: LetterParagraph[] = [];
  const opening = openingText(code);
  if (opening !== '') paragraphs.push({ style: 'body', text: merge(opening) });
  for (const block of input.template.blocks) {
    missing.push(...undecided(block, fields));
    if (block.kind === 'free') {
      paragraphs.push(...ownParagraphs(input.ownWords));
    } else if (isShown(block.when, fields)) {
      if (block.kind === 'text') paragraphs.push({ style: 'body', text: merge(block.text) });
      else {
        const lines = linesOf(fields[block.field]);
        const name = fieldByKey(block.field)?.name ?? block.field;
        if (lines.length === 0) missing.push(name);
        paragraphs.push(...numbered(lines.length === 0 ? [`{${name}}`] : lines));
      }
    }
  }
  const remedy = remedyText(input.remedyMode, input.places);
  missing.push(...missingPlaces(input));
  if (remedy !== null) paragraphs.push({ style: 'remedy', text: remedy });
  paragraphs.push({ style: 'contact', text: merge(CONTACT) });

  const names = [...new Set([...missing, ...merged.flatMap((one) => one.missing)])];
  const refusals: Refusal[] = [
    ...(recipient.name.trim() === '' ? [letterRefusal('recipient_missing', {}, 'recipient.name')] : []),
    ...(names.length > 0 ? [letterRefusal('fields_missing', { names })] : []),
    ...[...new Set(merged.flatMap((one) => one.malformed))].map((name) =>
      letterRefusal('field_malformed', { name }),
    ),
    ...wrongRemedies(input),
  ];
  const document = {
    code,
    organName: input.organName,
    title: LETTERS[code].title,
    addressee: plain(recipient.name),
    paragraphs: withFullName(paragraphs).map(named),
    slip: input.template.slip ?? [],
    enclosures: input.enclosures ?? [],
    remedyMode: input.remedyMode,
    isElectronic: input.isElectronic,
  };
  return { document, problems: refusals };
}

/** What is not filled in stands by its name. Typed braces are full-width ones by now. */
function named({ style, text }: LetterParagraph): LetterParagraph {
  return { style, text: text.replace(/\{([^{}]*)\}/g, '【$1】') };
}

/** The name of a choice on which a block depends while nothing is chosen. */
function undecided(block: TemplateBlock, fields: LetterFields): string[] {
  if (block.kind === 'free' || block.when === undefined || !('is' in block.when)) return [];
  const definition = fieldByKey(block.when.field);
  const value = fields[block.when.field];
  const isChosen = definition?.choices?.some((choice) => choice.value === value);
  return isChosen ? [] : [definition?.name ?? block.when.field];
}

function ownParagraphs(words: readonly string[]): LetterParagraph[] {
  return linesOf(words).map((text) => ({
    style: 'free',
    text: /[。！？：）]$/.test(text) ? text : `${text}。`,
  }));
}

function numbered(lines: readonly string[]): LetterParagraph[] {
  return lines.map((line, at) => ({
    style: 'item',
    text: `${lines.length > 1 ? `${at + 1}. ` : ''}${line}${at === lines.length - 1 ? '。' : '；'}`,
  }));
}

function missingPlaces({ remedyMode, places, isElectronic }: LetterInput): string[] {
  if (!namesPlaces(remedyMode)) return [];
  return [
    ...(places.reconsiderationOrgan.trim() === '' ? ['复议机关'] : []),
    ...(places.court.trim() === '' ? ['管辖法院'] : []),
    // 行政复议法 22(2): who serves electronically tells the electronic way.
    ...(isElectronic && (places.online ?? '').trim() === '' ? ['复议网上渠道'] : []),
  ];
}

/**
 * What the handler's own words say of remedies: another 复议机关 than the organ's, or any where the letter has none. The
 * quoted request says what the applicant said.
 */
function wrongRemedies({ fields, ownWords, remedyMode, places }: LetterInput): Refusal[] {
  const typed = Object.entries(fields).flatMap(([key, value]) => {
    if (key === 'request_text') return [];
    return typeof value === 'string' ? [value] : [...value];
  });
  const found = [...typed, ...ownWords].flatMap((text) => [
    ...text.matchAll(/向([^，。；：、“”\s]{2,40}?)(?:依法)?(?:申请|提出|提起)(?:行政)?复议/g),
  ]);
  // Remedies are one block, chosen by the outcome (LT-10): no words of the handler's own stand beside it.
  if (ownWords.some((text) => /复议|起诉|诉讼/.test(text)))
    return [letterRefusal('remedy_elsewhere', {}, 'ownWords')];
  if (!namesPlaces(remedyMode)) return found.length > 0 ? [letterRefusal('remedy_elsewhere')] : [];
  return found
    .map((match) => match[1] ?? '')
    .filter((name) => name !== places.reconsiderationOrgan)
    .map((name) => letterRefusal('foreign_reconsideration_organ', { name }));
}

const SHORT = '《条例》';
const FULL = '《中华人民共和国政府信息公开条例》';

/** The regulation by its full name where it is first named, with the short name where that follows. */
function withFullName(paragraphs: readonly LetterParagraph[]): LetterParagraph[] {
  const isQuoted = ({ text }: LetterParagraph) => text.includes('申请内容为：');
  const own = paragraphs.filter((one) => !isQuoted(one));
  const times = own.reduce((sum, { text }) => sum + text.split(SHORT).length - 1, 0);
  const named = times > 1 ? `${FULL}（以下简称《条例》）` : FULL;
  let isNamed = false;
  return paragraphs.map((one) => {
    if (isNamed || isQuoted(one) || !one.text.includes(SHORT)) return one;
    isNamed = true;
    return { ...one, text: one.text.replace(SHORT, named) };
  });
}

/** The text of a letter, line by line, as it is read and searched. */
export function letterLines(letter: LetterDocument): string[] {
  return [
    letter.organName,
    letter.title,
    `${letter.addressee}：`,
    ...letter.paragraphs.map(({ text }) => text),
    ...letter.slip,
  ];
}
