import type { IntakeTerms } from '@/lib/applications/types/intake';
import { href, plainHref } from '@/lib/disclosure/public-site/rules/addresses';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { PageTitle, Paper } from '../layouts';
import { DisclosurePage, getBlock } from './frame';

/** What happens with an application, in order, with the days the law gives for each. */
function steps({ autoOnSubmit, contactWorkingDays }: IntakeTerms): [name: string, words: string][] {
  return [
    ['提交', '网上、当面、邮寄或者传真，任选一种。'],
    [
      '确认收到',
      autoOnSubmit
        ? '当面提交的当天、签收挂号信或者EMS的当天、网上提交成功的当天为收到申请之日；平信、传真以双方确认之日为准。'
        : `当面提交的当天、签收挂号信或者EMS的当天为收到申请之日；网上、传真、平信提交的，我们与您联系（网上提交的在${contactWorkingDays}个工作日内），双方确认之日为收到申请之日。`,
    ],
    ['审核', '内容不明确、材料不全的，收到之日起7个工作日内一次告知补正；补正之后重新计算期限。'],
    ['办理', '涉及第三方或者其他机关的，书面征求意见，所需时间不计入期限，会告诉您。'],
    [
      '答复',
      '能当场答复的当场答复；否则收到之日起20个工作日内答复。要延长的，经工作机构负责人同意并告知您，最长再延20个工作日。',
    ],
  ];
}

/** 依申请公开: how to apply by each way, what happens then, and where to see it. @law 条例27 @law 条例29 */
export function ApplyView({ context, terms }: { context: SiteContext; terms: IntakeTerms }) {
  const { site } = context;
  const block = getBlock('apply');
  return (
    <DisclosurePage context={context} block={block}>
      <Paper>
        <PageTitle>{block.name}</PageTitle>
        <div className="mx-auto max-w-measure [&_dd]:mb-2 [&_dd]:pl-[2em] [&_dt]:font-semibold [&_h2]:mt-7 [&_h2]:mb-1 [&_h2]:text-lg [&_h2]:font-semibold [&_li]:my-1 [&_ol:not([class])]:list-decimal [&_ol:not([class])]:pl-[2em]">
          <p>
            除本机关主动公开的政府信息外，公民、法人或者其他组织可以向本机关申请获取相关政府信息，不需要说明用途。申请前，可先在本站
            <a href={href(context, '/search')}>搜索</a>，已经公开的信息不必申请。
          </p>
          <div className="my-5 grid gap-3 sm:grid-cols-2 print:hidden">
            <a
              href={href(context, '/disclosure/apply/form')}
              className="block rounded bg-brand px-4 py-3 text-center text-lg font-semibold text-white no-underline hover:bg-brand-deep"
            >
              网上申请
            </a>
            <a
              href={href(context, '/apply/status')}
              className="block rounded border-2 border-brand bg-paper px-4 py-3 text-center text-lg font-semibold text-brand no-underline hover:bg-brand-wash"
            >
              查询办理进度
            </a>
          </div>
          <p className="text-ink-soft">网上申请不用注册，手机也能办，大约10分钟。请准备好证件的照片。</p>
          <h2>办理流程</h2>
          <ol className="border-l-2 border-brand pl-5">
            {steps(terms).map(([name, words], at) => (
              <li key={name} className="relative">
                <span
                  aria-hidden="true"
                  className="absolute top-0.5 -left-[2.1rem] grid size-6 place-items-center rounded-full bg-brand text-sm font-semibold text-white"
                >
                  {at + 1}
                </span>
                <strong>{name}</strong>：{words}
              </li>
            ))}
          </ol>
          <h2>其他申请方式</h2>
          <p>
            请下载
            <a href={plainHref(context, '/disclosure/apply/blank.docx')}>政府信息公开申请表（Word 文件）</a>
            填写，附证件复印件；不用这张表，写明下面的内容也可以。
          </p>
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
          <h2>收费</h2>
          <p>
            提供政府信息不收取费用，也不收复制费、邮费。申请的数量、频次明显超过合理范围的，可以收取信息处理费。
          </p>
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
