import { href } from '@/lib/disclosure/public-site/rules/addresses';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { PrimaryButton, TextInput } from './fields';
import { IntakePage } from './frame';

/** Where an applicant enters number and query code. The answer to a wrong code and to an unknown number is this same page. */
export function StatusView({
  context,
  typedNo = '',
  sentence,
  said,
}: {
  context: SiteContext;
  typedNo?: string;
  /** Why nothing was found. */
  sentence?: string;
  /** What happened before, such as leaving. */
  said?: string | undefined;
}) {
  const problems = sentence === undefined ? [] : [{ field: 'code' as never, message: sentence }];
  return (
    <IntakePage
      context={context}
      title="查询申请办理进度"
      path="/apply/status"
      hasProblems={sentence !== undefined}
    >
      {sentence !== undefined && (
        <p role="alert" className="mb-5 border-4 border-seal px-4 py-3 font-semibold text-seal">
          {sentence}
        </p>
      )}
      {said !== undefined && <p className="mb-4 border-l-4 border-ok bg-ok-wash px-4 py-2">{said}</p>}
      <p>请输入提交申请时得到的编号和查询码；登记回执上也有。</p>
      <form method="post" action={href(context, '/apply/status')} autoComplete="off" noValidate>
        <TextInput
          name="no"
          label="提交编号或者申请编号"
          hint="如 TJ2026-0001、SQ2026-0001"
          value={typedNo}
          problems={[]}
          width="sm:w-72"
        />
        <TextInput
          name="code"
          label="查询码"
          hint="10个字母和数字，不分大小写，中间的短横可以不输"
          problems={problems}
          width="sm:w-72"
        />
        <PrimaryButton>查询</PrimaryButton>
      </form>
      <p className="mt-6 text-sm text-ink-soft">
        忘了查询码？请带身份证件到{context.site.name}，或者致电 {context.site.phone}{' '}
        询问怎样办理。还没有申请？
        <a href={href(context, '/disclosure/apply')}>查看怎样申请</a>。
      </p>
    </IntakePage>
  );
}
