import { columnPath, href } from '@/lib/disclosure/public-site/rules/addresses';
import type { ColumnNode, SiteContext } from '@/lib/disclosure/public-site/types';
import { Breadcrumb, PageTitle, Paper } from './layouts';
import { PublicPage } from './public-page';

/** 网站地图: every column and every page of its own. @rule PF-13 */
export function SiteMapView({ context }: { context: SiteContext }) {
  return (
    <PublicPage context={context} title="网站地图" path="/site-map">
      <Breadcrumb context={context} crumbs={[{ name: '网站地图' }]} />
      <Paper>
        <PageTitle>网站地图</PageTitle>
        <Branch context={context} nodes={context.columns} />
        <h2 className="mt-6 text-lg font-semibold">其他</h2>
        <ul className="list-disc pl-6">
          <li>
            <a href={href(context, '/search')}>搜索</a>
          </li>
          <li>
            <a href={href({ ...context, isElder: true }, '/')}>长者模式</a>
          </li>
          <li>
            <a href={href(context, '/accessibility')}>无障碍说明</a>
          </li>
        </ul>
      </Paper>
    </PublicPage>
  );
}

function Branch({ context, nodes }: { context: SiteContext; nodes: readonly ColumnNode[] }) {
  return (
    <ul className="list-disc pl-6">
      {nodes.map((node) => {
        const to = columnPath(node);
        if (to === null) return null;
        return (
          <li key={node.id}>
            <a href={href(context, to)}>{node.name}</a>
            {node.children.length > 0 && <Branch context={context} nodes={node.children} />}
          </li>
        );
      })}
    </ul>
  );
}

/** 无障碍说明: what helps to read this site, and whom to ask. @rule PF-16 */
export function AccessibilityView({ context }: { context: SiteContext }) {
  const { site } = context;
  return (
    <PublicPage context={context} title="无障碍说明" path="/accessibility">
      <Breadcrumb context={context} crumbs={[{ name: '无障碍说明' }]} />
      <Paper>
        <PageTitle>无障碍说明</PageTitle>
        <div className="mx-auto max-w-measure [&_dd]:mb-3 [&_dt]:font-semibold [&_h2]:mt-6 [&_h2]:mb-1 [&_h2]:text-lg [&_h2]:font-semibold">
          <dl>
            <dt>长者模式</dt>
            <dd>
              页面上方的<a href={href({ ...context, isElder: true }, '/')}>长者模式</a>
              用大字显示全部页面，内容与标准版相同。地址以 /elder
              开头，可以存为书签，下次直接打开；随时可以点“返回标准版”。
            </dd>
            <dt>放大文字</dt>
            <dd>用浏览器的缩放（Ctrl 和 + 键）放大到 200%，页面不会丢失内容。</dd>
            <dt>键盘</dt>
            <dd>
              用 Tab 键移动，用回车键打开。每页第一个链接“跳到正文”跳过页头。宽的表格可用 Tab
              键选中后，用左右方向键滚动。
            </dd>
            <dt>读屏软件</dt>
            <dd>页面按标题、导航、正文和页脚分区，表格的每个数字都标明所属的行和列，图片有文字说明。</dd>
            <dt>打印</dt>
            <dd>用浏览器的打印功能，只打印正文，已按 A4 纸排版。</dd>
            <dt>不用脚本</dt>
            <dd>本站的公开页面不使用脚本和 Cookie，旧的浏览器、手机也能打开。</dd>
          </dl>
          <h2>需要帮助</h2>
          <p>
            阅读本站有困难，或申请政府信息需要帮助，请致电 {site.phone}
            {site.email && `，或发邮件到 ${site.email}`}
            {site.officeHours && `。办公时间：${site.officeHours}`}。
          </p>
        </div>
      </Paper>
    </PublicPage>
  );
}
