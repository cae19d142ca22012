import { href } from '@/lib/disclosure/public-site/rules/addresses';
import type { SiteContext } from '@/lib/disclosure/public-site/types';

/** Who runs the site and how to reach them. What the organ has not stated is left out. @rule PF-13 */
export function SiteFooter({ context }: { context: SiteContext }) {
  const { site } = context;
  const facts = [
    ['主办单位', site.name],
    ['联系电话', site.phone],
    ['地址', site.address],
    ['邮政编码', site.postcode],
    ['电子邮箱', site.email],
    ['网站标识码', site.siteIdCode],
  ].filter(([, value]) => value);
  return (
    <footer className="border-t border-line bg-[#e9edf1] py-6 text-sm text-ink-soft print:hidden">
      <div className="mx-auto max-w-6xl px-4">
        <dl className="flex flex-wrap gap-x-6 gap-y-1">
          {facts.map(([name, value]) => (
            <div key={name} className="flex">
              <dt className="shrink-0">{name}：</dt>
              <dd className="min-w-0 wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 flex flex-wrap gap-x-6 [&_a]:py-1">
          <a href={href(context, '/site-map')}>网站地图</a>
          <a href={href(context, '/accessibility')}>无障碍说明</a>
          <a href={href(context, '/disclosure/guide')}>政府信息公开指南</a>
          <a href={href(context, '/disclosure/apply')}>依申请公开</a>
          <a href={href(context, '/apply/status')}>查询申请办理进度</a>
        </p>
      </div>
    </footer>
  );
}
