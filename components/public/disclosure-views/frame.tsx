import type { ReactNode } from 'react';
import { columnPath } from '@/lib/disclosure/public-site/rules/addresses';
import {
  blockColumn,
  DISCLOSURE_BLOCKS,
  DISCLOSURE_PLATFORM,
  type DisclosureBlock,
} from '@/lib/disclosure/public-site/rules/disclosure-blocks';
import { columnTags } from '@/lib/disclosure/public-site/rules/meta-tags';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { Breadcrumb, type Crumb, disclosureEntries, WithSideNav } from '../layouts';
import { PublicPage } from '../public-page';

/** The path of a block. */
export function blockPath(slug: string): string {
  return columnPath({ slug, layout: 'list' }) ?? '/disclosure';
}

/** A block by its slug. */
export function getBlock(slug: string): DisclosureBlock {
  const block = DISCLOSURE_BLOCKS.find((one) => one.slug === slug);
  if (!block) throw new Error(`no block ${slug}`);
  return block;
}

type FrameProps = {
  context: SiteContext;
  block: DisclosureBlock;
  path?: string;
  title?: string;
  words?: { name: string; columnType: string; description: string; keywords: string };
  crumbs?: readonly Crumb[];
  feedPath?: string;
  children: ReactNode;
};

/** A page of the disclosure platform, with the five blocks beside it. */
export function DisclosurePage(props: FrameProps) {
  const { context, block } = props;
  const isPlatform = block.slug === DISCLOSURE_PLATFORM.slug;
  const own: Crumb[] = isPlatform ? [] : [{ name: block.name, to: blockPath(block.slug) }];
  return (
    <PublicPage
      context={context}
      title={props.title ?? block.name}
      path={props.path ?? blockPath(block.slug)}
      tags={columnTags(context.site, props.words ?? blockColumn(context.columns, block))}
      feedPath={props.feedPath}
      topSlug={DISCLOSURE_PLATFORM.slug}
    >
      <Breadcrumb
        context={context}
        crumbs={[{ name: DISCLOSURE_PLATFORM.name, to: '/disclosure' }, ...own, ...(props.crumbs ?? [])]}
      />
      <WithSideNav
        context={context}
        title={DISCLOSURE_PLATFORM.name}
        to="/disclosure"
        entries={disclosureEntries(isPlatform ? null : block.slug)}
      >
        {props.children}
      </WithSideNav>
    </PublicPage>
  );
}
