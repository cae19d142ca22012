import { href } from '@/lib/disclosure/public-site/rules/addresses';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { PageTitle, Paper } from '../layouts';
import { DisclosurePage, getBlock } from './frame';

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
