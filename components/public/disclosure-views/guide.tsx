import type { ListedItem, PublicItem, SiteContext } from '@/lib/disclosure/public-site/types';
import type { CivilDate } from '@/lib/platform/dates';
import { DocumentArticle } from '../document-article';
import { ItemList } from '../item-list';
import { PageTitle, Paper } from '../layouts';
import { DisclosurePage, getBlock } from './frame';

/** 指南: the one in force in full, earlier ones below it. @rule PF-8 */
export function GuideView({
  context,
  guide,
  others,
  today,
}: {
  context: SiteContext;
  guide: PublicItem | null;
  others: readonly ListedItem[];
  today: CivilDate;
}) {
  const block = getBlock('guide');
  return (
    <DisclosurePage context={context} block={block}>
      {guide ? (
        <DocumentArticle context={context} item={guide} today={today} />
      ) : (
        <Paper>
          <PageTitle>{block.name}</PageTitle>
          <p>本机关的政府信息公开指南尚未发布。如需了解，请致电 {context.site.phone}。</p>
        </Paper>
      )}
      {others.length > 0 && (
        <section aria-labelledby="others" className="mt-6 print:hidden">
          <Paper>
            <h2 id="others" className="text-lg font-semibold">
              其他指南
            </h2>
            <ItemList context={context} items={others} />
          </Paper>
        </section>
      )}
    </DisclosurePage>
  );
}
