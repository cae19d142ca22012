import { href, itemPath } from '@/lib/disclosure/public-site/rules/addresses';
import type { PublicItem, SiteContext } from '@/lib/disclosure/public-site/types';
import { ItemBody } from './document-article';
import { Breadcrumb, PageTitle, Paper } from './layouts';
import { PublicPage } from './public-page';
import { SearchForm } from './search-form';

/**
 * 404. It does not repeat the address and knows nothing of it, so that what never existed and what is not public yet
 * get the same bytes.
 */
export function NotFoundView({ context }: { context: SiteContext }) {
  return (
    <PublicPage context={context} title="没有这个页面" path={null} isIndexed={false}>
      <Breadcrumb context={context} crumbs={[{ name: '没有这个页面' }]} />
      <Paper>
        <PageTitle>没有这个页面</PageTitle>
        <p className="mb-4">地址可能抄错了，或者少了几个字符。可以搜索要找的内容：</p>
        <SearchForm context={context} place="main" />
        <WaysOn context={context} />
      </Paper>
    </PublicPage>
  );
}

/**
 * 410: once public, not now. It says no more, except of a withdrawn 行政处罚决定: there the law wants the reason public,
 * and the words of the notice, which went through its own review, stand here too.
 *
 * @rule TR-14 @rule TR-15
 */
export function GoneView({ context, notice }: { context: SiteContext; notice?: PublicItem | undefined }) {
  return (
    <PublicPage context={context} title="这条信息已不再公开" path={null} isIndexed={false}>
      <Breadcrumb context={context} crumbs={[{ name: '这条信息已不再公开' }]} />
      <Paper>
        <PageTitle>这条信息已不再公开</PageTitle>
        <p>这个地址上的信息已经撤下。</p>
        {notice && (
          <section aria-labelledby="reason" className="my-6 border-y border-line py-4">
            <h2 id="reason" className="text-lg font-semibold">
              撤下的理由：<a href={href(context, itemPath(notice))}>{notice.title}</a>
            </h2>
            <ItemBody context={context} item={notice} doc={notice.content.body} name="body" />
          </section>
        )}
        <WaysOn context={context} />
      </Paper>
    </PublicPage>
  );
}

function WaysOn({ context }: { context: SiteContext }) {
  return (
    <ul className="mt-4 list-disc pl-6">
      <li>
        回到<a href={href(context, '/')}>首页</a>，或从<a href={href(context, '/site-map')}>网站地图</a>
        找栏目；
      </li>
      <li>
        查看<a href={href(context, '/disclosure')}>政府信息公开</a>；
      </li>
      <li>仍然找不到，请致电 {context.site.phone}。</li>
    </ul>
  );
}
