import type { ReactNode } from 'react';
import { BodyView } from '@/components/disclosure/body-view';
import type { BodyDoc } from '@/lib/disclosure/body/types';
import { editionPrefix, filePath, plainHref } from '@/lib/disclosure/public-site/rules/addresses';
import { fileEnding, formatSize } from '@/lib/disclosure/public-site/rules/item-facts';
import type { DocumentPlace, PublicItem } from '@/lib/disclosure/public-site/types';
import { listedFiles } from '@/lib/disclosure/rules/listed-files';
import { type CivilDate, formatMinute } from '@/lib/platform/dates';
import { Metadata, SET_WHEN_PUBLISHED, ValidityBanner } from './document-metadata';
import { correctionNote, ItemNotes, RelatedItems, ReviewersLine, SourceLine } from './item-surroundings';

type Props = {
  context: DocumentPlace;
  item: PublicItem;
  /** Civil date of today: 有效性 depends on it. */
  today: CivilDate;
  /** What stands between the red rule and the attachments; the body of the item where not given. */
  children?: ReactNode;
  /** `h2` where the document stands inside a page that has its own title. */
  heading?: 'h1' | 'h2';
};

/**
 * A document as the public reads it: metadata, title, red rule, text, attachments; when it was corrected.
 *
 * @rule TR-10 @rule TR-12
 */
export function DocumentArticle({ context, item, today, children, heading: Heading = 'h1' }: Props) {
  const { content } = item;
  const listed = listedFiles(content);
  return (
    <article className="border border-line bg-paper px-4 py-6 sm:px-8 sm:py-8 lg:px-14 print:border-0 print:p-0">
      <ValidityBanner context={context} item={item} today={today} />
      <Metadata context={context} item={item} today={today} />
      <Heading
        data-text={context.namesTexts ? 'title' : undefined}
        className="mt-8 mb-3 text-center font-serif text-[1.375rem] leading-normal font-bold text-balance sm:text-[1.75rem] print:mt-6 print:text-[16pt]"
      >
        {item.title}
      </Heading>
      <p className="mb-8 flex flex-wrap justify-center gap-x-6 border-b-2 border-seal pb-4 text-sm text-ink-soft">
        <SourceLine item={item} />
        <span>
          发布时间：
          {context.isPreview ? (
            SET_WHEN_PUBLISHED
          ) : (
            <time dateTime={item.firstPublishedAt.toISOString()}>{formatMinute(item.firstPublishedAt)}</time>
          )}
        </span>
        {item.publications > 1 && (
          <span>
            更正于：
            <CorrectedAt item={item} />
          </span>
        )}
        {item.isArchived && <span>已归档</span>}
      </p>
      {children ?? <ItemBody context={context} item={item} doc={content.body} name="body" />}
      <ItemNotes item={item} />
      {listed.length > 0 && (
        <section
          aria-labelledby="attachments"
          className="mx-auto mt-8 max-w-measure border-t border-line pt-4"
        >
          <h2 id="attachments" className="mb-1 text-base font-semibold">
            附件
          </h2>
          <ol className="list-decimal space-y-1 pl-6">
            {listed.map((attachment) => (
              <li key={attachment.name}>
                <a href={addressOfFile(context, item, attachment)}>{attachment.name}</a>
                <span className="ml-2 text-sm whitespace-nowrap text-ink-soft">
                  {fileEnding(attachment.name)}，{formatSize(attachment.size)}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <RelatedItems context={context} item={item} />
      <ReviewersLine item={item} />
    </article>
  );
}

/** When the text was corrected last, leading to what was corrected where that is told. @rule TR-13 */
function CorrectedAt({ item }: { item: PublicItem }) {
  const at = <time dateTime={item.lastPublishedAt.toISOString()}>{formatMinute(item.lastPublishedAt)}</time>;
  return correctionNote(item) === '' ? at : <a href="#correction">{at}</a>;
}

function addressOfFile(
  context: DocumentPlace,
  item: PublicItem,
  file: { name: string; sha256: string },
): string {
  return context.fileHref?.(file) ?? plainHref(context, filePath(item.id, file.name));
}

/** A text of an item, with its pictures and files at their addresses. */
export function ItemBody({
  context,
  item,
  doc,
  name,
}: {
  context: DocumentPlace;
  item: PublicItem;
  doc: BodyDoc;
  /** Path of this text in the content. */
  name: string;
}) {
  const files = new Map(item.content.attachments.map((file) => [file.sha256, file]));
  return (
    <BodyView
      doc={doc}
      name={context.namesTexts ? name : undefined}
      basePath={editionPrefix(context)}
      fileHref={(sha256) => {
        const file = files.get(sha256);
        return file === undefined ? null : addressOfFile(context, item, file);
      }}
    />
  );
}
