'use client';

import { useEffect, useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Card } from '@/components/ui/card';
import { previewReceiptAction } from '@/lib/applications/actions';
import { INTAKE_CHANNEL_NAMES, INTAKE_CHANNELS, type IntakeChannel } from '@/lib/applications/types/case';
import type { ReceiptPreview } from '@/lib/applications/types/previews';
import { formatDate } from '@/lib/platform/dates';
import type { Result } from '@/lib/platform/result';
import { evidenceFields, evidenceOf, RECEIPT_WORDS, receiptArticle } from '../evidence-form';
import { FieldList, type FormValues } from '../steps/field-list';

/** Pause after the last key before the server is asked, milliseconds. */
const PAUSE_MS = 350;

/** The channel chosen, if it is one. */
export function channelOf(values: FormValues): IntakeChannel | null {
  return INTAKE_CHANNELS.find((one) => one === values.channel) ?? null;
}

/**
 * How the application came and what proves it: choosing the channel shows exactly the evidence Art. 31 needs there, and
 * which date becomes 收到之日.
 */
export function ReceiptWizard({
  idPrefix,
  values,
  today,
  onChange,
  errorOf,
}: {
  idPrefix: string;
  values: FormValues;
  today: string;
  onChange: (name: string, value: string) => void;
  errorOf: (name: string) => string | undefined;
}) {
  const channel = channelOf(values);
  return (
    <Card title="1. 怎样收到的">
      <FieldList
        idPrefix={idPrefix}
        values={values}
        onChange={onChange}
        errorOf={errorOf}
        fields={[
          {
            name: 'channel',
            label: '提交渠道',
            kind: 'radio',
            required: true,
            options: INTAKE_CHANNELS.map((one) => [one, INTAKE_CHANNEL_NAMES[one]] as const),
          },
        ]}
      />
      {channel === null ? null : (
        <>
          <p className="border-l-4 border-brand bg-brand-wash px-4 py-2 text-brand-deep">
            {RECEIPT_WORDS[channel]}（{receiptArticle(channel)}）
          </p>
          <div className="grid gap-x-4 sm:grid-cols-2">
            <FieldList
              idPrefix={idPrefix}
              values={values}
              onChange={onChange}
              errorOf={errorOf}
              fields={evidenceFields(channel, today)}
            />
          </div>
          <DatesPreview channel={channel} evidence={evidenceOf(channel, today, values)} />
        </>
      )}
    </Card>
  );
}

/** What the server makes of the evidence: the day of receipt and the due date. */
function DatesPreview({ channel, evidence }: { channel: IntakeChannel; evidence: Record<string, string> }) {
  const [answer, setAnswer] = useState<Result<ReceiptPreview> | null>(null);
  const key = JSON.stringify([channel, evidence]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the evidence is a new object at each render; its text says whether it changed
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const result = await attempt(() => previewReceiptAction({ channel, evidence }));
      if (isCurrent) setAnswer(result);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key]);
  return (
    <div
      role="status"
      aria-label="收到之日和答复期限"
      className="mt-2 border border-line bg-ground px-4 py-3"
    >
      {answer === null ? (
        <p className="text-ink-soft">正在计算…</p>
      ) : answer.ok ? (
        <PreviewWords preview={answer.value} />
      ) : (
        <p className="text-warn">{answer.refusals.map(({ message }) => message).join(' ')}</p>
      )}
    </div>
  );
}

function PreviewWords({ preview }: { preview: ReceiptPreview }) {
  if (preview.status === 'to_confirm') {
    return (
      <p>
        <strong>还没有收到之日。</strong>
        登记后是“待确认收到”，期限不起算；请在今天联系申请人确认，并把联系的情况记下来。
      </p>
    );
  }
  const { date, why, replyDue, provisional, isLateConfirmation } = preview;
  return (
    <>
      <p>
        收到申请之日：<strong>{formatDate(date)}</strong>（{why}）
      </p>
      {replyDue === null ? null : (
        <p>
          答复期限：<strong>{formatDate(replyDue)}</strong>（含当日；从次日起第20个工作日）
          {provisional ? '，暂定：日历还没有载入那时的放假安排' : ''}
        </p>
      )}
      {isLateConfirmation ? (
        <p className="font-semibold text-warn">平信应当在送到当天确认：确认晚了，系统会标出“确认迟延”。</p>
      ) : null}
    </>
  );
}
