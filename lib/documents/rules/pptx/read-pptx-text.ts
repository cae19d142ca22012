import { FILE_LIMITS, type FileLine } from '../../types';
import { addProperties } from '../containers/add-properties';
import { findMainPart, readPart, relationshipsOf, targetsOf } from '../containers/open-package';
import { childOf, elementsOf, findAll, textOf, type XmlElement } from '../containers/read-xml';
import type { Zip } from '../containers/read-zip';
import type { TextCollector } from '../containers/text-collector';

function linesOf(root: XmlElement): FileLine[] {
  return elementsOf(root).flatMap((element): FileLine[] => {
    if (element.name === 'mc:Fallback') return [];
    if (element.name === 'a:p')
      return [{ text: findAll(element, 'a:t').map(textOf).join(''), kind: 'paragraph' }];
    if (element.name === 'a:tr') {
      const cells = findAll(element, 'a:tc').map((cell) =>
        linesOf(cell)
          .map((line) => line.text)
          .join(' '),
      );
      return [{ text: cells.join('\t'), kind: 'row' }];
    }
    return linesOf(element);
  });
}

/**
 * Reads the text of a presentation: slides, their notes and comments, properties.
 *
 * @throws MalformedFile, TooLargeInside
 */
export async function readPptxText(zip: Zip, into: TextCollector): Promise<void> {
  const main = await findMainPart(zip);
  const relationships = await relationshipsOf(zip, main);
  const list = childOf(await readPart(zip, main), 'p:sldIdLst');
  const slides = list ? elementsOf(list) : [];
  for (const [at, entry] of slides.entries()) {
    const target = relationships.get(entry.attrs['r:id'] ?? '')?.target;
    if (target === undefined) continue;
    if (at >= FILE_LIMITS.slides) {
      into.cutShort(`幻灯片太多，第${at + 1}张以后没有读，请人工校对。`);
      break;
    }
    await addSlide(zip, target, at + 1, into);
  }
  await addProperties(zip, into);
}

async function addSlide(zip: Zip, part: string, number: number, into: TextCollector): Promise<void> {
  const label = `第${number}张幻灯片`;
  const slide = await readPart(zip, part);
  const lines = linesOf(slide);
  into.add(`slide.${number}`, label, lines);
  const isHidden = /^(?:0|false)$/.test(slide.attrs.show ?? '');
  if (isHidden && lines.some((line) => line.text.trim() !== '')) {
    into.warn('hidden_slide', `${label}是隐藏的，请取消隐藏或删除后重新上传。`);
  }
  const relationships = await relationshipsOf(zip, part);
  for (const target of targetsOf(relationships, 'notesSlide')) {
    // The number of the page is a field of every notes page, not a note.
    const notes = linesOf(await readPart(zip, target)).filter((line) => !/^\d*$/.test(line.text.trim()));
    into.add(`slide.${number}.notes`, `${label}的备注`, notes);
    if (notes.length > 0)
      into.warn('speaker_notes', `${label}有备注，公开后读者看得到。不需要公开的，请删除后重新上传。`);
  }
  for (const target of targetsOf(relationships, 'comments')) {
    const comments = elementsOf(await readPart(zip, target)).map((comment) => textOf(comment).trim());
    into.add(
      `slide.${number}.comments`,
      `${label}的批注`,
      comments.map((text) => ({ text, kind: 'paragraph' })),
    );
    if (comments.length > 0) into.warn('comments', `${label}有批注，请删除全部批注后重新上传。`);
  }
}
