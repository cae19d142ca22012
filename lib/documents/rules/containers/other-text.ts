import { FILE_LIMITS } from '../../types';
import { decodeText } from '../plain/decode-text';
import { MalformedFile } from './faults';
import { walkXml } from './read-xml';
import type { Zip } from './read-zip';
import type { TextCollector } from './text-collector';

/** Elements whose text is one passage, however many pieces it is cut into; elsewhere each element is its own. */
const PASSAGES = new Set(['p', 'si', 'is', 'rPh', 'text', 'comment', 'TextObject']);
/** Elements that stand for a space or a hyphen, as the readers of the formats have them. */
const SIGNS: Readonly<Record<string, string>> = {
  'w:tab': ' ',
  'w:br': ' ',
  'w:cr': ' ',
  'w:noBreakHyphen': '-',
};
/** Elements that name fonts: every document has dozens, and they are no words of anybody. */
const FONTS = new Set(['w:rFonts', 'w:font', 'w:altName', 's:name', 's:rFont']);
const LONGEST_FONT = 24;
/** Parts that hold pictures, sound, fonts: nothing in them is text. */
const MEDIA =
  /\.(?:png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|wdp|ico|webp|mp[34]|m4[av]|wav|wmv|avi|mov|odttf|fntdata|ttf)$/i;
/** Bytes looked at to tell text from other data. */
const SAMPLE = 4 * 1024;

/** Names of parts as Office gives them; another may itself be what must not be repeated. */
const USUAL_NAME = /^[A-Za-z/_.[\]]{1,60}\d{0,4}\.(?:xml|rels|vml|xml\.rels)$/;
/** Words, or digits enough for the number of a person, a phone, a card. */
const WORTH_SEARCHING = /\p{Script=Han}|@|[A-Za-z]?\p{Nd}(?:[ \-–—]?\p{Nd}){6}/u;
/** Of an attribute: sizes, places and ids have up to ten digits. */
const ATTRIBUTE_WORTH_SEARCHING = /\p{Script=Han}|@|[A-Z]\p{Nd}{8}|\p{Nd}(?:[ \-–—]?\p{Nd}){10}/u;
/** A computed number with its binary tail (0.30000000000000004) is nobody's number. */
const FRACTION = /^-?\d*\.\d+(?:E[+-]?\d+)?$/i;

/** A passage: what stands in it, and the same with the other branch of what is written twice (`mc:AlternateContent`). */
type Passage = { main: string; other: string; code: string };

/**
 * Adds, as last texts, all words of the package that no reader of its format has read: character data and attributes
 * of every XML part (field codes, alternative texts, names of bookmarks, settings, chart and pivot data, custom XML …),
 * and parts of plain text. So a place that nobody thought of is still searched for markings and personal data.
 *
 * @param areCellsRead whether the cells of that part are read already
 * @throws TooLargeInside
 * @rule REG-17-2
 */
export async function addOtherText(
  zip: Zip,
  into: TextCollector,
  areCellsRead: (part: string) => boolean,
): Promise<void> {
  let elements = 0;
  // Names of parts are free, and leave with the file too.
  into.add(
    'other:names',
    '其他部分（内部文件的名称）',
    zip.names
      .filter((name) => ATTRIBUTE_WORTH_SEARCHING.test(name))
      .map((name) => ({ text: name.replace(/^.*\/(?=.)|\.[a-z0-9]+$/gi, ''), kind: 'paragraph' })),
  );
  for (const [at, part] of zip.names.entries()) {
    if (MEDIA.test(part) || into.isFull()) continue;
    const head = zip.peek(part);
    if (head === null || head.length === 0) continue;
    const isXml = /\.(?:xml|rels|vml)$/i.test(part) || looksLikeXml(head);
    if (!isXml && !looksLikeText(head)) continue;
    const bytes = zip.read(part);
    if (bytes === null) continue;
    const lines: string[] = [];
    const seen = new Set<string>();
    const say = (text: string, isWorth: RegExp) => {
      const words = text.replace(/\s+/g, ' ').trim();
      if (!isWorth.test(words) || FRACTION.test(words) || seen.has(words) || into.isKnown(words)) return;
      seen.add(words);
      lines.push(words);
    };
    try {
      if (!isXml) throw new MalformedFile('text');
      elements += await readXmlWords(
        bytes,
        areCellsRead(part),
        say,
        FILE_LIMITS.elements * 2 - elements,
        zip,
      );
    } catch (error) {
      if (!(error instanceof MalformedFile)) throw error;
      // Plain text, or XML that is none: its tags are of no use.
      const text = decodeText(bytes).slice(0, FILE_LIMITS.characters);
      for (const line of text.split(/[\r\n]+|<[^<>]*>/)) say(line, WORTH_SEARCHING);
      for (const [, value] of text.matchAll(/=\s*"([^"<>]*)"/g)) say(value ?? '', ATTRIBUTE_WORTH_SEARCHING);
    }
    const isUsual = USUAL_NAME.test(part);
    into.add(
      `other:${isUsual ? part : at + 1}`,
      isUsual ? `其他部分（${part}）` : '其他部分',
      lines.map((text) => ({ text, kind: 'paragraph' })),
    );
    if (elements >= FILE_LIMITS.elements * 2)
      into.cutShort('文件的内容太多，正文以外的部分没有读完，请人工校对，或拆成几个文件上传。');
  }
}

