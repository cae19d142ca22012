import type { IntakeTerms } from '@/lib/applications/types/intake';
import { href } from '@/lib/disclosure/public-site/rules/addresses';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { IntakePage } from './frame';

/** What the applicant takes along: number and query code, shown here and nowhere again. */
export function DoneView({
  context,
  submissionNo,
  queryCode,
  terms,
  isMailed,
}: {
  context: SiteContext;
  submissionNo: string;
  queryCode: string;
  terms: IntakeTerms;
  /** The applicant left an address and this installation sends mail. */
  isMailed: boolean;
}) {
  const { site } = context;
  return (
    <IntakePage context={context} title="申请已提交" path="/disclosure/apply/done">
      <dl className="border-2 border-ok bg-ok-wash px-4 py-4 text-center sm:grid sm:grid-cols-2 print:border-ink print:bg-paper [&_dd]:font-mono [&_dd]:text-[1.625rem] [&_dd]:leading-snug [&_dd]:font-bold [&_dt]:text-ink-soft">
        <div>
          <dt>提交编号</dt>
          <dd>{submissionNo}</dd>
        </div>
        <div className="max-sm:mt-3">
          <dt>查询码</dt>
          <dd>{queryCode}</dd>
        </div>
      </dl>
      <p className="mt-4 font-semibold">
        请现在抄下来、截屏或者打印本页。查询码只在这里显示一次，15分钟后这一页不能再打开，系统里也不保存。
      </p>
      <p className="mt-1">
        {isMailed
          ? '编号和查询码同时发到您填写的电子邮箱。'
          : '丢失查询码的，可以带身份证件到本机关查询办理情况。'}
      </p>
      <h2 className="mt-6 mb-1 text-lg font-semibold">接下来</h2>
      <ol className="list-decimal space-y-1 pl-6">
        <li>
          {terms.autoOnSubmit
            ? '按本机关公告，提交成功即为双方确认，今天是收到申请之日。'
            : `我们在${terms.contactWorkingDays}个工作日内与您联系，确认收到申请。双方确认的当天为收到申请之日。`}
        </li>
        <li>材料不全或者内容不明确的，收到之日起7个工作日内一次告知补正。</li>
        <li>收到之日起20个工作日内答复；需要延长或者征求意见的，会告诉您。</li>
      </ol>
      <p className="mt-4">
        随时可以凭编号和查询码<a href={href(context, '/apply/status')}>查询办理进度</a>
        、查看文书；确认收到后可以在那里撤回申请，告知补正的可以补交材料。有疑问请致电 {site.phone}
        ，报提交编号即可，不必说查询码。
      </p>
      <p className="mt-4 text-sm text-ink-soft">
        {site.name} · {context.origin}
        {href(context, '/apply/status')}
      </p>
    </IntakePage>
  );
}
