import { PASTED_IMAGE_NOTE } from '@/lib/disclosure/body/messages';
import { BODY_LIMITS } from '@/lib/disclosure/body/types';
import { childOf, findAll, textOf, type XmlElement } from '../containers/read-xml';
import { type Piece, placeOf, type Reader } from './reader';

const NOTE: Piece = { kind: 'text', text: PASTED_IMAGE_NOTE, marks: [] };

/** Alternative texts that Word or a phone made up by itself. */
const MADE_UP =
  /^(?:[A-Za-z]:\\|file:|图片\s*\d*$|picture\s*\d*$|image\d*$|IMG_|QQ截图|微信图片)|描述已自动生成|^.{0,60}\.(?:png|jpe?g|gif|bmp)$/i;

/** The pictures of a drawing; boxes, charts and objects are told and leave a note where a picture belongs. */
export function readDrawing(drawing: XmlElement, reader: Reader): Piece[] {
  const where = placeOf(reader);
  const chosen =
    drawing.name === 'mc:AlternateContent' ? (childOf(drawing, 'mc:Choice') ?? drawing) : drawing;
  const boxes = findAll(chosen, 'w:txbxContent');
  for (const box of boxes) {
    const words = findAll(box, 'w:t').map(textOf).join('').trim();
    if (words !== '') reader.report.add('not_taken_over', where, `文本框：${words}`);
  }
  const art = findAll(chosen, 'v:textpath').map((path) => path.attrs.string ?? '');
  for (const words of art) reader.report.add('not_taken_over', where, `艺术字：${words}`);
  const description = findAll(chosen, 'wp:docPr')[0]?.attrs;
  const given = (description?.descr ?? description?.title ?? '').replace(/\s+/g, ' ').trim();
  const alt = MADE_UP.test(given) ? '' : given;
  const ids = [
    ...findAll(chosen, 'a:blip').map((blip) => blip.attrs['r:embed'] ?? blip.attrs['r:link']),
    ...findAll(chosen, 'v:imagedata').map((image) => image.attrs['r:id']),
  ].filter((id): id is string => id !== undefined);
  if (drawing.name === 'w:object') {
    reader.report.add(
      'not_taken_over',
      where,
      '嵌入的对象（如 Excel 表格、公式编辑器的公式），请截图后上传或改成表格',
    );
    return [NOTE];
  }
  const isGraph = findAll(chosen, 'a:graphicData').some((data) => /chart|diagram/.test(data.attrs.uri ?? ''));
  if (isGraph) {
    reader.report.add('not_taken_over', where, '图表或 SmartArt 图形，请截图后用“图片”按钮上传');
    return [NOTE];
  }
  if (ids.length === 0 && boxes.length === 0 && art.length === 0)
    reader.report.add('not_taken_over', where, '线条、形状等图形');
  return ids.map((id): Piece => {
    const image = reader.image(id);
    if ('refused' in image) {
      reader.report.add('images', where, image.refused);
      return NOTE;
    }
    if (alt === '') reader.report.add('images', where, '图片没有说明文字，请采用后补写替代文字');
    return { kind: 'image', file: image.sha256, alt: alt.slice(0, BODY_LIMITS.altLength) };
  });
}
