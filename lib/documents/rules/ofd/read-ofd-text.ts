import { FILE_LIMITS } from '../../types';
import { elementsOf, readXml, textOf, type XmlElement } from '../containers/read-xml';
import type { Zip } from '../containers/read-zip';
import type { TextCollector } from '../containers/text-collector';

const isCalled = (element: XmlElement, name: string) => element.name.split(':').at(-1) === name;

/** All elements of a local name inside, whatever prefix the writer chose. */
function named(root: XmlElement, name: string): XmlElement[] {
  return elementsOf(root).flatMap((child) => (isCalled(child, name) ? [child] : named(child, name)));
}

/**
 * Reads the text of the pages of an OFD file (GB/T 33190, 版式文件): one line per text object, templates and seals left
 * out.
 *
 * @throws MalformedFile, TooLargeInside
 */
export async function readOfdText(zip: Zip, into: TextCollector): Promise<void> {
  const pages = zip.names
    .filter((name) => /(?:^|\/)Pages\/[^/]+\/Content\.xml$/i.test(name))
    .sort((a, b) => numberOf(a) - numberOf(b));
  for (const [at, part] of pages.entries()) {
    if (at >= FILE_LIMITS.pages) {
      into.cutShort(`OFD 页数太多，第${at + 1}页以后没有读，请人工校对，或拆成几个文件上传。`);
      break;
    }
    const bytes = zip.read(part);
    if (bytes === null) continue;
    const lines = named(await readXml(bytes), 'TextObject').map((object) =>
      named(object, 'TextCode').map(textOf).join(''),
    );
    into.add(
      `page.${at + 1}`,
      `第${at + 1}页`,
      lines.map((text) => ({ text, kind: 'paragraph' })),
    );
  }
  const main = zip.read('OFD.xml');
  if (main === null) return;
  const root = await readXml(main);
  const info = [...named(root, 'Author'), ...named(root, 'Creator')].map((element) => textOf(element).trim());
  into.add(
    'properties',
    '文件属性',
    info.filter((value) => value !== '').map((value) => ({ text: `作者：${value}`, kind: 'paragraph' })),
  );
  const annotations = zip.names.filter((name) => /\/Annots\/.*Annot.*\.xml$/i.test(name));
  if (annotations.length > 0) {
    into.warn('embedded_object', '文件里有批注或签章，其中的内容系统不检查，请人工检查。');
  }
}

function numberOf(name: string): number {
  return Number(/Page_(\d+)/i.exec(name)?.[1] ?? 0);
}
