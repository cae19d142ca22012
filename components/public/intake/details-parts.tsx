import type { ReactNode } from 'react';
import { idKindsFor, isPerson, SLOT_FILES } from '@/lib/applications/schema/intake-form';
import type { IntakeDraft, IntakeProblem } from '@/lib/applications/types/intake';
import { ID_KIND_NAMES, type IdKind, PERSON_ID_KINDS } from '@/lib/personal-data/types';
import { CheckBox, type Choice, RadioGroup, SelectInput, TextAreaInput, TextInput } from './fields';
import { FileSlotInput } from './file-slot';

const PAPER = '手机拍照即可，要清楚、完整。jpg、png、pdf，每个不超过10MB。';

function idChoices(kinds: readonly IdKind[]): Choice[] {
  return kinds.map((value) => ({ value, name: ID_KIND_NAMES[value] }));
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-8 first-of-type:mt-0">
      <h2 className="border-b border-line pb-1 text-lg font-semibold text-brand-deep">{title}</h2>
      {children}
    </section>
  );
}

type PartProps = { draft: IntakeDraft; problems: readonly IntakeProblem[] };
type SlotProps = PartProps & {
  slot: Pick<IntakeDraft, 'files' | 'fileProblems'> & { problems: readonly IntakeProblem[] };
};

/** Who applies, with papers and ways to reach them. */
export function Applicant({ draft: { values }, problems, slot }: SlotProps) {
  const ofPerson = isPerson(values);
  return (
    <Part title={ofPerson ? '申请人' : '申请单位'}>
      <TextInput
        name="name"
        label={ofPerson ? '姓名' : '单位名称'}
        hint={ofPerson ? '与证件上的一致，生僻字可以直接输入' : '与证照上的全称一致'}
        value={values.name}
        problems={problems}
        autoComplete={ofPerson ? 'name' : 'organization'}
        width="sm:w-96"
      />
      <SelectInput
        name="idKind"
        label="证件类型"
        value={values.idKind}
        problems={problems}
        choices={idChoices(idKindsFor(values))}
      />
      <TextInput
        name="idNumber"
        label="证件号码"
        value={values.idNumber}
        problems={problems}
        width="sm:w-96"
      />
      <FileSlotInput
        {...slot}
        slot="identity"
        label={ofPerson ? '身份证件的照片或者扫描件' : '证照的照片或者扫描件'}
        hint={`${PAPER}${ofPerson ? '身份证请拍正反两面。' : '如营业执照、事业单位法人证书。'}`}
        most={SLOT_FILES.identity}
      />
      {!ofPerson && (
        <TextInput
          name="contactName"
          label="联系人姓名"
          value={values.contactName}
          problems={problems}
          autoComplete="name"
          width="sm:w-96"
        />
      )}
      <p className="mt-6 text-sm text-ink-soft">
        电话、电子邮箱、通信地址至少填一种。我们要与您联系，确认收到申请；填了电话，联系最快。
      </p>
      <TextInput
        name="phone"
        label="电话"
        hint="手机，或者带区号的固定电话"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        value={values.phone}
        problems={problems}
        isOptional
        width="sm:w-72"
      />
      <TextInput
        name="email"
        label="电子邮箱"
        hint="提交编号和查询码会发到这里"
        type="email"
        inputMode="email"
        autoComplete="email"
        value={values.email}
        problems={problems}
        isOptional
        width="sm:w-96"
      />
      <TextInput
        name="address"
        label="通信地址"
        hint="写明省、市、县，到门牌号。选择邮寄的必须填写"
        autoComplete="street-address"
        value={values.address}
        problems={problems}
        isOptional
      />
    </Part>
  );
}

/** Who acts for the applicant. */
export function Agent({ draft: { values }, problems, slot }: SlotProps) {
  return (
    <Part title="代理人">
      <TextInput
        name="agentName"
        label="代理人姓名"
        value={values.agentName}
        problems={problems}
        width="sm:w-96"
      />
      <SelectInput
        name="agentIdKind"
        label="代理人证件类型"
        value={values.agentIdKind}
        problems={problems}
        choices={idChoices(PERSON_ID_KINDS)}
      />
      <TextInput
        name="agentIdNumber"
        label="代理人证件号码"
        value={values.agentIdNumber}
        problems={problems}
        width="sm:w-96"
      />
      <FileSlotInput
        {...slot}
        slot="agentIdentity"
        label="代理人身份证件的照片或者扫描件"
        hint={PAPER}
        most={SLOT_FILES.agentIdentity}
      />
      <FileSlotInput
        {...slot}
        slot="authorization"
        label="授权委托书"
        hint="写明委托谁、办理什么，有申请人签名或者盖章。jpg、png、pdf、docx，每个不超过10MB。"
        most={SLOT_FILES.authorization}
      />
      <TextInput
        name="agentPhone"
        label="代理人电话"
        type="tel"
        inputMode="tel"
        value={values.agentPhone}
        problems={problems}
        isOptional
        width="sm:w-72"
      />
      <TextInput
        name="agentEmail"
        label="代理人电子邮箱"
        type="email"
        inputMode="email"
        value={values.agentEmail}
        problems={problems}
        isOptional
        width="sm:w-96"
      />
    </Part>
  );
}

/** What is asked for. */
export function Request({ draft: { values }, problems, slot }: SlotProps) {
  return (
    <Part title="申请公开的信息">
      <p className="mt-3 text-sm text-ink-soft">
        名称、文号、特征描述至少填一项，写得越具体，找得越快。一份申请请只写一件事。
      </p>
      <TextInput
        name="title"
        label="信息名称"
        hint="如“关于印发……的通知”"
        value={values.title}
        problems={problems}
        isOptional
      />
      <TextInput
        name="docNo"
        label="文号"
        hint="如“北工信〔2025〕12号”"
        value={values.docNo}
        problems={problems}
        isOptional
        width="sm:w-96"
      />
      <TextAreaInput
        name="description"
        label="便于查询的其他特征描述"
        hint="如大致的时间、事项、涉及的单位或者项目，您从哪里知道有这份信息"
        value={values.description}
        problems={problems}
        rows={7}
        isOptional
      />
      <FileSlotInput
        {...slot}
        slot="attachment"
        label="附件"
        hint="有助于查找的材料。jpg、png、pdf、docx，每个不超过10MB，全部文件合计不超过30MB。"
        most={SLOT_FILES.attachment}
        isOptional
      />
    </Part>
  );
}

/** How it is to be given. */
export function Delivery({ draft: { values }, problems }: PartProps) {
  return (
    <Part title="怎样获取信息">
      <RadioGroup
        name="deliveryMethod"
        label="获取方式"
        value={values.deliveryMethod}
        problems={problems}
        choices={[
          { value: 'online', name: '网上获取', hint: '在本站凭提交编号和查询码查看、下载' },
          { value: 'email', name: '电子邮件' },
          { value: 'mail', name: '邮寄', hint: '由邮政企业寄到上面的通信地址，不收邮费' },
          { value: 'pick_up', name: '当面领取' },
          { value: 'on_site', name: '当场查阅、抄录' },
        ]}
      />
      <RadioGroup
        name="mediaForm"
        label="载体形式"
        value={values.mediaForm}
        problems={problems}
        columns
        choices={[
          { value: 'electronic', name: '电子' },
          { value: 'paper', name: '纸质' },
        ]}
      />
      <CheckBox
        name="needsHelp"
        label="我在阅读、看或者听方面有困难，需要帮助"
        hint="我们会按您的情况提供帮助，如大字、读给您听"
        value={values.needsHelp}
      />
    </Part>
  );
}
