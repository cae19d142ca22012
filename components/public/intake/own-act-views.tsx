import type { IntakeDraft, IntakeProblem, OwnCase } from '@/lib/applications/types/intake';
import { href } from '@/lib/disclosure/public-site/rules/addresses';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { type CivilDate, formatDate } from '@/lib/platform/dates';
import { PrimaryButton, ProblemSummary, TextAreaInput, TextInput } from './fields';
import { FileSlotInput } from './file-slot';
import { IntakePage } from './frame';

/** Asks once more before an application is withdrawn. */
export function WithdrawView({ context, view }: { context: SiteContext; view: OwnCase }) {
  const path = '/apply/status/withdraw';
  return (
    <IntakePage context={context} title="撤回申请" path={path} note={view.applicationNo ?? view.submissionNo}>
      <p>
        撤回之后，我们终止办理这件申请，并给您撤回申请确认书。撤回不能取消；以后仍需要这些信息的，可以重新申请。
      </p>
      <form
        method="post"
        action={href(context, path)}
        className="mt-5 flex flex-wrap items-center gap-x-6 gap-y-3"
      >
        <PrimaryButton>确定撤回</PrimaryButton>
        <a href={href(context, '/apply/status/case')} className="py-2">
          不撤回，返回
        </a>
      </form>
    </IntakePage>
  );
}

/** What the applicant corrects: in words, with files, or both. @law 条例30 */
export function SupplementView({
  context,
  view,
  draft,
  problems,
  until,
}: {
  context: SiteContext;
  view: OwnCase;
  draft: IntakeDraft;
  problems: readonly IntakeProblem[];
  until: CivilDate | null;
}) {
  const path = '/apply/status/supplement';
  const { values, files, fileProblems } = draft;
  const shown = [
    ...fileProblems.map(({ slot, message }) => ({ field: slot, message })),
    ...problems.filter((problem) => !fileProblems.some(({ slot }) => slot === problem.field)),
  ];
  return (
    <IntakePage
      context={context}
      title="提交补正材料"
      path={path}
      note={view.applicationNo ?? view.submissionNo}
      hasProblems={shown.length > 0}
    >
      <ProblemSummary problems={shown} />
      <p>
        请对照补正告知书，一次补齐全部事项。
        {until !== null && <strong>最后一天是{formatDate(until)}（含当日）。</strong>}
        提交后我们与您确认；收到补正材料之日起重新计算20个工作日的答复期限。
      </p>
      <form method="post" action={href(context, path)} encType="multipart/form-data" noValidate>
        <button type="submit" name="do" value="check" tabIndex={-1} aria-hidden="true" className="sr-only">
          提交
        </button>
        <TextInput name="title" label="信息名称" value={values.title} problems={problems} isOptional />
        <TextInput
          name="docNo"
          label="文号"
          value={values.docNo}
          problems={problems}
          isOptional
          width="sm:w-96"
        />
        <TextAreaInput
          name="description"
          label="补正的内容"
          hint="逐项回答补正告知书列出的事项。只有材料、不需要说明的，可以只上传材料"
          value={values.description}
          problems={problems}
          rows={8}
        />
        <FileSlotInput
          slot="attachment"
          label="补正材料"
          hint="jpg、png、pdf、docx，每个不超过10MB，合计不超过30MB。"
          files={files}
          most={5}
          problems={problems}
          fileProblems={fileProblems}
          isOptional
        />
        <div className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-line pt-5">
          <PrimaryButton name="do" value="check">
            提交补正材料
          </PrimaryButton>
          <a href={href(context, '/apply/status/case')} className="py-2">
            返回
          </a>
        </div>
      </form>
    </IntakePage>
  );
}
