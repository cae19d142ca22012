import type { ReactNode } from 'react';
import { columnPath, href, pagePath } from '@/lib/disclosure/public-site/rules/addresses';
import {
  blockColumn,
  chineseNumber,
  DISCLOSURE_BLOCKS,
  DISCLOSURE_PLATFORM,
  type DisclosureBlock,
  STATUTORY_ITEMS,
} from '@/lib/disclosure/public-site/rules/disclosure-blocks';
import { columnTags } from '@/lib/disclosure/public-site/rules/meta-tags';
import type { ItemsPage, ListedItem, PublicItem, SiteContext } from '@/lib/disclosure/public-site/types';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { DocumentArticle } from './document-article';
import { ItemList, Pagination } from './item-list';
import { Breadcrumb, type Crumb, disclosureEntries, PageTitle, Paper, WithSideNav } from './layouts';
import { PublicPage } from './public-page';

/** What an Art. 20 number says that has no content. @rule REG-20-1 @rule PF-7 */
const NOTHING_OF_THE_KIND = '本机关无此类信息。';

function blockPath(slug: string): string {
  return columnPath({ slug, layout: 'list' }) ?? '/disclosure';
}

function getBlock(slug: string): DisclosureBlock {
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
function DisclosurePage(props: FrameProps) {
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

/** 政府信息公开: the five blocks in their order. @rule PF-5 */
export function DisclosureHomeView({
  context,
  latest,
}: {
  context: SiteContext;
  /** Newest items by the slug of the block. */
  latest: ReadonlyMap<string, readonly ListedItem[]>;
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
      </Paper>
    </DisclosurePage>
  );
}

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

/** 制度: what the organ has published, by date. @rule PF-9 */
export function RulesView({ context, list }: { context: SiteContext; list: ItemsPage }) {
  const block = getBlock('rules');
  const path = blockPath(block.slug);
  return (
    <DisclosurePage
      context={context}
      block={block}
      path={pagePath(path, list.page)}
      title={list.page > 1 ? `${block.name}（第 ${list.page} 页）` : block.name}
      feedPath="/feeds/rules.xml"
    >
      <Paper>
        <PageTitle note={`共 ${list.total} 条`}>{block.name}</PageTitle>
        <ItemList context={context} items={list.items} />
        <Pagination context={context} path={path} page={list.page} pages={list.pages} />
      </Paper>
    </DisclosurePage>
  );
}

/** 法定主动公开内容: the fifteen numbers of Art. 20, those without content saying so. @law 条例20 @rule PF-7 */
export function StatutoryView({
  context,
  counts,
}: {
  context: SiteContext;
  /** How many items each number (from 1) has, and when the newest came. */
  counts: ReadonlyMap<number, { total: number; newest: Date | null }>;
}) {
  const block = getBlock('statutory');
  return (
    <DisclosurePage context={context} block={block}>
      <Paper>
        <PageTitle>{block.name}</PageTitle>
        <p className="mb-2 text-ink-soft">按《中华人民共和国政府信息公开条例》第二十条各项列出。</p>
        <ol className="divide-y divide-line [&_a]:flex-auto [&_a]:py-2.5 [&_a]:no-underline [&_a:hover]:underline [&_li]:flex [&_li]:items-baseline [&_li]:justify-between [&_li]:gap-4 max-sm:[&_li]:block max-sm:[&_li]:pb-2 max-sm:[&_a]:block max-sm:[&_a]:pb-0 [&_span]:shrink-0 [&_span]:text-sm [&_span]:text-ink-soft">
          {STATUTORY_ITEMS.map((text, at) => {
            const number = at + 1;
            const count = counts.get(number);
            return (
              <li key={text}>
                <a href={href(context, `/disclosure/statutory/${number}`)}>
                  （{chineseNumber(number)}）{text}
                </a>
                <span>
                  {count
                    ? `${count.total} 条${count.newest ? `，最近 ${civilDate(count.newest)}` : ''}`
                    : '本机关无此类信息'}
                </span>
              </li>
            );
          })}
        </ol>
      </Paper>
    </DisclosurePage>
  );
}

/** One number of Art. 20. @law 条例20 @rule REG-20-1 */
export function StatutoryItemView({
  context,
  number,
  list,
  words,
}: {
  context: SiteContext;
  /** 1 … 15 */
  number: number;
  list: ItemsPage;
  /** The words of the organ's own column, where it has one. */
  words: { columnType: string; description: string; keywords: string } | null;
}) {
  const block = getBlock('statutory');
  const text = STATUTORY_ITEMS[number - 1] ?? '';
  const name = `第二十条第（${chineseNumber(number)}）项`;
  const path = `/disclosure/statutory/${number}`;
  return (
    <DisclosurePage
      context={context}
      block={block}
      path={pagePath(path, list.page)}
      title={`${name} ${text}${list.page > 1 ? `（第 ${list.page} 页）` : ''}`}
      words={{
        name,
        columnType: words?.columnType || block.columnType,
        description: words?.description || text,
        keywords: words?.keywords || `${block.name},${name}`,
      }}
      crumbs={[{ name }]}
      feedPath={words ? `/feeds/statutory-${number}.xml` : undefined}
    >
      <Paper>
        <PageTitle note={list.total > 0 ? `共 ${list.total} 条` : undefined}>
          （{chineseNumber(number)}）{text}
        </PageTitle>
        <ItemList context={context} items={list.items} whenEmpty={NOTHING_OF_THE_KIND} />
        <Pagination context={context} path={path} page={list.page} pages={list.pages} />
      </Paper>
    </DisclosurePage>
  );
}

/** 年报: by year, newest first, all years kept. @rule PF-10 @law 条例49-1 */
export function AnnualReportsView({
  context,
  reports,
}: {
  context: SiteContext;
  reports: readonly ListedItem[];
}) {
  const block = getBlock('annual-reports');
  return (
    <DisclosurePage context={context} block={block} feedPath="/feeds/annual-reports.xml">
      <Paper>
        <PageTitle note={reports.length > 0 ? `共 ${reports.length} 份` : undefined}>{block.name}</PageTitle>
        <ItemList
          context={context}
          items={reports}
          whenEmpty="本机关尚未在本站发布政府信息公开工作年度报告。"
        />
      </Paper>
    </DisclosurePage>
  );
}

/** 依申请公开: how to apply by hand, by post and by fax, and what happens then. @law 条例27 @law 条例29 */
export function ApplyView({ context }: { context: SiteContext }) {
  const { site } = context;
  const block = getBlock('apply');
  return (
    <DisclosurePage context={context} block={block}>
      <Paper>
        <PageTitle>{block.name}</PageTitle>
        <div className="mx-auto max-w-measure [&_dd]:mb-2 [&_dd]:pl-[2em] [&_dt]:font-semibold [&_h2]:mt-6 [&_h2]:mb-1 [&_h2]:text-lg [&_h2]:font-semibold [&_li]:my-1 [&_ol]:list-decimal [&_ol]:pl-[2em] [&_ul]:list-disc [&_ul]:pl-[2em]">
          <p>
            除本机关主动公开的政府信息外，公民、法人或者其他组织可以向本机关申请获取相关政府信息，不需要说明用途。申请前，可先在本站
            <a href={href(context, '/search')}>搜索</a>，已经公开的信息不必申请。
          </p>
          <h2>怎样提交申请</h2>
          <dl>
            <dt>当面提交</dt>
            <dd>
              {site.address}（{site.name}）
              {site.officeHours && (
                <>
                  <br />
                  办公时间：{site.officeHours}
                </>
              )}
            </dd>
            <dt>邮寄</dt>
            <dd>
              {site.address}，{site.name}（收），邮政编码 {site.postcode}。请在信封上注明“政府信息公开申请”。
            </dd>
            {site.fax && (
              <>
                <dt>传真</dt>
                <dd>
                  {site.fax}。请注明“政府信息公开申请”，发送后请致电 {site.phone} 确认。
                </dd>
              </>
            )}
          </dl>
          <p>
            采用书面形式确有困难的，可以当面口头提出，由本机关代为填写。阅读、视听有障碍的，请告诉我们，我们提供帮助。
          </p>
          <h2>申请中要写明什么</h2>
          <ol>
            <li>申请人的姓名或者名称、身份证明、联系方式；</li>
            <li>申请公开的政府信息的名称、文号，或者便于本机关查询的其他特征性描述；</li>
            <li>申请公开的政府信息的形式要求，包括获取信息的方式、途径。</li>
          </ol>
          <h2>什么时候得到答复</h2>
          <p>
            能够当场答复的，当场答复；不能当场答复的，自收到申请之日起20个工作日内答复。需要延长的，经政府信息公开工作机构负责人同意并告知您，延长最长不超过20个工作日。征求第三方和其他机关意见所需时间不计算在内。申请内容不明确的，我们在收到申请之日起7个工作日内一次性告知您补正。
          </p>
          <h2>收费</h2>
          <p>提供政府信息不收取费用。申请的数量、频次明显超过合理范围的，可以收取信息处理费。</p>
          <h2>对答复不服</h2>
          <p>
            可以依法向上一级行政机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼。
            {site.reconsiderationOrgan && `行政复议机关：${site.reconsiderationOrgan}。`}
            {site.court && `管辖法院：${site.court}。`}
          </p>
          <h2>咨询</h2>
          <p>
            电话 {site.phone}
            {site.email && `，电子邮箱 ${site.email}`}
            。也可先阅读<a href={href(context, '/disclosure/guide')}>政府信息公开指南</a>。
          </p>
        </div>
      </Paper>
    </DisclosurePage>
  );
}
