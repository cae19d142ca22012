import type { ReactNode } from 'react';
import { APPLICANT_TYPE_NAMES, DELIVERY_METHOD_NAMES, MEDIA_FORM_NAMES } from '@/lib/applications/types/case';
import type { DraftFile, FileSlot, Intake, IntakeTerms } from '@/lib/applications/types/intake';
import { href } from '@/lib/disclosure/public-site/rules/addresses';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { ID_KIND_NAMES } from '@/lib/personal-data/types';
import { PrimaryButton } from './fields';
import { IntakePage, Steps } from './frame';

const PATH = '/disclosure/apply/form/check';
const DETAILS = '/disclosure/apply/form/details';

/** The third step: what will be submitted, each part with a way to change it. Nothing is submitted before this. */
export function CheckView({
  context,
  intake,
  files,
  terms,
  token,
  sentence,
}: {
  context: SiteContext;
  intake: Intake;
  files: readonly DraftFile[];
  terms: IntakeTerms;
  token: string;
  /** Why the application was not taken, after a try. */
  sentence?: string | undefined;
}) {
  const applicant = intake.parties.find(({ party }) => party === 'applicant');
  const agent = intake.parties.find(({ party }) => party === 'agent');
  const isPerson = intake.applicantType === 'natural_person';
  const names = (slot: FileSlot) =>
    files
      .filter((file) => file.slot === slot)
      .map(({ name }) => name)
      .join('、');
  const row = (label: string, field: string, value: ReactNode): Row => ({ label, field, value });
  return (
    <IntakePage context={context} title="核对并提交" path={PATH} hasProblems={sentence !== undefined}>
      <Steps at={3} />
      {sentence !== undefined && (
        <p role="alert" className="mb-5 border-4 border-seal px-4 py-3 font-semibold text-seal">
          {sentence}
        </p>
      )}
      <p className="mb-4">请核对下面的内容。现在还没有提交，都可以修改。</p>
      {applicant && (
        <Rows
          context={context}
          title={isPerson ? '申请人' : '申请单位'}
          rows={[
            { ...row('类别', 'applicantType', APPLICANT_TYPE_NAMES[intake.applicantType]), isKind: true },
            row(isPerson ? '姓名' : '单位名称', 'name', applicant.name),
            row(ID_KIND_NAMES[applicant.idKind], 'idNumber', applicant.idNumber),
            row('身份证明', 'identity', names('identity')),
            row('联系人', 'contactName', applicant.contactName),
            row('电话', 'phone', applicant.phone),
            row('电子邮箱', 'email', applicant.email),
            row('通信地址', 'address', applicant.address),
          ]}
        />
      )}
      {agent && (
        <Rows
          context={context}
          title="代理人"
          rows={[
            row('姓名', 'agentName', agent.name),
            row(ID_KIND_NAMES[agent.idKind], 'agentIdNumber', agent.idNumber),
            row('身份证明', 'agentIdentity', names('agentIdentity')),
            row('授权委托书', 'authorization', names('authorization')),
            row('电话', 'agentPhone', agent.phone),
            row('电子邮箱', 'agentEmail', agent.email),
          ]}
        />
      )}
      <Rows
        context={context}
        title="申请公开的信息"
        rows={[
          row('信息名称', 'title', intake.request.title),
          row('文号', 'docNo', intake.request.docNo),
          row('特征描述', 'description', intake.request.description),
          row('附件', 'attachment', names('attachment')),
        ]}
      />
      <Rows
        context={context}
        title="怎样获取信息"
        rows={[
          row('获取方式', 'deliveryMethod', DELIVERY_METHOD_NAMES[intake.deliveryMethod]),
          row('载体形式', 'mediaForm', MEDIA_FORM_NAMES[intake.mediaForm]),
          row('帮助', 'needsHelp', intake.needsHelp ? '需要' : ''),
        ]}
      />
      <div className="mt-6 bg-brand-wash px-4 py-3 text-[0.9375rem]">
        <p>
          {terms.autoOnSubmit
            ? '本机关已在指南中公告：网上提交成功即为双方确认，提交的当天为收到申请之日。'
            : `提交之后，我们在${terms.contactWorkingDays}个工作日内与您联系确认。双方确认的当天为收到申请之日，答复期限从次日起算。`}
        </p>
        <p className="mt-1">
          证件号码和证件照片加密保存，只用于核对身份和办理本申请，打开都有记录，案卷保管期满即删除。
        </p>
      </div>
      <form method="post" action={href(context, PATH)} className="mt-5">
        <input type="hidden" name="token" value={token} />
        <PrimaryButton>提交申请</PrimaryButton>
      </form>
    </IntakePage>
  );
}

type Row = { label: string; field: string; value: ReactNode; isKind?: boolean };

function Rows({ context, title, rows }: { context: SiteContext; title: string; rows: readonly Row[] }) {
  const shown = rows.filter(({ value }) => value !== '' && value !== undefined);
  return (
    <section className="mt-6">
      <h2 className="text-lg font-semibold text-brand-deep">{title}</h2>
      <dl className="border-t border-line">
        {shown.map(({ label, field, value, isKind }) => (
          <div
            key={field}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-b border-line py-2 sm:grid-cols-[9em_minmax(0,1fr)_auto]"
          >
            <dt className="text-ink-soft max-sm:col-start-1">{label}</dt>
            <dd className="wrap-anywhere whitespace-pre-wrap max-sm:col-start-1 max-sm:row-start-2">
              {value}
            </dd>
            <dd className="max-sm:col-start-2 max-sm:row-span-2 max-sm:row-start-1">
              <a
                href={`${href(context, isKind ? '/disclosure/apply/form' : DETAILS)}#${field}`}
                aria-label={`修改${label}`}
              >
                修改
              </a>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
