'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button, buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { takeInApplicationAction } from '@/lib/applications/actions';
import { missingElements } from '@/lib/applications/rules/article-29';
import {
  CASE_KIND_NAMES,
  DELIVERY_METHOD_NAMES,
  DELIVERY_METHODS,
  MEDIA_FORM_NAMES,
  MEDIA_FORMS,
} from '@/lib/applications/types/case';
import type { Refusal } from '@/lib/platform/result';
import { ErrorSummary } from '../error-summary';
import { evidenceOf } from '../evidence-form';
import { sendCaseFile } from '../send-case-file';
import { FieldList, type FormValues } from '../steps/field-list';
import { type PaperFile, PaperFiles } from './paper-files';
import { AgentFields, ApplicantFields } from './party-fields';
import { channelOf, ReceiptWizard } from './receipt-wizard';

const ID = 'intake';

/** What the form sends: typed words as they are, boxes as truth. */
function payload(submissionKey: string, today: string, values: FormValues): unknown {
  const channel = channelOf(values);
  const text = (name: string) => values[name] ?? '';
  return {
    submissionKey,
    kind: text('kind'),
    channel: text('channel'),
    evidence: channel === null ? {} : evidenceOf(channel, today, values),
    applicantType: text('applicantType'),
    name: text('name'),
    idKind:
      text('idKind') || (text('applicantType') === 'natural_person' ? 'resident_id_card' : 'credit_code'),
    idNumber: text('idNumber'),
    contactName: text('contactName'),
    phone: text('phone'),
    email: text('email'),
    address: text('address'),
    hasAgent: values.hasAgent === 'yes',
    agentName: text('agentName'),
    agentIdKind: text('agentIdKind') || 'resident_id_card',
    agentIdNumber: text('agentIdNumber'),
    agentPhone: text('agentPhone'),
    agentEmail: text('agentEmail'),
    agentAddress: text('agentAddress'),
    title: text('title'),
    docNo: text('docNo'),
    description: text('description'),
    deliveryMethod: text('deliveryMethod'),
    mediaForm: text('mediaForm'),
    needsHelp: values.needsHelp === 'yes',
  };
}

