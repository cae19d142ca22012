import { PASTED_IMAGE_NOTE } from '@/lib/disclosure/body/messages';
import { linkHref } from '@/lib/disclosure/body/normal-form/rules';
import type { BodyMark } from '@/lib/disclosure/body/types';
import {
  childOf,
  elementsOf,
  findAll,
  switchOf,
  textOf,
  valueAt,
  type XmlElement,
} from '../containers/read-xml';
import type { WordStyle } from '../docx/styles';
import { isUnseen } from '../docx/visibility';
import { readDrawing } from './read-drawing';
import { type Piece, placeOf, type Reader } from './reader';

/** How the runs of a paragraph look, for telling headings that no style names. */
export type Look = { characters: number; bold: number; fonts: Map<string, number>; sizes: Set<string> };

type State = {
  readonly reader: Reader;
  readonly style: WordStyle | null;
  readonly pieces: Piece[];
  readonly look: Look;
  readonly inserted: string[];
  readonly deleted: string[];
  readonly hidden: string[];
  /** Fields that are open: their instruction, and whether their result has begun. */
  readonly fields: { instruction: string; isResult: boolean }[];
};

type Around = { readonly isInserted: boolean; readonly isDeleted: boolean; readonly href: string | null };

const SUPERSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-='].map((from, at) => [from, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼'][at] ?? from]),
);
const SUBSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-='].map((from, at) => [from, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌'][at] ?? from]),
);
/** Signs of the fonts Wingdings and Symbol that official texts use. */
const SIGNS: Readonly<Record<string, string>> = {
  F0A8: '□',
  F06F: '□',
  F0FE: '☑',
  F052: '☑',
  F0FC: '✓',
  F0FB: '✗',
  F06C: '●',
  F06E: '■',
  F0B7: '·',
  F0D8: '➢',
  F0E0: '→',
};

/** Reads what stands in a paragraph; what is not taken over goes into the report. */
export function readPieces(
  paragraph: XmlElement,
  reader: Reader,
  style: WordStyle | null,
): { pieces: Piece[]; look: Look } {
  const look: Look = { characters: 0, bold: 0, fonts: new Map(), sizes: new Set() };
  const state: State = { reader, style, pieces: [], look, inserted: [], deleted: [], hidden: [], fields: [] };
  walk(paragraph, { isInserted: false, isDeleted: false, href: null }, state);
  const where = placeOf(reader);
  const tell = (kind: 'tracked_changes' | 'hidden_text', words: readonly string[], prefix: string) => {
    const text = words.join('').trim();
    if (text !== '') reader.report.add(kind, where, `${prefix}${text}`);
  };
  tell('tracked_changes', state.inserted, '插入的已采用：');
  tell('tracked_changes', state.deleted, '删去的已去掉：');
  tell('hidden_text', state.hidden, '');
  return { pieces: state.pieces, look };
}

function walk(element: XmlElement, around: Around, state: State): void {
  for (const child of elementsOf(element)) visit(child, around, state);
}

function visit(child: XmlElement, around: Around, state: State): void {
  const { report, relationships } = state.reader;
  switch (child.name) {
    case 'w:pPr':
    case 'mc:Fallback':
      return;
    case 'w:ins':
    case 'w:moveTo':
      walk(child, { ...around, isInserted: true }, state);
      return;
    case 'w:del':
    case 'w:moveFrom':
      walk(child, { ...around, isDeleted: true }, state);
      return;
    case 'w:hyperlink': {
      const target = relationships.get(child.attrs['r:id'] ?? '')?.target;
      walk(
        child,
        { ...around, href: target === undefined ? around.href : checkedLink(target, state) },
        state,
      );
      return;
    }
    case 'w:fldSimple':
      walk(child, { ...around, href: fieldLink(child.attrs['w:instr'] ?? '', state) ?? around.href }, state);
      return;
    case 'w:ruby':
      walk(childOf(child, 'w:rubyBase') ?? child, around, state);
      return;
    case 'm:oMath':
    case 'm:oMathPara': {
      report.add(
        'not_taken_over',
        placeOf(state.reader),
        `公式：${findAll(child, 'm:t').map(textOf).join('')}`,
      );
      push(state, PASTED_IMAGE_NOTE, []);
      return;
    }
    case 'w:r':
      readRun(child, around, state);
      return;
    case 'w:commentReference':
      return;
    default:
      walk(child, around, state);
  }
}