async function readXmlWords(
  bytes: Uint8Array,
  areCellsRead: boolean,
  say: (text: string, isWorth: RegExp) => void,
  most: number,
  zip: Zip,
): Promise<number> {
  type Open = {
    readonly passage: Passage;
    readonly isWithin: boolean;
    readonly owns: boolean;
    readonly name: string;
  };
  const open: Open[] = [];
  let count = 0;
  let choices = 0;
  let fallbacks = 0;
  const put = (text: string) => {
    const top = open.at(-1);
    if (!top) return;
    if (top.name === 'w:instrText' || top.name === 'w:delInstrText') {
      top.passage.code += text;
      return;
    }
    // The value of a cell is a number, or the place of a text that is read by itself.
    if (areCellsRead && top.name === 's:v') return;
    if (fallbacks === 0) top.passage.main += text;
    if (choices === 0) top.passage.other += text;
  };
  await walkXml(
    bytes,
    {
      open(name, attrs) {
        count += 1;
        const local = name.split(':').at(-1) ?? '';
        if (name === 'mc:Choice') choices += 1;
        else if (name === 'mc:Fallback') fallbacks += 1;
        const around = open.at(-1);
        const isPassage = PASSAGES.has(local);
        const owns = isPassage || !around?.isWithin;
        open.push({
          name,
          owns,
          isWithin: isPassage || (around?.isWithin ?? false),
          passage: owns || !around ? { main: '', other: '', code: '' } : around.passage,
        });
        const sign = SIGNS[name];
        if (sign !== undefined) put(sign);
        sayAttributes(name, attrs, say);
      },
      close(name) {
        if (name === 'mc:Choice') choices -= 1;
        else if (name === 'mc:Fallback') fallbacks -= 1;
        const closed = open.pop();
        if (!closed?.owns) return;
        const { main, other, code } = closed.passage;
        if (areCellsRead && name === 's:f') {
          // Names of sheets and places are no words of anybody; texts are, and may be joined from pieces.
          say([...main.matchAll(/"((?:[^"]|"")*)"/g)].map((match) => match[1]).join(''), WORTH_SEARCHING);
          return;
        }
        say(main, WORTH_SEARCHING);
        if (other !== main) say(other, WORTH_SEARCHING);
        say(code, ATTRIBUTE_WORTH_SEARCHING);
      },
      text: put,
      isDone: () => count >= most,
    },
    zip.pause,
  );
  return count;
}

function sayAttributes(
  element: string,
  attrs: Readonly<Record<string, string>>,
  say: (text: string, isWorth: RegExp) => void,
): void {
  // The target of a link inside the package is the name of a part.
  if (element === 'rel:Relationship') {
    if (attrs.TargetMode === 'External') say(attrs.Target ?? '', ATTRIBUTE_WORTH_SEARCHING);
    return;
  }
  for (const [name, value] of Object.entries(attrs)) {
    const isFont = FONTS.has(element) || name === 'typeface';
    if (isFont && value.length <= LONGEST_FONT && !/密|\p{Nd}{8}/u.test(value)) continue;
    say(value, ATTRIBUTE_WORTH_SEARCHING);
  }
}

function looksLikeXml(head: Uint8Array): boolean {
  const start = decodeText(head.subarray(0, 64))
    .replace(/^\ufeff/, '')
    .trimStart();
  return start.startsWith('<');
}

/** Text has no zero bytes, but for UTF-16, where every other one may be. */
function looksLikeText(head: Uint8Array): boolean {
  const sample = head.subarray(0, SAMPLE);
  const controls = [...decodeText(sample)].filter((character) =>
    /(?![\t\n\v\f\r])\p{Cc}|\ufffd/u.test(character),
  );
  return controls.length * 50 <= sample.length;
}
