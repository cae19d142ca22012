import { picturesOf } from '../body/rules';
import type { BodyDoc } from '../body/types';
import type { ContentAttachment, ItemContent } from '../types';

type Texts = Pick<ItemContent, 'body' | 'report'>;

/** Every body of a content: the text, and the sections of an annual report. */
export function bodiesOf({ body, report }: Texts): BodyDoc[] {
  return [body, ...(report ? Object.values(report.sections) : [])];
}

/** The SHA-256 of all pictures that the texts of a content show. */
export function shownPictures(content: Texts): ReadonlySet<string> {
  return new Set(bodiesOf(content).flatMap(picturesOf));
}

/**
 * Whether an attachment is a picture in use (正文图片): marked so, a picture, and shown by a text, where every reader of
 * the text sees it. Only such a file needs no entry in a list and has no text to proofread; its mark alone says nothing.
 *
 * @param shown what `shownPictures` gives for the content of the attachment
 */
export function isPictureInUse(
  { inline, media_type, sha256 }: Pick<ContentAttachment, 'inline' | 'media_type' | 'sha256'>,
  shown: ReadonlySet<string>,
): boolean {
  return inline && media_type.startsWith('image/') && shown.has(sha256);
}

/** The attachments that readers get as files of their own: all but the pictures in use. */
export function listedFiles(content: Texts & Pick<ItemContent, 'attachments'>): ContentAttachment[] {
  const shown = shownPictures(content);
  return content.attachments.filter((file) => !isPictureInUse(file, shown));
}
