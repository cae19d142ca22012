import { hasAgent } from '@/lib/applications/schema/intake-form';
import { APPLICANT_TYPE_NAMES, type ApplicantType } from '@/lib/applications/types/case';
import type { IntakeDraft, IntakeProblem } from '@/lib/applications/types/intake';
import { href } from '@/lib/disclosure/public-site/rules/addresses';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { Agent, Applicant, Delivery, Request } from './details-parts';
import { PrimaryButton, ProblemSummary, TrapField } from './fields';
import { IntakePage, Steps } from './frame';

const PATH = '/disclosure/apply/form/details';

type Props = {
  context: SiteContext;
  draft: IntakeDraft;
  problems: readonly IntakeProblem[];
};

/** The second step: everything the law lets the office ask for, and nothing else. @law 条例29-2 @rule REG-27-1 */
export function DetailsView({ context, draft, problems }: Props) {
  const { values, files, fileProblems } = draft;
  const shown = [
    ...fileProblems.map(({ slot, message }) => ({ field: slot, message })),
    ...problems.filter((problem) => !fileProblems.some(({ slot }) => slot === problem.field)),
  ];
  const slot = { files, problems, fileProblems };
  return (
    <IntakePage
      context={context}
      title="填写申请"
      path={PATH}
      note={`申请人：${APPLICANT_TYPE_NAMES[values.applicantType as ApplicantType] ?? ''}`}
      hasProblems={shown.length > 0}
    >
      <Steps at={2} />
      <ProblemSummary problems={shown} />
      <p className="mb-4">
        没有注明“选填”的都要填写。不需要说明用途。要改申请人的类别，请
        <a href={href(context, '/disclosure/apply/form')}>回到上一步</a>，填写的内容都会保留。
      </p>
      <form method="post" action={href(context, PATH)} encType="multipart/form-data" noValidate>
        {/* Return pressed in a field means the act of the page, not the first button in it. */}
        <button type="submit" name="do" value="check" tabIndex={-1} aria-hidden="true" className="sr-only">
          下一步
        </button>
        <TrapField />
        <Applicant draft={draft} problems={problems} slot={slot} />
        {hasAgent(values) && <Agent draft={draft} problems={problems} slot={slot} />}
        <Request draft={draft} problems={problems} slot={slot} />
        <Delivery draft={draft} problems={problems} />
        <div className="mt-8 border-t border-line pt-5">
          <PrimaryButton name="do" value="check">
            下一步：核对
          </PrimaryButton>
        </div>
      </form>
    </IntakePage>
  );
}