function checkedLink(target: string, { reader }: State): string | null {
  const href = linkHref(target);
  if (href === null) reader.report.add('links', placeOf(reader), `地址不能用作链接，只留文字：${target}`);
  return href;
}

function fieldLink(instruction: string, state: State): string | null {
  const target = /^\s*HYPERLINK\s+"([^"]+)"/i.exec(instruction)?.[1];
  return target === undefined ? null : checkedLink(target, state);
}

function readRun(run: XmlElement, around: Around, state: State): void {
  const { reader } = state;
  const properties = childOf(run, 'w:rPr');
  const style = reader.styles.get(valueAt(properties, ['w:rStyle'], 'w:val'));
  const isHidden =
    (switchOf(properties, 'w:vanish') ?? style?.isHidden ?? state.style?.isHidden ?? false) ||
    isUnseen(properties, [style, state.style, reader.styles.defaults], reader.behind.color);
  const field = state.fields.find((open) => !open.isResult);
  const href =
    around.href ??
    state.fields.map((open) => fieldHref(open.instruction)).find((link) => link !== null) ??
    null;
  const marks = marksOf(properties, style, state.style, href);
  for (const child of elementsOf(run)) {
    switch (child.name) {
      case 'w:fldChar':
        openOrClose(child.attrs['w:fldCharType'], state);
        break;
      case 'w:instrText':
        if (state.fields.length > 0) addInstruction(textOf(child), state);
        break;
      case 'w:t':
      case 'w:delText':
      case 'w:noBreakHyphen':
      case 'w:tab':
      case 'w:sym':
        if (field === undefined)
          say(wordsOf(child, properties, state), isHidden, around, marks, properties, state);
        break;
      case 'w:br':
      case 'w:cr':
        if (child.attrs['w:type'] === undefined || child.attrs['w:type'] === 'textWrapping') {
          if (!isHidden && !around.isDeleted) state.pieces.push({ kind: 'break' });
        }
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        if (!around.isDeleted) nameNote(child, state);
        break;
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
      case 'mc:AlternateContent':
        if (!around.isDeleted) state.pieces.push(...readDrawing(child, reader));
        break;
      case 'w:commentReference': {
        const words = reader.comments.get(child.attrs['w:id'] ?? '');
        if (words !== undefined) reader.report.add('comments', placeOf(reader), words);
        break;
      }
    }
  }
}

function openOrClose(type: string | undefined, state: State): void {
  const last = state.fields.at(-1);
  if (type === 'begin') state.fields.push({ instruction: '', isResult: false });
  else if (type === 'end') state.fields.pop();
  else if (type === 'separate' && last) {
    last.isResult = true;
    if (/^\s*HYPERLINK\s+"/i.test(last.instruction)) fieldLink(last.instruction, state);
  }
}

function addInstruction(words: string, state: State): void {
  const last = state.fields.at(-1);
  if (last) last.instruction += words;
}

function fieldHref(instruction: string): string | null {
  const target = /^\s*HYPERLINK\s+"([^"]+)"/i.exec(instruction)?.[1];
  return target === undefined ? null : linkHref(target);
}

