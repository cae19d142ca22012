'use client';

import { useState } from 'react';
import { useAct } from '@/components/settings/use-act';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Radio } from '@/components/ui/choice';
import { TextField } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { issueLetterAction, previewIssueAction } from '@/lib/applications/letters/actions';
import type { FileChoice, IssuePreview } from '@/lib/applications/letters/types';
import { SERVICE_WAY_NAMES, SERVICE_WAYS, type ServiceWay } from '@/lib/letters/types/letters';
import { formatDate } from '@/lib/platform/dates';
import type { Result } from '@/lib/platform/result';
import { ProofPicker } from './proof-picker';
import { usePreview } from './use-preview';

/** Records how and when a letter went out; which day counts, and what it does to the dates, stands there before. */
export function IssueLetter({
  caseId,
  letterId,
  today,
  sealedOn,
  isElectronic,
  isAgain,
  proofs,
}: {
  caseId: string;
  letterId: string;
  today: string;
  sealedOn: string;
  isElectronic: boolean;
  isAgain: boolean;
  proofs: readonly FileChoice[];
}) {
  const [way, setWay] = useState<ServiceWay>(isElectronic ? 'electronic' : 'china_post');
  const [sentOn, setSentOn] = useState(today);
  const [servedOn, setServedOn] = useState('');
  const [trackingNo, setTrackingNo] = useState('');
  const [proofFileId, setProofFileId] = useState('');
  const [note, setNote] = useState('');
  const { refusals, pending, run, errorOf } = useAct();
  const isHanded = way === 'in_person' || way === 'entrusted';
  const dates = { way, sentOn: isHanded ? null : sentOn || null, servedOn: servedOn || null };
  const isReady = dates.sentOn !== null || dates.servedOn !== null;
  const answer = usePreview<IssuePreview>(JSON.stringify(dates), () =>
    isReady ? previewIssueAction({ letterId, ...dates }) : null,
  );
  const known = ['way', 'sentOn', 'servedOn', 'trackingNo', 'proofFileId'];

  return (
    <Card title={isAgain ? '再次送达' : '送达'}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run(() =>
            issueLetterAction({ letterId, ...dates, trackingNo, note, proofFileId: proofFileId || null }),
          );
        }}
      >
        <fieldset>
          <legend className="font-semibold">送达方式（必填）</legend>
          {errorOf('way') ? <p className="text-sm font-semibold text-seal">{errorOf('way')}</p> : null}
          {SERVICE_WAYS.filter((one) => one !== 'electronic' || isElectronic).map((one) => (
            <Radio
              key={one}
              name="way"
              label={SERVICE_WAY_NAMES[one]}
              checked={way === one}
              onChange={() => setWay(one)}
            />
          ))}
        </fieldset>
        {isHanded ? null : (
          <TextField
            id="sentOn"
            label={way === 'china_post' ? '交邮日期' : '发送日期'}
            type="date"
            min={sealedOn}
            max={today}
            required
            error={errorOf('sentOn')}
            value={sentOn}
            onChange={(event) => setSentOn(event.target.value)}
          />
        )}
        <TextField
          id="servedOn"
          label={isHanded ? '签收日期' : '签收日期（知道的填写）'}
          type="date"
          min={sealedOn}
          max={today}
          required={isHanded}
          error={errorOf('servedOn')}
          value={servedOn}
          onChange={(event) => setServedOn(event.target.value)}
        />
        {way === 'china_post' ? (
          <TextField
            id="trackingNo"
            label="挂号信或者EMS单号"
            hint="须由邮政企业寄递；其他快递的投递不算交邮"
            required
            error={errorOf('trackingNo')}
            value={trackingNo}
            onChange={(event) => setTrackingNo(event.target.value)}
          />
        ) : null}
        <ProofPicker id="issue" caseId={caseId} files={proofs} value={proofFileId} onPick={setProofFileId} />
        <TextField
          id="issue-note"
          label="说明（可不填）"
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <WhatFollows answer={isReady ? answer : null} />
        <RefusalList refusals={refusals.filter(({ field }) => !known.includes(field ?? ''))} />
        {refusals.length > 0 && refusals.every(({ field }) => known.includes(field ?? '')) ? (
          <Notice look="error">还没有登记，请改好上面标出的各项。</Notice>
        ) : null}
        <Button type="submit" wide disabled={pending}>
          {pending ? '正在登记…' : isAgain ? '登记再次送达' : '登记送达'}
        </Button>
      </form>
    </Card>
  );
}

function WhatFollows({ answer }: { answer: Result<IssuePreview> | null }) {
  if (answer === null) return <div role="status" />;
  const isOk = answer.ok;
  return (
    <div
      role="status"
      aria-label="送达的效力"
      className={`my-3 border-l-4 px-4 py-3 ${isOk ? 'border-brand bg-brand-wash text-brand-deep' : 'border-warn bg-warn-wash text-warn'}`}
    >
      {answer.ok ? (
        <>
          <p>
            <strong>{answer.value.why}</strong>
          </p>
          <p>{answer.value.effect}</p>
          <Dates preview={answer.value} />
        </>
      ) : (
        <p>{answer.refusals.map(({ message }) => message).join(' ')}</p>
      )}
    </div>
  );
}

function Dates({ preview: { dueBefore, dueAfter } }: { preview: IssuePreview }) {
  if (dueBefore === dueAfter)
    return dueAfter === null ? null : <p>答复期限：{formatDate(dueAfter)}（不变）</p>;
  return (
    <p>
      答复期限：{dueBefore === null ? '暂不计算' : formatDate(dueBefore)} →{' '}
      <strong>{dueAfter === null ? '暂不计算' : formatDate(dueAfter)}</strong>
    </p>
  );
}