/** What is still missing of Art. 29, as far as the form tells. */
function lacking(values: FormValues, files: readonly PaperFile[]): readonly Refusal[] {
  const party = (who: 'applicant' | 'agent', prefix: string) => {
    const field = (name: string) =>
      (
        values[prefix === '' ? name : `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? ''
      ).trim();
    return {
      party: who,
      phone: field('phone'),
      address: field('address'),
      email: field('email'),
      isIdentified: field('idNumber') !== '',
    };
  };
  return missingElements({
    parties: [party('applicant', ''), ...(values.hasAgent === 'yes' ? [party('agent', 'agent')] : [])],
    hasIdentityProof: files.some(({ kind }) => kind === 'identity_proof'),
    hasAuthorization: files.some(({ kind }) => kind === 'authorization'),
    deliveryMethod: DELIVERY_METHODS.find((one) => one === values.deliveryMethod) ?? 'pick_up',
  });
}

/**
 * Takes in an application that came by any channel, on a phone at the counter as on a PC. Filed once however often it is
 * sent; nothing typed is lost on an error.
 */
export function TakeInForm({
  submissionKey,
  today,
  me,
}: {
  submissionKey: string;
  today: string;
  me: string;
}) {
  const router = useRouter();
  const [values, setValues] = useState<FormValues>({
    kind: 'application',
    submittedOn: today,
    signedOn: today,
    arrivedOn: today,
    filledBy: me,
  });
  const [files, setFiles] = useState<readonly PaperFile[]>([]);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);
  const [filedId, setFiledId] = useState<string | null>(null);
  const [isTouched, setIsTouched] = useState(false);
  /** Fields changed since they were refused: their error no longer stands beside them. */
  const [changed, setChanged] = useState<readonly string[]>([]);

  useEffect(() => {
    if (!isTouched || filedId !== null) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isTouched, filedId]);

  const last = (field: string | undefined) => field?.split('.').at(-1) ?? '';
  const errorOf = (name: string) =>
    changed.includes(name) ? undefined : refusals.find(({ field }) => last(field) === name)?.message;
  const onChange = (name: string, value: string) => {
    setIsTouched(true);
    setChanged((present) => [...present, name]);
    setValues((present) => ({
      ...present,
      [name]: value,
      // A person has no credit code, an organisation no identity card.
      ...(name === 'applicantType' ? { idKind: '' } : {}),
    }));
  };
  const fields = { idPrefix: ID, values, onChange, errorOf };
  const missing = lacking(values, files);

  async function send() {
    setPending(true);
    const result =
      filedId === null
        ? await attempt(() => takeInApplicationAction(payload(submissionKey, today, values)))
        : ({ ok: true, value: { caseId: filedId } } as const);
    if (!result.ok) {
      setRefusals(result.refusals);
      setChanged([]);
      setPending(false);
      return;
    }
    const { caseId } = result.value;
    setRefusals([]);
    setFiledId(caseId);
    const sent = await sendAll(caseId);
    setPending(false);
    if (sent.every(({ status }) => status === 'sent')) router.push(`/office/applications/${caseId}`);
  }

  /** Sends what is not there yet, one after the other. */
  async function sendAll(caseId: string): Promise<readonly PaperFile[]> {
    let all = files;
    for (const one of files) {
      if (one.status === 'sent') continue;
      const result = await sendCaseFile(caseId, one.file, one.kind);
      const after: Partial<PaperFile> = result.ok
        ? { status: 'sent', problem: '' }
        : { status: 'failed', problem: result.refusals.map(({ message }) => message).join(' ') };
      all = all.map((other) => (other.key === one.key ? { ...other, ...after } : other));
      setFiles(all);
    }
    return all;
  }

  return (
    <form
      noValidate
      aria-label="登记收到的申请"
      className="grid items-start gap-x-4 lg:grid-cols-[minmax(0,1fr)_20rem]"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="min-w-0 lg:col-span-2">
        <ErrorSummary refusals={refusals} idOf={(field) => `${ID}-${last(field)}`} />
        {filedId === null ? null : (
          <Notice look="warn" title="申请已经录入；有材料没有传成">
            <p>请改好标红的材料再传，或者先去办理，材料以后在申请页面补传。</p>
            <Link href={`/office/applications/${filedId}`} className={buttonClass('quiet')}>
              去办理这件申请
            </Link>
          </Notice>
        )}
      </div>
      <div className="min-w-0">
        <fieldset disabled={filedId !== null} className="contents">
          <ReceiptWizard {...fields} today={today} />
          <ApplicantFields {...fields} />
          <AgentFields {...fields} />
          <Card title="4. 申请的内容">
            <FieldList
              {...fields}
              fields={[
                {
                  name: 'kind',
                  label: '事项',
                  kind: 'radio',
                  options: (['application', 'record_correction'] as const).map(
                    (kind) => [kind, CASE_KIND_NAMES[kind]] as const,
                  ),
                },
                {
                  name: 'title',
                  label: '信息名称',
                  kind: 'line',
                  hint: '名称、文号、特征描述至少填一项，照录申请书的原文。不问用途。',
                },
                { name: 'docNo', label: '文号', kind: 'line' },
                { name: 'description', label: '其他特征描述', kind: 'lines', rows: 6 },
              ]}
            />
          </Card>
          <Card title="5. 怎样提供">
            <FieldList
              {...fields}
              fields={[
                {
                  name: 'deliveryMethod',
                  label: '获取方式',
                  kind: 'radio',
                  required: true,
                  options: DELIVERY_METHODS.map((one) => [one, DELIVERY_METHOD_NAMES[one]] as const),
                },
                {
                  name: 'mediaForm',
                  label: '载体形式',
                  kind: 'radio',
                  required: true,
                  options: MEDIA_FORMS.map((one) => [one, MEDIA_FORM_NAMES[one]] as const),
                },
              ]}
            />
          </Card>
        </fieldset>
        <PaperFiles files={files} onChange={setFiles} />
      </div>
      <div className="min-w-0 lg:sticky lg:top-4">
        {missing.length > 0 && filedId === null ? (
          <Notice look="warn" title="按第二十九条还缺这些，可以先登记，审核后一次性告知补正：">
            <ul className="list-disc pl-5">
              {missing.map(({ code, message }) => (
                <li key={code}>{message}</li>
              ))}
            </ul>
          </Notice>
        ) : null}
        <Button type="submit" disabled={pending} wide>
          {pending ? '正在登记…' : filedId === null ? '录入这件申请' : '再传没有传成的材料'}
        </Button>
      </div>
    </form>
  );
}
