import type { ReactNode } from 'react';
import { href, plainHref } from '@/lib/disclosure/public-site/rules/addresses';
import { type MetaTag, siteName, siteTags } from '@/lib/disclosure/public-site/rules/meta-tags';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { SiteFooter } from './site-footer';
import { SiteHeader } from './site-header';

/** What a page tells its frame. */
export type PageProps = {
  context: SiteContext;
  /** Title of the page; null on the home page, which bears the name of the site. */
  title: string | null;
  /** Path and query of the page in its ordinary edition; null where the page has none of its own (errors). */
  path: string | null;
  /** Tags of column and content; the three of the site are added here. */
  tags?: readonly MetaTag[];
  /** The one address search engines keep, where it is not `path`. */
  canonicalPath?: string;
  /** Path of the feed of what the page lists. */
  feedPath?: string;
  /** Slug of the column at the top that the page belongs to. */
  topSlug?: string;
  /** Search results and errors are not for search engines. */
  isIndexed?: boolean;
  /** Words of the search that led here, shown again in the field. */
  query?: string;
  children: ReactNode;
};

/** The frame of every public page: head, header, main part, footer. One h1, landmarks, a way past the header. */
export function PublicPage(props: PageProps) {
  const { context, title, path, tags = [], feedPath, isIndexed = true } = props;
  const name = siteName(context.site);
  const canonical = props.canonicalPath ?? path;
  return (
    <html lang="zh-CN" className={context.isElder ? 'elder' : undefined}>
      {/* biome-ignore lint/style/noHeadElement: this is the whole document; no framework writes a head around it. */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === null ? name : `${title} - ${name}`}</title>
        {[...siteTags(context), ...tags].map((tag) => (
          <meta key={tag.name} name={tag.name} content={tag.content} />
        ))}
        {!isIndexed && <meta name="robots" content="noindex" />}
        {canonical !== null && isIndexed && (
          <link rel="canonical" href={`${context.origin}${context.basePath}${canonical}`} />
        )}
        {feedPath && (
          <link
            rel="alternate"
            type="application/atom+xml"
            title={title ?? name}
            href={plainHref(context, feedPath)}
          />
        )}
        <link rel="icon" type="image/svg+xml" href={plainHref(context, '/icon.svg')} />
        <link rel="stylesheet" href={plainHref(context, context.stylesheet)} />
      </head>
      <body className="flex min-h-dvh flex-col print:block">
        <a
          href="#main"
          className="sr-only rounded-b bg-paper px-4 py-2 focus:not-sr-only focus:absolute focus:top-0 focus:left-4 focus:z-20"
        >
          跳到正文
        </a>
        {context.site.isDemo && (
          <p className="bg-warn-wash px-4 py-1.5 text-center text-sm text-warn print:border print:border-warn">
            <strong>演示数据</strong>：本站内容为演示而设，不是任何机关发布的政府信息。
          </p>
        )}
        <SiteHeader
          context={context}
          path={path ?? '/'}
          isHome={title === null}
          topSlug={props.topSlug}
          query={props.query}
        />
        <main id="main" className="mx-auto w-full max-w-6xl flex-auto px-4 pb-12 print:max-w-none print:p-0">
          {props.children}
        </main>
        <SiteFooter context={context} />
      </body>
    </html>
  );
}

/** A link inside the site, in the edition being read. */
export function SiteLink({
  context,
  to,
  className,
  isCurrent = false,
  children,
}: {
  context: SiteContext;
  to: string;
  className?: string;
  isCurrent?: boolean;
  children: ReactNode;
}) {
  return (
    <a href={href(context, to)} className={className} aria-current={isCurrent ? 'page' : undefined}>
      {children}
    </a>
  );
}