function marksOf(
  properties: XmlElement | undefined,
  style: WordStyle | null,
  paragraph: WordStyle | null,
  href: string | null,
): BodyMark[] {
  const marks: BodyMark[] = href === null ? [] : [{ type: 'link', attrs: { href } }];
  const isOn = (name: string, key: 'isBold' | 'isItalic' | 'isStruck') =>
    switchOf(properties, name) ?? style?.[key] ?? paragraph?.[key] ?? false;
  if (isOn('w:b', 'isBold')) marks.push({ type: 'bold' });
  if (isOn('w:i', 'isItalic')) marks.push({ type: 'italic' });
  // A link is underlined by its style; that is its look, not emphasis.
  if (href === null && (switchOf(properties, 'w:u') ?? style?.isUnderlined ?? paragraph?.isUnderlined))
    marks.push({ type: 'underline' });
  if (isOn('w:strike', 'isStruck') || switchOf(properties, 'w:dstrike')) marks.push({ type: 'strike' });
  return marks;
}

function wordsOf(element: XmlElement, properties: XmlElement | undefined, state: State): string {
  if (element.name === 'w:tab') return ' ';
  if (element.name === 'w:noBreakHyphen') return '-';
  if (element.name === 'w:sym') {
    const sign = SIGNS[(element.attrs['w:char'] ?? '').toUpperCase()];
    if (sign === undefined)
      state.reader.report.add('not_taken_over', placeOf(state.reader), '特殊字体的符号，已用□代替');
    return sign ?? '□';
  }
  const words = textOf(element);
  const raised = valueAt(properties, ['w:vertAlign'], 'w:val');
  const table = raised === 'superscript' ? SUPERSCRIPTS : raised === 'subscript' ? SUBSCRIPTS : null;
  if (table === null) return words;
  if ([...words].every((character) => character in table))
    return [...words].map((one) => table[one]).join('');
  state.reader.report.add(
    'formatting',
    placeOf(state.reader),
    `${raised === 'superscript' ? '上标' : '下标'}“${words}”已变为普通文字`,
  );
  return words;
}

function say(
  words: string,
  isHidden: boolean,
  around: Around,
  marks: readonly BodyMark[],
  properties: XmlElement | undefined,
  state: State,
): void {
  if (around.isDeleted) {
    state.deleted.push(words);
    return;
  }
  if (isHidden) {
    state.hidden.push(words);
    return;
  }
  if (around.isInserted) state.inserted.push(words);
  const count = [...words.trim()].length;
  const font = valueAt(properties, ['w:rFonts'], 'w:eastAsia') ?? state.style?.font ?? '';
  state.look.characters += count;
  if (marks.some((mark) => mark.type === 'bold')) state.look.bold += count;
  state.look.fonts.set(font, (state.look.fonts.get(font) ?? 0) + count);
  if (count > 0) state.look.sizes.add(valueAt(properties, ['w:sz'], 'w:val') ?? '');
  const isColored = !/^(?:auto|000000)$/i.test(valueAt(properties, ['w:color'], 'w:val') ?? 'auto');
  if (
    count > 0 &&
    (isColored || childOf(properties, 'w:highlight')) &&
    !marks.some((mark) => mark.type === 'link')
  )
    state.reader.report.add('formatting', placeOf(state.reader), `彩色或突出显示的文字“${words.trim()}”`);
  push(state, words, marks);
}

function push(state: State, text: string, marks: readonly BodyMark[]): void {
  if (text !== '') state.pieces.push({ kind: 'text', text, marks });
}

function nameNote(reference: XmlElement, state: State): void {
  const id = `${reference.name === 'w:footnoteReference' ? 'footnote' : 'endnote'} ${reference.attrs['w:id'] ?? ''}`;
  const { namedNotes, notes, report } = state.reader;
  if (!notes.has(id)) return;
  if (!namedNotes.includes(id)) namedNotes.push(id);
  const label = `［注${namedNotes.indexOf(id) + 1}］`;
  report.add('notes', placeOf(state.reader), `脚注改为正文里的${label}，注文移到文末`);
  push(state, label, []);
}
