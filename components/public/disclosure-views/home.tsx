import { href } from '@/lib/disclosure/public-site/rules/addresses';
import {
  blockColumn,
  DISCLOSURE_BLOCKS,
  DISCLOSURE_PLATFORM,
} from '@/lib/disclosure/public-site/rules/disclosure-blocks';
import type { ListedItem, PublicCorrection, SiteContext } from '@/lib/disclosure/public-site/types';
import { ItemList } from '../item-list';
import { PageTitle, Paper } from '../layouts';
import { CorrectionList } from './corrections';
import { blockPath, DisclosurePage } from './frame';

/** 政府信息公开: the five blocks in their order. @rule PF-5 */
export function DisclosureHomeView({
  context,
  latest,
  corrections = [],
}: {
  context: SiteContext;
  /** Newest items by the slug of the block. */
  latest: ReadonlyMap<string, readonly ListedItem[]>;
  corrections?: readonly PublicCorrection[];
}) {
  return (
    <DisclosurePage context={context} block={DISCLOSURE_PLATFORM}>
      <Paper>
        <PageTitle>{DISCLOSURE_PLATFORM.name}</PageTitle>
        <ol className="divide-y divide-line">
          {DISCLOSURE_BLOCKS.map((block) => {
            const items = latest.get(block.slug) ?? [];
            return (
              <li key={block.slug} className="py-4 first:pt-0 last:pb-0">
                <h2 className="text-lg font-semibold">
                  <a href={href(context, blockPath(block.slug))} className="no-underline hover:underline">
                    {block.name}
                  </a>
                </h2>
                <p className="text-ink-soft">{blockColumn(context.columns, block).description}</p>
                {items.length > 0 && <ItemList context={context} items={items} density="dense" />}
              </li>
            );
          })}
        </ol>
        <CorrectionList context={context} corrections={corrections} />
      </Paper>
    </DisclosurePage>
  );
}
