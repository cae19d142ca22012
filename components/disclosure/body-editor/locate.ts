import type { Node } from '@tiptap/pm/model';

/** A line of a body as proofreading counts them (`bodyBlocks`), with the place of each of its UTF-16 units. */
export type LocatedLine = {
  readonly text: string;
  /** Position in the document before each unit. */
  readonly at: readonly number[];
  /** Position behind the last unit; of an empty line where its words would stand. */
  readonly end: number;
};

/** Where words stand in a line, as a finding tells it. */
export type WordsPlace = {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly words: string;
};

/** The lines of a document under the indexes of `bodyBlocks`: a row of a table is one line, its cells parted by tabs. */
export function locatedLines(doc: Node): LocatedLine[] {
  return childLines(doc, 0);
}

/** `inside` is the position where the content of the node begins. */
function childLines(node: Node, inside: number): LocatedLine[] {
  const lines: LocatedLine[] = [];
  node.forEach((child, offset) => {
    lines.push(...linesOf(child, inside + offset));
  });
  return lines;
}

function linesOf(node: Node, pos: number): LocatedLine[] {
  switch (node.type.name) {
    case 'paragraph':
    case 'heading':
      return [inlineLine(node, pos + 1)];
    case 'image': {
      const text = String(node.attrs.alt ?? '');
      return [{ text, at: [...text].flatMap((unit) => Array(unit.length).fill(pos)), end: pos + 1 }];
    }
    case 'horizontalRule':
      return [{ text: '', at: [], end: pos }];
    case 'table': {
      const rows: LocatedLine[] = [];
      node.forEach((row, offset) => {
        rows.push(rowLine(row, pos + 1 + offset));
      });
      return rows;
    }
    default:
      return childLines(node, pos + 1);
  }
}

function inlineLine(node: Node, inside: number): LocatedLine {
  let text = '';
  const at: number[] = [];
  node.forEach((child, offset) => {
    const words = child.isText ? (child.text ?? '') : '\n';
    for (let unit = 0; unit < words.length; unit += 1) at.push(inside + offset + unit);
    text += words;
  });
  return { text, at, end: inside + node.content.size };
}

function rowLine(row: Node, pos: number): LocatedLine {
  const cells: LocatedLine[] = [];
  row.forEach((cell, offset) => {
    const inside = pos + 1 + offset + 1;
    cells.push(trimmed(joined(childLines(cell, inside), '\n', inside)));
  });
  return joined(cells, '\t', pos + 1);
}

/** Lines as one; what parts them stands at the end of the line before it. */
function joined(lines: readonly LocatedLine[], separator: string, whenEmpty: number): LocatedLine {
  const at: number[] = [];
  let end = whenEmpty;
  lines.forEach((line, index) => {
    if (index > 0) at.push(end);
    at.push(...line.at);
    end = line.end;
  });
  return { text: lines.map((line) => line.text).join(separator), at, end };
}

function trimmed({ text, at, end }: LocatedLine): LocatedLine {
  const words = text.trim();
  const lead = text.length - text.trimStart().length;
  const last = at[lead + words.length - 1];
  return words.length === text.length
    ? { text, at, end }
    : { text: words, at: at.slice(lead, lead + words.length), end: last === undefined ? end : last + 1 };
}

/**
 * The range of words in a document. Where they no longer stand at their place, because somebody wrote on meanwhile, the
 * nearest line that has them; null where none does.
 */
export function findWords(
  lines: readonly LocatedLine[],
  place: WordsPlace,
): { readonly from: number; readonly to: number } | null {
  const line = lines[place.line];
  if (line && line.text.slice(place.from, place.to) === place.words)
    return rangeOf(line, place.from, place.to);
  if (place.words === '') return line ? rangeOf(line, 0, 0) : null;
  const near = lines
    .map((other, index) => ({
      other,
      from: other.text.indexOf(place.words),
      away: Math.abs(index - place.line),
    }))
    .filter(({ from }) => from !== -1)
    .sort((a, b) => a.away - b.away)[0];
  return near ? rangeOf(near.other, near.from, near.from + place.words.length) : null;
}

function rangeOf({ at, end }: LocatedLine, from: number, to: number) {
  const start = at[from] ?? end;
  const last = at[to - 1];
  return { from: start, to: to > from && last !== undefined ? last + 1 : start };
}
