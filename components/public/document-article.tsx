import type { ReactNode } from 'react';
import { BodyView } from '@/components/disclosure/body-view';
import type { BodyDoc } from '@/lib/disclosure/body/types';
import { editionPrefix, filePath, plainHref } from '@/lib/disclosure/public-site/rules/addresses';
import {
  fileEnding,
  formatSize,
  VALIDITY_NAMES,
  type Validity,
  validityOn,
} from '@/lib/disclosure/public-site/rules/item-facts';
import type { DocumentPlace, PublicItem } from '@/lib/disclosure/public-site/types';
import { type CivilDate, civilDate, formatDate, formatMinute } from '@/lib/platform/dates';

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
  const listed = content.attachments.filter((attachment) => !attachment.inline);
  return (
    <article className="border border-line bg-paper px-4 py-6 sm:px-8 sm:py-8 lg:px-14 print:border-0 print:p-0">
      <Metadata item={item} today={today} />
      <Heading className="mt-8 mb-3 text-center font-serif text-[1.375rem] leading-normal font-bold text-balance sm:text-[1.75rem] print:mt-6 print:text-[16pt]">
        {item.title}
      </Heading>
      <p className="mb-8 flex flex-wrap justify-center gap-x-6 border-b-2 border-seal pb-4 text-sm text-ink-soft">
        <span>来源：{content.content_source || content.issuing_organ}</span>
        <span>
          发布时间：
          <time dateTime={item.firstPublishedAt.toISOString()}>{formatMinute(item.firstPublishedAt)}</time>
        </span>
        {item.publications > 1 && (
          <span>
            更正于：
            <time dateTime={item.lastPublishedAt.toISOString()}>{formatMinute(item.lastPublishedAt)}</time>
          </span>
        )}
        {item.isArchived && <span>已归档</span>}
      </p>
      {children ?? <ItemBody context={context} item={item} doc={content.body} />}
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
    </article>
  );
}

function addressOfFile(
  context: DocumentPlace,
  item: PublicItem,
  file: { name: string; sha256: string },
): string {
  return context.fileHref?.(file) ?? plainHref(context, filePath(item.id, file.name));
}

/** A text of an item, with its pictures and files at their addresses. */
export function ItemBody({ context, item, doc }: { context: DocumentPlace; item: PublicItem; doc: BodyDoc }) {
  const files = new Map(item.content.attachments.map((file) => [file.sha256, file]));
  return (
    <BodyView
      doc={doc}
      basePath={editionPrefix(context)}
      fileHref={(sha256) => {
        const file = files.get(sha256);
        return file === undefined ? null : addressOfFile(context, item, file);
      }}
    />
  );
}

const VALIDITY_LOOKS: Record<Validity, string> = {
  pending: 'bg-warn-wash text-warn',
  in_force: 'bg-ok-wash text-ok',
  expired: 'bg-seal-wash text-seal',
};

/** The metadata of the catalogue, as far as the item has them (platform.md §6). */
function Metadata({ item, today }: { item: PublicItem; today: CivilDate }) {
  const { content } = item;
  const validity = validityOn(content, today);
  const date = (value: string | null) => value !== null && <time dateTime={value}>{formatDate(value)}</time>;
  const rows: [string, ReactNode][] = [
    ['索引号', item.indexNo],
    ['发布机构', content.issuing_organ],
    ['成文日期', date(content.formed_at)],
    ['发布日期', date(civilDate(item.firstPublishedAt))],
    ['文号', content.doc_no],
    ['体裁', content.genre],
    ['主题分类', content.theme],
    ['关键词', content.keywords.join('、')],
    ['施行日期', date(content.effective_from)],
    ['有效期至', date(content.expires_at)],
    [
      '有效性',
      validity && (
        <strong className={`inline-block rounded px-2 text-base ${VALIDITY_LOOKS[validity]}`}>
          {VALIDITY_NAMES[validity]}
        </strong>
      ),
    ],
  ];
  const shown = rows.filter(([, value]) => value);
  return (
    <dl className="grid border-t border-l border-line text-sm sm:grid-cols-2 print:grid-cols-2 max-lg:elder:grid-cols-1 [&>div]:grid [&>div]:grid-cols-[6.5em_minmax(0,1fr)] [&>div]:border-r [&>div]:border-b [&>div]:border-line [&_dd]:px-3 [&_dd]:py-1.5 [&_dt]:border-r [&_dt]:border-line [&_dt]:bg-ground [&_dt]:px-3 [&_dt]:py-1.5 [&_dt]:text-ink-soft">
      {shown.map(([name, value], at) => (
        <div
          key={name}
          className={
            at === shown.length - 1 && at % 2 === 0
              ? 'sm:col-span-2 print:col-span-2 max-lg:elder:col-span-1'
              : undefined
          }
        >
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
