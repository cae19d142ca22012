import { bodyText } from '@/lib/disclosure/body/rules';
import type { FieldLine } from '../../types';
import type { Line } from './read-blocks';

/** Lines at the top in which a title and a 文号 are looked for. */
const TOP_LINES = 10;
const MOST_TITLE_LINES = 3;
const LONGEST_TITLE = 120;

/** The whole line is a 发文字号, as 北工信〔2026〕3号, in brackets of any kind. */
const DOC_NO = /^[\u4e00-\u9fff]{1,20}\s*[〔[【（(［]\s*(?:19|20)\d{2}\s*[〕\]】）)］]\s*第?\s*\d{1,5}\s*号$/;
/** 红头: the name of the office, not the title. */
const LETTERHEAD = /^[\u4e00-\u9fff（）()\s]{2,30}文\s*件$/;

function textOf(line: Line): string {
  return bodyText({ type: 'doc', content: [line.block] })
    .replace(/\s+/g, ' ')
    .trim();
}

/** The line at the top that is a 发文字号, or null. */
export function findDocNo(lines: readonly Line[]): FieldLine | null {
  const at = lines.slice(0, TOP_LINES).findIndex((line) => DOC_NO.test(textOf(line)));
  const line = lines[at];
  return line ? { text: textOf(line).replace(/\s+/g, ''), blocks: [at] } : null;
}

/**
 * The title of a document: the first paragraph of the style 标题, else the first centred one near the top, both with
 * the centred lines of the same size that go on with it. Neither a letterhead nor a 文号 is one.
 */
export function findTitle(lines: readonly Line[]): FieldLine | null {
  const top = lines.slice(0, TOP_LINES);
  const isText = (line: Line) => line.block.type === 'paragraph' || line.block.type === 'heading';
  const isCandidate = (line: Line) => {
    const text = textOf(line);
    const length = [...text].length;
    return (
      isText(line) &&
      length > 1 &&
      length <= LONGEST_TITLE &&
      !DOC_NO.test(text) &&
      !LETTERHEAD.test(text) &&
      !/。$/.test(text)
    );
  };
  const styled = top.findIndex((line) => line.isTitleStyle && isCandidate(line));
  const centred = top.findIndex((line) => line.align === 'center' && isCandidate(line));
  const at = styled >= 0 ? styled : centred;
  const first = top[at];
  if (!first) return null;
  const blocks = [at];
  let text = textOf(first);
  for (let next = at + 1; next < at + MOST_TITLE_LINES; next += 1) {
    const line = top[next];
    const goesOn =
      line !== undefined &&
      isCandidate(line) &&
      line.align === first.align &&
      line.isTitleStyle === first.isTitleStyle &&
      (first.isTitleStyle || (line.align === 'center' && line.size === first.size)) &&
      line.outline === first.outline;
    if (!goesOn || [...text].length + [...textOf(line)].length > LONGEST_TITLE) break;
    // A line in brackets under a title says when it was adopted: it stays in the text.
    if (/^[（(].*[）)]$/.test(textOf(line))) break;
    blocks.push(next);
    text += textOf(line);
  }
  return { text, blocks };
}
