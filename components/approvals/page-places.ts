/*
 * Between the drawn page and the places of findings: lines are counted as in `bodyBlocks`, one per paragraph, heading,
 * picture or row, in the order of the page; units are those of JavaScript strings.
 */

/** A unit of a line and the text node it stands in; null for what parts cells, lines of a cell and line breaks. */
type Unit = { readonly node: Text; readonly offset: number } | null;

/** Words somebody marked on the page. */
export type MarkedWords = {
  readonly path: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly words: string;
};

const LINE_ELEMENTS = 'p, h2, h3, h4, hr, img, tr';
const INNER_LINES = 'p, h2, h3, h4, li > p';

function textElement(page: Element, path: string): Element | null {
  return page.querySelector(`[data-text="${CSS.escape(path)}"]`);
}

/** The elements of the lines of a text; a title is one line of its own. */
function lineElements(text: Element): Element[] {
  if (!(text instanceof HTMLDivElement)) return [text];
  return [...text.querySelectorAll(LINE_ELEMENTS)].filter((element) => {
    const cell = element.parentElement?.closest('td, th');
    return !(cell && text.contains(cell));
  });
}

/** The text nodes of an element as units; a line break is one. */
function unitsOf(element: Element): Unit[] {
  const units: Unit[] = [];
  const visit = (node: Node) => {
    if (node instanceof Text) {
      for (let offset = 0; offset < node.length; offset += 1) units.push({ node, offset });
    } else if (node instanceof HTMLBRElement) units.push(null);
    else node.childNodes.forEach(visit);
  };
  visit(element);
  return units;
}

function isBlank(unit: Unit): boolean {
  return unit === null || /\s/.test(unit.node.data[unit.offset] ?? '');
}

function trimmedUnits(units: readonly Unit[]): Unit[] {
  const first = units.findIndex((unit) => !isBlank(unit));
  const last = units.findLastIndex((unit) => !isBlank(unit));
  return first === -1 ? [] : units.slice(first, last + 1);
}

function parted(parts: readonly Unit[][]): Unit[] {
  return parts.flatMap((units, at) => (at === 0 ? units : [null, ...units]));
}

function lineUnits(line: Element): Unit[] {
  if (!(line instanceof HTMLTableRowElement)) return unitsOf(line);
  return parted(
    [...line.cells].map((cell) => {
      const inner = [...cell.querySelectorAll(INNER_LINES)];
      return trimmedUnits(inner.length > 0 ? parted(inner.map(unitsOf)) : unitsOf(cell));
    }),
  );
}

/** The drawn words of a place; null where the page does not show them. Without words the whole line. */
export function rangeOf(
  page: Element,
  place: { readonly path: string; readonly line: number; readonly from: number; readonly to: number },
): Range | null {
  const text = textElement(page, place.path);
  const line = text && lineElements(text)[place.line];
  if (!line) return null;
  const range = document.createRange();
  const units = lineUnits(line).slice(place.from, place.to);
  const first = units.find((unit) => unit !== null);
  const last = units.findLast((unit) => unit !== null);
  if (!first || !last) {
    range.selectNodeContents(line);
    return range;
  }
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset + 1);
  return range;
}

/** What is marked on the page, as a place in its first line; null where nothing of a text is marked. */
export function markedWords(page: Element, selection: Selection | null): MarkedWords | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  for (const text of page.querySelectorAll('[data-text]')) {
    if (!range.intersectsNode(text)) continue;
    const lines = lineElements(text);
    for (const [line, element] of lines.entries()) {
      if (!range.intersectsNode(element)) continue;
      const units = lineUnits(element);
      const isIn = (unit: Unit) =>
        unit !== null &&
        range.comparePoint(unit.node, unit.offset) >= 0 &&
        range.comparePoint(unit.node, unit.offset + 1) <= 0;
      const from = units.findIndex(isIn);
      if (from === -1) continue;
      const to = units.findLastIndex(isIn) + 1;
      const words = units
        .slice(from, to)
        .map((unit) => (unit ? unit.node.data[unit.offset] : ' '))
        .join('');
      return { path: (text as HTMLElement).dataset.text ?? '', line, from, to, words };
    }
  }
  return null;
}
