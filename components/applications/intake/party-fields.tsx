'use client';

import Link from 'next/link';
import { useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Card } from '@/components/ui/card';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { findKnownApplicantAction } from '@/lib/applications/actions';
import { CASE_STATE_NAMES, type CaseState } from '@/lib/applications/transitions';
import { APPLICANT_TYPE_NAMES, APPLICANT_TYPES } from '@/lib/applications/types/case';
import type { KnownApplicantCase } from '@/lib/applications/types/previews';
import { ID_KIND_NAMES, ORGANISATION_ID_KINDS, PERSON_ID_KINDS } from '@/lib/personal-data/types';
import { civilDate } from '@/lib/platform/dates';
import { FieldList, type FormField, type FormValues } from '../steps/field-list';

type Props = {
  idPrefix: string;
  values: FormValues;
  onChange: (name: string, value: string) => void;
  errorOf: (name: string) => string | undefined;
};

function kindOptions(isPerson: boolean) {
  return (isPerson ? PERSON_ID_KINDS : ORGANISATION_ID_KINDS).map(
    (kind) => [kind, ID_KIND_NAMES[kind]] as const,
  );
}

/** Who applies (条例29). What the paper lacks is left empty and asked for by 补正. */
export function ApplicantFields(props: Props) {
  const isPerson = props.values.applicantType !== '' && props.values.applicantType === 'natural_person';
  const head: FormField[] = [
    {
      name: 'applicantType',
      label: '申请人类型',
      kind: 'radio',
      required: true,
      hint: '年度报告按这六类统计，登记后不能更改。',
      options: APPLICANT_TYPES.map((type) => [type, APPLICANT_TYPE_NAMES[type]] as const),
    },
    { name: 'name', label: isPerson ? '姓名' : '姓名或者单位名称', kind: 'line', required: true },
  ];
  const contact: FormField[] = [
    ...(isPerson ? [] : [{ name: 'contactName', label: '联系人', kind: 'line' as const }]),
    { name: 'phone', label: '联系电话', kind: 'line' },
    { name: 'email', label: '电子邮箱', kind: 'line' },
    { name: 'address', label: '通信地址', kind: 'line', hint: '邮寄答复用，写到门牌号。' },
  ];
  return (
    <Card title="2. 申请人">
      <FieldList {...props} fields={head} />
      <IdentityFields
        {...props}
        kindName="idKind"
        numberName="idNumber"
        label="证件号码"
        options={kindOptions(isPerson)}
        isApplicant
      />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <FieldList {...props} fields={contact} />
      </div>
      <FieldList
        {...props}
        fields={[
          {
            name: 'needsHelp',
            label: '申请人存在阅读困难或者视听障碍，需要帮助（《条例》第四十三条）',
            kind: 'check',
          },
        ]}
      />
    </Card>
  );
}

/** Who acts for the applicant, if anybody does. */
export function AgentFields(props: Props) {
  const hasAgent = props.values.hasAgent === 'yes';
  return (
    <Card title="3. 代理人">
      <FieldList
        {...props}
        fields={[{ name: 'hasAgent', label: '由代理人代为申请（须有授权委托书）', kind: 'check' }]}
      />
      {hasAgent ? (
        <>
          <FieldList
            {...props}
            fields={[{ name: 'agentName', label: '代理人姓名', kind: 'line', required: true }]}
          />
          <IdentityFields
            {...props}
            kindName="agentIdKind"
            numberName="agentIdNumber"
            label="代理人证件号码"
            options={kindOptions(true)}
          />
          <div className="grid gap-x-4 sm:grid-cols-2">
            <FieldList
              {...props}
              fields={[
                { name: 'agentPhone', label: '代理人电话', kind: 'line' },
                { name: 'agentEmail', label: '代理人电子邮箱', kind: 'line' },
                { name: 'agentAddress', label: '代理人通信地址', kind: 'line' },
              ]}
            />
          </div>
        </>
      ) : null}
    </Card>
  );
}

type Checked = {
  readonly number: string;
  readonly hint: string;
  readonly cases: readonly KnownApplicantCase[];
};

/** Kind and number; the number is checked by the server when the field is left, and told back masked. */
function IdentityFields({
  idPrefix,
  values,
  onChange,
  errorOf,
  kindName,
  numberName,
  label,
  options,
  isApplicant = false,
}: Props & {
  kindName: string;
  numberName: string;
  label: string;
  options: readonly (readonly [string, string])[];
  isApplicant?: boolean;
}) {
  const [checked, setChecked] = useState<Checked | null>(null);
  const [problem, setProblem] = useState('');
  const kind = values[kindName] || options[0]?.[0] || '';
  const number = values[numberName] ?? '';

  async function check() {
    setProblem('');
    setChecked(null);
    if (number.trim() === '') return;
    const result = await attempt(() => findKnownApplicantAction({ idKind: kind, idNumber: number }));
    if (result.ok) setChecked({ number, ...result.value });
    else setProblem(result.refusals.map(({ message }) => message).join(' '));
  }

  const error = errorOf(numberName) ?? (problem === '' ? undefined : problem);
  return (
    <>
      <div className="grid gap-x-4 sm:grid-cols-2 sm:items-end">
        <FieldList
          idPrefix={idPrefix}
          values={{ ...values, [kindName]: kind }}
          onChange={(name, value) => {
            setProblem('');
            setChecked(null);
            onChange(name, value);
          }}
          errorOf={errorOf}
          fields={[{ name: kindName, label: '证件类型', kind: 'select', options }]}
        />
        <TextField
          id={`${idPrefix}-${numberName}`}
          label={label}
          hint="加密保存，只显示头尾。申请书没有写的留空，登记后告知补正。"
          error={error}
          autoComplete="off"
          spellCheck={false}
          value={number}
          onChange={(event) => {
            setProblem('');
            onChange(numberName, event.target.value);
          }}
          onBlur={() => void check()}
        />
      </div>
      <div role="status">
        {checked !== null && checked.number === number ? (
          <p className="text-ok">
            号码校验通过：<span className="tabular-nums">{checked.hint}</span>
          </p>
        ) : null}
        {isApplicant && checked !== null && checked.cases.length > 0 ? (
          <KnownCases cases={checked.cases} />
        ) : null}
      </div>
    </>
  );
}

function KnownCases({ cases }: { cases: readonly KnownApplicantCase[] }) {
  return (
    <Notice look="warn" title={`这位申请人还有${cases.length}件申请，请看是不是重复：`}>
      <ul className="list-disc pl-5">
        {cases.map(({ id, no, state, request, submittedAt }) => (
          <li key={id}>
            <Link href={`/office/applications/${id}`} target="_blank" className="text-warn">
              {no}
            </Link>
            （{civilDate(submittedAt)}，{CASE_STATE_NAMES[state as CaseState] ?? state}）{request}
          </li>
        ))}
      </ul>
      <p>已经答复过的同一内容，可以登记后作“不予重复处理”的决定，不能不收。</p>
    </Notice>
  );
}
