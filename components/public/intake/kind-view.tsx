import { APPLICANT_TYPE_NAMES, APPLICANT_TYPES } from '@/lib/applications/types/case';
import type { IntakeProblem, IntakeValues } from '@/lib/applications/types/intake';
import { href } from '@/lib/disclosure/public-site/rules/addresses';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { PlainButton, PrimaryButton, ProblemSummary, RadioGroup } from './fields';
import { IntakePage, Steps } from './frame';

const HINTS: Readonly<Record<string, string>> = {
  natural_person: '个人以自己的名义申请',
  'legal.business': '公司、个体工商户、合作社等',
  'legal.research': '高等学校、研究所等',
  'legal.public_welfare': '基金会、社会团体等',
  'legal.legal_service': '律师事务所、公证处等',
  'legal.other': '机关、事业单位、村（居）民委员会等',
};

/** The first step: who applies, and whether somebody acts for them. @law 条例29-2 */
export function KindView({
  context,
  values,
  problems,
  hasOpenForm,
}: {
  context: SiteContext;
  values: IntakeValues;
  problems: readonly IntakeProblem[];
  /** A form was begun on this device and not submitted. */
  hasOpenForm: boolean;
}) {
  const path = '/disclosure/apply/form';
  return (
    <IntakePage context={context} title="申请公开政府信息" path={path} hasProblems={problems.length > 0}>
      <Steps at={1} />
      <ProblemSummary problems={problems} />
      {hasOpenForm && problems.length === 0 && (
        <div className="mb-5 border-l-4 border-brand bg-brand-wash px-4 py-3">
          <p>
            您在这台设备上有一份没有提交的申请，填写的内容还在。
            <a href={href(context, '/disclosure/apply/form/details')}>继续填写</a>
          </p>
          <form method="post" action={href(context, path)} className="mt-2">
            <PlainButton name="do" value="discard">
              删除它，重新填写
            </PlainButton>
          </form>
        </div>
      )}
      <form method="post" action={href(context, path)} noValidate>
        <RadioGroup
          name="applicantType"
          label="申请人是"
          problems={problems}
          value={values.applicantType}
          choices={APPLICANT_TYPES.map((type) => ({
            value: type,
            name: APPLICANT_TYPE_NAMES[type],
            hint: HINTS[type] ?? '',
          }))}
        />
        <RadioGroup
          name="hasAgent"
          label="由谁办理这次申请"
          problems={problems}
          value={values.hasAgent}
          choices={[
            { value: 'no', name: '申请人自己', hint: '单位由本单位工作人员办理的，也选这一项' },
            { value: 'yes', name: '代理人', hint: '如律师、亲属，需要授权委托书' },
          ]}
        />
        <PrimaryButton>下一步</PrimaryButton>
      </form>
    </IntakePage>
  );
}
